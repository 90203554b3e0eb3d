/* id_date.c -- ids, days, numbers and keys that are accepted are written back as they
 * came.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include "base/crypto.h"
#include "core/day.h"
#include "core/str.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void look_at_id(const char *s, size_t len)
{
    struct id id, again;
    char text[ID_TEXT];

    if (!id_parse(s, len, &id))
        return;
    id_format(id, text);
    require(strlen(text) == len);
    for (size_t i = 0; i < len; i++)
        require(text[i] == str_lower(s[i]));
    require(id_parse(text, len, &again) && id_same(id, again));
}

static void look_at_day(const char *s, size_t len)
{
    int year, month, dom;
    char text[DAY_TEXT];
    struct day d;

    if (!day_parse(s, len, &d))
        return;
    day_format(d, text);
    require(strlen(text) == len && memcmp(text, s, len) == 0);
    day_split(d, &year, &month, &dom);
    require(day_make(year, month, dom).n == d.n);
    require((day_weekday(d) + 1) % 7 == day_weekday((struct day){d.n + 1}));
}

static void look_at_number(const char *s)
{
    static const int64_t max[] = {
        0, 5, 10, 1439, 4 * 1024 * 1024, INT64_MAX / 1024, INT64_MAX};
    char text[24];
    int64_t n;

    for (size_t i = 0; i < COUNT(max); i++) {
        if (!str_number(s, max[i], &n))
            continue;
        require(n >= 0 && n <= max[i]);
        snprintf(text, sizeof text, "%" PRId64, n);
        require(strcmp(text, s) == 0);
    }
}

static void look_at_key(struct arena *a, const char *s, size_t len)
{
    uint8_t sum[SHA256_LEN];
    struct bytes key;

    if (base64url_read(a, s, len, &key))
        require(strcmp(base64url(a, key), s) == 0);
    if (hex_read(s, sum, sizeof sum))
        require(strcmp(hex(a, (struct bytes){sum, sizeof sum}), s) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a CLEANUP(free_arena) = {0};
    const char *s = arena_copy(&a, (const char *)data, size);

    /* What takes a length is given no NUL to lean on. */
    look_at_id((const char *)data, size);
    look_at_day((const char *)data, size);
    look_at_number(s);
    look_at_key(&a, s, strlen(s));
    if (utf8_valid((const char *)data, size))
        require(strlen(s) == size && utf8_len(s) <= size);
    return 0;
}
