/* openapi.c -- GET /api/v1/openapi.json, made from routes[], so that it is true.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"
#include "web/health.h"
#include "web/turn.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* "/api/v1/photos/:sha256/:offset" as "/api/v1/photos/{sha256}/{offset}". */
static const char *template_of(struct arena *a, const char *path)
{
    char *to = arena_alloc(a, 2 * strlen(path) + 2), *at = to;

    while (*path != '\0') {
        if (*path != ':') {
            *at++ = *path++;
            continue;
        }
        *at++ = '{';
        for (path++; *path != '\0' && *path != '/'; path++)
            *at++ = *path;
        *at++ = '}';
    }
    return to;
}

static void put_parameters(struct json_out *j, const char *path)
{
    json_list(j, "parameters");
    for (const char *at = strchr(path, ':'); at != NULL; at = strchr(at, ':')) {
        char name[40] = "";

        at++;
        memcpy(name, at, strcspn(at, "/") < 39 ? strcspn(at, "/") : 39);
        json_map(j, NULL);
        json_put_text(j, "name", name);
        json_put_text(j, "in", "path");
        json_put_bool(j, "required", true);
        json_put_raw(j, "schema", "{\"type\":\"string\"}", 17);
        json_end_map(j);
    }
    json_end_list(j);
}

static void put_response(struct json_out *j, const char *status, const char *words,
                         const char *type)
{
    json_map(j, status);
    json_put_text(j, "description", words);
    if (type != NULL) {
        json_map(j, "content");
        json_map(j, type);
        json_put_raw(j, "schema", "{\"type\":\"object\"}", 17);
        json_end_map(j);
        json_end_map(j);
    }
    json_end_map(j);
}

static void put_security(struct json_out *j, unsigned guard)
{
    json_list(j, "security");
    if (guard & SIGNED_IN)
        json_put_raw(j, NULL, "{\"session\":[]}", 14);
    if (guard & DEVICE)
        json_put_raw(j, NULL, "{\"device\":[]}", 13);
    json_end_list(j);
}

static void put_operation(struct json_out *j, const struct route *r)
{
    char method[8] = "";

    for (size_t i = 0; method_names[r->method][i] != '\0'; i++)
        method[i] = (char)tolower((unsigned char)method_names[r->method][i]);
    json_map(j, method);
    json_put_text(j, "operationId", template_of(j->arena, r->path));
    json_put_text(j, "x-act", act_name(r->act_name));
    json_put_int(j, "x-body-max", (int64_t)r->body_max);
    put_parameters(j, r->path);
    put_security(j, r->guard);
    json_map(j, "responses");
    put_response(j, "2XX", "Done.", "application/json");
    put_response(j, "4XX", "Refused; RFC 9457 says why.", "application/problem+json");
    put_response(j, "503", "Not now; the sender keeps what it has.",
                 "application/problem+json");
    json_end_map(j);
    json_end_map(j);
}

static bool is_api(const struct route *r)
{
    return strncmp(r->path, "/api/", 5) == 0;
}

static bool first_of_path(size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(routes[i].path, routes[n].path) == 0)
            return false;
    return true;
}

static const char schemes[] =
    "{\"securitySchemes\":{\"session\":{\"type\":\"http\",\"scheme\":\"bearer\"},"
    "\"device\":{\"type\":\"apiKey\",\"in\":\"header\",\"name\":\"Doorstep-Signature\"}}}";

struct err openapi_show(struct req *rq, struct session *s, const void *in,
                        const void *out)
{
    struct json_out j = {.arena = rq->arena};

    (void)s, (void)in, (void)out;
    json_map(&j, NULL);
    json_put_text(&j, "openapi", "3.1.0");
    json_map(&j, "info");
    json_put_text(&j, "title", "Doorstep");
    json_put_text(&j, "version", "1");
    json_end_map(&j);
    json_map(&j, "paths");
    for (size_t i = 0; i < routes_len; i++) {
        if (!is_api(&routes[i]) || !first_of_path(i))
            continue;
        json_map(&j, template_of(rq->arena, routes[i].path));
        for (size_t k = i; k < routes_len; k++)
            if (strcmp(routes[k].path, routes[i].path) == 0)
                put_operation(&j, &routes[k]);
        json_end_map(&j);
    }
    json_end_map(&j);
    json_put_raw(&j, "components", schemes, sizeof schemes - 1);
    json_end_map(&j);
    put_markup(&rq->out, json_done(&j));
    rq->content_type = "application/json";
    resp_header(rq, "Cache-Control", "public, max-age=300");
    return ok();
}
