/* test_before.c -- pictures of what is still open: small, bare, and only for whoever goes
 * to that house.
 * SPDX-License-Identifier: Apache-2.0 */
#include "site.h"

#include "app/photo_app.h"
#include "base/crypto.h"
#include "domain/limits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#define WIDE 1600
#define HIGH 1200
#define WHERE_IT_WAS "Exif GPS 42.36 -71.06"

static const char *said(struct site *t, const char *fmt, const char *a, const char *b)
{
    char text[900];

    snprintf(text, sizeof text, fmt, a, b); /* NOLINT: the tests' own formats */
    return arena_copy(t->arena, text, strlen(text));
}

/* As a camera makes it: large, and saying where it was. */
static struct bytes camera(struct site *t)
{
    struct jpeg_compress_struct to = {0};
    struct jpeg_error_mgr faults;
    unsigned char *jpeg = NULL;
    unsigned long len = 0;
    static uint8_t row[3 * WIDE];
    JSAMPROW rows = row;

    to.err = jpeg_std_error(&faults);
    jpeg_create_compress(&to);
    jpeg_mem_dest(&to, &jpeg, &len);
    to.image_width = WIDE;
    to.image_height = HIGH;
    to.input_components = 3;
    to.in_color_space = JCS_RGB;
    jpeg_set_defaults(&to);
    jpeg_start_compress(&to, TRUE);
    jpeg_write_marker(&to, JPEG_APP0 + 1, (const JOCTET *)WHERE_IT_WAS,
                      sizeof WHERE_IT_WAS);
    for (unsigned y = 0; y < HIGH; y++) {
        for (unsigned x = 0; x < sizeof row; x++)
            row[x] = (uint8_t)(x * 7 ^ y * 13 ^ (x * y >> 6));
        jpeg_write_scanlines(&to, &rows, 1);
    }
    jpeg_finish_compress(&to);
    jpeg_destroy_compress(&to);
    struct bytes out = {(uint8_t *)arena_copy(t->arena, (char *)jpeg, len), len};
    free(jpeg);
    return out;
}

static const char *sha_text(struct site *t, struct bytes photo)
{
    struct sha256 sha = sha256_of(photo.p, photo.len);

    return hex(t->arena, (struct bytes){sha.b, SHA256_LEN});
}

static struct err take(struct session *s, void *ctx)
{
    struct photo_state state;

    return photo_take(s, ctx, &state);
}

static void send(struct site *t, struct bytes photo)
{
    struct sha256 sha = sha256_of(photo.p, photo.len);

    for (size_t at = 0; at < photo.len; at += LIMIT_CHUNK_BYTES) {
        size_t left = photo.len - at;
        struct photo_chunk chunk = {
            .start = (int64_t)at,
            .size = (int64_t)photo.len,
            .bytes = {photo.p + at, left < LIMIT_CHUNK_BYTES ? left : LIMIT_CHUNK_BYTES}};
        memcpy(chunk.sha256, sha.b, SHA256_LEN);
        assert_ok(phone_run(t->phone, STORE_PHOTOS, take, &chunk));
    }
}

static void begin(struct site *t, int n, const char *visit)
{
    assert_applied(phone_send_one(
        t->phone, op_make(t->phone, n, "inspection.start",
                          said(t,
                               "\"inspection\":\"%s\",\"property\":\"%s\",\"unit\":\"\","
                               "\"kind\":\"routine\",\"occupancy\":\"occupied\","
                               "\"present\":[\"occupant\"]",
                               visit, name_id(t->arena, 'p', 1)),
                          "")));
}

/* Inspector 1 finds the heating cold and takes this photograph of it. */
static void found_with(struct site *t, const char *photo, size_t size)
{
    char name[120];

    begin(t, 901, name_id(t->arena, 'v', 1));
    snprintf(name, sizeof name, "%s:%zu:%lld", photo, size, (long long)t->phone->now);
    assert_applied(phone_send_one(
        t->phone,
        op_make(
            t->phone, 902, "finding.add",
            said(
                t,
                "\"finding\":\"018f0000-0066-7000-8000-000000000001\","
                "\"inspection\":\"%s\",\"code\":\"410.180\",\"library\":\"105-cmr-410:2023-05-12\","
                "\"place\":\"kitchen\",\"note\":\"Cold.\",\"endangering\":\"0\",\"correct_by\":\"2026-12-24\","
                "\"responsible\":\"owner\",\"photos\":[\"%s\"]",
                name_id(t->arena, 'v', 1), name),
            "")));
}

