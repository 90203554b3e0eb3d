/* monthly_app.c -- see monthly_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/monthly_app.h"

#include "app/calendar.h"
#include "app/casework.h"
#include "app/letter_app.h"
#include "app/mail_app.h"
#include "app/named_app.h"
#include "app/report_app.h"
#include "base/crypto.h"
#include "base/json.h"
#include "core/str.h"
#include "store/queries_care.h"
#include "wire/programme.h"

#include <string.h>

/* ---- what is set, and what comes next ---- */

static struct err told_get(struct db *db, struct arena *a, struct q_monthly_told_out *out)
{
    struct err e = db_one(db, &q_monthly_told, NULL, out, a);

    if (e.kind != ERR_NOT_FOUND)
        return e;
    *out = (struct q_monthly_told_out){MONTHLY_OFF, DAY_NONE};
    return ok();
}

static struct err recipients(struct session *s, struct monthly_plan *p)
{
    static const char *const names[MONTHLY_TO] = {"leader_email", "clerk_email"};
    const char *address;

    for (size_t i = 0; i < COUNT(names); i++) {
        TRY(setting_get(s, names[i], "", &address));
        bool twice = p->to_len > 0 && str_same(p->to[0], address);
        if (address[0] != '\0' && !twice)
            p->to[p->to_len++] = address;
    }
    return ok();
}

struct day monthly_day(const struct monthly_plan *p)
{
    int year, month, dom;

    if (p->on)
        return p->next;
    day_split(p->month, &year, &month, &dom);
    return month == 12 ? day_make(year + 1, 1, 1) : day_make(year, month + 1, 1);
}

static bool is_told(const struct monthly_plan *p, struct day month)
{
    return day_is_set(p->told) && p->told.n >= month.n;
}

/* While it is off, the month that runs is the next to be told. */
static void look_ahead(const struct session *s, struct monthly_plan *p)
{
    static const struct monthly usual = {1, 0};

    if (!p->on) {
        p->next = DAY_NONE;
        p->month = monthly_period(monthly_next(&usual, s->zone, s->now)).first;
        return;
    }
    p->next = monthly_due(&p->day, s->zone, s->now);
    p->waits = !p->fresh && !is_told(p, monthly_period(p->next).first);
    if (!p->waits)
        p->next = monthly_next(&p->day, s->zone, s->now);
    p->month = monthly_period(p->next).first;
}

struct err monthly_plan(struct session *s, struct monthly_plan *out)
{
    struct monthly_plan p = {0};
    struct q_monthly_told_out told;
    struct db *db;

    TRY(setting_get(s, "monthly", MONTHLY_OFF, &p.setting));
    p.on = monthly_parse(p.setting, &p.day);
    if (!p.on)
        p.setting = MONTHLY_OFF;
    TRY(recipients(s, &p));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(told_get(db, s->arena, &told));
    p.told = told.month;
    p.fresh = !str_same(told.setting, p.setting);
    look_ahead(s, &p);
    *out = p;
    return ok();
}

/* ---- what was learnt ---- */

static struct err learnt_get(struct db *db, struct arena *a, struct day month,
                             struct learnt *out)
{
    struct q_learnt_get_in in = {month};
    struct q_learnt_get_out row = {.words = ""};
    struct err e = db_one(db, &q_learnt_get, &in, &row, a);

    if (e.kind != OK && e.kind != ERR_NOT_FOUND)
        return e;
    *out = (struct learnt){row.words, row.released_at, row.rev};
    return ok();
}

struct err learnt_view(struct session *s, const void *in, void **out)
{
    struct learnt_page *p = arena_new(s->arena, struct learnt_page);
    struct db *db;

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_LEARNT_WRITE, NULL)));
    TRY(monthly_plan(s, &p->plan));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(learnt_get(db, s->arena, p->plan.month, &p->learnt));
    *out = p;
    return ok();
}

static void check(struct session *s, const struct learnt_in *f)
{
    const char *fault = learnt_fault(f->words);

    if (fault != NULL)
        session_fault(s, "words", fault);
    else if (f->words[0] == '\0')
        session_fault(s, "words", "errors.required");
    if (f->release && !f->sure)
        session_fault(s, "sure", "updates.learnt_unsure");
}

/* What of the text keeps it from being released. */
static struct err hold(struct session *s, const struct learnt_in *f,
                       struct learnt_page *p)
{
    if (!f->release)
        return ok();
    TRY(named_find(s, f->words, &p->named));
    if (named_beyond_doubt(&p->named) ||
        (p->named.len > 0 &&
         (f->meant == NULL || !str_same(f->meant, named_words(s->arena, &p->named)))))
        p->form = f;
    return ok();
}

struct err learnt_write(struct session *s, const void *in, void **out)
{
    const struct learnt_in *f = in;
    struct learnt_page *p = arena_new(s->arena, struct learnt_page);
    struct monthly_plan plan;
    char month[DAY_TEXT];
    struct db *db;

