/* redaction.h -- what of the public record goes to whom who asks for it (M.G.L. c. 66,
 * s. 10): one table of column and asker.  What stands in no row of it goes to nobody.
 * The exemptions are those of M.G.L. c. 4, s. 7, cl. 26; which of them a city may claim
 * is to be confirmed by its counsel. SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_REDACTION_H
#define DOMAIN_REDACTION_H

#include "core/arena.h"
#include "core/day.h"
#include "domain/codes.h"

enum asker { ASKER_ANYBODY, ASKER_OWNER, ASKER_OCCUPANT, ASKERS };
DECLARE_CODES(asker);

enum fate {
    FATE_HIDE,  /* withheld, with the letter of its exemption */
    FATE_KEEP,  /* as it stands */
    FATE_DAY,   /* of a moment its day: hours would tell how long a visit took */
    FATE_MASK,  /* a text, without telephone numbers and addresses in it */
    FATE_ORDER, /* an order: its lines as their columns, the rest as a text */
    FATE_REF,   /* an identifier, as a number within this file: ids tell when */
    FATE_INNER, /* bookkeeping of the program; nothing was recorded in it */
};

/* Of "inspection.card_left"; every row of one column alike, so that what is withheld does
 * not tell whether anything is there. */
struct redaction {
    const char *column;
    enum fate fate[ASKERS];
    char letter;       /* of the exemption, where it is hidden from somebody */
    const char *ref;   /* "visit"; NULL: no reference */
    const char *label; /* on the paper, in the record's own English; of what goes out */
};
extern const struct redaction redactions[]; /* sorted by column */
extern const size_t redactions_len;

/* The row of `table`.`column`, or NULL: hidden from everybody. */
const struct redaction *redaction_find(const char *table, const char *column);

struct exemption {
    char letter;
    const char *msgid; /* its short title */
};
extern const struct exemption exemptions[];
extern const size_t exemptions_len;
/* NULL: the table knows no such letter. */
const struct exemption *exemption_find(char letter);

#define REDACTION_MASKED "[withheld (c)]"
/* The text without what reads like a telephone number, a social security number or an
 * e-mail address; *found counts them.  Rather one too many than one too few.  Names are
 * for a person's eyes. */
const char *redaction_mask(struct arena *a, const char *text, int *found);

/* An order line by line: "Present: [withheld (c)]" to whom that column is hidden, whether
 * or not the order has that line; days without their hour; the department's own number
 * stands.  All are counted. */
struct redaction_counts {
    int64_t masked, withheld[26];
};
const char *redaction_order(struct arena *a, const char *text, enum asker asker,
                            struct redaction_counts *counts);

/* The clocks of a request: ten business days to answer; where that was not enough and the
 * requester was told why, twenty-five in all for a municipality (M.G.L. c. 66, s. 10(a),
 * (b); to be confirmed by the city's counsel). */
struct day release_due(struct day received, const struct holidays *h);
struct day release_latest(struct day received, const struct holidays *h);

#endif
