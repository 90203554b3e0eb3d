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

const char *social_word(const char *note)
{
    for (bool inside = false; *note != '\0'; inside = is_letter(*note), note++) {
        if (inside || !is_letter(*note))
            continue;
        for (size_t i = 0; i < data_social_words_len; i++)
            if (starts_with_word(note, data_social_words[i]))
                return data_social_words[i];
    }
    return NULL;
}
