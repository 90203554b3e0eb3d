/* withdraw_pages.c -- see withdraw_pages.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/withdraw_pages.h"

#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/connect_words.h"
#include "web/layout.h"
#include "web/link_page.h"
#include "web/views_withdraw.h"

#include <string.h>

#define ALL "all"

READ(phone_stop_read)
{
    struct phone_stop_in *p = arena_new(rq->arena, struct phone_stop_in);
    const char *which = req_form(rq, "consent");
    struct id id, consent;

    TRY(param_id(rq, 0, &id));
    p->casefile = id_to(casefile, id);
    p->proved =
        (enum proved)form_code(rq, "proved", &proved_codes, "withdraw.proved_missing");
    if (id_parse(which, strlen(which), &consent))
        p->consent = id_to(consent, consent);
    else if (!str_same(which, ALL))
        req_fault(rq, "consent", "withdraw.which_missing");
    *in = p;
    return form_check(rq);
}

READ(notice_read)
{
    struct notice_in *n = arena_new(rq->arena, struct notice_in);
    struct id id, referral;

    TRY(param_id(rq, 0, &id));
    TRY(param_id(rq, 1, &referral));
    n->casefile = id_to(casefile, id);
    n->referral = id_to(referral, referral);
    n->told_by = form_text(rq, "told_by", LIMIT_NAME);
    if (n->told_by == NULL)
        req_fault(rq, "told_by", "case.told_by_missing");
    *in = n;
    return form_check(rq);
}

SHOW(to_sharing)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/cases/%s/sharing", rq->param[0]);
    return ok();
}

SHOW(to_sharing_or_today)
{
    if (!str_same(req_form(rq, "from"), "today"))
        return to_sharing(rq, s, in, out);
    resp_see_other(rq, "/cases");
    return ok();
}

/* ---- the page of a case's sharing ---- */

static const char *filled(struct session *s, const char *msg, const char *name,
                          const char *value)
{
    return text_fill(s->arena, s->lang, msg, name, value, NULL);
}

static const char *notice_state(struct session *s, const struct stop_notice *n)
{
    if (n->said_at != 0 && n->told_by != NULL)
        return text_fill(s->arena, s->lang, "withdraw.said_by", "when",
                         word_when(s, n->said_at), "who", n->told_by, NULL);
    if (n->said_at != 0)
        return filled(s, "withdraw.said", "when", word_when(s, n->said_at));
    if (n->way == NOTICE_MAIL)
        return filled(s, "withdraw.waits", "day", word_day(s, n->due));
    return text(s->lang, notice_way_msgid(n->way));
}

static const char *notice_shape(const struct session *s, const struct stop_notice *n)
{
    if (n->said_at != 0)
        return "done";
    if (notice_is_task(n->way, n->due, false, zone_day(s->zone, s->now)))
        return n->way == NOTICE_PHONE ? "attention" : "late";
    return n->way == NOTICE_NONE ? "closed" : "sending";
}

static void fill_notices(struct session *s, const struct sharing_page *p,
                         struct view_withdraw_sharing *v)
{
    const char *id = page_id(s, id_of(p->c.id));
    struct notice_view *rows =
        arena_array(s->arena, struct notice_view, p->notices.len + 1);

    for (size_t i = 0; i < p->notices.len; i++) {
        const struct stop_notice *n = &p->notices.of[i];
        const char *referral = page_id(s, id_of(n->referral));

        rows[i] = (struct notice_view){
            .told_url = url_of(s->arena, "/cases/%s/sharing/%s/told", id, referral),
            .organization = n->organization,
            .phone = n->phone,
            .state = notice_state(s, n),
            .shape = notice_shape(s, n),
            .rid = referral,
            .may_tell = n->said_at == 0 && n->way != NOTICE_NONE,
        };
    }
    v->notices = rows;
    v->notices_len = p->notices.len;
}

/* `with`: the sentence that names the agencies of a full consent. */
static const char *consent_words(struct session *s, const struct consent *c,
                                 const char *with)
{
    const char **to = arena_array(s->arena, const char *, c->scopes_len + 1);
    size_t n = 0;

    if (c->kind != CONSENT_FULL)
        return text(s->lang, consent_kind_msgid(c->kind));
    for (size_t i = 0; i < c->scopes_len; i++)
        if (n == 0 || !str_same(to[n - 1], c->scopes[i].organization))
            to[n++] = c->scopes[i].organization;
    return filled(s, with, "who", word_join(s, to, n, ", "));
}

