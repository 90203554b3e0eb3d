/* Cases whose years are over are proposed, and destroyed when the privacy officer says
 * yes to what she saw; on both engines. SPDX-License-Identifier: Apache-2.0 */
#include "manager.h"

#include "app/erase_settle.h"
#include "app/retention_app.h"
#include "queries_dump.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PRIVACY = 5 };
#define YEAR_MS (INT64_C(366) * 24 * 60 * 60 * 1000)

struct deed {
    struct phone *p;
    struct err (*act)(struct session *s, const void *in, void **out);
    const void *in;
    void *out;
};

static const char *ledger_of(struct phone *p)
{
    char name[48];

    snprintf(name, sizeof name, "retained-%s", p->w->database);
    return world_file(p->arena, name);
}

static struct err by_privacy(struct session *s, void *ctx)
{
    struct deed *d = ctx;

    s->actor = (struct actor){.user = id_to(user, id_named(d->p, 'u', PRIVACY)),
                              .roles = 1u << ROLE_PRIVACY};
    s->arena = d->p->arena;
    s->site.ledger = ledger_of(d->p);
    return d->act(s, d->in, &d->out);
}

static struct err privacy(struct phone *p, struct deed *d)
{
    d->p = p;
    return phone_run(p, STORE_CARE, by_privacy, d);
}

static const struct retention_page *page_of(struct phone *p)
{
    struct deed d = {.act = retention_view};

    assert_ok(privacy(p, &d));
    return d.out;
}

static struct err approve(struct phone *p, int n, const struct retention_page *seen)
{
    struct retention_in in = {id_named(p, 'r', n), seen->before, (int64_t)seen->due,
                              true};

    return privacy(p, &(struct deed){.act = retention_approve, .in = &in});
}

/* A household asked and was reached, and its case was closed. */
static struct phone *with_closed(struct world *w)
{
    struct phone *p = with_case(w);

    unlink(ledger_of(p));
    reach(p);
    struct close_in in = {.ref = {.id = the_case(p), .rev = case_of(p)->c.rev},
                          .reason = CLOSE_DECLINED_AFTER_CONTACT};
    assert_ok(DO(p, casefile_close, &in));
    return p;
}

static struct err open_case(struct phone *p)
{
    return DO(p, casefile_view, &(struct case_ref){.id = the_case(p)});
}

static void what_is_not_over_is_not_proposed(void **state)
{
    struct phone *p = with_closed(*state);

    assert_int_equal(page_of(p)->due, 0);
    p->now += 6 * YEAR_MS;
    assert_int_equal(page_of(p)->due, 0);
    p->now += YEAR_MS;
    assert_int_equal(page_of(p)->due, 1);
}

static void nothing_is_destroyed_before_somebody_says_yes(void **state)
{
    struct phone *p = with_closed(*state);

    p->now += 8 * YEAR_MS;
    const struct retention_page *seen = page_of(p);
    assert_ok(open_case(p));
    assert_ok(approve(p, 1, seen));
    assert_err(open_case(p), ERR_NOT_FOUND);
    assert_int_equal(page_of(p)->due, 0);
    assert_int_equal(page_of(p)->done_len, 1);
    assert_int_equal(page_of(p)->done[0].cases, 1);
    assert_ok(approve(p, 1, seen)); /* the second click of two */
}

static void a_yes_holds_for_what_was_seen_alone(void **state)
{
    struct phone *p = with_closed(*state);
    struct retention_page seen = *page_of(p);

    p->now += 8 * YEAR_MS;
    assert_err(approve(p, 1, &seen), ERR_CONFLICT);
    seen = *page_of(p);
    seen.due = 2;
    assert_err(approve(p, 1, &seen), ERR_CONFLICT);
    assert_ok(open_case(p));
}

static void what_is_under_hold_is_not_proposed_until_it_is_lifted(void **state)
{
    struct phone *p = with_closed(*state);
    struct hold_in hold = {the_case(p), id_named(p, 'h', 1), "A letter from counsel."};

    p->now += 8 * YEAR_MS;
    assert_ok(privacy(p, &(struct deed){.act = hold_set, .in = &hold}));
    assert_int_equal(page_of(p)->due, 0);
    assert_int_equal(page_of(p)->held, 1);
    assert_ok(privacy(p, &(struct deed){.act = hold_end, .in = &hold}));
    assert_int_equal(page_of(p)->due, 1);
}

static void only_the_privacy_officer_sees_and_approves(void **state)
{
    struct phone *p = with_closed(*state);
    struct retention_in in = {id_named(p, 'r', 1), DAY_NONE, 1, true};

    assert_err(DO(p, retention_view, NULL), ERR_NOT_FOUND);
    assert_err(DO(p, retention_approve, &in), ERR_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_over_is_not_proposed),
        cmocka_unit_test(nothing_is_destroyed_before_somebody_says_yes),
        cmocka_unit_test(a_yes_holds_for_what_was_seen_alone),
        cmocka_unit_test(what_is_under_hold_is_not_proposed_until_it_is_lifted),
        cmocka_unit_test(only_the_privacy_officer_sees_and_approves),
    };

    return world_run_ready("retention", tests, COUNT(tests));
}
