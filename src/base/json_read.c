/* json_read.c -- see json.h: the reader, RFC 8259 and nothing beside it.  Long texts are
 * what a request mostly consists of, so they are looked through once and copied whole.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"

#include "core/str.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    struct arena *arena;
    const char *at, *end;
};

static bool read_value(struct reader *r, int depth, struct json *out);

static void skip_space(struct reader *r)
{
    while (r->at < r->end &&
           (*r->at == ' ' || *r->at == '\n' || *r->at == '\t' || *r->at == '\r'))
        r->at++;
}

static bool take(struct reader *r, char c)
{
    if (r->at == r->end || *r->at != c)
        return false;
    r->at++;
    return true;
}

/* The next thing but space. */
static bool next_is(struct reader *r, char c)
{
    skip_space(r);
    return take(r, c);
}

static bool take_word(struct reader *r, const char *word)
{
    size_t len = strlen(word);

    if ((size_t)(r->end - r->at) < len || memcmp(r->at, word, len) != 0)
        return false;
    r->at += len;
    return true;
}

/* What a text is made of, as far as its closing quote. */
struct raw {
    const char *from;
    size_t len;
    bool escapes, beyond_ascii;
};

static bool find_end(struct reader *r, struct raw *out)
{
    const char *at = r->at;
    unsigned char all = 0;
    bool escapes = false;

    for (; at < r->end && *at != '"'; at++) {
        unsigned char c = (unsigned char)*at;

        all |= c;
        if (c < ' ')
            return false;
        if (c != '\\')
            continue;
        escapes = true;
        if (++at == r->end)
            return false;
    }
    if (at == r->end)
        return false;
    *out = (struct raw){r->at, (size_t)(at - r->at), escapes, (all & 0x80) != 0};
    r->at = at + 1;
    return true;
}

static bool read_hex4(const char **at, const char *end, uint32_t *out)
{
    static const char digits[] = "0123456789abcdef";
    uint32_t n = 0;

    if (end - *at < 4)
        return false;
    for (int i = 0; i < 4; i++) {
        const char *d = memchr(digits, str_lower((*at)[i]), 16);

        if (d == NULL)
            return false;
        n = n << 4 | (uint32_t)(d - digits);
    }
    *at += 4;
    *out = n;
    return true;
}

/* Behind "\u": one unit, or two that make a point together; never NUL or half a pair. */
static bool read_point(const char **at, const char *end, uint32_t *out)
{
    uint32_t low;

    if (!read_hex4(at, end, out) || *out == 0)
        return false;
    if (*out < 0xd800 || *out > 0xdfff)
        return true;
    if (*out > 0xdbff || end - *at < 2 || (*at)[0] != '\\' || (*at)[1] != 'u')
        return false;
    *at += 2;
    if (!read_hex4(at, end, &low) || low < 0xdc00 || low > 0xdfff)
        return false;
    *out = 0x10000 + ((*out - 0xd800) << 10) + (low - 0xdc00);
    return true;
}

static char *put_point(char *to, uint32_t p)
{
    static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    int len = p < 0x80 ? 1 : p < 0x800 ? 2 : p < 0x10000 ? 3 : 4;

    if (len == 1) {
        *to++ = (char)p;
        return to;
    }
    *to++ = (char)(lead[len] | p >> (6 * (len - 1)));
    for (int shift = 6 * (len - 2); shift >= 0; shift -= 6)
        *to++ = (char)(0x80 | (p >> shift & 0x3f));
    return to;
}

static bool put_escape(const char **at, const char *end, char **to)
{
    static const char from[] = "\"\\/bfnrt", into[] = "\"\\/\b\f\n\r\t";
    char c = *(*at)++;
    const char *known = memchr(from, c, sizeof from - 1);
    uint32_t point;

    if (known != NULL) {
        *(*to)++ = into[known - from];
        return true;
    }
    if (c != 'u' || !read_point(at, end, &point))
        return false;
    *to = put_point(*to, point);
    return true;
}

/* No escape is shorter than what it stands for. */
static bool unescape(const struct raw *raw, char *text, size_t *len)
{
    const char *at = raw->from, *end = at + raw->len;
    char *to = text;

    while (at < end) {
        if (*at != '\\') {
            *to++ = *at++;
            continue;
        }
        at++;
        if (!put_escape(&at, end, &to))
            return false;
    }
    *to = '\0';
    *len = (size_t)(to - text);
    return true;
}

/* Behind the opening quote. */
static bool read_text(struct reader *r, const char **out, size_t *len)
{
    struct raw raw;

    if (!find_end(r, &raw) || (raw.beyond_ascii && !utf8_valid(raw.from, raw.len)))
        return false;

    char *text = arena_copy(r->arena, raw.from, raw.len);
    *out = text;
    *len = raw.len;
    return !raw.escapes || unescape(&raw, text, len);
}

