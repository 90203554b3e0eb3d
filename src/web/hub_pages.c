/* hub_pages.c -- a household before the Hub: where it stands, what is decided next, and
 * who was told who it is.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/hub_parts.h"

#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"

#include <string.h>

static const char *who_and_when(struct session *s, const struct hub_page *p,
                                struct user_id who, int64_t at)
{
    const char *name = staff_name(&p->staff, who);
    const char *parts[] = {word_when(s, at),
                           name ? name : text(s->lang, "case.somebody")};

    return word_join(s, parts, 2, " · ");
}

/* ---- where it stands ---- */

static struct hub_step_view step_view(struct session *s, const struct hub_page *p,
                                      const struct hub_decision *d)
{
    char number[2] = {(char)('0' + d->filter), '\0'};

    return (struct hub_step_view){
        .line = text_fill(s->arena, s->lang,
                          d->accepted ? "hub.passed" : "hub.not_passed", "filter", number,
                          "reason", word_code(s, &hub_reason_codes, d->reason), NULL),
        .who = who_and_when(s, p, d->author, d->at),
        .shape = d->accepted ? "done" : "closed",
    };
}

static void fill_steps(struct session *s, const struct hub_page *p,
                       struct view_hub_show *v)
{
    struct hub_step_view *rows =
        arena_array(s->arena, struct hub_step_view, p->decisions.len + 1);

    for (size_t i = 0; i < p->decisions.len; i++)
        if (id_same(p->decisions.of[i].matter, p->m->id))
            rows[v->steps_len++] = step_view(s, p, &p->decisions.of[i]);
    v->steps = rows;
}

static const char *shape_of(enum hub_state state)
{
    return state == HUB_STOPPED    ? "attention"
           : hub_is_over(state)    ? "closed"
           : state == HUB_TOGETHER ? "connected"
           : state == HUB_FILTER_1 ? "draft"
                                   : "sending";
}

static const char *ended_words(struct session *s, const struct hub_matter *m)
{
    const char *parts[2];
    size_t n = 0;

    if (!hub_is_over(m->state))
        return NULL;
    if (m->outcome != NULL)
        parts[n++] = word_code(s, &hub_outcome_codes, m->outcome);
    parts[n++] =
        text_fill(s->arena, s->lang, "hub.ended", "day", word_day(s, m->ended_day), NULL);
    return word_join(s, parts, n, " · ");
}

static void fill_where(struct session *s, const struct hub_page *p,
                       struct view_hub_show *v)
{
    const struct hub_matter *m = p->m;

    v->has = v->has_sheet = true;
    v->over = hub_is_over(m->state);
    v->state = text(s->lang, hub_state_msgid(m->state));
    v->shape = shape_of(m->state);
    v->rev = m->rev;
    if (m->lead != NULL)
        v->lead_line =
            text_fill(s->arena, s->lang, "hub.lead_is", "agency", m->lead, NULL);
    v->ended = ended_words(s, m);
    v->must_tell = p->must_tell;
    if (m->told_stop_at != 0)
        v->told_on = text_fill(s->arena, s->lang, "hub.told_on", "when",
                               word_when(s, m->told_stop_at), NULL);
    fill_steps(s, p, v);
    v->facts = hub_facts(s, &m->sheet, true, &v->facts_len);
}

static void fill_earlier(struct session *s, const struct hub_page *p,
                         struct view_hub_show *v)
{
    struct hub_step_view *rows =
        arena_array(s->arena, struct hub_step_view, p->all.len + 1);

    for (size_t i = 1; i < p->all.len; i++) {
        const struct hub_matter *m = &p->all.of[i];
        const char *ended = ended_words(s, m);

        rows[v->earlier_len++] =
            (struct hub_step_view){.line = text(s->lang, hub_state_msgid(m->state)),
                                   .who = ended ? ended : "",
                                   .shape = shape_of(m->state)};
    }
    v->earlier = rows;
}

/* ---- the yes ---- */

static void fill_yes(struct session *s, const struct hub_page *p, struct view_hub_show *v)
{
    struct options_view seconds = options_of(s, &second_channel_codes, NULL);
    const char *id = page_id(s, id_of(p->c.id));

    v->ask_url = url_of(s->arena, "/cases/%s/hub/ask", id);
    v->yes = text(s->lang, "hub.consent_none");
    v->yes_shape = "attention";
    if (p->consent == NULL)
        return;
    const char *consent = page_id(s, id_of(p->consent->id));
    v->yes = text_fill(s->arena, s->lang, "hub.consent_until", "day",
                       when_day(s->arena, s->lang, p->consent->expires, WHEN_LONG), NULL);
    v->yes_shape = p->verdict == CONSENT_ALLOWS ? "done" : "attention";
    v->code = p->code;
    v->back_url = url_of(s->arena, "/cases/%s/consent/%s/withdraw", id, consent);
    v->may_second = p->m != NULL && p->verdict == CONSENT_SECOND;
    v->second_url = url_of(s->arena, "/cases/%s/consent/%s/confirm", id, consent);
    v->seconds = seconds.of;
    v->seconds_len = seconds.len;
}

