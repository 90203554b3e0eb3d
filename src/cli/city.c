/* city.c -- see city.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "app/erase_settle.h"
#include "app/rekey_app.h"
#include "base/key_ring.h"
#include "base/tz.h"
#include "domain/household.h"
#include "store/care_key_store.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* "St. John's" becomes "st-john-s"; letters beyond ASCII are left out. */
static void slug(const char *name, char out[41])
{
    size_t n = 0;

    for (; *name != '\0' && n < 40; name++) {
        char c = *name >= 'A' && *name <= 'Z' ? (char)(*name - 'A' + 'a') : *name;
        bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (kept)
            out[n++] = c;
        else if ((unsigned char)c < 0x80 && n > 0 && out[n - 1] != '-')
            out[n++] = '-';
    }
    while (n > 0 && out[n - 1] == '-')
        n--;
    out[n] = '\0';
}

struct founding {
    const struct cli *cli;
    const struct keys *keys;
    struct city city;
    struct first_admin *first;
    bool beside;
};

static struct err add_city(struct db *db, struct arena *a, void *ctx)
{
    struct founding *f = ctx;
    static const enum role admin[] = {ROLE_ADMIN};
    struct user_id user;

    TRY(city_add(db, &f->city));
    TRY(city_note_keys(db, keys_prints(f->keys, a)));
    if (f->beside)
        TRY(city_inspections(db, true));
    db_audit(db, &(struct audit){f->cli->actor, "city.init", "city", NULL});
    if (f->first == NULL)
        return ok();
    struct account_new account = {.email = f->first->email,
                                  .name = "First administrator",
                                  .lang = settings_get(&f->cli->settings, SETTING_LANG),
                                  .roles = admin,
                                  .roles_len = 1};
    TRY(account_add(db, a, &account, f->city.created_at, &user));
    return account_invite(db, user, f->city.created_at, f->first->token);
}

static void close_file(FILE **f)
{
    if (*f != NULL)
        fclose(*f);
}

/* Written beside and renamed, so that it is there whole or not at all. */
static int write_settings(const struct cli *c, const char *dir)
{
    char path[1024], beside[1032];

    snprintf(path, sizeof path, "%s/doorstep.conf", dir);
    snprintf(beside, sizeof beside, "%s.new", path);
    FILE *f CLEANUP(close_file) = fopen(beside, "we");
    if (f == NULL)
        return cli_refuse("cannot write %s: %s", beside, strerror(errno));
    fprintf(f,
            "# Settings of this city; `doorstep settings --data DIR` explains all.\n"
            "city = %s\n",
            settings_get(&c->settings, SETTING_CITY));
    for (int i = SETTING_LISTEN; i < SETTINGS; i++)
        if (c->settings.origin[i] == FROM_FLAG && *c->settings.value[i] != '\0')
            fprintf(f, "%s = %s\n", settings_table[i].name, c->settings.value[i]);
    if (fflush(f) != 0 || fsync(fileno(f)) != 0 || rename(beside, path) != 0)
        return cli_refuse("cannot write %s: %s", path, strerror(errno));
    return CLI_DONE;
}

static int make_directory(const char *dir)
{
    char path[1024];
    struct stat st;

    snprintf(path, sizeof path, "%s/doorstep.conf", dir);
    if (access(path, F_OK) == 0)
        return cli_refuse("%s already holds a city; serve it, or choose another DIR",
                          dir);
    if (stat(dir, &st) == 0 && !S_ISDIR(st.st_mode))
        return cli_refuse("%s is a file: name a folder, and it is made", dir);
    if (mkdir(dir, 0700) != 0 && errno != EEXIST)
        return cli_refuse("cannot make %s: %s", dir, strerror(errno));
    return CLI_DONE;
}

