/* rounds.c -- see rounds.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/rounds.h"

#include "app/ageing_app.h"
#include "app/anchor.h"
#include "app/disposal_app.h"
#include "app/erase_settle.h"
#include "app/escalation_app.h"
#include "app/home_visit_app.h"
#include "app/mandated_app.h"
#include "app/record_night.h"
#include "app/rekey_app.h"
#include "app/monthly_app.h"
#include "app/retention_app.h"
#include "app/taker_app.h"
#include "app/weekly_app.h"
#include "base/clock.h"
#include "base/key_ring.h"
#include "base/log.h"
#include "core/str.h"

#define MINUTE_US INT64_C(60000000)

const struct round_kind round_kinds[] = {
    {"escalation", STORE_CARE, escalation_due, escalation_round},
    {"mandated", STORE_CARE, mandated_due, mandated_remind},
    {"visit", STORE_CARE, home_visit_alarm_due, home_visit_alarm_round},
    {"weekly", STORE_CARE, weekly_round_due, weekly_round},
    {"ageing", STORE_CARE, ageing_round_due, ageing_round},
    {"takers", STORE_CARE, taker_round_due, taker_round},
    {"record", STORE_CARE, record_night_due, record_night},
    {"monthly", STORE_CARE, monthly_round_due, monthly_round},
    {"anchor", STORE_REGISTRY, anchor_due, anchor_nothing},
    {"erase", STORE_CARE, erase_round, anchor_nothing},
    {"keys", STORE_CARE, rekey_round, anchor_nothing},
    {"retention", STORE_CARE, retention_round_due, retention_round},
    {"disposal", STORE_REGISTRY, disposal_mail_due, disposal_mail},
    {"photo-end", STORE_PHOTOS, photo_end_due, photo_end},
    {"photo-ended", STORE_ENFORCEMENT, photo_ended_due, photo_ended},
    {"disposal-log", STORE_REGISTRY, disposal_log_due, disposal_log_emptied},
};
const size_t round_kinds_len = COUNT(round_kinds);

const struct round_kind *round_named(const char *name)
{
    for (size_t i = 0; i < round_kinds_len; i++)
        if (str_same(round_kinds[i].name, name))
            return &round_kinds[i];
    return NULL;
}

static struct session session_of(const struct rounds_config *c, struct arena *a,
                                 int64_t now)
{
    return (struct session){
        .city = c->city,
        .city_name = c->city_name,
        .lang = c->lang != NULL ? c->lang : "en",
        .now = now,
        .zone = c->zone,
        .arena = a,
        .keys = c->keys,
        .papers = c->papers,
        .practice = c->practice,
        .public_url = c->public_url,
        .site = {.record = c->record, .anchor = c->anchor, .ledger = c->ledger},
        .stores = c->stores,
    };
}

struct turn {
    const struct rounds_config *config;
    const struct round_kind *kind;
    int64_t now;
    struct arena arena; /* of the look, whose finding is the change's input */
    void *found;
};

static struct err in_job(struct db *db, struct arena *a, void *ctx)
{
    const struct turn *t = ctx;
    struct session s = session_of(t->config, a, t->now);
    void *out;

    s.writes = t->config->stores->of[t->kind->store];
    s.db[t->kind->store] = db;
    struct err e = t->kind->act(&s, t->found, &out);
    session_close(&s);
    return e;
}

static struct err look(struct turn *t, bool *due)
{
    struct session s = session_of(t->config, &t->arena, t->now);
    struct err e = t->kind->due(&s, NULL, &t->found);

    *due = e.kind == OK && *(bool *)t->found;
    session_close(&s);
    return e;
}

static void turn_end(struct turn *t)
{
    arena_free(&t->arena);
}

struct err round_run(const struct rounds_config *c, const struct round_kind *k,
                     int64_t now)
{
    struct turn t CLEANUP(turn_end) = {.config = c, .kind = k, .now = now};
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
        if (e.kind != OK && !care_is_closed(r->config->keys))
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
