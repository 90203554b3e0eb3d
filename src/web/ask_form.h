/* ask_form.h -- what the two forms that ask for help have in common.  web/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_ASK_FORM_H
#define WEB_ASK_FORM_H

#include "app/ask_app.h"
#include "web/case_form.h"
#include "web/ask_views.h"
#include "web/desk_words.h"

/* The controls that an op of a phone has too, as told; adds to f->told. */
void ask_read_told(struct req *rq, struct ask_form *f);
/* One more of them, when it says something. */
void ask_told(struct ask_form *f, const char *name, const char *value);

/* The words of either form: of a third person, or of oneself. */
enum ask_word {
    ASK_W_CHOICES,
    ASK_W_HEAT,
    ASK_W_NAME,
    ASK_W_PHONE_HINT,
    ASK_W_MESSAGE,
    ASK_W_KNOCK,
    ASK_WORDS
};
const char *ask_word(const struct session *s, enum ask_word w, bool self);

/* Both views' parts, filled in again. */
#define FILL_ASK(v, rq, s, self)                                                      \
    do {                                                                              \
        SET_OPTIONS(v, choices, ask_ticked((rq), (s), &choice_codes, "choices"));     \
        SET_OPTIONS(                                                                  \
            v, payers,                                                                \
            options_of((s), &heat_payer_codes, shown((rq), "heat_payer", NULL)));     \
        SET_OPTIONS(v, messages,                                                      \
                    options_of((s), &answer_codes, shown((rq), "message_ok", NULL))); \
        (v).w_choices = ask_word((s), ASK_W_CHOICES, (self));                         \
        (v).w_heat = ask_word((s), ASK_W_HEAT, (self));                               \
        (v).w_name = ask_word((s), ASK_W_NAME, (self));                               \
        (v).w_phone_hint = ask_word((s), ASK_W_PHONE_HINT, (self));                   \
        (v).w_message = ask_word((s), ASK_W_MESSAGE, (self));                         \
        (v).w_knock = ask_word((s), ASK_W_KNOCK, (self));                             \
        (v).name = shown((rq), "call_name", "");                                      \
        (v).phone = shown((rq), "phone", "");                                         \
        (v).knock = shown((rq), "knock", "");                                         \
        (v).choices_fault = fault_text((rq), (s), "choices");                         \
        (v).heat_fault = fault_text((rq), (s), "heat_payer");                         \
        (v).name_fault = fault_text((rq), (s), "call_name");                          \
        (v).phone_fault = fault_text((rq), (s), "phone");                             \
        (v).knock_fault = fault_text((rq), (s), "knock");                             \
        (v).message_fault = fault_text((rq), (s), "message_ok");                      \
    } while (0)

/* The list with what was ticked of a repeated control. */
struct options_view ask_ticked(struct req *rq, struct session *s,
                               const struct codes *list, const char *name);

/* Homes to choose from, by their ids. */
struct options_view ask_home_options(struct req *rq, struct session *s,
                                     const struct home *homes, size_t len);

#endif
