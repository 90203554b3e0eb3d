/* library.c -- see library.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/library.h"

#include <string.h>

#include "core/build.h"
#include "core/str.h"

const char *permission_for(struct arena *a, enum lang lang, const char *name)
{
    struct build b = {.arena = a};

    for (const char *at = permission_texts[lang]; *at != '\0';) {
        if (str_starts(at, "{name}")) {
            build_text(&b, name != NULL ? name : "____________");
            at += 6;
        } else {
            build_char(&b, *at++);
        }
    }
    return build_done(&b);
}

const struct edition *edition_on(struct day d)
{
    const struct edition *found = &editions[0];

    require(day_is_set(d));
    for (size_t i = 0; i < editions_len; i++)
        if (editions[i].from.n <= d.n)
            found = &editions[i];
    return found;
}

const struct edition *edition_named(const char *id)
{
    for (size_t i = 0; i < editions_len; i++)
        if (str_same(editions[i].id, id))
            return &editions[i];
    return NULL;
}

/* Where the number begins: behind "CMR", "105 CMR ", blanks. */
static const char *number_of(const char *code)
{
    const char *cmr = strstr(code, "CMR");

    if (cmr != NULL)
        code = cmr + 3;
    while (*code == ' ')
        code++;
    return code;
}

const struct section *section_find(const struct edition *e, const char *code)
{
    code = number_of(code);
    for (size_t i = 0; i < e->len; i++) {
        const struct section *s = &e->sections[i];
        size_t len = strlen(s->code);
        if (str_starts(code, s->code) && !str_is_digit(code[len]))
            return s;
    }
    return NULL;
}

static int words(const char *text)
{
    int n = 0;

    for (bool inside = false; *text != '\0'; text++) {
        bool blank = str_is_space(*text);
        n += !blank && !inside;
        inside = !blank;
    }
    return n;
}

int permission_words(const char *text, const char *name)
{
    int n = words(text);

    for (const char *at = text; (at = strstr(at, "{name}")) != NULL; at++)
        n += words(name) - 1;
    return n;
}
