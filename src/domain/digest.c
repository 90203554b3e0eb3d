/* digest.c -- see digest.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/digest.h"

#include "core/build.h"

#include <string.h>

static int order(const struct field *a, const struct field *b)
{
    int by_name = strcmp(a->name, b->name);

    return by_name != 0 ? by_name : strcmp(a->value, b->value);
}

/* A visit has a few dozen parts. */
static void sort(struct field *list, size_t len)
{
    for (size_t i = 1; i < len; i++) {
        struct field one = list[i];
        size_t at = i;

        for (; at > 0 && order(&one, &list[at - 1]) < 0; at--)
            list[at] = list[at - 1];
        list[at] = one;
    }
}

const char *visit_digest_text(const struct fields *parts, struct arena *a)
{
    struct field *list = arena_array(a, struct field, parts->len + 1);
    struct build text = {.arena = a};

    if (parts->len > 0)
        memcpy(list, parts->list, parts->len * sizeof *list);
    sort(list, parts->len);
    for (size_t i = 0; i < parts->len; i++) {
        if (i > 0 && order(&list[i], &list[i - 1]) == 0)
            continue;
        build_text(&text, list[i].name);
        build_char(&text, ' ');
        build_text(&text, list[i].value);
        build_char(&text, '\n');
    }
    return build_done(&text);
}
