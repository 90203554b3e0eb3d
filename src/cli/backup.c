/* backup.c -- `doorstep backup DIR`: a sealed, signed copy of all four stores, made while
 * the city is served.  The keys are not in it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "app/erase_ledger.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/files.h"
#include "cli/proof.h"
#include "cli/restore_erased.h"
#include "store/city_store.h"

#include <errno.h>
#include <inttypes.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Care first and the registry last: what a later store says of an earlier one (who wrote
 * a note) is then never missing from it (design.md section 7). */
static const enum store_name order[STORES] = {STORE_CARE, STORE_PHOTOS, STORE_ENFORCEMENT,
                                              STORE_REGISTRY};

struct backup {
    struct cli *c;
    struct open_city city;
    const char *to, *dir; /* the backup, and as it is called until it is whole */
    const char *aside;    /* where open copies live for a moment */
    struct manifest manifest;
};

static int seal(struct backup *b, const char *path, int file)
{
    struct arena *a = &b->c->arena;
    struct manifest_file *m = &b->manifest.files[file];
    const char *to = file_in(a, b->dir, manifest_files[file]);
    FILE *in CLEANUP(close_stream) = fopen(path, "re");
    FILE *out CLEANUP(close_stream) = fopen(to, "wxe");

    if (in == NULL || out == NULL)
        return cli_refuse("cannot copy %s to %s", path, to);
    m->name = manifest_files[file];
    struct err e = stream_seal(b->city.keys->backup, in, out, &m->plain, &m->sealed);
    if (e.kind == ERR_FULL || (e.kind == OK && !file_settle(out)))
        return cli_refuse("the disk is full at %s", b->dir);
    return e.kind == OK ? CLI_DONE : cli_error(manifest_files[file], e);
}

static int take_store(struct backup *b, enum store_name name)
{
    struct arena *a = &b->c->arena;
    const char *path = file_in(a, b->aside, store_names[name]);
    struct proof_ask ask = {name, path, b->city.code, false};
    enum setting_id url = (enum setting_id)(SETTING_STORE_REGISTRY + name);
    struct err e = store_copy(settings_get(&b->c->settings, url), path);

    if (e.kind == ERR_FULL)
        return cli_refuse("the disk is full at %s, where open copies pass through",
                          b->aside);
    if (e.kind != OK)
        return cli_error(settings_table[url].name, e);
    const char *why = proof_of_file(a, &ask, &b->manifest.files[name]);
    if (why != NULL)
        return cli_refuse("the %s store is not whole, so this backup is none: %s",
                          store_names[name], why);
    int status = seal(b, path, (int)name);
    unlink(path);
    return status;
}

/* Behind the stores, so that it knows of whomever they know. */
static const char *copy_ledger(struct backup *b)
{
    struct arena *a = &b->c->arena;
    const char *path = city_ledger(b->c);
    struct bytes lines = {0};
    const char *why = path != NULL && access(path, F_OK) == 0
                          ? file_read(a, path, LEDGER_BYTES_MAX, &lines)
                          : NULL;

    if (why != NULL)
        return cli_words(a, "%s: %s", path, why);
    return file_write(file_in(a, b->dir, LEDGER_COPY), lines);
}

static int take_all(struct backup *b)
{
    struct arena *a = &b->c->arena;
    int status = CLI_DONE;

    for (size_t i = 0; i < STORES && status == CLI_DONE; i++)
        status = take_store(b, order[i]);
    if (status == CLI_DONE)
        status = seal(
            b, file_in(a, settings_get(&b->c->settings, SETTING_DATA), "doorstep.conf"),
            MANIFEST_SETTINGS);
    if (status != CLI_DONE)
        return status;
    const char *why = copy_ledger(b);
    if (why != NULL)
        return cli_refuse("cannot copy who was erased: %s", why);
    why = manifest_write(b->dir, &b->manifest, b->city.keys, a);
    if (why != NULL || !folder_settle(b->dir))
        return cli_refuse("cannot finish %s: %s", b->dir, why ? why : "not on the disk");
    return CLI_DONE;
}

