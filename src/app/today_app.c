/* today_app.c -- see today_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/today_app.h"

#include "app/calendar.h"
#include "core/str.h"
#include "store/glass_store.h"
#include "domain/consent.h"
#include "app/goal_app.h"
#include "app/withdraw_app.h"

enum { FRESH_MAX = 50 };

static bool mine_or_free(const struct session *s, const struct case_line *c)
{
    return !id_is_set(id_of(c->owner)) || id_same(id_of(c->owner), id_of(s->actor.user));
}

/* What this person may see of a list; a care-lead sees all of it. */
static bool may_see(const struct session *s, const struct case_line *c)
{
    const struct subject on = {.assigned = c->owner};

    return policy_check(&s->actor, ACT_CASE_VIEW, &on).kind == OK;
}

static struct err push(struct session *s, struct db *db, struct today_cases *to,
                       const struct case_line *c)
{
    struct today_case *t = &to->of[to->len];

    t->line = *c;
    TRY(casefile_facts(db, FACT_CHOICE, c->id, s->arena, &t->choices));
    to->len++;
    return ok();
}

static void make_room(struct session *s, struct today_cases *c, size_t more)
{
    struct today_case *of = arena_array(s->arena, struct today_case, c->len + more + 1);

    for (size_t i = 0; i < c->len; i++)
        of[i] = c->of[i];
    c->of = of;
}

/* A state's cases of one urgency, each into the list it belongs to. */
static struct err add_state(struct session *s, struct db *db, struct today_page *p,
                            const struct today_query *q)
{
    struct case_lines rows;

    TRY(today_by_state(db, s->keys, q, s->arena, &rows));
    make_room(s, &p->crisis, rows.len);
    make_room(s, &p->fresh, rows.len);
    make_room(s, &p->alerts, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        const struct case_line *c = &rows.of[i];

        if (!may_see(s, c))
            continue;
        if (c->urgency == URGENCY_CRISIS)
            TRY(push(s, db, &p->crisis, c));
        else if (c->kind == CASE_KIND_ALERT)
            TRY(push(s, db, &p->alerts, c));
        else
            TRY(push(s, db, &p->fresh, c));
    }
    return ok();
}

/* A crisis stays on top until somebody spoke with the household; everything else leaves
 * the list of new ones once it is acknowledged. */
static struct err add_new(struct session *s, struct db *db, struct today_page *p)
{
    static const struct today_query lists[] = {
        {.state = CASE_SUBMITTED, .urgency = URGENCY_CRISIS, .most = FRESH_MAX},
        {.state = CASE_ACKNOWLEDGED, .urgency = URGENCY_CRISIS, .most = FRESH_MAX},
        {.state = CASE_ATTEMPTED, .urgency = URGENCY_CRISIS, .most = FRESH_MAX},
        {.state = CASE_SUBMITTED, .urgency = URGENCY_TODAY, .most = FRESH_MAX},
        {.state = CASE_SUBMITTED, .urgency = URGENCY_ROUTINE, .most = FRESH_MAX},
    };

    for (size_t i = 0; i < COUNT(lists); i++) {
        struct today_query q = lists[i];

        q.to = (struct today_for){s->actor.user, p->today};
        TRY(add_state(s, db, p, &q));
    }
    return ok();
}

static bool is_listed(const struct today_cases *c, struct casefile_id id)
{
    for (size_t i = 0; i < c->len; i++)
        if (id_same(id_of(c->of[i].line.id), id_of(id)))
            return true;
    return false;
}

static struct err add_owned(struct session *s, struct db *db, struct today_page *p,
                            struct case_lines *mine)
{
    const struct today_for me = {s->actor.user, p->today};
    struct case_lines due;

    TRY(today_due(db, s->keys, &me, s->arena, &due));
    TRY(today_owned(db, s->keys, &me, s->arena, mine));
    make_room(s, &p->due, due.len + mine->len);
    make_room(s, &p->mine, mine->len);
    for (size_t i = 0; i < due.len; i++)
        if (mine_or_free(s, &due.of[i]) && !is_listed(&p->crisis, due.of[i].id))
            TRY(push(s, db, &p->due, &due.of[i]));
    for (size_t i = 0; i < mine->len; i++) {
        const struct case_line *c = &mine->of[i];
        bool late = c->contact_by && c->contact_by < s->now &&
                    (c->state == CASE_ACKNOWLEDGED || c->state == CASE_ATTEMPTED);

        TRY(push(s, db, &p->mine, c));
        if (late && !is_listed(&p->due, c->id) && !is_listed(&p->crisis, c->id))
            TRY(push(s, db, &p->due, c));
    }
    return ok();
}

/* Rows of cases that this person may see. */
static void keep_seen(struct session *s, struct today_referrals *rows)
{
    size_t kept = 0;

    for (size_t i = 0; i < rows->len; i++) {
        const struct subject on = {.assigned = rows->of[i].owner};

        if (policy_check(&s->actor, ACT_CASE_VIEW, &on).kind != OK)
            continue;
        session_seen(s, "casefile", id_of(rows->of[i].casefile));
        rows->of[kept++] = rows->of[i];
    }
    rows->len = kept;
}

static struct err add_returned(struct session *s, struct db *db, struct today_page *p)
{
    size_t kept = 0;

