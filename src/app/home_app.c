/* home_app.c -- see home_app.h; the SQL is in sql/enforcement/home.sql and
 * sql/care/home.sql. SPDX-License-Identifier: Apache-2.0 */
#include "app/home_app.h"

#include "core/str.h"
#include "domain/address.h"
#include "store/queries_care.h"
#include "store/queries_enforcement.h"

#include <stdlib.h>
#include <string.h>

/* Of all cases together. */
struct look {
    struct session *s;
    struct q_home_noted_list_out *noted;
    size_t noted_len;
    struct home_news *of; /* one a case, in their order */
    struct home_watch *watch;
    size_t len;
};

static bool is_noted(const struct look *l, const struct home_event *e)
{
    for (size_t i = 0; i < l->noted_len; i++)
        if (id_same(id_of(l->noted[i].casefile), id_of(e->casefile)) &&
            id_same(l->noted[i].about, e->about) &&
            str_same(l->noted[i].kind, home_event_codes.list[e->kind].word))
            return true;
    return false;
}

/* For each case whose home it concerns. */
static void tell(struct look *l, const struct home_event *found,
                 struct property_id property, const char *unit)
{
    const char *key = address_unit(l->s->arena, unit);

    for (size_t i = 0; i < l->len; i++) {
        struct home_news *news = &l->of[i];
        const struct case_line *c = news->line;
        struct home_event e = *found;

        e.casefile = c->id;
        if (news->len < HOME_NOTED_MAX &&
            id_same(id_of(c->place.property), id_of(property)) &&
            home_concerns(&l->watch[i], e.kind, key, e.day) && !is_noted(l, &e))
            news->of[news->len++] = e;
    }
}

static void tell_visit(struct look *l, const struct q_home_visits_out *v)
{
    struct home_event e = {.about = id_of(v->id), .day = v->planned_day, .n = v->open};

    if (str_same(v->state, inspection_state_name(INSPECTION_PLANNED)))
        e.kind = HOME_AGAIN;
    else if (v->condemned > 0)
        e.kind = HOME_CONDEMNED;
    else if (v->open > 0)
        e.kind = HOME_ORDER;
    else
        return;
    tell(l, &e, v->property, v->unit);
}

static void tell_finding(struct look *l, const struct q_home_findings_out *f)
{
    bool corrected = str_same(f->state, finding_state_name(FINDING_CORRECTED));
    struct home_event e = {.kind = corrected ? HOME_CORRECTED : HOME_MISSED,
                           .about = id_of(f->id),
                           .code = f->code,
                           .day = corrected ? f->state_day : f->correct_by};

    tell(l, &e, f->property, f->unit);
}

/* The gravest first, then the newest. */
static int graver(const void *a, const void *b)
{
    const struct home_event *x = a, *y = b;

    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->day.n != y->day.n)
        return x->day.n > y->day.n ? -1 : 1;
    return memcmp(&x->about, &y->about, sizeof x->about);
}

static struct bytes properties_of(struct session *s, const struct case_lines *mine)
{
    unsigned char *ids = arena_alloc(s->arena, (mine->len + 1) * sizeof(struct id));
    size_t n = 0;

    for (size_t i = 0; i < mine->len; i++) {
        struct id id = id_of(mine->of[i].place.property);

        if (id_is_set(id))
            memcpy(ids + n++ * sizeof id, &id, sizeof id);
    }
    return (struct bytes){ids, n * sizeof(struct id)};
}

static int graver_home(const void *a, const void *b)
{
    const struct home_news *x = a, *y = b;

    return graver(&x->of[0], &y->of[0]);
}

/* Those with news, sorted. */
static void settle(struct look *l, struct home_list *out)
{
    *out = (struct home_list){l->of, 0};
    for (size_t i = 0; i < l->len; i++) {
        if (l->of[i].len == 0)
            continue;
        qsort(l->of[i].of, l->of[i].len, sizeof *l->of[i].of, graver);
        out->of[out->len++] = l->of[i];
    }
    qsort(out->of, out->len, sizeof *out->of, graver_home);
}

static void look_at(struct look *l, const struct case_lines *mine)
{
    l->of = arena_array(l->s->arena, struct home_news, mine->len + 1);
    l->watch = arena_array(l->s->arena, struct home_watch, mine->len + 1);
    l->len = mine->len;
    for (size_t i = 0; i < mine->len; i++) {
        const struct case_line *c = &mine->of[i];

        l->of[i] = (struct home_news){
            .line = c, .of = arena_array(l->s->arena, struct home_event, HOME_NOTED_MAX)};
        l->watch[i] = (struct home_watch){
            address_unit(l->s->arena, c->place.unit ? c->place.unit : ""),
            zone_day(l->s->zone, c->received_at)};
    }
}

struct err home_news_of(struct session *s, const struct case_lines *mine,
                        struct home_list *out)
{
    struct look l = {.s = s};
    struct day today = session_today(s), since = {today.n - HOME_BACK_DAYS};
    struct bytes ids = properties_of(s, mine);
    struct q_home_visits_out *visits;
    struct q_home_findings_out *findings;
    struct db *care, *enforcement;
    size_t n;

    look_at(&l, mine);
    TRY(session_db(s, STORE_CARE, &care));
    TRY(session_db(s, STORE_ENFORCEMENT, &enforcement));
    struct q_home_noted_list_in own = {s->actor.user};
    TRY(db_many(care, &q_home_noted_list, &own, &l.noted, &l.noted_len, s->arena));
    struct q_home_visits_in v = {ids, since, today, {today.n + HOME_AHEAD_DAYS}};
    TRY(db_many(enforcement, &q_home_visits, &v, &visits, &n, s->arena));
    for (size_t i = 0; i < n; i++)
        tell_visit(&l, &visits[i]);
    struct q_home_findings_in f = {ids, since, today};
    TRY(db_many(enforcement, &q_home_findings, &f, &findings, &n, s->arena));
    for (size_t i = 0; i < n; i++)
        tell_finding(&l, &findings[i]);
    settle(&l, out);
    return ok();
}

struct err home_noted(struct session *s, const void *in, void **out)
{
    const struct home_noted_in *n = in;
    struct casework w;

    (void)out;
    TRY(casework_begin(s, n->casefile, ACT_CASE_WORK, &w));
    casework_audit(s, &w, "home.noted", NULL);
    for (size_t i = 0; i < n->len; i++) {
        struct q_home_note_in row = {n->casefile,
                                     home_event_codes.list[n->seen[i].kind].word,
                                     n->seen[i].about, s->actor.user, s->now};
        TRY(db_exec(w.db, &q_home_note, &row));
    }
    return ok();
}
