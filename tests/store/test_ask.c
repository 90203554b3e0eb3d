/* Help asked for at a desk, on both engines: the same case as a phone's, with its source;
 * without a yes the door alone; and no trace in enforcement.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phone.h"

#include "app/self_app.h"
#include "queries_dump.h"
#include "store/queries_care.h"

#include <stdio.h>
#include <string.h>

#define INTAKE (1u << ROLE_INTAKE)

static struct id id_named(struct phone *p, char kind, int n)
{
    struct id id;

    require(id_parse(name_id(p->arena, kind, n), ID_TEXT - 1, &id));
    return id;
}

struct asking {
    struct ask_form form;
    unsigned roles;
    struct faults faults;
};

static struct err take(struct session *s, void *ctx)
{
    struct asking *a = ctx;
    void *out = NULL;

    s->actor.roles = a->roles;
    struct err e = ask_take(s, &a->form, &out);
    a->faults = s->faults;
    return e;
}

static struct err ask(struct phone *p, struct asking *a)
{
    return phone_run(p, STORE_CARE, take, a);
}

static void told(struct asking *a, const char *name, const char *value)
{
    a->form.told[a->form.told_len++] = (struct field){name, value};
}

/* A whole form for the n-th caller. */
static struct asking caller(struct phone *p, int n)
{
    struct asking a = {.form = {.id = id_named(p, 'c', n),
                                .consent = id_named(p, 'n', n),
                                .at = {.line = "12 Erie Street", .unit = "2B"},
                                .as_typed = true,
                                .answer = ASK_YES_READ,
                                .source = SOURCE_311},
                       .roles = INTAKE};

    told(&a, "choices", "food:told");
    told(&a, "urgency", "today");
    told(&a, "phone", "617 555 0100");
    told(&a, "message_ok", "no");
    told(&a, "lang", "es");
    return a;
}

static void a_call_becomes_a_case_of_the_same_queue_with_its_source(void **state)
{
    struct phone *p = phone_new(*state);
    struct asking a = caller(p, 1);
    struct q_casefile_by_id_in in = {id_to(casefile, id_named(p, 'c', 1))};
    struct q_casefile_by_id_out row;

    assert_ok(ask(p, &a));
    const char *rows = dump_care(p);
    assert_non_null(strstr(rows, " request today submitted "));
    assert_non_null(strstr(rows, " sealed sealed\n"));
    assert_non_null(strstr(rows, "dump_choice food told\n"));
    assert_non_null(strstr(rows, " door door-2026-11 es read "));
    assert_non_null(strstr(rows, " c1@x request-arrived en {}\n"));
    struct db *db = world_read(p->w, STORE_CARE);
    assert_ok(db_one(db, &q_casefile_by_id, &in, &row, p->arena));
    assert_string_equal(row.source, "311");
    assert_true(row.contact_by > p->now); /* the clocks of a phone's */
    store_read_end(&db);
}

static void a_second_click_makes_nothing(void **state)
{
    struct phone *p = phone_new(*state);
    struct asking a = caller(p, 1);

    assert_ok(ask(p, &a));
    const char *before = dump_care(p);
    assert_ok(ask(p, &a));
    assert_string_equal(dump_care(p), before);
}

static void a_desk_is_held_to_the_rules_of_a_phone(void **state)
{
    struct phone *p = phone_new(*state);
    struct asking a = caller(p, 1);

    a.form.told[2].name = "nothing"; /* no phone, and no time to knock */
    a.form.told[0].value = "heat:told";
    assert_err(ask(p, &a), ERR_INVALID);
    assert_string_equal(fault_of(&a.faults, "phone"), "errors.reach");
    assert_string_equal(fault_of(&a.faults, "heat_payer"), "errors.required");
    assert_string_equal(dump_care(p), "");
}

