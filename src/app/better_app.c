/* better_app.c -- see better_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/better_app.h"

#include "base/crypto.h"

struct err better_promise(struct session *s, struct casework *w)
{
    struct task t = {
        .id = id_mint(s->now),
        .casefile = w->c.id,
        .kind = TASK_BETTER,
        .at = s->now,
        .due_day = {w->today.n + care_policy_default.better_days},
    };
    bool added;

    return task_add(w->db, &w->key, &t, s->arena, &added);
}

/* The promised question that was not asked yet, or NULL. */
static struct err promised(struct session *s, const struct casework *w, struct task **out)
{
    struct tasks all;

    *out = NULL;
    TRY(task_list(w->db, &w->key, w->c.id, s->arena, &all));
    for (size_t i = 0; i < all.len; i++)
        if (all.of[i].kind == TASK_BETTER && all.of[i].done_at == 0)
            *out = &all.of[i];
    return ok();
}

static struct err end(struct session *s, const struct casework *w, struct task *t)
{
    t->done_at = s->now;
    t->done_by = s->actor.user;
    t->rev++;
    return task_save(w->db, t);
}

struct err better_cancel(struct session *s, struct casework *w)
{
    struct task *t;

    TRY(promised(s, w, &t));
    return t == NULL ? ok() : end(s, w, t);
}

struct err better_view(struct session *s, const void *in, void **out)
{
    const struct case_ref *ref = in;
    struct better_page *p = arena_new(s->arena, struct better_page);
    struct casework w;
    struct task *t;
    struct db *registry;

    TRY(casework_begin(s, ref->id, ACT_CASE_VIEW, &w));
    p->c = w.c;
    TRY(feeling_list(w.db, w.c.id, s->arena, &p->feelings));
    TRY(promised(s, &w, &t));
    p->due = t == NULL ? DAY_NONE : t->due_day;
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    session_seen(s, "casefile", id_of(ref->id));
    *out = p;
    return ok();
}

static struct err ask_again(struct session *s, const struct casework *w, struct task *t,
                            struct day again)
{
    int32_t days = again.n - w->today.n;

    if (days < 1 || days > TASK_MOST_DAYS)
        return session_refuse(s, "again", "plan.due_day");
    casework_audit(s, w, "case.better", "later");
    t->due_day = again;
    t->rev++;
    return task_save(w->db, t);
}

struct err better_record(struct session *s, const void *input, void **out)
{
    const struct better_in *in = input;
    struct casework w;
    struct task *t;
    bool added;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    if (!day_is_set(w.c.connected_day))
        return failed(ERR_CONFLICT, "better.not_connected");
    TRY(promised(s, &w, &t));
    if (t != NULL && in->feeling == FEELING_NO_ANSWER && day_is_set(in->again))
        return ask_again(s, &w, t, in->again);
    struct feeling_said f = {.id = in->id,
                             .casefile = in->casefile,
                             .author = s->actor.user,
                             .at = s->now,
                             .day = w.today,
                             .feeling = in->feeling};
    TRY(feeling_add(w.db, &f, &added));
    if (!added)
        return ok(); /* the second click of two */
    casework_audit(s, &w, "case.better", feeling_name(in->feeling));
    return t == NULL ? ok() : end(s, &w, t);
}

struct err casefile_reopen(struct session *s, const void *input, void **out)
{
    const struct reopen_in *in = input;
    struct casework w;
    bool added;

    (void)out;
    TRY(casework_begin(s, in->ref.id, ACT_CASE_WORK, &w));
    if (w.c.state != CASE_CLOSED)
        return ok(); /* the second click of two: the page shows that it is open */
    TRY(casework_same_rev(s, &w, in->ref.rev));
    struct case_note n = {.id = in->note_id,
                          .casefile = w.c.id,
                          .author = s->actor.user,
                          .at = s->now,
                          .note = in->note};
    TRY(casefile_uncount(w.db, &w.c));
    TRY(casework_event(s, &w, CASE_ON_REOPEN));
    w.c.closed_at = 0;
    w.c.closed_day = DAY_NONE;
    w.c.close_reason = NULL;
    TRY(note_add(w.db, &w.key, &n, s->arena, &added));
    casework_audit(s, &w, "case.reopen", NULL);
    return casework_save(s, &w);
}
