/* What a case manager hears of the homes of her cases, on both engines: that home alone,
 * what came after the request alone, until it is noted.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phone.h"

#include "app/casefile_app.h"
#include "app/today_app.h"
#include "base/crypto.h"
#include "core/build.h"

#include <stdio.h>
#include <string.h>

#define ID(kind, n) "\"018f0000-00" kind "-7000-8000-00000000000" #n "\""
#define CASE "018f0000-0063-7000-8000-000000000001"
#define REQUEST                                                                              \
    "\"casefile\":\"" CASE "\",\"consent\":" ID("6e", 1) ",\"property\":" ID(                \
        "70",                                                                                \
        1) ",\"unit\":\"Apt. 2-B\",\"address\":\"12 Erie Street\","                          \
           "\"choices\":[\"food:seen\"],\"urgency\":\"routine\",\"phone\":\"617 555 0100\"," \
           "\"message_ok\":\"no\",\"call_name\":\"Rosa\",\"text_version\":\"door-1\","       \
           "\"lang\":\"es\",\"method\":\"shown\""
#define START(n, property, unit)                       \
    "\"inspection\":" ID("76", n) ",\"property\":" ID( \
        "70",                                          \
        property) ",\"unit\":\"" unit                  \
                  "\",\"kind\":\"routine\",\"occupancy\":\"occupied\",\"present\":[\"occupant\"]"
#define FINDING(n, visit)                                                                         \
    "\"finding\":" ID("66", n) ",\"inspection\":" ID(                                             \
        "76",                                                                                     \
        visit) ",\"code\":\"410.180\","                                                           \
               "\"library\":\"105-cmr-410:2023-05-12\",\"place\":\"kitchen\",\"note\":\"Drip.\"," \
               "\"endangering\":\"0\",\"responsible\":\"owner\",\"correct_by\":\"2026-11-28\""
#define DAYS(n) ((n)*INT64_C(86400000))

static struct casefile_id the_case(void)
{
    struct id id;

    require(id_parse(CASE, strlen(CASE), &id));
    return id_to(casefile, id);
}

static void as_case_manager(struct session *s)
{
    s->actor.roles = 1u << ROLE_CASE_MANAGER;
}

static struct err take_on(struct session *s, void *ctx)
{
    void *page;

    as_case_manager(s);
    TRY(casefile_view(s, &(struct case_ref){.id = the_case()}, &page));
    *(struct case_ref *)ctx =
        (struct case_ref){the_case(), ((struct case_page *)page)->c.rev};
    return casefile_acknowledge(s, ctx, &page);
}

/* Rosa's request came on the 24th, and is this person's case. */
static struct phone *with_a_case(void **state)
{
    struct phone *p = phone_new(*state);
    struct case_ref ref;

    assert_applied(phone_send_one(p, op_sealed(p, 1, "help.request", REQUEST)));
    assert_ok(phone_run(p, STORE_CARE, take_on, &ref));
    return p;
}

static const char *sign_data(struct phone *p, int visit)
{
    struct sha256 sha = sha256_of("A.", 2);
    char text[300];

    snprintf(text, sizeof text,
             "\"inspection\":\"%s\",\"name\":\"A Person\",\"order\":\"A.\","
             "\"order_sha256\":\"%s\",\"lang\":\"en\"",
             name_id(p->arena, 'v', visit),
             hex(p->arena, (struct bytes){sha.b, SHA256_LEN}));
    return arena_copy(p->arena, text, strlen(text));
}

static void inspect(struct phone *p, const char *start, const char *finding, int visit)
{
    const char *const ops[] = {
        op_make(p, 10 * visit, "inspection.start", start, ""),
        op_make(p, 10 * visit + 1, "finding.add", finding, ""),
        op_make(p, 10 * visit + 2, "inspection.sign", sign_data(p, visit), ""),
    };

    phone_send(p, ops, COUNT(ops));
    for (size_t i = 0; i < COUNT(ops); i++)
        assert_applied(&p->results[i]);
}

struct heard {
    struct phone *p;
    const char *text;
};

/* "order 2026-11-25 1;missed 2026-11-28 0;" */
static struct err hear(struct session *s, void *ctx)
{
    struct heard *h = ctx;
    struct build b = {.arena = h->p->arena};
    void *out;