static struct err note(struct db *db, struct arena *a, void *ctx)
{
    const struct cli *c = ctx;

    db_audit(db, &(struct audit){c->actor, "backup.made", "city", NULL});
    return city_mark(db, a, CITY_BACKED_UP, c->now);
}

static void tell(const struct backup *b)
{
    const struct manifest *m = &b->manifest;

    if (b->c->json) {
        printf("{\"dir\":\"%s\",\"made_at\":%" PRId64 "}\n", b->to, m->made_at);
        return;
    }
    for (int i = 0; i < STORES; i++)
        printf("%-12s %9" PRId64 " bytes, %" PRId64 " audit rows, whole\n",
               store_names[i], m->files[i].sealed.bytes, m->files[i].audit_rows);
    printf("The backup is in %s. The keys in %s are not in it: without them nobody can "
           "read it. Keep a copy of them elsewhere.\n",
           b->to, settings_get(&b->c->settings, SETTING_KEYS));
}

/* The folder above it, which nobody but its owner may make. */
static int look_at_place(struct backup *b)
{
    struct arena *a = &b->c->arena;
    char *above = arena_copy(a, b->to, strlen(b->to));
    const char *data = settings_get(&b->c->settings, SETTING_DATA);
    char *real = realpath(dirname(above), NULL), *city = realpath(data, NULL);
    bool within = real != NULL && city != NULL &&
                  strncmp(real, city, strlen(city)) == 0 &&
                  (real[strlen(city)] == '/' || real[strlen(city)] == '\0');
    bool there = real != NULL;

    free(real);
    free(city);
    if (!there)
        return cli_refuse("there is no folder %s: make it first", above);
    if (within)
        return cli_refuse("%s is inside the city: it would be lost with it", b->to);
    if (access(b->to, F_OK) == 0 && rmdir(b->to) != 0)
        return cli_refuse("%s is there already: each backup has a folder of its own, "
                          "so name another",
                          b->to);
    return CLI_DONE;
}

/* Until it is whole it has another name, so that nobody takes a half for a backup. */
static int make_folders(struct backup *b)
{
    struct arena *a = &b->c->arena;
    const char *why;

    b->aside = file_in(a, settings_get(&b->c->settings, SETTING_DATA), "backup.tmp");
    b->dir = cli_words(a, "%s.unfinished", b->to);
    folder_drop(a, b->aside); /* of a backup that was cut off */
    folder_drop(a, b->dir);
    if ((why = folder_make(b->dir)) != NULL)
        return cli_refuse("cannot make %s: %s", b->dir, why);
    if ((why = folder_make(b->aside)) != NULL)
        return cli_refuse("cannot make %s: %s", b->aside, why);
    return CLI_DONE;
}

static int take_place(struct backup *b)
{
    char *above = arena_copy(&b->c->arena, b->to, strlen(b->to));

    if (rename(b->dir, b->to) != 0 || !folder_settle(dirname(above)))
        return cli_refuse("cannot make %s: %s", b->to, strerror(errno));
    return stores_change(b->c, b->city.stores.of[STORE_REGISTRY], note, b->c);
}

int cli_backup(struct cli *c)
{
    struct backup b = {.c = c, .to = c->operand[0]};

    if (*settings_get(&c->settings, SETTING_DATA) == '\0')
        return cli_misuse("backup needs --data DIR: open copies pass through it");
    int status = look_at_place(&b);
    if (status == CLI_DONE)
        status = city_open(c, &b.city);
    if (status != CLI_DONE)
        return status;
    b.manifest = (struct manifest){.city = b.city.code, .made_at = c->now};
    status = make_folders(&b);
    if (status == CLI_DONE && (status = take_all(&b)) != CLI_DONE)
        folder_drop(&c->arena, b.dir);
    folder_drop(&c->arena, b.aside);
    if (status == CLI_DONE)
        status = take_place(&b);
    if (status == CLI_DONE)
        tell(&b);
    city_close(&b.city);
    return status;
}
