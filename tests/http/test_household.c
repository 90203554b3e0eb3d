/* test_household.c -- a household in its unit: whom it closed the case to, how it may be
 * reached, who lives there and where it moved.  On both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "core/build.h"

#include <stdio.h>
#include <string.h>

#define CANARY_PERSON "Wilhelmina Q"

/* A case of a case manager, a care-lead, and a colleague it may be closed to. */
struct home {
    struct site *t;
    struct visitor *manager, *lead, *colleague;
    struct story *st;
};

static struct home home_new(struct world *w)
{
    struct home h = {.t = site_new(w)};

    story_begin(h.t);
    h.manager = visitor_new(h.t, ROLE_CASE_MANAGER, "en");
    h.lead = visitor_new(h.t, ROLE_CARE_LEAD, "en");
    h.colleague = visitor_new(h.t, ROLE_CARE_LEAD, "en");
    h.st = story_new(h.t, 1);
    story_own(h.t, h.st, h.manager);
    return h;
}

static const struct local_answer *get(const struct home *h, const struct visitor *who,
                                      const char *path)
{
    return site_get(h->t, who, story_fill(h->t, h->st, path));
}

static const struct local_answer *post(const struct home *h, const struct visitor *who,
                                       const char *path, const char *form)
{
    return site_post(h->t, who, story_fill(h->t, h->st, path),
                     story_fill(h->t, h->st, form));
}

static const char *close_form(const struct home *h, const struct visitor *whom)
{
    struct build b = {.arena = h->t->arena};
    char id[ID_TEXT];

    id_format(id_of(whom->id), id);
    build_text(&b, "id={new}&reason=They+were+married+once&person=");
    build_text(&b, id);
    return build_done(&b);
}

static void the_case_owner_closes_it_and_only_the_lead_reads_why(void **state)
{
    struct home h = home_new(*state);
    const struct visitor *privacy = visitor_new(h.t, ROLE_PRIVACY, "en");

    assert_status(get(&h, h.colleague, "/cases/{case}"), 200);
    assert_status(
        post(&h, h.manager, "/cases/{case}/blocks", close_form(&h, h.colleague)), 303);
    assert_status(get(&h, h.colleague, "/cases/{case}"), 404);
    const struct local_answer *mine = get(&h, h.manager, "/cases/{case}/household");
    assert_has(mine, "Closed by");
    assert_lacks(mine, "married once");
    assert_has(get(&h, h.lead, "/cases/{case}/household"), "married once");
    assert_has(site_get(h.t, h.lead, "/blocks"), "married once");
    const struct local_answer *officer = site_get(h.t, privacy, "/blocks");
    assert_has(officer, "married once");
    assert_lacks(officer, STORY_NAME);
    assert_lacks(officer, "Open the case");
    assert_lacks(site_get(h.t, h.colleague, "/blocks"), "married once");
}

static void whose_case_is_closed_to_them_gives_it_up(void **state)
{
    struct home h = home_new(*state);

    assert_has(site_get(h.t, h.manager, "/cases"), STORY_NAME);
    assert_status(post(&h, h.lead, "/cases/{case}/blocks", close_form(&h, h.manager)),
                  303);
    assert_lacks(site_get(h.t, h.manager, "/cases"), STORY_NAME);
    assert_has(site_get(h.t, h.lead, "/cases"), STORY_NAME);
    assert_status(get(&h, h.manager, "/cases/{case}"), 404);
}

static void nobody_closes_a_case_to_themselves_or_to_a_stranger(void **state)
{
    struct home h = home_new(*state);
    const struct visitor *clerk = visitor_new(h.t, ROLE_INTAKE, "en");
    const char *before = site_changes(h.t);

    assert_has(post(&h, h.manager, "/cases/{case}/blocks", close_form(&h, h.manager)),
               sentence(h.t, "en", "household.block_self"));
    assert_has(post(&h, h.manager, "/cases/{case}/blocks", close_form(&h, clerk)),
               sentence(h.t, "en", "household.block_whom"));
    assert_string_equal(site_changes(h.t), before);
}

static void it_is_there_again_when_the_resident_says_so(void **state)
{
    struct home h = home_new(*state);
    char path[160];

    assert_status(
        post(&h, h.manager, "/cases/{case}/blocks", close_form(&h, h.colleague)), 303);
    const struct local_answer *page = get(&h, h.manager, "/cases/{case}/household");
    const char *at = strstr(page->body, "/blocks/");
    assert_non_null(at);
    snprintf(path, sizeof path, "/cases/{case}%.*s", (int)strcspn(at, "\""), at);
    assert_status(post(&h, h.manager, path, ""), 303);
    assert_status(get(&h, h.colleague, "/cases/{case}"), 200);
}

/* Two worlds: one in which the case was never asked for, and one in which it is closed to
 * whoever looks. */
