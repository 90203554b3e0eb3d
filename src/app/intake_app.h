/* intake_app.h -- requests for inspection (105 CMR 410.600): taken from anybody, logged,
 * and each with a visit and a clock.  Who asked is not written down anywhere.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_INTAKE_APP_H
#define APP_INTAKE_APP_H

#include "app/session.h"
#include "domain/plan.h"
#include "store/staff_store.h"

struct home {
    struct property_id id; /* unset: not in the register */
    const char *number, *street, *unit, *city, *postcode;
};

/* GET /requests/new: an address looked for, then chosen. */
struct intake_in {
    const char *words;           /* "12 lant"; "" */
    struct property_id property; /* chosen, or unset */
    const char *line;            /* not in the register, as typed; "" */
};
struct intake_page {
    const struct home *found; /* at most 40 */
    size_t found_len;
    struct home chosen;
    bool is_chosen;
    struct day today;
};
MUST_CHECK struct err intake_look(struct session *s, const void *in, void **out);

/* The same without asking policy.c: the caller has. */
struct db;
MUST_CHECK struct err intake_search(struct session *s, struct db *db,
                                    const struct intake_in *asked, void **out);

#define WRONG_MAX 1000

/* POST /requests */
struct intake_form {
    struct id id;
    struct inspection_id inspection;
    struct property_id property;
    const char *line, *postcode; /* where property is unset */
    const char *unit, *wrong, *came;
    bool alleged, social_ok;
    struct day received; /* unset: today */
};
MUST_CHECK struct err intake_take(struct session *s, const void *in, void **out);

/* The same, under the same rules, with no trace of who asked: neither in its row nor in
 * the audit of that store.  The caller has asked policy.c. */
MUST_CHECK struct err intake_from_nobody(struct session *s, const struct intake_form *f);

/* Shared with the paper form: an address that the register may lack. */
struct address;
struct address_parts;
MUST_CHECK struct err intake_check_place(struct session *s, const struct intake_form *f,
                                         struct address *at, struct address_parts *parts);
MUST_CHECK struct err intake_find_or_add(struct session *s, struct db *db,
                                         const struct address_parts *parts,
                                         const struct address *at,
                                         struct property_id *out);

/* GET /requests */
struct request_line {
    struct inspection_id inspection;
    struct home at;
    const char *came, *wrong, *inspector; /* NULL: nobody's yet */
    const char *time;
    struct day received, due,
        planned; /* `planned`: of one that is done, the day it was */
    bool alleged;
    enum plan_clock clock;
};
struct request_page {
    const struct request_line *open, *done;
    size_t open_len, done_len;
    size_t late, today;
};
MUST_CHECK struct err request_list(struct session *s, const void *in, void **out);

#endif
