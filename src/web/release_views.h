/* release_views.h -- what the pages of views/release may show: the public record alone.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_RELEASE_VIEWS_H
#define WEB_RELEASE_VIEWS_H

#include "web/desk_views.h"

struct view_release_list {
    const struct desk_row_view *open, *done;
    size_t open_len, done_len;
};

struct view_release_find {
    struct url search, other;
    const char *label, *hint, *words;
    const struct desk_row_view *found;
    size_t found_len;
    bool none;
};

struct view_release_new {
    struct html csrf;
    const char *id, *property, *address, *name, *reply, *first, *last, *received, *today;
    const char *asker_fault, *name_fault, *reply_fault, *first_fault, *last_fault;
    const char *received_fault, *hold, *reason, *reason_fault;
    const struct option_view *askers;
    size_t askers_len;
};

struct disposal_class_view {
    const char *title, *years, *word, *id, *before, *due, *permission;
    const char *permission_fault, *sure_fault, *kept;
    const struct fact_view *facts;
    size_t facts_len;
    bool any, opened;
};
struct disposal_hold_view {
    struct url lift;
    const char *address, *reason, *line;
};
struct view_release_schedule {
    struct html csrf;
    const struct disposal_class_view *classes;
    const struct disposal_hold_view *holds;
    const struct fact_view *rows;
    const char *reason_fault;
    size_t classes_len, holds_len, rows_len;
};

struct release_sheet_view {
    const char *name, *count;
};
struct release_words_view {
    const char *where, *words;
};
struct release_file_view {
    struct url pdf, csv;
    const char *when, *what, *gone;
};
struct release_step_view {
    const char *what, *when, *exempt, *words;
};
struct view_release_request {
    struct html csrf;
    const char *address, *state, *shape, *file, *until, *why, *latest, *lines;
    const char *until_fault, *why_fault, *form_fault;
    struct url make_url, later_url, end_url;
    int64_t rev;
    const struct fact_view *facts, *sheets, *withheld;
    const struct release_words_view *texts;
    const struct release_file_view *files;
    size_t facts_len, sheets_len, withheld_len, texts_len, files_len;
    bool is_open, may_answer, late_open, is_denied;
    const struct release_step_view *steps;
    const struct option_view *exempts;
    size_t steps_len, exempts_len;
    struct url deny_url, again_url, letter_url;
    const char *deny, *deny_fault, *again, *again_fault;
    bool deny_open, again_open;
    LOST_VIEW;
};

/* The letter that tells of a denial. */
struct view_release_denial {
    struct url back, print_script;
    const char *city, *to, *name, *address, *received, *day, *exempt, *words, *who;
    const struct fact_view *span;
    size_t span_len;
};

#endif
