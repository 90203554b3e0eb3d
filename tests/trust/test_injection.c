/* test_injection.c -- what somebody types is text, wherever it goes: the corpus goes into
 * every field of every form, into what phones send, into addresses; no answer runs,
 * breaks or leads away, no line of the log is anybody's but ours, no letter has a header
 * that we did not write.  A browser looks at the same in tests/e2e/injection.e2e.mjs.
 *
 *     test_injection [STRINGS [ENGINE]]     so many strings a field; without: a few
 * SPDX-License-Identifier: Apache-2.0 */
#include "attack.h"
#include "oracle.h"

#include "app/mail_app.h"
#include "app/rounds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUTES_A_WORLD = 25 }; /* of a few strings; one of all, or its lists grow long */
static struct corpus corpus;
static struct arena for_corpus;
static int many, letters;
static size_t next; /* goes on from route to route, so that all strings have their turn */

/* ---- mail, on its way out ---- */

struct err __wrap_smtp_send(const struct smtp *smtp, const char *to, const char *letter);
struct err __wrap_smtp_send(const struct smtp *smtp, const char *to, const char *letter)
{
    const char *wrong = letter_fault(letter);

    (void)smtp;
    if (wrong != NULL || strpbrk(to, " \t\r\n<>,") != NULL)
        fail_msg("to %s: %s:\n%s", to, wrong != NULL ? wrong : "no address", letter);
    letters++;
    return ok();
}

static void mail_goes_out(struct attack *k)
{
    struct mail_round done;
    struct mail_watch watch = {.now = k->t->phone->now};
    const struct mail_config mail = {
        .stores = &k->t->stores,
        .city = WORLD_CITY,
        .city_name = "Testville",
        .public_url = SITE_URL,
        .keys = k->t->phone->keys,
        .smtp = {.url = "smtp://127.0.0.1", .from = "Doorstep <d@city.example>"},
    };

    for (enum store_name store = STORE_REGISTRY; store < STORES; store++)
        if (store == STORE_CARE || store == STORE_REGISTRY)
            assert_ok(mail_round(&mail, store, &watch, &done));
}

/* ---- a route ---- */

static void log_is_ours(struct attack *k)
{
    const char *log = attack_log(k->t->arena);
    const char *wrong = log_fault(log, k->t->arena);

    if (wrong == NULL)
        return;
    k->faults++;
    print_error("%s %s: %s:\n%s\n", method_names[k->route->method], k->route->path, wrong,
                log);
}

static bool is_form(const struct route *r)
{
    return r->method == POST && strncmp(r->path, "/api/", 5) != 0;
}

/* Out of the try's own memory. */
static void keep_story(struct attack *k)
{
    struct story *kept = arena_new(k->t->arena, struct story);

    *kept = *k->story;
    kept->token = arena_copy(k->t->arena, kept->token, strlen(kept->token));
    k->story = kept;
}

/* The strings of one field; the last one's case is read. */
static void fill_in(struct attack *k, const char *field, int strings)
{
    struct arena own = {0}, *kept = k->t->arena;

    k->t->arena = k->t->phone->arena = &own;
    for (int i = 0; i < strings; i++)
        attack_field(k, field);
    if (strncmp(k->route->path, "/cases/:id", 10) == 0)
        attack_read_case(k);
    k->t->arena = k->t->phone->arena = kept;
    keep_story(k);
    arena_free(&own);
}

static int fill_in_all(struct attack *k, int strings)
{
    const char *const *names;
    size_t len = attack_fields(&names);

    for (size_t i = 0; i < len; i++)
        fill_in(k, names[i], strings);
    return (int)len;
}

struct tally {
    int fields, tries, taken, faults;
};

static void one_route(struct attack *k, const struct route *r, int strings,
                      struct tally *sum)
{
    attack_seats(k);
    if (getenv("DOORSTEP_ALOUD") != NULL)
        print_message("# %s %s\n", method_names[r->method], r->path);
    if (r->method == GET) {
        attack_address(k, r);
    } else {
        attack_route(k, r);
        sum->fields += fill_in_all(k, strings);
    }
    log_is_ours(k);
}

/* For a person who looks for why: DOORSTEP_ROUTE=/cases/:id/notes. */
static bool is_wanted(const struct route *r, bool forms)
{
    const char *path = getenv("DOORSTEP_ROUTE");

    return (path == NULL || strcmp(path, r->path) == 0) &&
           (forms ? is_form(r) : r->method == GET);
}

