/* letter.h -- letters from the public record alone: what domain/inspection_file.h holds,
 * the city's own settings, and data/letter.  Papers for src/worker.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WIRE_LETTER_H
#define WIRE_LETTER_H

#include "core/build.h"
#include "core/err.h"
#include "core/zone.h"
#include "domain/codes.h"
#include "domain/inspection_file.h"
#include "domain/sheet_number.h"

struct letter {
    const struct inspection_file *file; /* of letter_order and letter_occupant */
    const char *city, *department;
    const char *office_phone; /* NULL: none is set */
    int appeal_days;
    const struct zone *zone;
    enum lang lang;
    bool practice;
    struct arena *arena;
};

/* The owner's order: the signed text word for word, its proof, and the addenda behind it.
 * The file must be signed. */
MUST_CHECK struct err letter_order(const struct letter *l, struct bytes *out);
/* The occupant's: a page in their language, and behind it the order. */
MUST_CHECK struct err letter_occupant(const struct letter *l, struct bytes *out);

/* The form for when no phone works, a page a number; the help request is its lower part,
 * to cut off, and has no number.  `today` is the day it is printed. */
struct paper_form {
    const char *case_manager; /* named in the permission; NULL: none is set */
    struct day today;
    const char (*numbers)[SHEET_NUMBER_TEXT];
    size_t len;
};
MUST_CHECK struct err letter_form(const struct letter *l, const struct paper_form *f,
                                  struct bytes *out);

/* Help cards to cut out: `codes` of eight letters each, a card for each. */
struct card_batch {
    const char *name, *phone; /* the case manager */
    const char *url;          /* of the page for residents; a card adds #CODE */
    const char (*codes)[9];
    size_t len;
    struct day today;
};
struct bytes letter_cards(const struct letter *l, const struct card_batch *c);

#endif
