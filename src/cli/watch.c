/* watch.c -- see watch.h.  A file is imported, told of in a report, and only then moved:
 * killed in the middle it is read again, and what is in already stays the same.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/watch.h"

#include "base/clock.h"
#include "base/log.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOOK_US 5000000
#define SAME_NAME_MAX 1000
#define PATH_BYTES 1400

static void close_file(FILE **f)
{
    if (*f != NULL)
        fclose(*f);
}

static void close_folder(DIR **d)
{
    if (*d != NULL)
        closedir(*d);
}

static bool ends_with(const char *name, const char *with)
{
    size_t len = strlen(name), end = strlen(with);

    return len >= end && strcmp(name + len - end, with) == 0;
}

/* Whether a name is that of a file which its sender has finished. */
static bool is_whole(const char *name)
{
    return name[0] != '.' && strlen(name) < WATCH_NAME && !ends_with(name, ".part") &&
           !ends_with(name, ".tmp");
}

/* The name is shorter than WATCH_NAME: is_whole. */
static void place_of(const struct watch *w, const char *name, char out[PATH_BYTES])
{
    snprintf(out, PATH_BYTES, "%s/%.*s", w->dir, WATCH_NAME, name);
}

static bool look_at(const struct watch *w, const char *name, struct watch_file *out)
{
    char path[PATH_BYTES];
    struct stat st;

    place_of(w, name, path);
    if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode))
        return false;
    *out = (struct watch_file){.size = st.st_size,
                               .changed_ns = (int64_t)st.st_mtim.tv_sec * 1000000000 +
                                             st.st_mtim.tv_nsec};
    snprintf(out->name, sizeof out->name, "%s", name);
    return true;
}

/* The same as at the look before. */
static bool stands_still(const struct watch *w, const struct watch_file *f)
{
    for (size_t i = 0; i < w->seen_len; i++)
        if (strcmp(w->seen[i].name, f->name) == 0)
            return w->seen[i].size == f->size && w->seen[i].changed_ns == f->changed_ns;
    return false;
}

/* done/NAME, or done/NAME.2 where a file of that name came before. */
static bool choose_place(const struct watch *w, const char *name, const char *folder,
                         char out[PATH_BYTES])
{
    struct stat st;

    snprintf(out, PATH_BYTES, "%s/%s/%.*s", w->dir, folder, WATCH_NAME, name);
    for (int n = 2; n < SAME_NAME_MAX; n++) {
        if (lstat(out, &st) != 0)
            return errno == ENOENT;
        snprintf(out, PATH_BYTES, "%s/%s/%.*s.%d", w->dir, folder, WATCH_NAME, name, n);
    }
    return false;
}

static bool write_report(const char *place, const char *words, size_t len)
{
    char path[PATH_BYTES + 8];

    snprintf(path, sizeof path, "%s.txt", place);
    FILE *f CLEANUP(close_file) = fopen(path, "we");
    return f != NULL && fwrite(words, 1, len, f) == len && fflush(f) == 0 &&
           fsync(fileno(f)) == 0;
}

static void put_away(const struct watch *w, const char *name, bool done, FILE *report)
{
    char from[PATH_BYTES], to[PATH_BYTES];
    long len = ftell(report);
    char *words = arena_alloc((struct arena *)&w->cli.arena, (size_t)len + 1);

    rewind(report);
    size_t got = fread(words, 1, (size_t)len, report);
    place_of(w, name, from);
    if (!choose_place(w, name, done ? "done" : "refused", to) ||
        !write_report(to, words, got) || rename(from, to) != 0)
        log_warn("watch.not_moved", LOG_NOTHING);
}

static void take(struct watch *w, const struct watch_file *f)
{
    FILE *report CLEANUP(close_file) = tmpfile();
    struct import im = {.cli = &w->cli,
                        .city = w->city,
                        .kind = &import_inspections_kind,
                        .map = w->mapped ? &w->map : NULL,
                        .report = report};
    char path[PATH_BYTES];

    if (report == NULL) {
        log_warn("watch.no_report", LOG_NOTHING);
        return;
    }
    w->cli.now = clock_ms();
    place_of(w, f->name, path);
    int status = import_one(&im, path);
    int end = import_end(&im);
    if (im.away) /* at the next look, then */
        log_warn("watch.away", LOG_NOTHING);
    else
        put_away(w, f->name, status == CLI_DONE && end == CLI_DONE, report);
    log_info("watch.file", log_number("accepted", im.counts[ROW_ACCEPTED]),
             log_number("unchanged", im.counts[ROW_UNCHANGED]),
             log_number("refused", im.counts[ROW_REFUSED]));
    arena_free(&w->cli.arena);
}

static void look(void *ctx)
{
    struct watch *w = ctx;
    DIR *d CLEANUP(close_folder) = opendir(w->dir);
    struct watch_file now[WATCH_FILES];
    struct dirent *e;
    size_t len = 0;

    if (d == NULL) {
        log_warn("watch.no_folder", LOG_NOTHING);
        return;
    }
    while (len < WATCH_FILES && (e = readdir(d)) != NULL)
        if (is_whole(e->d_name) && look_at(w, e->d_name, &now[len]))
            len++;
    for (size_t i = 0; i < len && !ticker_is_stopping(&w->ticker); i++)
        if (stands_still(w, &now[i]))
            take(w, &now[i]);
    memcpy(w->seen, now, len * sizeof *now);
    w->seen_len = len;
}

static int make_folders(const struct watch *w)
{
    static const char *const folders[] = {"", "/done", "/refused"};
    char path[PATH_BYTES];

    if (strlen(w->dir) > 1024)
        return cli_refuse("import.inspections is longer than 1,024 bytes");
    for (size_t i = 0; i < COUNT(folders); i++) {
        snprintf(path, sizeof path, "%s%s", w->dir, folders[i]);
        if (mkdir(path, 0700) != 0 && errno != EEXIST)
            return cli_refuse("cannot make %s: %s", path, strerror(errno));
    }
    return CLI_DONE;
}

int watch_start(struct watch *w, struct cli *c, struct open_city *city)
{
    const char *map = settings_get(&c->settings, SETTING_IMPORT_MAP);
    struct import im = {.cli = c, .city = city, .kind = &import_inspections_kind};

    *w = (struct watch){.cli = *c,
                        .city = city,
                        .dir = settings_get(&c->settings, SETTING_IMPORT_INSPECTIONS),
                        .mapped = *map != '\0'};
    if (*w->dir == '\0')
        return CLI_DONE;
    w->cli.arena = (struct arena){0};
    w->cli.json = false;
    snprintf(w->cli.actor, sizeof w->cli.actor, "watch:inspections");
    int status = make_folders(w);
    if (status == CLI_DONE && w->mapped)
        status = import_map_read(&im, map, &w->map);
    if (status != CLI_DONE)
        return status;
    return ticker_start(&w->ticker, look, w, LOOK_US)
               ? CLI_DONE
               : cli_refuse("cannot start the thread that watches %s", w->dir);
}

void watch_stop(struct watch *w)
{
    ticker_stop(&w->ticker);
}
