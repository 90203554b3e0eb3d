/* Time zones from tzdata (base/tz.h).
 * SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include <time.h>

#include "base/tz.h"

static int32_t offset_at(const struct zone *z, int64_t s)
{
    int32_t offset = 0;

    for (size_t i = 0; i < z->len && z->changes[i].from_ms <= s * 1000; i++)
        offset = z->changes[i].offset_s;
    return offset;
}

/* The C library reads the same tzdata by other code: every 6 hours for 5 years, and
 * every 11 days until 2099. */
static void offsets_are_those_of_the_c_library(void **state)
{
    struct arena a = {0};
    struct zone z;
    struct tm tm;
    (void)state;

    setenv("TZ", "America/New_York", 1);
    tzset();
    assert_int_equal(zone_load("America/New_York", &a, &z).kind, OK);
    for (time_t s = 1735689600; s < 1893456000; s += 6 * 3600)
        assert_int_equal(offset_at(&z, s), localtime_r(&s, &tm)->tm_gmtoff);
    for (time_t s = 0; s < 4102444800; s += 11 * 86400 + 3600)
        assert_int_equal(offset_at(&z, s), localtime_r(&s, &tm)->tm_gmtoff);
    arena_free(&a);
}

static void a_zone_without_changes_has_one_offset(void **state)
{
    struct arena a = {0};
    struct zone z;
    (void)state;

    assert_int_equal(zone_load("UTC", &a, &z).kind, OK);
    assert_int_equal(z.len, 1);
    assert_int_equal(z.changes[0].offset_s, 0);
    arena_free(&a);
}

static void a_name_tzdata_lacks_is_refused(void **state)
{
    static const char *const names[] = {"",         "Mars/Olympus", "../../etc/passwd",
                                        "/etc/tz",  "America",      "tzdata.zi",
                                        "A me/rica"};
    struct arena a = {0};
    struct zone z;
    (void)state;

    for (size_t i = 0; i < COUNT(names); i++)
        assert_int_not_equal(zone_load(names[i], &a, &z).kind, OK);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offsets_are_those_of_the_c_library),
        cmocka_unit_test(a_zone_without_changes_has_one_offset),
        cmocka_unit_test(a_name_tzdata_lacks_is_refused),
    };
    return cmocka_run_group_tests_name("tz", tests, NULL, NULL);
}
