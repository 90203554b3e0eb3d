/* case_parts.c -- see case_parts.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/case_parts.h"

#include "app/link.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/consent.h"
#include "domain/library.h"
#include "domain/referral.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/connect_words.h"

#include <stdio.h>

/* "Answered Nov 24, 3:05 pm, by phone (Ms. Lee)", or until when an answer is awaited. */
static const char *referral_when(struct session *s, const struct referral *r)
{
    if (r->answered_at == 0 && (r->aggregate_only || !way_awaits(r->way)))
        return word_day(s, r->sent_day);
    if (r->answered_at == 0)
        return text_fill(s->arena, s->lang, "case.sent_line", "sent",
                         word_day(s, r->sent_day), "by", word_day(s, r->reply_by), NULL);
    if (r->told_by && str_same(r->answered_by, "phone") && r->state != REFERRAL_WITHDRAWN)
        return text_fill(s->arena, s->lang, "case.told_line", "when",
                         word_when(s, r->answered_at), "who", r->told_by, NULL);
    return text_fill(s->arena, s->lang, "case.answered_line", "when",
                     word_when(s, r->answered_at), NULL);
}

static struct case_referral_view referral_view(struct session *s,
                                               const struct case_page *p,
                                               const struct referral *r)
{
    struct options_view reasons = options_of(s, &refusal_codes, "no-capacity");
    const char *id = page_id(s, id_of(r->id));

    return (struct case_referral_view){
        .organization = r->organization_name,
        .service = r->service_name,
        .state = word_referral(s, r),
        .shape = shape_referral(r->state),
        .when = referral_when(s, r),
        .note = r->update_note,
        .phone = r->phone,
        .rid = id,
        .rev = r->rev,
        .told_url = url_of(s->arena, "/cases/%s/referrals/%s/told",
                           page_id(s, id_of(p->c.id)), id),
        .url = url_of(s->arena, "/cases/%s/referrals/%s", page_id(s, id_of(p->c.id)), id),
        .may_tell = p->c.state != CASE_CLOSED && !referral_is_over(r->state) &&
                    r->state != REFERRAL_STARTED && !r->aggregate_only &&
                    r->way != WAY_APPLY && r->way != WAY_OWN,
        .may_accept = r->state != REFERRAL_ACCEPTED,
        .may_start = referral_may(r->state, REFERRAL_START, SAID_MANAGER),
        .may_refuse = referral_may(r->state, REFERRAL_REFUSE, SAID_MANAGER),
        .told_by = r->told_by ? r->told_by : r->organization_name,
        .reasons = reasons.of,
        .reasons_len = reasons.len,
    };
}

static void add_referrals(struct session *s, const struct case_page *p,
                          const struct case_need *n, struct case_need_view *v)
{
    struct case_referral_view *rows =
        arena_array(s->arena, struct case_referral_view, p->referrals.len + 1);

    v->referrals = rows;
    for (size_t i = 0; i < p->referrals.len; i++)
        if (id_same(id_of(p->referrals.of[i].need), id_of(n->id)))
            rows[v->referrals_len++] = referral_view(s, p, &p->referrals.of[i]);
}

void case_part_needs(struct session *s, const struct case_page *p,
                     struct view_case_show *v)
{
    static const char *const shapes[NEED_STATES] = {[NEED_STATE_OPEN] = "attention",
                                                    [NEED_STATE_MET] = "done",
                                                    [NEED_STATE_UNMET] = "closed"};
    struct case_need_view *rows =
        arena_array(s->arena, struct case_need_view, p->needs.len + 1);
    const char *id = page_id(s, id_of(p->c.id));

