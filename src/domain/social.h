/* social.h -- a soft warning for words that do not belong in a note the owner can read.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_SOCIAL_H
#define DOMAIN_SOCIAL_H

/* The first beginning of a word in the note that is on the list, or NULL. */
const char *social_word(const char *note);

#endif
