/* test_migrate_kill.c -- a program killed while it brings a store forward, at every fifth
 * step (with DOORSTEP_LONG, at each): the store is of one version or of the next, whole,
 * and the next start brings it to the end.
 * SPDX-License-Identifier: Apache-2.0 */
#include "steps.h"
#include "store/old.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS_MAX = 2000, VERSIONS = 60 };

/* What one store is at each of its versions, when nothing goes wrong. */
struct history {
    const struct migrations *all;
    const char *schema[VERSIONS];
};

static struct history history_of(struct world *w, enum store_name s,
                                 const struct migrations *all)
{
    struct history h = {.all = all};

    require(all->len < VERSIONS);
    for (size_t len = 0; len <= all->len; len++) {
        struct place p = place_new(w, s);

        if (len > 0)
            assert_ok(place_bring(&p, all->of, len));
        h.schema[len] = place_schema(&p);
    }
    return h;
}

struct attempt {
    struct place place;
    const struct migrations *all;
};

static bool bring(const void *ctx)
{
    const struct attempt *a = ctx;

    return place_bring(&a->place, a->all->of, a->all->len).kind == OK;
}

static bool is_one_of(const struct history *h, const char *schema)
{
    for (size_t len = 0; len <= h->all->len; len++)
        if (strcmp(h->schema[len], schema) == 0)
            return true;
    return false;
}

struct tally {
    int kills, between, stuck, lost; /* between versions; never at the end; of rows */
};

/* One life that ends at step n, and the one after it.  False when it had no step n. */
static bool killed_at(struct world *w, enum store_name s, const struct history *h, int n,
                      struct tally *t)
{
    struct attempt a = {place_new(w, s), h->all};

    assert_ok(place_bring(&a.place, h->all->of, 1)); /* the oldest release, in use */
    place_fill(&a.place, h->all->of, 1);
    struct kept kept = place_kept(&a.place);
    const char *rows = place_rows(&a.place, &kept);
    if (!steps_killed(n, bring, &a))
        return false;
    place_settle(&a.place);
    t->kills++;
    t->between += !is_one_of(h, place_schema(&a.place));
    bool ended = place_bring(&a.place, h->all->of, h->all->len).kind == OK;
    t->stuck += !ended || strcmp(place_schema(&a.place), h->schema[h->all->len]) != 0;
    t->lost += strcmp(place_rows(&a.place, &kept), rows) != 0;
    return true;
}

/* At step `first` and each `stride` from there. */
static struct tally kill_at_steps(struct world *w, enum store_name s,
                                  const struct migrations *all, int first, int stride)
{
    struct history h = history_of(w, s, all);
    struct tally t = {0};
    int n = first;

    while (n < STEPS_MAX && killed_at(w, s, &h, n, &t))
        n += stride;
    assert_in_range(n, first + stride, STEPS_MAX - 1);
    return t;
}

static void a_kill_leaves_one_version_or_the_next(void **state)
{
    struct world *w = *state;
    int kills = 0, stride = getenv("DOORSTEP_LONG") != NULL ? 1 : 5;

    for (int s = 0; s < STORES; s++) {
        struct tally t =
            kill_at_steps(w, (enum store_name)s, &migrations[s], 1 + s % stride, stride);

        assert_int_equal(t.between, 0);
        assert_int_equal(t.stuck, 0);
        assert_int_equal(t.lost, 0);
        kills += t.kills;
    }
    print_message("# killed %d times\n", kills);
}

/* One that commits by itself, so that its row is written apart. */
static void one_that_commits_halfway_is_seen(void **state)
{
    static const char half[] = "create table one (n integer); commit; begin; "
                               "create table two (n integer)";
    static const struct migration made[] = {
        {1,
         "0001_first",
         "aa",
         {"create table t (city text)", "create table t (city text)"}},
        {2, "0002_half", "bb", {half, half}},
    };
    struct migrations wrong = {made, COUNT(made)};
    struct tally t = kill_at_steps(*state, STORE_PHOTOS, &wrong, 1, 1);

    assert_int_not_equal(t.between, 0);
    assert_int_not_equal(t.stuck, 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_kill_leaves_one_version_or_the_next),
        cmocka_unit_test(one_that_commits_halfway_is_seen),
    };

    return world_run("migrate kill", tests, COUNT(tests));
}
