/* demo_do.c -- people of the demonstration city doing things, at instants of the past.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/demo_world.h"

#include "app/sync_app.h"
#include "base/log.h"
#include "domain/address.h"
#include "store/property_store.h"
#include "wire/sync.h"

#include <stdlib.h>
#include <string.h>

const struct demo_person *demo_person(const struct demo *d, const char *role)
{
    for (size_t i = 0; i < d->people_len; i++)
        if (strcmp(d->people[i].role, role) == 0)
            return &d->people[i];
    die("a role of data/demo without a person");
    return NULL;
}

int64_t demo_at(const struct demo *d, int business_days_ago, const char *time)
{
    struct day day = d->today;
    int minute = atoi(time) * 60 + atoi(time + 3);

    while (business_days_ago > 0 || !day_is_business(day, &d->holidays)) {
        if (day.n == d->today.n && business_days_ago == 0)
            break; /* today may be a Sunday: what is new is new anyway */
        day.n--;
        if (day_is_business(day, &d->holidays))
            business_days_ago--;
    }
    int64_t at = zone_start_ms(&d->city->zone, day) + minute * INT64_C(60000);
    return at < d->now - 60000 ? at : d->now - 60000;
}

struct doing {
    struct demo *d;
    const struct demo_act *act;
};

static void fill_actor(struct actor *actor, const struct demo_person *who)
{
    if (who == NULL)
        return;
    actor->user = who->id;
    actor->roles = 1u << who->as;
    strncpy(actor->name, who->name, sizeof actor->name - 1);
}

static struct err act_in_job(struct db *db, struct arena *a, void *ctx)
{
    struct doing *doing = ctx;
    struct demo *d = doing->d;
    struct store *store = d->city->stores.of[doing->act->store];
    void *out = NULL;
    struct session s = {
        .city = d->city->code,
        .city_name = d->city->city.name,
        .practice = true,
        .lang = "en",
        .now = doing->act->at,
        .zone = &d->city->zone,
        .arena = a,
        .keys = d->city->keys,
        .public_url = d->public_url,
        .writes = store,
        .stores = &d->city->stores,
    };

    fill_actor(&s.actor, doing->act->who);
    s.db[doing->act->store] = db;
    struct err e = doing->act->act(&s, doing->act->in, &out);
    session_close(&s);
    for (size_t i = 0; i < s.faults.len; i++)
        log_warn("demo.fault", log_code("field", s.faults.of[i].field),
                 log_code("fault", s.faults.of[i].msg));
    return e;
}

struct err demo_do(struct demo *d, const struct demo_act *act)
{
    struct doing doing = {d, act};
    struct job job = {.city = d->city->code, .act = act_in_job, .ctx = &doing};
    struct err e = store_run(d->city->stores.of[act->store], &job);

    arena_free(&job.arena);
    return e;
}

static struct err upload(struct session *s, const void *in, void **out)
{
    const struct demo_upload *up = in;
    struct sync_request rq;
    struct sync_done done = {0};

    (void)out;
    TRY(sync_read(s->arena, up->body, strlen(up->body), &s->faults, &rq));
    done.results = arena_array(s->arena, struct sync_result, rq.ops_len);
    done.len = rq.ops_len;
    TRY(up->store == STORE_CARE ? sync_care(s, &rq, &done)
                                : sync_enforcement(s, &rq, &done));
    for (size_t i = 0; i < done.len; i++) {
        const struct sync_result *r = &done.results[i];

        if (r->status == SYNC_APPLIED)
            continue;
        for (size_t f = 0; r->faults != NULL && f < r->faults->len; f++)
            session_fault(s, r->faults->of[f].field, r->faults->of[f].msg);
        return failed(ERR_INVALID, r->msg != NULL ? r->msg : "errors.form");
    }
    return ok();
}

struct err demo_upload(struct demo *d, const struct demo_upload *up)
{
    return demo_do(d, &(struct demo_act){up->store, up->who, up->at, upload, up});
}

struct err demo_property(struct demo *d, const char *address, const char *unit,
                         struct property_id *out)
{
    struct db *db CLEANUP(store_read_end) = NULL;
    struct address_parts parts = {0};
    struct address at;
    struct property_match match;

    TRY(store_read_begin(d->city->stores.of[STORE_ENFORCEMENT], d->city->code, &db));
    require(address_split(d->arena, address, &parts));
    parts.unit = unit;
    parts.postcode = "00000";
    require(address_read(d->arena, &parts, &at) == NULL);
    TRY(property_match(db, d->arena, NULL, &at, &match));
    require(id_is_set(id_of(match.id)));
    *out = match.id;
    return ok();
}
