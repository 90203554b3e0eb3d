/* csv.c -- see csv.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "wire/csv.h"

#include <string.h>

enum { FIELD_START, IN_PLAIN, IN_QUOTES, AFTER_QUOTE, SKIPPING, SKIPPING_QUOTED };

void csv_begin(struct csv *c, void (*row)(void *ctx, const struct csv_row *row),
               void *ctx)
{
    c->row = row;
    c->ctx = ctx;
    c->state = FIELD_START;
    c->line = 1;
    c->last_was_cr = c->mark_looked_for = false;
    c->used = 0;
    c->now = (struct csv_row){.line = 1};
    c->now.field[0] = c->bytes;
}

static void wrong(struct csv *c, const char *why)
{
    c->now.wrong = why;
    c->state = c->state == IN_QUOTES ? SKIPPING_QUOTED : SKIPPING;
}

static void put(struct csv *c, char byte)
{
    if (c->used == sizeof c->bytes) {
        wrong(c, "the row is longer than 65,536 bytes");
        return;
    }
    c->bytes[c->used++] = byte;
}

static void end_field(struct csv *c)
{
    c->state = FIELD_START;
    put(c, '\0');
    if (c->now.wrong != NULL)
        return;
    if (++c->now.len == CSV_FIELDS) {
        wrong(c, "the row has more than 127 columns");
        return;
    }
    c->now.field[c->now.len] = c->bytes + c->used;
}

/* The bytes of one UTF-8 character (RFC 3629), or 0. */
static size_t utf8_bytes(const unsigned char *s, size_t len)
{
    size_t n = s[0] < 0x80 ? 1 : s[0] < 0xc2 ? 0 : s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;

    if (n == 0 || n > len || s[0] > 0xf4)
        return 0;
    for (size_t i = 1; i < n; i++)
        if ((s[i] & 0xc0) != 0x80)
            return 0;
    if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) ||
        (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] > 0x8f))
        return 0;
    return n;
}

static const char *look_at_bytes(const struct csv *c)
{
    const unsigned char *s = (const unsigned char *)c->bytes;
    size_t zeros = 0;

    for (size_t i = 0, n; i < c->used; i += n) {
        n = utf8_bytes(s + i, c->used - i);
        if (n == 0)
            return "the row is not UTF-8; save the file as CSV UTF-8";
        zeros += s[i] == 0;
    }
    return zeros == c->now.len ? NULL : "the row holds a zero byte";
}

static void end_row(struct csv *c)
{
    bool blank = c->state == FIELD_START && c->now.len == 0 && c->used == 0;

    if (c->state < SKIPPING && !blank)
        end_field(c);
    if (c->now.wrong == NULL && !blank)
        c->now.wrong = look_at_bytes(c);
    if (!blank)
        c->row(c->ctx, &c->now);
    c->state = FIELD_START;
    c->used = 0;
    c->now.line = c->line;
    c->now.wrong = NULL;
    c->now.len = 0;
    c->now.field[0] = c->bytes;
}

static void line_end(struct csv *c)
{
    c->line++;
    if (c->state == IN_QUOTES)
        put(c, '\n');
    else if (c->state != SKIPPING_QUOTED)
        end_row(c);
}

static void plain_byte(struct csv *c, char b)
{
    switch (c->state) {
    case FIELD_START:
        if (b == '"')
            c->state = IN_QUOTES;
        else if (b == ',')
            end_field(c);
        else {
            c->state = IN_PLAIN;
            put(c, b);
        }
        break;
    case IN_PLAIN:
        if (b == ',')
            end_field(c);
        else if (b == '"')
            wrong(c, "a quote stands inside an unquoted field");
        else
            put(c, b);
        break;
    case IN_QUOTES:
        if (b == '"')
            c->state = AFTER_QUOTE;
        else
            put(c, b);
        break;
    case AFTER_QUOTE:
        if (b == ',')
            end_field(c);
        else if (b == '"') {
            c->state = IN_QUOTES;
            put(c, b);
        } else
            wrong(c, "text follows a closing quote");
        break;
    case SKIPPING_QUOTED:
        if (b == '"')
            c->state = SKIPPING;
        break;
    case SKIPPING:
        if (b == '"')
            c->state = SKIPPING_QUOTED;
        break;
    }
}

static void byte(struct csv *c, char b)
{
    bool after_cr = c->last_was_cr;

    c->last_was_cr = b == '\r';
    if (b == '\n' && after_cr)
        return;
    if (b == '\n' || b == '\r')
        line_end(c);
    else
        plain_byte(c, b);
}

/* A byte order mark arrives as the first field's first three bytes. */
static void drop_mark(struct csv *c)
{
    if (c->mark_looked_for || c->used < 3)
        return;
    c->mark_looked_for = true;
    if (memcmp(c->bytes, "\xef\xbb\xbf", 3) == 0) {
        c->used = 0;
        c->state = FIELD_START;
    }
}

void csv_feed(struct csv *c, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        byte(c, bytes[i]);
        if (!c->mark_looked_for)
            drop_mark(c);
    }
}

void csv_end(struct csv *c)
{
    if (c->state == IN_QUOTES || c->state == SKIPPING_QUOTED) {
        c->now.wrong = "a quote is opened and never closed";
        c->state = SKIPPING;
    }
    end_row(c);
}

size_t csv_quote(char *out, const char *field)
{
    size_t n = 0;
    bool formula = *field != '\0' && strchr("=+-@\t\r", *field) != NULL;
    bool quotes = formula || strpbrk(field, ",\"\r\n") != NULL;

    if (quotes)
        out[n++] = '"';
    if (formula)
        out[n++] = '\'';
    for (; *field != '\0'; field++) {
        if (*field == '"')
            out[n++] = '"';
        out[n++] = *field;
    }
    if (quotes)
        out[n++] = '"';
    return n;
}
