/* hub_views.h -- what the pages of the Hub may show (views/hub).  The sheet's has no room
 * for a name, a place or a day.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_HUB_VIEWS_H
#define WEB_HUB_VIEWS_H

#include "web/case_step_views.h"

struct hub_risk_view {
    const char *value, *label;
    bool on, sealed;
};
struct hub_step_view {
    const char *line, *who, *shape;
};
struct hub_reveal_view {
    const char *agency, *what, *who;
    bool police;
};

struct view_hub_show {
    struct html csrf;
    struct url url, sheet_url, decide_url, reveal_url, close_url, told_url, lead_url;
    struct url ask_url, show_url, pdf_url, back_url, second_url;
    const char *name, *conflict, *state, *shape, *lead_line, *ended, *told_on;
    const char *yes, *yes_shape, *code;
    bool has, over, must_tell, may_second, may_change, may_show, sheet_open, named;
    bool may_reveal, may_close, may_begin, asks_lead, has_sheet, reveal_open, police_on;
    int64_t rev, filter;
    const char *question, *accept, *wait, *lead_typed, *lead_fault, *reason_fault;
    const char *id, *age_fault, *risk_fault;
    const char *lead_id, *new_lead, *lead_why, *new_lead_fault, *lead_why_fault;
    bool may_lead, lead_open;
    const struct hub_reveal_view *leads;
    size_t leads_len;
    const char *reveal_id, *agency_typed, *agency_fault, *told_fault, *outcome_fault;
    const struct hub_step_view *steps, *earlier;
    size_t steps_len, earlier_len;
    const struct fact_view *facts;
    size_t facts_len;
    const struct hub_risk_view *risks;
    size_t risks_len;
    const struct option_view *ages, *sexes, *seconds, *reasons, *tolds, *outcomes;
    size_t ages_len, sexes_len, seconds_len, reasons_len, tolds_len, outcomes_len;
    const struct hub_reveal_view *reveals;
    size_t reveals_len;
};

struct view_hub_sheet {
    struct url url, pdf_url;
    const struct fact_view *facts;
    const struct hub_risk_view *risks;
    size_t facts_len, risks_len;
    const char *notice;
};

struct view_hub_ask {
    struct html csrf;
    CONSENT_HOW_VIEW;
    struct url url, action;
    const char *id;
    bool says_yes;
};

#endif
