/* same.h -- by what two cases may be of one household: numbers and names brought to
 * a form in which other ways of writing them meet.  What comes out is then keyed and
 * never kept in clear (store/same_store.h).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_SAME_H
#define DOMAIN_SAME_H

#include "core/arena.h"

enum { SAME_PHONE = 1, SAME_DOOR = 2, SAME_NAME = 4 }; /* SAME_NAME: in the same house */

/* Worth a look: by its words, the strongest reasons first; NULL when there is none. */
const char *same_why(unsigned by);

/* The last ten digits, without what stands behind an "x" or "#"; NULL when it is too
 * short to be anybody's own. */
const char *same_phone(struct arena *a, const char *typed);
/* A unit without case, spaces and marks: "Apt. 2-B" is "apt2b".  At most `room` bytes, no
 * NUL behind them; their number. */
size_t same_unit_plain(const char *typed, char *out, size_t room);
/* "Apt. 2-B" is "2b"; "" for none. */
const char *same_unit(struct arena *a, const char *typed);

enum { SAME_NAMES = 4 };
struct same_names {
    const char *of[SAME_NAMES];
    size_t len;
};
/* The sound of each word of a name: without accents, of Cyrillic in Latin letters, of
 * what sounds alike alike.  Titles and "de", "da" are left out. */
struct same_names same_names(struct arena *a, const char *typed);
/* A word of a text: where it stands, and as it is compared. */
struct same_word {
    const char *at;
    size_t len;
    char text[49];
};
/* The next one, of letters alone; false at the end.  *text is behind it then. */
bool same_word(const char **text, struct same_word *out);
/* A title, "de", "da": no name by itself. */
bool same_is_title(const struct same_word *w);

/* The same words but for capitals, accents, blanks and marks between them; both UTF-8. */
bool same_name(const char *a, const char *b);

#endif
