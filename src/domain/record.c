/* record.c -- see record.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/record.h"

#include "core/str.h"

#include <string.h>

static bool is_sign(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

const char *record_number(struct arena *a, const char *typed)
{
    char *out = arena_alloc(a, strlen(typed) + 1);
    bool signs = false;
    size_t n = 0;

    for (; *typed != '\0'; typed++) {
        if (str_is_space(*typed)) {
            if (n > 0 && out[n - 1] != ' ')
                out[n++] = ' ';
            continue;
        }
        if (!is_sign(*typed) && strchr("-./_#:", *typed) == NULL)
            return NULL;
        signs = signs || is_sign(*typed);
        out[n++] = *typed;
    }
    if (n > 0 && out[n - 1] == ' ')
        n--;
    out[n] = '\0';
    return signs && n <= RECORD_NUMBER_MAX ? out : NULL;
}

const char *record_number_same(struct arena *a, const char *number)
{
    char *out = arena_alloc(a, strlen(number) + 1);
    size_t n = 0;

    for (; *number != '\0'; number++)
        if (!str_is_space(*number))
            out[n++] = str_lower(*number);
    out[n] = '\0';
    return out;
}