    for (size_t i = 0; i < p->needs.len; i++) {
        const struct case_need *n = &p->needs.of[i];
        const char *need = page_id(s, id_of(n->id));

        rows[i] = (struct case_need_view){
            .name = word_need(s, n->word),
            .known = text_fill(s->arena, s->lang, "case.need_known", "known",
                               word_code(s, &known_by_codes, n->known_by), "day",
                               word_day(s, n->found_day), NULL),
            .state = text(s->lang, need_state_msgid(n->state)),
            .shape = shapes[n->state],
            .sealed = n->sealed,
            .may_send = n->state == NEED_STATE_OPEN && p->c.state != CASE_CLOSED,
            .services_url = url_of(s->arena, "/cases/%s/needs/%s/services", id, need),
            .started_url = url_of(s->arena, "/cases/%s/needs/%s/started", id, need),
        };
        add_referrals(s, p, n, &rows[i]);
    }
    v->needs = rows;
    v->needs_len = p->needs.len;
}

static const char *need_words(struct session *s, const struct case_page *p,
                              struct need_id id)
{
    for (size_t i = 0; i < p->needs.len; i++)
        if (id_same(id_of(p->needs.of[i].id), id_of(id)))
            return word_need(s, p->needs.of[i].word);
    return "";
}

static void add_scopes(struct session *s, const struct case_page *p,
                       const struct consent *c, struct case_consent_view *v)
{
    struct scope_view *rows = arena_array(s->arena, struct scope_view, c->scopes_len + 1);

    for (size_t i = 0; i < c->scopes_len; i++)
        rows[i].label =
            text_fill(s->arena, s->lang,
                      c->scopes[i].contacts_owner ? "case.scope_owner" : "case.scope",
                      "need", need_words(s, p, c->scopes[i].need), "organization",
                      c->scopes[i].organization, NULL);
    v->scopes = rows;
    v->scopes_len = c->scopes_len;
}

static const char *consent_line(struct session *s, const struct consent *c, bool holds)
{
    const char *kind = text(s->lang, consent_kind_msgid(c->kind));

    if (c->withdrawn_at)
        return text_fill(s->arena, s->lang, "case.consent_withdrawn", "kind", kind,
                         "when", word_when(s, c->withdrawn_at), NULL);
    if (c->kind != CONSENT_FULL && c->kind != CONSENT_HUB)
        return kind;
    return text_fill(s->arena, s->lang,
                     holds ? "case.consent_holds" : "case.consent_over", "kind", kind,
                     "day", when_day(s->arena, s->lang, c->expires, WHEN_LONG), NULL);
}

static bool has_receipt(const struct case_page *p, const struct consent *c)
{
    for (size_t i = 0; i < p->receipts.len; i++)
        if (id_same(id_of(p->receipts.of[i].consent), id_of(c->id)))
            return true;
    return false;
}

static struct case_consent_view consent_view(struct session *s, const struct case_page *p,
                                             const struct consent *c)
{
    bool holds = consent_holds(c->expires, c->withdrawn_at, p->today);
    bool ending = consent_is_ending(c->expires, c->withdrawn_at, p->today);
    const char *parts[] = {word_when(s, c->at), word_code(s, &lang_codes, c->lang),
                           word_code(s, &consent_method_codes, c->method)};
    struct case_consent_view v = {
        .line = consent_line(s, c, holds),
        .shape = c->withdrawn_at ? "closed" : (holds ? (ending ? "late" : "done") : ""),
        .ending = c->kind == CONSENT_FULL && ending,
        .detail = word_join(s, parts, 3, " · "),
        .may_withdraw =
            (c->kind == CONSENT_FULL || c->kind == CONSENT_HUB) && !c->withdrawn_at,
        .withdraw_url = url_of(s->arena, "/cases/%s/consent/%s/withdraw",
                               page_id(s, id_of(p->c.id)), page_id(s, id_of(c->id))),
        .has_receipt = has_receipt(p, c),
        .receipt_url = url_of(s->arena, "/cases/%s/consent/%s/receipt",
                              page_id(s, id_of(p->c.id)), page_id(s, id_of(c->id))),
    };

    if (v.may_withdraw)
        v.code = withdraw_code(s->keys, c->id, s->arena);
    add_scopes(s, p, c, &v);
    return v;
}

