/* restore.c -- `doorstep restore DIR --data NEW`: a backup becomes a city again, or
 * nothing changes.  With --check it is proven and thrown away, and the city that is
 * served keeps the day of the proof.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "base/text.h"
#include "cli/files.h"
#include "cli/proof.h"
#include "store/city_store.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { OLD_DAYS = 7 };
#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

struct restore {
    struct cli *c;
    struct keys keys;
    const char *from, *to; /* the backup; the folder that becomes a city */
    struct manifest manifest;
    const char *files[MANIFEST_FILES]; /* as restored */
};

static const char *const plain_names[MANIFEST_FILES] = {
    [STORE_REGISTRY] = "registry.db",
    [STORE_ENFORCEMENT] = "enforcement.db",
    [STORE_CARE] = "care.db",
    [STORE_PHOTOS] = "photos.db",
    [MANIFEST_SETTINGS] = "doorstep.conf",
};

static bool same_sum(const struct stream_sum *a, const struct stream_sum *b)
{
    return memcmp(a->sha.b, b->sha.b, sizeof a->sha.b) == 0;
}

/* The settings come last and under another name, so that no half of a city can be served.
 */
static int unseal(struct restore *r, int file)
{
    struct arena *a = &r->c->arena;
    const struct manifest_file *said = &r->manifest.files[file];
    const char *name = manifest_files[file];
    struct stream_sum plain, sealed;
    FILE *in CLEANUP(close_stream) = fopen(file_in(a, r->from, name), "re");

    if (in == NULL)
        return cli_refuse("%s is missing from this backup: %s", name, strerror(errno));
    r->files[file] = file_in(a, r->to, plain_names[file]);
    if (file == MANIFEST_SETTINGS)
        r->files[file] = file_in(a, r->to, "doorstep.conf.restored");
    FILE *out CLEANUP(close_stream) = fopen(r->files[file], "wxe");
    if (out == NULL)
        return cli_refuse("cannot write %s: %s", r->files[file], strerror(errno));
    struct err e = stream_open(r->keys.backup, in, out, &plain, &sealed);
    if (e.kind == ERR_FULL || (e.kind == OK && !file_settle(out)))
        return cli_refuse("the disk is full at %s", r->to);
    if (e.kind != OK || !same_sum(&plain, &said->plain) ||
        !same_sum(&sealed, &said->sealed))
        return cli_refuse("%s is damaged: it is not what the manifest says. Take an "
                          "older backup",
                          name);
    return CLI_DONE;
}

static int prove(struct restore *r, enum store_name name)
{
    struct arena *a = &r->c->arena;
    struct proof_ask ask = {name, r->files[name], r->manifest.city, true};
    struct manifest_file found = {0};
    const char *why = proof_of_file(a, &ask, &found);

    if (why == NULL)
        why = proof_compare(a, &r->manifest.files[name], &found);
    if (why != NULL)
        return cli_refuse("the %s store did not come back whole: %s", store_names[name],
                          why);
    if (!r->c->json)
        printf("%-12s %" PRId64 " audit rows, whole, as the manifest says\n",
               store_names[name], found.audit_rows);
    return CLI_DONE;
}

static int bring_back(struct restore *r)
{
    int status = CLI_DONE;

    for (int i = 0; i < MANIFEST_FILES && status == CLI_DONE; i++)
        status = unseal(r, i);
    for (int i = 0; i < STORES && status == CLI_DONE; i++)
        status = prove(r, (enum store_name)i);
    if (status == CLI_DONE && !folder_settle(r->to))
        status = cli_refuse("%s is not on the disk", r->to);
    return status;
}

static int read_backup(struct restore *r)
{
    const char *why = manifest_read(r->from, &r->keys, &r->c->arena, &r->manifest);
    int64_t days = (r->c->now - r->manifest.made_at) / DAY_MS;

    if (why != NULL)
        return cli_refuse("%s is refused: %s", r->from, why);
    if (days > OLD_DAYS && cli_option(r->c, "old") == NULL)
        return cli_refuse("%s is %" PRId64 " days old; what came since would be lost. "
                          "Take a newer one, or say --old",
                          r->from, days);
    return CLI_DONE;
}

static int load_keys(struct restore *r, const char *dir)
{
    struct err e = keys_load(dir, false, &r->keys);

    return e.kind == OK ? CLI_DONE
                        : cli_refuse("the keys must be in %s (0700), brought from where "
                                     "you keep them; or say --keys DIR",
                                     dir);
}

