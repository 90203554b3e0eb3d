/* test_released.c -- migrations that were released stay as they are, and every store that
 * an earlier release left behind comes forward with its rows, whoever else is at it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "old.h"

#include "base/crypto.h"
#include "core/build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const engines[DB_KINDS] = {"sqlite", "postgresql"};

/* "care sqlite 0003_casework HASH-OF-THE-FILE HASH-OF-WHAT-THE-ENGINE-GETS" */
static const char *line_of(struct arena *a, enum store_name s, enum db_kind k,
                           const struct migration *m)
{
    struct build b = {.arena = a};
    struct sha256 sha = sha256_of(m->text[k], strlen(m->text[k]));
    const char *words[] = {store_names[s],
                           " ",
                           engines[k],
                           " ",
                           m->name,
                           " ",
                           m->sha256,
                           " ",
                           hex(a, (struct bytes){sha.b, sizeof sha.b}),
                           "\n"};

    for (size_t i = 0; i < COUNT(words); i++)
        build_text(&b, words[i]);
    return build_done(&b);
}

static const char *golden(struct arena *a)
{
    FILE *f = fopen(MIGRATIONS, "r");
    struct build b = {.arena = a};
    char line[500];

    while (f != NULL && fgets(line, sizeof line, f) != NULL)
        build_text(&b, line);
    if (f != NULL)
        fclose(f);
    return build_done(&b);
}

/* Only ever at the end: what stands there has been released. */
static void append_golden(const char *line)
{
    FILE *f = fopen(MIGRATIONS, "a");

    require(f != NULL && fputs(line, f) >= 0 && fclose(f) == 0);
}

/* Takes a line out of the text; false when it is not there. */
static bool strike(char *all, const char *line)
{
    char *at = strstr(all, line);

    if (at == NULL)
        return false;
    memmove(at, at + strlen(line), strlen(at + strlen(line)) + 1);
    return true;
}

static char *is_and_was(struct arena *a, const struct migrations of[STORES], bool add,
                        int *unknown)
{
    const char *was = golden(a);
    char *left = arena_copy(a, was, strlen(was));

    *unknown = 0;
    for (int s = 0; s < STORES; s++)
        for (size_t i = 0; i < of[s].len; i++)
            for (int k = 0; k < DB_KINDS; k++) {
                const char *line =
                    line_of(a, (enum store_name)s, (enum db_kind)k, &of[s].of[i]);

                if (strike(left, line))
                    continue;
                *unknown += 1;
                if (add)
                    append_golden(line);
            }
    return left;
}

/* DOORSTEP_GOLDEN=1 adds what is new; nothing takes away what was. */
static void the_released_stay_as_they_are(void **state)
{
    struct world *w = *state;
    int unknown;
    const char *left = is_and_was(&w->arena, migrations, false, &unknown);

    if (left[0] != '\0')
        print_error("released, and altered or gone since:\n%s", left);
    assert_string_equal(left, "");
    if (unknown > 0 && getenv("DOORSTEP_GOLDEN") != NULL)
        is_and_was(&w->arena, migrations, true, &unknown);
    else if (unknown > 0)
        print_error("%d new: run this test with DOORSTEP_GOLDEN=1 when they are to be "
                    "released\n",
                    unknown / DB_KINDS);
    left = is_and_was(&w->arena, migrations, false, &unknown);
    assert_int_equal(unknown, 0);
}

static void a_word_altered_in_a_released_one_is_seen(void **state)
{
    struct world *w = *state;
    struct migrations altered[STORES];
    struct migration care[40];
    int unknown;

    memcpy(altered, migrations, sizeof altered);
    require(altered[STORE_CARE].len <= COUNT(care));
    memcpy(care, altered[STORE_CARE].of, altered[STORE_CARE].len * sizeof *care);
    altered[STORE_CARE].of = care;
    care[0].text[DB_POSTGRES] = "create table op (n integer)"; /* by the generator */
    assert_non_null(strstr(is_and_was(&w->arena, altered, false, &unknown),
                           "care postgresql 0000_base"));
    assert_int_equal(unknown, 1);
}

/* A line for the question, and one for each of its two rows. */
static void assert_full(const char *rows, const struct kept *kept)
{
    size_t lines = 0;

    for (; *rows != '\0'; rows++)
        lines += *rows == '\n';
    assert_int_equal(lines, 3 * kept->len);
}

static void every_older_release_comes_forward_with_its_rows(void **state)
{
    struct world *w = *state;

    for (int s = 0; s < STORES; s++) {
        const struct migrations *all = &migrations[s];
        struct place fresh = place_new(w, (enum store_name)s);

        assert_ok(place_bring(&fresh, all->of, all->len));
        const char *schema = place_schema(&fresh);
        for (size_t len = 1; len <= all->len; len++) {
            struct place p = place_new(w, (enum store_name)s);

            assert_ok(place_bring(&p, all->of, len));
            place_fill(&p, all->of, len);
            struct kept kept = place_kept(&p);
            const char *rows = place_rows(&p, &kept);
            assert_full(rows, &kept);
            assert_ok(place_bring(&p, all->of, all->len));
            assert_string_equal(place_schema(&p), schema);
            assert_string_equal(place_rows(&p, &kept), rows);
        }
    }
}

