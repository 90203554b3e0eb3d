/* ask_views.h -- what the forms that ask for help may show (views/ask).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_ASK_VIEWS_H
#define WEB_ASK_VIEWS_H

#include "web/case_base_views.h"

/* What is needed and how to reach somebody (parts ask/needs and ask/reach). */
#define ASK_VIEW                                                                     \
    const struct option_view *choices, *payers, *messages;                           \
    size_t choices_len, payers_len, messages_len;                                    \
    const char *name, *phone, *knock;                                                \
    const char *w_choices, *w_heat, *w_name, *w_phone_hint, *w_message, *w_knock;    \
    const char *choices_fault, *heat_fault, *name_fault, *phone_fault, *knock_fault, \
        *message_fault

struct view_ask_new {
    struct html csrf;
    ASK_VIEW;
    struct url back;
    const char *done, *id, *consent, *line, *unit, *version, *card;
    const char *line_fault, *property_fault, *unit_fault, *answer_fault, *lang_fault,
        *urgency_fault, *source_fault, *card_fault;
    const struct option_view *homes, *texts, *answers, *langs, *urgencies, *sources;
    size_t homes_len, texts_len, answers_len, langs_len, urgencies_len, sources_len;
    bool fresh, which, as_typed;
};

/* The resident's own form, and what stands there when it was sent. */
struct view_ask_self {
    struct html csrf;
    ASK_VIEW;
    struct url leave, script, tel, help;
    const char *city, *who, *call, *permission, *ticket, *page_lang, *line, *unit, *card;
    const char *line_fault, *unit_fault, *agree_fault, *urgency_fault, *card_fault;
    const struct option_view *pages, *agrees, *urgencies;
    size_t pages_len, agrees_len, urgencies_len;
};
struct view_ask_self_done {
    struct url leave, script, anew;
    const char *title, *next, *code;
    bool taken;
};

#endif