/* The settings of a city that is being made: its directory and short name. */
static int settle(struct cli *c, const char *dir, const char *code)
{
    struct settings *s = &c->settings;
    static const enum setting_id derived[] = {
        SETTING_KEYS,       SETTING_STORE_REGISTRY, SETTING_STORE_ENFORCEMENT,
        SETTING_STORE_CARE, SETTING_STORE_PHOTOS,
    };

    for (size_t i = 0; i < COUNT(derived); i++)
        if (s->origin[derived[i]] == FROM_DEFAULT)
            s->value[derived[i]] = "";
    struct err e = settings_set(s, SETTING_DATA, dir, FROM_FLAG);
    if (e.kind == OK)
        e = settings_set(s, SETTING_CITY, code, FROM_FLAG);
    if (e.kind == OK)
        e = settings_finish(s);
    return e.kind == OK ? CLI_DONE : cli_misuse("%s", s->fault);
}

/* Before anything is made. */
static int check_founding(struct cli *c, struct founding *f, char code[41])
{
    const struct city *city = &f->city;
    struct zone zone;
    int status = city_mode(cli_option(c, "inspections"), &f->beside);

    if (status != CLI_DONE)
        return status;
    slug(city->name, code);
    if (*code == '\0' || strlen(city->name) > 80)
        return cli_misuse("--city must be a name of 1 to 80 bytes with a letter in it");
    if (zone_load(city->timezone, &c->arena, &zone).kind != OK)
        return cli_misuse("--timezone \"%s\" is not known here; write it like "
                          "America/New_York",
                          city->timezone);
    if (f->first != NULL && !account_email_valid(f->first->email))
        return cli_misuse("--admin must be an e-mail address, like ada@city.example");
    return CLI_DONE;
}

int city_init(struct cli *c, const char *dir, const char *name, const char *timezone,
              struct first_admin *first)
{
    struct keys keys CLEANUP(keys_free) = {0};
    struct founding founding = {c, &keys, {name, timezone, true, c->now}, first, false};
    struct stores stores CLEANUP(stores_close) = {0};
    char code[41];

    int status = check_founding(c, &founding, code);
    if (status == CLI_DONE)
        status = settle(c, dir, code);
    if (status == CLI_DONE)
        status = make_directory(dir);
    if (status != CLI_DONE)
        return status;
    struct err e = keys_load(settings_get(&c->settings, SETTING_KEYS), true, &keys);
    if (e.kind != OK)
        return cli_error("cannot make the keys", e);
    status = stores_make(c, &stores);
    if (status == CLI_DONE)
        status = stores_change(c, stores.of[STORE_REGISTRY], add_city, &founding);
    return status == CLI_DONE ? write_settings(c, dir) : status;
}

static int load_city(struct cli *c, struct open_city *out)
{
    struct db *db CLEANUP(store_read_end) = NULL;
    struct err e = store_read_begin(out->stores.of[STORE_REGISTRY], out->code, &db);

    if (e.kind == OK)
        e = city_load(db, &c->arena, &out->city);
    if (e.kind == ERR_NOT_FOUND)
        return cli_refuse("the registry knows no city \"%s\"; `doorstep init` makes one",
                          out->code);
    if (e.kind != OK)
        return cli_error("cannot read the city", e);
    e = zone_load(out->city.timezone, &c->arena, &out->zone);
    return e.kind == OK ? CLI_DONE : cli_error("cannot read the city's time zone", e);
}

static struct err note_keys(struct db *db, struct arena *a, void *ctx)
{
    const struct open_city *city = ctx;

    return city_note_keys(db, keys_prints(city->keys, a));
}

int city_tell_keys(struct cli *c, struct open_city *city)
{
    return stores_change(c, city->stores.of[STORE_REGISTRY], note_keys, city);
}

