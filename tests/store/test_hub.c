/* test_hub.c -- a household before the Hub, on both engines: off until it is set on, four
 * filters, a consent of its own, and whom she was named to.
 * SPDX-License-Identifier: Apache-2.0 */
#include "manager.h"

#include "app/consent_app.h"
#include "app/hub_lead.h"
#include "app/link.h"
#include "app/resident_app.h"
#include "core/str.h"
#include "store/queries_care.h"
#include "store/queries_registry.h"

#include <string.h>

static struct err set_hub(struct db *db, struct arena *a, void *ctx)
{
    struct q_setting_put_in in = {"hub", ctx};

    (void)a;
    return db_exec(db, &q_setting_put, &in);
}

static struct phone *with_hub(struct world *w)
{
    struct phone *p = with_case(w);

    assert_ok(world_change(w, STORE_REGISTRY, set_hub, "on"));
    return p;
}

static struct hub_ref ref_of(struct phone *p, int64_t rev)
{
    return (struct hub_ref){the_case(p), id_named(p, 'h', 1), rev};
}

static struct hub_sheet_in sheet_of(struct phone *p, const char *risk)
{
    struct hub_sheet_in in = {.of = ref_of(p, 1), .sheet.age = HUB_AGE_40_59};

    in.sheet.risk[hub_risk_find(risk)] = true;
    return in;
}

static struct hub_consent_in yes(struct phone *p, int n)
{
    return (struct hub_consent_in){
        .casefile = the_case(p),
        .id = id_to(consent, id_named(p, 'n', n)),
        .yes = true,
        .how = {"es", "signed", NULL, NULL, {today_of(p).n + 90}}};
}

static struct err decide(struct phone *p, int filter, bool accepted, int64_t rev)
{
    struct hub_decide_in in = {.of = ref_of(p, rev),
                               .filter = filter,
                               .accepted = accepted,
                               .reason = accepted ? NULL : "not-acute",
                               .lead = "Harbor Health"};

    return DO(p, hub_decide, &in);
}

static struct err reveal(struct phone *p, int n, const char *agency)
{
    struct hub_reveal_in in = {.of = ref_of(p, 0),
                               .id = id_named(p, 'x', n),
                               .agency = agency,
                               .police = str_same(agency, "City Police"),
                               .told = 1u << HUB_TOLD_NAME};

    return DO(p, hub_reveal, &in);
}

/* What an app function gives, kept for the test. */
struct looking {
    struct phone *p;
    struct err (*act)(struct session *s, const void *in, void **out);
    const void *in;
    void *out;
};

static struct err look(struct session *s, void *ctx)
{
    struct looking *l = ctx;

    be(l->p, s, MANAGER);
    s->arena = l->p->arena;
    return l->act(s, l->in, &l->out);
}

static const struct hub_page *hub_of(struct phone *p)
{
    struct hub_ref ref = {.casefile = the_case(p)};
    struct looking l = {p, hub_view, &ref, NULL};

    assert_ok(phone_run(p, STORE_CARE, look, &l));
    return l.out;
}

/* To the fourth filter, with a yes to it. */
static struct phone *behind_the_third(struct world *w)
{
    struct phone *p = with_hub(w);
    struct hub_sheet_in in = sheet_of(p, "losing-home");
    struct hub_consent_in c = yes(p, 7);

    assert_ok(DO(p, hub_begin, &in));
    assert_ok(DO(p, hub_consent_answer, &c));
    for (int filter = 1; filter <= 3; filter++)
        assert_ok(decide(p, filter, true, filter));
    return p;
}

static void assert_says(struct err e, const char *msg)
{
    assert_err(e, ERR_CONFLICT);
    assert_string_equal(e.msg, msg);
}

/* ---- the tests ---- */

static void a_city_that_did_not_set_it_on_has_no_hub(void **state)
{
    struct phone *p = with_case(*state);
    struct hub_sheet_in in = sheet_of(p, "food");
    struct hub_consent_in c = yes(p, 7);
    struct hub_ref ref = ref_of(p, 0);

    assert_err(DO(p, hub_view, &ref), ERR_NOT_FOUND);
    assert_err(DO(p, hub_begin, &in), ERR_NOT_FOUND);
    assert_err(DO(p, hub_consent_answer, &c), ERR_NOT_FOUND);
    assert_ok(world_change(p->w, STORE_REGISTRY, set_hub, "off"));
    assert_err(DO(p, hub_view, &ref), ERR_NOT_FOUND);
    assert_ok(world_change(p->w, STORE_REGISTRY, set_hub, "on"));
    assert_ok(DO(p, hub_view, &ref));
}

