/* restore_erased.c -- see restore_erased.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/restore_erased.h"

#include "app/erase_settle.h"
#include "cli/files.h"
#include "store/care_key_store.h"

#include <dirent.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { ROOM = 1000000 };

struct found {
    const struct erased_from *f;
    struct erasures all; /* one row may be there more than once */
    size_t ledgers;
};

static void close_dir(DIR **d)
{
    if (*d != NULL)
        closedir(*d);
}

static bool keep(struct found *to, const struct erasures *more)
{
    struct arena *a = &to->f->c->arena;
    struct erasures both = {arena_array(a, struct erasure, to->all.len + more->len + 1),
                            to->all.len + more->len};

    if (both.len > ROOM)
        return false;
    if (to->all.len > 0)
        memcpy(both.of, to->all.of, to->all.len * sizeof *both.of);
    if (more->len > 0)
        memcpy(both.of + to->all.len, more->of, more->len * sizeof *both.of);
    to->all = both;
    to->ledgers++;
    return true;
}

/* `must`: it is this city's, so that a line which does not open is a fault; a neighbour
 * may be another city's. */
static int take(struct found *to, const char *path, bool must)
{
    const struct erased_ledger l = {path, to->f->city, to->f->keys};
    struct erasures some;
    int64_t line;

    if (access(path, F_OK) != 0)
        return CLI_DONE;
    struct err e = erased_read(&l, &to->f->c->arena, &some, &line);
    if (e.kind == OK && keep(to, &some))
        return CLI_DONE;
    if (!must)
        return CLI_DONE;
    return cli_refuse("%s line %lld is not this city's: bring a copy of the file that is "
                      "whole, and name it with --ledger FILE",
                      path, (long long)line);
}

static int take_neighbours(struct found *to)
{
    struct arena *a = &to->f->c->arena;
    char *here = arena_copy(a, to->f->backup, strlen(to->f->backup));
    const char *above = dirname(here);
    DIR *d CLEANUP(close_dir) = opendir(above);
    const struct dirent *at;
    int status = CLI_DONE;

    while (d != NULL && status == CLI_DONE && (at = readdir(d)) != NULL)
        if (at->d_name[0] != '.')
            status =
                take(to, cli_words(a, "%s/%s/" LEDGER_COPY, above, at->d_name), false);
    return status;
}

static int take_all(struct found *to)
{
    struct cli *c = to->f->c;
    const char *named = cli_option(c, "ledger"), *own = city_ledger(c);
    int status = CLI_DONE;

    if (named != NULL && access(named, R_OK) != 0)
        return cli_refuse("cannot read %s", named);
    if (named != NULL)
        return take(to, named, true) == CLI_DONE ? take_neighbours(to) : CLI_REFUSED;
    if (own != NULL)
        status = take(to, own, true);
    if (status == CLI_DONE)
        status = take(to, file_in(&c->arena, to->f->backup, LEDGER_COPY), true);
    return status == CLI_DONE ? take_neighbours(to) : status;
}

static int replay(const struct found *to)
{
    const struct erased_from *f = to->f;
    struct store *store CLEANUP(store_close) = NULL;
    struct err e =
        store_open(&store, STORE_CARE, cli_words(&f->c->arena, "sqlite:%s", f->care));
    const struct erase_work w = {.care = store,
                                 .ledger = {NULL, f->city, f->keys},
                                 .actor = f->c->actor,
                                 .now = f->now};
    size_t destroyed = 0;

    if (e.kind == OK)
        e = erase_replay(&w, &to->all, &destroyed);
    if (e.kind != OK)
        return cli_error("cannot erase again who was erased", e);
    if (destroyed > 0 && !f->c->json)
        printf("%zu who were erased since that backup are erased in it, too.\n",
               destroyed);
    return CLI_DONE;
}

/* A key that was retired since is not in keys/ any more. */
static int check_older(const struct erased_from *f)
{
    struct store *store CLEANUP(store_close) = NULL;
    struct db *db CLEANUP(store_read_end) = NULL;
    const char *print;
    struct err e =
        store_open(&store, STORE_CARE, cli_words(&f->c->arena, "sqlite:%s", f->care));

    if (e.kind == OK)
        e = store_read_begin(store, f->city, &db);
    if (e.kind == OK)
        e = care_key_missing(db, f->keys, &f->c->arena, &print);
    if (e.kind != OK)
        return cli_error("the care store", e);
    return print == NULL ? CLI_DONE
                         : cli_refuse("part of this backup is sealed with care-%s.key: "
                                      "put it into keys/, from where you keep the keys",
                                      print);
}

int restore_erased(const struct erased_from *f)
{
    struct found found = {.f = f};
    int status = take_all(&found);

    if (status != CLI_DONE)
        return status;
    if (found.ledgers == 0 && cli_option(f->c, "without-ledger") == NULL)
        return cli_refuse("no ledger of erasures is at hand (" LEDGER_COPY
                          "): whoever was erased since this backup could be read again. "
                          "Name it with --ledger FILE; or say --without-ledger where "
                          "nobody was ever erased");
    status = replay(&found);
    return status == CLI_DONE ? check_older(f) : status;
}
