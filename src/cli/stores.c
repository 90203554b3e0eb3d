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

static int open_all(struct cli *c, bool make, struct stores *out)
{
    *out = (struct stores){0};
    for (int i = 0; i < STORES; i++) {
        enum setting_id id = (enum setting_id)(SETTING_STORE_REGISTRY + i);
        const char *url = settings_get(&c->settings, id);
        struct err e = make ? store_make(&out->of[i], (enum store_name)i, url)
                            : store_open(&out->of[i], (enum store_name)i, url);
        if (e.kind == OK)
            continue;
        char doing[96];
        snprintf(doing, sizeof doing, "cannot open %s", settings_table[id].name);
        stores_close(out);
        return cli_error(doing, e);
    }
    return CLI_DONE;
}

int stores_open(struct cli *c, struct stores *out)
{
    return open_all(c, false, out);
}

int stores_make(struct cli *c, struct stores *out)
{
    return open_all(c, true, out);
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