/* Its keys may lie there already; nothing else. */
static const char *place_for(struct restore *r)
{
    static const char *const ours[] = {"doorstep.conf",  "registry.db",
                                       "enforcement.db", "care.db",
                                       "photos.db",      "doorstep.conf.restored"};
    struct arena *a = &r->c->arena;

    for (size_t i = 0; i < COUNT(ours); i++)
        if (access(file_in(a, r->to, ours[i]), F_OK) == 0)
            return ours[i];
    return NULL;
}

static void undo(struct restore *r)
{
    static const char *const more[] = {"", "-wal", "-shm"};
    char path[1200];

    for (int i = 0; i < MANIFEST_FILES; i++)
        for (size_t k = 0; k < COUNT(more) && r->files[i] != NULL; k++) {
            snprintf(path, sizeof path, "%s%s", r->files[i], more[k]);
            unlink(path);
        }
}

static int become(struct restore *r)
{
    const char *conf = file_in(&r->c->arena, r->to, plain_names[MANIFEST_SETTINGS]);

    if (rename(r->files[MANIFEST_SETTINGS], conf) != 0 || !folder_settle(r->to))
        return cli_refuse("cannot write %s: %s", conf, strerror(errno));
    const struct settings *set = &r->c->settings;
    bool elsewhere = set->origin[SETTING_KEYS] != FROM_DEFAULT;
    if (!r->c->json)
        printf(
            "The city is in %s, as it was when the backup was made: what came later is "
            "not in it. Serve it with `doorstep serve --data %s%s%s`.\n",
            r->to, r->to, elsewhere ? " --keys " : "",
            elsewhere ? settings_get(set, SETTING_KEYS) : "");
    return CLI_DONE;
}

static int restore_to(struct cli *c, const char *data)
{
    struct restore r = {.c = c, .from = c->operand[0], .to = data};
    const char *there = place_for(&r), *why = NULL;

    if (there != NULL)
        return cli_refuse("%s holds %s already; restore to a new folder", data, there);
    int status = load_keys(&r, settings_get(&c->settings, SETTING_KEYS));
    if (status == CLI_DONE)
        status = read_backup(&r);
    bool made = status == CLI_DONE && access(data, F_OK) != 0;
    if (made && (why = folder_make(data)) != NULL)
        return cli_refuse("cannot make %s: %s", data, why);
    if (status == CLI_DONE)
        status = bring_back(&r);
    if (status == CLI_DONE)
        status = become(&r);
    else
        undo(&r);
    if (made && status != CLI_DONE)
        rmdir(data);
    keys_free(&r.keys);
    return status;
}

static struct err note(struct db *db, struct arena *a, void *ctx)
{
    const struct cli *c = ctx;

    db_audit(db, &(struct audit){c->actor, "backup.proven", "city", NULL});
    return city_note_proof(db, a, c->now);
}

/* In a folder of its own, which is gone afterwards. */
static int check(struct cli *c)
{
    struct open_city city = {0};
    struct restore r = {.c = c, .from = c->operand[0]};
    int status = city_open(c, &city);

    if (status != CLI_DONE)
        return status;
    r.keys = city.keys;
    r.to = file_in(&c->arena, settings_get(&c->settings, SETTING_DATA), "restore.tmp");
    folder_drop(&c->arena, r.to);
    const char *why = folder_make(r.to);
    if (why != NULL)
        status = cli_refuse("cannot make %s: %s", r.to, why);
    if (status == CLI_DONE)
        status = read_backup(&r);
    if (status == CLI_DONE)
        status = bring_back(&r);
    folder_drop(&c->arena, r.to);
    if (status == CLI_DONE)
        status = stores_change(c, city.stores.of[STORE_REGISTRY], note, c);
    if (status == CLI_DONE)
        puts("This backup can be restored. The day of the proof is kept.");
    city_close(&city);
    return status;
}

int cli_restore(struct cli *c)
{
    const char *data = settings_get(&c->settings, SETTING_DATA);

    if (*data == '\0')
        return cli_misuse("restore needs --data DIR: a new folder; with --check, the "
                          "city that is served");
    return cli_option(c, "check") != NULL ? check(c) : restore_to(c, data);
}
