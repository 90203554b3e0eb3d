/* confine.h -- what a process gives up for good, so that a fault in it is worth less:
 * folders it has no business in (Landlock), calls that nothing here needs (seccomp), and
 * being read by others.  What holds for a thread holds for all that it begins later.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_CONFINE_H
#define BASE_CONFINE_H

#include "core/base.h"

enum { CONFINE_PATHS = 32 };

struct confine {
    const char
        *write[CONFINE_PATHS];       /* folders and files; what is not there is skipped */
    const char *read[CONFINE_PATHS]; /* besides the system's own */
    bool alone; /* nothing but what is open already: no sockets, no writing anywhere */
};

/* What this kernel could do of it. */
struct confined {
    bool files, calls;
};

/* Before threads.  Nothing is executed afterwards, by whatever name; whatever is refused
 * fails with EPERM or EACCES. */
struct confined confine(const struct confine *c);
/* No core dump, and no other process of the same user reads this one's memory. */
void confine_memory(void);

#endif
