/* test_redaction.c -- what of the public record goes to whom: texts, orders, the table
 * and the clocks. SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include <stdio.h>

#include "base/text.h"
#include "core/build.h"
#include "core/str.h"
#include "domain/holiday.h"
#include "domain/order.h"
#include "domain/redaction.h"

#define CUT REDACTION_MASKED

static void assert_masked(const char *from, const char *want)
{
    struct arena a = {0};
    int found;
    const char *have = redaction_mask(&a, from, &found);

    if (!str_same(have, want))
        print_error("%s\n", from);
    assert_string_equal(have, want);
    assert_int_equal(found > 0, !str_same(from, want));
    arena_free(&a);
}

static void a_telephone_number_is_masked_however_it_is_written(void **state)
{
    static const char *const written[] = {
        "617-555-0100",     "617 555 0100",           "617.555.0100",
        "(617) 555-0100",   "(617)555-0100",          "6175550100",
        "555-0100",         "1-617-555-0100",         "1 (617) 555-0100",
        "+1 617 555 0100",  "+16175550100",           "617/555-0100",
        "(617) - 555-0100", "617\u2013555\u20130100", "617\u00a0555\u00a00100",
        "+509 3456 7890",   "509 3456 7890",          "+55 11 91234-5678",
        "(11) 91234-5678",  "11 91234-5678",          "+238 991 23 45",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(written); i++) {
        char from[80], want[80];

        assert_masked(written[i], CUT);
        snprintf(from, sizeof from, "Call %s, or knock.", written[i]);
        snprintf(want, sizeof want, "Call " CUT ", or knock.");
        assert_masked(from, want);
        snprintf(from, sizeof from, "\u201c%s\u201d", written[i]);
        assert_masked(from, "\u201c" CUT "\u201d");
    }
}

static void what_stands_close_to_a_number_hides_none_of_it(void **state)
{
    (void)state;
    assert_masked("Tel617-555-0100x12", "Tel" CUT "x12");
    assert_masked("a:617-555-0100;b:617-555-0101.", "a:" CUT ";b:" CUT ".");
    assert_masked("617-555-0100/maria@example.org", CUT "/" CUT);
    assert_masked("(617) 555-0100.maria@example.org", CUT CUT);
    assert_masked("617 555 0100\n617 555 0101", CUT "\n" CUT);
}

static void social_security_numbers_and_mail_are_masked(void **state)
{
    (void)state;
    assert_masked("SSN 012-34-5678.", "SSN " CUT ".");
    assert_masked("SSN 012 34 5678.", "SSN " CUT ".");
    assert_masked("012345678", CUT);
    assert_masked("Write maria.s-1@mail.example.org.", "Write " CUT ".");
    assert_masked("<maria@example.org>,", "<" CUT ">,");
    assert_masked("617-555-0100@example.org", CUT);
    assert_masked("mar\u00eda@example.org", CUT);
}

static void what_an_inspector_writes_of_a_house_stands(void **state)
{
    static const char *const kept[] = {
        "",
        "410.160",
        "105 CMR 410.160(A)",
        "410.160 and 410.500 2026",
        "See 410.160, 410.200.",
        "Inspected 2026-11-27 at 14:05.",
        "11/27/2026",
        "1-11 Erie Street, 02721-1234",
        "123 Main St, apt. 3-4",
        "1234 Pleasant Street",
        "Within 24 hours; 59 degrees.",
        "Seen 2026-11-27, again 2026-12-04",
        "Permit B123-4567",
        "5 @ the door, @home",
        "12 x 14 feet, 120/240 V",
        "r\u00e9frig\u00e9rateur",
        "V-2024-1187",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(kept); i++)
        assert_masked(kept[i], kept[i]);
}

/* ---- an order ---- */

static const struct field common[] = {
    {"city", "Harborview (demonstration)"},
    {"department", "Inspectional Services"},
    {"phone", "617 555 0100"},
    {"address", "1-11 Erie St"},
    {"unit", "2R"},
    {"inspector", "Ana Lima"},
    {"day", "2026-11-24"},
    {"scope", "comprehensive"},
    {"units", "3"},
    {"signed_day", "2026-11-24"},
};
static const struct field told[] = {
    {"minute", "845"},   {"occupancy", "occupied"}, {"present", "occupant"},
    {"habitable", "5"},  {"rooms", "kitchen"},      {"rooms", "bedroom:2"},
    {"lead", "ordered"}, {"signed_minute", "860"},
};
static const struct field found[] = {
    {"finding", "a"},
    {"code", "410.180"},
    {"title", "Heat"},
    {"place", "bedroom"},
    {"endangering", "1"},
    {"note", "She said to call 617 555 0142.\nContact: 617 555 0143"},
    {"responsible", "owner"},
    {"correct_by", "2026-11-25"},
    {"variance", "of maria@example.org"},
};

