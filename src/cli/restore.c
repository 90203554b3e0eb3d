/* restore.c -- `doorstep restore DIR --data NEW`: a backup becomes a city again, or
 * nothing changes.  With --check it is proven and thrown away, and the city that is
 * served keeps the day of the proof.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "base/text.h"
#include "cli/files.h"
#include "cli/proof.h"
#include "cli/restore_erased.h"
#include "store/city_store.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { OLD_DAYS = 7 };

struct restore {
    struct cli *c;
    struct keys keys;
    const char *from, *to; /* the backup; the folder that becomes a city */
    struct manifest manifest;
    const char *other_key;             /* a file that is not the city's, or NULL */
    const char *key_was;               /* what to do about it */
    const char *files[MANIFEST_FILES]; /* as restored */
};

static const char *const plain_names[MANIFEST_FILES] = {
    [STORE_REGISTRY] = "registry.db",
    [STORE_ENFORCEMENT] = "enforcement.db",
    [STORE_CARE] = "care.db",
    [STORE_PHOTOS] = "photos.db",
    [MANIFEST_SETTINGS] = "doorstep.conf",
};

static const char settings_aside[] = "doorstep.conf.restored";

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
        r->files[file] = file_in(a, r->to, settings_aside);
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

/* "18 cases, 12 residents": what somebody knows by heart who runs a city. */
static const char *counted(struct arena *a, const struct manifest_file *f)
{
    const char *all = "";

    for (size_t i = 0; i < f->counts_len; i++)
        all = cli_words(a, "%s%s%" PRId64 " %s", all, i > 0 ? ", " : "", f->counts[i].n,
                        proof_noun(a, &f->counts[i]));
    return all;
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
        printf("%-12s whole: %s; %" PRId64 " audit rows\n", store_names[name],
               counted(a, &found), found.audit_rows);
    return CLI_DONE;
}

/* What this command knows and the city that comes back does not. */
static struct err come_back(struct db *db, struct arena *a, void *ctx)
{
    struct restore *r = ctx;
    const char *prints;

    TRY(city_keys(db, a, &prints));
    const char *other = *prints != '\0' ? keys_other(&r->keys, prints, a) : NULL;
    if (other != NULL) {
        r->other_key = arena_copy(&r->c->arena, other, strlen(other));
        r->key_was = city_key_was(&r->c->arena, other, prints);
        return failed(ERR_INVALID, "errors.keys");
    }
    db_audit(db, &(struct audit){r->c->actor, "backup.restored", "city", NULL});
    TRY(city_end_sessions(db, r->c->now));
    TRY(city_mark(db, a, CITY_BACKED_UP, r->manifest.made_at));
    return city_mark(db, a, CITY_PROVEN, r->manifest.made_at);
}

static int settle_registry(struct restore *r)
{
    struct store *store CLEANUP(store_close) = NULL;
    struct job job = {.city = r->manifest.city, .act = come_back, .ctx = r};
    struct err e =
        store_open(&store, STORE_REGISTRY,
                   cli_words(&r->c->arena, "sqlite:%s", r->files[STORE_REGISTRY]));

    if (e.kind == OK) {
        e = store_run(store, &job);
        arena_free(&job.arena);
    }
    if (r->other_key != NULL)
        return cli_refuse("%s is not the key that this city was sealed with: bring the "
                          "right one from where you keep them%s",
                          r->other_key, r->key_was);
    return e.kind == OK ? CLI_DONE : cli_error("the registry", e);
}

static int settle_care(struct restore *r)
{
    const struct erased_from from = {.c = r->c,
                                     .keys = &r->keys,
                                     .backup = r->from,
                                     .city = r->manifest.city,
                                     .care = r->files[STORE_CARE],
                                     .now = r->c->now};

    return restore_erased(&from);
}

