/* agency_views.h -- what people without an account may see (views/agency).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_AGENCY_VIEWS_H
#define WEB_AGENCY_VIEWS_H

#include "web/case_views.h"

struct view_agency_landing {
    struct html csrf;
    struct url action, script;
    const char *title, *thanks;
};

struct view_agency_show {
    struct html csrf;
    struct url action;
    const char *token, *lang, *title, *thanks, *fault, *asked, *state, *shape, *reply_by,
        *late;
    const char *reason_fault, *note_fault, *note;
    const char *scope;
    bool message_no, later, part2;
    const char *until, *until_fault, *ended_fault;
    bool may_answer, may_accept, may_start, may_refuse, may_update;
    bool may_wait, may_ask, may_end, refuse_open, update_open, wait_open, end_open;
    const struct option_view *langs, *reasons, *endings;
    const struct fact_view *facts;
    size_t langs_len, reasons_len, endings_len, facts_len;
};

struct agency_row_view {
    struct url url;
    const char *title, *detail, *state, *shape, *due, *late;
};

struct agency_stop_view {
    const char *words;
    struct url url;
};

struct view_agency_inbox {
    struct html csrf;
    const struct agency_stop_view *stops;
    size_t stops_len;
    const char *organization; /* NULL: the account belongs to no agency */
    bool nothing, counts_only;
    const struct agency_row_view *waiting, *open, *over;
    size_t waiting_len, open_len, over_len;
    int64_t waiting_count, open_count;
};

struct agency_visit_view {
    const char *title, *asked, *state, *shape;
    const char *contact, *safe, *tel_words; /* NULL: not told */
    struct url tel;
    bool message_no;
};
struct view_agency_visits {
    const char *organization; /* NULL: the account belongs to no agency */
    const struct agency_visit_view *visits;
    size_t visits_len;
    bool may_ask, counts_only, nothing;
};
struct view_agency_visit {
    struct html csrf;
    const char *request, *inspection, *line, *postcode, *unit, *wrong;
    const char *line_fault, *property_fault, *postcode_fault, *unit_fault, *wrong_fault,
        *social_fault, *alleged_fault;
    const char *name, *phone, *safe;
    const char *name_fault, *phone_fault, *safe_fault, *message_fault;
    const struct option_view *homes, *messages;
    size_t homes_len, messages_len;
    bool typed, none, fresh, alleged_yes, alleged_no;
};

struct view_agency_stop {
    struct html csrf;
    struct url exit, exit_script, tel;
    const char *fault, *code, *done, *call, *phone;
};

#endif
