/* sync.c -- how many ops a second become durable through POST /api/v1/sync, beside the
 * same rows through SQLite alone.  Server, phones and disk are this machine's.
 * SPDX-License-Identifier: Apache-2.0
 *
 *     build/bench/sync [DIR [PHONES [VISITS [ENVELOPE_EVERY [URL]]]]]
 *
 * URL of the stores, with % for a store's name: "postgresql:///bench_%?host=/run/...".
 * Without one they are SQLite's in DIR. */
#include "bare.h"
#include "phones.h"

#include "app/account.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/tz.h"
#include "store/property_store.h"
#include "store/stores.h"
#include "web/web.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define CITY "benchville"

struct bench {
    char dir[200];
    const char *url; /* NULL: SQLite */
    struct stores stores;
    struct keys keys;
    struct zone zone;
    struct arena arena;
    struct plan plan;
};

static void must(struct err e)
{
    if (e.kind != OK)
        fprintf(stderr, "failed: %s (%s)\n", e.msg, e.where);
    require(e.kind == OK);
}

static struct err plant_houses(struct db *db, struct arena *a, void *ctx)
{
    (void)ctx;
    for (int n = 0; n < PROPERTIES; n++) {
        char number[12];
        struct address key;
        enum property_put put;
        struct property p = {.id = id_to(property, bench_id('p', n)),
                             .at = {.number = number,
                                    .street = "Erie Street",
                                    .unit = "",
                                    .postcode = "02100"},
                             .place = "Benchville",
                             .region = "MA",
                             .lat_e7 = INT_NONE,
                             .lon_e7 = INT_NONE,
                             .year_built = INT_NONE};

        snprintf(number, sizeof number, "%d", n + 1);
        require(address_read(a, &p.at, &key) == NULL);
        TRY(property_put(db, a, &p, &key, &put));
    }
    return ok();
}

/* One inspector a phone, each signed in. */
static struct err plant_people(struct db *db, struct arena *a, void *ctx)
{
    static const enum role inspector[] = {ROLE_INSPECTOR};
    struct bench *b = ctx;

    for (int n = 0; n < b->plan.phones; n++) {
        char email[40];
        struct sign_in in = {.kind = "bearer", .right = true, .email = email};
        struct session s = {.city = CITY,
                            .now = clock_ms(),
                            .arena = a,
                            .zone = &b->zone,
                            .stores = &b->stores};
        void *out;

        snprintf(email, sizeof email, "i%d@bench.example", n);
        TRY(account_add(db, a,
                        &(struct account_new){.email = email,
                                              .name = "An Inspector",
                                              .lang = "en",
                                              .roles = inspector,
                                              .roles_len = 1},
                        s.now, &in.user));
        s.db[STORE_REGISTRY] = db;
        s.writes = b->stores.of[STORE_REGISTRY];
        TRY(sign_in_change(&s, &in, &out));
        require(out != NULL);
        snprintf(b->plan.token[n], sizeof b->plan.token[n], "%s",
                 ((struct signed_in *)out)->token);
    }
    return ok();
}

static void change(struct bench *b, enum store_name store,
                   struct err (*act)(struct db *, struct arena *, void *))
{
    struct job job = {.city = CITY, .act = act, .ctx = b};

    must(store_run(b->stores.of[store], &job));
    arena_free(&job.arena);
}

static void store_url(const struct bench *b, const char *name, char *out, size_t cap)
{
    const char *at = b->url != NULL ? strchr(b->url, '%') : NULL;

    if (at == NULL)
        snprintf(out, cap, "sqlite:%s/%s.db", b->dir, name);
    else
        snprintf(out, cap, "%.*s%s%s", (int)(at - b->url), b->url, name, at + 1);
}

static void open_city(struct bench *b)
{
    char path[300];

    mkdir(b->dir, 0700);
    snprintf(path, sizeof path, "%s/keys", b->dir);
    must(keys_load(path, true, &b->keys));
    must(zone_load("America/New_York", &b->arena, &b->zone));
    for (int i = 0; i < STORES; i++) {
        store_url(b, store_names[i], path, sizeof path);
        must(store_make(&b->stores.of[i], (enum store_name)i, path));
    }
    change(b, STORE_REGISTRY, plant_people);
    change(b, STORE_ENFORCEMENT, plant_houses);
    b->plan.city = CITY;
    b->plan.keys = &b->keys;
}

static void drive(struct bench *b)
{
    struct web_config config = {.stores = &b->stores,
                                .city = CITY,
                                .city_name = "Benchville",
                                .zone = &b->zone,
                                .keys = &b->keys,
                                .public_url = "http://localhost",
                                .listen = "127.0.0.1"};
    struct outcome o;
    struct web *web;

    must(web_start(&config, &web));
    b->plan.port = web_port(web);
    phones_run(&b->plan, &o);
    web_stop(&web);
    printf("sync   %8.0f ops/s   %lld ops in %lld requests of %d phones, %.1f s; "
           "a request p50 %.1f ms, p99 %.1f ms, max %.1f ms; %lld refused; "
           "processor %.0f us a request, the phones %.0f us beside\n",
           (double)o.ops / o.seconds, (long long)o.ops, (long long)o.requests,
           b->plan.phones, o.seconds, o.p50_ms, o.p99_ms, o.max_ms, (long long)o.refused,
           (o.cpu_us - o.phones_cpu_us) / (double)o.requests,
           o.phones_cpu_us / (double)o.requests);
}

static void compare(const struct bench *b)
{
    char path[300];

    snprintf(path, sizeof path, "%s/enforcement.db", b->dir);
    struct bare_outcome bare =
        bare_run(path, CITY, (int64_t)b->plan.phones * b->plan.visits, b->plan.phones);
    printf("bare   %8.0f ops/s   the same rows through SQLite alone, one COMMIT for %d "
           "visits; processor %.0f us a visit\n",
           bare.ops_s, b->plan.phones, bare.cpu_us);
}

static int number(int argc, char **argv, int i, int missing)
{
    return argc > i ? atoi(argv[i]) : missing;
}

int main(int argc, char **argv)
{
    struct bench *b = calloc(1, sizeof *b);

    require(b != NULL);
    snprintf(b->dir, sizeof b->dir, "%s", argc > 1 ? argv[1] : "bench-city");
    b->plan.phones = number(argc, argv, 2, 64);
    b->plan.visits = number(argc, argv, 3, 300);
    b->plan.envelope_every = number(argc, argv, 4, 10);
    b->url = argc > 5 ? argv[5] : NULL;
    require(b->plan.phones > 0 && b->plan.phones <= PHONES_MAX && b->plan.visits > 0);
    open_city(b);
    drive(b);
    for (int i = 0; i < STORES; i++)
        store_close(&b->stores.of[i]);
    if (b->url == NULL)
        compare(b);
    keys_free(&b->keys);
    arena_free(&b->arena);
    free(b);
    return 0;
}
