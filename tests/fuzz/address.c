/* address.c -- addresses as people write them: the first line is one whole address, then
 * number, street, unit and postcode.  What was made of one makes the same of itself.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include "domain/address.h"

#include <string.h>

static char *next_line(char **at)
{
    char *line = *at, *end = strchr(line, '\n');

    *at = end == NULL ? line + strlen(line) : end + 1;
    if (end != NULL)
        *end = '\0';
    return line;
}

static void look_at_read(struct arena *a, const struct address_parts *parts)
{
    struct address one, again;

    if (address_read(a, parts, &one) != NULL)
        return;
    require(one.low >= 0 && one.low <= one.high && one.high <= 999999999);
    require(one.street_key[0] != '\0' && strpbrk(one.street_key, "|,.") == NULL);
    require(strpbrk(one.unit_key, " |,.") == NULL);
    require(address_within(&one, &one));

    /* The unit as it was: "ap t" would be a word for "unit" once it is put together. */
    struct address_parts keys = {one.number, one.street_key, parts->unit,
                                 parts->postcode};
    if (strlen(one.number) > 40 || strlen(one.street_key) > 120)
        return;
    require(address_read(a, &keys, &again) == NULL);
    require(strcmp(one.key, again.key) == 0);
    require(one.low == again.low && one.high == again.high);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a CLEANUP(free_arena) = {0};
    char *at = arena_copy(&a, (const char *)data, size);
    const char *line = next_line(&at);
    struct address_parts parts;

    if (address_split(&a, line, &parts)) {
        require(strstr(line, parts.number) != NULL && strstr(line, parts.unit) != NULL);
        require(strlen(parts.street) < strlen(line));
        look_at_read(&a, &parts);
    }
    parts.number = next_line(&at);
    parts.street = next_line(&at);
    parts.unit = next_line(&at);
    parts.postcode = next_line(&at);
    look_at_read(&a, &parts);
    return 0;
}
