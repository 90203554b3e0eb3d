/* test_canary.c -- two hundred secrets of residents come in by all ways that there are
 * (sealed by a phone, on paper, at a desk, by a resident, in every field of every form of
 * care); afterwards none of them stands in clear in any file of any store, in a backup,
 * in the log, in a letter, or in anything that enforcement's people and the public are
 * answered.  Plain, in hexadecimal and in base64 alike.
 * SPDX-License-Identifier: Apache-2.0 */
#include "attack.h"

#include "app/mail_app.h"
#include "app/release_file.h"
#include "base/crypto.h"
#include "store/copy.h"
#include "twin.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORD "Quillfeather" /* of every secret word */
#define CALL "617555"       /* of every secret number */
enum { WORDS = 160, NUMBERS = 40, NEEDLES = 12, TEXT = 64 };

static struct arena arena;
static struct corpus secrets;

static struct bytes text_of(const char *format, int n)
{
    char text[TEXT];
    int len = snprintf(text, sizeof text, format, n); /* NOLINT: the tests' own */

    return (struct bytes){(const uint8_t *)arena_copy(&arena, text, (size_t)len),
                          (size_t)len};
}

static void think_of_secrets(void)
{
    for (int n = 0; n < WORDS + NUMBERS; n++)
        secrets.of[secrets.len++] =
            n % 5 == 4 ? text_of(CALL "%04d", 8000 + n) : text_of(WORD "%03d", n);
}

/* ---- looking ---- */

struct needle {
    const char *as;
    struct bytes what;
};
static struct needle needles[NEEDLES];
static size_t needles_len;

static void look_for(const char *as, const char *what, size_t len)
{
    require(needles_len < NEEDLES);
    needles[needles_len++] =
        (struct needle){as, {(const uint8_t *)arena_copy(&arena, what, len), len}};
}

/* In base64 a word reads in three ways, by what stands before it; its first and last
 * letters depend on their neighbours. */
static void look_for_base64(const char *word)
{
    for (size_t before = 0; before < 3; before++) {
        char text[TEXT] = "??";
        const char *coded;

        memcpy(text + before, word, strlen(word));
        coded =
            base64(&arena, (struct bytes){(const uint8_t *)text, before + strlen(word)});
        look_for("base64", coded + 4, (before + strlen(word)) / 3 * 4 - 4);
    }
}

static void make_needles(void)
{
    const struct bytes word = {(const uint8_t *)WORD, strlen(WORD)};

    look_for("plain", WORD, strlen(WORD));
    look_for("hexadecimal", hex(&arena, word), 2 * strlen(WORD));
    look_for_base64(WORD);
    look_for("a number", CALL "8", strlen(CALL) + 1);
}

static int found(const char *where, const void *bytes, size_t len)
{
    int n = 0;

    for (size_t i = 0; i < needles_len; i++) {
        const char *at = memmem(bytes, len, needles[i].what.p, needles[i].what.len);

        if (at == NULL)
            continue;
        size_t back =
            at - (const char *)bytes > 60 ? 60 : (size_t)(at - (const char *)bytes);
        if (++n == 1)
            print_error("%s, %s: ...%.*s\n", where, needles[i].as, (int)back + 40,
                        at - back);
    }
    return n;
}

/* Line by line, to say of which table. */
static int found_in_rows(const char *rows, size_t len)
{
    int n = 0;

    for (const char *at = rows, *end; at < rows + len; at = end + 1) {
        end = memchr(at, '\n', (size_t)(rows + len - at));
        if (end == NULL)
            end = rows + len;
        int here = found("rows and backups", at, (size_t)(end - at));
        if (here > 0)
            print_error("  of %.*s\n", (int)strcspn(at, " "), at);
        n += here;
    }
    return n;
}

static int found_in_file(const char *path)
{
    FILE *f = fopen(path, "r");
    char *bytes;
    long len;

    require(f != NULL && fseek(f, 0, SEEK_END) == 0 && (len = ftell(f)) >= 0);
    rewind(f);
    bytes = malloc((size_t)len + 1);
    require(bytes != NULL && fread(bytes, 1, (size_t)len, f) == (size_t)len);
    fclose(f);
    int n = found(path, bytes, (size_t)len);
    free(bytes);
    return n;
}

