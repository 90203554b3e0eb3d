/* str.c -- see str.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "core/str.h"

#include <string.h>

/* How many bytes the sequence that begins with c has; 0 when none begins so. */
static size_t sequence(unsigned char c)
{
    if (c < 0x80)
        return 1;
    if (c >= 0xc2 && c <= 0xdf)
        return 2;
    if (c >= 0xe0 && c <= 0xef)
        return 3;
    return c >= 0xf0 && c <= 0xf4 ? 4 : 0;
}

uint32_t utf8_next(const char *s, size_t *bytes)
{
    const unsigned char *u = (const unsigned char *)s;
    static const unsigned char mask[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    size_t n = sequence(u[0]);

    require(n > 0);
    uint32_t point = u[0] & mask[n];
    for (size_t i = 1; i < n; i++)
        point = point << 6 | (u[i] & 0x3fu);
    *bytes = n;
    return point;
}

static bool is_whole(const char *s, size_t left, size_t n)
{
    if (n == 0 || n > left)
        return false;
    for (size_t i = 1; i < n; i++)
        if (((unsigned char)s[i] & 0xc0) != 0x80)
            return false;
    return true;
}

bool utf8_valid(const char *s, size_t len)
{
    for (size_t at = 0, n; at < len; at += n) {
        n = sequence((unsigned char)s[at]);
        if (s[at] == '\0' || !is_whole(s + at, len - at, n))
            return false;

        uint32_t point = utf8_next(s + at, &n);
        bool overlong = (n == 3 && point < 0x800) || (n == 4 && point < 0x10000);
        if (overlong || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
            return false;
    }
    return true;
}

size_t utf8_len(const char *s)
{
    size_t n = 0;

    for (; *s != '\0'; s++)
        n += ((unsigned char)*s & 0xc0) != 0x80;
    return n;
}

bool str_same(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

bool str_starts(const char *s, const char *with)
{
    return strncmp(s, with, strlen(with)) == 0;
}

bool str_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool str_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool str_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

char str_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool str_only(const char *s, const char *set)
{
    return s[strspn(s, set)] == '\0';
}

bool str_number(const char *s, int64_t max, int64_t *out)
{
    int64_t n = 0;

    if (s[0] == '\0' || (s[0] == '0' && s[1] != '\0'))
        return false;
    for (; *s != '\0'; s++) {
        if (!str_is_digit(*s))
            return false;

        int digit = *s - '0';
        if (digit > max || n > (max - digit) / 10)
            return false;
        n = n * 10 + digit;
    }
    *out = n;
    return true;
}
