/* form.c -- application/x-www-form-urlencoded, in bodies and in queries; a body of parts
 * is read by multipart.c.
 * SPDX-License-Identifier: Apache-2.0 */
#include "core/str.h"
#include "http/impl.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)tolower((unsigned char)c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte at s[*i], which moves to the last character of it; 0 when it is none. */
static char percent_byte(const char *s, size_t len, size_t *i)
{
    int high = *i + 2 < len ? hex_digit(s[*i + 1]) : -1;
    int low = *i + 2 < len ? hex_digit(s[*i + 2]) : -1;

    if (s[*i] != '%')
        return s[*i];
    if (high < 0 || low < 0)
        return '\0';
    *i += 2;
    return (char)(high << 4 | low);
}

char *percent_decode(struct arena *a, const char *s, size_t len, bool plus)
{
    char *to = arena_alloc(a, len + 1), *at = to;

    for (size_t i = 0; i < len; i++) {
        *at = s[i] == '+' && plus ? ' ' : percent_byte(s, len, &i);
        if (*at++ == '\0')
            return NULL;
    }
    return to;
}

/* A piece that does not decode becomes a byte that is not UTF-8, so that whoever reads
 * it says so. */
static const char *decoded(struct arena *a, const char *s, size_t len)
{
    const char *to = percent_decode(a, s, len, true);

    return to == NULL ? "\xff" : to;
}

void pairs_parse(struct pairs *to, struct arena *a, const char *s, size_t len)
{
    const char *end = s + len;

    while (s < end) {
        const char *stop = memchr(s, '&', (size_t)(end - s));
        if (stop == NULL)
            stop = end;

        const char *is = memchr(s, '=', (size_t)(stop - s));
        if (is == NULL)
            is = stop;
        if (stop > s)
            pairs_add(to, a, decoded(a, s, (size_t)(is - s)),
                      is < stop ? decoded(a, is + 1, (size_t)(stop - is - 1)) : "");
        s = stop + 1;
    }
}

static void read_form(struct req *rq)
{
    static const char type[] = "application/x-www-form-urlencoded";

    static const char parts[] = "multipart/form-data";

    rq->impl->form_read = true;
    if (strncasecmp(req_header(rq, "content-type"), parts, sizeof parts - 1) == 0)
        multipart_read(rq, req_header(rq, "content-type"));
    if (strncasecmp(req_header(rq, "content-type"), type, sizeof type - 1) == 0)
        pairs_parse(&rq->impl->form, rq->arena, rq->body, rq->body_len);
}

static const char *trimmed(struct req *rq, const struct pair *p)
{
    const char *s = p->value, *end;

    if (!utf8_valid(s, strlen(s))) {
        req_fault(rq, p->name, "errors.not_utf8");
        return "";
    }
    s += strspn(s, " \t\r\n");
    end = s + strlen(s);
    while (end > s && strchr(" \t\r\n", end[-1]) != NULL)
        end--;
    return arena_copy(rq->arena, s, (size_t)(end - s));
}

size_t req_form_all(struct req *rq, const char *name, const char **out, size_t max)
{
    size_t n = 0;

    if (!rq->impl->form_read)
        read_form(rq);
    for (size_t i = 0; i < rq->impl->form.len && n < max; i++)
        if (strcmp(rq->impl->form.of[i].name, name) == 0)
            out[n++] = trimmed(rq, &rq->impl->form.of[i]);
    return n;
}

const char *req_form(struct req *rq, const char *name)
{
    const char *v;

    return req_form_all(rq, name, &v, 1) == 1 ? v : "";
}

bool req_form_at(struct req *rq, size_t n, const char **name, const char **value)
{
    if (!rq->impl->form_read)
        read_form(rq);
    if (n >= rq->impl->form.len)
        return false;
    *name = rq->impl->form.of[n].name;
    *value = rq->impl->form.of[n].value;
    return true;
}

const struct form_file *req_file(struct req *rq, const char *name)
{
    const struct form_file *f = &rq->impl->file;

    if (!rq->impl->form_read)
        read_form(rq);
    return f->name != NULL && strcmp(f->name, name) == 0 ? f : NULL;
}

static const char *valid(const char *s)
{
    return utf8_valid(s, strlen(s)) ? s : "";
}

size_t form_pairs(struct arena *a, const char *form, struct form_pair *out, size_t max)
{
    struct pairs p = {0};
    size_t n = 0;

    pairs_parse(&p, a, form, strlen(form));
    for (; n < p.len && n < max; n++)
        out[n] = (struct form_pair){valid(p.of[n].name), valid(p.of[n].value)};
    return n;
}
