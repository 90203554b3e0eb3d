/* report_app.c -- see report_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/report_app.h"

#include "app/casework.h"

struct err report_count(struct db *care, struct db *enforcement, struct arena *a,
                        struct report *r)
{
    TRY(report_cases(care, &r->period, &r->e));
    return report_visits(enforcement, a, &r->period, &r->e.visits);
}

static struct err count(struct session *s, const struct report_in *in, void **out)
{
    struct report *r = arena_new(s->arena, struct report);
    struct period p = in->period;
    struct db *care, *enforcement;

    if (!day_is_set(p.first))
        p = period_year_to_date(session_today(s));
    r->period = (struct report_period){p.first, p.last, s->now};
    TRY(session_db(s, STORE_CARE, &care));
    TRY(session_db(s, STORE_ENFORCEMENT, &enforcement));
    TRY(report_count(care, enforcement, s->arena, r));
    *out = r;
    return ok();
}

struct err report_city(struct session *s, const void *in, void **out)
{
    TRY(hide(policy_check(&s->actor, ACT_REPORT_PUBLIC, NULL)));
    return count(s, in, out);
}

struct err report_evaluation(struct session *s, const void *in, void **out)
{
    TRY(hide(policy_check(&s->actor, ACT_REPORT_INTERNAL, NULL)));
    return count(s, in, out);
}
