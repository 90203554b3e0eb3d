/* lines.c -- see lines.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "http/lines.h"

#include <string.h>

static const char crlf_twice[4];

void lines_begin(struct lines *k, const char *text)
{
    k->end = text + strlen(text);
}

static void follow(struct lines *k, const char *text, size_t apart)
{
    k->bad |= text != k->end + apart || memcmp(k->end, crlf_twice, apart) != 0;
    k->end = text + strlen(text);
}

void lines_word(struct lines *k, const char *text)
{
    follow(k, text, 1);
}

void lines_target(struct lines *k, const char *text, size_t len)
{
    follow(k, text, 1);
    k->end = text + len;
}

void lines_header(struct lines *k, const char *name, const char *value)
{
    follow(k, name, 2);
    k->bad |= value < k->end;
    k->end = value + strlen(value);
}

void lines_end(struct lines *k)
{
    k->bad = k->bad || memcmp(k->end, crlf_twice, sizeof crlf_twice) != 0;
}
