/* The private lane of those who must report, on both engines: the author and the privacy
 * officer see it, nobody else, and the 48 hours are not forgotten.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phone.h"

#include "app/mandated_app.h"

#include <string.h>

#define HOURS(n) ((n)*INT64_C(3600000))
#define CANARY "Marisol at 14 Gull Street"

struct deed {
    struct err (*act)(struct session *s, const void *in, void **out);
    const void *in;
    int person;
    enum role role;
    void *out;
    size_t len;
    const char *words;
    struct faults faults;
    struct arena *arena;
};

static struct err do_as(struct session *s, void *ctx)
{
    struct deed *d = ctx;
    struct id id;

    require(id_parse(name_id(d->arena, 'u', d->person), ID_TEXT - 1, &id));
    s->actor.user = id_to(user, id);
    s->actor.roles = 1u << d->role;
    struct err e = d->act(s, d->in, &d->out);
    d->faults = s->faults;
    if (e.kind == OK && d->act == mandated_view) {
        const struct mandated_page *p = d->out;
        d->len = p->len;
        d->words = p->len > 0
                       ? arena_copy(d->arena, p->of[0].words, strlen(p->of[0].words))
                       : "";
    }
    return e;
}

static struct err as(struct phone *p, struct deed *d)
{
    d->arena = p->arena;
    return phone_run(p, STORE_CARE, do_as, d);
}

static struct deed look(struct phone *p, int person, enum role role)
{
    struct deed d = {.act = mandated_view, .person = person, .role = role};

    assert_ok(as(p, &d));
    return d;
}

/* Case manager 3 called the hotline for children just now. */
static struct mandated_ref reported(struct phone *p)
{
    struct mandated_in in = {.lane = LANE_CHILD, .called = "", .words = CANARY};
    struct deed d = {
        .act = mandated_file, .in = &in, .person = 3, .role = ROLE_CASE_MANAGER};

    require(id_parse(name_id(p->arena, 'm', 1), ID_TEXT - 1, &in.id));
    assert_ok(as(p, &d));
    assert_ok(as(p, &d)); /* the second click of two */
    return (struct mandated_ref){in.id};
}

static void the_author_and_the_privacy_officer_see_it_and_nobody_else(void **state)
{
    struct phone *p = phone_new(*state);

    reported(p);
    struct deed own = look(p, 3, ROLE_CASE_MANAGER);
    assert_int_equal(own.len, 1);
    assert_string_equal(own.words, CANARY);
    assert_int_equal(look(p, 4, ROLE_CASE_MANAGER).len, 0);
    assert_int_equal(look(p, 4, ROLE_CARE_LEAD).len, 0);
    assert_int_equal(look(p, 1, ROLE_INSPECTOR).len, 0);
    assert_int_equal(look(p, 4, ROLE_PRIVACY).len, 1);
    struct deed leader = {.act = mandated_view, .person = 4, .role = ROLE_LEADER};
    assert_err(as(p, &leader), ERR_NOT_FOUND);
}

static void nothing_of_it_stands_in_clear_or_among_the_cases(void **state)
{
    struct phone *p = phone_new(*state);
    const char *before = dump_care(p);

    reported(p);
    assert_string_equal(dump_care(p), before);
    assert_null(strstr(dump_trail(p, STORE_CARE), "Marisol"));
    assert_null(strstr(dump_trail(p, STORE_ENFORCEMENT), "mandated"));
}

static struct err round_due(struct session *s, void *ctx)
{
    void *out;

    TRY(mandated_due(s, NULL, &out));
    *(bool *)ctx = *(bool *)out;
    return *(bool *)out ? mandated_remind(s, NULL, &out) : ok();
}

static bool reminded(struct phone *p)
{
    bool due = false;

    assert_ok(phone_run(p, STORE_CARE, round_due, &due));
    return due;
}

static void the_author_is_reminded_once_before_the_48_hours_are_over(void **state)
{
    struct phone *p = phone_new(*state);

    reported(p);
    p->now += HOURS(35);
    assert_false(reminded(p));
    p->now += HOURS(2);
    assert_true(reminded(p));
    assert_non_null(strstr(dump_care(p), "c1@x something-due"));
    assert_false(reminded(p));
}

static void who_has_written_is_not_reminded(void **state)
{
    struct phone *p = phone_new(*state);
    struct mandated_ref ref = reported(p);
    struct deed other = {
        .act = mandated_wrote, .in = &ref, .person = 4, .role = ROLE_CASE_MANAGER};
    struct deed own = {
        .act = mandated_wrote, .in = &ref, .person = 3, .role = ROLE_CASE_MANAGER};

    assert_ok(as(p, &other)); /* changes nothing of somebody else's */
    p->now += HOURS(37);
    assert_ok(as(p, &own));
    assert_false(reminded(p));
}

static void a_call_of_next_week_is_refused(void **state)
{
    struct phone *p = phone_new(*state);
    struct mandated_in in = {
        .lane = LANE_ELDER, .called = "2026-12-24T10:00", .words = CANARY};
    struct deed d = {
        .act = mandated_file, .in = &in, .person = 3, .role = ROLE_CASE_MANAGER};

    require(id_parse(name_id(p->arena, 'm', 1), ID_TEXT - 1, &in.id));
    assert_err(as(p, &d), ERR_INVALID);
    assert_string_equal(fault_of(&d.faults, "called"), "mandated.bad_time");
    in.called = "yesterday";
    assert_err(as(p, &d), ERR_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_author_and_the_privacy_officer_see_it_and_nobody_else),
        cmocka_unit_test(nothing_of_it_stands_in_clear_or_among_the_cases),
        cmocka_unit_test(the_author_is_reminded_once_before_the_48_hours_are_over),
        cmocka_unit_test(who_has_written_is_not_reminded),
        cmocka_unit_test(a_call_of_next_week_is_refused),
    };

    return world_run_ready("mandated", tests, COUNT(tests));
}
