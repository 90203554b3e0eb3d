/* named.h -- does a text for everybody name a household that is known: by name, number or
 * home?  Whole words, in every script, whatever their case and accents.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_NAMED_H
#define DOMAIN_NAMED_H

#include "core/arena.h"

enum { NAMED_MAX = 12 };
struct named {
    const char *word; /* as the household has it */
    bool common;      /* also a word of everyday, or a house of many homes */
};
/* What was found, each once; what does not fit is dropped, never the first ones. */
struct named_list {
    struct named of[NAMED_MAX];
    size_t len;
};

void named_add(struct named_list *to, const char *word, bool common);
/* Words of this name that the text has. */
void named_name(struct arena *a, const char *text, const char *name,
                struct named_list *to);
/* The number, whatever stands between its digits. */
void named_phone(struct arena *a, const char *text, const char *phone,
                 struct named_list *to);
/* The home; of a house with several homes without its unit only as a common word. */
void named_home(struct arena *a, const char *text, const char *address, const char *unit,
                struct named_list *to);
/* Is there one that is no common word? */
bool named_beyond_doubt(const struct named_list *of);
/* "May, Hope"; beside one beyond doubt no common word. */
const char *named_words(struct arena *a, const struct named_list *of);

#endif
