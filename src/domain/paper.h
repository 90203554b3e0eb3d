/* paper.h -- a printed page as a list of marked texts: what src/worker turns into PDF.
 * Whoever writes one says what each text is, never how it looks.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_PAPER_H
#define DOMAIN_PAPER_H

#include "core/build.h"

/* A text of several cells has them by tabs. */
enum paper_mark {
    /* of the document */
    PAPER_TITLE,
    PAPER_LANG,   /* of what follows, "es"; the first one is the document's */
    PAPER_AUTHOR, /* the city */
    PAPER_DAY,    /* YYYY-MM-DD: when it was made, by its own telling */
    PAPER_FOOT,   /* at the bottom of this page and those behind it */
    PAPER_PAGES,  /* "Page {page} of {pages}" */
    PAPER_STAMP,  /* at the top of every page */
    PAPER_SMALL,  /* "1": all of it in small letters, for a form of one page */
    /* running text */
    PAPER_HEAD, /* the letterhead's first line */
    PAPER_H1,
    PAPER_H2,
    PAPER_H3, /* a violation: kept with what follows */
    PAPER_P,
    PAPER_FINE, /* small and grey */
    PAPER_NOTE, /* in a box; lines kept */
    PAPER_ITEM, /* of a list */
    PAPER_PAIR, /* label, value */
    PAPER_IN,   /* below an H3 */
    PAPER_PAIR_IN,
    PAPER_GAP,   /* half a line */
    PAPER_BREAK, /* a new page */
    /* forms: labels above a line to write on, in equal parts or as "3:label" says */
    PAPER_WRITE,
    PAPER_TICK, /* label, and a box before each of the others */
    PAPER_GRID, /* empty rows ("4"), and the heads of its columns */
    PAPER_CUT,  /* a line to cut along */
    /* cards to cut out: title, call, code label, code, last line, address of the QR, word
     */
    PAPER_CARD,
    PAPER_MARKS
};

/* Tabs and line ends within a cell become blanks where the mark has cells. */
void paper_put(struct build *b, enum paper_mark mark, const char *text);
/* Cells, ended by NULL. */
void paper_cells(struct build *b, enum paper_mark mark, ...) __attribute__((sentinel));

/* One text after another; false at the end, or where it is no paper (*bad). */
struct paper_reader {
    const char *at, *end;
    bool bad;
};
bool paper_next(struct paper_reader *r, enum paper_mark *mark, const char **text);

#endif
