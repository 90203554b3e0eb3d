/* keys_give_up.c -- `doorstep keys give-up-class`: class.key is lost for ever.  What was
 * sealed with it can be read by nobody and is taken away; the next command makes a new
 * one (cli/city.c), and the city goes on.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "base/key_ring.h"
#include "store/care_key_store.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct loss {
    struct cli *c;
    struct stores stores;
    struct keys keys;
    const char *dir, *code;
    struct class_sealed sealed;
};

static void end(struct loss *l)
{
    stores_close(&l->stores);
    keys_free(&l->keys);
}

/* All other keys must be the city's own. */
static int check(struct loss *l)
{
    struct db *db CLEANUP(store_read_end) = NULL;
    const char *prints = "", *other;
    struct err e = store_read_begin(l->stores.of[STORE_REGISTRY], l->code, &db);

    if (e.kind == OK)
        e = city_keys(db, &l->c->arena, &prints);
    if (e.kind != OK)
        return cli_error("cannot read the city", e);
    other = keys_other(&l->keys, prints, &l->c->arena);
    if (class_key_is_there(&l->keys) || other == NULL)
        return cli_refuse("class.key lies in %s, or was never made: there is nothing to "
                          "give up",
                          l->dir);
    if (strcmp(other, CLASS_KEY_NAME) != 0)
        return cli_refuse("%s in %s is not the key that this city is sealed with: bring "
                          "the right one first",
                          other, l->dir);
    return CLI_DONE;
}

static int look(struct loss *l)
{
    struct db *db CLEANUP(store_read_end) = NULL;
    struct err e = store_read_begin(l->stores.of[STORE_CARE], l->code, &db);

    if (e.kind == OK)
        e = class_sealed_count(db, &l->c->arena, &l->sealed);
    if (e.kind != OK)
        return cli_error("cannot look at what is sealed", e);
    printf("Lost with class.key: needs that are of a sealed class, and of which: %" PRId64
           "; real addresses of the address program: %" PRId64
           "; the words of reports: %" PRId64 ". All else stays.\n",
           l->sealed.needs, l->sealed.addresses, l->sealed.reports);
    return CLI_DONE;
}

static struct err give_up(struct db *db, struct arena *a, void *ctx)
{
    struct loss *l = ctx;

    TRY(class_key_give_up(db, &l->keys, l->c->now, a));
    db_audit(db, &(struct audit){l->c->actor, "keys.class_given_up", "city", NULL});
    return ok();
}

static struct err forget(struct db *db, struct arena *a, void *ctx)
{
    const struct loss *l = ctx;

    return city_note_keys(db, keys_prints(&l->keys, a));
}

static int begin(struct loss *l)
{
    l->dir = settings_get(&l->c->settings, SETTING_KEYS);
    l->code = settings_get(&l->c->settings, SETTING_CITY);
    if (keys_load(l->dir, false, &l->keys).kind != OK)
        return city_refuse_keys(l->c);
    int status = stores_open(l->c, &l->stores);

    return status == CLI_DONE ? check(l) : status;
}

int cli_keys_give_up(struct cli *c)
{
    struct loss l CLEANUP(end) = {.c = c};
    int status = begin(&l);

    if (status == CLI_DONE)
        status = look(&l);
    if (status == CLI_DONE && cli_option(c, "yes") == NULL) {
        puts("Say --yes when no copy of class.key is anywhere: found later it opens "
             "nothing.");
        return CLI_DONE;
    }
    /* Care first: until the registry forgets the key, this can be said again. */
    if (status == CLI_DONE)
        status = stores_change(c, l.stores.of[STORE_CARE], give_up, &l);
    if (status == CLI_DONE)
        status = stores_change(c, l.stores.of[STORE_REGISTRY], forget, &l);
    if (status == CLI_DONE)
        puts("It is given up. The next command makes a new class.key: copy it at once.");
    return status;
}