    const struct today_for me = {s->actor.user, p->today};

    TRY(returned_list(db, s->keys, &me, s->arena, &p->returned));
    for (size_t i = 0; i < p->returned.len; i++) {
        const struct subject on = {.assigned = p->returned.of[i].owner};

        if (policy_check(&s->actor, ACT_CASE_VIEW, &on).kind != OK)
            continue;
        session_seen(s, "casefile", id_of(p->returned.of[i].casefile));
        p->returned.of[kept++] = p->returned.of[i];
    }
    p->returned.len = kept;
    return ok();
}

static struct err add_agencies(struct session *s, struct db *db, struct today_page *p)
{
    const struct today_for me = {s->actor.user, p->today};

    TRY(today_answers(db, s->keys, &me, s->arena, &p->answers));
    TRY(today_silent(db, s->keys, &me, s->arena, &p->silent));
    keep_seen(s, &p->answers);
    keep_seen(s, &p->silent);
    return add_returned(s, db, p);
}

static struct err add_visits(struct session *s, struct db *db, struct today_page *p)
{
    const struct today_for me = {s->actor.user, p->today};
    size_t kept = 0;

    TRY(home_visits_today(db, s->keys, &me, s->arena, &p->visits));
    for (size_t i = 0; i < p->visits.len; i++) {
        const struct home_visit *v = &p->visits.of[i];
        const struct subject on = {.assigned = v->owner};

        if (policy_check(&s->actor, ACT_CASE_VIEW, &on).kind != OK)
            continue;
        session_seen(s, "casefile", id_of(v->casefile));
        p->visits.of[kept++] = *v;
    }
    p->visits.len = kept;
    return ok();
}

static void mark_seen(struct session *s, const struct today_cases *c)
{
    for (size_t i = 0; i < c->len; i++)
        session_seen(s, "casefile", id_of(c->of[i].line.id));
}

static struct err capacity(struct session *s, int64_t *out)
{
    const char *words;

    TRY(setting_get(s, "caseload", CAPACITY_USUAL, &words));
    require(str_number(words, INT64_MAX, out));
    return ok();
}

struct err today_view(struct session *s, const void *in, void **out)
{
    const struct today_for me = {s->actor.user, session_today(s)};
    struct today_page *p = arena_new(s->arena, struct today_page);
    struct case_lines mine;
    struct db *db, *registry;

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_CASE_LIST, NULL)));
    TRY(session_db(s, STORE_CARE, &db));
    p->today = me.day;
    TRY(add_new(s, db, p));
    TRY(add_owned(s, db, p, &mine));
    TRY(home_news_of(s, &mine, &p->homes));
    TRY(add_agencies(s, db, p));
    TRY(add_visits(s, db, p));
    TRY(today_stopped(db, s->keys, &me, s->arena, &p->stopped));
    TRY(told_today(s, db, &p->told));
    TRY(notices_today(s, db, &p->stops));
    TRY(consent_ending(db, s->keys,
                       &(struct ending_query){
                           s->actor.user, p->today, {p->today.n + CONSENT_DAYS_ENDING}},
                       s->arena, &p->ending));
    TRY(today_faults(db, s->keys, s->arena, &p->faults, &p->faults_len));
    TRY(glass_unnoted(db, s->actor.user, &p->glass));
    TRY(outbox_waiting(db, s->arena, &p->mail));
    TRY(today_open_count(db, s->actor.user, &p->open));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(capacity(s, &p->capacity));
    TRY(staff_all(registry, s->arena, &p->staff));
    mark_seen(s, &p->crisis);
    mark_seen(s, &p->fresh);
    mark_seen(s, &p->due);
    mark_seen(s, &p->alerts);
    mark_seen(s, &p->mine);
    for (size_t i = 0; i < p->stopped.len; i++)
        session_seen(s, "casefile", id_of(p->stopped.of[i].id));
    for (size_t i = 0; i < p->ending.len; i++)
        session_seen(s, "casefile", id_of(p->ending.of[i].casefile));
    TRY(tasks_of_today(s, db, &p->tasks));
    *out = p;
    return ok();
}

struct err today_carry(struct session *s, const void *in, void **out)
{
    struct today_page *p = arena_new(s->arena, struct today_page);
    struct case_lines mine;
    struct db *db, *registry;

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_CASE_CARRY, NULL)));
    TRY(session_db(s, STORE_CARE, &db));
    p->today = session_today(s);
    TRY(add_new(s, db, p));
    TRY(add_owned(s, db, p, &mine));
    TRY(add_visits(s, db, p));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    mark_seen(s, &p->crisis);
    mark_seen(s, &p->fresh);
    mark_seen(s, &p->due);
    *out = p;
    return ok();
}

struct err today_mend(struct session *s, const void *in, void **out)
{
    const struct mend_in *mend = in;
    struct db *db;

    (void)out;
    TRY(hide(policy_check(&s->actor, ACT_CASE_LIST, NULL)));
    TRY(session_db(s, STORE_CARE, &db));
    db_audit(db, &(struct audit){.actor = session_actor(s),
                                 .act = "fault.mend",
                                 .subject = subject_text(s, "op", id_of(mend->id))});
    return today_fault_resolve(db, mend->id, s->now);
}