    as_case_manager(s);
    TRY(today_view(s, NULL, &out));
    const struct home_list *homes = &((struct today_page *)out)->homes;
    for (size_t i = 0; i < homes->len; i++)
        for (size_t k = 0; k < homes->of[i].len; k++) {
            const struct home_event *e = &homes->of[i].of[k];
            char day[DAY_TEXT], line[80];

            day_format(e->day, day);
            snprintf(line, sizeof line, "%s %s %d;", home_event_codes.list[e->kind].word,
                     day, (int)e->n);
            build_text(&b, line);
        }
    h->text = build_done(&b);
    return ok();
}

static const char *heard(struct phone *p)
{
    struct heard h = {.p = p};

    assert_ok(phone_run(p, STORE_CARE, hear, &h));
    return h.text;
}

static void an_order_and_its_missed_day_are_told(void **state)
{
    struct phone *p = with_a_case(state);

    assert_string_equal(heard(p), "");
    p->now += DAYS(1);
    inspect(p, START(1, 1, "2B"), FINDING(1, 1), 1);
    p->now += DAYS(5);
    assert_string_equal(heard(p),
                        "order 2026-11-25 1;missed 2026-11-28 0;again 2026-11-30 0;");
}

static void another_home_of_the_house_is_not_told(void **state)
{
    struct phone *p = with_a_case(state);

    p->now += DAYS(1);
    inspect(p, START(1, 1, "3"), FINDING(1, 1), 1);
    inspect(p, START(2, 2, "2B"), FINDING(2, 2), 2);
    assert_string_equal(heard(p), "");
}

static void the_order_of_the_day_of_the_request_is_no_news(void **state)
{
    struct phone *p = with_a_case(state);

    inspect(p, START(1, 1, "2B"), FINDING(1, 1), 1);
    assert_null(strstr(heard(p), "order"));
}

static void a_corrected_violation_is_told(void **state)
{
    struct phone *p = with_a_case(state);

    inspect(p, START(1, 1, "2B"), FINDING(1, 1), 1);
    p->now += DAYS(2);
    assert_applied(
        phone_send_one(p, op_make(p, 20, "inspection.start", START(2, 1, "2B"), "")));
    assert_applied(
        phone_send_one(p, op_make(p, 21, "finding.state",
                                  "\"finding\":" ID("66", 1) ",\"inspection\":" ID(
                                      "76", 2) ",\"state\":\"corrected\"",
                                  "")));
    assert_string_equal(heard(p), "corrected 2026-11-26 0;");
}

static struct err note(struct session *s, void *ctx)
{
    void *out;

    as_case_manager(s);
    return home_noted(s, ctx, &out);
}

static void what_is_noted_leaves_today_and_the_rest_stays(void **state)
{
    struct phone *p = with_a_case(state);
    struct home_noted_in in = {.casefile = the_case(), .len = 1};

    p->now += DAYS(1);
    inspect(p, START(1, 1, "2B"), FINDING(1, 1), 1);
    p->now += DAYS(4);
    in.seen[0].kind = HOME_ORDER;
    require(id_parse(name_id(p->arena, 'v', 1), ID_TEXT - 1, &in.seen[0].about));
    assert_ok(phone_run(p, STORE_CARE, note, &in));
    assert_ok(phone_run(p, STORE_CARE, note, &in));
    assert_string_equal(heard(p), "missed 2026-11-28 0;again 2026-11-30 0;");
}

static void enforcement_learns_nothing_by_being_read(void **state)
{
    struct phone *p = with_a_case(state);

    p->now += DAYS(1);
    inspect(p, START(1, 1, "2B"), FINDING(1, 1), 1);
    const char *before = dump_trail(p, STORE_ENFORCEMENT);
    heard(p);
    assert_string_equal(dump_trail(p, STORE_ENFORCEMENT), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_order_and_its_missed_day_are_told),
        cmocka_unit_test(another_home_of_the_house_is_not_told),
        cmocka_unit_test(the_order_of_the_day_of_the_request_is_no_news),
        cmocka_unit_test(a_corrected_violation_is_told),
        cmocka_unit_test(what_is_noted_leaves_today_and_the_rest_stays),
        cmocka_unit_test(enforcement_learns_nothing_by_being_read),
    };

    return world_run_ready("home", tests, COUNT(tests));
}
