/* letter.h -- the sentences of letters, as data (data/letter) with {slots}, and the only
 * slots that a letter has: each is filled from the public record.  A template that asks
 * for anything else is refused. SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_LETTER_H
#define DOMAIN_LETTER_H

#include "core/arena.h"
#include "core/err.h"
#include "domain/codes.h"
#include "domain/op.h"

struct letter_text {
    const char *key; /* "occupant.appeal" */
    const char *of[LANGS];
};
extern const struct letter_text letter_texts[]; /* by key */
extern const size_t letter_texts_len;
extern const char *const letter_version;

/* Every slot of this template is one of ours; else ERR_INVALID "errors.letter_slot". */
MUST_CHECK struct err letter_check(const char *template);
/* The sentence with its slots filled from `values` ("" where one is absent).  It is our
 * own table's, so an unknown key is a bug. */
MUST_CHECK struct err letter_fill(enum lang lang, const char *key,
                                  const struct fields *values, struct arena *a,
                                  const char **out);

#endif
