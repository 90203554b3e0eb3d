/* file_store.h -- what is attached to a case, sealed with its resident's key; the SQL is
 * in sql/care/file.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_FILE_STORE_H
#define STORE_FILE_STORE_H

#include "domain/attachment.h"
#include "store/casefile_store.h"

struct case_file {
    struct id id;
    struct casefile_id casefile;
    struct user_id author, removed_by;
    int64_t at, removed_at, size;
    enum attachment type;
    const char *name;
    struct bytes bytes; /* of file_add and file_get alone */
};
struct case_files {
    struct case_file *of;
    size_t len;
};

/* A form sent twice adds once: *added tells. */
MUST_CHECK struct err file_add(struct db *db, const struct data_key *key,
                               const struct case_file *f, struct arena *a, bool *added);
MUST_CHECK struct err file_list(struct db *db, const struct data_key *key,
                                struct casefile_id id, struct arena *a,
                                struct case_files *out);
/* ERR_NOT_FOUND also for one that was taken out. */
MUST_CHECK struct err file_get(struct db *db, const struct data_key *key,
                               const struct case_file *which, struct arena *a,
                               struct case_file *out);
/* Its bytes are gone; that it was there stays. */
MUST_CHECK struct err file_remove(struct db *db, const struct case_file *f,
                                  bool *removed);

#endif