/* So many routes, from *at on, in a world of their own; then all of it is read. */
static void some_routes(size_t *at, enum db_kind engine, bool forms, struct tally *sum)
{
    struct world *w = calloc(1, sizeof *w);
    int few = engine == DB_SQLITE ? 3 : 1, done = 0;
    int room = many > 0 ? 1 : ROUTES_A_WORLD;

    require(w != NULL);
    world_open_ready(w, engine);
    struct attack *k = attack_new(w, &corpus);
    k->next = next;
    for (; *at < routes_len && done < room; ++*at)
        if (is_wanted(&routes[*at], forms)) {
            one_route(k, &routes[*at], many > 0 ? many : few, sum);
            done++;
        }
    if (done > 0) {
        attack_seats(k);
        attack_read_all(k);
        mail_goes_out(k);
        log_is_ours(k);
    }
    next = k->next;
    sum->tries += k->tries;
    sum->taken += k->taken;
    sum->faults += k->faults;
    world_close(w);
    free(w);
}

static void all_routes(enum db_kind engine, bool forms)
{
    struct tally sum = {0};

    for (size_t at = 0; at < routes_len;)
        some_routes(&at, engine, forms, &sum);
    print_message("# %d fields of forms, %d times filled in with one of %zu strings, %d "
                  "times taken, %d letters\n",
                  sum.fields, sum.tries, corpus.len, sum.taken, letters);
    assert_int_equal(sum.faults, 0);
}

static void no_string_in_any_field_does_anything(void **state)
{
    (void)state;
    all_routes(DB_SQLITE, true);
}

static void no_string_does_anything_on_postgresql_either(void **state)
{
    (void)state;
    all_routes(DB_POSTGRES, true);
}

static void no_string_in_any_address_does_anything(void **state)
{
    (void)state;
    all_routes(DB_SQLITE, false);
}

static void no_string_from_a_phone_does_anything(void **state)
{
    struct world *w = calloc(1, sizeof *w);

    (void)state;
    require(w != NULL);
    world_open_ready(w, DB_SQLITE);
    struct attack *k = attack_new(w, &corpus);
    attack_phone(k, many > 0 ? many : 2);
    attack_read_all(k);
    log_is_ours(k);
    print_message("# %d visits, %d ops taken\n", k->tries - 100, k->taken);
    assert_int_equal(k->faults, 0);
    assert_true(k->taken > 50);
    world_close(w);
    free(w);
}

/* ---- the oracles themselves ---- */

static const char *around(const char *before, struct bytes s, const char *after)
{
    struct build b = {.arena = &for_corpus};

    build_text(&b, before);
    build_bytes(&b, (const char *)s.p, s.len);
    build_text(&b, after);
    return build_done(&b);
}

static bool is_seen_in_page(const char *before, struct bytes s, const char *after)
{
    const char *page = around(before, s, after);

    return markup_fault(&page) != NULL;
}

/* Written out as they are, they would be seen. */
static void what_is_not_escaped_is_seen(void **state)
{
    int pages = 0, values = 0, cells = 0, letters_spoilt = 0, lines = 0;

    (void)state;
    for (size_t i = 0; i < corpus.len; i++) {
        struct bytes s = corpus.of[i];

        pages += is_seen_in_page("<p>", s, "</p>");
        values += is_seen_in_page("<input value=\"", s, "\">");
        cells += csv_fault(around("1,", s, ",2\r\n")) != NULL;
        letters_spoilt +=
            letter_fault(around("From: a\r\nSubject: ", s, "\r\n\r\nbody")) != NULL;
        lines += log_fault(around("{\"event\":\"x\",\"a\":\"", s, "\"}\n"),
                           &for_corpus) != NULL;
    }
    print_message("# seen: %d in pages, %d in values, %d in cells, %d in letters, %d in "
                  "the log\n",
                  pages, values, cells, letters_spoilt, lines);
    assert_true(pages > 80 && values > 60 && cells > 40 && letters_spoilt > 15);
    assert_true(lines > 500);
    assert_non_null(csv_fault("1,\"=1\"\r\n"));
    assert_null(csv_fault("id,-5,\"'=1;=2\",\"a\"\"b\"\r\n"));
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest all[] = {
        cmocka_unit_test(no_string_in_any_field_does_anything),
        cmocka_unit_test(no_string_does_anything_on_postgresql_either),
        cmocka_unit_test(no_string_in_any_address_does_anything),
        cmocka_unit_test(no_string_from_a_phone_does_anything),
        cmocka_unit_test(what_is_not_escaped_is_seen),
    };
    bool postgres = argc > 2 && strcmp(argv[2], "postgresql") == 0;
    const struct CMUnitTest one[] = {all[postgres]};

    corpus_read(&corpus, TRUST_DIR "/injections.txt", &for_corpus);
    many = argc > 1 ? atoi(argv[1]) : 0;
    int failed = argc > 2 ? cmocka_run_group_tests_name("injection", one, NULL, NULL)
                          : cmocka_run_group_tests_name("injection", all, NULL, NULL);
    arena_free(&for_corpus);
    return failed;
}
