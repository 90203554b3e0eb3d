/* better_pages.c -- is it better?  And what a case's page says of a condemned home, and
 * of a case that is closed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/better_app.h"
#include "base/text.h"
#include "core/str.h"
#include "domain/aftercare.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/plan_pages.h"
#include "web/plan_parts.h"
#include "web/views_plan.h"

#include <string.h>

/* ---- on the page of the case ---- */

static const struct history_finding *condemning(const struct case_page *p)
{
    for (size_t i = 0; i < p->history.findings_len; i++) {
        const struct history_finding *f = &p->history.findings[i];

        if (section_condemns(f->code) && unit_concerns(p->c.place.unit, f->unit))
            return f;
    }
    return NULL;
}

static bool has_need(const struct case_page *p, enum need need)
{
    for (size_t i = 0; i < p->needs.len; i++)
        if (str_same(p->needs.of[i].word, need_name(need)))
            return true;
    return false;
}

void better_part_case(struct req *rq, struct session *s, const struct case_page *p,
                      struct view_case_show *v)
{
    if (v->open && condemning(p) && !has_need(p, NEED_HOMELESSNESS)) {
        v->condemned =
            text(s->lang, v->may_find ? "better.condemned" : "better.condemned_reach");
        v->suggest_id = v->may_find ? minted(s) : NULL;
        v->suggest = text_fill(s->arena, s->lang, "better.suggest_add", "need",
                               text(s->lang, need_msgid(NEED_HOMELESSNESS)), NULL);
    }
    v->may_reopen = casefile_can(p->c.state, CASE_ON_REOPEN);
    v->reopen_url = url_of(s->arena, "/cases/%s/reopen", page_id(s, id_of(p->c.id)));
    v->reopen_id = minted(s);
    v->reopen_note = shown(rq, "reopen_note", "");
    v->reopen_fault = fault_text(rq, s, "reopen_note");
}

READ(case_reopen_read)
{
    struct reopen_in *r = arena_new(rq->arena, struct reopen_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    r->ref.id = id_to(casefile, id);
    r->ref.rev = form_int(rq, "rev");
    r->note_id = form_id(rq, "id");
    r->note = form_text(rq, "reopen_note", LIMIT_NOTE);
    if (!r->note)
        req_fault(rq, "reopen_note", "better.reopen_missing");
    *in = r;
    return form_check(rq);
}

/* ---- the question ---- */

static const char *last_words(struct session *s, const struct better_page *p)
{
    if (p->feelings.len == 0)
        return NULL;
    const struct feeling_said *f = &p->feelings.of[p->feelings.len - 1];

    return text_fill(s->arena, s->lang, "better.last", "feeling",
                     text(s->lang, feeling_msgid(f->feeling)), "day", word_day(s, f->day),
                     NULL);
}

SHOW(better_show)
{
    const struct better_page *p = out;
    const char *id = page_id(s, id_of(p->c.id));
    struct options_view feelings =
        options_of(s, &feeling_codes, shown(rq, "feeling", NULL));
    struct view_plan_better v = {
        .csrf = csrf_input(s),
        .url = url_of(s->arena, "/cases/%s", id),
        .action = url_of(s->arena, "/cases/%s/better", id),
        .name = word_name(s, &p->c.person, p->c.kind),
        .id = minted(s),
        .last = last_words(s, p),
        .again_typed = shown(rq, "again", ""),
        .again_fault = fault_text(rq, s, "again"),
        .feeling_fault = fault_text(rq, s, "feeling"),
        .ready = day_is_set(p->c.connected_day),
        .promised = day_is_set(p->due),
        .feelings = feelings.of,
        .feelings_len = feelings.len,
    };

    (void)in;
    if (v.promised)
        v.due =
            text_fill(s->arena, s->lang, "plan.due", "day", word_day(s, p->due), NULL);
    FILL_SAFE(&v, s, &p->c);
    page_begin(rq, s, text(s->lang, "better.title"));
    view_plan_better(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(better_read)
{
    struct better_in *b = arena_new(rq->arena, struct better_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    b->casefile = id_to(casefile, id);
    b->id = form_id(rq, "id");
    b->feeling = (enum feeling)form_code(rq, "feeling", &feeling_codes, "better.missing");
    b->again = form_day(rq, "again");
    *in = b;
    return form_check(rq);
}