/* Stores, their WAL, copies and whatever else lies in the folder. */
static int found_in_folder(const char *dir)
{
    DIR *d = opendir(dir);
    int n = 0, files = 0;
    char path[400];

    require(d != NULL);
    for (struct dirent *e; (e = readdir(d)) != NULL;)
        if (e->d_type == DT_REG) {
            snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
            n += found_in_file(path);
            files++;
        }
    closedir(d);
    assert_true(files > 4);
    return n;
}

/* ---- letters ---- */

static int in_letters, letters;

struct err __wrap_smtp_send(const struct smtp *smtp, const char *to, const char *letter);
struct err __wrap_smtp_send(const struct smtp *smtp, const char *to, const char *letter)
{
    (void)smtp, (void)to;
    letters++;
    in_letters += found("a letter", letter, strlen(letter));
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

    assert_ok(mail_round(&mail, STORE_CARE, &watch, &done));
}

/* ---- in ---- */

/* What these say is made public, by who writes it and on purpose. */
static bool is_public(const struct route *r)
{
    return strcmp(r->path, "/updates/learnt") == 0;
}

static void plant(struct attack *k)
{
    attack_phone_sealed(k, 4);
    for (size_t i = 0; i < routes_len; i++) {
        const struct route *r = &routes[i];
        const char *const *names;

        if (!(r->guard & CHANGES) || r->store != STORE_CARE || r->method != POST ||
            strncmp(r->path, "/api/", 5) == 0 || is_public(r))
            continue;
        attack_seats(k);
        attack_route(k, r);
        size_t len = attack_fields(&names);
        for (size_t n = 0; n < len; n++)
            attack_field(k, names[n]);
    }
    attack_seats(k);
}

/* ---- out ---- */

static bool is_of_care(enum role role)
{
    return role == ROLE_CASE_MANAGER || role == ROLE_CARE_LEAD || role == ROLE_PROVIDER ||
           role == ROLE_PRIVACY || role == ROLE_EVALUATOR;
}

static int answered(struct attack *k, const struct visitor *who, const char *path,
                    bool told)
{
    struct arena own = {0}, *kept = k->t->arena;

    k->t->arena = &own;
    const struct local_answer *a = site_get(k->t, who, story_fill(k->t, k->story, path));
    int n = told ? found(path, a->body, a->body_len) : (int)times(a->body, WORD);
    for (size_t i = 0; told && i < a->headers_len; i++)
        n += found(path, a->headers[i].value, strlen(a->headers[i].value));
    k->t->arena = kept;
    arena_free(&own);
    return n;
}

static int found_by_others(struct attack *k)
{
    int n = 0;

    for (size_t i = 0; i < routes_len; i++) {
        const char *path = routes[i].method == GET ? way_to(k->t, &routes[i]).path : NULL;

        for (int role = 0; path != NULL && role < ROLE_AGENCY; role++)
            if (!is_of_care((enum role)role))
                n += answered(k, k->seats[role], path, true);
        if (path != NULL)
            n += answered(k, NULL, path, true);
    }
    return n;
}

/* Else nothing would have been planted. */
static int read_by_care(struct attack *k)
{
    int n = 0;

    for (size_t i = 0; i < routes_len; i++)
        if (routes[i].method == GET && strncmp(routes[i].path, "/cases", 6) == 0)
            n += answered(k, k->seats[ROLE_CARE_LEAD], way_to(k->t, &routes[i]).path,
                          false);
    return n;
}

/* ---- files of the public record ---- */

static int exports = 300; /* how many of a run; the first argument says another number */

static const struct zone_change zero;
static const struct zone utc = {&zero, 1};

/* Any asker, any home or all, any days: what somebody may ask for at the counter. */
static struct release_scope any_scope(struct attack *k, unsigned short dice[3])
{
    const struct day today = zone_day(&utc, k->t->phone->now);
    struct release_scope s = {
        .asker = (enum asker)(nrand48(dice) % ASKERS), .zone = &utc, .today = today};
    int home = (int)(nrand48(dice) % 3);
    struct id id;

    if (home > 0 && id_parse(name_id(k->t->arena, 'p', home), ID_TEXT - 1, &id))
        s.property = id_to(property, id);
    s.first.n = today.n - (int32_t)(nrand48(dice) % 800);
    s.last.n = s.first.n + (int32_t)(nrand48(dice) % 900);
    return s;
}

