/* stores.c -- see stores.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/stores.h"

#include <stdio.h>

void stores_close(struct stores *stores)
{
    for (int i = STORES - 1; i >= 0; i--)
        if (stores->of[i] != NULL)
            store_close(&stores->of[i]);
}

static enum setting_id setting_of(int store)
{
    return (enum setting_id)(SETTING_STORE_REGISTRY + store);
}

static int not_opened(int store, struct err e)
{
    char doing[96];

    snprintf(doing, sizeof doing, "cannot open %s",
             settings_table[setting_of(store)].name);
    return cli_error(doing, e);
}

int stores_make(struct cli *c, struct stores *out)
{
    *out = (struct stores){0};
    for (int i = 0; i < STORES; i++) {
        struct err e = store_make(&out->of[i], (enum store_name)i,
                                  settings_get(&c->settings, setting_of(i)));
        if (e.kind == OK)
            continue;
        stores_close(out);
        return not_opened(i, e);
    }
    return CLI_DONE;
}

/* All are looked at before one is changed: beside a newer one nothing may come forward.
 */
int stores_open(struct cli *c, struct stores *out)
{
    *out = (struct stores){0};
    for (int i = 0; i < STORES; i++) {
        struct err e =
            store_look((enum store_name)i, settings_get(&c->settings, setting_of(i)));
        if (e.kind != OK)
            return not_opened(i, e);
    }
    return stores_make(c, out);
}

int stores_open_one(struct cli *c, enum store_name name, struct stores *out)
{
    *out = (struct stores){0};
    struct err e = store_open(&out->of[name], name,
                              settings_get(&c->settings, setting_of((int)name)));

    return e.kind == OK ? CLI_DONE : not_opened((int)name, e);
}

int stores_change(struct cli *c, struct store *store,
                  struct err (*act)(struct db *db, struct arena *a, void *ctx), void *ctx)
{
    struct job job = {
        .city = settings_get(&c->settings, SETTING_CITY), .act = act, .ctx = ctx};
    struct err e = store_run(store, &job);

    arena_free(&job.arena);
    return e.kind == OK ? CLI_DONE : cli_error("not done", e);
}
