/* case_sheet.h -- one case as lines that another system or a person can read: as CSV, as
 * JSON and as plain text.  Pure.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WIRE_CASE_SHEET_H
#define WIRE_CASE_SHEET_H

#include "core/build.h"

struct sheet_part {
    const char *name;  /* "attempts" */
    const char *title; /* a message id */
    bool list;         /* of entries; else one, whose fields have labels */
};
struct sheet_line {
    const struct sheet_part *part;
    size_t entry;      /* of its part, from 0 */
    const char *field; /* "next_day" */
    const char *label; /* in words; NULL in a list */
    const char *value; /* for machines: a code, a day, an instant of UTC, free text */
    const char *words; /* for people */
    bool apart;        /* a paragraph of its own: a notice, a note */
};
struct case_sheet {
    const char *lang, *title;
    const struct sheet_line *lines; /* part by part, entry by entry */
    size_t len;
};

/* section,entry,field,value,words: one line a field; safe for a spreadsheet (csv.h). */
const char *case_sheet_csv(struct arena *a, const struct case_sheet *s);
/* {"format":"doorstep-case","version":1,"attempts":[{"at":…,"channel":…}],…} */
const char *case_sheet_json(struct arena *a, const struct case_sheet *s);
/* What a person pastes into a form of another system. */
const char *case_sheet_text(struct arena *a, const struct case_sheet *s);

/* The lines of the i-th line's entry, from i on; the last one's index + 1. */
size_t sheet_entry_end(const struct case_sheet *s, size_t i);
/* "a · b · c": the words of lines that are not apart. */
const char *sheet_entry_words(struct arena *a, const struct case_sheet *s, size_t from,
                              size_t end);

#endif
