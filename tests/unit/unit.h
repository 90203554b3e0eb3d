/* unit.h -- what every unit test needs.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "core/day.h"
#include "core/err.h"

#define assert_ok(e) assert_int_equal((e).kind, OK)
#define assert_err(e, k) assert_int_equal((e).kind, (k))

static inline struct day day_of(const char *s)
{
    struct day d = DAY_NONE;

    assert_true(day_parse(s, strlen(s), &d));
    return d;
}

static inline void assert_day(struct day d, const char *want)
{
    char text[DAY_TEXT];

    day_format(d, text);
    assert_string_equal(text, want);
}

#endif
