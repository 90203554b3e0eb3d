/* test_carry.c -- the copy of Today for the road: how to reach whom and where, and
 * neither need nor note; who may have it, and that it is written down.  On both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include <string.h>

#define PATH "/api/v1/today"

struct carried {
    struct site *t;
    struct visitor *manager;
    struct story *st; /* hers: spoken with, and a visit to it is planned for today */
};

static struct carried carried_new(struct world *w)
{
    struct carried c = {.t = site_new(w)};

    story_begin(c.t);
    c.manager = visitor_new(c.t, ROLE_CASE_MANAGER, "en");
    c.st = story_new(c.t, 1);
    story_own(c.t, c.st, c.manager);
    return c;
}

static const struct local_answer *copy_of(const struct carried *c,
                                          const struct visitor *who)
{
    return site_get(c->t, who, PATH);
}

static void a_visit_is_in_it_with_its_address_and_how_to_reach_them(void **state)
{
    struct carried c = carried_new(*state);
    const struct local_answer *a = copy_of(&c, c.manager);

    assert_status(a, 200);
    assert_has(a, STORY_NAME);
    assert_has(a, "12 Erie");
    assert_has(a, STORY_PHONE);
    assert_has(a, STORY_KNOCK);
    assert_has(a, "Do not leave a message.");
    assert_string_equal(local_header(a, "Cache-Control"), "no-store");
}

static void no_need_and_no_note_is_in_it(void **state)
{
    struct carried c = carried_new(*state);
    const struct local_answer *a = copy_of(&c, c.manager);
    static const char *const never[] = {STORY_NOTE, STORY_TRIED, STORY_JOINT,
                                        STORY_MAIL, "choices",   "Harbor"};

    for (size_t i = 0; i < COUNT(never); i++)
        assert_lacks(a, never[i]);
    for (size_t i = 0; i < story_need_words_len; i++)
        assert_lacks(a, story_need_words[i]);
}

/* It is read on another day. */
static void it_names_days_by_their_date(void **state)
{
    struct carried c = carried_new(*state);
    const struct local_answer *a = copy_of(&c, c.manager);

    assert_has(a, "Nov 24, 3:00 pm");
    assert_lacks(a, "oday");
    assert_lacks(a, "omorrow");
}

static void a_note_on_how_to_reach_them_is_only_said_to_be_there(void **state)
{
    struct carried c = carried_new(*state);
    const char *form =
        story_fill(c.t, c.st, "rev={rev}&contact_note=her brother listens");

    assert_has(copy_of(&c, c.manager), "\"noted\":false");
    assert_status(site_post(c.t, c.manager,
                            story_fill(c.t, c.st, "/cases/{case}/household/contact"),
                            form),
                  303);
    assert_has(copy_of(&c, c.manager), "\"noted\":true");
    assert_lacks(copy_of(&c, c.manager), "brother");
}

static void to_whom_the_case_is_closed_it_is_not_there(void **state)
{
    struct carried c = carried_new(*state);
    struct visitor *closed = visitor_new(c.t, ROLE_CARE_LEAD, "en");

    assert_has(copy_of(&c, closed), STORY_NAME);
    story_block(c.t, c.st, closed);
    const struct local_answer *a = copy_of(&c, closed);
    assert_status(a, 200);
    for (size_t i = 0; i < story_secrets_len; i++)
        assert_lacks(a, story_secrets[i]);
    assert_has(copy_of(&c, c.manager), STORY_NAME);
}

static void a_colleagues_case_is_not_in_it(void **state)
{
    struct carried c = carried_new(*state);
    struct visitor *other = visitor_new(c.t, ROLE_CASE_MANAGER, "en");

    assert_lacks(copy_of(&c, other), STORY_NAME);
}

static void nobody_else_gets_one(void **state)
{
    struct carried c = carried_new(*state);

    for (enum role r = 0; r < ROLES; r++)
        if (r != ROLE_CASE_MANAGER && r != ROLE_CARE_LEAD && r != ROLE_AGENCY)
            assert_status(copy_of(&c, visitor_new(c.t, r, "en")), 404);
    assert_status(copy_of(&c, NULL), 401);
    visitor_disable(c.t, c.manager);
    assert_status(copy_of(&c, c.manager), 401);
}

/* A row of each case that it showed, as something that was carried away. */
static void that_she_has_it_is_written_down(void **state)
{
    struct carried c = carried_new(*state);
    size_t before = times(site_dump(c.t), "case.carry");

    assert_status(copy_of(&c, c.manager), 200);
    assert_true(times(site_dump(c.t), "case.carry") > before);
}

static void the_page_itself_is_the_same_for_everybody(void **state)
{
    struct carried c = carried_new(*state);
    const struct local_answer *mine = site_get(c.t, c.manager, "/today/en");
    const struct local_answer *nobodys = site_get(c.t, NULL, "/today/en");

    assert_status(mine, 200);
    assert_int_equal(mine->body_len, nobodys->body_len);
    assert_memory_equal(mine->body, nobodys->body, mine->body_len);
    assert_status(site_get(c.t, NULL, "/today/xx"), 404);
}

/* Its list for the service worker, and none of the phone app. */
static void nothing_of_the_phone_app_is_loaded(void **state)
{
    struct carried c = carried_new(*state);
    const struct local_answer *a = site_get(c.t, NULL, "/today/precache.js");
    const struct local_answer *field = site_get(c.t, NULL, "/field/precache.js");

    assert_has(a, "/js/carry/app.js");
    assert_has(a, "/today/ht");
    assert_lacks(a, "/js/app.js");
    assert_lacks(a, ".wasm");
    assert_lacks(a, "/field/");
    assert_lacks(field, "js/carry/");
    assert_lacks(field, "/today/");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_visit_is_in_it_with_its_address_and_how_to_reach_them),
        cmocka_unit_test(no_need_and_no_note_is_in_it),
        cmocka_unit_test(it_names_days_by_their_date),
        cmocka_unit_test(a_note_on_how_to_reach_them_is_only_said_to_be_there),
        cmocka_unit_test(to_whom_the_case_is_closed_it_is_not_there),
        cmocka_unit_test(a_colleagues_case_is_not_in_it),
        cmocka_unit_test(nobody_else_gets_one),
        cmocka_unit_test(that_she_has_it_is_written_down),
        cmocka_unit_test(the_page_itself_is_the_same_for_everybody),
        cmocka_unit_test(nothing_of_the_phone_app_is_loaded),
    };

    return world_run_ready("carry", tests, COUNT(tests));
}
