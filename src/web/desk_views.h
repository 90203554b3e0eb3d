/* desk_views.h -- what the supervisor's and the intake desk's pages may show.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_DESK_VIEWS_H
#define WEB_DESK_VIEWS_H

#include "web/case_base_views.h"

/* A row of any list here; without a url it leads nowhere. */
struct desk_row_view {
    struct url url;
    const char *title, *detail, *more, *state, *shape, *who;
};
struct desk_week_view {
    const char *week;
    int64_t visits, cards;
    const char *known;
};
struct view_desk_overview {
    const char *date;
    const struct desk_row_view *requests, *queue, *again, *late;
    size_t requests_len, queue_len, again_len, late_len;
    int64_t requests_count, queue_count, again_count, late_count;
    const char *asks; /* NULL: nobody waits */
    const struct desk_week_view *weeks;
    size_t weeks_len;
    const char *phones, *phones_shape;
    bool calm;
};
struct view_desk_requests {
    const char *sums;
    const struct desk_row_view *open, *done;
    size_t open_len, done_len;
};
struct view_desk_find {
    struct url search; /* where the address is looked for */
    const char *words, *label, *hint;
    const struct desk_row_view *found;
    size_t found_len;
    bool none;
    struct url other; /* go on with the address as it was typed */
};
struct view_desk_request {
    struct html csrf;
    const char *id, *inspection, *property, *line, *address, *today;
    const char *postcode, *unit, *wrong, *received;
    const char *came_fault, *alleged_fault, *wrong_fault, *unit_fault, *received_fault;
    const char *line_fault, *postcode_fault, *social_fault;
    const struct option_view *came;
    size_t came_len;
    bool typed, fresh, alleged_yes, alleged_no;
};
struct desk_visit_view {
    struct url url, plan;
    const char *when, *address, *kind, *state, *shape;
};
struct desk_day_view {
    const char *day;
    bool today;
    const struct desk_visit_view *visits;
    size_t visits_len;
};
struct desk_inspector_view {
    const char *name, *sums;
    const struct desk_day_view *days;
    size_t days_len;
};
struct view_desk_week {
    const char *range, *sums, *day;
    struct url before, after, now;
    const struct option_view *inspectors;
    size_t inspectors_len;
    const struct option_view *states;
    size_t states_len;
    const struct desk_inspector_view *rows;
    size_t rows_len;
};
struct view_desk_visit {
    struct html csrf;
    const char *address, *kind, *day, *time, *today, *where, *held;
    struct url action, page;
    int64_t rev;
    const struct option_view *inspectors;
    size_t inspectors_len;
    const char *day_fault, *time_fault, *inspector_fault;
    bool planned;
};
#include "web/desk_more_views.h"
#include "web/paper_views.h"

#endif