const char *city_key_was(struct arena *a, const char *name, const char *prints)
{
    static const char *const kept[] = {
        [RING_CARE] = CARE_KEY_NAME,
        [RING_BOX] = CARE_BOX_NAME,
        [RING_CLASS] = CLASS_KEY_NAME,
    };
    const char *at = strstr(prints, name);
    char file[KEPT_NAME];

    for (size_t i = 0; i < COUNT(kept) && at != NULL; i++)
        if (strcmp(name, kept[i]) == 0) {
            kept_name((enum ring_kind)i, at + strlen(name) + 1, file);
            return cli_words(a,
                             "; or, if it was rotated since, put the one from before "
                             "beside it as %s (in a copy from before that it is %s)",
                             file, name);
        }
    return "";
}

/* Stores may be older than a rotation that is over: a snapshot came back. */
static int check_older(struct cli *c, struct open_city *city)
{
    struct db *db CLEANUP(store_read_end) = NULL;
    const char *file;
    struct err e = store_read_begin(city->stores.of[STORE_CARE], city->code, &db);

    if (e.kind == OK)
        e = care_key_missing(db, city->keys, &c->arena, &file);
    if (e.kind == OK && file != NULL && keys_again(city->keys))
        e = care_key_missing(db, city->keys, &c->arena, &file);
    if (e.kind != OK)
        return cli_error("cannot read the city", e);
    if (file != NULL)
        return cli_refuse("%s lacks %s, with which part of this city is sealed: put it "
                          "there under this name, from where you keep the keys; in a "
                          "copy from before it was rotated it has no print in its name",
                          settings_get(&c->settings, SETTING_KEYS), file);
    return CLI_DONE;
}

/* Made with an older program: it had no class.key.  The care store learns it first; told
 * to the registry, it is never made again. */
static int begin_classes(struct cli *c, struct open_city *city)
{
    const struct rekey_work w = {.care = city->stores.of[STORE_CARE],
                                 .city = city->code,
                                 .keys = city->keys,
                                 .actor = c->actor,
                                 .now = c->now};
    const char *dir = settings_get(&c->settings, SETTING_KEYS);

    if (class_key_make(city->keys).kind != OK)
        return cli_refuse("cannot make class.key in %s: is the disk full, or is it "
                          "closed to this user?",
                          dir);
    struct err e = rekey_first_class(&w);
    if (e.kind != OK)
        return cli_error("cannot begin to seal with class.key", e);
    int status = check_older(c, city); /* another machine may have made its own */
    if (status != CLI_DONE)
        return status;
    fprintf(stderr,
            "doorstep: class.key is made in %s: copy it to where you keep the keys, and "
            "to every other machine that serves this city\n",
            dir);
    return city_tell_keys(c, city);
}

static int refuse_key(struct cli *c, const struct open_city *city, const char *name,
                      const char *prints)
{
    const char *dir = settings_get(&c->settings, SETTING_KEYS);
    const char *was = city_key_was(&c->arena, name, prints);

    if (strcmp(name, CLASS_KEY_NAME) == 0 && !class_key_is_there(city->keys))
        return cli_refuse("%s/class.key is missing: bring it from where you keep the "
                          "keys%s. If no copy is anywhere: `doorstep keys give-up-class`",
                          dir, was);
    return cli_refuse("%s in %s is not the key that this city is sealed with: bring the "
                      "right one from where you keep them%s",
                      name, dir, was);
}

/* Other keys open nothing and would seal what the right ones do not open. */
static int check_keys(struct cli *c, struct open_city *city, bool looks)
{
    struct store *registry = city->stores.of[STORE_REGISTRY];
    struct db *db CLEANUP(store_read_end) = NULL;
    const char *prints, *other;
    struct err e = store_read_begin(registry, city->code, &db);

    if (e.kind == OK)
        e = city_keys(db, &c->arena, &prints);
    if (e.kind != OK)
        return cli_error("cannot read the city", e);
    if (*prints == '\0')
        return city_tell_keys(c, city);
    other = keys_other(city->keys, prints, &c->arena);
    if (other != NULL && keys_again(city->keys)) /* rotated since this read them */
        other = keys_other(city->keys, prints, &c->arena);
    if (other != NULL)
        return refuse_key(c, city, other, prints);
    if (strstr(prints, CLASS_KEY_NAME) == NULL && !looks)
        return begin_classes(c, city);
    if (strcmp(prints, keys_prints(city->keys, &c->arena)) == 0)
        return CLI_DONE;
    if (looks)
        return cli_refuse(
            "the keys in %s were rotated, and this city does not know of it "
            "yet: say `doorstep keys` with the city's own, and copy them",
            settings_get(&c->settings, SETTING_KEYS));
    /* A rotation was begun, and killed before it was noted; or older stores came back. */
    return city_tell_keys(c, city);
}

