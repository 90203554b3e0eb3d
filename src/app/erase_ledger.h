/* erase_ledger.h -- who was erased, kept outside the store, so that a backup from before
 * does not bring anybody back.  A line holds the number of a data key, when and why,
 * sealed under a key made of the backup key: whoever can read a backup can read it,
 * nobody else can, and nobody can add to it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_ERASE_LEDGER_H
#define APP_ERASE_LEDGER_H

#include "base/keys.h"
#include "store/erase_store.h"

enum { LEDGER_BYTES_MAX = 256 * 1024 * 1024 };
#define LEDGER_LINE_BYTES 106 /* with its end: all are of one length */

/* Of one city. */
struct erased_ledger {
    const char *path, *city;
    const struct keys *keys;
};

/* All that the file says, by their ids; none when there is no file yet.  ERR_BROKEN
 * ("erase.ledger") for a file that cannot be read, or with a line that this city did not
 * write: *line is which one, or 0.  What was cut off behind the last whole line was never
 * promised. */
MUST_CHECK struct err erased_read(const struct erased_ledger *l, struct arena *a,
                                  struct erasures *out, int64_t *line);
/* Of a text with such lines. */
MUST_CHECK struct err erased_parse(const struct erased_ledger *l, struct bytes text,
                                   struct arena *a, struct erasures *out, int64_t *line);
/* How many whole lines it has, without opening one. */
int64_t erased_lines(const char *path);
/* On the disk when it returns OK; ERR_BROKEN ("erase.ledger") when it is not. */
MUST_CHECK struct err erased_add(const struct erased_ledger *l,
                                 const struct erasures *more, struct arena *a);
/* By their ids, as erased_has wants them; what was read is so. */
void erasures_sort(struct erasures *e);
bool erased_has(const struct erasures *in, struct resident_id id);

#endif
