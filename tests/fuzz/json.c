/* json.c -- what the JSON reader accepts is sound, and written again it reads the same.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include "base/json.h"
#include "core/str.h"

#include <string.h>

static void look_at(const struct json *v, int depth)
{
    require(depth <= JSON_DEPTH_MAX);
    if (v->kind == JSON_TEXT)
        require(strlen(v->text) == v->len && utf8_valid(v->text, v->len));
    if (v->kind != JSON_LIST && v->kind != JSON_MAP)
        return;
    for (size_t i = 0; i < v->len; i++) {
        const struct json *item = &v->items[i];

        require((item->name != NULL) == (v->kind == JSON_MAP));
        /* Names differ, so each leads to its own member. */
        require(item->name == NULL || json_get(v, item->name) == item);
        look_at(item, depth + 1);
    }
}

static bool same(const struct json *a, const struct json *b)
{
    if (a->kind != b->kind || a->n != b->n || a->len != b->len ||
        memcmp(&a->real, &b->real, sizeof a->real) != 0)
        return false;
    if (a->name != b->name && !str_same(a->name, b->name))
        return false;
    if (a->kind == JSON_TEXT)
        return str_same(a->text, b->text);
    if (a->kind != JSON_LIST && a->kind != JSON_MAP)
        return true;
    for (size_t i = 0; i < a->len; i++)
        if (!same(&a->items[i], &b->items[i]))
            return false;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a CLEANUP(free_arena) = {0};
    struct json_out o = {.arena = &a};
    struct json v, again;

    if (json_read(&a, (const char *)data, size, &v).kind != OK)
        return 0;
    look_at(&v, 0);
    json_put(&o, NULL, &v);

    const char *text = json_done(&o);
    require(json_read(&a, text, strlen(text), &again).kind == OK);
    require(same(&v, &again));
    return 0;
}
