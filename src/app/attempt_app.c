/* attempt_app.c -- see attempt_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/attempt_app.h"

#include "store/attempt_store.h"

enum { NEXT_MOST_DAYS = 366, NOON = 12 * 60 };
#define MINUTE_MS INT64_C(60000)

/* The minute that was said, or now. */
static int64_t at_of(const struct session *s, const struct casework *w,
                     const struct attempt_in *in)
{
    int minute = clock_minute(in->time);
    int64_t at = minute < 0 ? s->now : zone_at_ms(s->zone, w->today, minute);

    if (in->days_ago > 0)
        return zone_at_ms(s->zone, w->today, NOON);

    return s->now - at < MINUTE_MS ? s->now : at;
}

static struct err add(struct session *s, struct casework *w, const struct attempt_in *in,
                      bool *added)
{
    struct attempt t = {
        .id = in->id,
        .casefile = in->casefile,
        .author = s->actor.user,
        .at = at_of(s, w, in),
        .day = w->today,
        .next_day = in->next_day,
        .channel = channel_name(in->channel),
        .outcome = outcome_name(in->outcome),
        .lang = in->lang,
        .interpreter = in->interpreter,
        .number = in->channel == CHANNEL_PHONE ? in->number : NULL,
        .note = in->note,
    };

    return attempt_add(w->db, &w->key, &t, s->arena, added);
}

/* What the person said of themselves replaces what the alert did not know. */
static struct err turn_into_case(struct session *s, struct casework *w,
                                 const struct attempt_in *in)
{
    if (w->c.kind != CASE_KIND_ALERT || !in->wants_help)
        return ok();
    if (!outcome_is_contact(in->outcome)) {
        session_fault(s, "outcome", "case.alert_needs_contact");
        return failed(ERR_INVALID, "case.alert_needs_contact");
    }
    w->c.kind = CASE_KIND_REQUEST;
    w->c.person.name = in->call_name;
    w->c.person.phone = in->phone;
    w->c.person.message_ok = in->message_ok ? "yes" : "no";
    casework_audit(s, w, "case.from_alert", NULL);
    return casefile_save_person(w->db, &w->key, &w->c, s->arena);
}

/* A slip of the pen must not put a household off for years. */
static struct err check_next(struct session *s, struct day next)
{
    int32_t days = next.n - session_today(s).n;

    if (!day_is_set(next) || (days >= 0 && days <= NEXT_MOST_DAYS))
        return ok();
    return session_refuse(s, "next_day", "errors.next_day");
}

/* What was tried is in the past. */
static struct err check_time(struct session *s, const struct casework *w,
                             const struct attempt_in *in)
{
    int minute = clock_minute(in->time);

    if (minute < 0 || zone_at_ms(s->zone, w->today, minute) <= s->now)
        return ok();
    return session_refuse(s, "time", "household.time_ahead");
}

struct err attempt_log(struct session *s, const void *input, void **out)
{
    const struct attempt_in *in = input;
    struct casework w;
    bool added;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    TRY(check_next(s, in->next_day));
    TRY(check_time(s, &w, in));
    w.today.n -= in->days_ago;
    TRY(add(s, &w, in, &added));
    if (!added)
        return ok(); /* the second click of two */
    TRY(casework_event(s, &w, outcome_event(in->outcome)));
    TRY(turn_into_case(s, &w, in));
    w.c.attempts++;
    w.c.next_day = in->next_day;
    if (w.c.lang == NULL)
        w.c.lang = in->lang;
    casework_audit(s, &w, "case.attempt", outcome_name(in->outcome));
    return casework_save(s, &w);
}