void case_part_consents(struct session *s, const struct case_page *p,
                        struct view_case_show *v)
{
    struct case_consent_view *rows =
        arena_array(s->arena, struct case_consent_view, p->consents.len + 1);

    for (size_t i = 0; i < p->consents.len; i++)
        rows[i] = consent_view(s, p, &p->consents.of[i]);
    v->consents = rows;
    v->consents_len = p->consents.len;
}

static const char *section_title(struct session *s, const struct history_finding *f)
{
    const struct edition *e = edition_named(f->library);
    const struct section *of = e ? section_find(e, f->code) : NULL;

    return of ? title_in(of->titles, s->lang) : "";
}

struct case_finding_view case_finding(struct session *s, const struct history_finding *f)
{
    const char *title[] = {f->code, section_title(s, f)};
    const char *detail[3];
    size_t n = 0;

    if (f->unit[0])
        detail[n++] = text_fill(s->arena, s->lang, "case.unit", "unit", f->unit, NULL);
    detail[n++] = word_code(s, &place_codes, f->place);
    if (day_is_set(f->correct_by))
        detail[n++] = text_fill(s->arena, s->lang, "case.correct_by", "day",
                                word_day(s, f->correct_by), NULL);
    return (struct case_finding_view){
        .title = word_join(s, title, title[1][0] ? 2 : 1, " "),
        .detail = word_join(s, detail, n, " · "),
        .note = f->note,
        .endangering = f->endangering,
    };
}

/* A day that is over was planned, and is so no longer. */
static const char *planned_words(struct session *s, struct day day)
{
    if (day.n >= zone_day(s->zone, s->now).n)
        return text(s->lang, "inspection_state.planned");
    return text_fill(s->arena, s->lang, "desk.was_planned", "day",
                     when_day(s->arena, s->lang, day, WHEN_SHORT), NULL);
}

static struct case_visit_view visit_view(struct session *s, const struct history_visit *h)
{
    char count[24], open[24];

    snprintf(count, sizeof count, "%lld", (long long)h->findings);
    snprintf(open, sizeof open, "%lld", (long long)h->open);
    return (struct case_visit_view){
        .day = when_day(s->arena, s->lang, h->day, WHEN_LONG),
        .kind = word_code(s, &inspection_kind_codes, h->kind),
        .unit = h->unit[0]
                    ? text_fill(s->arena, s->lang, "case.unit", "unit", h->unit, NULL)
                    : NULL,
        .detail = str_same(h->state, "planned")
                      ? planned_words(s, h->day)
                      : text_fill(s->arena, s->lang, "case.visit_line", "n", count,
                                  "open", open, NULL),
    };
}

void case_part_property(struct session *s, const struct case_page *p,
                        struct view_case_show *v)
{
    const struct history *h = &p->history;
    struct case_finding_view *findings =
        arena_array(s->arena, struct case_finding_view, h->findings_len + 1);
    struct case_visit_view *visits =
        arena_array(s->arena, struct case_visit_view, h->visits_len + 1);

    for (size_t i = 0; i < h->findings_len; i++)
        findings[i] = case_finding(s, &h->findings[i]);
    for (size_t i = 0; i < h->visits_len; i++)
        visits[i] = visit_view(s, &h->visits[i]);
    v->property = h->address      ? h->address
                  : p->in_program ? text(s->lang, "case.property_kept")
                                  : text(s->lang, "case.property_unknown");
    if (h->address && h->year_built != INT_NONE) {
        char year[24];

        snprintf(year, sizeof year, "%lld", (long long)h->year_built);
        v->property = text_fill(s->arena, s->lang, "case.property_built", "address",
                                h->address, "year", year, NULL);
    }
    v->findings = findings;
    v->findings_len = h->findings_len;
    v->findings_count = (int64_t)h->findings_len;
    v->visits = visits;
    v->visits_len = h->visits_len;
}
