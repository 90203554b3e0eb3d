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

const char *title_in(const char *const titles[LANGS], const char *lang)
{
    enum lang of = LANG_EN;

    lang_parse(lang, &of);
    return titles[of] != NULL ? titles[of] : titles[LANG_EN];
}

/* The section of an edition that a line names by number and title, or NULL; *number is
 * how long what stands before the title is. */
static const struct section *section_told(const struct edition *e, const char *line,
                                          size_t *number)
{
    const struct section *s = section_find(e, line);
    size_t len = strlen(line), title = s != NULL ? strlen(s->titles[LANG_EN]) : 0;

    if (s == NULL || len <= title || !str_same(line + len - title, s->titles[LANG_EN]))
        return NULL;
    *number = len - title;
    return s;
}

const char *section_line_in(struct arena *a, const char *line, const char *lang)
{
    struct build b = {.arena = a};
    size_t number;

    for (size_t i = editions_len; i-- > 0;) {
        const struct section *s = section_told(&editions[i], line, &number);

        if (s == NULL)
            continue;
        build_text(&b, arena_copy(a, line, number));
        build_text(&b, title_in(s->titles, lang));
        return build_done(&b);
    }
    return line;
}

const char *nspire_in(const char *name, const char *lang)
{
    for (size_t i = 0; i < nspire_items_len; i++)
        if (str_same(nspire_items[i].titles[LANG_EN], name))
            return title_in(nspire_items[i].titles, lang);
    return name;
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
