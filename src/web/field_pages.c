/* field_pages.c -- the phone app's shells, service worker and its list of files; assets.
 * Not one byte of these depends on who asks.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/field_pages.h"

#include "base/json.h"
#include "base/text.h"
#include "core/str.h"
#include "http/gzip.h"
#include "http/static.h"
#include "web/layout.h"
#include "web/views_field.h"

#include <string.h>

/* GET /a/:build/:file and /a/:build/:folder/:file, three folders deep at most. */
struct err asset_show(struct req *rq, struct session *s, const void *in, const void *out)
{
    const char *name = strchr(rq->path + 3, '/');
    const struct static_file *f;

    (void)s, (void)in, (void)out;
    if (strcmp(rq->param[0], static_build) != 0) /* of another version of ours */
        return failed(ERR_NOT_FOUND, "error.not_found");
    f = static_find(name + 1);
    if (f == NULL)
        return failed(ERR_NOT_FOUND, "error.not_found");
    static_answer(rq, f, true);
    return ok();
}

/* GET /go#r=ID: browsers keep the fragment, and no server hears which visit it is. */
struct err go_show(struct req *rq, struct session *s, const void *in, const void *out)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/field/");
    return ok();
}

/* GET /field/ */
struct err field_home_show(struct req *rq, struct session *s, const void *in,
                           const void *out)
{
    (void)in, (void)out;
    resp_see_other(rq, "/field/%s", s->lang);
    return ok();
}

/* What only a desk, or only the copy of Today, loads. */
static bool of_others(const char *name)
{
    return str_starts(name, "js/desk/") || str_starts(name, "js/carry/");
}

static size_t modules_of(struct arena *a, struct field_module **out)
{
    struct field_module *to = arena_array(a, struct field_module, static_files_len);
    size_t n = 0;

    for (size_t i = 0; i < static_files_len; i++)
        if (str_starts(static_files[i].name, "js/") && !of_others(static_files[i].name))
            to[n++].address = asset_url(a, static_files[i].name);
    *out = to;
    return n;
}

/* The same bytes for everybody: nothing secret that its length could tell of. */
void shell_end(struct req *rq)
{
    char *whole = arena_copy(rq->arena, rq->out.buf, rq->out.len);
    struct bytes raw = {(const uint8_t *)whole, rq->out.len};

    resp_header(rq, "Cache-Control", "no-cache");
    rq->out.len = 0;
    gzip_answer(rq, raw);
}

/* GET /field/:lang */
struct err field_shell_show(struct req *rq, struct session *s, const void *in,
                            const void *out)
{
    struct field_module *modules;
    struct view_field_shell v = {
        .lang = text_lang(rq->param[0]),
        .manifest = asset_url(rq->arena, "field.webmanifest"),
        .icon = asset_url(rq->arena, "img/icon.svg"),
        .styles = asset_url(rq->arena, "css/doorstep.css"),
        .script = asset_url(rq->arena, "js/app.js"),
        .practice = s->practice,
    };

    (void)in, (void)out;
    if (v.lang == NULL || strcmp(v.lang, rq->param[0]) != 0)
        return failed(ERR_NOT_FOUND, "error.not_found");
    v.modules_len = modules_of(rq->arena, &modules);
    v.modules = modules;
    rq->out.lang = v.lang;
    view_field_shell(&rq->out, &v);
    shell_end(rq);
    return ok();
}

/* GET /field/sw.js */
struct err service_worker_show(struct req *rq, struct session *s, const void *in,
                               const void *out)
{
    const struct static_file *f = static_find("sw.js"); /* knows by its address whose */

    (void)s, (void)in, (void)out;
    require(f != NULL);
    static_answer(rq, f, false);
    return ok();
}

void precache_end(struct req *rq, const char *shells, bool (*keeps)(const char *name))
{
    struct json_out j = {.arena = rq->arena};

    json_map(&j, NULL);
    json_put_text(&j, "build", static_build);
    json_list(&j, "files");
    for (size_t i = 0; i < TEXT_LANGS; i++)
        json_put_text(&j, NULL, url_of(rq->arena, "%s%s", shells, text_langs[i]).s);
    for (size_t i = 0; i < static_files_len; i++)
        if (keeps(static_files[i].name))
            json_put_text(&j, NULL, asset_url(rq->arena, static_files[i].name).s);
    json_end_list(&j);
    json_end_map(&j);
    put_markup(&rq->out, "self.PRECACHE=");
    put_markup(&rq->out, json_done(&j));
    put_markup(&rq->out, ";\n");
    rq->content_type = "text/javascript; charset=utf-8";
    resp_header(rq, "Cache-Control", "no-cache");
}

static bool phone_keeps(const char *name)
{
    return strcmp(name, "sw.js") != 0 && !of_others(name);
}

/* GET /field/precache.js: what the service worker keeps; a new build, a new list. */
struct err precache_show(struct req *rq, struct session *s, const void *in,
                         const void *out)
{
    (void)s, (void)in, (void)out;
    precache_end(rq, "/field/", phone_keeps);
    return ok();
}
