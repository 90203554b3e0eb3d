/* household_views.h -- what the pages of a household and its visits may show.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_HOUSEHOLD_VIEWS_H
#define WEB_HOUSEHOLD_VIEWS_H

#include "web/case_show_views.h"
#include "web/today_views.h"

/* A person of the household, and the form that changes it; `add` has one, empty. */
struct household_person_view {
    const char *id, *suffix, *name, *line, *gone; /* the open form's suffix is "" */
    int64_t rev;
    bool may_change, open;
    const char *name_typed, *year_typed, *name_fault, *relation_fault, *year_fault;
    const struct option_view *relations, *langs;
    size_t relations_len, langs_len;
};
struct household_home_view {
    const char *where, *when;
};
struct block_view {
    struct url end_url, url;
    const char *name, *line, *reason;
    bool may_end, may_open;
};

struct view_household_show {
    struct html csrf;
    SAFE_VIEW;
    struct url url, contact_url, people_url, move_url, block_url, program_url;
    bool may_program;
    const char *name, *where, *conflict, *today;
    int64_t rev;
    bool contact_open, add_open, move_open, block_open, may_block;
    const char *call_name_typed, *phone_typed, *knock_typed, *ask_for_typed;
    const char *from_typed, *to_typed, *note_typed, *from_fault, *to_fault, *phone_fault;
    bool message_typed, no_text_typed, no_email_typed, no_letter_typed;
    const struct household_person_view *people, *add;
    size_t people_len, add_len;
    const struct household_home_view *homes;
    size_t homes_len;
    const char *move_id, *before_id, *address_typed, *unit_typed, *day_typed;
    const char *address_fault, *day_fault;
    const struct block_view *blocks;
    size_t blocks_len;
    const struct option_view *colleagues;
    size_t colleagues_len;
    const char *block_id, *reason_typed, *person_fault;
};

struct view_household_program {
    struct html csrf;
    struct url url, action, end_url;
    const char *name, *where, *real, *fault, *typed, *conflict;
    bool in_program;
    int64_t rev;
};

struct view_household_blocks {
    const struct block_view *blocks;
    size_t blocks_len;
};

struct view_household_visits {
    struct html csrf;
    struct url url, action;
    const char *name, *where, *hours, *today, *id, *day_typed, *time_typed, *joint_typed;
    const char *day_fault, *time_fault, *visitor_fault;
    const struct home_visit_view *visits;
    const struct option_view *visitors;
    size_t visits_len, visitors_len;
    bool left_alone;
};

struct view_household_visit {
    struct html csrf;
    SAFE_VIEW;
    struct url list_url, in_url, out_url, cancel_url, sheet_url;
    const char *when, *where, *who, *joint, *state, *shape, *late, *expected;
    const char *minutes_fault;
    bool may_in, may_out, may_cancel, inside;
    const struct option_view *minutes;
    size_t minutes_len;
};

#endif
