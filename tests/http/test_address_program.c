/* test_address_program.c -- a household in the address program: the substitute address on
 * every page, the real one on one page of who works the case.  On both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "app/link.h"

#include <stdlib.h>
#include <string.h>

#define STREET "Erie St" /* of every story */
#define BOX "P.O. Box 9120"

struct hidden {
    struct site *t;
    struct visitor *owner, *colleague, *lead;
    struct story *st;
};

static struct hidden hidden_new(struct world *w)
{
    struct hidden h = {.t = site_new(w)};

    story_begin(h.t);
    h.owner = visitor_new(h.t, ROLE_CASE_MANAGER, "en");
    h.colleague = visitor_new(h.t, ROLE_CASE_MANAGER, "en");
    h.lead = visitor_new(h.t, ROLE_CARE_LEAD, "en");
    h.st = story_new(h.t, 1);
    story_own(h.t, h.st, h.owner);
    return h;
}

static const struct local_answer *get(struct hidden *h, const struct visitor *who,
                                      const char *path)
{
    return site_get(h->t, who, story_fill(h->t, h->st, path));
}

static const struct local_answer *put_in(struct hidden *h, const struct visitor *who)
{
    return site_post(
        h->t, who, story_fill(h->t, h->st, "/cases/{case}/address"),
        story_fill(h->t, h->st, "rev={rev}&substitute=P.O.+Box+9120,+Boston"));
}

static void every_page_of_the_case_has_the_substitute_alone(void **state)
{
    struct hidden h = hidden_new(*state);
    static const char *const pages[] = {
        "/cases",
        "/cases/{case}",
        "/cases/{case}/household",
        "/cases/{case}/attempts",
        "/cases/{case}/visits",
        "/cases/{case}/visits/{visit}",
        "/cases/{case}/referrals/{referral}",
        "/cases/{case}/needs/{need}/services/{service}",
        "/cases/{case}/export",
        "/cases/{case}/export.csv",
        "/cases/{case}/export.json",
        "/cases/{case}/plan",
        "/cases/{case}/sharing",
    };

    assert_has(get(&h, h.owner, "/cases/{case}"), STREET);
    assert_status(put_in(&h, h.owner), 303);
    for (size_t i = 0; i < COUNT(pages); i++)
        assert_lacks(get(&h, h.owner, pages[i]), STREET);
    assert_has(get(&h, h.owner, "/cases/{case}"), BOX);
    assert_has(get(&h, h.owner, "/cases/{case}/export"), BOX);
}

static void the_case_says_that_the_home_is_kept_apart_and_not_unknown(void **state)
{
    struct hidden h = hidden_new(*state);

    assert_status(put_in(&h, h.owner), 303);
    assert_has(get(&h, h.owner, "/cases/{case}"), "real address is kept apart");
    assert_lacks(get(&h, h.owner, "/cases/{case}"), "not in the register");
}

static void no_inspection_of_a_home_that_is_kept_apart_is_offered_or_taken(void **state)
{
    struct hidden h = hidden_new(*state);
    const char *form = "request=018f0000-0000-7000-8000-00000000a001&inspection="
                       "018f0000-0000-7000-8000-00000000a002&wrong=410.180&alleged=no";

    assert_has(get(&h, h.owner, "/cases/{case}"), "/inspection\"");
    assert_status(put_in(&h, h.owner), 303);
    assert_lacks(get(&h, h.owner, "/cases/{case}"), "/inspection\"");
    assert_has(get(&h, h.owner, "/cases/{case}/inspection"),
               sentence(h.t, "en", "inspect.apart"));
    const struct local_answer *a =
        site_post(h.t, h.owner, story_fill(h.t, h.st, "/cases/{case}/inspection"), form);
    assert_status(a, 409);
    assert_has(a, sentence(h.t, "en", "inspect.apart"));
}

static const struct local_answer *by_link(struct hidden *h)
{
    const struct local_answer *a =
        site_follow(h->t, "/r/open", story_fill(h->t, h->st, "token={token}"));

    assert_status(a, 200);
    return a;
}

