/* query.c -- forms and query strings: what was decoded and is escaped again decodes the
 * same, and a control's value is clean text.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include "core/build.h"
#include "core/str.h"
#include "http/impl.h"

#include <string.h>

enum { PAIRS_MAX = 8 };

static struct req *request(struct arena *a, const char *type, const char *body,
                           size_t len)
{
    struct req *rq = arena_new(a, struct req);

    rq->arena = a;
    rq->impl = arena_new(a, struct req_impl);
    rq->query = rq->body = body;
    rq->body_len = len;
    pairs_add(&rq->impl->headers, a, "Content-Type", type);
    return rq;
}

static void look_at_value(struct req *rq, const char *name)
{
    const char *form = req_form(rq, name), *query = req_query(rq, name);
    size_t len = strlen(form);

    require(utf8_valid(form, len) && utf8_valid(query, strlen(query)));
    require(len == 0 ||
            (!strchr(" \t\r\n", form[0]) && !strchr(" \t\r\n", form[len - 1])));
}

static void look_at_request(struct arena *a, const char *body, size_t len)
{
    static const char urlencoded[] = "application/x-www-form-urlencoded; charset=utf-8";
    struct req *rq = request(a, urlencoded, body, len);
    struct req *other = request(a, "text/plain", body, len);
    const char *name, *value;

    for (size_t i = 0; req_form_at(rq, i, &name, &value); i++)
        look_at_value(rq, name);
    require(!req_form_at(other, 0, &name, &value)); /* no form is read as another */
}

static void look_at_inner_form(struct arena *a, const char *form)
{
    struct form_pair pairs[PAIRS_MAX];
    size_t n = form_pairs(a, form, pairs, PAIRS_MAX);

    require(n <= PAIRS_MAX);
    for (size_t i = 0; i < n; i++)
        require(utf8_valid(pairs[i].name, strlen(pairs[i].name)) &&
                utf8_valid(pairs[i].value, strlen(pairs[i].value)));
}

static void look_at_pairs(struct arena *a, const struct pairs *first)
{
    struct build b = {.arena = a};
    struct pairs again = {0};

    for (size_t i = 0; i < first->len; i++) {
        build_text(&b, url_escape(a, first->of[i].name));
        build_text(&b, "=");
        build_text(&b, url_escape(a, first->of[i].value));
        build_text(&b, "&");
    }
    pairs_parse(&again, a, build_done(&b), strlen(build_done(&b)));
    require(again.len == first->len);
    for (size_t i = 0; i < first->len; i++)
        require(strcmp(first->of[i].name, again.of[i].name) == 0 &&
                strcmp(first->of[i].value, again.of[i].value) == 0);
}

/* A body of parts: what is called a file lies within it. */
static void look_at_parts(struct arena *a, const char *body, size_t len)
{
    static const char type[] = "multipart/form-data; boundary=x";
    struct req *rq = request(a, type, body, len);
    const struct form_file *f = req_file(rq, "a");

    look_at_value(rq, "a");
    if (f == NULL)
        return;
    require((const char *)f->bytes.p >= body);
    require((const char *)f->bytes.p + f->bytes.len <= body + len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a CLEANUP(free_arena) = {0};
    const char *text = arena_copy(&a, (const char *)data, size);
    struct pairs pairs = {0};
    const char *decoded = percent_decode(&a, (const char *)data, size, true);

    require(decoded == NULL || strlen(decoded) <= size);
    pairs_parse(&pairs, &a, (const char *)data, size);
    look_at_pairs(&a, &pairs);
    look_at_request(&a, text, size);
    look_at_inner_form(&a, text);
    look_at_parts(&a, text, size);
    return 0;
}
