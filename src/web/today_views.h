/* today_views.h -- what the case manager's Today may show.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_TODAY_VIEWS_H
#define WEB_TODAY_VIEWS_H

#include "web/case_base_views.h"

/* A card or a row of Today. */
struct case_line_view {
    struct url url, acknowledge_url, call_url;
    const char *name, *where, *choices, *lang, *since, *promise, *promise_shape;
    const char *state, *shape, *owner;
    bool urgent, may_acknowledge;
};
struct today_row_view {
    struct url url, done_url;
    const char *name, *need, *organization, *state, *shape, *when, *reason;
    int64_t rev;
};
/* What a resident said by her code. */
struct told_row_view {
    struct url url, done_url;
    const char *name, *what, *when, *shape;
};
/* News of a household's address. */
struct home_event_view {
    const char *what, *when, *shape;
};
struct seen_view {
    const char *seen;
};
struct home_view {
    struct url url, call_url, noted_url;
    const char *name, *where;
    bool call;                            /* a reason to call */
    const struct home_event_view *events; /* one line a kind */
    const struct seen_view *all;
    size_t events_len, all_len;
};
/* A visit to a home, on Today and in the list of a case. */
struct home_visit_view {
    struct url url;
    const char *when, *who, *joint, *name, *where, *state, *shape, *late;
};
struct fault_view {
    struct url done_url;
    const char *when, *what;
    struct fact_view *facts;
    size_t facts_len;
};

struct view_case_today {
    struct html csrf;
    struct url filter_script;
    TASKS_VIEW;
    int64_t tasks_count;
    const char *date, *capacity, *capacity_shape, *mail, *glass, *number_typed,
        *number_fault;
    bool nothing;
    const struct case_line_view *crisis, *fresh, *due, *alerts, *mine;
    size_t crisis_len, fresh_len, due_len, alerts_len, mine_len;
    int64_t crisis_count, fresh_count, due_count, alerts_count, mine_count;
    const struct home_visit_view *visits, *missed;
    size_t visits_len, missed_len;
    int64_t visits_count;
    const struct today_row_view *answers, *silent, *returned, *stops, *stopped;
    size_t answers_len, silent_len, returned_len, stops_len, stopped_len;
    int64_t answers_count, silent_count, returned_count, stops_count, stopped_count;
    const struct told_row_view *told, *ending;
    size_t told_len, ending_len;
    int64_t told_count, ending_count;
    const struct home_view *homes;
    size_t homes_len;
    int64_t homes_count;
    const struct fault_view *faults;
    size_t faults_len;
    int64_t faults_count;
};

#endif