/* The first referral is refused, and the next one tells the address as well. */
static void told_where(struct hidden *h)
{
    struct id id;

    (void)site_follow(
        h->t, "/r/answer",
        story_fill(h->t, h->st, "token={token}&answer=refuse&reason=no-capacity"));
    require(id_parse(name_id(h->t->arena, 'r', 77), ID_TEXT - 1, &id));
    h->st->referral = id_to(referral, id);
    h->st->token = link_token(h->t->phone->keys, h->st->referral, 1, h->t->arena);
    assert_status(
        site_post(
            h->t, h->owner,
            story_fill(h->t, h->st, "/cases/{case}/needs/{need}/services/{service}"),
            story_fill(h->t, h->st, "id={referral}&tell=name&tell=address")),
        303);
    (void)site_follow(h->t, "/r/answer",
                      story_fill(h->t, h->st, "token={token}&answer=accept"));
}

static void read_rev(struct hidden *h)
{
    static const char field[] = "name=\"rev\" value=\"";
    const char *at = strstr(get(h, h->owner, "/cases/{case}/address")->body, field);

    assert_non_null(at);
    h->st->rev = strtoll(at + strlen(field), NULL, 10);
}

static void an_agency_has_the_substitute_of_what_it_was_told_before(void **state)
{
    struct hidden h = hidden_new(*state);
    const struct story was = *h.st;

    told_where(&h);
    assert_has(by_link(&h), STREET); /* it was told */
    read_rev(&h);
    assert_status(put_in(&h, h.owner), 303);
    assert_lacks(by_link(&h), STREET);
    assert_has(by_link(&h), BOX);
    *h.st = was;
}

static void the_real_one_is_on_one_page_of_who_works_the_case(void **state)
{
    struct hidden h = hidden_new(*state);
    const char *path = "/cases/{case}/address";

    assert_status(put_in(&h, h.owner), 303);
    assert_has(get(&h, h.owner, path), STREET);
    assert_status(get(&h, h.lead, path), 404);
    assert_status(get(&h, h.colleague, path), 404);
    assert_lacks(get(&h, h.lead, "/cases/{case}"), path);
    assert_non_null(strstr(site_dump(h.t), "address.show casefile:"));
}

static void a_move_keeps_the_new_home_apart(void **state)
{
    struct hidden h = hidden_new(*state);

    assert_status(put_in(&h, h.owner), 303);
    h.st->rev++;
    assert_status(site_post(h.t, h.owner,
                            story_fill(h.t, h.st, "/cases/{case}/household/move"),
                            story_fill(h.t, h.st,
                                       "id={new}&before={new}&rev={rev}"
                                       "&address=77+Quince+St&day=2026-11-24")),
                  303);
    assert_lacks(get(&h, h.owner, "/cases/{case}/household"), "Quince");
    assert_has(get(&h, h.owner, "/cases/{case}"), BOX);
    assert_has(get(&h, h.owner, "/cases/{case}/address"), "77 Quince St");
}

static void it_ends_as_it_was(void **state)
{
    struct hidden h = hidden_new(*state);
    const char *before = get(&h, h.owner, "/cases/{case}/household")->body;

    assert_status(put_in(&h, h.owner), 303);
    h.st->rev++;
    assert_status(site_post(h.t, h.owner,
                            story_fill(h.t, h.st, "/cases/{case}/address/end"),
                            story_fill(h.t, h.st, "rev={rev}")),
                  303);
    assert_has(get(&h, h.owner, "/cases/{case}"), STREET);
    assert_non_null(strstr(before, STREET));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_page_of_the_case_has_the_substitute_alone),
        cmocka_unit_test(no_inspection_of_a_home_that_is_kept_apart_is_offered_or_taken),
        cmocka_unit_test(the_case_says_that_the_home_is_kept_apart_and_not_unknown),
        cmocka_unit_test(an_agency_has_the_substitute_of_what_it_was_told_before),
        cmocka_unit_test(the_real_one_is_on_one_page_of_who_works_the_case),
        cmocka_unit_test(a_move_keeps_the_new_home_apart),
        cmocka_unit_test(it_ends_as_it_was),
    };

    return world_run_ready("address_program", tests, COUNT(tests));
}