/* "All of it", and each consent that stands. */
static void fill_which(struct req *rq, struct session *s, const struct sharing_page *p,
                       struct view_withdraw_sharing *v)
{
    const char *chosen = shown(rq, "consent", ALL);
    struct option_view *rows =
        arena_array(s->arena, struct option_view, p->consents.len + 2);
    size_t n = 0;

    rows[n++] = (struct option_view){.value = ALL,
                                     .label = text(s->lang, "withdraw.all"),
                                     .on = str_same(chosen, ALL)};
    for (size_t i = 0; i < p->consents.len; i++) {
        const struct consent *c = &p->consents.of[i];
        const char *id = page_id(s, id_of(c->id));

        if (c->withdrawn_at != 0)
            continue;
        v->may_stop = true;
        if (c->kind == CONSENT_FULL)
            rows[n++] =
                (struct option_view){.value = id,
                                     .label = consent_words(s, c, "withdraw.only_with"),
                                     .on = str_same(chosen, id)};
    }
    v->which = rows;
    v->which_len = n;
}

static const struct consent *consent_of(const struct sharing_page *p,
                                        struct consent_id id)
{
    for (size_t i = 0; i < p->consents.len; i++)
        if (id_same(id_of(p->consents.of[i].id), id_of(id)))
            return &p->consents.of[i];
    return NULL;
}

/* More than one ended with this stop, and none stood after it. */
static bool was_all(const struct sharing_page *p, int64_t at)
{
    size_t ended = 0;

    for (size_t i = 0; i < p->consents.len; i++) {
        const struct consent *c = &p->consents.of[i];

        if (c->at <= at && (c->withdrawn_at == 0 || c->withdrawn_at > at))
            return false;
        ended += c->withdrawn_at == at;
    }
    return ended > 1;
}

static const char *stopped_what(struct session *s, const struct sharing_page *p,
                                const struct withdrawal *w)
{
    const struct consent *c = consent_of(p, w->consent);

    if (was_all(p, w->at))
        return text(s->lang, "withdraw.all");
    return c ? consent_words(s, c, "withdraw.with") : "";
}

/* What was stopped, how, and who heard it; all of it at once is one line. */
static void fill_stopped(struct session *s, const struct sharing_page *p,
                         struct view_withdraw_sharing *v)
{
    struct fact_view *rows =
        arena_array(s->arena, struct fact_view, p->withdrawals.len + 1);

    for (size_t i = 0; i < p->withdrawals.len; i++) {
        const struct withdrawal *w = &p->withdrawals.of[i];
        const char *parts[4] = {word_when(s, w->at),
                                text(s->lang, stop_way_msgid(w->way))};
        size_t n = 2;

        if (i > 0 && w[-1].at == w->at && was_all(p, w->at))
            continue;
        if (w->proved_by != NULL)
            parts[n++] = word_code(s, &proved_codes, w->proved_by);
        if (staff_name(&p->staff, w->taken_by) != NULL)
            parts[n++] = staff_name(&p->staff, w->taken_by);
        rows[v->stopped_len++] =
            (struct fact_view){stopped_what(s, p, w), word_join(s, parts, n, " · ")};
    }
    v->stopped = rows;
}

/* Who was told something, and how that stands; nobody asks only once it is stopped. */
static void fill_shared(struct session *s, const struct sharing_page *p,
                        struct view_withdraw_sharing *v)
{
    struct fact_view *rows =
        arena_array(s->arena, struct fact_view, p->referrals.len + 1);

    for (size_t i = 0; i < p->referrals.len; i++) {
        const struct referral *r = &p->referrals.of[i];
        const char *how[] = {word_when(s, r->sent_at), word_referral(s, r)};

        rows[i] = (struct fact_view){r->organization_name,
                                     word_join(s, how, COUNT(how), " · ")};
    }
    v->shared = rows;
    v->shared_len = p->referrals.len;
}

static void fill_receipts(struct session *s, const struct sharing_page *p,
                          struct view_withdraw_sharing *v)
{
    struct receipt_link_view *rows =
        arena_array(s->arena, struct receipt_link_view, p->receipts.len + 1);

    for (size_t i = 0; i < p->receipts.len; i++) {
        const struct receipt *r = &p->receipts.of[i];

        rows[i] = (struct receipt_link_view){
            .url = url_of(s->arena, "/cases/%s/consent/%s/receipt%s",
                          page_id(s, id_of(p->c.id)), page_id(s, id_of(r->consent)),
                          r->event == RECEIPT_WITHDRAWN ? "" : "?of=yes"),
            .what =
                text(s->lang, r->event == RECEIPT_WITHDRAWN ? "withdraw.receipt_last"
                                                            : "withdraw.receipt_first"),
            .when = word_when(s, r->at),
        };
    }
    v->receipts = rows;
    v->receipts_len = p->receipts.len;
}