static const char *skip_digits(const char *at, const char *end)
{
    while (at < end && str_is_digit(*at))
        at++;
    return at;
}

/* What may stand behind the digits of a whole number; *whole: nothing did. */
static bool skip_fraction(struct reader *r, bool *whole)
{
    const char *from = r->at;

    if (take(r, '.')) {
        from = r->at;
        r->at = skip_digits(from, r->end);
        if (r->at == from)
            return false;
        *whole = false;
    }
    if (!take(r, 'e') && !take(r, 'E'))
        return true;
    *whole = false;
    if (!take(r, '+'))
        take(r, '-');
    from = r->at;
    r->at = skip_digits(from, r->end);
    return r->at > from;
}

static bool whole_number(const char *from, const char *end, int64_t *out)
{
    bool minus = *from == '-';
    int64_t n = 0;

    for (const char *at = from + minus; at < end; at++) {
        int64_t digit = *at - '0';

        if (__builtin_mul_overflow(n, 10, &n) ||
            __builtin_add_overflow(n, minus ? -digit : digit, &n))
            return false;
    }
    *out = n;
    return true;
}

static bool read_number(struct reader *r, struct json *out)
{
    const char *from = r->at, *first;
    bool whole = true;

    take(r, '-');
    first = r->at;
    r->at = skip_digits(first, r->end);
    if (r->at == first || (*first == '0' && r->at - first > 1) ||
        !skip_fraction(r, &whole))
        return false;
    out->kind = whole ? JSON_INT : JSON_NUMBER;
    if (whole)
        return whole_number(from, r->at, &out->n);
    out->real = strtod(arena_copy(r->arena, from, (size_t)(r->at - from)), NULL);
    return isfinite(out->real);
}

static struct json *add_item(struct reader *r, struct json *to, size_t *cap)
{
    if (to->len == *cap) {
        struct json *more;

        *cap = *cap == 0 ? 8 : 2 * *cap;
        more = arena_array(r->arena, struct json, *cap);
        if (to->len > 0)
            memcpy(more, to->items, to->len * sizeof *more);
        to->items = more;
    }
    return &to->items[to->len++];
}

static bool read_list(struct reader *r, int depth, struct json *out)
{
    size_t cap = 0;

    out->kind = JSON_LIST;
    if (next_is(r, ']'))
        return true;
    do {
        if (!read_value(r, depth + 1, add_item(r, out, &cap)))
            return false;
    } while (next_is(r, ','));
    return take(r, ']');
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorted, so that a map of a million names costs no million squared. */
static bool all_differ(struct arena *a, const struct json *map)
{
    const char **names = arena_array(a, const char *, map->len);

    for (size_t i = 0; i < map->len; i++)
        names[i] = map->items[i].name;
    qsort(names, map->len, sizeof *names, by_name);
    for (size_t i = 1; i < map->len; i++)
        if (strcmp(names[i - 1], names[i]) == 0)
            return false;
    return true;
}

static bool read_map(struct reader *r, int depth, struct json *out)
{
    size_t cap = 0;

    out->kind = JSON_MAP;
    if (next_is(r, '}'))
        return true;
    do {
        struct json *item = add_item(r, out, &cap);
        size_t len;

        if (!next_is(r, '"') || !read_text(r, &item->name, &len) || !next_is(r, ':') ||
            !read_value(r, depth + 1, item))
            return false;
    } while (next_is(r, ','));
    return take(r, '}') && all_differ(r->arena, out);
}

static bool read_word(struct reader *r, struct json *out)
{
    out->kind = JSON_BOOL;
    if (take_word(r, "false"))
        return true;
    out->n = 1;
    if (take_word(r, "true"))
        return true;
    *out = (struct json){.name = out->name};
    return take_word(r, "null");
}

static bool read_value(struct reader *r, int depth, struct json *out)
{
    if (depth > JSON_DEPTH_MAX)
        return false;
    skip_space(r);
    if (take(r, '"')) {
        out->kind = JSON_TEXT;
        return read_text(r, &out->text, &out->len);
    }
    if (take(r, '{'))
        return read_map(r, depth, out);
    if (take(r, '['))
        return read_list(r, depth, out);
    if (r->at < r->end && (*r->at == '-' || str_is_digit(*r->at)))
        return read_number(r, out);
    return read_word(r, out);
}

struct err json_read(struct arena *a, const char *s, size_t len, struct json *out)
{
    struct reader r = {a, s, s + len};
    struct json value = {0};

    if (!read_value(&r, 0, &value))
        return failed(ERR_INVALID, "errors.json.bad");
    skip_space(&r);
    if (r.at != r.end)
        return failed(ERR_INVALID, "errors.json.bad");
    *out = value;
    return ok();
}
