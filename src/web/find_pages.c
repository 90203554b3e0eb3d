/* find_pages.c -- a case by what somebody says of herself, for the privacy officer.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/erase_pages.h"

#include "app/resident_find.h"
#include "base/text.h"
#include "base/when.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_erase.h"

enum { CARD_MAX = 40, FIND_MAX = 120 };

READ(resident_find_read)
{
    struct resident_find_in *f = arena_new(rq->arena, struct resident_find_in);

    f->why =
        (enum find_why)form_code(rq, "why", &find_why_codes, "erase.find_why_missing");
    f->phone = form_text(rq, "phone", FIND_MAX);
    f->name = form_text(rq, "name", FIND_MAX);
    f->line = form_text(rq, "line", LIMIT_ADDRESS);
    f->card = form_text(rq, "card", CARD_MAX);
    *in = f;
    return form_check(rq);
}

/* Where a reason leads.  What this office cannot do is said, and by whom it is done. */
static const struct lead {
    bool to_seen, to_erase;
    const char *say;
} leads[FIND_WHYS] = {
    [FIND_WHO_SAW] = {true, false, NULL},
    [FIND_READ] = {false, false, "erase.find_say_read"},
    [FIND_CORRECT] = {false, false, "erase.find_say_correct"},
    [FIND_ERASE] = {false, true, NULL},
    [FIND_BLOCK] = {false, false, "erase.find_say_block"},
    [FIND_OTHER] = {true, true, NULL},
};

/* "Help request · asked on March 3, 2026 · Waterside" */
static struct found_case_view found_view(struct session *s, enum find_why why,
                                         const struct same_listing *l)
{
    const struct lead *to = &leads[why];
    const char *id = page_id(s, id_of(l->id));
    const char *since =
        text_fill(s->arena, s->lang, "erase.find_since", "day",
                  when_day(s->arena, s->lang, l->received, WHEN_LONG), NULL);
    const char *parts[] = {since, l->neighbourhood};

    return (struct found_case_view){
        .erase_url = url_of(s->arena, "/erase/%s", id),
        .seen_url = url_of(s->arena, "/who-saw/%s", id),
        .to_erase = to->to_erase,
        .to_seen = to->to_seen,
        .say = to->say != NULL ? text(s->lang, to->say) : NULL,
        .number = id,
        .line = word_join(s, parts, l->neighbourhood != NULL ? 2 : 1, " · "),
    };
}

SHOW(resident_find_show)
{
    const struct resident_found *f = out;
    struct options_view whys = options_of(s, &find_why_codes, shown(rq, "why", ""));
    size_t len = f != NULL ? f->of.len : 0;
    struct found_case_view *found =
        arena_array(s->arena, struct found_case_view, len + 1);
    struct view_erase_find v = {
        .csrf = csrf_input(s),
        .phone = shown(rq, "phone", ""),
        .name = shown(rq, "name", ""),
        .line = shown(rq, "line", ""),
        .card = shown(rq, "card", ""),
        .phone_fault = fault_text(rq, s, "phone"),
        .name_fault = fault_text(rq, s, "name"),
        .line_fault = fault_text(rq, s, "line"),
        .card_fault = fault_text(rq, s, "card"),
        .why_fault = fault_text(rq, s, "why"),
        .found = found,
        .found_len = len,
    };

    (void)in;
    for (size_t i = 0; i < len; i++)
        found[i] = found_view(s, f->why, &f->of.of[i]);
    if (f != NULL && len == 0)
        v.nothing =
            text(s->lang, f->no_house ? "erase.find_no_house" : "erase.find_none");
    v.whys = whys.of;
    v.whys_len = whys.len;
    page_begin(rq, s, text(s->lang, "erase.find_title"));
    view_erase_find(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
