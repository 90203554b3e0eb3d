/* search.c -- see search.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/search.h"

#include "core/build.h"
#include "core/str.h"
#include "domain/address.h"

#include <string.h>

enum { NUMBER_MAX = 999999 };

/* Keys are small letters and digits; what else was typed would be a wildcard. */
static const char *pattern(struct arena *a, const char *key)
{
    struct build b = {.arena = a};

    build_text(&b, "% ");
    for (; *key != '\0'; key++)
        if (*key != '%' && *key != '_' && *key != '\\')
            build_char(&b, *key);
    build_char(&b, '%');
    return build_done(&b);
}

struct search search_of(struct arena *a, const char *words)
{
    struct address_parts parts = {"", "", "", ""};
    struct search none = {0, ""};
    struct address at;

    while (str_is_space(*words))
        words++;
    if (*words == '\0')
        return none;
    bool numbered = address_split(a, words, &parts);
    if (!numbered)
        parts = (struct address_parts){"1", words, "", ""};
    parts.unit = "";
    parts.postcode = "00000";
    if (address_read(a, &parts, &at) != NULL || at.street_key[0] == '\0')
        return none;
    return (struct search){numbered ? at.low : 0, pattern(a, at.street_key)};
}

struct search search_homes(struct arena *a, const char *words)
{
    size_t digits, space = strspn(words, " ");
    int64_t number;

    words += space;
    digits = strspn(words, "0123456789");
    if (digits > 0 && words[digits + strspn(words + digits, " ")] == '\0' &&
        str_number(arena_copy(a, words, digits), NUMBER_MAX, &number))
        return (struct search){number, "%"};
    return search_of(a, words);
}
