/* measure.h -- instruments of data/instruments: what is asked, what the answers come to,
 * and whether that is less than it was.  A lower score is better.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_MEASURE_H
#define DOMAIN_MEASURE_H

#include "core/arena.h"
#include "core/err.h"
#include "domain/codes.h"

enum { INSTRUMENTS_MAX = 6, MEASURE_ITEMS = 8, MEASURE_ANSWERS = 9 };
enum score_kind {
    SCORE_ANY,     /* 1 when any item has a counted answer */
    SCORE_HIGHEST, /* the largest answer, from 1 */
};
struct instrument {
    const char *name, *title; /* "hunger-vital-sign"; a proper name */
    const char *items[MEASURE_ITEMS];
    size_t items_len;
    const char *answers[MEASURE_ANSWERS];
    size_t answers_len;
    enum score_kind kind;
    unsigned counted; /* of SCORE_ANY: 1 << answer */
    int help_from;    /* a score of which help is due */
    const char *status, *source;
};
extern const struct instrument instruments[];
extern const size_t instruments_len;
const struct instrument *instrument_named(const char *name); /* NULL: none */

struct measure_text {
    const char *key; /* "hunger-vital-sign.item.worried" */
    const char *text[LANGS];
};
extern const struct measure_text measure_texts[];
extern const size_t measure_texts_len;
/* The text of "NAME.item.WORD"; NULL where it has none. */
const char *measure_words(const struct instrument *i, const char *lang, const char *what,
                          const char *word);

#define NO_ANSWER (-1)
#define NO_SCORE (-1)
/* One answer an item, or NO_ANSWER. */
struct answers {
    int of[MEASURE_ITEMS];
};
int measure_score(const struct instrument *i, const struct answers *a);
/* As a store keeps them, "worried=often;ran-out=never", and back; what an instrument no
 * longer has is left out. */
const char *measure_write(const struct instrument *i, const struct answers *a,
                          struct arena *arena);
struct answers measure_read(const struct instrument *i, const char *text);

enum measure_stage { STAGE_BASELINE, STAGE_FOLLOW_UP, STAGE_DISCHARGE, STAGES };
extern const struct codes measure_stage_codes;
/* Without a beginning there is no change: ERR_INVALID "measure.baseline_first". */
MUST_CHECK struct err measure_check(enum measure_stage stage, bool has_baseline);

enum measure_change { CHANGE_LESS, CHANGE_SAME, CHANGE_MORE, CHANGES_OF_MEASURE };
extern const struct codes measure_change_codes;
/* False when one of them is NO_SCORE. */
bool measure_compare(int before, int after, enum measure_change *out);

#endif
