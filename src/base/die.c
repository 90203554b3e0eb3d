/* die.c -- the end of a process that found itself wrong, or its machine.
 * SPDX-License-Identifier: Apache-2.0 */
#include "core/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

_Noreturn void die(const char *what)
{
    fprintf(stderr, "fatal: %s\n", what);
    abort();
}

/* Without memory or a lock: either may be what failed. */
_Noreturn void halt(int status, const char *what)
{
    const char *parts[] = {"fatal: ", what, "; stopping, nothing more is acknowledged\n"};

    for (size_t i = 0; i < COUNT(parts); i++)
        if (write(STDERR_FILENO, parts[i], strlen(parts[i])) < 0)
            break;
    _exit(status);
}
