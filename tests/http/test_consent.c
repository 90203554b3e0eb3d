/* test_consent.c -- the form of a full consent keeps its code: over a reload, over
 * another language and over a fault, and never twice for two consents.  On both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "app/link.h"
#include "core/build.h"

#include <string.h>

#define FORM "/cases/{case}/consent"

struct desk {
    struct site *t;
    struct visitor *me;
    struct story *st;
};

static struct desk desk_new(struct world *w)
{
    struct desk d = {.t = site_new(w)};

    story_begin(d.t);
    d.me = visitor_new(d.t, ROLE_CASE_MANAGER, "en");
    d.st = story_new(d.t, 1);
    story_own(d.t, d.st, d.me);
    return d;
}

static const struct local_answer *get(const struct desk *d, const char *path)
{
    return site_get(d->t, d->me, story_fill(d->t, d->st, path));
}

/* Where the page leads that was asked for without an id. */
static const char *fresh(const struct desk *d, const char *more)
{
    struct build b = {.arena = d->t->arena};

    build_text(&b, FORM);
    build_text(&b, more);
    const struct local_answer *a = get(d, build_done(&b));
    assert_status(a, 303);
    return local_header(a, "Location");
}

static struct consent_id id_in(const char *address)
{
    const char *at = strstr(address, "?id=");
    struct id id;

    assert_non_null(at);
    assert_true(id_parse(at + 4, ID_TEXT - 1, &id));
    return id_to(consent, id);
}

static const char *code_of(const struct desk *d, struct consent_id id)
{
    return withdraw_code(d->t->phone->keys, id, d->t->arena);
}

static void a_reload_shows_the_code_that_was_read_aloud(void **state)
{
    struct desk d = desk_new(*state);
    const char *address = fresh(&d, "?need={need}&service={service}");
    const char *code = code_of(&d, id_in(address));

    assert_has(get(&d, address), code);
    site_clock(d.t, d.t->phone->now + MINUTE);
    const struct local_answer *a = get(&d, address);
    assert_has(a, code);
    assert_has(a, story_fill(d.t, d.st, "name=\"then\" value=\"{need}:{service}\""));
    assert_string_not_equal(fresh(&d, ""), address);
}

static void every_language_is_on_the_page_and_asks_for_nothing(void **state)
{
    struct desk d = desk_new(*state);
    static const char *const langs[] = {"en", "es", "pt", "ht"};
    const struct local_answer *a = get(&d, fresh(&d, ""));

    for (size_t i = 0; i < COUNT(langs); i++)
        assert_has(a, sentence(d.t, langs[i], "case.consent_text_2"));
    assert_has(a, "value=\"es\" checked");
    assert_lacks(a, "href=\"?");
}

static void a_fault_leaves_code_language_and_ticks(void **state)
{
    struct desk d = desk_new(*state);
    struct consent_id id = id_in(fresh(&d, ""));
    char text[ID_TEXT];

    id_format(id_of(id), text);
    struct build form = {.arena = d.t->arena};
    build_text(&form, "lang=pt&expires=2026-12-24&scope={need}:{organization}&id=");
    build_text(&form, text);
    const struct local_answer *a = site_post(d.t, d.me, story_fill(d.t, d.st, FORM),
                                             story_fill(d.t, d.st, build_done(&form)));
    assert_status(a, 422);
    assert_has(a, code_of(&d, id));
    assert_has(a, "value=\"pt\" checked");
    assert_has(a, story_fill(d.t, d.st, "value=\"{need}:{organization}\" checked"));
}

static void the_code_of_a_consent_that_stands_is_not_shown_again(void **state)
{
    struct desk d = desk_new(*state);
    const struct local_answer *a = get(&d, FORM "?id={consent}");

    assert_status(a, 303);
    const char *address = local_header(a, "Location");
    assert_null(strstr(address, story_fill(d.t, d.st, "{consent}")));
    a = get(&d, address);
    assert_status(a, 200);
    assert_lacks(a, code_of(&d, d.st->consent));
}

/* The newest line of the history that says `what`. */
static const char *line_of(const struct desk *d, const char *what)
{
    const char *page = strstr(get(d, "/cases/{case}")->body, "class=\"ds-log\"");
    const char *at = strstr(page, what);

    assert_non_null(at);
    while (at > page && strncmp(at, "<li>", 4) != 0)
        at--;
    return arena_copy(d->t->arena, at, (size_t)(strstr(at, "</li>") - at));
}

static void who_took_a_consent_and_who_sent_it_stand_in_the_history(void **state)
{
    struct desk d = desk_new(*state);

    site_clock(d.t, d.t->phone->now + MINUTE);
    assert_status(
        site_post(d.t, d.me, story_fill(d.t, d.st, "/cases/{case}/needs"),
                  story_fill(d.t, d.st, "id={consent}&need=food&known_by=told")),
        303);
    d.st->need = id_to(need, id_of(d.st->consent));
    assert_status(site_post(d.t, d.me, story_fill(d.t, d.st, FORM),
                            story_fill(d.t, d.st,
                                       "id={new}&method=signed&expires=2026-12-24"
                                       "&scope={need}:{organization}")),
                  303);
    assert_status(
        site_post(d.t, d.me,
                  story_fill(d.t, d.st, "/cases/{case}/needs/{need}/services/{service}"),
                  story_fill(d.t, d.st, "id={new}&tell=name")),
        303);
    assert_non_null(strstr(line_of(&d, "Full consent"), "A Visitor"));
    assert_non_null(strstr(line_of(&d, "Sent to Harbor Agency"), "A Visitor"));
    assert_non_null(strstr(line_of(&d, "Permission at the door"), "A Person"));
}

static void who_added_a_need_stands_in_the_history_and_when(void **state)
{
    struct desk d = desk_new(*state);

    site_clock(d.t, d.t->phone->now + MINUTE);
    assert_status(site_post(d.t, d.me, story_fill(d.t, d.st, "/cases/{case}/needs"),
                            story_fill(d.t, d.st, "id={new}&need=food&known_by=told")),
                  303);
    const char *line = line_of(&d, "Need added: Food");
    assert_non_null(strstr(line, "A Visitor"));
    assert_non_null(strstr(line, "November 24, 2026"));
}

static void a_history_names_each_day_by_its_date(void **state)
{
    struct desk d = desk_new(*state);

    assert_non_null(strstr(line_of(&d, "Reached"), "November 24, 2026, 1:00 am"));
    assert_has(get(&d, "/cases/{case}/attempts"), "Time (Nov 24)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reload_shows_the_code_that_was_read_aloud),
        cmocka_unit_test(every_language_is_on_the_page_and_asks_for_nothing),
        cmocka_unit_test(a_fault_leaves_code_language_and_ticks),
        cmocka_unit_test(who_took_a_consent_and_who_sent_it_stand_in_the_history),
        cmocka_unit_test(who_added_a_need_stands_in_the_history_and_when),
        cmocka_unit_test(a_history_names_each_day_by_its_date),
        cmocka_unit_test(the_code_of_a_consent_that_stands_is_not_shown_again),
    };

    return world_run_ready("consent", tests, COUNT(tests));
}