static void today_and_its_counts_are_those_of_a_world_without_the_case(void **state)
{
    struct home h = home_new(*state);
    static const char *const pages[] = {"/cases", "/blocks"};
    const char *without[COUNT(pages)];

    for (size_t i = 0; i < COUNT(pages); i++) {
        const struct local_answer *a = site_get(h.t, h.colleague, pages[i]);

        assert_status(a, 200);
        without[i] = a->body;
    }
    struct story *more = story_new(h.t, 2);
    story_own(h.t, more, h.colleague);
    assert_status(site_follow(h.t, "/r/answer",
                              story_fill(h.t, more, "token={token}&answer=accept")),
                  200);
    assert_status(
        site_post(h.t, h.lead, story_fill(h.t, more, "/cases/faults/{fault}/mend"), ""),
        303); /* its story has a form that was not whole: nobody's case */
    assert_string_not_equal(site_get(h.t, h.colleague, "/cases")->body, without[0]);
    story_block(h.t, more, h.colleague);
    for (size_t i = 0; i < COUNT(pages); i++)
        assert_string_equal(site_get(h.t, h.colleague, pages[i])->body, without[i]);
    story_own(h.t, more, h.colleague); /* by whatever hand: still not there */
    for (size_t i = 0; i < COUNT(pages); i++)
        assert_string_equal(site_get(h.t, h.colleague, pages[i])->body, without[i]);
}

static void how_to_reach_them_stands_on_every_page_that_leads_to_a_call(void **state)
{
    struct home h = home_new(*state);
    static const char *const pages[] = {"/cases/{case}", "/cases/{case}/attempts",
                                        "/cases/{case}/household"};

    assert_status(post(&h, h.manager, "/cases/{case}/household/contact",
                       "rev={rev}&call_name=" STORY_NAME "&phone=617-555-0142"
                       "&ask_for=Aunt+Tillie&from=02:00&to=02:01&closed=text"
                       "&closed=letter&contact_note=Ring+twice"),
                  303);
    for (size_t i = 0; i < COUNT(pages); i++) {
        const struct local_answer *a = get(&h, h.manager, pages[i]);

        assert_has(a, "Aunt Tillie");
        assert_has(a, "2:00");
        assert_has(a, "Ring twice");
        assert_has(a, sentence(h.t, "en", "household.closed_text"));
        assert_has(a, sentence(h.t, "en", "household.closed_letter"));
        assert_has(a, sentence(h.t, "en", "household.closed_now"));
        assert_has(a, sentence(h.t, "en", "case.message_no"));
        assert_lacks(a, ">No e-mail<");
    }
}

static void a_contact_form_that_came_too_late_loses_neither_text(void **state)
{
    struct home h = home_new(*state);
    const char *path = "/cases/{case}/household/contact";

    assert_status(post(&h, h.manager, path, "rev={rev}&ask_for=Aunt+Tillie"), 303);
    const struct local_answer *late =
        post(&h, h.lead, path, "rev={rev}&ask_for=Uncle+Bob&from=9:00");
    assert_status(late, 409);
    assert_has(late, "Aunt Tillie");
    assert_has(late, "Uncle Bob");
}

static void half_a_pair_of_hours_is_no_rule(void **state)
{
    struct home h = home_new(*state);

    assert_has(
        post(&h, h.manager, "/cases/{case}/household/contact", "rev={rev}&from=09:00"),
        sentence(h.t, "en", "household.both_times"));
    assert_has(post(&h, h.manager, "/cases/{case}/household/contact",
                    "rev={rev}&from=25:00&to=09:00"),
               sentence(h.t, "en", "household.no_such_time"));
}

static void people_are_kept_sealed_and_leave_with_their_day(void **state)
{
    struct home h = home_new(*state);
    const char *path = "/cases/{case}/household/people";
    const char *id = story_fill(h.t, h.st, "{new}");
    struct build form = {.arena = h.t->arena}, gone = {.arena = h.t->arena};

    build_text(&form,
               "rev=0&name=Wilhelmina+Q&relation=child&birth_year=2019&lang=pt&id=");
    build_text(&form, id);
    assert_status(post(&h, h.manager, path, build_done(&form)), 303);
    assert_status(post(&h, h.manager, path, build_done(&form)), 303); /* twice is once */
    const struct local_answer *page = get(&h, h.manager, "/cases/{case}/household");
    assert_has(page, CANARY_PERSON);
    assert_has(page, "born 2019");
    assert_int_equal(times(page->body, "<strong>" CANARY_PERSON), 1);
    assert_null(strstr(site_dump(h.t), "Wilhelmina"));
    build_text(&gone, "rev=1&name=Wilhelmina+Q&relation=child&gone=yes&id=");
    build_text(&gone, id);
    assert_status(post(&h, h.manager, path, build_done(&gone)), 303);
    assert_has(get(&h, h.manager, "/cases/{case}/household"), "Left the household");
    assert_status(post(&h, h.manager, path, build_done(&gone)), 409);
    assert_has(post(&h, h.manager, path, "id={new}&rev=0&relation=child&birth_year=1500"),
               sentence(h.t, "en", "household.no_such_year"));
}

