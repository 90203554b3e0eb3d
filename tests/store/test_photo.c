/* Photographs and phones, on both engines: chunks cut and resumed, hashes checked, and a
 * device that is its first person's.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phone.h"

#include "app/device_app.h"
#include "app/photo_app.h"

#include <string.h>

#define PHOTO_BYTES 600000
#define CHUNK 262144

struct sending {
    struct photo_chunk chunk;
    struct photo_state state;
};

static uint8_t picture[PHOTO_BYTES];

static struct err take(struct session *s, void *ctx)
{
    struct sending *sending = ctx;

    return photo_take(s, &sending->chunk, &sending->state);
}

static struct sending chunk_of(int64_t start, size_t len)
{
    struct sending s = {.chunk = {.start = start, .size = PHOTO_BYTES}};

    for (size_t i = 0; i < PHOTO_BYTES; i++)
        picture[i] = (uint8_t)(i * 31 >> 3);
    struct sha256 sha = sha256_of(picture, PHOTO_BYTES);
    memcpy(s.chunk.sha256, sha.b, SHA256_LEN);
    s.chunk.bytes = (struct bytes){picture + start, len};
    return s;
}

static struct photo_state send(struct phone *p, int64_t start, size_t len)
{
    struct sending s = chunk_of(start, len);

    assert_ok(phone_run(p, STORE_PHOTOS, take, &s));
    return s.state;
}

static void a_photo_cut_short_goes_on_where_it_was(void **state)
{
    struct phone *p = phone_new(*state);

    assert_int_equal(send(p, 0, CHUNK).have, CHUNK);
    assert_int_equal(send(p, 0, CHUNK).have, CHUNK);        /* again */
    assert_int_equal(send(p, 2 * CHUNK, 1000).have, CHUNK); /* a gap */
    assert_int_equal(send(p, CHUNK, CHUNK).have, 2 * CHUNK);
    struct photo_state last = send(p, 2 * CHUNK, PHOTO_BYTES - 2 * CHUNK);
    assert_int_equal(last.have, PHOTO_BYTES);
    assert_true(last.complete);
    assert_true(send(p, 0, CHUNK).complete); /* nothing more is needed */
}

static void bytes_that_are_not_the_photo_are_dropped(void **state)
{
    struct phone *p = phone_new(*state);
    struct sending s = chunk_of(0, CHUNK);
    static uint8_t other[CHUNK];

    s.chunk.bytes = (struct bytes){other, CHUNK};
    assert_ok(phone_run(p, STORE_PHOTOS, take, &s));
    send(p, CHUNK, CHUNK);
    struct photo_state last = send(p, 2 * CHUNK, PHOTO_BYTES - 2 * CHUNK);
    assert_int_equal(last.have, 0);
    assert_false(last.complete);
    send(p, 0, CHUNK);
    send(p, CHUNK, CHUNK);
    assert_true(send(p, 2 * CHUNK, PHOTO_BYTES - 2 * CHUNK).complete);
}

static void a_photo_keeps_the_size_it_was_announced_with(void **state)
{
    struct phone *p = phone_new(*state);
    struct sending s = chunk_of(CHUNK, 1000);

    send(p, 0, CHUNK);
    s.chunk.size = PHOTO_BYTES - 1;
    assert_err(phone_run(p, STORE_PHOTOS, take, &s), ERR_INVALID);
    s = chunk_of(CHUNK, 1000);
    s.chunk.size = 5 * 1024 * 1024;
    assert_err(phone_run(p, STORE_PHOTOS, take, &s), ERR_TOO_LARGE);
    s = chunk_of(PHOTO_BYTES - 10, 10);
    s.chunk.bytes.len = 11;
    assert_err(phone_run(p, STORE_PHOTOS, take, &s), ERR_INVALID);
    s.chunk.bytes.len = 0;
    assert_err(phone_run(p, STORE_PHOTOS, take, &s), ERR_INVALID);
}

static struct err enrol(struct session *s, void *ctx)
{
    return device_enrol(s, ctx);
}

static void a_phone_is_its_first_persons(void **state)
{
    struct phone *p = phone_new(*state);
    struct device_new device = {.id = {{7}}, .public_key = {4, 1}};
    struct id two;

    assert_ok(phone_run(p, STORE_REGISTRY, enrol, &device));
    assert_ok(phone_run(p, STORE_REGISTRY, enrol, &device));
    device.public_key[1] = 2;
    assert_err(phone_run(p, STORE_REGISTRY, enrol, &device), ERR_CONFLICT);
    device.public_key[1] = 1;
    require(id_parse(name_id(p->arena, 'u', 2), ID_TEXT - 1, &two));
    p->user = id_to(user, two);
    assert_err(phone_run(p, STORE_REGISTRY, enrol, &device), ERR_CONFLICT);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_photo_cut_short_goes_on_where_it_was),
        cmocka_unit_test(bytes_that_are_not_the_photo_are_dropped),
        cmocka_unit_test(a_photo_keeps_the_size_it_was_announced_with),
        cmocka_unit_test(a_phone_is_its_first_persons),
    };

    return world_run("photo", tests, COUNT(tests));
}
