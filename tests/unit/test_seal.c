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

static void a_sealed_class_opens_with_both_keys_and_with_neither_alone(void **state)
{
    const struct seal_place home = {"care", "harborview", "case_need", "need_sealed",
                                    row};
    struct keys city = {.care = {7}, .classes = {9}},
                other = {.care = {7}, .classes = {8}};
    struct data_key own = data_key_make(), another = data_key_make();
    struct arena a CLEANUP(free_arena) = {0};
    struct bytes sealed =
        seal_class((struct class_keys){&city, &own}, CLASS_MINORS, &home, "minors", &a);
    const char *out;

    (void)state;
    assert_int_equal(
        open_class((struct class_keys){&city, &own}, &home, sealed, &a, &out).kind, OK);
    assert_string_equal(out, "minors");
    assert_int_equal(
        open_class((struct class_keys){&other, &own}, &home, sealed, &a, &out).kind,
        ERR_BROKEN);
    assert_int_equal(
        open_class((struct class_keys){&city, &another}, &home, sealed, &a, &out).kind,
        ERR_BROKEN);
    assert_int_equal(open_text(&own, &home, sealed, &a, &out).kind, ERR_BROKEN);
}

static void no_blob_says_of_which_class_it_is(void **state)
{
    const struct seal_place home = {"care", "harborview", "case_need", "need_sealed",
                                    row};
    struct keys city = {.classes = {9}};
    struct data_key own = data_key_make(), another = data_key_make();
    struct arena a CLEANUP(free_arena) = {0};
    enum { HEAD = 1 + SEAL_KEY_ID_LEN };
    struct bytes one =
        seal_class((struct class_keys){&city, &own}, CLASS_MINORS, &home, "x", &a);

    (void)state;
    for (int of = 0; of < KEY_CLASSES; of++) {
        struct bytes b = seal_class((struct class_keys){&city, &another},
                                    (enum key_class)of, &home, "x", &a);
        assert_memory_equal(one.p, b.p, HEAD);
    }
}

static void what_was_sealed_before_classes_had_a_key_opens_with_the_residents(
    void **state)
{
    const struct seal_place home = {"care", "harborview", "case_need", "need_sealed",
                                    row};
    struct keys city = {.classes = {9}};
    struct data_key own = data_key_make();
    struct arena a CLEANUP(free_arena) = {0};
    struct bytes sealed = seal_text(&own, &home, "minors", &a);
    const char *out;

    (void)state;
    assert_int_equal(
        open_class((struct class_keys){&city, &own}, &home, sealed, &a, &out).kind, OK);
    assert_string_equal(out, "minors");
}

static void a_report_of_the_law_opens_with_both_keys_of_the_city_alone(void **state)
{
    const struct seal_place home = {"care", "harborview", "mandated_report", "words",
                                    row};
    struct keys city = {.care = {7}, .classes = {9}};
    struct keys others[] = {{.care = {7}, .classes = {8}}, {.care = {6}, .classes = {9}}};
    struct data_key key = seal_report_key(&city), house = seal_house_key(&city), found;
    struct arena a CLEANUP(free_arena) = {0};
    struct bytes sealed = seal_text(&key, &home, "alone at night", &a);
    const char *out;

    (void)state;
    assert_int_equal(seal_house_key_of(&city, sealed, &found).kind, OK);
    assert_int_equal(open_text(&found, &home, sealed, &a, &out).kind, OK);
    assert_string_equal(out, "alone at night");
    assert_int_equal(open_text(&house, &home, sealed, &a, &out).kind, ERR_BROKEN);
    for (size_t i = 0; i < COUNT(others); i++) {
        assert_int_equal(seal_house_key_of(&others[i], sealed, &found).kind, OK);
        assert_int_equal(open_text(&found, &home, sealed, &a, &out).kind, ERR_BROKEN);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_opens_only_where_it_was_sealed),
        cmocka_unit_test(an_absent_text_is_an_absent_cell),
        cmocka_unit_test(a_data_key_is_its_residents_and_its_citys),
        cmocka_unit_test(a_sealed_class_opens_with_both_keys_and_with_neither_alone),
        cmocka_unit_test(no_blob_says_of_which_class_it_is),
        cmocka_unit_test(
            what_was_sealed_before_classes_had_a_key_opens_with_the_residents),
        cmocka_unit_test(a_report_of_the_law_opens_with_both_keys_of_the_city_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
