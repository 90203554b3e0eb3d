/* erase_pages.c -- see erase_pages.h: which record, what will be lost, and then it is.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/erase_pages.h"

#include "app/erase_app.h"
#include "base/text.h"
#include "core/build.h"
#include "core/str.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_erase.h"

enum { TYPED_MAX = 200 };

READ(erase_look_read)
{
    struct erase_look_in *l = arena_new(rq->arena, struct erase_look_in);

    l->typed = form_text(rq, "case", TYPED_MAX);
    if (l->typed == NULL)
        req_fault(rq, "case", "errors.required");
    *in = l;
    return form_check(rq);
}

SHOW(to_erase_case)
{
    (void)in;
    resp_see_other(rq, "/erase/%s", page_id(s, id_of(*(const struct casefile_id *)out)));
    return ok();
}

static struct fact_view row_of(struct session *s, const struct erasure *e)
{
    const char *parts[] = {
        text(s->lang, erase_why_msgid(e->why)),
        text(s->lang, e->done_at != 0 ? "erase.destroyed" : "erase.unreadable")};

    return (struct fact_view){word_when(s, e->at),
                              word_join(s, parts, COUNT(parts), " · ")};
}

/* "By Priya Lowe, Nov 24, 3:05 pm", and where it can be read and lifted. */
static const struct hold_row_view *hold_rows(struct session *s,
                                             const struct erase_list *l)
{
    struct hold_row_view *rows =
        arena_array(s->arena, struct hold_row_view, l->holds.len + 1);

    for (size_t i = 0; i < l->holds.len; i++) {
        const struct hold *h = &l->holds.of[i];
        const char *who = staff_name(&l->staff, h->author);

        rows[i] = (struct hold_row_view){
            .url = url_of(s->arena, "/erase/%s", page_id(s, id_of(h->casefile))),
            .line = text_fill(s->arena, s->lang, "erase.hold_by", "who",
                              who ? who : text(s->lang, "case.somebody"), "when",
                              word_when(s, h->at), NULL)};
    }
    return rows;
}

