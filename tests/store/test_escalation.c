/* Requests that nobody takes on, and cases kept for a colleague, on both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phone.h"

#include "app/casefile_app.h"
#include "app/escalation_app.h"

#include <string.h>

#define ID(kind, n) "\"018f0000-00" kind "-7000-8000-00000000000" #n "\""
#define CASE "018f0000-0063-7000-8000-000000000001"
#define REQUEST(urgency)                                                               \
    "\"casefile\":\"" CASE "\",\"consent\":" ID("6e", 1) ",\"property\":" ID(          \
        "70",                                                                          \
        1) ",\"unit\":\"2B\",\"address\":\"12 Erie Street\","                          \
           "\"choices\":[\"food:seen\"],\"urgency\":\"" urgency                        \
           "\",\"phone\":\"617 555 0100\","                                            \
           "\"message_ok\":\"no\",\"call_name\":\"Rosa\",\"text_version\":\"door-1\"," \
           "\"lang\":\"es\",\"method\":\"shown\""
#define MINUTES(n) ((n)*INT64_C(60000))
#define HOURS(n) (60 * MINUTES(n))

static struct casefile_id the_case(void)
{
    struct id id;

    require(id_parse(CASE, strlen(CASE), &id));
    return id_to(casefile, id);
}

static struct err look(struct session *s, void *ctx)
{
    void *out;

    TRY(escalation_due(s, NULL, &out));
    *(bool *)ctx = *(bool *)out;
    return ok();
}

static bool somebody_is_due(struct phone *p)
{
    bool due = false;

    assert_ok(phone_run(p, STORE_CARE, look, &due));
    return due;
}

static struct err tell(struct session *s, void *ctx)
{
    void *out;

    (void)ctx;
    return escalation_round(s, NULL, &out);
}

static const char *told(struct phone *p)
{
    assert_ok(phone_run(p, STORE_CARE, tell, NULL));
    return dump_care(p);
}

static int count(const char *text, const char *word)
{
    int n = 0;

    for (const char *at = text; (at = strstr(at, word)) != NULL; at++)
        n++;
    return n;
}

/* A Tuesday morning within the provider's hours. */
static struct phone *asked(void **state, const char *request)
{
    struct phone *p = phone_new(*state);

    p->now = 1795536000000; /* 2026-11-24 11:00 in New York */
    assert_applied(phone_send_one(p, op_sealed(p, 1, "help.request", request)));
    return p;
}

static void a_crisis_climbs_from_colleagues_to_the_on_call_once_each(void **state)
{
    struct phone *p = asked(state, REQUEST("crisis"));

    p->now += MINUTES(119);
    assert_false(somebody_is_due(p));
    p->now += MINUTES(1);
    assert_true(somebody_is_due(p));
    assert_int_equal(count(told(p), "request-waits"), 2); /* two case managers */
    assert_false(somebody_is_due(p));
    assert_int_equal(count(told(p), "request-waits"), 2);
    p->now += MINUTES(30);
    assert_true(somebody_is_due(p));
    told(p);
    p->now += MINUTES(30);
    assert_true(somebody_is_due(p));
    told(p);
    p->now += HOURS(48);
    assert_false(somebody_is_due(p)); /* there is no rung above */
}

static void no_inspector_is_ever_told(void **state)
{
    struct phone *p = asked(state, REQUEST("crisis"));

    p->now += HOURS(72);
    const char *rows = told(p);
    assert_non_null(strstr(rows, "request-waits"));
    assert_null(strstr(rows, "i1@x"));
    assert_null(strstr(rows, "i2@x"));
}

static void a_promise_that_is_kept_tells_nobody(void **state)
{
    struct phone *p = asked(state, REQUEST("today"));

    p->now += HOURS(2);
    assert_false(somebody_is_due(p));
}

struct deed {
    struct err (*act)(struct session *s, const void *in, void **out);
    const void *in;
    struct user_id user;
    struct faults faults;
};

static struct err as_manager(struct session *s, void *ctx)
{
    struct deed *d = ctx;
    void *out;

    s->actor.roles = 1u << ROLE_CASE_MANAGER;
    s->actor.user = d->user;
    struct err e = d->act(s, d->in, &out);
    d->faults = s->faults;
    return e;
}

static struct user_id manager(struct phone *p, int n)
{
    struct id id;

    require(id_parse(name_id(p->arena, 'u', n + 2), ID_TEXT - 1, &id));
    return id_to(user, id);
}

static struct err acknowledge(struct session *s, const void *in, void **out)
{
    void *page;

    (void)in;
    TRY(casefile_view(s, &(struct case_ref){.id = the_case()}, &page));
    struct case_ref ref = {the_case(), ((struct case_page *)page)->c.rev};
    return casefile_acknowledge(s, &ref, out);
}

static struct err may_open(struct session *s, const void *in, void **out)
{
    (void)in;
    return casefile_view(s, &(struct case_ref){.id = the_case()}, out);
}

static struct err run(struct phone *p, int who,
                      struct err (*act)(struct session *, const void *, void **),
                      const void *in)
{
    struct deed d = {.act = act, .in = in, .user = manager(p, who)};

    return phone_run(p, STORE_CARE, as_manager, &d);
}

static void a_colleague_keeps_the_cases_until_they_are_taken_back(void **state)
{
    struct phone *p = asked(state, REQUEST("today"));
    struct away_in away = {manager(p, 2), {0}};

    require(day_parse("2026-12-01", 10, &away.until));
    assert_ok(run(p, 1, acknowledge, NULL));
    assert_err(run(p, 2, may_open, NULL), ERR_NOT_FOUND);
    assert_ok(run(p, 1, away_begin, &away));
    assert_ok(run(p, 2, may_open, NULL));
    assert_err(run(p, 1, may_open, NULL), ERR_NOT_FOUND);
    assert_ok(run(p, 1, away_end, NULL));
    assert_ok(run(p, 1, may_open, NULL));
    assert_err(run(p, 2, may_open, NULL), ERR_NOT_FOUND);
}

static void nobody_stands_in_for_herself_or_for_ever(void **state)
{
    struct phone *p = asked(state, REQUEST("today"));
    struct away_in away = {manager(p, 1), {0}};

    require(day_parse("2028-12-01", 10, &away.until));
    struct deed d = {.act = away_begin, .in = &away, .user = manager(p, 1)};
    assert_err(phone_run(p, STORE_CARE, as_manager, &d), ERR_INVALID);
    assert_string_equal(fault_of(&d.faults, "stand_in"), "away.who");
    assert_string_equal(fault_of(&d.faults, "until"), "away.until_bad");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_crisis_climbs_from_colleagues_to_the_on_call_once_each),
        cmocka_unit_test(no_inspector_is_ever_told),
        cmocka_unit_test(a_promise_that_is_kept_tells_nobody),
        cmocka_unit_test(a_colleague_keeps_the_cases_until_they_are_taken_back),
        cmocka_unit_test(nobody_stands_in_for_herself_or_for_ever),
    };

    return world_run_ready("escalation", tests, COUNT(tests));
}
