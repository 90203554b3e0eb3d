/* rounds.c -- see rounds.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/rounds.h"

#include "app/escalation_app.h"
#include "app/home_visit_app.h"
#include "app/mandated_app.h"
#include "base/clock.h"
#include "base/log.h"

#define MINUTE_US INT64_C(60000000)

const struct round_kind round_kinds[] = {
    {"escalation", STORE_CARE, escalation_due, escalation_round},
    {"mandated", STORE_CARE, mandated_due, mandated_remind},
    {"visit", STORE_CARE, home_visit_alarm_due, home_visit_alarm_round},
};
const size_t round_kinds_len = COUNT(round_kinds);

static struct session session_of(const struct rounds_config *c, struct arena *a,
                                 int64_t now)
{
    return (struct session){
        .city = c->city,
        .city_name = c->city_name,
        .lang = "en",
        .now = now,
        .zone = c->zone,
        .arena = a,
        .keys = c->keys,
        .public_url = c->public_url,
        .stores = c->stores,
    };
}

struct turn {
    const struct rounds_config *config;
    const struct round_kind *kind;
    int64_t now;
};

static struct err in_job(struct db *db, struct arena *a, void *ctx)
{
    const struct turn *t = ctx;
    struct session s = session_of(t->config, a, t->now);
    void *out;

    s.writes = t->config->stores->of[t->kind->store];
    s.db[t->kind->store] = db;
    struct err e = t->kind->act(&s, NULL, &out);
    session_close(&s);
    return e;
}

static struct err look(const struct turn *t, bool *due)
{
    struct arena a CLEANUP(arena_free) = {0};
    struct session s = session_of(t->config, &a, t->now);
    void *out = NULL;
    struct err e = t->kind->due(&s, NULL, &out);

    *due = e.kind == OK && *(bool *)out;
    session_close(&s);
    return e;
}

struct err round_run(const struct rounds_config *c, const struct round_kind *k,
                     int64_t now)
{
    struct turn t = {c, k, now};
    struct job job = {.city = c->city, .act = in_job, .ctx = &t};
    bool due;

    TRY(look(&t, &due));
    if (!due)
        return ok();
    struct err e = store_run(c->stores->of[k->store], &job);
    arena_free(&job.arena);
    return e;
}

static void tick(void *ctx)
{
    struct rounds *r = ctx;

    for (size_t i = 0; i < round_kinds_len; i++) {
        struct err e = round_run(r->config, &round_kinds[i], clock_ms());
        if (e.kind != OK)
            log_warn("round.failed", log_code("round", round_kinds[i].name), log_err(e));
    }
}

struct err rounds_start(struct rounds *r, const struct rounds_config *config)
{
    r->config = config;
    return ticker_start(&r->ticker, tick, r, MINUTE_US)
               ? ok()
               : failed(ERR_BROKEN, "error.broken");
}

void rounds_stop(struct rounds *r)
{
    ticker_stop(&r->ticker);
}
