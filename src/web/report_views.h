/* report_views.h -- what the City Manager's page and the evaluation may show.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_REPORT_VIEWS_H
#define WEB_REPORT_VIEWS_H

#include "web/case_base_views.h"

struct period_view {
    struct url url;
    const char *label;
    bool on;
};
struct figure_view {
    const char *n, *label;
};
/* A bar and its row in the table: width in the chart's units. */
struct bar_view {
    const char *label, *n;
    int64_t words, y, middle, width, after;
};

struct view_report_city {
    const char *city, *period, *as_of, *sentences, *alerts;
    const char *contact, *contact_range, *contact_known, *unmet;
    const struct period_view *periods;
    size_t periods_len;
    const struct figure_view *figures;
    size_t figures_len;
    const struct bar_view *way, *ends, *needs;
    size_t way_len, ends_len, needs_len;
    bool nothing, year; /* no request; long enough for what and how it ended */
};

struct line_view {
    const char *label, *id, *definition, *numerator, *denominator, *percent;
    int64_t unknown;
    bool suppressed;
};
struct view_report_evaluation {
    const char *city, *period, *from, *to, *as_of, *edition, *fault;
    struct url json, csv;
    const struct line_view *lines;
    size_t lines_len;
};
/* The same on paper, whole: for `doorstep report`. */
struct view_report_paper {
    const char *lang, *city, *period, *as_of, *edition;
    const struct line_view *lines;
    size_t lines_len;
};

/* Each list counts the same by itself: nothing is crossed. */
struct view_report_sharing {
    const struct fact_view *months, *ways, *calls;
    size_t months_len, ways_len, calls_len;
};

struct survey_row_view {
    const char *question, *n1, *n2, *n3, *n4, *n5;
};
struct survey_group_view {
    const char *title, *people;
    const struct survey_row_view *rows;
    size_t rows_len;
};
struct view_report_survey {
    const struct survey_group_view *groups;
    size_t groups_len;
    bool none;
};

#endif
