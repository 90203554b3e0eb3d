/* test_twins.c -- nobody outside care can tell whether anybody asked for help: two worlds
 * of one seed, one of them with care on top, are the same bytes to six observers.
 * SPDX-License-Identifier: Apache-2.0 */
#include "twin.h"

#include <stdlib.h>
#include <string.h>

/* What a run of both worlds came to. */
struct pair_of {
    struct twin without, with;
};

/* A thousand of them would fill a disk. */
static void drop(const char *database)
{
    char sql[80];

    snprintf(sql, sizeof sql, "drop database %s", database);
    world_postgres_sql("postgres", sql);
}

static void live(struct twin *w, enum db_kind engine, struct twin as)
{
    struct world *world = calloc(1, sizeof *world);

    require(world != NULL);
    *w = as;
    world_open_ready(world, engine);
    twin_live(w, world);
    world_close(world);
    if (engine == DB_POSTGRES)
        drop(world->database);
    free(world);
}

static void twins(struct pair_of *p, enum db_kind engine, uint64_t seed, enum leak leak)
{
    live(&p->without, engine, (struct twin){.seed = seed, .leak = leak});
    live(&p->with, engine, (struct twin){.seed = seed, .leak = leak, .care = true});
}

/* For a person who looks for why: DOORSTEP_KEEP=DIR. */
static void keep(const struct pair_of *p)
{
    const char *dir = getenv("DOORSTEP_KEEP");
    char path[200];
    FILE *f;

    for (int i = 0; dir != NULL && i < 2 * OBSERVERS; i++) {
        const struct transcript *t = &(i % 2 ? &p->with : &p->without)->seen[i / 2];
        snprintf(path, sizeof path, "%s/%d.%s", dir, i / 2, i % 2 ? "with" : "without");
        f = fopen(path, "w");
        require(f != NULL);
        fwrite(t->text, 1, t->len, f);
        fclose(f);
    }
}

static void twins_end(struct pair_of *p)
{
    twin_end(&p->without);
    twin_end(&p->with);
}

