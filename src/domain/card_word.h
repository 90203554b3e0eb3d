/* card_word.h -- the two words on a help card by which a caller proves that it was us who
 * left it: both hold them, and they tell nothing of the code that withdraws.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_CARD_WORD_H
#define DOMAIN_CARD_WORD_H

#include "core/base.h"

#define CARD_WORD_TEXT 24

/* "mango taxi" for a code as it was typed or printed; false for what is no code.  The
 * words are written alike in all our languages, and said alike nearly. */
bool card_word(const char *code, char out[CARD_WORD_TEXT]);

#endif
