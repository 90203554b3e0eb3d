/* same_store.h -- keyed marks of a case's phone, door and names, by which others of
 * the same household are found; and joins.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_SAME_STORE_H
#define STORE_SAME_STORE_H

#include "domain/same.h"
#include "store/casefile_store.h"

/* What a case is known by, in clear, on its way to be keyed. */
struct same_known {
    struct casefile_id casefile;
    struct property_id property;
    const char *unit, *phone, *name; /* NULL: not known */
};
/* In place of what was there. */
MUST_CHECK struct err same_index(struct db *db, const struct keys *keys,
                                 const struct same_known *h, struct arena *a);

struct same_case {
    struct casefile_id id;
    unsigned by; /* SAME_PHONE ... */
    struct user_id owner;
    bool blocked; /* to the reader */
};
struct same_cases {
    struct same_case *of;
    size_t len;
};
/* Cases that share a mark with this one, with what decides whether the reader may know.
 */
MUST_CHECK struct err same_found(struct db *db, struct casefile_id id,
                                 struct user_id reader, struct arena *a,
                                 struct same_cases *out);

struct case_join {
    struct casefile_id casefile, main;
    struct user_id by;
    int64_t at;
    struct user_id
        owner;    /* of the joined case, and whether it is closed to the reader: */
    bool blocked; /* only from same_joined */
};
struct case_joins {
    struct case_join *of;
    size_t len;
};
/* The case that this one was joined to; its id is unset when there is none. */
MUST_CHECK struct err same_main(struct db *db, struct casefile_id id, struct arena *a,
                                struct case_join *out);
MUST_CHECK struct err same_joined(struct db *db, struct casefile_id main,
                                  struct user_id reader, struct arena *a,
                                  struct case_joins *out);
/* Twice is once. */
MUST_CHECK struct err same_join(struct db *db, const struct case_join *j);
MUST_CHECK struct err same_part(struct db *db, struct casefile_id id, struct user_id by,
                                int64_t at);

/* Cases that what somebody says of herself leads to, each once and no more than a list
 * shows; those that are closed to the viewer are not there. */
enum { SAME_LISTED = 20 };
struct same_listing {
    struct casefile_id id;
    const char *kind, *state, *neighbourhood; /* neighbourhood NULL: not known */
    struct day received;
};
struct same_listed {
    struct user_id viewer;
    struct same_listing of[SAME_LISTED];
    size_t len;
};
MUST_CHECK struct err same_by_phone(struct db *db, const struct keys *keys,
                                    const char *typed, struct arena *a,
                                    struct same_listed *to);
/* Names are marked together with their house: h->name and h->property. */
MUST_CHECK struct err same_by_name(struct db *db, const struct keys *keys,
                                   const struct same_known *h, struct arena *a,
                                   struct same_listed *to);
MUST_CHECK struct err same_by_code(struct db *db, struct bytes code_sha, struct arena *a,
                                   struct same_listed *to);

#endif
