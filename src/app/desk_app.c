/* desk_app.c -- see desk_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/desk_app.h"

#include "app/casework.h"
#include "store/queries_enforcement.h"

#define LATE_MAX 200
#define BACK_DAYS 60 /* older plans are history */

static struct err load_queue(struct session *s, struct db *db, struct desk_page *p)
{
    struct q_calendar_queue_in in = {{p->today.n - BACK_DAYS}};
    struct q_calendar_queue_out *r;

    TRY(db_many(db, &q_calendar_queue, &in, &r, &p->queue_len, s->arena));
    struct week_visit *to = arena_array(s->arena, struct week_visit, p->queue_len + 1);
    for (size_t i = 0; i < p->queue_len; i++)
        to[i] = (struct week_visit){.id = r[i].id,
                                    .day = r[i].planned_day,
                                    .kind = r[i].kind,
                                    .number = r[i].number,
                                    .street = r[i].street,
                                    .unit = r[i].unit};
    p->queue = to;
    return ok();
}

static struct err load_again(struct session *s, struct db *db, struct desk_page *p)
{
    struct q_calendar_late_in in = {p->today, {p->today.n - BACK_DAYS}};
    struct q_calendar_late_out *r;

    TRY(db_many(db, &q_calendar_late, &in, &r, &p->again_len, s->arena));
    struct week_visit *to = arena_array(s->arena, struct week_visit, p->again_len + 1);
    for (size_t i = 0; i < p->again_len; i++)
        to[i] = (struct week_visit){.id = r[i].id,
                                    .inspector = r[i].inspector,
                                    .day = r[i].planned_day,
                                    .number = r[i].number,
                                    .street = r[i].street,
                                    .unit = r[i].unit};
    p->again = to;
    return ok();
}

/* Added up by week, of the whole city. */
static struct err load_weeks(struct session *s, struct db *db, struct desk_page *p)
{
    struct day monday = {p->today.n - day_weekday(p->today)};
    struct q_calendar_cards_in in = {{monday.n - 7 * (DESK_WEEKS - 1)}, p->today};
    struct q_calendar_cards_out *r;
    size_t len;

    TRY(db_many(db, &q_calendar_cards, &in, &r, &len, s->arena));
    for (int w = 0; w < DESK_WEEKS; w++)
        p->weeks[w].monday.n = monday.n - 7 * w;
    for (size_t i = 0; i < len; i++) {
        int back = (monday.n + 6 - r[i].day.n) / 7;
        struct desk_week *w = &p->weeks[back];

        require(back >= 0 && back < DESK_WEEKS);
        w->visits += r[i].visits;
        w->cards += r[i].cards;
        w->cards_known += r[i].cards_known;
    }
    return ok();
}

static struct err count_asks(struct session *s, struct db *db, struct desk_page *p)
{
    struct q_more_time_waiting_out *rows;

    return db_many(db, &q_more_time_waiting, NULL, &rows, &p->asks, s->arena);
}

struct err desk_view(struct session *s, const void *in, void **out)
{
    struct desk_page *p = arena_new(s->arena, struct desk_page);
    struct db *db, *registry;
    void *requests;

    TRY(hide(policy_check(&s->actor, ACT_PLAN_MANAGE, NULL)));
    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    p->today = session_today(s);
    TRY(request_list(s, in, &requests));
    p->requests = requests;
    TRY(staff_all(registry, s->arena, &p->everybody));
    TRY(violations_late(s, db, LATE_MAX, &p->late, &p->late_len));
    TRY(load_queue(s, db, p));
    TRY(load_again(s, db, p));
    TRY(load_weeks(s, db, p));
    TRY(count_asks(s, db, p));
    p->phones = status_one(s, "status.name_phones");
    *out = p;
    return ok();
}
