/* visit_alarm.c -- who went to a home alone and is not back when they said: the others
 * are told, without a word of where or why.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/home_visit_app.h"

#include "app/staff_mail.h"

#include <stdio.h>

/* The care-leads, but not the one who is missed, nor one from whom the case is closed;
 * and the city's on-call. */
static struct err alarm_one(struct session *s, struct db *db, struct home_visit *v)
{
    char id[ID_TEXT], event[80];
    struct staff_mail m = {.event = event,
                           .template = "visit-overdue",
                           .about = v->casefile,
                           .but = v->visitor};

    id_format(v->id, id);
    snprintf(event, sizeof event, "visit:%s:%lld", id, (long long)v->expected_at);
    TRY(staff_mail_role(s, db, ROLE_CARE_LEAD, &m, NULL));
    TRY(staff_mail_on_call(s, db, &m, NULL));
    v->alarmed_at = s->now;
    v->rev++;
    db_audit(db, &(struct audit){.actor = session_actor(s),
                                 .act = "visit.alarm",
                                 .subject = subject_text(s, "visit", v->id)});
    return home_visit_alarmed(db, v);
}

static struct err find_late(struct session *s, struct db **db, struct home_visits *out)
{
    TRY(session_db(s, STORE_CARE, db));
    return home_visits_alarming(*db, s->now - HOME_VISIT_GRACE_MS, s->arena, out);
}

struct err home_visit_alarm_due(struct session *s, const void *in, void **out)
{
    bool *due = arena_new(s->arena, bool);
    struct home_visits late;
    struct db *db;

    (void)in;
    TRY(find_late(s, &db, &late));
    *due = late.len > 0;
    *out = due;
    return ok();
}

struct err home_visit_alarm_round(struct session *s, const void *in, void **out)
{
    struct home_visits late;
    struct db *db;

    (void)in, (void)out;
    TRY(find_late(s, &db, &late));
    for (size_t i = 0; i < late.len; i++)
        if (home_visit_alarms(late.of[i].state, late.of[i].expected_at, 0, s->now))
            TRY(alarm_one(s, db, &late.of[i]));
    return ok();
}