static int given_out(struct attack *k, struct world *w, size_t *lines, size_t *bytes)
{
    unsigned short dice[3] = {11, 27, 2026};
    struct db *db = world_read(w, STORE_ENFORCEMENT);
    int n = 0;

    for (int i = 0; i < exports; i++) {
        struct arena own = {0};
        struct release_bundle b;
        struct release_text list = {.arena = &own};
        const struct release_scope scope = any_scope(k, dice);

        assert_ok(release_bundle_make(db, &scope, "en", &own, &b));
        assert_ok(release_text_make(db, &scope, &own, &list));
        for (size_t f = 0; f < b.len; f++) {
            n += found(b.part[f].name, b.part[f].bytes.p, b.part[f].bytes.len);
            *bytes += b.part[f].bytes.len;
        }
        n += found("a list", release_text_csv(&list), strlen(release_text_csv(&list)));
        *lines += (size_t)b.counts.lines;
        arena_free(&own);
    }
    store_read_end(&db);
    return n;
}

static void grep(enum db_kind engine)
{
    struct world *w = calloc(1, sizeof *w);
    char *rows = NULL;
    size_t len = 0;
    size_t lines = 0, bytes = 0;
    int n = 0;

    require(w != NULL);
    world_open_ready(w, engine);
    struct attack *k = attack_new(w, &secrets);
    plant(k);
    mail_goes_out(k);
    int read = read_by_care(k);
    n += found_by_others(k);
    n += given_out(k, w, &lines, &bytes);
    const char *log = attack_log(k->t->arena);
    n += found("the log", log, strlen(log));
    FILE *to = open_memstream(&rows, &len);
    for (int store = 0; store < STORES; store++) /* and, on SQLite, a backup of each */
        raw_rows(w, (enum store_name)store, "", to);
    fclose(to);
    n += found_in_rows(rows, len);
    free(rows);
    if (engine == DB_SQLITE)
        n += found_in_folder(w->dir);
    print_message(
        "# %d times taken, read %d times by care, %d letters, %zu bytes of rows "
        "and backups, %zu of the log, %zu of %d files of the public record with %zu "
        "lines: found %d times\n",
        k->taken, read, letters, len, strlen(log), bytes, exports, lines, n + in_letters);
    assert_true(k->taken > 100 && read > 3 && letters > 0 && lines > (size_t)exports);
    assert_int_equal(n + in_letters, 0);
    world_close(w);
    free(w);
}

static void no_byte_of_a_secret_is_found_outside_care(void **state)
{
    (void)state;
    grep(DB_SQLITE);
}

static void nor_on_postgresql(void **state)
{
    (void)state;
    grep(DB_POSTGRES);
}

/* In each form that is looked for. */
static void a_planted_secret_is_found(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    const char *word = WORD "042", *coded;
    char text[300];

    (void)state;
    require(w != NULL);
    coded =
        base64(&arena, (struct bytes){(const uint8_t *)"her name is " WORD "042", 27});
    assert_int_equal(found("planted", coded, strlen(coded)), 1);
    coded = hex(&arena, (struct bytes){(const uint8_t *)word, strlen(word)});
    assert_int_equal(found("planted", coded, strlen(coded)), 1);
    assert_int_equal(found("planted", "call 6175558004", 15), 1);
    assert_int_equal(found("nothing", "Quill feather 617 555", 21), 0);
    world_open_ready(w, DB_SQLITE);
    struct attack *k = attack_new(w, &secrets);
    snprintf(text, sizeof text,
             "create table planted (t text); insert into planted values "
             "('%s')",
             word);
    raw_run(w, STORE_ENFORCEMENT, text);
    assert_true(found_in_folder(w->dir) > 0);
    (void)k;
    world_close(w);
    free(w);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_planted_secret_is_found),
        cmocka_unit_test(no_byte_of_a_secret_is_found_outside_care),
        cmocka_unit_test(nor_on_postgresql),
    };

    if (argc > 1)
        exports = atoi(argv[1]);
    think_of_secrets();
    make_needles();
    int failed = cmocka_run_group_tests_name("canary", tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