/* ---- what is decided next ---- */

static void fill_decide(struct req *rq, struct session *s, const struct hub_page *p,
                        struct view_hub_show *v)
{
    static const char *const questions[] = {"hub.decide_1", "hub.decide_2",
                                            "hub.decide_3", "hub.decide_4"};
    static const char *const accepts[] = {"hub.accept_1", "hub.accept_2", "hub.accept_3",
                                          "hub.accept_4"};
    struct options_view reasons = options_of(s, &hub_reason_codes, NULL);
    int filter = hub_filter(p->m->state);

    if (filter == 0)
        return;
    v->filter = filter;
    v->question = text(s->lang, questions[filter - 1]);
    if (p->verdict == CONSENT_ALLOWS)
        v->accept = text(s->lang, accepts[filter - 1]);
    else
        v->wait = text(s->lang, p->verdict == CONSENT_MISSING ? "hub.consent_first"
                                                              : "hub.second_first");
    v->asks_lead = p->m->state == HUB_FILTER_3 && v->accept != NULL;
    v->lead_typed = shown(rq, "lead", "");
    v->lead_fault = fault_text(rq, s, "lead");
    v->reason_fault = fault_text(rq, s, "reason");
    v->reasons = reasons.of;
    v->reasons_len = reasons.len;
}

static void fill_close(struct req *rq, struct session *s, struct view_hub_show *v)
{
    struct options_view outcomes =
        options_of(s, &hub_outcome_codes, shown(rq, "outcome", NULL));

    v->outcomes = outcomes.of;
    v->outcomes_len = outcomes.len;
    v->outcome_fault = fault_text(rq, s, "outcome");
}

/* ---- who was told ---- */

static const char *told_words(struct session *s, unsigned told)
{
    const char *words[HUB_TOLDS];
    size_t n = 0;

    for (enum hub_told t = 0; t < HUB_TOLDS; t++)
        if (told & 1u << t)
            words[n++] = text(s->lang, hub_told_msgid(t));
    return word_join(s, words, n, ", ");
}

static void fill_reveals(struct req *rq, struct session *s, const struct hub_page *p,
                         struct view_hub_show *v)
{
    struct hub_reveal_view *rows =
        arena_array(s->arena, struct hub_reveal_view, p->reveals.len + 1);
    struct options_view tolds = options_of(s, &hub_told_codes, NULL);

    for (size_t i = 0; i < p->reveals.len; i++) {
        const struct hub_reveal *r = &p->reveals.of[i];

        if (id_same(r->matter, p->m->id))
            rows[v->reveals_len++] =
                (struct hub_reveal_view){r->agency, told_words(s, r->told),
                                         who_and_when(s, p, r->author, r->at), r->police};
    }
    for (size_t i = 0; i < tolds.len; i++)
        tolds.of[i].on = ticked(rq, "told", tolds.of[i].value);
    v->reveals = rows;
    v->tolds = tolds.of;
    v->tolds_len = tolds.len;
    v->named = v->may_reveal || (v->reveals_len > 0 && !v->must_tell);
    v->reveal_id = shown(rq, "id", minted(s));
    v->agency_typed = shown(rq, "agency", "");
    v->police_on = ticked(rq, "police", "yes");
    v->agency_fault = fault_text(rq, s, "agency");
    v->told_fault = fault_text(rq, s, "told");
    v->reveal_open = v->agency_fault || v->told_fault;
}

/* ---- who leads ---- */

static void fill_leads(struct req *rq, struct session *s, const struct hub_page *p,
                       struct view_hub_show *v)
{
    struct hub_reveal_view *rows =
        arena_array(s->arena, struct hub_reveal_view, p->leads.len + 1);

