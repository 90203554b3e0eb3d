/* desk_more_views.h -- shares of a day, zones and violations, as their pages may
 * show them.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_DESK_MORE_VIEWS_H
#define WEB_DESK_MORE_VIEWS_H

#include "web/case_base_views.h"

struct view_desk_rebalance {
    struct html csrf;
    const struct option_view *from;
    size_t from_len;
    const struct option_view *to;
    size_t to_len;
    const char *day, *today, *n, *from_id, *to_id;
    const char *from_fault, *to_fault, *day_fault, *n_fault;
    const char *proposal, *confirm;
    const struct desk_row_view *moved;
    const struct option_view *ids;
    size_t moved_len, ids_len;
    bool asked, nothing;
};

struct view_desk_zones {
    const struct desk_row_view *zones;
    size_t zones_len;
    const char *uncovered; /* parts of the city that no zone has; NULL: none */
};
struct view_desk_zone {
    struct html csrf;
    const char *title, *id, *name;
    struct url action;
    int64_t rev;
    const char *name_fault, *area_fault, *inspector_fault;
    const struct option_view *neighbourhoods;
    size_t neighbourhoods_len;
    const struct option_view *postcodes;
    size_t postcodes_len;
    const struct option_view *inspectors;
    size_t inspectors_len;
};
struct view_desk_violations {
    const char *words;
    bool searched, none, paged;
    struct url first, more; /* pages; without a url: none */
    const struct desk_row_view *rows, *waiting;
    size_t rows_len, waiting_len;
    int64_t rows_count, waiting_count;
};
struct desk_ask_view {
    struct html csrf;
    const char *what, *state, *shape, *answer, *refusal_fault;
    struct url action;
    const struct option_view *refusals;
    size_t refusals_len;
    bool may_decide;
};
struct view_desk_violation {
    struct html csrf;
    const char *title, *state, *shape, *note, *party, *ask_hint, *extension, *ask;
    const char *until, *ask_until, *earliest, *until_fault, *ask_until_fault,
        *time_reason_fault, *reason_fault, *asked_by_fault;
    const struct fact_view *facts;
    size_t facts_len;
    const struct fact_view *moves;
    size_t moves_len;
    const struct desk_ask_view *asks;
    size_t asks_len;
    struct url extend_url, ask_url;
    const struct option_view *reasons;
    size_t reasons_len;
    const struct option_view *time_reasons;
    size_t time_reasons_len;
    const struct option_view *parties;
    size_t parties_len;
    int64_t rev;
    bool may_extend, may_ask, endangering, ask_open, extend_open;
};

#endif
