/* cookie.c -- cookies: each is a piece of the header, and those written again are read
 * the same.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include "core/build.h"
#include "http/impl.h"

#include <string.h>

static const struct pairs *read_cookies(struct arena *a, const char *header)
{
    struct req_impl *impl = arena_new(a, struct req_impl);
    struct req rq = {.arena = a, .impl = impl};

    pairs_add(&impl->headers, a, "Cookie", header);
    require(req_cookie(&rq, "no;such")[0] == '\0');
    for (size_t i = 0; i < impl->cookies.len; i++) {
        const struct pair *p = &impl->cookies.of[i];

        require(strstr(header, p->name) != NULL && strstr(header, p->value) != NULL);
        require(strpbrk(p->name, "=;") == NULL && strchr(p->value, ';') == NULL);
        /* The first of a name is the one that counts. */
        require(req_cookie(&rq, p->name) == pairs_get(&impl->cookies, p->name, false));
    }
    return &impl->cookies;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a CLEANUP(free_arena) = {0};
    const struct pairs *first =
        read_cookies(&a, arena_copy(&a, (const char *)data, size));
    struct build b = {.arena = &a};

    for (size_t i = 0; i < first->len; i++) {
        build_text(&b, first->of[i].name);
        build_text(&b, "=");
        build_text(&b, first->of[i].value);
        build_text(&b, "; ");
    }

    const struct pairs *again = read_cookies(&a, build_done(&b));
    require(again->len == first->len);
    for (size_t i = 0; i < first->len; i++)
        require(strcmp(first->of[i].name, again->of[i].name) == 0 &&
                strcmp(first->of[i].value, again->of[i].value) == 0);
    return 0;
}
