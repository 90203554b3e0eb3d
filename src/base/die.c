/* die.c -- the end of a process that found itself wrong.
 * SPDX-License-Identifier: Apache-2.0 */
#include "core/base.h"

#include <stdio.h>
#include <stdlib.h>

_Noreturn void die(const char *what)
{
    fprintf(stderr, "fatal: %s\n", what);
    abort();
}