static void without_a_yes_the_door_alone_is_kept(void **state)
{
    struct phone *p = phone_new(*state);
    struct asking a = caller(p, 1);

    a.form.answer = ASK_NOT_ASKED;
    assert_ok(ask(p, &a));
    const char *rows = dump_care(p);
    assert_non_null(strstr(rows, " alert routine submitted "));
    assert_null(strstr(rows, "dump_choice"));
    assert_null(strstr(rows, " door door-"));
    assert_null(strstr(rows, " sealed sealed\n")); /* of a person nothing */
}

static void after_a_no_nobody_is_sent_to_that_door(void **state)
{
    struct phone *p = phone_new(*state);
    struct asking no = caller(p, 1), alert = caller(p, 2);

    no.form.answer = ASK_NO;
    alert.form.answer = ASK_NOT_ASKED;
    alert.form.at.line = "12  erie st."; /* the same door, written otherwise */
    alert.form.at.unit = "2-b";
    assert_ok(ask(p, &no));
    assert_ok(ask(p, &alert));
    assert_null(strstr(dump_care(p), "dump_casefile"));
    alert = caller(p, 3);
    alert.form.answer = ASK_NOT_ASKED;
    alert.form.at.unit = "3";
    assert_ok(ask(p, &alert));
    assert_non_null(strstr(dump_care(p), "dump_casefile"));
}

static void a_home_that_is_not_in_the_register_is_asked_about(void **state)
{
    struct phone *p = phone_new(*state);
    struct asking a = caller(p, 1);
    const char *before = dump_enforcement(p);

    a.form.as_typed = false;
    assert_err(ask(p, &a), ERR_INVALID);
    assert_string_equal(fault_of(&a.faults, "property"), "ask.address_which");
    a.form.as_typed = true;
    assert_ok(ask(p, &a));
    a = caller(p, 2);
    a.form.as_typed = false;
    a.form.at.property = id_to(property, id_named(p, 'p', 1));
    assert_ok(ask(p, &a));
    assert_non_null(strstr(dump_care(p), " es Waterside "));
    assert_string_equal(dump_enforcement(p), before);
    assert_string_equal(dump_trail(p, STORE_ENFORCEMENT), "");
}

static void whoever_may_not_ask_finds_nothing_there(void **state)
{
    static const enum role others[] = {ROLE_INSPECTOR, ROLE_SUPERVISOR, ROLE_LEADER,
                                       ROLE_RECORDS,   ROLE_ADMIN,      ROLE_EVALUATOR};
    struct phone *p = phone_new(*state);

    for (size_t i = 0; i < COUNT(others); i++) {
        struct asking a = caller(p, 1);

        a.roles = 1u << others[i];
        assert_err(ask(p, &a), ERR_NOT_FOUND);
    }
    assert_string_equal(dump_care(p), "");
}

/* ---- the resident herself ---- */

struct self {
    struct self_form form;
    bool taken;
    char code[16], ticket[80];
};

static struct err get_ticket(struct session *s, void *ctx)
{
    struct self *a = ctx;

    snprintf(a->ticket, sizeof a->ticket, "%s", self_ticket(s));
    return ok();
}

static struct err take_self(struct session *s, void *ctx)
{
    struct self *a = ctx;
    void *out = NULL;
    struct err e = self_take(s, &a->form, &out);

    if (e.kind == OK) {
        const struct self_taken *t = out;

        a->taken = t->taken;
        snprintf(a->code, sizeof a->code, "%s", t->code != NULL ? t->code : "");
    }
    return e;
}

/* The form as it was opened, some seconds ago. */
static struct self opened(struct phone *p, int64_t ago_ms)
{
    struct self a = {.form = {.lang = "en", .agreed = true}};
    struct asking like = caller(p, 1);

    p->now -= ago_ms;
    assert_ok(phone_run(p, STORE_CARE, get_ticket, &a));
    p->now += ago_ms;
    a.form.ask = like.form;
    a.form.ticket = arena_copy(p->arena, a.ticket, strlen(a.ticket));
    return a;
}