static struct err lead(struct phone *p, int n, const char *agency, int64_t rev)
{
    struct hub_lead_in in = {.of = ref_of(p, rev),
                             .id = id_named(p, 'l', n),
                             .lead = agency,
                             .why = "Has a place sooner"};

    return DO(p, hub_lead_change, &in);
}

static void another_agency_takes_the_lead_and_who_led_before_is_kept(void **state)
{
    struct phone *p = with_hub(*state);
    struct hub_sheet_in in = sheet_of(p, "losing-home");
    struct hub_consent_in c = yes(p, 7);

    assert_ok(DO(p, hub_begin, &in));
    assert_ok(DO(p, hub_consent_answer, &c));
    assert_err(lead(p, 1, "City Clinic", 1), ERR_CONFLICT); /* nobody leads yet */
    for (int filter = 1; filter <= 3; filter++)
        assert_ok(decide(p, filter, true, filter));
    int64_t rev = hub_of(p)->m->rev;
    assert_err(lead(p, 1, "City Clinic", rev - 1), ERR_CONFLICT);
    assert_ok(lead(p, 1, "City Clinic", rev));
    assert_ok(lead(p, 1, "City Clinic", rev)); /* the second click of two */
    const struct hub_page *page = hub_of(p);
    assert_string_equal(page->m->lead, "City Clinic");
    assert_int_equal(page->leads.len, 1);
    assert_string_equal(page->leads.of[0].was, "Harbor Health");
    assert_string_equal(page->leads.of[0].why, "Has a place sooner");
    assert_non_null(strstr(dump_trail(p, STORE_CARE), " hub.lead "));
}

static void nothing_leaves_on_any_consent_but_its_own(void **state)
{
    struct phone *p = with_hub(*state);
    struct hub_sheet_in in = sheet_of(p, "food");
    struct consent_in full = {.casefile = the_case(p),
                              .id = id_to(consent, id_named(p, 'n', 5)),
                              .how = {"es", "signed", NULL, NULL, {today_of(p).n + 90}}};
    struct hub_consent_in own = yes(p, 7);
    struct hub_ref ref = ref_of(p, 0);

    assert_ok(DO(p, hub_begin, &in));
    assert_ok(DO(p, hub_begin, &in)); /* the second click of two */
    assert_ok(DO(p, consent_take, &full));
    assert_says(decide(p, 1, true, 1), "hub.consent_first");
    assert_says(DO(p, hub_sheet_view, &ref), "hub.now_1");
    assert_ok(DO(p, hub_consent_answer, &own));
    assert_ok(decide(p, 1, true, 1));
    assert_ok(decide(p, 1, true, 1)); /* the second click of two */
    assert_ok(DO(p, hub_sheet_view, &ref));
    const struct hub_page *page = hub_of(p);
    assert_int_equal(page->m->state, HUB_FILTER_2);
    assert_int_equal(page->m->rev, 2);
    assert_int_equal(page->decisions.len, 1);
    assert_int_equal(case_of(p)->consents.len, 3);
}

static void a_sealed_risk_waits_for_a_second_yes(void **state)
{
    struct phone *p = with_hub(*state);
    struct hub_sheet_in in = sheet_of(p, "alcohol");
    struct hub_consent_in own = yes(p, 7);

    assert_ok(DO(p, hub_begin, &in));
    assert_ok(DO(p, hub_consent_answer, &own));
    assert_says(decide(p, 1, true, 1), "hub.second_first");
    struct confirm_in confirm = {the_case(p), own.id, "in-person"};
    assert_ok(DO(p, consent_confirm, &confirm));
    assert_ok(decide(p, 1, true, 1));
}

static void nobody_is_named_before_the_third_filter_is_passed(void **state)
{
    struct phone *p = with_hub(*state);
    struct hub_sheet_in in = sheet_of(p, "food");
    struct hub_consent_in own = yes(p, 7);
    struct hub_close_in end = {ref_of(p, 5), "lowered"};

    assert_ok(DO(p, hub_begin, &in));
    assert_ok(DO(p, hub_consent_answer, &own));
    for (int filter = 1; filter <= 3; filter++) {
        assert_err(reveal(p, 1, "City Police"), ERR_CONFLICT);
        assert_ok(decide(p, filter, true, filter));
    }
    assert_ok(reveal(p, 1, "City Police"));
    assert_ok(reveal(p, 1, "City Police"));
    assert_ok(reveal(p, 2, "Harbor Health"));
    assert_says(DO(p, hub_close, &end), "hub.now_4");
    assert_ok(decide(p, 4, true, 4));
    assert_ok(DO(p, hub_close, &end));
    assert_ok(DO(p, hub_close, &end));
    const struct hub_page *page = hub_of(p);
    assert_int_equal(page->reveals.len, 2);
    assert_string_equal(page->reveals.of[0].agency, "City Police");
    assert_true(page->reveals.of[0].police && !page->reveals.of[1].police);
    assert_string_equal(page->m->lead, "Harbor Health");
    assert_string_equal(page->m->outcome, "lowered");
    assert_int_equal(page->decisions.len, 4);
}

