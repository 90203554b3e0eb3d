/* privacy_app.c -- see privacy_app.h; the SQL is in sql/care/privacy.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/privacy_app.h"

#include "app/calendar.h"
#include "app/glass_app.h"
#include "store/queries_care.h"

struct err privacy_view(struct session *s, const void *in, void **out)
{
    struct privacy_waits *p = arena_new(s->arena, struct privacy_waits);
    struct q_privacy_waits_in ask = {s->actor.user, s->now - GLASS_LISTED_MS,
                                     session_today(s)};
    struct q_privacy_waits_out row;
    struct holidays free_days = holidays_near(s);
    struct db *db;

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_SEEN_VIEW, &(struct subject){0})));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(db_one(db, &q_privacy_waits, &ask, &row, s->arena));
    *p = (struct privacy_waits){.glasses = row.glasses,
                                .demands = row.demands,
                                .reads = row.reads,
                                .blocks = row.blocks,
                                .look_by = DAY_NONE,
                                .today = ask.day};
    if (row.glasses > 0)
        p->look_by =
            day_add_business(zone_day(s->zone, row.first), GLASS_REVIEW_DAYS, &free_days);
    *out = p;
    return ok();
}
