/* letter_views.h -- what the pages of views/letter may show: the public record alone.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_LETTER_VIEWS_H
#define WEB_LETTER_VIEWS_H

#include "http/out.h"

struct letter_copy_view {
    struct url url;
    const char *lang, *name;
};
struct letter_log_view {
    const char *what, *who, *corrects;
    bool corrected;
};
struct letter_option_view {
    const char *value, *label;
    bool on;
};
struct letter_finding_view {
    const char *title, *line, *more, *note, *by, *state, *shape;
    bool danger;
};
struct letter_fact_view {
    const char *label, *value;
};
struct letter_answer_view {
    struct html csrf;
    struct url url;
    const char *question, *value, *who, *field, *op, *choice;
    bool first, may_choose;
};
struct letter_addendum_view {
    const char *by, *words;
};

struct view_letter_inspection {
    struct html csrf;
    const char *address, *kind, *day, *state, *shape;
    const char *order_text;
    struct url order_url, delivery_url, calendar_url;
    const struct letter_copy_view *copies;
    const struct letter_log_view *log;
    const struct letter_option_view *recipients, *hows, *earlier;
    const struct letter_finding_view *findings;
    const struct letter_fact_view *facts;
    const struct letter_addendum_view *addenda;
    const struct letter_answer_view *answers;
    size_t answers_len;
    size_t copies_len, log_len, recipients_len, hows_len, earlier_len, findings_len;
    size_t facts_len, addenda_len;
    int64_t findings_count;
    const char *delivery, *day_typed;
    const char *day_fault, *recipient_fault, *how_fault, *corrects_fault;
    bool is_signed, may_record, may_choose, back;
};

struct view_letter_cards {
    const struct letter_option_view *langs;
    size_t langs_len;
    const char *count;
};

struct view_letter_help {
    const char *title, *name, *phone, *last;
    struct url tel, other, script;
};

#endif