const char *city_ledger(const struct cli *c)
{
    const char *path = settings_get(&c->settings, SETTING_ERASE_LEDGER);

    return *path != '\0' ? path : NULL;
}

/* Stores may be older than this file: a snapshot came back, or a base backup. */
static int settle_erased(struct cli *c, struct open_city *city)
{
    const struct erase_work w = {.care = city->stores.of[STORE_CARE],
                                 .ledger = {city_ledger(c), city->code, city->keys},
                                 .actor = c->actor,
                                 .now = c->now};
    size_t destroyed;
    int64_t line;
    struct err e = erase_settle(&w, &destroyed, &line);

    if (e.kind == OK && destroyed > 0)
        fprintf(stderr, "doorstep: %zu whom the ledger says were erased are erased\n",
                destroyed);
    if (e.kind == OK)
        return CLI_DONE;
    if (line > 0)
        return cli_refuse(
            "%s line %lld is not this city's: bring a copy of the file that "
            "is whole, or move it away, and it is written anew from the "
            "store (docs/keys.md)",
            w.ledger.path, (long long)line);
    return cli_error("cannot keep who was erased", e);
}

int city_refuse_keys(struct cli *c)
{
    const char *dir = settings_get(&c->settings, SETTING_KEYS);

    return cli_refuse("cannot use the keys: %s%s", keys_why(dir, &c->arena),
                      access(dir, F_OK) == 0
                          ? ""
                          : ". Bring them there; or, when they lie elsewhere, say --keys "
                            "DIR, or `keys = DIR` in the settings file");
}

static int open_city(struct cli *c, struct open_city *out, bool looks)
{
    *out = (struct open_city){.code = settings_get(&c->settings, SETTING_CITY)};
    out->keys = secret_alloc(sizeof *out->keys);
    struct err e = keys_load(settings_get(&c->settings, SETTING_KEYS), false, out->keys);
    if (e.kind != OK)
        return city_refuse_keys(c);
    int status = stores_open(c, &out->stores);
    if (status == CLI_DONE)
        status = load_city(c, out);
    if (status == CLI_DONE)
        status = check_keys(c, out, looks);
    if (status == CLI_DONE)
        status = check_older(c, out);
    if (status == CLI_DONE)
        status = settle_erased(c, out);
    if (status != CLI_DONE)
        city_close(out);
    return status;
}

int city_open(struct cli *c, struct open_city *out)
{
    return open_city(c, out, false);
}

int city_look(struct cli *c, struct open_city *out)
{
    return open_city(c, out, true);
}

void city_close(struct open_city *city)
{
    stores_close(&city->stores);
    if (city->keys != NULL)
        keys_free(city->keys);
    secret_free(city->keys);
    city->keys = NULL;
}

struct nightly city_nightly(const struct cli *c)
{
    const struct settings *s = &c->settings;
    const char *at = settings_get(s, SETTING_RECORD_EXPORT);

    if (*at == '\0')
        return (struct nightly){0};
    return (struct nightly){.folder = settings_get(s, SETTING_RECORD_FOLDER),
                            .minute = clock_minute(at),
                            .keep_days = settings_int(s, SETTING_RECORD_KEEP)};
}
