/* letter.c -- see letter.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/letter.h"

#include <string.h>

#include "core/build.h"
#include "core/str.h"

/* What a letter may say: of the city, the house, the visit and its order. */
static const char *const slots[] = {
    "address",    "appeal_days", "city",       "correct_by", "day",          "days",
    "department", "first_seen",  "inspector",  "number",     "office_phone", "page",
    "pages",      "sha",         "signed_day", "unit",       "version",
};

static bool is_slot(const char *name, size_t len)
{
    for (size_t i = 0; i < COUNT(slots); i++)
        if (strlen(slots[i]) == len && strncmp(slots[i], name, len) == 0)
            return true;
    return false;
}

struct err letter_check(const char *template)
{
    for (const char *at = template; (at = strpbrk(at, "{}")) != NULL; at++) {
        const char *end = strchr(at, '}');

        if (*at == '}' || end == NULL || !is_slot(at + 1, (size_t)(end - at - 1)))
            return failed(ERR_INVALID, "errors.letter_slot");
        at = end;
    }
    return ok();
}

static const char *find(enum lang lang, const char *key)
{
    for (size_t i = 0; i < letter_texts_len; i++)
        if (str_same(letter_texts[i].key, key))
            return letter_texts[i].of[lang];
    return NULL;
}

struct err letter_fill(enum lang lang, const char *key, const struct fields *values,
                       struct arena *a, const char **out)
{
    const char *at = find(lang, key);
    struct build b = {.arena = a};

    require(at != NULL);
    TRY(letter_check(at));
    while (*at != '\0') {
        if (*at != '{') {
            build_char(&b, *at++);
            continue;
        }
        size_t len = (size_t)(strchr(at, '}') - at - 1);
        build_text(&b, fields_get(values, arena_copy(a, at + 1, len)));
        at += len + 2;
    }
    *out = build_done(&b);
    return ok();
}
