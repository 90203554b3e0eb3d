/* retention_app.c -- see retention_app.h; the SQL is in sql/care/retention.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/retention_app.h"

#include "app/staff_mail.h"
#include "store/queries_care.h"

struct due {
    struct day before;
    struct q_retention_due_out *of;
    size_t len;
};

static struct err find_due(struct session *s, struct db *db, int64_t most,
                           struct due *out)
{
    struct q_retention_due_in in = {.most = most};

    out->before = retention_before(RETENTION_CARE_CASE, session_today(s));
    in.before = out->before;
    return db_many(db, &q_retention_due, &in, (void *)&out->of, &out->len, s->arena);
}

static struct err read_done(struct session *s, struct db *db, struct retention_page *p)
{
    struct q_retention_run_list_out *rows;

    TRY(db_many(db, &q_retention_run_list, NULL, (void *)&rows, &p->done_len, s->arena));
    p->done = arena_array(s->arena, struct retention_done, p->done_len + 1);
    for (size_t i = 0; i < p->done_len; i++)
        p->done[i] = (struct retention_done){rows[i].before, rows[i].cases, rows[i].at,
                                             rows[i].by_whom};
    return ok();
}

struct err retention_view(struct session *s, const void *in, void **out)
{
    struct retention_page *p = arena_new(s->arena, struct retention_page);
    struct q_retention_held_out held;
    struct db *db, *registry;
    struct due due;

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_RESIDENT_ERASE, &(struct subject){0})));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(find_due(s, db, RETENTION_AT_ONCE, &due));
    TRY(db_one(db, &q_retention_held, &(struct q_retention_held_in){due.before}, &held,
               s->arena));
    p->before = due.before;
    p->due = due.len;
    p->held = held.n;
    p->first = due.len > 0 ? due.of[0].closed_day : DAY_NONE;
    p->last = due.len > 0 ? due.of[due.len - 1].closed_day : DAY_NONE;
    TRY(read_done(s, db, p));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    *out = p;
    return ok();
}

static struct err check(struct session *s, const struct retention_in *in,
                        const struct due *due)
{
    if (!in->sure)
        return session_refuse(s, "sure", "erase.say_sure");
    if (s->site.ledger == NULL)
        return failed(ERR_CONFLICT, "erase.no_ledger");
    if (in->before.n != due->before.n || in->due != (int64_t)due->len)
        return failed(ERR_CONFLICT, "erase.due_changed");
    return ok();
}

/* A case that its resident closed to this officer is left for another. */
static struct err destroy_due(struct session *s, const struct due *due, int64_t *n)
{
    *n = 0;
    for (size_t i = 0; i < due->len; i++) {
        struct casework w;
        struct err e = casework_begin(s, due->of[i].casefile, ACT_RESIDENT_ERASE, &w);

        if (e.kind == ERR_NOT_FOUND)
            continue;
        TRY(e);
        TRY(erase_decide(s, &w, ERASE_SCHEDULE));
        ++*n;
    }
    return ok();
}

struct err retention_approve(struct session *s, const void *input, void **out)
{
    const struct retention_in *in = input;
    struct q_retention_run_add_in run = {.id = in->id,
                                         .class =
                                             retention_classes[RETENTION_CARE_CASE].word,
                                         .before = in->before,
                                         .by_whom = s->actor.user,
                                         .at = s->now};
    struct q_retention_run_known_out known;
    struct due due;
    struct db *db;

    (void)out;
    TRY(hide(policy_check(&s->actor, ACT_RESIDENT_ERASE, &(struct subject){0})));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(db_one(db, &q_retention_run_known, &(struct q_retention_run_known_in){in->id},
               &known, s->arena));
    if (known.n > 0)
        return ok(); /* the second click of two */
    TRY(find_due(s, db, RETENTION_AT_ONCE, &due));
    TRY(check(s, in, &due));
    TRY(destroy_due(s, &due, &run.cases));
    db_audit(db, &(struct audit){session_actor(s), "retention.approve",
                                 subject_text(s, "retention", in->id), run.class});
    return db_exec(db, &q_retention_run_add, &run);
}

/* ---- the round ---- */

struct err retention_round_due(struct session *s, const void *in, void **out)
{
    struct q_retention_told_in event = {month_event(s, "retention")};
    struct q_retention_told_out told;
    bool *is_due = arena_new(s->arena, bool);
    struct due due = {0};
    struct db *db;

    (void)in;
    *out = is_due;
    TRY(session_db(s, STORE_CARE, &db));
    TRY(db_one(db, &q_retention_told, &event, &told, s->arena));
    if (told.n == 0)
        TRY(find_due(s, db, 1, &due));
    *is_due = due.len > 0;
    return ok();
}

struct err retention_round(struct session *s, const void *in, void **out)
{
    const struct staff_mail m = {.event = month_event(s, "retention"),
                                 .template = "schedule-due",
                                 .path = "/retention"};
    struct db *db;

    (void)in;
    *out = NULL;
    TRY(session_db(s, STORE_CARE, &db));
    return staff_mail_role(s, db, ROLE_PRIVACY, &m, NULL);
}