static void a_colleague_who_was_faster_is_told_of_and_nothing_is_overwritten(void **state)
{
    struct phone *p = with_hub(*state);
    struct hub_sheet_in in = sheet_of(p, "food"), late = sheet_of(p, "money");

    assert_ok(DO(p, hub_begin, &in));
    in.sheet.risk[hub_risk_find("alone")] = true;
    assert_ok(DO(p, hub_change, &in));
    struct doing d = {.act = hub_change, .in = &late};
    assert_err(as(p, MANAGER, &d), ERR_CONFLICT);
    assert_string_equal(d.fault, "hub.changed_meanwhile");
    assert_int_equal(hub_risk_count(&hub_of(p)->m->sheet), 2);
    assert_ok(decide(p, 1, false, 2));
    assert_says(decide(p, 1, true, 2), "hub.changed_meanwhile");
    assert_int_equal(hub_of(p)->m->state, HUB_DECLINED);
    assert_says(DO(p, hub_change, &late), "hub.now_over");
}

static void a_colleague_finds_none_of_it(void **state)
{
    struct phone *p = with_hub(*state);
    struct hub_sheet_in in = sheet_of(p, "food");
    struct doing d = {.act = hub_begin, .in = &in};

    assert_err(as(p, COLLEAGUE, &d), ERR_NOT_FOUND);
    assert_int_equal(hub_of(p)->all.len, 0);
}

static void a_no_ends_what_is_under_way(void **state)
{
    struct phone *p = with_hub(*state);
    struct hub_sheet_in in = sheet_of(p, "food");
    struct hub_consent_in no = {.casefile = the_case(p)};

    assert_ok(DO(p, hub_begin, &in));
    assert_ok(DO(p, hub_consent_answer, &no));
    assert_ok(DO(p, hub_consent_answer, &no));
    const struct hub_page *page = hub_of(p);
    assert_int_equal(page->m->state, HUB_DECLINED);
    assert_string_equal(page->decisions.of[0].reason, "resident-no");
    assert_null(page->consent);
    in.of.matter = id_named(p, 'h', 2);
    assert_ok(DO(p, hub_begin, &in)); /* another time, if she asks for it */
}

/* Her own page, by the code of that consent. */
static const struct resident_page *her_page(struct phone *p, int consent,
                                            struct err (*act)(struct session *,
                                                              const void *, void **))
{
    struct consent_id id = id_to(consent, id_named(p, 'n', consent));
    struct resident_in in = {.code = withdraw_code(p->keys, id, p->arena)};
    struct looking l = {p, act, &in, NULL};

    assert_ok(phone_run(p, STORE_CARE, look, &l));
    return l.out;
}

static void taken_back_by_her_code_it_stops_at_once_and_the_agencies_are_to_be_told(
    void **state)
{
    struct phone *p = behind_the_third(*state);
    struct hub_ref ref = ref_of(p, 0);

    assert_ok(reveal(p, 1, "City Police"));
    assert_true(her_page(p, 7, resident_stop)->stopped);
    const struct hub_page *page = hub_of(p);
    assert_int_equal(page->m->state, HUB_STOPPED);
    assert_null(page->consent);
    assert_true(page->must_tell);
    assert_says(reveal(p, 2, "Harbor Health"), "hub.now_stopped");
    assert_says(DO(p, hub_sheet_view, &ref), "hub.now_stopped");
    assert_ok(DO(p, hub_told_stop, &ref));
    assert_false(hub_of(p)->must_tell);
}

/* How a consent ended stands as often. */
static int endings(struct phone *p, int consent)
{
    struct withdrawals all;
    int n = 0;
    struct db *db = world_read(p->w, STORE_CARE);

    assert_ok(withdrawal_list(db, the_case(p), p->arena, &all));
    for (size_t i = 0; i < all.len; i++)
        n += id_same(id_of(all.of[i].consent), id_named(p, 'n', consent));
    store_read_end(&db);
    return n;
}