static void the_household_moves_and_the_property_stays(void **state)
{
    struct home h = home_new(*state);
    const char *path = "/cases/{case}/household/move";

    assert_has(get(&h, h.manager, "/cases/{case}"), "12 Erie");
    assert_has(post(&h, h.manager, path,
                    "id={new}&before={new}&rev={rev}&address=4+Pine+St&day=2199-01-01"),
               sentence(h.t, "en", "household.day_ahead"));
    assert_status(post(&h, h.manager, path,
                       "id={new}&before={new}&rev={rev}&address=4+Pine+St&unit=3"
                       "&day=2026-11-20"),
                  303);
    assert_has(get(&h, h.manager, "/cases/{case}"), "4 Pine St");
    const struct local_answer *page = get(&h, h.manager, "/cases/{case}/household");
    assert_has(page, "since November 20, 2026");
    assert_has(page, "12 Erie");
    assert_has(page, "Until November 20, 2026");
}

static void move(const struct home *h, int n)
{
    char form[120], id[ID_TEXT];
    struct build b = {.arena = h->t->arena};

    id_format(id_mint(h->t->phone->now), id);
    snprintf(form, sizeof form, "&before=%s&rev=%lld&address=%d+Pine+St&day=2026-11-20",
             id, (long long)h->st->rev + n - 1, n);
    build_text(&b, "id={new}");
    build_text(&b, form);
    assert_status(post(h, h->manager, "/cases/{case}/household/move", build_done(&b)),
                  303);
}

static void of_more_homes_than_a_page_has_room_for_the_latest_are_shown(void **state)
{
    struct home h = home_new(*state);

    for (int n = 1; n <= 70; n++) {
        site_clock(h.t, h.t->phone->now + MINUTE);
        move(&h, n);
    }
    const struct local_answer *page = get(&h, h.manager, "/cases/{case}/household");
    assert_has(page, "70 Pine St");
    assert_has(page, "69 Pine St");
    assert_lacks(page, "\n1 Pine St");
}

static void no_answer_is_one_tap_with_the_time_of_the_call(void **state)
{
    struct home h = home_new(*state);
    const char *path = "/cases/{case}/attempts";

    assert_has(get(&h, h.manager, path), sentence(h.t, "en", "household.no_answer"));
    assert_status(post(&h, h.manager, path,
                       "id={new}&outcome=no-answer&channel=phone&time=00:01&number=work"
                       "&next_day=2026-12-24"),
                  303);
    const struct local_answer *page = get(&h, h.manager, "/cases/{case}");
    assert_has(page, "12:01 am");
    assert_has(page, "No answer · Work");
    assert_has(
        post(&h, h.manager, path, "id={new}&outcome=no-answer&channel=phone&time=23:59"),
        sentence(h.t, "en", "household.time_ahead"));
    assert_has(get(&h, h.manager, path), "value=\"work\" selected");
}

static void where_they_moved_beyond_the_list_no_inspection_is_asked_for(void **state)
{
    struct home h = home_new(*state);

    move(&h, 1);
    const struct local_answer *a = get(&h, h.manager, "/cases/{case}/inspection");
    assert_status(a, 200);
    assert_has(a, sentence(h.t, "en", "inspect.not_listed"));
    assert_status(post(&h, h.manager, "/cases/{case}/inspection",
                       "request={new}&inspection={new}&wrong=410.180&alleged=no"),
                  409);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_case_owner_closes_it_and_only_the_lead_reads_why),
        cmocka_unit_test(whose_case_is_closed_to_them_gives_it_up),
        cmocka_unit_test(nobody_closes_a_case_to_themselves_or_to_a_stranger),
        cmocka_unit_test(it_is_there_again_when_the_resident_says_so),
        cmocka_unit_test(today_and_its_counts_are_those_of_a_world_without_the_case),
        cmocka_unit_test(how_to_reach_them_stands_on_every_page_that_leads_to_a_call),
        cmocka_unit_test(a_contact_form_that_came_too_late_loses_neither_text),
        cmocka_unit_test(half_a_pair_of_hours_is_no_rule),
        cmocka_unit_test(people_are_kept_sealed_and_leave_with_their_day),
        cmocka_unit_test(the_household_moves_and_the_property_stays),
        cmocka_unit_test(of_more_homes_than_a_page_has_room_for_the_latest_are_shown),
        cmocka_unit_test(where_they_moved_beyond_the_list_no_inspection_is_asked_for),
        cmocka_unit_test(no_answer_is_one_tap_with_the_time_of_the_call),
    };

    return world_run_ready("household", tests, COUNT(tests));
}
