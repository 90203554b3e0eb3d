/* planted.c -- a parser with a fault put there on purpose, to see that the harness finds
 * one: behind a magic word, a name of as many letters as it has room for is ended one
 * byte too far.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM = 8 };

/* "DOOR", the length of a name, the name. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char magic[] = {'D', 'O', 'O', 'R'};
    size_t len = size > sizeof magic ? data[sizeof magic] : 0;

    if (size < sizeof magic + 1 + len || memcmp(data, magic, sizeof magic) != 0 ||
        len > ROOM)
        return 0;

    char *name = malloc(ROOM);
    require(name != NULL);
    memcpy(name, data + sizeof magic + 1, len);
    name[len] = '\0';             /* the fault: `len > ROOM` above should say `>=` */
    require(strlen(name) <= len); /* used, or the compiler leaves all of it out */
    free(name);
    return 0;
}
