/* req.c -- what a handler may ask of its request.
 * SPDX-License-Identifier: Apache-2.0 */
#include "http/req.h"

#include "core/str.h"
#include "http/impl.h"

#include <string.h>
#include <strings.h>

const char *const method_names[METHODS] = {"GET", "POST", "PUT", "DELETE"};

void pairs_add(struct pairs *to, struct arena *a, const char *name, const char *value)
{
    if (to->len == to->cap) {
        size_t cap = to->cap == 0 ? 16 : to->cap * 2;
        struct pair *of = arena_array(a, struct pair, cap);

        if (to->len > 0)
            memcpy(of, to->of, to->len * sizeof *of);
        to->of = of;
        to->cap = cap;
    }
    to->of[to->len++] = (struct pair){name, value};
}

const char *pairs_get(const struct pairs *p, const char *name, bool nocase)
{
    for (size_t i = 0; i < p->len; i++)
        if ((nocase ? strcasecmp : strcmp)(p->of[i].name, name) == 0)
            return p->of[i].value;
    return NULL;
}

const char *req_header(struct req *rq, const char *name)
{
    const char *v = pairs_get(&rq->impl->headers, name, true);

    return v == NULL ? "" : v;
}

static void read_cookies(struct req *rq)
{
    const char *s = req_header(rq, "cookie");

    rq->impl->cookies_read = true;
    while (*s != '\0') {
        s += strspn(s, " ;");

        size_t len = strcspn(s, ";"), name = strcspn(s, "=;");
        if (name < len)
            pairs_add(&rq->impl->cookies, rq->arena, arena_copy(rq->arena, s, name),
                      arena_copy(rq->arena, s + name + 1, len - name - 1));
        s += len;
    }
}

const char *req_cookie(struct req *rq, const char *name)
{
    if (!rq->impl->cookies_read)
        read_cookies(rq);

    const char *v = pairs_get(&rq->impl->cookies, name, false);
    return v == NULL ? "" : v;
}

const char *req_query(struct req *rq, const char *name)
{
    struct req_impl *in = rq->impl;

    if (!in->args_read) {
        in->args_read = true;
        pairs_parse(&in->args, rq->arena, rq->query, strlen(rq->query));
    }

    const char *v = pairs_get(&in->args, name, false);
    return v == NULL || !utf8_valid(v, strlen(v)) ? "" : v;
}

void req_fault(struct req *rq, const char *field, const char *msg)
{
    fault_add(&rq->faults, field, msg);
}

const char *req_fault_of(const struct req *rq, const char *field)
{
    return fault_of(&rq->faults, field);
}

void req_suspend(struct req *rq)
{
    rq->impl->host->suspend(rq);
}

void req_resume(struct req *rq)
{
    rq->impl->host->resume(rq);
}
