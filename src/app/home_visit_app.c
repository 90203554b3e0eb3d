/* home_visit_app.c -- see home_visit_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/home_visit_app.h"

#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/card_word.h"
#include "domain/paper.h"

enum { AHEAD_DAYS = 180 };
#define MINUTE_MS INT64_C(60000)

static struct err load(struct session *s, const struct casework *w,
                       const struct visit_ref *ref, struct home_visits *out)
{
    if (!id_is_set(ref->id))
        return home_visits(w->db, &w->key, ref->casefile, s->arena, out);
    *out = (struct home_visits){arena_array(s->arena, struct home_visit, 1), 1};
    out->of[0] = (struct home_visit){.id = ref->id, .casefile = ref->casefile};
    return home_visit_load(w->db, &w->key, out->of, s->arena);
}

struct err home_visit_view(struct session *s, const void *in, void **out)
{
    const struct visit_ref *ref = in;
    struct home_visit_page *p = arena_new(s->arena, struct home_visit_page);
    struct db *registry;
    struct casework w;

    TRY(casework_begin(s, ref->casefile, ACT_CASE_VIEW, &w));
    p->c = w.c;
    p->today = w.today;
    TRY(load(s, &w, ref, &p->visits));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    session_seen(s, "casefile", id_of(ref->casefile));
    *out = p;
    return ok();
}

/* ---- planning ---- */

static void check_when(struct session *s, const struct casework *w,
                       const struct plan_visit_in *in)
{
    int minute = clock_minute(in->time);

    if (!day_is_set(in->day))
        session_fault(s, "day", "home_visit.day_missing");
    else if (in->day.n < w->today.n || in->day.n > w->today.n + AHEAD_DAYS)
        session_fault(s, "day", "home_visit.day_out");
    if (minute < 0)
        session_fault(s, "time", "household.no_such_time");
    else if (contact_refusal(&w->c.person.rules, CHANNEL_VISIT, minute) != NULL)
        session_fault(s, "time", "home_visit.not_then");
}

static bool may_go(const struct session *s, const struct casework *w, struct user_id who)
{
    return id_same(id_of(who), id_of(s->actor.user)) ||
           (id_is_set(id_of(w->c.owner)) && id_same(id_of(who), id_of(w->c.owner)));
}

struct err home_visit_plan(struct session *s, const void *input, void **out)
{
    const struct plan_visit_in *in = input;
    struct casework w;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    struct user_id visitor = id_is_set(id_of(in->visitor)) ? in->visitor : s->actor.user;
    check_when(s, &w, in);
    if (!may_go(s, &w, visitor))
        session_fault(s, "visitor", "home_visit.who");
    if (w.c.left_alone)
        session_fault(s, "day", "home_visit.left_alone");
    if (s->faults.len > 0)
        return failed(ERR_INVALID, "errors.form");
    casework_audit(s, &w, "visit.plan", NULL);
    return home_visit_add(w.db, &w.key,
                          &(struct home_visit){.id = in->id,
                                               .casefile = in->casefile,
                                               .visitor = visitor,
                                               .author = s->actor.user,
                                               .day = in->day,
                                               .time = in->time,
                                               .joint = in->joint},
                          s->arena);
}

/* ---- going ---- */

static struct err come_in(struct session *s, const struct step_visit_in *in,
                          struct home_visit *v)
{
    if (in->minutes < HOME_VISIT_LEAST_MINUTES || in->minutes > HOME_VISIT_MOST_MINUTES)
        return session_refuse(s, "minutes", "home_visit.minutes");
    if (v->in_at == 0)
        v->in_at = s->now;
    v->expected_at = s->now + in->minutes * MINUTE_MS;
    v->alarmed_at = 0; /* another end, another alarm */
    return ok();
}

struct err home_visit_step(struct session *s, const void *input, void **out)
{
    static const char *const acts[HOME_VISIT_EVENTS] = {
        [HOME_VISIT_ON_IN] = "visit.in",
        [HOME_VISIT_ON_OUT] = "visit.out",
        [HOME_VISIT_ON_CANCEL] = "visit.cancel",
    };
    const struct step_visit_in *in = input;
    struct home_visit v = {.id = in->ref.id, .casefile = in->ref.casefile};
    enum home_visit_state was;
    struct casework w;