static int bring_back(struct restore *r)
{
    int status = CLI_DONE;

    for (int i = 0; i < MANIFEST_FILES && status == CLI_DONE; i++)
        status = unseal(r, i);
    for (int i = 0; i < STORES && status == CLI_DONE; i++)
        status = prove(r, (enum store_name)i);
    if (status == CLI_DONE)
        status = settle_registry(r);
    if (status == CLI_DONE)
        status = settle_care(r);
    if (status == CLI_DONE && !folder_settle(r->to))
        status = cli_refuse("%s is not on the disk", r->to);
    return status;
}

/* By the clock on this machine's wall. */
static void tell_when(const struct restore *r)
{
    time_t at = (time_t)(r->manifest.made_at / 1000);
    int64_t minutes = (r->c->now - r->manifest.made_at) / (60 * 1000);
    char when[64] = "";
    struct tm tm;

    if (localtime_r(&at, &tm) != NULL)
        strftime(when, sizeof when, "%Y-%m-%d %H:%M %Z", &tm);
    printf("A backup of %s, made %s, %" PRId64 " %s ago.\n", r->manifest.city, when,
           minutes < 120       ? minutes
           : minutes < 48 * 60 ? minutes / 60
                               : minutes / (24 * 60),
           minutes < 120       ? "minutes"
           : minutes < 48 * 60 ? "hours"
                               : "days");
    fflush(stdout);
}

static int read_backup(struct restore *r)
{
    if (access(r->from, F_OK) != 0)
        return cli_refuse("there is no folder %s", r->from);
    if (access(file_in(&r->c->arena, r->from, "manifest.json"), F_OK) != 0)
        return cli_refuse("%s has no manifest.json: it is no backup, or one that was "
                          "never finished. Take another",
                          r->from);

    const char *why = manifest_read(r->from, &r->keys, &r->c->arena, &r->manifest);
    int64_t days = (r->c->now - r->manifest.made_at) / DAY_MS;

    if (why != NULL)
        return cli_refuse("%s is refused: %s", r->from, why);
    if (!r->c->json)
        tell_when(r);
    if (days < 0)
        return cli_refuse("it is from the future: set this machine's clock first");
    if (days > OLD_DAYS && cli_option(r->c, "old") == NULL)
        return cli_refuse("%s is %" PRId64 " days old; what came since would be lost. "
                          "Take a newer one, or say --old",
                          r->from, days);
    return CLI_DONE;
}

static int load_keys(struct restore *r, const char *dir)
{
    struct err e = keys_load(dir, false, &r->keys);

    return e.kind == OK
               ? CLI_DONE
               : cli_refuse("cannot use the keys: %s. They must be in %s, brought "
                            "from where you keep them; or say --keys DIR",
                            keys_why(dir, &r->c->arena), dir);
}

/* Stands in the folder while it is filled: what else is there then is a half. */
static const char unfinished[] = "restore.unfinished";

static void undo(struct restore *r)
{
    static const char *const more[] = {"", "-wal", "-shm"};
    struct arena *a = &r->c->arena;

    for (int i = 0; i < MANIFEST_FILES; i++)
        for (size_t k = 0; k < COUNT(more); k++)
            unlink(cli_words(a, "%s/%s%s", r->to, plain_names[i], more[k]));
    unlink(file_in(a, r->to, settings_aside));
    unlink(file_in(a, r->to, unfinished));
}

/* Its keys may lie there already; nothing else but the half of one that was cut off. */
static const char *place_for(struct restore *r)
{
    struct arena *a = &r->c->arena;

    if (access(file_in(a, r->to, plain_names[MANIFEST_SETTINGS]), F_OK) == 0)
        return plain_names[MANIFEST_SETTINGS];
    if (access(file_in(a, r->to, unfinished), F_OK) == 0)
        undo(r);
    for (int i = 0; i < MANIFEST_FILES; i++)
        if (access(file_in(a, r->to, plain_names[i]), F_OK) == 0)
            return plain_names[i];
    return NULL;
}

