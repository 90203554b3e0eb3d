/* card_word.c -- see card_word.h.  The list and the sum are kept for ever: cards that
 * were printed are out there.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/card_word.h"

#include "core/str.h"
#include "domain/shape.h"

static const char *const words[] = {
    "banana", "cactus", "cobra", "delta",   "fiesta", "hotel", "jaguar", "karate",
    "kilo",   "kiwi",   "koala", "lima",    "mango",  "melon", "metro",  "opera",
    "panda",  "piano",  "polo",  "puma",    "radio",  "robot", "rumba",  "safari",
    "salsa",  "samba",  "sofa",  "soprano", "tango",  "taxi",  "violin", "zebra",
};
_Static_assert(COUNT(words) == 32, "five bits each");

/* FNV-1a, folded to the ten bits that are said aloud: of 2^40 codes, 2^30 share them. */
static unsigned sum_of(const char *clean)
{
    uint32_t h = 2166136261u;

    for (; *clean != '\0'; clean++)
        h = (h ^ (uint8_t)*clean) * 16777619u;
    return (h ^ h >> 10 ^ h >> 20 ^ h >> 30) & 1023u;
}

static char *put(char *to, const char *word)
{
    while (*word != '\0')
        *to++ = *word++;
    return to;
}

bool card_word(const char *code, char out[CARD_WORD_TEXT])
{
    char clean[9];

    if (code == NULL || !card_code_clean(code, clean))
        return false;
    unsigned n = sum_of(clean);
    char *end = put(out, words[n & 31u]);
    *end++ = ' ';
    *put(end, words[n >> 5]) = '\0';
    return true;
}
