/* stores.h -- the four stores of an installation, opened (cli/stores.c).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_STORES_H
#define STORE_STORES_H

#include "store/store.h"

struct stores {
    struct store *of[STORES];
};

#endif
