/* restored.c -- `doorstep restored`: the stores came back by other means than ours (a
 * PostgreSQL base backup, a snapshot of the machine).  Proves all four where they stand,
 * and lets every phone take everything anew: the numbers it knows went back.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "cli/proof.h"
#include "store/city_store.h"

#include <inttypes.h>
#include <stdio.h>

static int prove(struct cli *c, struct open_city *city, enum store_name name)
{
    struct manifest_file found = {0};
    const char *why =
        proof_of_store(&c->arena, city->stores.of[name], name, city->code, &found);

    if (why != NULL)
        return cli_refuse("the %s store did not come back whole: %s", store_names[name],
                          why);
    printf("%-12s %" PRId64 " audit rows, whole\n", store_names[name], found.audit_rows);
    return CLI_DONE;
}

static struct err note(struct db *db, struct arena *a, void *ctx)
{
    const struct cli *c = ctx;

    db_audit(db, &(struct audit){c->actor, "backup.restored", "city", NULL});
    TRY(city_end_sessions(db, c->now));
    return city_mark(db, a, CITY_PROVEN, c->now);
}

int cli_restored(struct cli *c)
{
    struct open_city city CLEANUP(city_close) = {0};
    int status = city_open(c, &city);

    for (int i = 0; i < STORES && status == CLI_DONE; i++)
        status = prove(c, &city, (enum store_name)i);
    for (int i = 0; i < STORES && status == CLI_DONE; i++) {
        struct err e = store_new_epoch(city.stores.of[i], city.code);
        if (e.kind != OK)
            status = cli_error(store_names[i], e);
    }
    if (status == CLI_DONE)
        status = stores_change(c, city.stores.of[STORE_REGISTRY], note, c);
    if (status == CLI_DONE)
        puts("All four are as they were at that moment: what came later is not in them. "
             "Phones will take everything anew, and everybody signs in again.");
    return status;
}
