/* case_show_views.h -- what the page of one case may show.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_CASE_SHOW_VIEWS_H
#define WEB_CASE_SHOW_VIEWS_H

#include "web/case_base_views.h"

/* The safe-contact rule, first on every page that leads to a call (part case/safe). */
#define SAFE_VIEW                                                     \
    const char *lang, *call_name, *phone, *knock, *called_at;         \
    const char *ask_for, *hours, *not_now, *contact_note, *card_word; \
    bool no_text, no_email, no_letter;                                \
    bool message_no, message_yes, message_unknown, no_way, heat_owner, left_alone

struct case_referral_view {
    const char *organization, *service, *state, *shape, *when, *note, *phone, *rid;
    const char *told_by;
    struct url told_url, url;
    int64_t rev;
    bool may_tell, may_accept, may_start, may_refuse;
    const struct option_view *reasons;
    size_t reasons_len;
};
struct case_need_view {
    const char *name, *known, *state, *shape;
    bool sealed, may_send;
    struct url services_url, started_url;
    const struct case_referral_view *referrals;
    size_t referrals_len;
};
struct scope_view {
    const char *label;
};
struct case_consent_view {
    const char *line, *shape, *detail, *code;
    bool may_withdraw, ending, has_receipt;
    struct url withdraw_url, receipt_url;
    const struct scope_view *scopes;
    size_t scopes_len;
};
struct case_finding_view {
    const char *title, *detail, *note;
    bool endangering;
};
struct case_visit_view {
    const char *day, *kind, *unit, *detail;
};
struct case_log_view {
    const char *when, *who, *what, *note;
    int64_t at;
    bool corrected, may_correct; /* corrected: a later note says it better */
    struct url correct_url;
};

struct view_case_show {
    struct html csrf;
    SAFE_VIEW;
    TASKS_VIEW;
    struct url plan_url, measures_url, files_url, reopen_url;
    const char *condemned, *suggest, *suggest_id, *reopen_id, *reopen_note, *reopen_fault;
    bool may_reopen;
    const char *name, *where, *urgency, *since, *owner, *state, *shape;
    const char *conflict, *closed, *same;
    struct url address_url;
    bool may_inspect, may_show_address;
    bool no_contact, same_rules, clock_doubt, alert, open, may_acknowledge, may_find;
    const char *next, *next_shape, *asked;
    struct url acknowledge_url, call_url, close_url, needs_url, notes_url, prior_url;
    struct url same_url, inspection_url;
    struct url consent_url, household_url, visits_url, told_url;
    const char *own_number;
    struct url number_url, export_url;
    bool may_export;
    const char *told; /* she said something that nobody has read */
    struct url hub_url;
    bool hub_tell;
    int64_t rev;
    const char *new_need, *new_note, *need_fault, *note_fault, *note_typed, *draft;
    struct url draft_url, draft_script;
    const struct case_need_view *needs;
    size_t needs_len;
    const struct option_view *need_options, *known_options, *prior_options;
    size_t need_options_len, known_options_len, prior_options_len;
    const struct case_consent_view *consents;
    size_t consents_len;
    struct url sharing_url;
    const struct fact_view *stops;
    size_t stops_len;
    const char *property;
    const struct case_finding_view *findings;
    size_t findings_len;
    int64_t findings_count;
    const struct case_visit_view *visits;
    size_t visits_len;
    const struct case_log_view *log;
    size_t log_len;
};

#endif
