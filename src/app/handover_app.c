/* handover_app.c -- see handover_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/handover_app.h"

#include "app/need_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/consent.h"
#include "domain/paper.h"

#include <stdio.h>
#include <string.h>

struct page {
    struct session *s;
    const char *lang;
    struct build b;
};

static void put(struct page *p, enum paper_mark mark, const char *msg)
{
    paper_put(&p->b, mark, text(p->lang, msg));
}

static void pair(struct page *p, const char *label, const char *value)
{
    if (value && value[0])
        paper_cells(&p->b, PAPER_PAIR, text(p->lang, label), value, NULL);
}

static void begin(struct page *p, const char *title)
{
    char day[DAY_TEXT];

    day_format(session_today(p->s), day);
    paper_put(&p->b, PAPER_LANG, p->lang);
    put(p, PAPER_TITLE, title);
    paper_put(&p->b, PAPER_AUTHOR, p->s->city_name);
    paper_put(&p->b, PAPER_DAY, day);
    if (p->s->practice)
        put(p, PAPER_STAMP, "connect.paper_practice");
    put(p, PAPER_FOOT, "connect.paper_foot");
    put(p, PAPER_PAGES, "connect.paper_pages");
    paper_put(&p->b, PAPER_HEAD, p->s->city_name);
    put(p, PAPER_H1, title);
}

static const char *word(const struct page *p, const struct codes *list, const char *of)
{
    int at = codes_find(list, of);

    return at < 0 ? of : text(p->lang, list->list[at].msgid);
}

static const char *need_word(const struct page *p, const char *need)
{
    return word(p, codes_find(&need_codes, need) >= 0 ? &need_codes : &sealed_class_codes,
                need);
}

static const char *place(const struct page *p, const struct disclosed *d)
{
    size_t size = strlen(d->address) + (d->unit ? strlen(d->unit) : 0) + 4;
    char *out = arena_alloc(p->s->arena, size);

    snprintf(out, size, d->unit ? "%s, %s" : "%s", d->address, d->unit);
    return out;
}

/* Exactly what the review screen showed, and no more. */
static void put_told(struct page *p, const struct disclosed *d)
{
    put(p, PAPER_H2, "connect.paper_who");
    pair(p, "agency.need", need_word(p, d->need));
    pair(p, "agency.speaks", d->lang ? word(p, &lang_codes, d->lang) : NULL);
    pair(p, "agency.area", d->neighbourhood);
    pair(p, "agency.name", d->name);
    pair(p, "agency.phone", d->phone);
    pair(p, "agency.address", d->address ? place(p, d) : NULL);
    pair(p, "agency.knock", d->knock);
    if (d->phone && str_same(d->message_ok, "no"))
        put(p, PAPER_NOTE, "agency.message_no");
}

/* The consent's own scope, and where the law wants it, its notice. */
static void put_scope(struct page *p, const struct connect_page *c,
                      const struct consent *consent)
{
    put(p, PAPER_H2, "connect.paper_consent");
    paper_put(&p->b, PAPER_P,
              text_fill(p->s->arena, p->lang, "connect.paper_scope", "need",
                        need_word(p, c->told.need), "organization",
                        c->service.organization_name, "day",
                        when_day(p->s->arena, p->lang, consent->expires, WHEN_LONG),
                        NULL));
    if (str_same(c->told.need, need_name(NEED_SUBSTANCE_USE)))
        put(p, PAPER_NOTE, "connect.part2");
}

static void put_answer(struct page *p, const struct connect_page *c)
{
    const char *ref = subject_text(p->s, "r", id_of(c->referral.id));

    put(p, PAPER_H2, "connect.paper_answer");
    paper_put(&p->b, PAPER_P,
              text_fill(p->s->arena, p->lang, "connect.paper_reply", "who",
                        p->s->actor.name, "day",
                        when_day(p->s->arena, p->lang, c->referral.reply_by, WHEN_LONG),
                        "reference", ref + strlen(ref) - 8, NULL));
    paper_cells(&p->b, PAPER_TICK, text(p->lang, "connect.paper_ticks"),
                text(p->lang, "agency.accept"), text(p->lang, "agency.cannot"),
                text(p->lang, "agency.wait"), NULL);
    put(p, PAPER_WRITE, "connect.paper_by");
}

