/* test_addresses.c -- the index of addresses at /api/v1/addresses: who gets it, that it
 * tells where houses are and nothing else, and that it is not sent twice.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "core/build.h"
#include "store/property_store.h"

#include <stdio.h>
#include <string.h>
#include <zlib.h>

#define PATH "/api/v1/addresses"
#define ERIE "@Erie Street\tHarborview\t02100\tWaterside\n12\n12\n"
#define PINE "@Pine Street\tHarborview\t02100\t\n4\t1\n\t2\n"

static const struct local_answer *asked(struct site *t, const struct visitor *who,
                                        const char *header, const char *value)
{
    return site_ask(
        t, &(struct ask){
               .who = who, .method = "GET", .path = PATH, .more = {{header, value}}});
}

/* The index of houses in this order, as text and ids by columns. */
static const struct build *index_of(struct site *t, const char *text,
                                    const struct property_id *ids, size_t len)
{
    struct build *b = arena_new(t->arena, struct build);

    b->arena = t->arena;
    build_text(b, "addresses 1 ");
    build_int(b, (int64_t)len);
    build_char(b, ' ');
    build_int(b, (int64_t)strlen(text));
    build_char(b, '\n');
    build_text(b, text);
    for (size_t column = 0; column < sizeof ids->b; column++)
        for (size_t i = 0; i < len; i++)
            build_char(b, (char)ids[i].b[column]);
    return b;
}

static struct property_id planted(struct site *t, int n)
{
    struct id id;

    assert_true(id_parse(name_id(t->arena, 'p', n), ID_TEXT - 1, &id));
    return id_to(property, id);
}

static void assert_index(const struct local_answer *a, const struct build *want)
{
    assert_status(a, 200);
    assert_int_equal(a->body_len, want->len);
    assert_memory_equal(a->body, want->text, want->len);
}

static void it_tells_where_the_houses_are_and_nothing_else(void **state)
{
    struct site *t = site_new(*state);
    const struct property_id ids[] = {planted(t, 1), planted(t, 2)};
    const struct build *want = index_of(t, ERIE, ids, 2);

    story_begin(t);
    story_new(t, 1); /* a household that asked for help there, with all that is known */
    visitor_elsewhere(t, ROLE_INSPECTOR);
    assert_index(site_get(t, visitor_new(t, ROLE_INSPECTOR, "en"), PATH), want);
    assert_index(site_get(t, visitor_new(t, ROLE_SUPERVISOR, "es"), PATH), want);
}

static void it_is_for_those_who_inspect(void **state)
{
    struct site *t = site_new(*state);

    for (int role = 0; role < ROLE_AGENCY; role++) {
        bool inspects = role == ROLE_INSPECTOR || role == ROLE_SUPERVISOR;
        const struct local_answer *a =
            site_get(t, visitor_new(t, (enum role)role, "en"), PATH);

        assert_status(a, inspects ? 200 : 404);
        if (!inspects)
            assert_lacks(a, "Erie");
    }
    assert_status(site_get(t, NULL, PATH), 401);
}

static struct err put_house(struct session *s, void *ctx)
{
    struct property p = {.id = id_to(property, id_mint(s->now)),
                         .at = {"4", "Pine Street", ctx, "02100"},
                         .place = "Harborview",
                         .region = "MA",
                         .lat_e7 = INT_NONE,
                         .lon_e7 = INT_NONE,
                         .year_built = INT_NONE};
    struct address key;
    enum property_put done;
    struct db *db;

    require(address_read(s->arena, &p.at, &key) == NULL);
    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    return property_put(db, s->arena, &p, &key, &done);
}

static void it_is_sent_again_only_when_a_house_changed(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_INSPECTOR, "en");
    const struct local_answer *first = site_get(t, me, PATH);
    const char *version = local_header(first, "ETag");

    assert_true(version[0] == '"');
    assert_string_equal(local_header(first, "Cache-Control"), "no-store");
    const struct local_answer *same = asked(t, me, "If-None-Match", version);
    assert_status(same, 304);
    assert_int_equal(same->body_len, 0);
    assert_ok(phone_run(t->phone, STORE_ENFORCEMENT, put_house, "1"));
    assert_ok(phone_run(t->phone, STORE_ENFORCEMENT, put_house, "2"));
    const struct local_answer *more = asked(t, me, "If-None-Match", version);
    assert_status(more, 200);
    assert_string_not_equal(local_header(more, "ETag"), version);
    assert_non_null(strstr(more->body, ERIE PINE));
}

static void it_is_compressed_for_a_phone(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_INSPECTOR, "en");
    const struct local_answer *plain = site_get(t, me, PATH);
    const struct local_answer *packed = asked(t, me, "Accept-Encoding", "gzip, br");
    unsigned char raw[4096];
    z_stream z = {.next_in = (unsigned char *)(uintptr_t)packed->body,
                  .avail_in = (unsigned)packed->body_len,
                  .next_out = raw,
                  .avail_out = sizeof raw};

    assert_string_equal(local_header(plain, "Content-Encoding"), "");
    assert_string_equal(local_header(packed, "Content-Encoding"), "gzip");
    assert_string_equal(local_header(packed, "Vary"), "Accept-Encoding");
    assert_int_equal(inflateInit2(&z, 16 + MAX_WBITS), Z_OK);
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    inflateEnd(&z);
    assert_int_equal(z.total_out, plain->body_len);
    assert_memory_equal(raw, plain->body, plain->body_len);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_tells_where_the_houses_are_and_nothing_else),
        cmocka_unit_test(it_is_for_those_who_inspect),
        cmocka_unit_test(it_is_sent_again_only_when_a_house_changed),
        cmocka_unit_test(it_is_compressed_for_a_phone),
    };

    return world_run_ready("addresses", tests, COUNT(tests));
}
