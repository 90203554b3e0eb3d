/* social.h -- soft warnings for words that do not belong: a household's life in a note
 * the owner can read, and anywhere what tells of somebody's papers.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_SOCIAL_H
#define DOMAIN_SOCIAL_H

/* The first beginning of a word in the note that is on the list, or NULL. */
const char *social_word(const char *note);

/* The first that tells whether somebody may live here: a beginning on that list,
 * "a-number" for what looks like one (A and eight or nine digits), or NULL. */
const char *status_word(const char *note);

#endif