    for (size_t i = 0; i < p->leads.len; i++) {
        const struct hub_lead *l = &p->leads.of[i];

        if (id_same(l->matter, p->m->id))
            rows[v->leads_len++] = (struct hub_reveal_view){
                text_fill(s->arena, s->lang, "hub.lead_was", "agency", l->was, NULL),
                l->why, who_and_when(s, p, l->author, l->at), false};
    }
    v->leads = rows;
    v->may_lead = hub_can(p->m->state, HUB_ON_LEAD);
    v->lead_id = minted(s);
    v->new_lead = shown(rq, "new_lead", "");
    v->lead_why = shown(rq, "lead_why", "");
    v->new_lead_fault = fault_text(rq, s, "new_lead");
    v->lead_why_fault = fault_text(rq, s, "lead_why");
    v->lead_open = v->new_lead_fault || v->lead_why_fault;
}

/* ---- the page ---- */

static void fill_urls(struct session *s, const struct hub_page *p,
                      struct view_hub_show *v)
{
    const char *id = page_id(s, id_of(p->c.id));

    v->url = url_of(s->arena, "/cases/%s", id);
    v->sheet_url = url_of(s->arena, "/cases/%s/hub", id);
    if (p->m == NULL)
        return;
    const char *m = page_id(s, p->m->id);
    if (v->may_change)
        v->sheet_url = url_of(s->arena, "/cases/%s/hub/%s/sheet", id, m);
    v->decide_url = url_of(s->arena, "/cases/%s/hub/%s/decide", id, m);
    v->lead_url = url_of(s->arena, "/cases/%s/hub/%s/lead", id, m);
    v->reveal_url = url_of(s->arena, "/cases/%s/hub/%s/reveal", id, m);
    v->close_url = url_of(s->arena, "/cases/%s/hub/%s/close", id, m);
    v->told_url = url_of(s->arena, "/cases/%s/hub/%s/told-stop", id, m);
    v->show_url = url_of(s->arena, "/cases/%s/hub/%s/sheet", id, m);
    v->pdf_url = url_of(s->arena, "/cases/%s/hub/%s/sheet.pdf", id, m);
}

static void fill_matter(struct req *rq, struct session *s, const struct hub_page *p,
                        struct view_hub_show *v)
{
    bool allowed = p->verdict == CONSENT_ALLOWS;

    fill_where(s, p, v);
    v->may_change = hub_can(p->m->state, HUB_ON_SHEET);
    v->may_show = allowed && hub_can(p->m->state, HUB_ON_SHOW);
    v->may_reveal = allowed && hub_can(p->m->state, HUB_ON_REVEAL);
    v->may_close = hub_can(p->m->state, HUB_ON_CLOSE);
    fill_decide(rq, s, p, v);
    fill_close(rq, s, v);
    fill_reveals(rq, s, p, v);
    fill_leads(rq, s, p, v);
    if (fault_text(rq, s, "rev")) {
        const char *who = staff_name(&p->staff, p->m->changed_by);

        v->conflict = text_fill(s->arena, s->lang, "hub.changed_by", "name",
                                who ? who : text(s->lang, "case.somebody"), "when",
                                word_when(s, p->m->changed_at), NULL);
    }
}

SHOW(hub_show)
{
    const struct hub_page *p = out;
    struct view_hub_show v = {.csrf = csrf_input(s)};

    (void)in;
    v.name = word_name(s, &p->c.person, p->c.kind);
    v.may_begin = (p->m == NULL || hub_is_over(p->m->state)) && p->c.state != CASE_CLOSED;
    fill_yes(s, p, &v);
    if (p->m != NULL)
        fill_matter(rq, s, p, &v);
    fill_earlier(s, p, &v);
    hub_form(rq, s, p, &v);
    fill_urls(s, p, &v);
    page_begin(rq, s, text(s->lang, "hub.title"));
    view_hub_show(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

SHOW(to_hub)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/cases/%s/hub", rq->param[0]);
    return ok();
}

/* Its title, its words and its ways on tell nothing of whose it is. */
SHOW(hub_sheet_show)
{
    const struct hub_page *p = out;
    const struct hub_sheet *sheet = &p->m->sheet;
    const char *id = page_id(s, id_of(p->c.id));
    struct view_hub_sheet v = {
        .url = url_of(s->arena, "/cases/%s/hub", id),
        .pdf_url =
            url_of(s->arena, "/cases/%s/hub/%s/sheet.pdf", id, page_id(s, p->m->id)),
    };

    (void)in;
    v.facts = hub_facts(s, sheet, false, &v.facts_len);
    v.risks = hub_risk_views(s, sheet, true, &v.risks_len);
    if (hub_sheet_has(sheet, HUB_SUBSTANCE))
        v.notice = text(s->lang, "connect.part2");
    page_begin(rq, s, text(s->lang, "hub.sheet"));
    view_hub_sheet(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