static void one_yes_to_the_hub_taken_back_takes_back_every_other(void **state)
{
    struct phone *p = behind_the_third(*state);
    struct hub_consent_in second = yes(p, 8);
    struct withdraw_in first = {the_case(p), id_to(consent, id_named(p, 'n', 7))};

    assert_ok(DO(p, hub_consent_answer, &second));
    assert_ok(DO(p, consent_withdraw, &first));
    assert_int_equal(hub_of(p)->m->state, HUB_STOPPED);
    assert_null(hub_of(p)->consent); /* nor does the other one stand */
    assert_int_equal(endings(p, 7), 1);
    assert_int_equal(endings(p, 8), 1);
}

static void a_yes_that_is_over_lets_nothing_more_out(void **state)
{
    struct phone *p = behind_the_third(*state);

    p->now += 91 * INT64_C(86400000);
    assert_says(reveal(p, 1, "City Police"), "hub.consent_first");
    assert_says(
        DO(p, hub_sheet_view, &((struct hub_ref){the_case(p), id_named(p, 'h', 1), 0})),
        "hub.consent_first");
}

static void she_reads_that_the_police_were_told_and_no_name_of_an_agency(void **state)
{
    struct phone *p = behind_the_third(*state);

    assert_ok(reveal(p, 1, "City Police"));
    assert_ok(reveal(p, 2, "Recovery House"));
    const struct resident_page *page = her_page(p, 7, resident_open);
    assert_int_equal(page->saw_len, 2);
    assert_string_equal(page->saw[0].role, "resident.saw_hub");
    assert_string_equal(page->saw[1].role, "resident.saw_hub_police");
    assert_null(page->saw[0].name);
}

struct clear {
    struct phone *p;
    size_t rows;
};

static struct err read_raw(struct session *s, void *ctx)
{
    struct clear *c = ctx;
    struct q_hub_list_in in = {the_case(c->p)};
    struct q_hub_reveals_in reveals_in = {the_case(c->p)};
    struct q_hub_list_out *rows;
    struct q_hub_reveals_out *reveals;
    struct db *db;
    size_t len;

    TRY(session_db(s, STORE_CARE, &db));
    TRY(db_many(db, &q_hub_list, &in, (void *)&rows, &c->rows, s->arena));
    TRY(db_many(db, &q_hub_reveals, &reveals_in, (void *)&reveals, &len, s->arena));
    assert_null(memmem(rows[0].sheet.p, rows[0].sheet.len, "losing-home", 11));
    assert_null(memmem(rows[0].lead.p, rows[0].lead.len, "Harbor", 6));
    assert_null(memmem(reveals[0].agency.p, reveals[0].agency.len, "Police", 6));
    return ok();
}

static void no_word_of_it_stands_in_clear(void **state)
{
    struct phone *p = behind_the_third(*state);
    struct clear c = {.p = p};

    assert_ok(reveal(p, 1, "City Police"));
    assert_ok(phone_run(p, STORE_CARE, read_raw, &c));
    assert_int_equal(c.rows, 1);
    assert_null(strstr(dump_trail(p, STORE_CARE), "Police"));
    assert_null(strstr(dump_trail(p, STORE_CARE), "losing"));
    assert_null(strstr(dump_trail(p, STORE_ENFORCEMENT), "hub"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_city_that_did_not_set_it_on_has_no_hub),
        cmocka_unit_test(another_agency_takes_the_lead_and_who_led_before_is_kept),
        cmocka_unit_test(nothing_leaves_on_any_consent_but_its_own),
        cmocka_unit_test(a_sealed_risk_waits_for_a_second_yes),
        cmocka_unit_test(nobody_is_named_before_the_third_filter_is_passed),
        cmocka_unit_test(
            a_colleague_who_was_faster_is_told_of_and_nothing_is_overwritten),
        cmocka_unit_test(a_colleague_finds_none_of_it),
        cmocka_unit_test(a_no_ends_what_is_under_way),
        cmocka_unit_test(
            taken_back_by_her_code_it_stops_at_once_and_the_agencies_are_to_be_told),
        cmocka_unit_test(one_yes_to_the_hub_taken_back_takes_back_every_other),
        cmocka_unit_test(a_yes_that_is_over_lets_nothing_more_out),
        cmocka_unit_test(she_reads_that_the_police_were_told_and_no_name_of_an_agency),
        cmocka_unit_test(no_word_of_it_stands_in_clear),
    };

    return world_run_ready("hub", tests, COUNT(tests));
}
