/* test_inspections.c -- POST /api/v1/inspections: another system's day, row by row, on
 * both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "base/crypto.h"
#include "base/json.h"
#include "store/property_store.h"

#include <stdio.h>
#include <string.h>

#define PATH "/api/v1/inspections"

static struct err put_house(struct session *s, void *ctx)
{
    struct property p = {.id = id_to(property, id_mint(s->now)),
                         .at = {"4", "Pine Street", "", "02100"},
                         .place = "Harborview",
                         .region = "MA",
                         .lat_e7 = INT_NONE,
                         .lon_e7 = INT_NONE,
                         .year_built = INT_NONE};
    struct address key;
    enum property_put done;
    struct db *db;

    (void)ctx;
    require(address_read(s->arena, &p.at, &key) == NULL);
    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    return property_put(db, s->arena, &p, &key, &done);
}

struct scene {
    struct site *t;
    struct visitor *admin, *inspector;
};

static struct scene scene_new(void **state)
{
    struct site *t = site_new(*state);

    assert_ok(phone_run(t->phone, STORE_ENFORCEMENT, put_house, NULL));
    return (struct scene){t, visitor_new(t, ROLE_ADMIN, "es"),
                          visitor_new(t, ROLE_INSPECTOR, "en")};
}

static const char *row(struct scene *c, const char *id, const char *address,
                       const char *kind)
{
    char text[400];

    snprintf(text, sizeof text,
             "{\"external_id\":\"%s\",\"inspector_email\":\"%s\",\"scheduled_at\":"
             "\"2026-11-25 09:30\",\"address\":\"%s\",\"kind\":\"%s\",\"result\":null,"
             "\"record_url\":\"https://permits.example/%s\"}",
             id, c->inspector->email, address, kind, id);
    return arena_copy(c->t->arena, text, strlen(text));
}

static struct json *results_of(struct scene *c, const char *first, const char *second)
{
    struct json *all = arena_new(c->t->arena, struct json);
    char body[1000];

    snprintf(body, sizeof body, "[%s%s%s]", first, second != NULL ? "," : "",
             second != NULL ? second : "");
    const struct local_answer *a = site_post_json(c->t, c->admin, PATH, body);
    assert_status(a, 200);
    assert_ok(json_read(c->t->arena, a->body, a->body_len, all));
    return json_get(all, "results")->items;
}

static void a_day_sent_twice_changes_nothing_and_a_new_kind_is_taken(void **state)
{
    struct scene c = scene_new(state);
    const char *same = row(&c, "HV-1", "4 Pine St", "routine");

    assert_string_equal(json_text(results_of(&c, same, NULL), "result"), "accepted");
    assert_string_equal(json_text(results_of(&c, same, NULL), "result"), "unchanged");
    const char *other = row(&c, "HV-1", "4 Pine St", "complaint");
    assert_string_equal(json_text(results_of(&c, other, NULL), "result"), "accepted");
}

static void a_row_that_cannot_be_taken_says_why_and_keeps_no_other_away(void **state)
{
    struct scene c = scene_new(state);
    const struct json *r = results_of(&c, row(&c, "HV-1", "9 Nowhere St", "routine"),
                                      row(&c, "HV-2", "4 Pine St", "routine"));
    const struct json *why = json_get(&r[0], "problem");

    assert_string_equal(json_text(&r[0], "result"), "refused");
    assert_string_equal(json_text(why, "type"),
                        "urn:doorstep:problem:errors.import.register");
    assert_int_equal(json_int(why, "status", 0), 422);
    assert_string_equal(json_text(&json_get(why, "errors")->items[0], "field"),
                        "address");
    assert_non_null(strstr(json_text(why, "title"), "registro"));
    assert_string_equal(json_text(&r[1], "result"), "accepted");
}

static void what_is_no_list_is_refused_whole(void **state)
{
    struct scene c = scene_new(state);
    static const char *const bodies[] = {"{}", "[]", "7"};

    for (size_t i = 0; i < COUNT(bodies); i++) {
        const struct local_answer *a = site_post_json(c.t, c.admin, PATH, bodies[i]);

        assert_status(a, 422);
        assert_string_equal(local_header(a, "Content-Type"), "application/problem+json");
        assert_has(a, "1 a 500 inspecciones");
    }
    assert_string_equal(json_text(results_of(&c, "7", "{\"external_id\":7}"), "result"),
                        "refused");
}

static void only_an_administrator_may_send_it(void **state)
{
    struct scene c = scene_new(state);
    const char *before = site_dump(c.t);

    assert_status(site_post_json(c.t, NULL, PATH, "[{}]"), 401);
    assert_status(site_post_json(c.t, c.inspector, PATH, "[{}]"), 404);
    assert_string_equal(site_dump(c.t), before);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_sent_twice_changes_nothing_and_a_new_kind_is_taken),
        cmocka_unit_test(a_row_that_cannot_be_taken_says_why_and_keeps_no_other_away),
        cmocka_unit_test(what_is_no_list_is_refused_whole),
        cmocka_unit_test(only_an_administrator_may_send_it),
    };

    return world_run_ready("inspections", tests, COUNT(tests));
}
