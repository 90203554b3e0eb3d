/* search.h -- a typed beginning of an address, as the register is searched for it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_SEARCH_H
#define APP_SEARCH_H

#include "core/arena.h"
#include "core/base.h"

struct search {
    int64_t low; /* the number; 0: none was typed */
    const char
        *like; /* a pattern for " " and the street's key; "": nothing to look for */
};
struct search search_of(struct arena *a, const char *words);
/* The same, and of a number alone every street that has it. */
struct search search_homes(struct arena *a, const char *words);

#endif
