/* report.h -- the evaluation's lines as JSON and CSV (design.md section 7).  Pure.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WIRE_REPORT_H
#define WIRE_REPORT_H

#include "core/arena.h"
#include "domain/evaluation.h"

struct report_sheet {
    enum edition_kind edition;
    struct day from, to;
    int64_t as_of; /* ms UTC */
    const struct report_line *lines;
    size_t len;
    const char *lang; /* of labels and definitions */
};

extern const char *const edition_names[]; /* "internal", "public" */

/* {"edition","from","to","as_of","lines":[{"id","numerator","denominator","unknown",
 * "label","definition"}]}; a count has `"denominator":null`, a median of nothing
 * `"numerator":null`, a hidden cell the same and `"suppressed":true`. */
const char *report_json(struct arena *a, const struct report_sheet *r);
/* The same columns, with `suppressed` yes or empty. */
const char *report_csv(struct arena *a, const struct report_sheet *r);

/* The label with its code's word in it; the value as people write it: "12", "3.5", "–"
 * for a median of nothing, "" for a hidden one. */
const char *report_label(struct arena *a, const char *lang, const struct report_line *l);
const char *report_value(struct arena *a, const struct report_line *l);

#endif
