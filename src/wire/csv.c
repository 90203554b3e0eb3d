/* csv.c -- see csv.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "wire/csv.h"

#include "core/str.h"

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

/* Every field ends in a zero, so any more of them came from the file. */
static const char *look_at_bytes(const struct csv *c)
{
    size_t all = 0;

    for (size_t i = 0; i < c->now.len; i++) {
        size_t len = strlen(c->now.field[i]);
        if (!utf8_valid(c->now.field[i], len))
            return "the row is not UTF-8; save the file as CSV UTF-8";
        all += len + 1;
    }
    return all == c->used ? NULL : "the row holds a zero byte";
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

static void unquoted_byte(struct csv *c, char b)
{
    if (b == ',')
        end_field(c);
    else if (b == '"' && c->state == FIELD_START)
        c->state = IN_QUOTES;
    else if (b == '"')
        wrong(c, "a quote stands inside an unquoted field");
    else {
        c->state = IN_PLAIN;
        put(c, b);
    }
}

static void byte_after_quote(struct csv *c, char b)
{
    if (b == ',')
        end_field(c);
    else if (b == '"') {
        c->state = IN_QUOTES;
        put(c, b);
    } else
        wrong(c, "text follows a closing quote");
}

static void plain_byte(struct csv *c, char b)
{
    switch (c->state) {
    case FIELD_START:
    case IN_PLAIN:
        unquoted_byte(c, b);
        break;
    case IN_QUOTES:
        if (b == '"')
            c->state = AFTER_QUOTE;
        else
            put(c, b);
        break;
    case AFTER_QUOTE:
        byte_after_quote(c, b);
        break;
    case SKIPPING_QUOTED:
        c->state = b == '"' ? SKIPPING : SKIPPING_QUOTED;
        break;
    case SKIPPING:
        c->state = b == '"' ? SKIPPING_QUOTED : SKIPPING;
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

/* A byte order mark arrives as the first field's first three bytes; behind a quote or in
 * a later row it is part of the text. */
static void drop_mark(struct csv *c)
{
    if (c->mark_looked_for || c->used < 3)
        return;
    c->mark_looked_for = true;
    if (c->line == 1 && c->state == IN_PLAIN &&
        memcmp(c->bytes, "\xef\xbb\xbf", 3) == 0) {
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

/* Signs that begin one, their wide twins among them. */
static bool is_formula(const char *field)
{
    static const char *const wide[] = {"\uff1d", "\uff0b", "\uff0d", "\uff20"};

    for (size_t i = 0; i < COUNT(wide); i++)
        if (strncmp(field, wide[i], strlen(wide[i])) == 0)
            return true;
    return *field != '\0' && strchr("=+-@\t\r\n", *field) != NULL;
}

/* Some spreadsheets part cells at a semicolon or a tab. */
size_t csv_quote(char *out, const char *field)
{
    size_t n = 0;
    bool formula = is_formula(field);
    bool quotes = formula || strpbrk(field, ",;\t\"\r\n") != NULL;

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
