/* audio.c -- `doorstep audio`: a person's voice for the text that residents hear.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "app/recording_app.h"
#include "base/json.h"
#include "cli/files.h"
#include "cli/shown.h"
#include "core/str.h"
#include "domain/library.h"
#include "domain/limits.h"
#include "store/queries_registry.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

struct adding {
    const struct cli *cli;
    enum lang lang;
    const char *type;
    struct bytes file;
    struct sha256 sha256, spoken;
};

static int read_words(struct cli *c, struct adding *a)
{
    const char *lang = cli_option(c, "lang"), *text = cli_option(c, "text");
    const char *version = cli_option(c, "text-version");

    if (!lang_parse(lang, &a->lang))
        return cli_misuse("--lang \"%.20s\" is none of en, es, pt, ht", lang);
    if (!str_same(text, RECORDING_PERMISSION))
        return cli_misuse("--text \"%.40s\" is not read aloud; permission is", text);
    if (version != NULL && !str_same(version, permission_version))
        return cli_misuse("the permission is at version %s, not \"%.40s\"",
                          permission_version, version);
    return CLI_DONE;
}

static int read_recording(struct cli *c, struct adding *a)
{
    const char *path = c->operand[0];
    struct stat st;

    if (stat(path, &st) == 0 && st.st_size > LIMIT_RECORDING_BYTES)
        return cli_refuse("%s is larger than %d KiB; a minute of speech at 48 kbit/s is "
                          "360 KiB",
                          path, LIMIT_RECORDING_BYTES / 1024);
    const char *why = file_read(&c->arena, path, LIMIT_RECORDING_BYTES, &a->file);
    if (why != NULL)
        return cli_refuse("cannot read %s: %s", path, why);
    a->type = recording_type(a->file);
    if (a->type == NULL)
        return cli_refuse("%s is neither an MP3 nor an M4A recording", path);
    a->sha256 = sha256_of(a->file.p, a->file.len);
    return CLI_DONE;
}

static struct session session_of(struct cli *c, struct open_city *city)
{
    return (struct session){.city = city->code,
                            .city_name = city->city.name,
                            .lang = settings_get(&c->settings, SETTING_LANG),
                            .now = c->now,
                            .zone = &city->zone,
                            .arena = &c->arena,
                            .stores = &city->stores};
}

static struct err keep(struct db *db, struct arena *a, void *ctx)
{
    const struct adding *w = ctx;

    db_audit(db, &(struct audit){w->cli->actor, "audio.add",
                                 cli_words(a, "recording:%s", lang_name(w->lang)), NULL});
    return db_exec(db, &q_recording_put,
                   &(struct q_recording_put_in){
                       .kind = RECORDING_PERMISSION,
                       .version = permission_version,
                       .lang = lang_name(w->lang),
                       .spoken = {w->spoken.b, SHA256_LEN},
                       .sha256 = {w->sha256.b, SHA256_LEN},
                       .type = w->type,
                       .size = (int64_t)w->file.len,
                       .bytes = w->file,
                       .added_at = w->cli->now,
                   });
}

static int add(struct cli *c, struct open_city *city, struct adding *a)
{
    struct session s = session_of(c, city);
    struct err e = recording_spoken(&s, a->lang, &a->spoken);

    session_close(&s);
    if (e.kind == ERR_NOT_FOUND)
        return cli_refuse("the text names the case manager, and there is none yet: "
                          "doorstep user add EMAIL --role case-manager");
    if (e.kind != OK)
        return cli_error("cannot add the recording", e);
    struct job job = {.city = city->code, .act = keep, .ctx = a};
    e = store_run(city->stores.of[STORE_REGISTRY], &job);
    arena_free(&job.arena);
    if (e.kind != OK)
        return cli_error("cannot add the recording", e);
    printf("phones play it for version %s of the permission in \"%s\", from their next "
           "sync\n",
           permission_version, lang_name(a->lang));
    return CLI_DONE;
}

int cli_audio_add(struct cli *c)
{
    struct open_city city CLEANUP(city_close) = {0};
    struct adding a = {.cli = c};
    int status = read_words(c, &a);

    if (status == CLI_DONE)
        status = read_recording(c, &a);
    if (status == CLI_DONE)
        status = city_open(c, &city);
    return status == CLI_DONE ? add(c, &city, &a) : status;
}

static void print(struct cli *c, const struct recording *list, size_t len)
{
    struct json_out o = {.arena = &c->arena};

    json_list(&o, NULL);
    for (size_t i = 0; i < len; i++) {
        const struct recording *r = &list[i];

        json_map(&o, NULL);
        json_put_text(&o, "text", r->kind);
        json_put_text(&o, "version", r->version);
        json_put_text(&o, "lang", lang_name(r->lang));
        json_put_int(&o, "size", r->size);
        json_put_bool(&o, "played", r->played);
        json_end_map(&o);
        if (!c->json)
            printf("%-12s %-16s %s %8lld bytes  %s\n", r->kind, r->version,
                   lang_name(r->lang), (long long)r->size,
                   r->played ? "played" : "not played: the text or its name changed");
    }
    json_end_list(&o);
    if (c->json)
        shown_json(&o);
    else if (len == 0)
        puts("no recordings; phones read the text with their own voice");
}

int cli_audio_list(struct cli *c)
{
    struct open_city city CLEANUP(city_close) = {0};
    struct recording *list;
    size_t len;
    int status = city_open(c, &city);

    if (status != CLI_DONE)
        return status;
    struct session s = session_of(c, &city);
    struct err e = recordings_list(&s, &list, &len);
    session_close(&s);
    if (e.kind != OK)
        return cli_error("cannot list the recordings", e);
    print(c, list, len);
    return CLI_DONE;
}
