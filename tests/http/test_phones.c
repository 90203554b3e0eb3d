/* test_phones.c -- phones in the field are older than the server: what those of every
 * release said (tests/golden/phone-ops, recorded by record.mjs) is still understood.
 * SPDX-License-Identifier: Apache-2.0 */
#include "site.h"

#include "base/crypto.h"
#include "base/json.h"
#include "core/build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *file_of(struct arena *a, int release, const char *name)
{
    struct build b = {.arena = a};
    char path[512], part[4096];
    size_t len;

    snprintf(path, sizeof path, GOLDEN_DIR "/phone-ops/%d/%s", release, name);
    FILE *f = fopen(path, "r");
    if (f == NULL)
        return NULL;
    while ((len = fread(part, 1, sizeof part, f)) > 0)
        build_bytes(&b, part, len);
    fclose(f);
    return build_done(&b);
}

/* The city's key to what those phones sealed. */
static void take_care_key(struct site *t, int release)
{
    char *text = (char *)file_of(t->arena, release, "care-key.txt");
    char *number = text ? strtok(text, " \n") : NULL, *at = strtok(NULL, " \n");
    uint8_t secret[32], point[POINT_LEN];
    struct p256 *key = &t->phone->keys->care_box;

    require(number != NULL && at != NULL && hex_read(number, secret, sizeof secret) &&
            hex_read(at, point, sizeof point));
    p256_free(key);
    assert_ok(p256_from(secret, point, key));
}

static void assert_all_applied(struct site *t, const struct local_answer *a)
{
    struct json said;

    assert_status(a, 200);
    assert_ok(json_read(t->arena, a->body, a->body_len, &said));
    const struct json *results = json_get(&said, "results");
    assert_true(results != NULL && results->len > 0);
    for (size_t i = 0; i < results->len; i++)
        if (strcmp(json_text(&results->items[i], "status"), "applied") != 0)
            fail_msg("op %zu: %s", i + 1, a->body);
    assert_non_null(json_get(&said, "receipt"));
}

static void send_all(struct site *t, const struct visitor *who, int release)
{
    const char *body;
    char name[32];
    int n = 1;

    for (;; n++) {
        snprintf(name, sizeof name, "%d.json", n);
        body = file_of(t->arena, release, name);
        if (body == NULL)
            break;
        assert_all_applied(t, site_post_json(t, who, "/api/v1/sync", body));
    }
    assert_true(n > 1);
}

static struct site *city_with(struct world *w, int release, struct visitor *who)
{
    struct site *t = site_new(w);

    take_care_key(t, release);
    *who = (struct visitor){.id = t->phone->user, .email = "i1@x", .lang = "en"};
    visitor_sign_in(t, who);
    send_all(t, who, release);
    return t;
}

/* The page of the case that was asked for, as its case manager reads it. */
static const char *case_page(struct site *t)
{
    struct visitor manager = {.email = "c1@x", .lang = "en"};
    const char *at = strstr(dump_care(t->phone), " request today ");
    char path[64];

    assert_non_null(at);
    while (at[-1] != '\n' && strncmp(at, "dump_casefile ", 14) != 0)
        at--;
    snprintf(path, sizeof path, "/cases/%.36s", at + strlen("dump_casefile "));
    visitor_sign_in(t, &manager);
    const struct local_answer *a = site_get(t, &manager, path);
    assert_status(a, 200);
    return a->body;
}

/* holds.txt: "enforcement ...", "care ..." and "page ..." -- what must be found there. */
static void assert_holds(struct site *t, int release)
{
    const char *line = file_of(t->arena, release, "holds.txt"), *end;
    const char *enforcement = dump_enforcement(t->phone), *care = dump_care(t->phone);
    const char *page = case_page(t);

    require(line != NULL);
    for (; *line != '\0'; line = end + 1) {
        end = line + strcspn(line, "\n");
        const char *what = memchr(line, ' ', (size_t)(end - line));
        require(what != NULL);
        const char *in = *line == 'e' ? enforcement : *line == 'c' ? care : page;
        what = arena_copy(t->arena, what + 1, (size_t)(end - what - 1));
        if (strstr(in, what) == NULL)
            fail_msg("\"%s\" is not in %s", what, in);
    }
}

static void phones_of_every_release_are_understood(void **state)
{
    struct world *first = *state;
    int release = 1;

    for (; file_of(&first->arena, release, "care-key.txt") != NULL; release++) {
        struct world w;
        struct visitor who;

        world_open(&w, first->engine);
        struct site *t = city_with(&w, release, &who);
        assert_holds(t, release);
        const char *before = site_changes(t);
        send_all(t, &who, release); /* once more: the receipt was lost on the way */
        assert_string_equal(site_changes(t), before);
        world_close(&w);
    }
    assert_int_not_equal(release, 1);
}

/* What the test above would say of a server that forgot a word. */
static void an_op_no_longer_understood_is_seen(void **state)
{
    struct world *w = *state;
    struct site *t = site_new(w);
    struct visitor who = {.id = t->phone->user, .email = "i1@x", .lang = "en"};
    const char *body = file_of(t->arena, 1, "1.json");
    char *other = arena_copy(t->arena, body, strlen(body));
    char *word = strstr(other, "\"occupied\"");

    require(word != NULL);
    memcpy(word, "\"lived-in\"", strlen("\"lived-in\""));
    visitor_sign_in(t, &who);
    const struct local_answer *a = site_post_json(t, &who, "/api/v1/sync", other);
    assert_has(a, "\"refused\"");
    assert_has(a, "errors.form");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(phones_of_every_release_are_understood),
        cmocka_unit_test(an_op_no_longer_understood_is_seen),
    };

    return world_run_ready("phones", tests, COUNT(tests));
}
