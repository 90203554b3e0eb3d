/* address_program_store.h -- who is in the state's address confidentiality program; the
 * SQL is in sql/care/address_program.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_ADDRESS_PROGRAM_STORE_H
#define STORE_ADDRESS_PROGRAM_STORE_H

#include "store/casefile_store.h"

/* Where the household really lives. */
struct real_place {
    struct case_place place;
    const char *neighbourhood;
    bool known; /* false for whoever is not in the program */
};

MUST_CHECK struct err address_program_load(struct db *db, struct class_keys keys,
                                           struct casefile_id id, struct arena *a,
                                           struct real_place *out);
MUST_CHECK struct err address_program_has(struct db *db, struct casefile_id id,
                                          bool *out);
struct program_entry {
    struct casefile_id casefile;
    struct user_id author;
    int64_t at;
    struct real_place real;
};
MUST_CHECK struct err address_program_put(struct db *db, struct class_keys keys,
                                          const struct program_entry *e, struct arena *a);
MUST_CHECK struct err address_program_drop(struct db *db, struct casefile_id id);
/* Of the case, in plain: NULL while it is in the program. */
MUST_CHECK struct err address_program_part_of_town(struct db *db, struct casefile_id id,
                                                   const char *neighbourhood);
/* What agencies were told of a household, as it was sealed for them (app/disclosure.h);
 * `json` is NULL once the resident was erased. */
struct told_agency {
    struct referral_id id;
    const char *json;
};
struct told_agencies {
    struct told_agency *of;
    size_t len;
};
MUST_CHECK struct err address_told_list(struct db *db, const struct data_key *key,
                                        struct casefile_id id, struct arena *a,
                                        struct told_agencies *out);
MUST_CHECK struct err address_told_save(struct db *db, const struct data_key *key,
                                        const struct told_agency *told, struct arena *a);

#endif
