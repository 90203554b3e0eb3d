/* test_order.c -- the order that the owner gets, word for word.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "domain/order.h"

static const struct field visit[] = {
    {"city", "Harborview (demonstration)"},
    {"department", "Inspectional Services"},
    {"phone", "617 555 0100"},
    {"address", "1-11 Erie St"},
    {"unit", "2R"},
    {"inspector", "Ana Lima"},
    {"day", "2026-11-24"},
    {"minute", "845"},
    {"occupancy", "occupied"},
    {"present", "occupant"},
    {"present", "agent"},
    {"library", "105-cmr-410:2023-05-12"},
    {"signed_day", "2026-11-24"},
    {"signed_minute", "0"},
    {"finding", "a"},
    {"code", "410.180"},
    {"title", "Temperature Requirements"},
    {"place", "bedroom"},
    {"note", "59 degrees at 10 in the morning.\nThe radiator stays cold."},
    {"endangering", "1"},
    {"responsible", "owner"},
    {"correct_by", "2026-11-25"},
    {"photos", "2"},
    {"finding", "b"},
    {"code", "410.260"},
    {"title", "Means of Egress"},
    {"place", "stairs"},
    {"note", ""},
    {"endangering", "0"},
    {"responsible", "occupant"},
    {"correct_by", "2026-12-23"},
    {"photos", "0"},
    {"finding", "c"},
    {"first_seen", "2026-10-10"},
    {"code", "410.100"},
    {"title", "Kitchen Facilities"},
    {"place", "kitchen"},
    {"endangering", "0"},
    {"responsible", "owner"},
    {"correct_by", "2026-11-09"},
};

static void the_order_is_that_of_the_golden_file(void **state)
{
    static char want[16384];
    struct arena a = {0};
    const char *have = order_compose(&(struct fields){visit, COUNT(visit)}, &a);
    FILE *f = fopen(GOLDEN_DIR "/order.txt", "r");

    (void)state;
    if (getenv("GOLDEN_PRINT") != NULL)
        fputs(have, stdout);
    assert_non_null(f);
    want[fread(want, 1, sizeof want - 1, f)] = '\0';
    fclose(f);
    assert_string_equal(have, want);
    arena_free(&a);
}

static void a_whole_inspection_says_what_was_seen(void **state)
{
    static const struct field whole[] = {{"scope", "comprehensive"},
                                         {"told_right", "yes"},
                                         {"units", "3"},
                                         {"habitable", "5"},
                                         {"rooms", "kitchen"},
                                         {"rooms", "bedroom:2"},
                                         {"lead", "ordered"},
                                         {"specialist", "fire"},
                                         {"why", "No way out."},
                                         {"finding", "a"},
                                         {"code", "410.180"},
                                         {"title", "Heat"},
                                         {"place", "bedroom"},
                                         {"room", "2"},
                                         {"nspire", "HVAC"},
                                         {"severity", "severe"},
                                         {"endangering", "0"},
                                         {"variance", "V-12"},
                                         {"correct_by", "2026-11-25"}};
    static const char *const lines[] = {
        "Kind of inspection: comprehensive\n",
        "The occupant was told of the right to a comprehensive inspection.\n",
        "Homes in the building: 3\nHabitable rooms of the unit: 5\n",
        "Seen: kitchen, bedroom 2\n",
        "Lead (105 CMR 460.000): a lead determination is ordered\n",
        "A specialist is needed: fire department. No way out.\n",
        "   Where: bedroom 2\n",
        "   HUD NSPIRE: HVAC, severe\n",
        "   A variance is on file: V-12\n"};
    struct arena a = {0};
    const char *text = order_compose(&(struct fields){whole, COUNT(whole)}, &a);

    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++)
        if (strstr(text, lines[i]) == NULL)
            fail_msg("the order lacks: %s", lines[i]);
    arena_free(&a);
}

static void an_order_without_violations_says_so(void **state)
{
    struct arena a = {0};
    const char *text = order_compose(&(struct fields){visit, 14}, &a);

    (void)state;
    assert_non_null(strstr(text, "No violation was found at this visit."));
    assert_null(strstr(text, "You are ordered"));
    assert_non_null(strstr(text, "under the pains and penalties of perjury."));
    arena_free(&a);
}

static void only_old_violations_still_make_an_order(void **state)
{
    struct arena a = {0};
    struct field list[COUNT(visit)];

    (void)state;
    memcpy(list, visit, 14 * sizeof *list);
    memcpy(list + 14, visit + 32, 8 * sizeof *list);
    const char *text = order_compose(&(struct fields){list, 22}, &a);
    assert_non_null(strstr(text, "No violation was found at this visit."));
    assert_non_null(strstr(text,
                           "1. 410.100 Kitchen Facilities\n   First found: Saturday, "
                           "October 10, 2026\n"));
    assert_non_null(strstr(text, "You are ordered"));
    arena_free(&a);
}

static void every_word_of_an_order_is_there(void **state)
{
    struct arena a = {0};

    (void)state;
    for (int p = 0; p < PLACES; p++) {
        struct field list[] = {{"finding", "x"}, {"place", place_name((enum place)p)}};
        assert_non_null(strstr(order_compose(&(struct fields){list, 2}, &a), "Where: "));
    }
    for (int month = 1; month <= 12; month++) {
        char day[] = "2026-01-07";
        day[5] = (char)('0' + month / 10);
        day[6] = (char)('0' + month % 10);
        struct field list[] = {{"day", day}};
        assert_non_null(strstr(order_compose(&(struct fields){list, 1}, &a), " 7, 2026"));
    }
    assert_non_null(order_compose(&(struct fields){NULL, 0}, &a));
    arena_free(&a);
}

static void what_nobody_looked_at_is_not_said_to_be_uncorrected(void **state)
{
    struct field list[] = {{"signed_day", "2026-11-24"},
                           {"finding", "x"},
                           {"first_seen", "2026-10-10"},
                           {"correct_by", "2026-11-09"},
                           {"unseen", "1"}};
    struct arena a = {0};
    const char *order = order_compose(&(struct fields){list, COUNT(list)}, &a);

    (void)state;
    assert_non_null(strstr(order, "Not looked at during this visit."));
    assert_null(strstr(order, "was not corrected"));
    arena_free(&a);
}

static void a_day_still_to_come_is_not_said_to_have_passed(void **state)
{
    struct field list[] = {{"signed_day", "2026-11-09"},
                           {"finding", "x"},
                           {"first_seen", "2026-10-10"},
                           {"correct_by", "2026-11-09"}};
    struct arena a = {0};

    (void)state;
    assert_null(strstr(order_compose(&(struct fields){list, COUNT(list)}, &a), "passed"));
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_is_that_of_the_golden_file),
        cmocka_unit_test(a_whole_inspection_says_what_was_seen),
        cmocka_unit_test(an_order_without_violations_says_so),
        cmocka_unit_test(only_old_violations_still_make_an_order),
        cmocka_unit_test(what_nobody_looked_at_is_not_said_to_be_uncorrected),
        cmocka_unit_test(a_day_still_to_come_is_not_said_to_have_passed),
        cmocka_unit_test(every_word_of_an_order_is_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