static const char *order_of(struct arena *a, bool whole)
{
    struct field f[COUNT(common) + COUNT(told) + COUNT(found) + 1];
    size_t len = 0;

    for (size_t i = 0; i < COUNT(common); i++)
        f[len++] = common[i];
    for (size_t i = 0; whole && i < COUNT(told); i++)
        f[len++] = told[i];
    for (size_t i = 0; i < COUNT(found); i++) {
        f[len++] = found[i];
        if (whole && str_same(found[i].name, "place"))
            f[len++] = (struct field){"room", "2"};
    }
    return order_compose(&(struct fields){f, len}, a);
}

static const char *cut_order(struct arena *a, bool whole, enum asker asker,
                             struct redaction_counts *n)
{
    *n = (struct redaction_counts){0};
    return redaction_order(a, order_of(a, whole), asker, n);
}

static void an_order_follows_its_columns_for_each_asker(void **state)
{
    static const struct {
        const char *line;
        bool to[ASKERS];
    } lines[] = {
        {"\nProperty: 1-11 Erie St\n", {true, true, true}},
        {"\nUnit: 2R\n", {true, true, true}},
        {"\nInspected: Tuesday, November 24, 2026, " CUT "\n", {true, true, true}},
        {"\nInspector: Ana Lima\n", {true, true, true}},
        {"\nThe unit was: occupied\n", {false, true, true}},
        {"\nThe unit was: " CUT "\n", {true, false, false}},
        {"\nPresent: occupant\n", {false, false, true}},
        {"\nPresent: " CUT "\n", {true, true, false}},
        {"\nHomes in the building: 3\n", {true, true, true}},
        {"\nHabitable rooms of the unit: 5\n", {false, true, true}},
        {"\nHabitable rooms of the unit: " CUT "\n", {true, false, false}},
        {"\nSeen: kitchen, bedroom 2\n", {false, true, true}},
        {"\nSeen: " CUT "\n", {true, false, false}},
        {"\nLead (105 CMR 460.000): a lead determination is ordered\n",
         {false, true, true}},
        {"\nLead (105 CMR 460.000): " CUT "\n", {true, false, false}},
        {"\n1. 410.180 Heat\n", {true, true, true}},
        {"\n   Where: bedroom 2\n", {false, true, true}},
        {"\n   Where: bedroom " CUT "\n", {true, false, false}},
        {"\n   What: She said to call " CUT ".\n      Contact: " CUT "\n",
         {true, true, true}},
        {"\n   A variance is on file: of " CUT "\n", {true, true, true}},
        {"effort to correct it within 24 hours.\n", {true, true, true}},
        {"\n   Correct by: Wednesday, November 25, 2026. The owner", {true, true, true}},
        {"\nQuestions: 617 555 0100\n", {true, true, true}},
        {"\nSigned: Ana Lima\n", {true, true, true}},
        {"\nDate and time: Tuesday, November 24, 2026, " CUT "\n", {true, true, true}},
    };
    struct redaction_counts n;
    struct arena a = {0};

    (void)state;
    for (int asker = 0; asker < ASKERS; asker++) {
        const char *order = cut_order(&a, true, (enum asker)asker, &n);

        for (size_t i = 0; i < COUNT(lines); i++) {
            if ((strstr(order, lines[i].line) != NULL) != lines[i].to[asker])
                print_error("%s: %s\n", asker_name((enum asker)asker), lines[i].line);
            assert_int_equal(strstr(order, lines[i].line) != NULL, lines[i].to[asker]);
        }
    }
    arena_free(&a);
}

static void an_order_counts_what_it_withholds(void **state)
{
    struct redaction_counts n;
    struct arena a = {0};

    (void)state;
    cut_order(&a, true, ASKER_ANYBODY, &n);
    assert_int_equal(n.withheld['c' - 'a'], 6);
    assert_int_equal(n.masked, 5); /* two numbers, a mail, two hours */
    cut_order(&a, true, ASKER_OWNER, &n);
    assert_int_equal(n.withheld['c' - 'a'], 1);
    cut_order(&a, true, ASKER_OCCUPANT, &n);
    assert_int_equal(n.withheld['c' - 'a'], 0);
    assert_int_equal(n.masked, 5);
    arena_free(&a);
}

static void an_order_does_not_tell_what_was_not_recorded(void **state)
{
    struct redaction_counts with, without;
    struct arena a = {0};

    (void)state;
    assert_string_equal(cut_order(&a, true, ASKER_ANYBODY, &with),
                        cut_order(&a, false, ASKER_ANYBODY, &without));
    assert_memory_equal(&with, &without, sizeof with);
    arena_free(&a);
}

