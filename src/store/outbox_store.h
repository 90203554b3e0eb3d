/* outbox_store.h -- mail that waits in the store whose change it tells of.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_OUTBOX_STORE_H
#define STORE_OUTBOX_STORE_H

#include "core/ids.h"
#include "store/db.h"
#include "store/store.h"

/* A row names a template and what fills it: identifiers and days, never a person. */
struct mail {
    struct mail_id id;
    const char *event; /* "referral:UUID:1": one mail per event and recipient, for ever */
    const char *recipient, *template, *lang;
    const char *args; /* JSON map of texts */
    int64_t created_at, tries;
};

MUST_CHECK struct err outbox_add(struct db *db, const struct mail *m);
/* Was this event told to this recipient, or is it about to be? */
MUST_CHECK struct err outbox_is_told(struct db *db, const char *event,
                                     const char *recipient, bool *out);
/* The stores that have an outbox: care tells case managers, agencies and inspectors; the
 * registry tells people of their accounts. */
extern const enum store_name outbox_stores[];
extern const size_t outbox_stores_len;
/* At most so many at a time that are due and leased by nobody, the longest due first.
 * No letter is put off for longer than OUTBOX_LATER_MAX_MS. */
enum {
    OUTBOX_BATCH = 20,
    OUTBOX_LEASE_MS = 5 * 60 * 1000,
    OUTBOX_LATER_MAX_MS = 6 * 60 * 60 * 1000
};

/* The hourly brake: letters within one hour to one address, and in all; 0: no limit.  A
 * letter over it waits until the oldest one that counts is an hour old.  One template is
 * never held: whoever is in danger does not wait for a flood to end. */
struct outbox_brake {
    int64_t one, all;
    const char *free; /* NULL: none */
};
bool outbox_has_brake(const struct outbox_brake *b);
/* The fault of a letter that waits for no other reason. */
#define OUTBOX_HELD "mail.held"
/* What left within the last hour, and what is leaving. */
struct outbox_hours {
    struct outbox_hour {
        const char *recipient;
        int64_t n, oldest;
    } * of;
    size_t len;
};
/* Adds this store's. */
MUST_CHECK struct err outbox_hour(struct db *db, int64_t now, struct arena *a,
                                  struct outbox_hours *to);
struct outbox_ask {
    int64_t now;
    struct outbox_brake brake;
    const struct outbox_hours *elsewhere; /* of the other stores */
    size_t held;                          /* out: put off by the brake */
};
MUST_CHECK struct err outbox_lease(struct db *db, struct outbox_ask *ask, struct arena *a,
                                   struct mail **out, size_t *len);
/* From its first try on, a letter's args hold what it says. */
MUST_CHECK struct err outbox_fix(struct db *db, struct mail_id id, const char *args);
/* A lease as it stands in the store.  Whoever holds it may be gone; that it ended is for
 * those who watch it to find, by their own steady clocks: no wall clock can be trusted.
 */
struct outbox_lease {
    struct mail_id id;
    int64_t tries;
};
MUST_CHECK struct err outbox_leases(struct db *db, struct arena *a,
                                    struct outbox_lease **out, size_t *len);
/* Ends it, unless it has become another. */
MUST_CHECK struct err outbox_free(struct db *db, const struct outbox_lease *lease);
/* For a reader: would outbox_lease find anything? */
MUST_CHECK struct err outbox_is_due(struct db *db, int64_t now, bool *out);
MUST_CHECK struct err outbox_sent(struct db *db, struct mail_id id, int64_t at);
MUST_CHECK struct err outbox_later(struct db *db, struct mail_id id, int64_t due_at,
                                   const char *fault);

/* A furnished past: letters that were never tried are written now. */
MUST_CHECK struct err outbox_redate(struct db *db, int64_t now);

struct outbox_waiting {
    int64_t waiting, oldest; /* number, and when the oldest was written */
    int64_t held;            /* by the brake alone; in neither of them */
    const char *fault;       /* what the last try said; NULL before the first */
};
MUST_CHECK struct err outbox_waiting(struct db *db, struct arena *a,
                                     struct outbox_waiting *out);
/* The last letters of a template, newest first; at most OUTBOX_BATCH. */
struct outbox_state {
    const char *recipient, *fault; /* fault: of the last try; NULL: none */
    int64_t created_at, sent_at;
};
MUST_CHECK struct err outbox_recent(struct db *db, const char *template, struct arena *a,
                                    struct outbox_state **out, size_t *len);
/* When the last letter left; 0: none did. */
MUST_CHECK struct err outbox_last(struct db *db, int64_t *out);

#endif
