/* visit_alarm.c -- who went to a home alone and is not back when they said: the others
 * are told, without a word of where or why.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/home_visit_app.h"

#include "app/calendar.h"
#include "app/mail_app.h"
#include "store/block_store.h"

#include <stdio.h>

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