static bool same(const struct transcript *a, const struct transcript *b)
{
    return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

/* The last "== " line before a place, and what stands around it. */
static void show_line(const char *which, const struct transcript *t, size_t at)
{
    size_t head = at, from = at;
    size_t rest = strcspn(t->text + at, "\n");

    while (head > 0 &&
           (strncmp(t->text + head, "== ", 3) != 0 || t->text[head - 1] != '\n'))
        head--;
    while (from > 0 && t->text[from - 1] != '\n' && at - from < 160)
        from--;
    rest = at - from + (rest < 160 ? rest : 160);
    print_error("  %s: %.*s\n    %.*s\n", which, (int)strcspn(t->text + head, "\n"),
                t->text + head, (int)rest, t->text + from);
}

static void show(const struct pair_of *p, int eye)
{
    const struct transcript *a = &p->without.seen[eye], *b = &p->with.seen[eye];
    size_t at = 0;

    while (at < a->len && at < b->len && a->text[at] == b->text[at])
        at++;
    print_error("seed %llu: the %s can tell\n", (unsigned long long)p->with.seed,
                observer_names[eye]);
    show_line("without", a, at);
    show_line("with care", b, at);
}

static int who_can_tell(const struct pair_of *p, bool aloud)
{
    int eyes = 0;

    for (int i = 0; i < OBSERVERS; i++)
        if (!same(&p->without.seen[i], &p->with.seen[i])) {
            eyes |= 1 << i;
            if (aloud)
                show(p, i);
        }
    return eyes;
}

static long from_environment(const char *name, long otherwise)
{
    const char *set = getenv(name);

    return set != NULL ? atol(set) : otherwise;
}

static void compare_worlds(enum db_kind engine, long worlds)
{
    long first = from_environment("DOORSTEP_SEED", 1), cares = 0, sealed = 0;
    size_t bytes = 0;
    int told = 0;

    for (long seed = first; seed < first + worlds; seed++) {
        struct pair_of p;

        twins(&p, engine, (uint64_t)seed, NO_LEAK);

        told |= who_can_tell(&p, true);
        keep(&p);
        assert_true(p.with.applied >= p.without.applied && p.without.applied > 0);
        cares += p.with.answered;
        sealed += p.with.sealed;
        for (int i = 0; i < OBSERVERS; i++)
            bytes += p.with.seen[i].len;
        twins_end(&p);
    }
    print_message("# %ld pairs of worlds, %ld changes of care and %ld sealed asks in one "
                  "of each, %zu bytes compared\n",
                  worlds, cares, sealed, bytes);
    assert_int_equal(told, 0);
    assert_true(cares > 5 * worlds && sealed > 0);
}

static long many; /* worlds, as the command says; 0: few */

static void nobody_can_tell_whether_help_was_asked_for(void **state)
{
    (void)state;
    compare_worlds(DB_SQLITE, many > 0 ? many : 12);
}

static void nobody_can_tell_on_postgresql_either(void **state)
{
    (void)state;
    compare_worlds(DB_POSTGRES, many > 0 ? many : 4);
}

/* The harness itself: one seed is one world, and its bytes are not always the same. */
static void a_seed_is_a_world(void **state)
{
    struct twin one, again, other;
    const struct twin as = {.seed = 7, .care = true}, as_other = {.seed = 8};

    (void)state;
    live(&one, DB_SQLITE, as);
    live(&again, DB_SQLITE, as);
    live(&other, DB_SQLITE, as_other);
    for (int i = 0; i < OBSERVERS; i++) {
        assert_true(one.seen[i].len > 1000);
        assert_true(same(&one.seen[i], &again.seen[i]));
        assert_false(same(&one.seen[i], &other.seen[i]));
    }
    twin_end(&one);
    twin_end(&again);
    twin_end(&other);
}

static void every_planted_leak_is_seen(void **state)
{
    const int files = 1 << FILES, shown = ((1 << OBSERVERS) - 1) & ~files;
    const int by[LEAKS] = {
        [NO_LEAK] = 0,        [LEAK_COUNT] = files,
        [LEAK_ORDER] = files, [LEAK_CALENDAR] = 1 << SUPERVISOR | files,
        [LEAK_SEEN] = files,  [LEAK_HEADER] = shown,
        [LEAK_LOG] = files,   [LEAK_SEQUENCE] = 1 << INSPECTOR | 1 << SUPERVISOR | files,
        [LEAK_SIZE] = files,
    };

    (void)state;
    for (enum leak leak = NO_LEAK; leak < LEAKS; leak++) {
        struct pair_of p;

        twins(&p, DB_SQLITE, 5, leak);
        int eyes = who_can_tell(&p, leak == NO_LEAK);
        twins_end(&p);
        if ((eyes & by[leak]) != by[leak] || (leak == NO_LEAK && eyes != 0))
            fail_msg("planted leak %d was seen by %x, not by %x", leak, eyes, by[leak]);
    }
}

/* The keys of all sites are made with the first one, and are no part of a world. */
static int make_keys(void **state)
{
    struct world world;

    (void)state;
    chance_begin(0, false);
    world_open(&world, DB_SQLITE);
    site_new(&world);
    world_close(&world);
    return 0;
}

/* test_twins [WORLDS [ENGINE]] */
int main(int argc, char **argv)
{
    static const struct CMUnitTest all[] = {
        cmocka_unit_test(a_seed_is_a_world),
        cmocka_unit_test(every_planted_leak_is_seen),
        cmocka_unit_test(nobody_can_tell_whether_help_was_asked_for),
        cmocka_unit_test(nobody_can_tell_on_postgresql_either),
    };
    bool postgres = argc > 2 && strcmp(argv[2], "postgresql") == 0;
    const struct CMUnitTest one[] = {all[postgres ? 3 : 2]};

    many = argc > 1 ? atol(argv[1]) : 0;
    return argc > 2 ? cmocka_run_group_tests_name("twins", one, make_keys, NULL)
                    : cmocka_run_group_tests_name("twins", all, make_keys, NULL);
}
