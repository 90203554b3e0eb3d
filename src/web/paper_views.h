/* paper_views.h -- what the pages of a paper form may show.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_PAPER_VIEWS_H
#define WEB_PAPER_VIEWS_H

#include "web/case_base_views.h"

struct desk_row_view;

/* A line to write on, or a list where it has options. */
struct paper_text_view {
    const char *name, *label, *kind, *value, *fault;
    const char *list; /* of suggestions; NULL: none */
    bool words;       /* several lines */
    const struct option_view *options;
    size_t options_len;
};
/* Boxes to tick: `kind` is "radio" or "checkbox". */
struct paper_choice_view {
    const char *name, *label, *kind, *fault;
    const struct option_view *options;
    size_t options_len;
};
struct paper_row_view {
    const char *title, *danger;
    const struct paper_text_view *texts;
    size_t texts_len;
    bool is_danger;
};

struct view_desk_paper {
    struct html csrf;
    const char *address, *id, *new_visit, *property, *on_paper_fault;
    const struct option_view *sections;
    const struct paper_text_view *number, *arrival, *home, *next, *sign, *reach;
    const struct paper_choice_view *visit, *card, *said, *wanted, *permission;
    const struct paper_row_view *rows;
    const struct desk_row_view *same; /* entered with this number */
    size_t sections_len, number_len, arrival_len, home_len, next_len, sign_len;
    size_t reach_len;
    size_t visit_len, card_len, said_len, wanted_len, permission_len, rows_len, same_len;
    bool social, on_paper, is_copy;
};
struct view_desk_paper_find {
    struct url search; /* where the address is looked for */
    const char *words, *label, *hint;
    const struct desk_row_view *found, *recent, *same; /* `same`: of the number */
    size_t found_len, recent_len, same_len;
    bool none, entered, again, unknown; /* `unknown`: a number not entered yet */
    struct url other;                   /* go on with the address as it was typed */
};

#endif
