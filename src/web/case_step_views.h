/* case_step_views.h -- what the pages of one step on a case may show.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_CASE_STEP_VIEWS_H
#define WEB_CASE_STEP_VIEWS_H

#include "web/case_show_views.h"

struct view_case_attempt {
    struct html csrf;
    SAFE_VIEW;
    struct url url, action, tel;
    const char *name, *id, *next_day, *note;
    const char *outcome_fault, *channel_fault, *next_fault, *note_fault;
    const char *today, *time, *time_fault, *number, *lang_word, *interpreter_word;
    bool alert, wants_help, message_ok_typed;
    const char *call_name_typed, *phone_typed, *phone_fault;
    const struct option_view *outcomes, *channels, *langs, *interpreters, *numbers;
    size_t outcomes_len, channels_len, langs_len, interpreters_len, numbers_len;
};

struct scope_option_view {
    const char *value, *label;
    bool on, contacts_owner, owner_on;
};
struct offer_view {
    const char *need;
    const struct scope_option_view *services;
    size_t services_len;
};
struct reading_view {
    struct url url;
    const char *label;
    bool on;
};
struct paragraph_view {
    const char *text;
};
/* What is read aloud in one language. */
struct aloud_view {
    const char *lang, *label, *title;
    bool on;
    const struct paragraph_view *paragraphs;
    size_t paragraphs_len;
};
/* What is read aloud, and how the consent is given (views/case/consent_read, _how). */
#define CONSENT_HOW                                           \
    const char *witness, *expires, *expires_max, *code;       \
    const char *method_fault, *witness_fault, *expires_fault; \
    struct url keep_script;                                   \
    const struct aloud_view *readings;                        \
    const struct option_view *methods, *interpreters;         \
    size_t readings_len, methods_len, interpreters_len
struct consent_how_view {
    CONSENT_HOW;
};
/* The same by itself and among a view's own, as the parts of the page name them. */
#define CONSENT_HOW_VIEW             \
    union {                          \
        struct consent_how_view how; \
        struct {                     \
            CONSENT_HOW;             \
        };                           \
    }

struct view_case_consent {
    struct html csrf;
    CONSENT_HOW_VIEW;
    struct url url, action;
    const char *name, *id, *then, *scope_fault;
    bool no_offers;
    const struct offer_view *offers;
    size_t offers_len;
};

struct view_case_close {
    struct html csrf;
    const struct case_finding_view *hazards;
    size_t hazards_len;
    struct url url, action;
    const char *name, *note_id, *conflict, *open_violations, *minimum, *override_reason;
    const char *reason_fault, *override_fault, *thanks_fault;
    bool thanks_possible, thanks_on;
    int64_t rev;
    const struct option_view *reasons, *causes, *barriers;
    size_t reasons_len, causes_len, barriers_len;
};

#endif