static void an_order_of_other_words_is_a_text(void **state)
{
    struct redaction_counts n = {0};
    struct arena a = {0};

    (void)state;
    assert_string_equal(redaction_order(&a, "", ASKER_ANYBODY, &n), "");
    assert_string_equal(
        redaction_order(&a, "Present: agent\n\nCall 617 555 0100", ASKER_OCCUPANT, &n),
        "Present: agent\n\nCall " CUT "\n");
    assert_null(strstr(redaction_order(&a, "Present: agent", ASKER_OWNER, &n), "agent"));
    arena_free(&a);
}

/* ---- the table ---- */

static void the_table_is_sorted_and_every_hidden_column_has_its_exemption(void **state)
{
    (void)state;
    for (size_t i = 0; i < redactions_len; i++) {
        const struct redaction *r = &redactions[i];
        bool hidden = false;

        if (i > 0)
            assert_true(strcmp(r[-1].column, r->column) < 0);
        for (int asker = 0; asker < ASKERS; asker++) {
            hidden |= r->fate[asker] == FATE_HIDE;
            /* a column is in the file of all, or of none */
            assert_int_equal(r->fate[asker] == FATE_INNER, r->fate[0] == FATE_INNER);
            assert_int_equal(r->fate[asker] == FATE_REF, r->ref != NULL);
        }
        assert_int_equal(hidden, r->letter != 0);
        /* and what goes out has a name that people read */
        assert_int_equal(r->label != NULL, r->fate[0] != FATE_INNER);
        assert_true(r->label == NULL || strpbrk(r->label, "_.") == NULL);
        if (!hidden)
            continue;
        assert_non_null(exemption_find(r->letter));
        assert_string_not_equal(text("en", exemption_find(r->letter)->msgid),
                                exemption_find(r->letter)->msgid);
    }
}

static void a_column_is_found_by_its_whole_name(void **state)
{
    (void)state;
    assert_string_equal(redaction_find("finding", "note")->column, "finding.note");
    assert_null(redaction_find("finding", "not"));
    assert_null(redaction_find("findin", "note"));
    assert_null(redaction_find("find", "ing.note"));
    assert_null(redaction_find("casefile", "id"));
    assert_null(exemption_find('z'));
}

static void whoever_lives_there_reads_what_the_owner_reads(void **state)
{
    (void)state;
    for (size_t i = 0; i < redactions_len; i++) {
        const enum fate *f = redactions[i].fate;

        if (f[ASKER_ANYBODY] != FATE_HIDE)
            assert_int_not_equal(f[ASKER_OWNER], FATE_HIDE);
        if (f[ASKER_OWNER] != FATE_HIDE)
            assert_int_not_equal(f[ASKER_OCCUPANT], FATE_HIDE);
    }
}

/* ---- the clocks ---- */

static void ten_and_twenty_five_business_days_leave_holidays_out(void **state)
{
    static struct day days[3 * HOLIDAYS_A_YEAR];
    struct holidays h = {days, holidays_make(2026, 2028, days)};

    (void)state;
    /* Monday; Veterans Day and Thanksgiving do not count */
    assert_day(release_due(day_of("2026-11-09"), &h), "2026-11-24");
    assert_day(release_latest(day_of("2026-11-09"), &h), "2026-12-16");
    /* on a Saturday; and over the end of the year */
    assert_day(release_due(day_of("2026-12-19"), &h), "2027-01-05");
    assert_day(release_latest(day_of("2026-12-19"), &h), "2027-01-27");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_telephone_number_is_masked_however_it_is_written),
        cmocka_unit_test(what_stands_close_to_a_number_hides_none_of_it),
        cmocka_unit_test(social_security_numbers_and_mail_are_masked),
        cmocka_unit_test(what_an_inspector_writes_of_a_house_stands),
        cmocka_unit_test(an_order_follows_its_columns_for_each_asker),
        cmocka_unit_test(an_order_counts_what_it_withholds),
        cmocka_unit_test(an_order_does_not_tell_what_was_not_recorded),
        cmocka_unit_test(an_order_of_other_words_is_a_text),
        cmocka_unit_test(the_table_is_sorted_and_every_hidden_column_has_its_exemption),
        cmocka_unit_test(a_column_is_found_by_its_whole_name),
        cmocka_unit_test(whoever_lives_there_reads_what_the_owner_reads),
        cmocka_unit_test(ten_and_twenty_five_business_days_leave_holidays_out),
    };

    return cmocka_run_group_tests_name("redaction", tests, NULL, NULL);
}
