/* post.c -- see post.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "post.h"

void post_open(struct post *o, struct phone *p, const struct zone *zone)
{
    *o = (struct post){.p = p};
    for (enum store_name name = 0; name < STORES; name++)
        o->stores.of[name] = world_store(p->w, name);
    sink_open(&o->sink);
    o->rounds = (struct rounds_config){.stores = &o->stores,
                                       .city = WORLD_CITY,
                                       .city_name = "Testville",
                                       .public_url = "https://d.example",
                                       .zone = zone,
                                       .keys = p->keys};
    o->mail = (struct mail_config){
        .stores = &o->stores,
        .city = WORLD_CITY,
        .city_name = "Testville",
        .public_url = "https://d.example",
        .keys = p->keys,
        .smtp = {.url = o->sink.url, .from = "Doorstep <d@city.example>"}};
}

void post_wait(struct post *o, int64_t ms)
{
    o->p->now += ms;
    o->watch.steady_us += ms * 1000;
}

void post_round(struct post *o, const char *name)
{
    assert_ok(round_run(&o->rounds, round_named(name), o->p->now));
}

struct mail_round post_look(struct post *o, enum store_name store)
{
    struct mail_round done;

    o->watch.now = o->p->now;
    assert_ok(mail_round(&o->mail, store, &o->watch, &done));
    return done;
}
