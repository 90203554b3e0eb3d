/* Sealed cells open in their own place with their own resident's key, and nowhere else.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/seal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

static void free_arena(struct arena *a)
{
    arena_free(a);
}

static const struct id row = {{1}}, other_row = {{2}};

static void a_cell_opens_only_where_it_was_sealed(void **state)
{
    const struct seal_place home = {"care", "harborview", "casefile", "person", row};
    const struct seal_place away[] = {
        {"enforcement", "harborview", "casefile", "person", row},
        {"care", "chelsea", "casefile", "person", row},
        {"care", "harborview", "attempt", "person", row},
        {"care", "harborview", "casefile", "place", row},
        {"care", "harborview", "casefile", "person", other_row},
    };
    struct arena a CLEANUP(free_arena) = {0};
    struct data_key key = data_key_make(), other = data_key_make();
    struct bytes sealed = seal_text(&key, &home, "Rosa", &a);
    const char *out = NULL;

    (void)state;
    assert_int_equal(open_text(&key, &home, sealed, &a, &out).kind, OK);
    assert_string_equal(out, "Rosa");
    assert_int_equal(open_text(&other, &home, sealed, &a, &out).kind, ERR_BROKEN);
    for (size_t i = 0; i < COUNT(away); i++)
        assert_int_equal(open_text(&key, &away[i], sealed, &a, &out).kind, ERR_BROKEN);
}

static void an_absent_text_is_an_absent_cell(void **state)
{
    const struct seal_place home = {"care", "harborview", "casefile", "words", row};
    struct arena a CLEANUP(free_arena) = {0};
    struct data_key key = data_key_make();
    const char *out = "something";

    (void)state;
    assert_null(seal_text(&key, &home, NULL, &a).p);
    assert_int_equal(open_text(&key, &home, (struct bytes){0}, &a, &out).kind, OK);
    assert_null(out);
}

static void a_data_key_is_its_residents_and_its_citys(void **state)
{
    struct keys keys = {.care = {7}}, others = {.care = {8}};
    struct arena a CLEANUP(free_arena) = {0};
    struct data_key key = data_key_make(), out;
    struct bytes wrapped = seal_wrap(&keys, "harborview", row, &key, &a);

    (void)state;
    assert_int_equal(seal_unwrap(&keys, "harborview", row, wrapped, &out).kind, OK);
    assert_memory_equal(out.b, key.b, sizeof key.b);
    assert_int_equal(seal_unwrap(&keys, "chelsea", row, wrapped, &out).kind, ERR_BROKEN);
    assert_int_equal(seal_unwrap(&keys, "harborview", other_row, wrapped, &out).kind,
                     ERR_BROKEN);
    assert_int_equal(seal_unwrap(&others, "harborview", row, wrapped, &out).kind,
                     ERR_BROKEN);
    assert_int_equal(seal_unwrap(&keys, "harborview", row, (struct bytes){0}, &out).kind,
                     ERR_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_opens_only_where_it_was_sealed),
        cmocka_unit_test(an_absent_text_is_an_absent_cell),
        cmocka_unit_test(a_data_key_is_its_residents_and_its_citys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
