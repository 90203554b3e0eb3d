/* id_list.h -- id_list(:ids) in SQLite's statements: identifiers, one behind the other in
 * a blob, as rows.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_ID_LIST_H
#define STORE_ID_LIST_H

#include <sqlite3.h>

/* Adds the table id_list, of one column `id`, to a connection; a result code of SQLite.
 */
int id_list_add(sqlite3 *handle);

#endif
