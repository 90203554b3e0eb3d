/* case_open.h -- for the stores of casework alone: a sealed cell, where it stands, and
 * what it opens to.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_CASE_OPEN_H
#define STORE_CASE_OPEN_H

#include "store/casefile_store.h"

struct case_cell {
    const struct data_key *key;
    struct seal_place at;
    struct bytes sealed;
};

/* A cell of the table casefile. */
struct case_cell case_cell(struct db *db, const struct data_key *key, const char *column,
                           struct id row, struct bytes sealed);
MUST_CHECK struct err case_open_person(const struct case_cell *cell, struct arena *a,
                                       struct case_person *out);
MUST_CHECK struct err case_open_place(const struct case_cell *cell, struct arena *a,
                                      struct case_place *out);
/* A place as its cell holds it. */
const char *case_place_text(const struct case_place *p, struct arena *a);

/* Whose row a list of Today shows: the name alone; NULL once erased. */
struct case_who {
    struct casefile_id casefile;
    struct resident_id resident;
    struct bytes person;
};
/* The name, and the key to what else of the household is sealed; of an erased one neither
 * is known. */
struct case_opened {
    bool known;
    struct data_key key;
    const char *name;
};
MUST_CHECK struct err case_open_who(struct db *db, const struct keys *keys,
                                    const struct case_who *who, struct arena *a,
                                    struct case_opened *out);
MUST_CHECK struct err case_open_name(struct db *db, const struct keys *keys,
                                     const struct case_who *who, struct arena *a,
                                     const char **out);

#endif