    (void)out;
    TRY(casework_begin(s, in->ref.casefile, ACT_CASE_WORK, &w));
    TRY(hide(home_visit_load(w.db, &w.key, &v, s->arena)));
    was = v.state;
    struct err e = home_visit_next(v.state, in->event, &v.state);
    if (e.kind != OK)
        session_fault(s, "", e.msg);
    TRY(e);
    if (in->event == HOME_VISIT_ON_IN)
        TRY(come_in(s, in, &v));
    else if (was == v.state)
        return ok(); /* the second click of two */
    if (in->event == HOME_VISIT_ON_OUT)
        v.out_at = s->now;
    v.rev++;
    casework_audit(s, &w, acts[in->event], NULL);
    return home_visit_save(w.db, &v);
}

/* ---- the sheet ---- */

static void pair(struct session *s, struct build *b, const char *msg, const char *value)
{
    if (value != NULL && value[0] != '\0')
        paper_cells(b, PAPER_PAIR, text(s->lang, msg), value, NULL);
}

static void closed_ways(struct session *s, struct build *b, const struct case_person *p)
{
    const struct contact_rules *r = &p->rules;

    if (!str_same(p->message_ok, "yes"))
        paper_put(b, PAPER_ITEM, text(s->lang, "case.message_no"));
    if (r->no_text)
        paper_put(b, PAPER_ITEM, text(s->lang, "household.closed_text"));
    if (r->no_email)
        paper_put(b, PAPER_ITEM, text(s->lang, "household.closed_email"));
    if (r->no_letter)
        paper_put(b, PAPER_ITEM, text(s->lang, "household.closed_letter"));
}

static void sheet_body(struct session *s, const struct casework *w,
                       const struct home_visit *v, struct build *b)
{
    const struct case_person *p = &w->c.person;
    char word[CARD_WORD_TEXT] = "";
    int at = codes_find(&lang_codes, w->c.lang);

    pair(s, b, "home_visit.sheet_when",
         when_instant(s->arena, s->lang, s->zone,
                      zone_at_ms(s->zone, v->day, clock_minute(v->time)), WHEN_LONG));
    pair(s, b, "home_visit.sheet_where", w->c.place.address);
    pair(s, b, "household.unit", w->c.place.unit);
    pair(s, b, "household.ask_for", p->rules.ask_for ? p->rules.ask_for : p->name);
    pair(s, b, "case.phone", p->phone);
    (void)card_word(p->card_code, word);
    pair(s, b, "household.card_word", word);
    pair(s, b, "case.knock", p->knock);
    pair(s, b, "household.contact_note", p->rules.note);
    pair(s, b, "case.speaks",
         at < 0 ? text(s->lang, "case.lang_unknown")
                : text(s->lang, lang_codes.list[at].msgid));
}

struct err home_visit_sheet(struct session *s, const void *in, void **out)
{
    const struct visit_ref *ref = in;
    struct document *d = arena_new(s->arena, struct document);
    struct build b = {.arena = s->arena};
    struct home_visits one;
    struct casework w;
    char day[DAY_TEXT];

    TRY(casework_begin(s, ref->casefile, ACT_CASE_VIEW, &w));
    TRY(hide(load(s, &w, ref, &one)));
    day_format(w.today, day);
    paper_put(&b, PAPER_LANG, s->lang);
    paper_put(&b, PAPER_TITLE, text(s->lang, "home_visit.sheet"));
    paper_put(&b, PAPER_AUTHOR, s->city_name);
    paper_put(&b, PAPER_DAY, day);
    if (s->practice)
        paper_put(&b, PAPER_STAMP, text(s->lang, "layout.practice"));
    paper_put(&b, PAPER_H1, text(s->lang, "home_visit.sheet"));
    sheet_body(s, &w, one.of, &b);
    closed_ways(s, &b, &w.c.person);
    d->paper = (struct bytes){(const uint8_t *)build_done(&b), b.len};
    d->file_name = "visit.pdf";
    session_seen(s, "casefile", id_of(ref->casefile));
    *out = d;
    return ok();
}
