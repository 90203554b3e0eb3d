/* build.c -- see build.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "core/build.h"

#include <string.h>

void build_bytes(struct build *b, const char *s, size_t len)
{
    require(len < SIZE_MAX / 4);
    if (b->len + len + 1 > b->cap) {
        size_t cap = b->cap == 0 ? 256 : b->cap * 2;
        if (cap < b->len + len + 1)
            cap = b->len + len + 1;

        char *text = arena_alloc(b->arena, cap);
        if (b->len > 0)
            memcpy(text, b->text, b->len);
        b->text = text;
        b->cap = cap;
    }
    memcpy(b->text + b->len, s, len);
    b->len += len;
    b->text[b->len] = '\0';
}

void build_text(struct build *b, const char *s)
{
    build_bytes(b, s, strlen(s));
}

void build_char(struct build *b, char c)
{
    build_bytes(b, &c, 1);
}

void build_int(struct build *b, int64_t n)
{
    char digits[20];
    size_t at = sizeof digits;
    uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

    do {
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (n < 0)
        build_char(b, '-');
    build_bytes(b, digits + at, sizeof digits - at);
}

const char *build_done(const struct build *b)
{
    return b->text == NULL ? "" : b->text;
}

const char *build_number(struct arena *a, int64_t n)
{
    struct build b = {.arena = a};

    build_int(&b, n);
    return build_done(&b);
}