/* What comes after all that are released, and must not be. */
static struct err brought_by(struct world *w, const char *sql, const char **before,
                             const char **after)
{
    const struct migrations *all = &migrations[STORE_PHOTOS];
    struct migration with[60];
    struct place p = place_new(w, STORE_PHOTOS);

    require(all->len < COUNT(with));
    memcpy(with, all->of, all->len * sizeof *with);
    with[all->len] = (struct migration){9999, "9999_wrong", "ff", {sql, sql}};
    assert_ok(place_bring(&p, all->of, all->len));
    place_fill(&p, all->of, all->len);
    struct kept kept = place_kept(&p);
    *before = place_rows(&p, &kept);
    struct err e = place_bring(&p, with, all->len + 1);
    *after = place_rows(&p, &kept);
    return e;
}

static void one_that_would_lose_rows_or_stumble_over_them_is_seen(void **state)
{
    const char *before, *after;

    assert_ok(brought_by(*state, "delete from op where city = 'two'", &before, &after));
    assert_string_not_equal(before, after);
    struct err e = brought_by(*state, "alter table op add column more integer not null",
                              &before, &after);
    assert_int_not_equal(e.kind, OK);
    assert_string_equal(before, after);
}

/* What the program says on stderr while a migration fails over two alike. */
static const char *said_by_a_stumble(struct world *w)
{
    FILE *to = tmpfile();
    int was = dup(STDERR_FILENO);
    const char *before, *after;
    char said[2000];

    require(to != NULL && was >= 0 && dup2(fileno(to), STDERR_FILENO) >= 0);
    struct err e =
        brought_by(w, "create unique index wrong on op (problem)", &before, &after);
    require(dup2(was, STDERR_FILENO) >= 0 && close(was) == 0);
    assert_int_not_equal(e.kind, OK);
    rewind(to);
    size_t len = fread(said, 1, sizeof said, to);
    fclose(to);
    return arena_copy(&w->arena, said, len);
}

/* PostgreSQL would quote the row: "Key (problem)=(...) is duplicated." */
static void a_failure_tells_the_operator_nothing_of_the_rows(void **state)
{
    const char *said = said_by_a_stumble(*state);

    assert_null(strstr(said, "2024-02-29")); /* what place_fill wrote everywhere */
}

/* What a later program left: this one says so and touches nothing. */
static void a_newer_store_is_refused_and_left_alone(void **state)
{
    static const struct migration later = {
        9999,
        "9999_later",
        "ff",
        {"create table later (n integer)", "create table later (n integer)"}};
    struct world *w = *state;

    for (int s = 0; s < STORES; s++) {
        const struct migrations *all = &migrations[s];
        struct migration with[60];
        struct place p = place_new(w, (enum store_name)s);
        struct store *store = NULL;

        require(all->len < COUNT(with));
        memcpy(with, all->of, all->len * sizeof *with);
        with[all->len] = later;
        assert_ok(place_bring(&p, with, all->len + 1));
        place_fill(&p, with, all->len);
        struct kept kept = place_kept(&p);
        const char *schema = place_schema(&p), *rows = place_rows(&p, &kept);
        struct err looked = store_look((enum store_name)s, p.url);
        struct err opened = store_open(&store, (enum store_name)s, p.url);
        assert_string_equal(looked.msg, "store.newer_than_program");
        assert_string_equal(opened.msg, "store.newer_than_program");
        assert_null(store);
        assert_string_equal(place_schema(&p), schema);
        assert_string_equal(place_rows(&p, &kept), rows);
    }
}

/* All begin at the same moment: when the parent closes the pipe. */
static _Noreturn void bring_at_once(const struct place *p, const int gate[2])
{
    char byte;

    close(gate[1]);
    (void)!read(gate[0], &byte, 1);
    struct err e = place_bring(p, migrations[p->store].of, migrations[p->store].len);
    _exit(e.kind == OK ? 0 : e.kind == ERR_BUSY ? 1 : 2);
}

enum { AT_ONCE = 3 };

static void all_at_once(const struct place *p)
{
    int gate[2], status, ended_well = 0;
    pid_t pid[AT_ONCE];

    require(pipe(gate) == 0);
    for (int i = 0; i < AT_ONCE; i++) {
        pid[i] = fork();
        require(pid[i] >= 0);
        if (pid[i] == 0)
            bring_at_once(p, gate);
    }
    close(gate[0]);
    close(gate[1]);
    for (int i = 0; i < AT_ONCE; i++) {
        require(waitpid(pid[i], &status, 0) == pid[i]);
        assert_true(WIFEXITED(status));
        assert_in_range(WEXITSTATUS(status), 0, 1); /* or says that it is busy */
        ended_well += WEXITSTATUS(status) == 0;
    }
    assert_int_not_equal(ended_well, 0);
}

static void several_programs_at_one_store_end_well(void **state)
{
    struct world *w = *state;

    for (int s = 0; s < STORES; s++) {
        struct place fresh = place_new(w, (enum store_name)s);

        assert_ok(place_bring(&fresh, migrations[s].of, migrations[s].len));
        for (size_t len = 0; len <= 1; len++) {
            struct place p = place_new(w, (enum store_name)s);

            if (len > 0)
                assert_ok(place_bring(&p, migrations[s].of, len));
            all_at_once(&p);
            assert_string_equal(place_schema(&p), place_schema(&fresh));
        }
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_released_stay_as_they_are),
        cmocka_unit_test(a_word_altered_in_a_released_one_is_seen),
        cmocka_unit_test(every_older_release_comes_forward_with_its_rows),
        cmocka_unit_test(one_that_would_lose_rows_or_stumble_over_them_is_seen),
        cmocka_unit_test(a_failure_tells_the_operator_nothing_of_the_rows),
        cmocka_unit_test(a_newer_store_is_refused_and_left_alone),
        cmocka_unit_test(several_programs_at_one_store_end_well),
    };

    return world_run("released", tests, COUNT(tests));
}
