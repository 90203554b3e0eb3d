/* resident_views.h -- a resident's own page, and what the desk reads of it
 * (views/resident).  No field of it can hold a need.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_RESIDENT_VIEWS_H
#define WEB_RESIDENT_VIEWS_H

#include "web/case_base_views.h"

struct view_resident_landing {
    struct html csrf;
    struct url script, exit, exit_script, tel;
    const char *fault, *thanks, *call, *phone;
};

struct saw_view {
    const char *who, *day;
};
struct my_receipt_view {
    const char *line, *number;
};
struct view_resident_show {
    struct html csrf;
    struct url exit, exit_script, tel;
    const char *code, *lang, *who, *by, *late, *number, *phone;
    const char *phone_fault, *phone_typed, *name_typed, *text_typed;
    const char *called_out, *call_id, *correct_id, *complain_id, *stop_id;
    bool stopped, carded, may_call_out, correct_open, complain_open;
    const struct option_view *langs, *speaks;
    size_t langs_len, speaks_len;
    const struct saw_view *saw;
    size_t saw_len;
    const struct my_receipt_view *receipts;
    size_t receipts_len;
};

struct told_view_row {
    struct url use_url, done_url, url;
    const char *what, *shape, *when, *noted;
    bool waits, may_use;
    const struct fact_view *facts;
    size_t facts_len;
};
struct view_resident_told {
    struct html csrf;
    struct url url;
    const char *name;
    const struct told_view_row *rows;
    size_t rows_len;
};
struct view_resident_complaints {
    struct html csrf;
    const struct told_view_row *rows;
    size_t rows_len;
};

#endif
