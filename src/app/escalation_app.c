/* escalation_app.c -- see escalation_app.h; the SQL is in sql/care/escalation.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/escalation_app.h"

#include "app/calendar.h"
#include "app/staff_mail.h"
#include "core/str.h"
#include "domain/consent.h"
#include "store/queries_care.h"
#include "store/today_store.h"

enum { AWAY_DAYS = 190 };

/* What is due of one waiting request, as rungs. */
static bool is_due(const struct session *s, const struct calendar *c,
                   const struct q_escalation_waiting_out *w, enum rung r)
{
    const int64_t done[RUNGS] = {w->delegate_at, w->lead_at, w->on_call_at};
    enum urgency u;

    return done[r] == 0 && urgency_parse(w->urgency, &u) &&
           rung_at(c, u, w->acknowledge_by, r) <= s->now;
}

struct waiting {
    struct calendar calendar;
    struct q_escalation_waiting_out *of;
    size_t len;
};

static struct err load(struct session *s, struct waiting *w)
{
    struct day today = session_today(s);
    struct q_escalation_waiting_in now = {s->now, today, consent_latest(today)};
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    TRY(db_many(db, &q_escalation_waiting, &now, &w->of, &w->len, s->arena));
    return w->len > 0 ? calendar_load(s, &w->calendar) : ok();
}

struct err escalation_due(struct session *s, const void *in, void **out)
{
    bool *due = arena_new(s->arena, bool);
    struct waiting w;

    (void)in;
    TRY(load(s, &w));
    for (size_t i = 0; i < w.len; i++)
        for (enum rung r = RUNG_DELEGATE; r < RUNGS; r++)
            *due = *due || is_due(s, &w.calendar, &w.of[i], r);
    *out = due;
    return ok();
}

/* Whom a rung tells. */
static struct err tell_rung(struct session *s, struct db *db, enum rung r,
                            const struct staff_mail *m, int64_t *told)
{
    static const enum role roles[] = {ROLE_CASE_MANAGER, ROLE_CARE_LEAD};

    return r == RUNG_ON_CALL ? staff_mail_on_call(s, db, m, told)
                             : staff_mail_role(s, db, roles[r], m, told);
}

static struct err tell(struct session *s, struct db *db,
                       const struct q_escalation_waiting_out *w, enum rung r)
{
    const char *rung = rung_codes.list[r].word;
    struct staff_mail m = {.event = subject_text(s, rung, id_of(w->id)),
                           .template = "request-waits",
                           .about = w->id};
    int64_t told = 0;

    TRY(tell_rung(s, db, r, &m, &told));
    db_audit(db, &(struct audit){.actor = session_actor(s),
                                 .act = "request.escalate",
                                 .subject = subject_text(s, "casefile", id_of(w->id)),
                                 .detail = rung});
    struct q_escalation_add_in row = {w->id, rung, s->now, told};
    return db_exec(db, &q_escalation_add, &row);
}

struct err escalation_round(struct session *s, const void *in, void **out)
{
    struct waiting w;
    struct db *db;

    (void)in, (void)out;
    TRY(load(s, &w));
    TRY(session_db(s, STORE_CARE, &db));
    for (size_t i = 0; i < w.len; i++)
        for (enum rung r = RUNG_DELEGATE; r < RUNGS; r++)
            if (is_due(s, &w.calendar, &w.of[i], r))
                TRY(tell(s, db, &w.of[i], r));
    return ok();
}

struct err escalation_log(struct db *db, struct casefile_id id, struct arena *a,
                          struct escalated out[RUNGS], size_t *len)
{
    struct q_escalation_of_in in = {id};
    struct q_escalation_of_out *rows;
    size_t n;

    *len = 0;
    TRY(db_many(db, &q_escalation_of, &in, &rows, &n, a));
    for (size_t i = 0; i < n; i++) {
        int rung = codes_find(&rung_codes, rows[i].rung);

        if (rung >= 0)
            out[(*len)++] = (struct escalated){(enum rung)rung, rows[i].at, rows[i].told};
    }
    return ok();
}

static struct err begin(struct session *s, struct db **db)
{
    TRY(hide(policy_check(&s->actor, ACT_CASE_LIST, NULL)));
    return session_db(s, STORE_CARE, db);
}

static struct err load_lent(struct session *s, struct db *db, struct away_page *p)
{
    struct q_lent_out_in me = {s->actor.user};
    struct q_lent_out_out *rows;

    TRY(db_many(db, &q_lent_out, &me, &rows, &p->lent_len, s->arena));
    p->lent = arena_array(s->arena, struct lent, p->lent_len + 1);
    for (size_t i = 0; i < p->lent_len; i++)
        p->lent[i] = (struct lent){rows[i].owner, rows[i].stand_in, rows[i].until_day,
                                   rows[i].cases};
    return ok();
}

struct err away_view(struct session *s, const void *in, void **out)
{
    struct away_page *p = arena_new(s->arena, struct away_page);
    struct db *db, *registry;

    (void)in;
    TRY(begin(s, &db));
    p->today = session_today(s);
    TRY(today_open_count(db, s->actor.user, &p->open));
    TRY(load_lent(s, db, p));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->everybody));
    TRY(staff_with_role(registry, role_name(ROLE_CASE_MANAGER), s->arena, &p->managers));
    *out = p;
    return ok();
}

static struct err check(struct session *s, const struct away_in *a)
{
    struct staff managers;
    struct db *registry;
    struct day today = session_today(s);
    bool known = false;

    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_with_role(registry, role_name(ROLE_CASE_MANAGER), s->arena, &managers));
    for (size_t i = 0; i < managers.len; i++)
        known = known || id_same(id_of(managers.of[i].id), id_of(a->stand_in));
    if (!known || id_same(id_of(a->stand_in), id_of(s->actor.user)))
        session_fault(s, "stand_in", "away.who");
    if (!day_is_set(a->until) || a->until.n < today.n || a->until.n > today.n + AWAY_DAYS)
        session_fault(s, "until", "away.until_bad");
    return s->faults.len ? failed(ERR_INVALID, "errors.form") : ok();
}

static void write_down(struct session *s, struct db *db, const char *act)
{
    db_audit(db,
             &(struct audit){.actor = session_actor(s),
                             .act = act,
                             .subject = subject_text(s, "user", id_of(s->actor.user))});
}

struct err away_begin(struct session *s, const void *in, void **out)
{
    const struct away_in *a = in;
    struct db *db;

    (void)out;
    TRY(begin(s, &db));
    TRY(check(s, a));
    write_down(s, db, "away.begin");
    TRY(db_exec(db, &q_lent_add,
                &(struct q_lent_add_in){s->actor.user, a->stand_in, a->until, s->now}));
    return db_exec(db, &q_lent_hand_over,
                   &(struct q_lent_hand_over_in){s->actor.user, a->stand_in, s->now});
}

struct err away_end(struct session *s, const void *in, void **out)
{
    struct db *db;

    (void)in, (void)out;
    TRY(begin(s, &db));
    write_down(s, db, "away.end");
    TRY(db_exec(db, &q_lent_take_back,
                &(struct q_lent_take_back_in){s->actor.user, s->now}));
    return db_exec(db, &q_lent_over, &(struct q_lent_over_in){s->actor.user});
}
