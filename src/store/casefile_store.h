/* casefile_store.h -- a case as its store keeps it, its sealed cells opened.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_CASEFILE_STORE_H
#define STORE_CASEFILE_STORE_H

#include "core/day.h"
#include "core/ids.h"
#include "domain/household.h"
#include "store/db.h"
#include "store/seal.h"

/* Whom the case manager calls, as told at the door.  NULL where nothing was said, and
 * everywhere after the resident was erased. */
struct case_person {
    const char *name, *phone, *knock; /* knock: when to come by */
    const char *message_ok;           /* "yes" "no": may a message be left? */
    const char *heat_payer, *card_code;
    const char *called_at; /* together, from the door: "10:32", local; or NULL */
    struct contact_rules rules;
};

struct case_place {
    struct property_id property; /* unset: not in the register */
    const char *address, *unit;
};

struct casefile {
    struct casefile_id id;
    struct resident_id resident;
    enum case_kind kind;
    enum urgency urgency;
    enum case_state state;
    enum prior prior;
    const char *source, *lang, *neighbourhood, *close_reason;
    struct user_id requester, owner, changed_by;
    int64_t requested_at, received_at, acknowledge_by, contact_by, acknowledged_at;
    int64_t closed_at, changed_at;
    struct day received_day, acknowledged_day, contacted_day, connected_day, next_day;
    struct day closed_day;
    int64_t attempts, rev;
    bool clock_doubt, left_alone; /* of casework_begin: every yes was taken back */
    struct case_person person;
    struct case_place place;
};

/* A line of Today. */
struct case_line {
    struct casefile_id id;
    struct user_id owner;
    enum case_kind kind;
    enum urgency urgency;
    enum case_state state;
    const char *source, *lang, *neighbourhood;
    int64_t received_at, acknowledge_by, contact_by, attempts, rev;
    struct day next_day;
    struct case_person person;
    struct case_place place;
};

/* A coded fact of a case: a reason, a choice and how it is known, a service and since
 * when, a cause, a barrier. */
struct case_fact {
    const char *word, *known_by;
    struct day day;
};
struct case_facts_list {
    struct case_fact *of;
    size_t len;
};
enum case_facts { FACT_REASON, FACT_CHOICE, FACT_SERVICE, FACT_CAUSE, FACT_BARRIER };

/* The key of the case's resident; the house's key for a case without one. */
MUST_CHECK struct err casefile_key(struct db *db, const struct keys *keys,
                                   struct resident_id resident, struct arena *a,
                                   struct data_key *out);
MUST_CHECK struct err casefile_load(struct db *db, const struct keys *keys,
                                    struct casefile_id id, struct arena *a,
                                    struct casefile *out);
/* Saves what casework changes; c->rev is one more than what was read, or ERR_CONFLICT. */
MUST_CHECK struct err casefile_save(struct db *db, const struct casefile *c);
MUST_CHECK struct err casefile_save_person(struct db *db, const struct data_key *key,
                                           const struct casefile *c, struct arena *a);

/* Where the household lives from now on. */
MUST_CHECK struct err casefile_save_place(struct db *db, const struct data_key *key,
                                          const struct casefile *c, struct arena *a);

MUST_CHECK struct err casefile_facts(struct db *db, enum case_facts which,
                                     struct casefile_id id, struct arena *a,
                                     struct case_facts_list *out);
/* Does nothing when the case has it already. */
MUST_CHECK struct err casefile_fact_add(struct db *db, enum case_facts which,
                                        struct casefile_id id,
                                        const struct case_fact *fact);
/* Counts a step of the case's month: of contacted, connected, closed. */
MUST_CHECK struct err casefile_count(struct db *db, const struct casefile *c,
                                     enum coarse step);
/* A case that goes back to the start takes its steps along: they are counted anew. */
MUST_CHECK struct err casefile_uncount(struct db *db, const struct casefile *c);

#endif