SHOW(erase_home_show)
{
    const struct erase_list *l = out;
    struct fact_view *rows = arena_array(s->arena, struct fact_view, l->of.len + 1);
    struct view_erase_home v = {
        .csrf = csrf_input(s),
        .typed = shown(rq, "case", ""),
        .case_fault = fault_text(rq, s, "case"),
        .done = str_same(req_query(rq, "done"), "yes"),
        .total = text_fill(s->arena, s->lang, "erase.total", "n",
                           build_number(s->arena, l->counts.n), NULL),
        .rows = rows,
        .rows_len = l->of.len,
        .holds = hold_rows(s, l),
        .holds_len = l->holds.len,
    };

    (void)in;
    if (l->counts.open > 0)
        v.waiting = text_fill(s->arena, s->lang, "erase.waiting", "n",
                              build_number(s->arena, l->counts.open), NULL);
    for (size_t i = 0; i < l->of.len; i++)
        rows[i] = row_of(s, &l->of.of[i]);
    page_begin(rq, s, text(s->lang, "erase.title"));
    view_erase_home(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* "Since Nov 24, 3:05 pm, Priya Lowe"; and when it ended. */
static const char *hold_line(struct session *s, const struct erase_page *p,
                             const struct hold *h)
{
    const char *who = staff_name(&p->staff, h->lifted_at ? h->lifted_by : h->author);

    return text_fill(s->arena, s->lang,
                     h->lifted_at ? "erase.hold_over" : "erase.hold_by", "who",
                     who ? who : text(s->lang, "case.somebody"), "when",
                     word_when(s, h->lifted_at ? h->lifted_at : h->at), NULL);
}

static struct hold_view hold_of(struct session *s, const struct erase_page *p,
                                const struct hold *h)
{
    return (struct hold_view){.url =
                                  url_of(s->arena, "/erase/%s/hold/%s",
                                         page_id(s, id_of(p->c.id)), page_id(s, h->id)),
                              .reason = h->reason ? h->reason : "",
                              .line = hold_line(s, p, h),
                              .why = h->lifted_why,
                              .stands = h->lifted_at == 0};
}

static void fill_holds(struct req *rq, struct session *s, const struct erase_page *p,
                       struct view_erase_show *v)
{
    struct hold_view *holds = arena_array(s->arena, struct hold_view, p->holds.len + 1);

    for (size_t i = 0; i < p->holds.len; i++)
        holds[i] = hold_of(s, p, &p->holds.of[i]);
    v->holds = holds;
    v->holds_len = p->holds.len;
    v->held = p->held;
    v->demanded = p->demanded;
    v->may_legal = p->may_legal;
    v->hold_url = url_of(s->arena, "/erase/%s/hold", page_id(s, id_of(p->c.id)));
    v->id = shown(rq, "id", minted(s));
    v->reason = shown(rq, "reason", "");
    v->reason_fault = fault_text(rq, s, "reason");
}

SHOW(erase_show)
{
    const struct erase_page *p = out;
    struct options_view whys = options_of(s, &erase_why_codes, shown(rq, "why", ""));
    const char *owner = staff_name(&p->staff, p->c.owner);
    const struct fact_view facts[] = {
        /* no name: who reads no case finds it by its number */
        {text(s->lang, "erase.number"), page_id(s, id_of(p->c.id))},
        {text(s->lang, "erase.owner"), owner ? owner : text(s->lang, "erase.nobodys")},
        {text(s->lang, "erase.quarter"),
         p->c.neighbourhood ? p->c.neighbourhood : text(s->lang, "erase.unknown")},
        {text(s->lang, "erase.received"), word_day(s, p->c.received_day)},
        {text(s->lang, "erase.cases"), build_number(s->arena, (int64_t)p->cases)},
        {text(s->lang, "erase.notes"), build_number(s->arena, p->counts.notes)},
        {text(s->lang, "erase.files"), build_number(s->arena, p->counts.files)},
        {text(s->lang, "erase.sent"), build_number(s->arena, p->counts.sent)},
        {text(s->lang, "erase.state"),
         text(s->lang, p->open ? "erase.is_open" : "erase.is_closed")},
    };
    struct view_erase_show v = {
        .csrf = csrf_input(s),
        .action = url_of(s->arena, "/erase/%s", page_id(s, id_of(p->c.id))),
        .seen_url = url_of(s->arena, "/who-saw/%s", page_id(s, id_of(p->c.id))),
        .joined = p->cases > 1 ? text(s->lang, "erase.joined") : NULL,
        .why_fault = fault_text(rq, s, "why"),
        .sure_fault = fault_text(rq, s, "sure"),
        .facts = facts,
        .facts_len = COUNT(facts),
        .whys = whys.of,
        .whys_len = whys.len - 1, /* the schedule decides by itself */
    };

    (void)in;
    fill_holds(rq, s, p, &v);
    page_begin(rq, s, text(s->lang, "erase.ask"));
    view_erase_show(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(erase_read)
{
    struct erase_in *e = arena_new(rq->arena, struct erase_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    e->casefile = id_to(casefile, id);
    e->why = (enum erase_why)form_code(rq, "why", &erase_why_codes, "errors.required");
    e->sure = str_same(req_form(rq, "sure"), "yes");
    if (e->why == ERASE_SCHEDULE)
        req_fault(rq, "why", "errors.required");
    if (!e->sure)
        req_fault(rq, "sure", "erase.say_sure");
    *in = e;
    return form_check(rq);
}

SHOW(to_erase)
{
    const struct erase_done *done = out;

    (void)s, (void)in;
    if (done->held)
        return failed(ERR_CONFLICT, "erase.held");
    resp_see_other(rq, "/erase?done=yes");
    return ok();
}

static struct err read_hold(struct req *rq, struct hold_in *h)
{
    struct id id;

    TRY(param_id(rq, 0, &id));
    h->casefile = id_to(casefile, id);
    h->reason = form_text(rq, "reason", LIMIT_REASON);
    if (h->reason == NULL && !req_fault_of(rq, "reason"))
        req_fault(rq, "reason", "errors.required");
    return ok();
}

READ(hold_read)
{
    struct hold_in *h = arena_new(rq->arena, struct hold_in);

    TRY(read_hold(rq, h));
    h->id = form_id(rq, "id");
    *in = h;
    return form_check(rq);
}

READ(hold_end_read)
{
    struct hold_in *h = arena_new(rq->arena, struct hold_in);

    TRY(read_hold(rq, h));
    TRY(param_id(rq, 1, &h->id));
    *in = h;
    return form_check(rq);
}

SHOW(to_held)
{
    const struct hold_in *h = in;

    (void)out;
    resp_see_other(rq, "/erase/%s", page_id(s, id_of(h->casefile)));
    return ok();
}
