/* social.c -- see social.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/social.h"

#include "core/str.h"
#include "domain/data.h"

/* Letters beyond ASCII count as letters; their capitals are not folded. */
static bool is_letter(char c)
{
    return str_is_letter(c) || (unsigned char)c >= 0x80;
}

static bool starts_with_word(const char *note, const char *word)
{
    for (; *word != '\0'; word++, note++)
        if (str_lower(*note) != *word)
            return false;
    return true;
}

static const char *listed(const char *at, const char *const *words, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (starts_with_word(at, words[i]))
            return words[i];
    return NULL;
}

/* "A012345678", "A# 012 345 678", "a-12345678", and nothing that goes on behind it. */
static bool is_alien_number(const char *at)
{
    int digits = 0;

    if (str_lower(*at++) != 'a')
        return false;
    while (*at == '-' || *at == '#' || *at == ' ')
        at++;
    for (; str_is_digit(*at);
         at += (at[1] == ' ' || at[1] == '-') && str_is_digit(at[2]) ? 2 : 1)
        digits++;
    return (digits == 8 || digits == 9) && !is_letter(*at);
}

static const char *social_at(const char *at)
{
    return listed(at, data_social_words, data_social_words_len);
}

static const char *status_at(const char *at)
{
    return is_alien_number(at) ? "a-number"
                               : listed(at, data_status_words, data_status_words_len);
}

/* The first that begins where a word does. */
static const char *first(const char *note, const char *(*look)(const char *at))
{
    const char *found = NULL;

    for (bool inside = false; *note != '\0' && found == NULL; note++) {
        if (!inside && is_letter(*note))
            found = look(note);
        inside = is_letter(*note) || str_is_digit(*note);
    }
    return found;
}

const char *social_word(const char *note)
{
    return first(note, social_at);
}

const char *status_word(const char *note)
{
    return first(note, status_at);
}
