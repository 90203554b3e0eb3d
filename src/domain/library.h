/* library.h -- the code library by edition, and the texts for residents: data/ as tables
 * made by tools/librarygen.py.  Phones get them by download.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_LIBRARY_H
#define DOMAIN_LIBRARY_H

#include "core/arena.h"
#include "core/day.h"
#include "domain/codes.h"

/* A title in the reader's language ("es"), a draft for human review; in English, which is
 * the official one, where there is none in that. */
const char *title_in(const char *const titles[LANGS], const char *lang);

/* Lists of words end with NULL. */
struct section {
    const char *code;          /* "410.180" */
    const char *titles[LANGS]; /* title_in */
    bool endangering;          /* how the box is filled in; the inspector decides */
    enum responsible responsible;
    const char *listed; /* where the edition lists endangering conditions, "(2)"; or "" */
    const char *status; /* data/cmr410/SOURCE.txt */
    const char *now;    /* the section of the next edition, or "" */
    const char *const *places, *const *words, *const *phrases;
};

struct edition {
    const char *id; /* "105-cmr-410:2023-05-12" */
    const char *title;
    struct day from, to; /* DAY_NONE: still in force */
    const struct section *sections;
    size_t len;
};

extern const struct edition editions[]; /* by their first day */
extern const size_t editions_len;

/* The edition in force on a day; by its id, or NULL. */
const struct edition *edition_on(struct day d);
const struct edition *edition_named(const char *id);
/* The section of a code as files and people write it ("CMR410.482 A", "410.482(A)(1)",
 * "410.482"), or NULL.  Subsections fall to their section. */
const struct section *section_find(const struct edition *e, const char *code);
/* "410.180 Temperature Requirements", as a signed order says it, for a reader of another
 * language; as it is where no edition has this title. */
const char *section_line_in(struct arena *a, const char *line, const char *lang);

/* The items of HUD NSPIRE (data/nspire) and where each is looked at: letters of "UIO",
 * unit, inside, outside. */
struct nspire_item {
    const char *titles[LANGS]; /* in English, which records say: its name */
    const char *areas;
};
extern const struct nspire_item nspire_items[];
extern const size_t nspire_items_len;
/* An item that a record names, in the reader's language. */
const char *nspire_in(const char *name, const char *lang);

/* The permission asked at the door, in the languages of enum lang; {name} stands for the
 * case manager.  And the help card's words ({name}, {phone}, {code}). */
extern const char *const permission_version;
extern const char *const permission_texts[LANGS];
/* The same with the name of whom it is for; a line to write on where that is NULL. */
const char *permission_for(struct arena *a, enum lang lang, const char *name);
extern const char *const card_texts[LANGS];
/* What city and provider agree upon: a template, blank lines between its paragraphs. */
extern const char *const agreement_text;
/* Words between blanks, with {name} counted as the words of the name. */
int permission_words(const char *text, const char *name);

#endif