static struct document *finish(struct page *p, const char *file_name)
{
    struct document *d = arena_new(p->s->arena, struct document);
    const char *paper = build_done(&p->b);

    d->paper = (struct bytes){(const uint8_t *)paper, p->b.len};
    d->file_name = file_name;
    return d;
}

struct err handover_request(struct session *s, const void *input, void **out)
{
    const struct handover_in *in = input;
    const struct connect_page *c;
    struct page p = {.s = s, .b = {.arena = s->arena}};
    struct consent consent;
    struct db *db;
    void *view;

    TRY(connect_view(s, &in->of, &view));
    c = view;
    if (c->referral.way != WAY_PRINT)
        return failed(ERR_CONFLICT, "connect.not_this_way");
    struct subject on = {.assigned = c->c.owner, .consented = c->consented};
    TRY(hide(policy_check(&s->actor, ACT_REFERRAL_SEND, &on)));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(consent_load(db, c->referral.consent, s->arena, &consent));
    session_seen(s, "referral", id_of(c->referral.id));
    p.lang =
        c->service.lang && text_lang(c->service.lang) ? text_lang(c->service.lang) : "en";
    begin(&p, "agency.title");
    pair(&p, "agency.service", c->service.name);
    put_told(&p, &c->told);
    put_scope(&p, c, &consent);
    if (!c->service.aggregate_only)
        put_answer(&p, c);
    *out = finish(&p, "request.pdf");
    return ok();
}

static const char *season(const struct page *p, const struct service *of)
{
    const char *from = of->season_from, *to = of->season_to;
    struct day day[2];
    char text[2][DAY_TEXT + 8];

    if (!from || !to)
        return NULL;
    for (int i = 0; i < 2; i++) {
        day_format(session_today(p->s), text[i]);
        memcpy(text[i] + 5, i ? to : from, 5);
        if (!day_parse(text[i], DAY_TEXT - 1, &day[i]))
            return NULL;
    }
    return text_fill(p->s->arena, p->lang, "connect.season", "from",
                     when_day(p->s->arena, p->lang, day[0], WHEN_SHORT), "to",
                     when_day(p->s->arena, p->lang, day[1], WHEN_SHORT), NULL);
}

static bool wants(const char *list, const char *of)
{
    size_t len = strlen(of);

    for (; list && *list; list = strchr(list, ';') ? strchr(list, ';') + 1 : "")
        if (strncmp(list, of, len) == 0 && (list[len] == ';' || list[len] == '\0'))
            return true;
    return false;
}

struct err handover_papers(struct session *s, const void *input, void **out)
{
    const struct handover_in *in = input;
    struct page p = {.s = s,
                     .lang = in->lang == LANGS ? s->lang : lang_name(in->lang),
                     .b = {.arena = s->arena}};
    const struct connect_page *c;
    void *view;

    TRY(connect_view(s, &in->of, &view));
    c = view;
    begin(&p, "connect.list_title");
    paper_put(&p.b, PAPER_P, c->service.name);
    const char *when = season(&p, &c->service);
    if (when)
        paper_put(&p.b, PAPER_P, when);
    put(&p, PAPER_H2, "connect.list_bring");
    for (int proof = 0; proof < PROOFS; proof++)
        if (wants(c->service.proofs, proof_name((enum proof)proof)))
            paper_put(&p.b, PAPER_ITEM, text(p.lang, proof_msgid((enum proof)proof)));
    put(&p, PAPER_P, "connect.list_missing");
    *out = finish(&p, "papers.pdf");
    return ok();
}
