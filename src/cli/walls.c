/* walls.c -- which folders of the machine a served city has business in; the rest is shut
 * before the first thread, the first store and the first key.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "base/confine.h"
#include "base/key_files.h"
#include "base/log.h"
#include "core/str.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void add(const char *list[CONFINE_PATHS], const char *path)
{
    for (size_t i = 0; path != NULL && *path != '\0' && i < CONFINE_PATHS; i++)
        if (list[i] == NULL) {
            list[i] = path;
            return;
        }
}

static const char *folder_of(struct arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? "." : arena_copy(a, path, (size_t)(slash - path) + 1);
}

/* SQLite makes files beside its own. */
static void add_stores(struct cli *c, struct confine *w)
{
    static const char scheme[] = "sqlite:";

    for (int i = SETTING_STORE_REGISTRY; i <= SETTING_STORE_PHOTOS; i++) {
        const char *url = settings_get(&c->settings, (enum setting_id)i);

        if (str_starts(url, scheme))
            add(w->write, folder_of(&c->arena, url + sizeof scheme - 1));
    }
}

/* What libpq looks for in the home of its user: certificates of servers. */
static void add_home(struct cli *c, struct confine *w)
{
    const char *home = getenv("HOME");

    if (home != NULL)
        add(w->read, cli_words(&c->arena, "%s/.postgresql", home));
}

/* Links and all: the file itself may stand elsewhere. */
static void add_file(struct cli *c, struct confine *w, enum setting_id id)
{
    const char *path = settings_get(&c->settings, id);
    char real[PATH_MAX];

    if (*path == '\0')
        return;
    add(w->read, folder_of(&c->arena, path));
    if (realpath(path, real) != NULL)
        add(w->read, folder_of(&c->arena, arena_copy(&c->arena, real, strlen(real))));
}

int city_confine(struct cli *c)
{
    struct confine *w = arena_new(&c->arena, struct confine);
    const char *record = settings_get(&c->settings, SETTING_RECORD_FOLDER);
    static const enum setting_id files[] = {SETTING_TLS_CERT, SETTING_TLS_KEY,
                                            SETTING_IMPORT_MAP};

    if (*settings_get(&c->settings, SETTING_RECORD_EXPORT) != '\0' &&
        mkdir(record, 0700) != 0 && errno != EEXIST)
        return cli_refuse("cannot make %s: %s", record, strerror(errno));
    add(w->write, settings_get(&c->settings, SETTING_DATA));
    add(w->write, settings_get(&c->settings, SETTING_IMPORT_INSPECTIONS));
    add(w->write, record);
    if (*settings_get(&c->settings, SETTING_AUDIT_ANCHOR) != '\0')
        add(w->write,
            folder_of(&c->arena, settings_get(&c->settings, SETTING_AUDIT_ANCHOR)));
    if (*settings_get(&c->settings, SETTING_ERASE_LEDGER) != '\0')
        add(w->write,
            folder_of(&c->arena, settings_get(&c->settings, SETTING_ERASE_LEDGER)));
    add(w->write, "/tmp");
    add_stores(c, w);
    add(w->read, settings_get(&c->settings, SETTING_KEYS));
    add(w->read, settings_get(&c->settings, SETTING_IDP_SECRETS));
    add(w->read, key_lender());
    for (size_t i = 0; i < COUNT(files); i++)
        add_file(c, w, files[i]);
    add_home(c, w);
    confine_memory();
    struct confined done = confine(w);
    if (!done.files)
        log_warn("walls.files_missing", LOG_NOTHING);
    if (!done.calls)
        log_warn("walls.calls_missing", LOG_NOTHING);
    return CLI_DONE;
}
