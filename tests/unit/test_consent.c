/* Whether a consent allows telling, against a second implementation that was written
 * apart from it: a table of what must hold, one bit a condition.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/consent.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { TUPLES = 1000000 };

/* xorshift: the same tuples on every machine. */
static uint64_t state = 0x9E3779B97F4A7C15u;
static uint32_t draw(uint32_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 33) % below;
}

struct tuple {
    struct consent_fact c;
    struct consent_ask ask;
    struct day today;
};

/* Days crowd around the edges: yesterday, today, the longest a consent may run. */
static struct day a_day(struct day today)
{
    static const int edges[] = {
        -1, 0, 1, 14, 15, CONSENT_DAYS_MAX, CONSENT_DAYS_MAX + 1, CONSENT_DAYS_MAX + 2};

    if (draw(8) == 0)
        return DAY_NONE;
    if (draw(3) == 0)
        return (struct day){today.n - 400 + (int)draw(1200)};
    return (struct day){today.n + edges[draw(COUNT(edges))]};
}

static struct tuple a_tuple(void)
{
    struct tuple t = {.today = {20000 + (int)draw(2000)}};

    t.c.full = draw(8) != 0;
    t.c.covers = draw(4) != 0;
    t.c.owner_agreed = draw(2) != 0;
    t.c.confirmed = draw(2) != 0;
    t.c.withdrawn_at = draw(4) == 0 ? 1 + (int64_t)draw(1000000) : 0;
    t.c.expires = a_day(t.today);
    t.ask.contacts_owner = draw(2) != 0;
    t.ask.sealed = draw(2) != 0;
    return t;
}

/* The second implementation: nothing of domain/consent.c is called.  A bit that is set
 * stands against telling; the lowest one is what is said. */
static enum consent_verdict expected(const struct tuple *t)
{
    static const enum consent_verdict said[] = {CONSENT_MISSING, CONSENT_OWNER,
                                                CONSENT_SECOND, CONSENT_ALLOWS};
    int64_t left = (int64_t)t->c.expires.n - t->today.n;
    bool dated = t->c.expires.n != DAY_NONE.n;
    unsigned against = 8;

    if (!(dated && left >= 0 && left <= 367) || t->c.withdrawn_at != 0)
        against |= 1;
    if ((t->c.full ? 0 : 1) | (t->c.covers ? 0 : 1))
        against |= 1;
    against |= (unsigned)(t->ask.contacts_owner & !t->c.owner_agreed) << 1;
    against |= (unsigned)(t->ask.sealed & !t->c.confirmed) << 2;
    for (unsigned i = 0; i < 4; i++)
        if (against >> i & 1)
            return said[i];
    return CONSENT_MISSING;
}

static void a_million_tuples_are_judged_alike_by_two_implementations(void **unused)
{
    int seen[4] = {0};

    (void)unused;
    for (int i = 0; i < TUPLES; i++) {
        struct tuple t = a_tuple();
        enum consent_verdict is = consent_judge(&t.c, &t.ask, t.today);

        if (is != expected(&t))
            fail_msg("tuple %d: %d, not %d", i, is, expected(&t));
        seen[is]++;
    }
    for (size_t v = 0; v < COUNT(seen); v++)
        assert_true(seen[v] > TUPLES / 100);
}

static void a_withdrawal_ends_it_whatever_else_is_true(void **unused)
{
    (void)unused;
    for (int i = 0; i < 100000; i++) {
        struct tuple t = a_tuple();

        t.c.withdrawn_at = 1;
        assert_int_equal(consent_judge(&t.c, &t.ask, t.today), CONSENT_MISSING);
    }
}

static void a_sealed_need_waits_for_the_second_channel(void **unused)
{
    const struct day today = {20000};
    struct consent_fact c = {.full = true, .covers = true, .expires = {20010}};
    const struct consent_ask sealed = {.sealed = true}, plain = {0};

    (void)unused;
    assert_int_equal(consent_judge(&c, &plain, today), CONSENT_ALLOWS);
    assert_int_equal(consent_judge(&c, &sealed, today), CONSENT_SECOND);
    c.confirmed = true;
    assert_int_equal(consent_judge(&c, &sealed, today), CONSENT_ALLOWS);
}

static void a_consent_ends_soon_for_fourteen_days(void **unused)
{
    const struct day today = {20000};

    (void)unused;
    assert_false(consent_is_ending((struct day){20015}, 0, today));
    assert_true(consent_is_ending((struct day){20014}, 0, today));
    assert_true(consent_is_ending((struct day){20000}, 0, today));
    assert_false(consent_is_ending((struct day){19999}, 0, today));
    assert_false(consent_is_ending((struct day){20005}, 1, today));
    assert_false(consent_is_ending(DAY_NONE, 0, today));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_million_tuples_are_judged_alike_by_two_implementations),
        cmocka_unit_test(a_withdrawal_ends_it_whatever_else_is_true),
        cmocka_unit_test(a_sealed_need_waits_for_the_second_channel),
        cmocka_unit_test(a_consent_ends_soon_for_fourteen_days),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
