/* test_reads.c -- a day has a number of different cases that one person may open: the
 * next one stays closed, two hear of it at once, and somebody else may let them go on. On
 * both engines. SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "base/clock.h"
#include "store/outbox_store.h"
#include "store/queries_registry.h"

#include <stdio.h>
#include <string.h>

enum { CASES = 3, ALLOWED = 2 };

struct desk {
    struct site *t;
    struct visitor *lead, *other_lead, *privacy;
    struct story *of[CASES];
};

static struct err set_budget(struct db *db, struct arena *a, void *ctx)
{
    (void)a;
    return db_exec(db, &q_setting_put,
                   &(struct q_setting_put_in){"reads_care_lead", ctx});
}

static struct desk desk_new(struct world *w)
{
    struct desk d = {.t = site_new(w)};

    story_begin(d.t);
    assert_ok(world_change(w, STORE_REGISTRY, set_budget, "2"));
    d.lead = visitor_new(d.t, ROLE_CARE_LEAD, "en");
    d.other_lead = visitor_new(d.t, ROLE_CARE_LEAD, "en");
    d.privacy = visitor_new(d.t, ROLE_PRIVACY, "en");
    for (int i = 0; i < CASES; i++)
        d.of[i] = story_new(d.t, i + 1);
    return d;
}

static const struct local_answer *open_case(struct desk *d, int n)
{
    return site_get(d->t, d->lead, story_fill(d->t, d->of[n], "/cases/{case}"));
}

static void open_all(struct desk *d)
{
    for (int i = 0; i < CASES; i++)
        (void)open_case(d, i);
}

struct letters {
    struct outbox_state *of;
    size_t len;
};

static struct letters letters_of(struct desk *d)
{
    struct db *db CLEANUP(store_read_end) = world_read(d->t->w, STORE_CARE);
    struct letters l;

    assert_ok(outbox_recent(db, "reads-many", d->t->arena, &l.of, &l.len));
    return l;
}

static const char *let_path(struct desk *d, const struct visitor *who)
{
    const struct local_answer *page = site_get(d->t, who, "/reads");
    const char *at = strstr(page->body, "/reads/");

    return at == NULL ? NULL : arena_copy(d->t->arena, at, strcspn(at, "\""));
}

static void the_case_after_the_last_allowed_one_stays_closed(void **state)
{
    struct desk d = desk_new(*state);

    for (int i = 0; i < ALLOWED; i++)
        assert_status(open_case(&d, i), 200);
    const struct local_answer *a = open_case(&d, ALLOWED);
    assert_status(a, 429);
    assert_has(a, sentence(d.t, "en", "rights.reads_over"));
    for (size_t i = 0; i < story_secrets_len; i++)
        assert_lacks(a, story_secrets[i]);
}

static void every_page_of_a_case_counts_and_the_same_case_once(void **state)
{
    struct desk d = desk_new(*state);
    static const char *const pages[] = {"/cases/{case}/plan", "/cases/{case}/household",
                                        "/cases/{case}/close"};

    for (size_t i = 0; i < COUNT(pages); i++)
        assert_status(site_get(d.t, d.lead, story_fill(d.t, d.of[0], pages[i])), 200);
    assert_status(open_case(&d, 1), 200);
    for (size_t i = 0; i < COUNT(pages); i++)
        assert_status(site_get(d.t, d.lead, story_fill(d.t, d.of[2], pages[i])), 429);
    assert_status(open_case(&d, 0), 200);
    assert_status(site_get(d.t, d.lead, "/cases"), 200); /* a list opens none */
}

static void two_hear_of_it_once_and_no_letter_says_who(void **state)
{
    struct desk d = desk_new(*state);

    open_all(&d);
    (void)open_case(&d, ALLOWED);
    struct letters l = letters_of(&d);
    assert_int_equal(l.len, 2);
    for (size_t i = 0; i < l.len; i++)
        assert_string_not_equal(l.of[i].recipient, d.lead->email);
    assert_has(site_get(d.t, d.privacy, "/reads"), "2 opened of 2 allowed");
    assert_lacks(site_get(d.t, d.privacy, "/reads"), STORY_NAME);
}

static void somebody_else_lets_them_go_on_and_never_they_themselves(void **state)
{
    struct desk d = desk_new(*state);

    open_all(&d);
    assert_null(let_path(&d, d.lead));
    const char *path = let_path(&d, d.other_lead);
    assert_non_null(path);
    assert_status(site_post(d.t, d.lead, path, ""), 404);
    assert_status(open_case(&d, ALLOWED), 429);
    assert_status(site_post(d.t, d.other_lead, path, ""), 303);
    assert_status(open_case(&d, ALLOWED), 200);
}

static void a_new_day_begins_anew(void **state)
{
    struct desk d = desk_new(*state);

    open_all(&d);
    site_clock(d.t, clock_ms() + DAY);
    visitor_sign_in(d.t, d.lead);
    visitor_sign_in(d.t, d.privacy);
    assert_status(open_case(&d, ALLOWED), 200);
    assert_null(let_path(&d, d.privacy)); /* that day is over */
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_case_after_the_last_allowed_one_stays_closed),
        cmocka_unit_test(every_page_of_a_case_counts_and_the_same_case_once),
        cmocka_unit_test(two_hear_of_it_once_and_no_letter_says_who),
        cmocka_unit_test(somebody_else_lets_them_go_on_and_never_they_themselves),
        cmocka_unit_test(a_new_day_begins_anew),
    };

    return world_run_ready("reads", tests, COUNT(tests));
}