static const char *path_of(struct site *t, const char *photo)
{
    return said(t, "/api/v1/findings/%s/photos/%s",
                "018f0000-0066-7000-8000-000000000001", photo);
}

static struct visitor *inspector(struct site *t, const char *email)
{
    struct visitor *v = arena_new(t->arena, struct visitor);

    v->email = email;
    v->lang = "en";
    visitor_sign_in(t, v);
    return v;
}

static void begin_as(struct site *t, const struct visitor *who)
{
    struct user_id before = t->phone->user;

    t->phone->user = who->id;
    begin(t, 903, name_id(t->arena, 'v', 2));
    t->phone->user = before;
}

static void a_picture_is_for_whoever_goes_to_that_house(void **state)
{
    struct site *t = site_new(*state);
    struct bytes photo = camera(t);
    const char *sha = sha_text(t, photo), *path = path_of(t, sha);
    struct visitor *other = visitor_new(t, ROLE_INSPECTOR, "en");

    found_with(t, sha, photo.len);
    assert_status(site_get(t, other, path), 404);
    send(t, photo);
    assert_status(site_get(t, other, path), 404); /* no visit there */
    assert_status(site_get(t, visitor_new(t, ROLE_CASE_MANAGER, "en"), path), 404);
    assert_status(site_get(t, visitor_new(t, ROLE_INTAKE, "en"), path), 404);
    assert_status(site_get(t, visitor_elsewhere(t, ROLE_SUPERVISOR), path), 401);
    assert_status(site_get(t, visitor_new(t, ROLE_SUPERVISOR, "en"), path), 200);
    assert_status(site_get(t, inspector(t, "i1@x"), path), 200);
    begin_as(t, other);
    assert_status(site_get(t, other, path), 200);
}

static void a_picture_is_small_and_says_nothing_of_where_it_was(void **state)
{
    struct site *t = site_new(*state);
    struct bytes photo = camera(t);
    const char *sha = sha_text(t, photo);

    assert_non_null(memmem(photo.p, photo.len, "GPS", 3));
    assert_true(photo.len > LIMIT_BEFORE_BYTES);
    found_with(t, sha, photo.len);
    send(t, photo);
    const struct local_answer *a =
        site_get(t, visitor_new(t, ROLE_SUPERVISOR, "en"), path_of(t, sha));
    assert_status(a, 200);
    assert_string_equal(local_header(a, "Content-Type"), "image/jpeg");
    assert_string_equal(local_header(a, "Cache-Control"), "no-store");
    assert_in_range(a->body_len, 1000, LIMIT_BEFORE_BYTES);
    assert_memory_equal(a->body, "\xFF\xD8", 2);
    assert_null(memmem(a->body, a->body_len, "GPS", 3));
    assert_null(memmem(a->body, a->body_len, "Exif", 4));
}

static void what_is_no_picture_is_not_there(void **state)
{
    struct site *t = site_new(*state);
    const struct visitor *who = visitor_new(t, ROLE_SUPERVISOR, "en");
    struct bytes whole = camera(t);
    struct bytes half = {whole.p, whole.len / 2};
    struct bytes words = {(const uint8_t *)"h1 a paper", 10};
    const char *sha = sha_text(t, half);

    found_with(t, sha, half.len);
    send(t, half);
    assert_status(site_get(t, who, path_of(t, sha)), 404);
    send(t, words);
    assert_status(site_get(t, who, path_of(t, sha_text(t, words))),
                  404); /* of no finding */
    assert_status(site_get(t, who, path_of(t, "00")), 404);
}

static void a_phone_hears_which_pictures_there_are(void **state)
{
    struct site *t = site_new(*state);
    const char *sha = sha_text(t, (struct bytes){(const uint8_t *)"x", 1});
    struct sync_answer answer;

    found_with(t, sha, 1);
    const char *json = phone_answer(t->phone, "", &answer);
    assert_non_null(
        strstr(json, said(t, "\"photos\":[{\"sha256\":\"%s\",\"day\":\"%s", sha, "20")));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_is_for_whoever_goes_to_that_house),
        cmocka_unit_test(a_phone_hears_which_pictures_there_are),
    };
    static const struct CMUnitTest once[] = {
        cmocka_unit_test(a_picture_is_small_and_says_nothing_of_where_it_was),
        cmocka_unit_test(what_is_no_picture_is_not_there),
    };

    return world_run_ready("before", tests, COUNT(tests)) +
           world_run_once("before", once, COUNT(once));
}