static void a_resident_asks_for_herself_and_nobody_is_named_as_asker(void **state)
{
    struct phone *p = phone_new(*state);
    struct self a = opened(p, 30000);

    assert_ok(phone_run(p, STORE_CARE, take_self, &a));
    assert_true(a.taken);
    assert_int_equal(strlen(a.code), 11);
    const char *rows = dump_care(p);
    assert_non_null(strstr(rows, " request today submitted 00000000-0000-0000-0000-"));
    assert_non_null(strstr(rows, " door door-2026-11 es shown "));
    const char *trail = dump_trail(p, STORE_CARE);
    assert_non_null(strstr(trail, " nobody help.request "));
    assert_null(strstr(trail, "dump_change")); /* no phone of anybody hears */
    /* sent twice: the same code, nothing more */
    struct self again = a;
    assert_ok(phone_run(p, STORE_CARE, take_self, &again));
    assert_string_equal(dump_care(p), rows);
}

static void a_no_on_the_form_keeps_nothing(void **state)
{
    struct phone *p = phone_new(*state);
    struct self a = opened(p, 30000);

    a.form.agreed = false;
    assert_ok(phone_run(p, STORE_CARE, take_self, &a));
    assert_false(a.taken);
    assert_string_equal(dump_care(p), "");
}

static void a_machine_is_asked_to_send_it_again(void **state)
{
    struct phone *p = phone_new(*state);
    struct self fast = opened(p, 500), old = opened(p, INT64_C(25) * 3600000);
    struct self trapped = opened(p, 30000), forged = opened(p, 30000);
    struct self *all[] = {&fast, &old, &trapped, &forged};

    trapped.form.trapped = true;
    char *last = strrchr((char *)forged.form.ticket, '.') + 1;
    *last = *last == 'A' ? 'B' : 'A';
    for (size_t i = 0; i < COUNT(all); i++) {
        struct err e = phone_run(p, STORE_CARE, take_self, all[i]);

        assert_int_equal(e.kind, ERR_INVALID);
        assert_string_equal(e.msg, all[i] == &fast ? "ask.self_quick" : "ask.self_again");
    }
    assert_string_equal(dump_care(p), "");
}

static void too_many_an_hour_are_asked_to_call(void **state)
{
    struct phone *p = phone_new(*state);

    for (int i = 0; i < SELF_AN_HOUR; i++) {
        struct self a = opened(p, 30000);
        assert_ok(phone_run(p, STORE_CARE, take_self, &a));
    }
    struct self more = opened(p, 30000);
    assert_err(phone_run(p, STORE_CARE, take_self, &more), ERR_TOO_MANY);
    struct asking desk = caller(p, 1);
    assert_ok(ask(p, &desk)); /* a desk is never refused */
    p->now += 3700000;
    struct self later = opened(p, 30000);
    assert_ok(phone_run(p, STORE_CARE, take_self, &later));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_call_becomes_a_case_of_the_same_queue_with_its_source),
        cmocka_unit_test(a_second_click_makes_nothing),
        cmocka_unit_test(a_desk_is_held_to_the_rules_of_a_phone),
        cmocka_unit_test(without_a_yes_the_door_alone_is_kept),
        cmocka_unit_test(after_a_no_nobody_is_sent_to_that_door),
        cmocka_unit_test(a_home_that_is_not_in_the_register_is_asked_about),
        cmocka_unit_test(whoever_may_not_ask_finds_nothing_there),
        cmocka_unit_test(a_resident_asks_for_herself_and_nobody_is_named_as_asker),
        cmocka_unit_test(a_no_on_the_form_keeps_nothing),
        cmocka_unit_test(a_machine_is_asked_to_send_it_again),
        cmocka_unit_test(too_many_an_hour_are_asked_to_call),
    };

    return world_run_ready("ask", tests, COUNT(tests));
}
