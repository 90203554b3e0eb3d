/* restore_erased.h -- whoever was erased since a backup was made stays erased in what it
 * brings back.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_RESTORE_ERASED_H
#define CLI_RESTORE_ERASED_H

#include "cli/city.h"

/* In the folder of a backup: who had been erased when it was made. */
#define LEDGER_COPY "erased.ledger"

struct erased_from {
    struct cli *c;
    const struct keys *keys;
    const char *backup; /* its folder: the backups beside it may know more */
    const char *city;
    const char *care; /* the restored file */
    int64_t now;
};
/* All ledgers that are at hand: the city's own, --ledger, the backup's, and those of its
 * neighbours.  Refused when there is none, unless --without-ledger. */
int restore_erased(const struct erased_from *f);

#endif
