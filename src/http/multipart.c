/* multipart.c -- multipart/form-data (RFC 7578): fields as pairs, and one file.
 * SPDX-License-Identifier: Apache-2.0 */
#include "http/impl.h"

#include <string.h>
#include <strings.h>

enum { BOUNDARY_MAX = 70 };

/* What is left of a body. */
struct rest {
    const char *at, *end;
};

static const char *find(struct rest r, const char *what, size_t len)
{
    return memmem(r.at, (size_t)(r.end - r.at), what, len);
}

/* `--` and the boundary that the type names; 0 when it names none. */
static size_t delimiter(const char *type, char out[BOUNDARY_MAX + 3])
{
    static const char name[] = "boundary=";
    const char *at = strcasestr(type, name);

    if (at == NULL)
        return 0;
    at += sizeof name - 1;
    size_t len = *at == '"' ? strcspn(++at, "\"") : strcspn(at, "; \t");
    if (len == 0 || len > BOUNDARY_MAX)
        return 0;
    memcpy(out, "--", 2);
    memcpy(out + 2, at, len);
    return len + 2;
}

/* The value of `name="..."` in a part's head, a backslash before a quote undone; NULL
 * when it has none. */
static const char *parameter(struct arena *a, const char *head, const char *name)
{
    size_t len = strlen(name);

    for (const char *at = head; (at = strcasestr(at, name)) != NULL; at += len) {
        if (at == head || strchr("; \t", at[-1]) == NULL || at[len] != '=' ||
            at[len + 1] != '"')
            continue;
        char *out = arena_alloc(a, strlen(at) + 1), *to = out;
        for (at += len + 2; *at != '\0' && *at != '"'; at++) {
            if (*at == '\\' && at[1] == '"')
                at++;
            *to++ = *at;
        }
        return out;
    }
    return NULL;
}

static const char *disposition(const char *head)
{
    static const char name[] = "content-disposition:";
    const char *at = strcasestr(head, name);

    return at == NULL ? "" : at + sizeof name - 1;
}

/* A NUL inside a field makes it a text that is not UTF-8, so that whoever reads it says
 * so. */
static const char *field(struct arena *a, struct rest body)
{
    size_t len = (size_t)(body.end - body.at);

    return memchr(body.at, '\0', len) ? "\xff" : arena_copy(a, body.at, len);
}

static void take_part(struct req *rq, struct rest part)
{
    const char *gap = find(part, "\r\n\r\n", 4);

    if (gap == NULL)
        return;
    const char *head = arena_copy(rq->arena, part.at, (size_t)(gap - part.at));
    const char *line = disposition(head), *name = parameter(rq->arena, line, "name");
    const char *file = parameter(rq->arena, line, "filename");
    struct rest body = {gap + 4, part.end};

    if (name == NULL)
        return;
    if (file == NULL)
        pairs_add(&rq->impl->form, rq->arena, name, field(rq->arena, body));
    else if (rq->impl->file.name == NULL)
        rq->impl->file = (struct form_file){
            name, file, {(const uint8_t *)body.at, (size_t)(body.end - body.at)}};
}

void multipart_read(struct req *rq, const char *type)
{
    char mark[BOUNDARY_MAX + 3];
    size_t len = delimiter(type, mark);
    struct rest r = {rq->body, rq->body + rq->body_len};
    const char *from = len ? find(r, mark, len) : NULL;

    while (from != NULL) {
        r.at = from + len;
        if (r.end - r.at < 2 || memcmp(r.at, "\r\n", 2) != 0)
            return; /* `--`: the last one */
        r.at += 2;
        from = find(r, mark, len);
        if (from == NULL || from - r.at < 2)
            return; /* cut off: not a part */
        take_part(rq, (struct rest){r.at, from - 2});
    }
}
