/* test_openapi.c -- /api/v1/openapi.json is true: it names every address of the API, with
 * its method, parameters and guard, and none that is not there.
 * SPDX-License-Identifier: Apache-2.0 */
#include "site.h"

#include "base/json.h"
#include "core/build.h"
#include "web/route.h"

#include <ctype.h>
#include <string.h>

static const struct json *document(struct site *t)
{
    struct json *to = arena_new(t->arena, struct json);
    const struct local_answer *a = site_get(t, NULL, "/api/v1/openapi.json");

    assert_status(a, 200);
    assert_string_equal(local_header(a, "Content-Type"), "application/json");
    assert_ok(json_read(t->arena, a->body, a->body_len, to));
    assert_non_null(json_get(to, "paths"));
    return to;
}

/* "/api/v1/photos/{sha256}/{offset}" */
static const char *template_of(struct site *t, const char *path)
{
    struct build b = {.arena = t->arena};

    for (; *path != '\0'; path++) {
        if (*path != ':') {
            build_char(&b, *path);
            continue;
        }
        size_t len = strcspn(path + 1, "/");
        build_char(&b, '{');
        build_bytes(&b, path + 1, len);
        build_char(&b, '}');
        path += len;
    }
    return build_done(&b);
}

static const char *lower(struct site *t, const char *word)
{
    char *to = arena_copy(t->arena, word, strlen(word));

    for (char *c = to; *c != '\0'; c++)
        *c = (char)tolower((unsigned char)*c);
    return to;
}

static bool lists(const struct json *list, const char *member)
{
    for (size_t i = 0; list != NULL && i < list->len; i++)
        if (json_get(&list->items[i], member) != NULL)
            return true;
    return false;
}

static void assert_true_of(const struct route *r, const struct json *op)
{
    const struct json *security = json_get(op, "security");
    const struct json *params = json_get(op, "parameters");

    if (op == NULL)
        fail_msg("%s %s is not in openapi.json", method_names[r->method], r->path);
    assert_string_equal(json_text(op, "x-act"), act_name(r->act_name));
    assert_int_equal(json_int(op, "x-body-max", -1), r->body_max);
    assert_int_equal(lists(security, "session"), (r->guard & SIGNED_IN) != 0);
    assert_int_equal(lists(security, "device"), (r->guard & DEVICE) != 0);
    assert_int_equal(params->len, times(r->path, ":"));
    for (size_t i = 0; i < params->len; i++) {
        assert_non_null(strstr(r->path, json_text(&params->items[i], "name")));
        assert_string_equal(json_text(&params->items[i], "in"), "path");
    }
}

static bool is_api(const struct route *r)
{
    return strncmp(r->path, "/api/", 5) == 0;
}

static void every_address_of_the_api_is_described(void **state)
{
    struct site *t = site_new(*state);
    const struct json *paths = json_get(document(t), "paths");

    for (size_t i = 0; i < routes_len; i++) {
        const struct route *r = &routes[i];

        if (!is_api(r))
            continue;
        const struct json *path = json_get(paths, template_of(t, r->path));
        if (path == NULL)
            fail_msg("%s is not in openapi.json", r->path);
        assert_true_of(r, json_get(path, lower(t, method_names[r->method])));
    }
}

static void nothing_is_described_that_is_not_there(void **state)
{
    struct site *t = site_new(*state);
    const struct json *paths = json_get(document(t), "paths");
    size_t described = 0, there = 0;

    for (size_t i = 0; i < paths->len; i++)
        described += paths->items[i].len;
    for (size_t i = 0; i < routes_len; i++)
        there += is_api(&routes[i]);
    assert_int_equal(described, there);
}

static void it_is_openapi_3_1(void **state)
{
    struct site *t = site_new(*state);
    const struct json *doc = document(t), *info = json_get(doc, "info");

    assert_string_equal(json_text(doc, "openapi"), "3.1.0");
    assert_non_null(json_text(info, "title"));
    assert_non_null(json_text(info, "version"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_address_of_the_api_is_described),
        cmocka_unit_test(nothing_is_described_that_is_not_there),
        cmocka_unit_test(it_is_openapi_3_1),
    };

    return world_run_once("openapi", tests, COUNT(tests));
}
