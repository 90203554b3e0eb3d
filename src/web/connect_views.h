/* connect_views.h -- one thing that was sent (views/connect).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_CONNECT_VIEWS_H
#define WEB_CONNECT_VIEWS_H

#include "web/case_views.h"

struct connect_step_view {
    const char *when, *who, *what, *note;
};

struct view_connect_show {
    struct html csrf;
    struct url back, told_url, reopen_url, proofs_url, services_url, paper_url, list_url;
    const char *name, *title, *state, *shape, *line, *way, *number, *season, *next;
    const char *conflict, *answer_fault, *consent_fault, *told_by_fault, *until_fault;
    const char *ended_fault, *note_fault, *told_by, *note, *until, *number_typed;
    int64_t rev;
    bool may_tell, accept, refuse, waitlist, documents, apply, start, start_resident;
    bool may_end, update, may_reopen, counted, application, no_consent, part2, may_print;
    const char *scope;
    bool waitlist_open, refuse_open, end_open, apply_open, update_open, reopen_open;
    const char *accept_label, *refuse_label, *start_label;
    const struct fact_view *told;
    const struct option_view *reasons, *endings, *proofs;
    const struct connect_step_view *steps;
    size_t told_len, reasons_len, endings_len, proofs_len, steps_len;
};

#endif