/* The words prove nothing where no card is known. */
static void fill_proofs(struct req *rq, struct session *s,
                        struct view_withdraw_sharing *v)
{
    struct options_view proofs = options_of(s, &proved_codes, shown(rq, "proved", NULL));

    v->proofs = proofs.of;
    v->proofs_len = proofs.len;
    if (v->word == NULL) {
        v->proofs += PROVED_CALLED_BACK;
        v->proofs_len -= PROVED_CALLED_BACK;
    }
}

SHOW(sharing_show)
{
    const struct sharing_page *p = out;
    const char *id = page_id(s, id_of(p->c.id));
    struct view_withdraw_sharing v = {
        .csrf = csrf_input(s),
        .url = url_of(s->arena, "/cases/%s", id),
        .stop_url = url_of(s->arena, "/cases/%s/sharing/stop", id),
        .name = word_name(s, &p->c.person, p->c.kind),
        .word = word_card(s, &p->c.person),
        .proved_fault = fault_text(rq, s, "proved"),
        .consent_fault = fault_text(rq, s, "consent"),
    };

    (void)in;
    fill_proofs(rq, s, &v);
    fill_which(rq, s, p, &v);
    fill_shared(s, p, &v);
    fill_notices(s, p, &v);
    fill_stopped(s, p, &v);
    fill_receipts(s, p, &v);
    page_begin(rq, s, text(s->lang, "withdraw.title"));
    view_withdraw_sharing(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

const struct fact_view *stop_facts(struct session *s, const struct stop_notices *n)
{
    struct fact_view *rows = arena_array(s->arena, struct fact_view, n->len + 1);

    for (size_t i = 0; i < n->len; i++)
        rows[i] = (struct fact_view){n->of[i].organization, notice_state(s, &n->of[i])};
    return rows;
}

const struct today_row_view *stop_views(struct session *s, const struct stop_notices *n)
{
    struct today_row_view *v = arena_array(s->arena, struct today_row_view, n->len + 1);

    for (size_t i = 0; i < n->len; i++) {
        const struct stop_notice *of = &n->of[i];
        const char *id = page_id(s, id_of(of->casefile));
        struct case_person who = {.name = of->name};

        v[i] = (struct today_row_view){
            .url = url_of(s->arena, "/cases/%s/sharing", id),
            .done_url = url_of(s->arena, "/cases/%s/sharing/%s/told", id,
                               page_id(s, id_of(of->referral))),
            .name = word_name(s, &who, CASE_KIND_REQUEST),
            .organization = of->organization,
            .state = notice_state(s, of),
            .shape = notice_shape(s, of),
        };
    }
    return v;
}

/* ---- the agency's page ---- */

SHOW(stopped_landing_show)
{
    (void)in, (void)out;
    if (link_said(rq))
        link_speak(rq, s, NULL);
    return link_landing(
        rq, s,
        &(struct link_landing){text(s->lang, "withdraw.agency_title"),
                               link_said(rq) ? text(s->lang, "withdraw.agency_thanks")
                                             : NULL,
                               {"/stopped/open"}});
}

READ(stopped_read)
{
    struct stopped_in *a = arena_new(rq->arena, struct stopped_in);

    a->token = link_secret(rq);
    *in = a;
    return ok();
}

const char *word_taken_back(struct session *s, const struct stop_notice *n)
{
    const char *id = page_id(s, id_of(n->referral));

    return text_fill(s->arena, s->lang, "withdraw.agency_lede", "city", s->city_name,
                     "reference", id + ID_TEXT - 1 - 8, "day",
                     when_day(s->arena, s->lang, zone_day(s->zone, n->at), WHEN_FULL),
                     NULL);
}

SHOW(stopped_said)
{
    const struct stop_notice *n = &((const struct stopped_page *)out)->notice;

    (void)in;
    link_speak(rq, s, n->lang);
    resp_see_other(rq, "/stopped?%s&said=yes", link_lang(s));
    return ok();
}

SHOW(stopped_show)
{
    const struct stop_notice *n = &((const struct stopped_page *)out)->notice;

    (void)in;
    link_speak(rq, s, n->lang);
    struct options_view langs = link_langs(s);
    struct view_withdraw_stopped v = {
        .csrf = csrf_input(s),
        .token = link_secret(rq),
        .lang = s->lang,
        .lede = word_taken_back(s, n),
        .thanks = n->said_at ? text(s->lang, "withdraw.agency_thanks") : NULL,
        .langs = langs.of,
        .langs_len = langs.len,
    };

    page_begin(rq, s, text(s->lang, "withdraw.agency_title"));
    view_withdraw_stopped(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
