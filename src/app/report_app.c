/* report_app.c -- see report_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/report_app.h"

#include "app/casework.h"
#include "store/feeling_store.h"
#include "store/measure_store.h"

struct err report_count(struct db *care, struct db *enforcement, struct arena *a,
                        struct report *r)
{
    TRY(report_cases(care, &r->period, &r->e));
    TRY(report_measures(care, &r->period, &r->e));
    TRY(report_feelings(care, &r->period, &r->e));
    return report_visits(enforcement, a, &r->period, &r->e.visits);
}

static struct err count(struct session *s, struct period p, int64_t as_of,
                        struct report *r)
{
    struct db *care, *enforcement;

    r->period = (struct report_period){p.first, p.last, as_of, s->zone};
    TRY(session_db(s, STORE_CARE, &care));
    TRY(session_db(s, STORE_ENFORCEMENT, &enforcement));
    return report_count(care, enforcement, s->arena, r);
}

struct err report_public(struct session *s, struct period p, struct report *r)
{
    r->e.without_alerts = true;
    return count(s, p, s->now, r);
}

struct err report_city(struct session *s, const void *input, void **out)
{
    const struct city_in *in = input;
    struct report *r = arena_new(s->arena, struct report);
    struct day sunday = period_week_end(session_today(s));
    int64_t monday = zone_start_ms(s->zone, (struct day){sunday.n + 1});

    TRY(hide(policy_check(&s->actor, ACT_REPORT_PUBLIC, NULL)));
    r->e.without_alerts = true;
    TRY(count(s, period_of(in->kind, sunday), monday - 1, r));
    *out = r;
    return ok();
}

struct err report_evaluation(struct session *s, const void *input, void **out)
{
    const struct report_in *in = input;
    struct report *r = arena_new(s->arena, struct report);
    bool given = day_is_set(in->period.first);

    TRY(hide(policy_check(&s->actor, ACT_REPORT_INTERNAL, NULL)));
    TRY(count(s, given ? in->period : period_year_to_date(session_today(s)), s->now, r));
    *out = r;
    return ok();
}
