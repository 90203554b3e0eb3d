/* test_record.c -- a case in the provider's own system of record: its number there.
 * SPDX-License-Identifier: Apache-2.0 */
#include "manager.h"

#include "app/record_app.h"
#include "core/str.h"
#include "domain/record.h"

#include <stdio.h>

static struct number_in number_of(struct phone *p, int64_t rev, const char *number)
{
    return (struct number_in){the_case(p), rev, number};
}

/* A second household's case, that MANAGER has too. */
static struct casefile_id other_case(struct phone *p)
{
    char data[600];
    struct casefile_id id = id_to(casefile, id_named(p, 'c', 2));

    snprintf(data, sizeof data,
             "\"casefile\":\"%s\",\"consent\":\"%s\",\"property\":\"%s\",\"unit\":\"5\","
             "\"address\":\"12 Erie Street\",\"choices\":[\"food:told\"],"
             "\"urgency\":\"today\",\"phone\":\"617 555 0143\",\"knock\":\"\","
             "\"message_ok\":\"no\",\"call_name\":\"Marisol\","
             "\"text_version\":\"door-1\",\"lang\":\"es\",\"method\":\"shown\","
             "\"card_code\":\"\"",
             name_id(p->arena, 'c', 2), name_id(p->arena, 'n', 2),
             name_id(p->arena, 'p', 1));
    assert_applied(phone_send_one(p, op_sealed(p, 2, "help.request", data)));
    assert_ok(DO(p, casefile_acknowledge, &(struct case_ref){.id = id}));
    return id;
}

struct looking {
    struct phone *p;
    const struct number_page *page;
};

static struct err look(struct session *s, void *ctx)
{
    struct looking *l = ctx;
    struct number_in in = number_of(l->p, 0, NULL);
    void *out;

    be(l->p, s, MANAGER);
    s->arena = l->p->arena;
    TRY(number_view(s, &in, &out));
    l->page = out;
    return ok();
}

static const struct number_page *page_of(struct phone *p)
{
    struct looking l = {.p = p};

    assert_ok(phone_run(p, STORE_CARE, look, &l));
    return l.page;
}

static void a_case_is_found_by_its_number_however_it_is_typed(void **state)
{
    struct phone *p = with_case(*state);
    struct number_in in = number_of(p, 0, "  24-1187  a ");
    struct number_in typed = {.number = "24-1187A"}, wrong = {.number = "241187A"};
    struct doing d = {.act = number_find, .in = &wrong};

    assert_ok(DO(p, number_set, &in));
    assert_string_equal(case_of(p)->own.number, "24-1187 a");
    assert_err(as(p, MANAGER, &d), ERR_INVALID);
    assert_string_equal(d.fault, "record.none_such");
    d.in = &typed;
    assert_ok(as(p, MANAGER, &d));
}

static void a_number_stands_on_one_case_alone(void **state)
{
    struct phone *p = with_case(*state);
    struct number_in first = number_of(p, 0, "24-1187");
    struct number_in second = {other_case(p), 0, "24 - 1187"};
    struct doing d = {.act = number_set, .in = &second};

    assert_ok(DO(p, number_set, &first));
    assert_ok(DO(p, number_set, &first)); /* the second click of two */
    assert_err(as(p, MANAGER, &d), ERR_INVALID);
    assert_string_equal(d.fault, "record.taken");
    first = number_of(p, 1, NULL); /* free again */
    assert_ok(DO(p, number_set, &first));
    assert_ok(as(p, MANAGER, &d));
}

static void whoever_may_not_see_a_case_is_not_shown_it_by_its_number(void **state)
{
    struct phone *p = with_case(*state);
    struct number_in in = number_of(p, 0, "24-1187");
    struct doing d = {.act = number_find, .in = &in};

    assert_ok(DO(p, number_set, &in));
    assert_err(as(p, COLLEAGUE, &d), ERR_INVALID);
    assert_string_equal(d.fault, "record.none_such");
    d.act = number_set;
    assert_err(as(p, COLLEAGUE, &d), ERR_NOT_FOUND);
    struct number_in second = {other_case(p), 0, NULL};
    assert_ok(DO(p, number_set, &second));
}

static void what_a_number_was_before_stays_to_be_read(void **state)
{
    struct phone *p = with_case(*state);
    struct number_in one = number_of(p, 0, "24-1187"), two = number_of(p, 1, "24-1188");
    struct number_in stale = number_of(p, 1, "24-1199");
    struct doing d = {.act = number_set, .in = &stale};

    assert_ok(DO(p, number_set, &one));
    p->now += 1000;
    assert_ok(DO(p, number_set, &two));
    assert_err(as(p, MANAGER, &d), ERR_CONFLICT);
    assert_string_equal(d.fault, "record.changed_meanwhile");
    const struct number_page *page = page_of(p);
    assert_string_equal(page->now.number, "24-1188");
    assert_int_equal(page->was.len, 2);
    assert_string_equal(page->was.of[0].number, "24-1188");
    assert_string_equal(page->was.of[1].number, "24-1187");
}

static void a_sentence_is_no_number(void **state)
{
    static const char *const none[] = {"call Ana!", "--", "12;34", "=1+1",
                                       "12345678901234567890123456789012345678901"};
    struct phone *p = with_case(*state);

    for (size_t i = 0; i < COUNT(none); i++) {
        struct number_in in = number_of(p, 0, none[i]);
        struct doing d = {.act = number_set, .in = &in};

        assert_err(as(p, MANAGER, &d), ERR_INVALID);
        assert_string_equal(d.fault, "record.no_number");
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_case_is_found_by_its_number_however_it_is_typed),
        cmocka_unit_test(a_number_stands_on_one_case_alone),
        cmocka_unit_test(whoever_may_not_see_a_case_is_not_shown_it_by_its_number),
        cmocka_unit_test(what_a_number_was_before_stays_to_be_read),
        cmocka_unit_test(a_sentence_is_no_number),
    };

    return world_run_ready("record", tests, COUNT(tests));
}