    *out = p;
    TRY(hide(policy_check(&s->actor, ACT_LEARNT_WRITE, NULL)));
    TRY(monthly_plan(s, &plan));
    if (f->month.n != plan.month.n)
        return failed(ERR_CONFLICT, "updates.learnt_gone");
    check(s, f);
    if (s->faults.len > 0)
        return failed(ERR_INVALID, "errors.form");
    TRY(hold(s, f, p));
    TRY(session_db(s, STORE_CARE, &db));
    day_format(f->month, month);
    db_audit(db, &(struct audit){session_actor(s),
                                 p->form != NULL ? "learnt.held"
                                 : f->release    ? "learnt.release"
                                                 : "learnt.draft",
                                 arena_copy(s->arena, month, strlen(month)), NULL});
    if (p->form != NULL) {
        p->plan = plan;
        return learnt_get(db, s->arena, plan.month, &p->learnt);
    }
    return db_exec(db, &q_learnt_put,
                   &(struct q_learnt_put_in){.month = f->month,
                                             .words = f->words,
                                             .released_at = f->release ? s->now : 0,
                                             .author = s->actor.user,
                                             .at = s->now,
                                             .rev = f->rev + 1});
}

/* ---- the page ---- */

struct err monthly_paper(struct session *s, struct day due, struct bytes *out)
{
    struct report *r = arena_new(s->arena, struct report);
    struct period month = monthly_period(due);
    const struct programme p = {s->arena, s->lang, &r->e};
    struct learnt learnt;
    struct db *db;

    TRY(report_public(s, month, r));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(learnt_get(db, s->arena, month.first, &learnt));
    *out = programme_page(&p, &(struct programme_month){
                                  .month = month.first,
                                  .made = due,
                                  .city = s->city_name,
                                  .practice = s->practice,
                                  .learnt = learnt.released_at ? learnt.words : NULL});
    return ok();
}

/* What one round found; `due` first, see rounds.h. */
struct page {
    bool due;
    struct monthly_plan plan;
    const char *args; /* of its letters; NULL: there is none to send */
};

const char *monthly_args(struct session *s, struct day month, const struct bytes *pdf)
{
    struct json_out o = {.arena = s->arena};
    char text[DAY_TEXT];

    day_format(month, text);
    json_map(&o, NULL);
    json_put_text(&o, "path", "/city?period=month");
    json_put_text(&o, "month", text);
    if (pdf != NULL)
        json_put_text(&o, "pdf", base64(s->arena, *pdf));
    json_end_map(&o);
    return json_done(&o);
}

/* The bytes as they will go, so that every try and every recipient gets the same. */
static struct err make(struct session *s, struct page *p)
{
    struct document d = {0};

    TRY(monthly_paper(s, p->plan.next, &d.paper));
    TRY(document_print(s, &d));
    p->args = monthly_args(s, p->plan.month, &d.pdf);
    return ok();
}

struct err monthly_round_due(struct session *s, const void *in, void **out)
{
    struct page *p = arena_new(s->arena, struct page);

    (void)in;
    TRY(monthly_plan(s, &p->plan));
    p->due = p->plan.fresh || p->plan.waits;
    *out = p;
    return p->plan.waits && p->plan.to_len > 0 ? make(s, p) : ok();
}

static struct day latest(struct day a, struct day b)
{
    return day_is_set(a) && a.n > b.n ? a : b;
}

/* The month that counts as told from here on: of a fresh setting the one that would have
 * been due before it. */
static struct day told_from_here(const struct session *s, const struct monthly_plan *p)
{
    if (p->waits)
        return p->month;
    return p->on ? latest(p->told,
                          monthly_period(monthly_due(&p->day, s->zone, s->now)).first)
                 : p->told;
}

struct err monthly_round(struct session *s, const void *in, void **out)
{
    const struct page *p = in;
    char event[32] = "month:";
    struct q_monthly_told_out told;
    struct db *db;

    (void)out;
    TRY(session_db(s, STORE_CARE, &db));
    TRY(told_get(db, s->arena, &told));
    if (told.month.n != p->plan.told.n)
        return ok(); /* another process was faster */
    struct q_monthly_tell_in tell = {p->plan.setting, told_from_here(s, &p->plan),
                                     s->now};
    TRY(db_exec(db, &q_monthly_tell, &tell));
    if (p->args == NULL)
        return ok();
    day_format(p->plan.month, event + strlen(event));
    for (size_t i = 0; i < p->plan.to_len; i++)
        TRY(mail_put(s, db,
                     &(struct mail){.event = event,
                                    .recipient = p->plan.to[i],
                                    .template = "monthly",
                                    .lang = s->lang,
                                    .args = p->args}));
    return ok();
}
