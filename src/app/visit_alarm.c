/* visit_alarm.c -- who went to a home alone and is not back when they said: the others
 * are told, without a word of where or why.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/home_visit_app.h"

#include "app/calendar.h"
#include "app/mail_app.h"
#include "store/block_store.h"

#include <stdio.h>

struct alarm {
    const struct mail_config *c;
    int64_t now;
};

static struct err tell(struct session *s, struct db *db, const struct home_visit *v,
                       const struct staff_person *to)
{
    char id[ID_TEXT], event[80];

    id_format(v->id, id);
    snprintf(event, sizeof event, "visit:%s:%lld", id, (long long)v->expected_at);
    struct mail m = {.event = event,
                     .recipient = to->email,
                     .template = "visit-overdue",
                     .lang = to->lang ? to->lang : "en",
                     .args = "{}"};
    return mail_put(s, db, &m);
}

/* The care-leads, but not the one who is missed, nor one from whom the case is closed. */
static struct err tell_leads(struct session *s, struct db *db, const struct home_visit *v)
{
    struct staff leads;
    struct db *registry;
    bool closed;

    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_with_role(registry, role_name(ROLE_CARE_LEAD), s->arena, &leads));
    for (size_t i = 0; i < leads.len; i++) {
        const struct staff_person *to = &leads.of[i];

        TRY(block_stands(db, v->casefile, to->id, &closed));
        if (!closed && !id_same(id_of(to->id), id_of(v->visitor)))
            TRY(tell(s, db, v, to));
    }
    return ok();
}

static struct err alarm_one(struct session *s, struct db *db, struct home_visit *v)
{
    struct staff_person on_call = {.lang = "en"};

    TRY(tell_leads(s, db, v));
    TRY(setting_get(s, "on_call_email", NULL, &on_call.email));
    if (on_call.email != NULL && on_call.email[0] != '\0')
        TRY(tell(s, db, v, &on_call));
    v->alarmed_at = s->now;
    v->rev++;
    db_audit(db, &(struct audit){.actor = session_actor(s),
                                 .act = "visit.alarm",
                                 .subject = subject_text(s, "visit", v->id)});
    return home_visit_alarmed(db, v);
}

static struct err alarm_job(struct db *db, struct arena *a, void *ctx)
{
    const struct alarm *alarm = ctx;
    struct session s = {
        .city = alarm->c->city,
        .city_name = alarm->c->city_name,
        .lang = "en",
        .now = alarm->now,
        .arena = a,
        .keys = alarm->c->keys,
        .writes = alarm->c->stores->of[STORE_CARE],
        .stores = alarm->c->stores,
    };
    struct home_visits late;
    struct err e;

    s.db[STORE_CARE] = db;
    e = home_visits_alarming(db, alarm->now - HOME_VISIT_GRACE_MS, a, &late);
    for (size_t i = 0; e.kind == OK && i < late.len; i++)
        if (home_visit_alarms(late.of[i].state, late.of[i].expected_at, 0, s.now))
            e = alarm_one(&s, db, &late.of[i]);
    session_close(&s);
    return e;
}

static void free_job(struct job *job)
{
    arena_free(&job->arena);
}

struct err home_visit_sweep(const struct mail_config *c, int64_t now)
{
    struct arena a CLEANUP(arena_free) = {0};
    struct db *db CLEANUP(store_read_end) = NULL;
    struct alarm alarm = {c, now};
    struct job job CLEANUP(free_job) = {.city = c->city, .act = alarm_job, .ctx = &alarm};
    struct home_visits late;

    TRY(store_read_begin(c->stores->of[STORE_CARE], c->city, &db));
    TRY(home_visits_alarming(db, now - HOME_VISIT_GRACE_MS, &a, &late));
    if (late.len == 0)
        return ok();
    return store_run(c->stores->of[STORE_CARE], &job);
}
