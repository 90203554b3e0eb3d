/* inspection_store.h -- one inspection whole, and its delivery log; the SQL is in
 * sql/enforcement/inspection.sql.  `db` is the enforcement store.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_INSPECTION_STORE_H
#define STORE_INSPECTION_STORE_H

#include "domain/inspection_file.h"
#include "store/db.h"

/* Without the names of people, who are in the registry.  ERR_NOT_FOUND "db.no_row". */
MUST_CHECK struct err inspection_file_load(struct db *db, struct inspection_id id,
                                           struct arena *a, struct inspection_file *out);
/* Adds the row; one of the same id stays as it is. */
MUST_CHECK struct err delivery_add(struct db *db, struct inspection_id inspection,
                                   const struct file_delivery *d);

#endif
