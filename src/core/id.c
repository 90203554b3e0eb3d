/* id.c -- see id.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "core/id.h"

#include <string.h>

struct id id_from_bytes(const uint8_t b[16])
{
    struct id id;

    memcpy(id.b, b, sizeof id.b);
    return id;
}

bool id_is_set(struct id id)
{
    static const struct id none;

    return memcmp(id.b, none.b, sizeof id.b) != 0;
}

bool id_same(struct id a, struct id b)
{
    return memcmp(a.b, b.b, sizeof a.b) == 0;
}

void id_format(struct id id, char out[ID_TEXT])
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < sizeof id.b; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *out++ = '-';
        *out++ = digits[id.b[i] >> 4];
        *out++ = digits[id.b[i] & 15];
    }
    *out = '\0';
}

static int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool id_parse(const char *s, size_t len, struct id *out)
{
    struct id id;
    size_t at = 0;

    if (len != ID_TEXT - 1)
        return false;
    for (size_t i = 0; i < sizeof id.b; i++) {
        if ((i == 4 || i == 6 || i == 8 || i == 10) && s[at++] != '-')
            return false;

        int high = digit(s[at]), low = digit(s[at + 1]);
        if (high < 0 || low < 0)
            return false;
        id.b[i] = (uint8_t)(high << 4 | low);
        at += 2;
    }
    *out = id;
    return true;
}

struct id id_make(int64_t unix_ms, const uint8_t random[10])
{
    struct id id;

    for (int i = 0; i < 6; i++)
        id.b[i] = (uint8_t)(unix_ms >> (40 - 8 * i));
    memcpy(id.b + 6, random, 10);
    id.b[6] = (uint8_t)(0x70 | (id.b[6] & 0x0f));
    id.b[8] = (uint8_t)(0x80 | (id.b[8] & 0x3f));
    return id;
}
