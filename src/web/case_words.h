/* case_words.h -- casework in words: names, places, states and their shapes, times.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_CASE_WORDS_H
#define WEB_CASE_WORDS_H

#include "app/referral_app.h"
#include "web/case_views.h"

/* "Ana", or words that say that no name was given. */
const char *word_name(struct session *s, const struct case_person *p,
                      enum case_kind kind);
/* "12 Erie St, 3B". */
const char *word_place(struct session *s, const struct case_place *p,
                       const char *neighbourhood);
/* The label of a code word; "" for NULL, the word itself for a foreign one. */
const char *word_code(const struct session *s, const struct codes *list,
                      const char *word);
const char *word_need(const struct session *s, const char *word);
/* Words of a list, with `between`. */
const char *word_join(struct session *s, const char *const *words, size_t len,
                      const char *between);
/* "Today 3:05 pm", "Nov 24, 3:05 pm". */
const char *word_when(struct session *s, int64_t ms);
const char *word_day(struct session *s, struct day d);
/* "3 hours ago": whole minutes, hours or days. */
const char *word_age(struct session *s, int64_t since);
/* data-state of docs/looks.md. */
const char *shape_case(enum case_state state);
const char *shape_referral(enum referral_state state);
const char *shape_capacity(enum capacity c);
/* The promise that counts now, and whether it was broken. */
const char *word_promise(struct session *s, const struct case_line *c,
                         const char **shape);
/* Who changed a case last and when, for a form that came too late. */
const char *word_conflict(struct session *s, const struct casefile *c, const char *who);

/* "9:00 am to 5:00 pm"; NULL at any time. */
const char *word_hours(struct session *s, const struct contact_rules *r);
/* Why not to ring at this hour; NULL when one may. */
const char *word_not_now(struct session *s, const struct contact_rules *r);

/* The two words of the help card; NULL when its code is not known. */
const char *word_card(struct session *s, const struct case_person *p);

/* The safe-contact rule into a view that has SAFE_VIEW. */
#define FILL_SAFE(v, s, c)                                                         \
    do {                                                                           \
        const struct case_person *p_ = &(c)->person;                               \
        (v)->lang = (c)->lang ? word_code((s), &lang_codes, (c)->lang)             \
                              : text((s)->lang, "case.lang_unknown");              \
        (v)->call_name = p_->name;                                                 \
        (v)->left_alone = (c)->left_alone;                                         \
        (v)->phone = (c)->left_alone ? NULL : p_->phone;                           \
        (v)->knock = p_->knock;                                                    \
        (v)->message_yes = str_same(p_->message_ok, "yes");                        \
        (v)->message_no = str_same(p_->message_ok, "no");                          \
        (v)->message_unknown = !(v)->message_yes && !(v)->message_no && p_->phone; \
        (v)->no_way = !p_->phone && !p_->knock;                                    \
        (v)->called_at = p_->called_at && p_->called_at[0] ? p_->called_at : NULL; \
        (v)->heat_owner = str_same(p_->heat_payer, "owner");                       \
        (v)->ask_for = p_->rules.ask_for;                                          \
        (v)->hours = word_hours((s), &p_->rules);                                  \
        (v)->not_now = word_not_now((s), &p_->rules);                              \
        (v)->contact_note = p_->rules.note;                                        \
        (v)->card_word = word_card((s), p_);                                       \
        (v)->no_text = p_->rules.no_text;                                          \
        (v)->no_email = p_->rules.no_email;                                        \
        (v)->no_letter = p_->rules.no_letter;                                      \
    } while (0)

#endif