static int become(struct restore *r)
{
    const char *conf = file_in(&r->c->arena, r->to, plain_names[MANIFEST_SETTINGS]);

    if (rename(r->files[MANIFEST_SETTINGS], conf) != 0 || !folder_settle(r->to))
        return cli_refuse("cannot write %s: %s", conf, strerror(errno));
    unlink(file_in(&r->c->arena, r->to, unfinished));
    const struct settings *set = &r->c->settings;
    bool elsewhere = set->origin[SETTING_KEYS] != FROM_DEFAULT;
    if (!r->c->json)
        printf(
            "The city is in %s, as it was when the backup was made: what came later is "
            "not in it. Everybody signs in again; whom you disabled since then, disable "
            "again (docs/bad-day.md).\nServe it with `doorstep serve --data '%s'%s%s`.\n%s",
            r->to, r->to, elsewhere ? " --keys " : "",
            elsewhere ? settings_get(set, SETTING_KEYS) : "",
            elsewhere
                ? cli_words(&r->c->arena,
                            "Every command needs that --keys, or a line `keys = %s` "
                            "in %s.\n",
                            settings_get(set, SETTING_KEYS), conf)
                : "");
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
    if (status == CLI_DONE && (why = file_write(file_in(&c->arena, data, unfinished),
                                                (struct bytes){0})) != NULL)
        status = cli_refuse("cannot write in %s: %s", data, why);
    if (status == CLI_DONE)
        status = bring_back(&r);
    if (status == CLI_DONE)
        status = become(&r);
    else if (r.manifest.made_at > 0)
        undo(&r);
    if (made && status != CLI_DONE)
        rmdir(data);
    keys_free(&r.keys);
    return status;
}

/* Of the newest backup that was ever proven. */
static struct err note(struct db *db, struct arena *a, void *ctx)
{
    const struct restore *r = ctx;
    int64_t before;

    db_audit(db, &(struct audit){r->c->actor, "backup.proven", "city", NULL});
    TRY(city_marked(db, a, CITY_PROVEN, &before));
    return r->manifest.made_at > before
               ? city_mark(db, a, CITY_PROVEN, r->manifest.made_at)
               : ok();
}

/* In a folder of its own, which is gone afterwards. */
static int prove_aside(struct restore *r, const char *data)
{
    struct arena *a = &r->c->arena;

    r->to = file_in(a, data, "restore.tmp");
    folder_drop(a, r->to);
    const char *why = folder_make(r->to);
    int status =
        why == NULL ? read_backup(r) : cli_refuse("cannot make %s: %s", r->to, why);

    if (status == CLI_DONE)
        status = bring_back(r);
    folder_drop(a, r->to);
    return status;
}

/* Before the first step on a new machine: its folder has the keys, or --keys names them.
 */
static int check_alone(struct cli *c, const char *data)
{
    struct restore r = {.c = c, .from = c->operand[0]};

    if (access(data, F_OK) != 0)
        return cli_refuse("there is no folder %s", data);
    int status = load_keys(&r, settings_get(&c->settings, SETTING_KEYS));

    if (status == CLI_DONE)
        status = prove_aside(&r, data);
    keys_free(&r.keys);
    if (status == CLI_DONE)
        printf("This backup can be restored. No city is in %s yet.\n", data);
    return status;
}

static int check(struct cli *c, const char *data)
{
    struct open_city city = {0};
    struct restore r = {.c = c, .from = c->operand[0]};

    if (access(file_in(&c->arena, data, plain_names[MANIFEST_SETTINGS]), F_OK) != 0)
        return check_alone(c, data);
    int status = city_look(c, &city); /* --keys names a copy, often */
    if (status != CLI_DONE)
        return status;
    r.keys = *city.keys;
    status = prove_aside(&r, data);
    if (status == CLI_DONE)
        status = stores_change(c, city.stores.of[STORE_REGISTRY], note, &r);
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
    return cli_option(c, "check") != NULL ? check(c, data) : restore_to(c, data);
}
