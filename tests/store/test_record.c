/* test_record.c -- a case in the provider's own system of record: its number there.
 * SPDX-License-Identifier: Apache-2.0 */
#include "manager.h"

#include "app/need_app.h"
#include "app/record_app.h"
#include "app/record_export_app.h"
#include "core/str.h"
#include "domain/record.h"

#include <stdio.h>
#include <string.h>

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

struct exporting {
    struct phone *p;
    int user;
    struct export_in in;
    const struct export_page *page;
};

static struct err export_one(struct session *s, void *ctx)
{
    struct exporting *e = ctx;
    void *out;

    be(e->p, s, e->user);
    s->arena = e->p->arena;
    TRY(record_export(s, &e->in, &out));
    e->page = out;
    return ok();
}

static const struct case_sheet *sheet_of(struct phone *p, bool notes)
{
    struct exporting e = {p, MANAGER, {the_case(p), notes}, NULL};

    assert_ok(phone_run(p, STORE_CARE, export_one, &e));
    return &e.page->sheet;
}

static const char *csv_of(struct phone *p, bool notes)
{
    return case_sheet_csv(p->arena, sheet_of(p, notes));
}

static void assert_says(const char *all, const char *what)
{
    if (strstr(all, what) == NULL) {
        print_error("%s\n", all);
        fail_msg("that lacks \"%s\"", what);
    }
}

static void an_export_holds_what_the_case_page_holds(void **state)
{
    struct phone *p = with_case(*state);
    struct number_in number = number_of(p, 0, "24-1187");
    struct need_in need = {the_case(p), id_to(need, id_named(p, 'd', 1)), "food",
                           KNOWN_BY_TOLD};

    assert_ok(DO(p, number_set, &number));
    reach(p);
    assert_ok(DO(p, need_found, &need));
    const char *csv = csv_of(p, false);
    assert_says(csv, "section,entry,field,value,words\r\n");
    assert_says(csv, "case,1,number,24-1187,24-1187\r\n");
    assert_says(csv, "contact,1,message_ok,");
    assert_says(csv, "attempts,1,outcome,reached,");
    assert_says(csv, "needs,1,need,food,Food");
    const char *json = case_sheet_json(p->arena, sheet_of(p, false));
    assert_says(json, "{\"format\":\"doorstep-case\",\"version\":1,\"case\":[{\"number\":"
                      "\"24-1187\"");
    assert_says(json, "\"need\":\"food\",\"state\":\"open\"");
    assert_says(case_sheet_text(p->arena, sheet_of(p, false)),
                "Own case number: 24-1187\n");
}

static void notes_go_along_only_when_asked_for_and_never_as_formulas(void **state)
{
    struct phone *p = with_case(*state);
    struct note_in note = {the_case(p), id_named(p, 'e', 1), "=HYPERLINK(\"x\")"};

    assert_ok(DO(p, casefile_note, &note));
    assert_null(strstr(csv_of(p, false), "HYPERLINK"));
    assert_null(strstr(csv_of(p, false), "notes,"));
    assert_says(csv_of(p, true), "notes,1,note,\"'=HYPERLINK(\"\"x\"\")\"");
}

static void who_does_not_have_the_case_takes_none_out(void **state)
{
    struct phone *p = with_case(*state);
    struct exporting e = {p, COLLEAGUE, {the_case(p), true}, NULL};

    assert_err(phone_run(p, STORE_CARE, export_one, &e), ERR_NOT_FOUND);
    assert_true(case_of(p)->may_export);
    e.user = MANAGER;
    assert_ok(phone_run(p, STORE_CARE, export_one, &e));
}

static void substance_use_goes_with_its_notice_and_what_may_be_told(void **state)
{
    struct phone *p = with_case(*state);
    struct need_in need = {the_case(p), id_to(need, id_named(p, 'd', 1)), "substance-use",
                           KNOWN_BY_TOLD};

    reach(p);
    assert_null(strstr(csv_of(p, false), "42 CFR part 2"));
    assert_ok(DO(p, need_found, &need));
    const char *csv = csv_of(p, false);
    assert_says(csv, "needs,1,need,substance-use,");
    assert_says(csv, "needs,1,notice,42 CFR part 2");
    assert_says(csv, "needs,1,consent_scope,No consent to tell others");
    assert_says(case_sheet_text(p->arena, sheet_of(p, false)), "\n  42 CFR part 2");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_case_is_found_by_its_number_however_it_is_typed),
        cmocka_unit_test(a_number_stands_on_one_case_alone),
        cmocka_unit_test(whoever_may_not_see_a_case_is_not_shown_it_by_its_number),
        cmocka_unit_test(what_a_number_was_before_stays_to_be_read),
        cmocka_unit_test(a_sentence_is_no_number),
        cmocka_unit_test(an_export_holds_what_the_case_page_holds),
        cmocka_unit_test(notes_go_along_only_when_asked_for_and_never_as_formulas),
        cmocka_unit_test(who_does_not_have_the_case_takes_none_out),
        cmocka_unit_test(substance_use_goes_with_its_notice_and_what_may_be_told),
    };

    return world_run_ready("record", tests, COUNT(tests));
}
