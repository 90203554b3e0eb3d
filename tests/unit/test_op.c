/* test_op.c -- what a phone may say, and which fault each mistake gets.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include <stdio.h>

#include "core/str.h"
#include "domain/limits.h"
#include "domain/op.h"
#include "domain/shape.h"

#define ID "018f0000-0000-7000-8000-000000000001"
#define OTHER_ID "018f0000-0000-7000-8000-000000000002"
#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define MAX 24

/* A good op of each kind, as name=value pairs that end in NULL. */
static const struct {
    const char *kind;
    struct field good[MAX];
} ops[] = {
    {"inspection.start",
     {{"inspection", ID},
      {"property", ID},
      {"unit", "2R"},
      {"kind", "routine"},
      {"occupancy", "occupied"},
      {"present", "occupant"},
      {"present", "other"}}},
    {"finding.add",
     {{"finding", ID},
      {"inspection", ID},
      {"code", "410.180"},
      {"library", "105-cmr-410:2023-05-12"},
      {"place", "bathroom"},
      {"note", "No heat.\nTwo rooms."},
      {"endangering", "1"},
      {"responsible", "owner"},
      {"correct_by", "2026-11-25"},
      {"photos", SHA ":1000:1760000000000"},
      {"room", "2, front"},
      {"nspire", "Smoke Alarm"},
      {"severity", "life-threatening"},
      {"variance", "V-12"}}},
    {"finding.state",
     {{"finding", ID},
      {"inspection", ID},
      {"state", "corrected"},
      {"photos", SHA ":1000:1760000000000"}}},
    {"finding.withdraw", {{"finding", ID}, {"inspection", ID}}},
    {"inspection.no-entry",
     {{"inspection", ID},
      {"property", ID},
      {"unit", "2R"},
      {"kind", "routine"},
      {"reason", "another-day"},
      {"card_left", "yes"},
      {"again", ID},
      {"again_day", "2026-11-27"},
      {"again_time", "09:30"}}},
    {"card.set", {{"inspection", ID}, {"left", "no"}, {"reason", "refused"}}},
    {"inspection.sign",
     {{"inspection", ID},
      {"name", "Ana Lima"},
      {"order", "ORDER\n1. ..."},
      {"order_sha256", SHA},
      {"lang", "en"},
      {"scope", "comprehensive"},
      {"told_right", "yes"},
      {"entry", "occupant"},
      {"lead", "ordered"},
      {"year_built", "1910"},
      {"specialist", "electrical"},
      {"why", "Wires are bare."},
      {"unsafe", "0"},
      {"rooms", "kitchen"},
      {"rooms", "bedroom:2, front"}}},
    {"inspection.addendum", {{"addendum", ID}, {"inspection", ID}, {"text", "Later."}}},
    {"inspection.choose",
     {{"inspection", ID}, {"field", "unit"}, {"chosen", ID}, {"settles", OTHER_ID}}},
    {"help.request",
     {{"casefile", ID},
      {"inspection", ID},
      {"property", ID},
      {"unit", "2R"},
      {"address", "1-11 Erie St"},
      {"choices", "food:seen"},
      {"choices", "heat:told"},
      {"urgency", "today"},
      {"phone", "(617) 555-0134"},
      {"knock", "after 5"},
      {"message_ok", "no"},
      {"call_name", "Rosa"},
      {"consent", ID},
      {"text_version", "2026-11"},
      {"lang", "es"},
      {"method", "shown"},
      {"card_code", "7K3M-9QXZ"},
      {"heat_payer", "occupant"},
      {"called_at", "10:32"}}},
    {"help.alert",
     {{"casefile", ID},
      {"inspection", ID},
      {"property", ID},
      {"unit", ""},
      {"address", "1-11 Erie St"},
      {"card_left", "yes"}}},
    {"help.no", {{"no", ID}, {"property", ID}, {"unit", "2R"}}},
};

static size_t length(const struct field *list)
{
    size_t n = 0;

    while (n < MAX && list[n].name != NULL)
        n++;
    return n;
}

/* A good op of the kind with one field set to another value (NULL takes it away);
 * the fault of that field, or NULL. */
static const char *one_fault(const char *kind, const char *name, const char *value)
{
    static struct faults faults;
    struct field list[MAX + 1];
    size_t n = 0;
    bool done = value == NULL;

    for (size_t i = 0; i < COUNT(ops); i++)
        for (size_t j = 0; str_same(ops[i].kind, kind) && j < length(ops[i].good); j++) {
            bool named = str_same(ops[i].good[j].name, name);
            if (named && done)
                continue;
            list[n++] =
                (struct field){ops[i].good[j].name, named ? value : ops[i].good[j].value};
            done |= named;
        }
    if (!done)
        list[n++] = (struct field){name, value};
    faults = (struct faults){0};
    op_check(kind, &(struct fields){list, n}, &faults);
    return fault_of(&faults, name);
}

static void good_ops_have_no_fault(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ops); i++) {
        struct faults faults = {0};
        op_check(ops[i].kind, &(struct fields){ops[i].good, length(ops[i].good)},
                 &faults);
        if (faults.len > 0)
            print_message("%s: %s %s\n", ops[i].kind, faults.of[0].field,
                          faults.of[0].msg);
        assert_int_equal(faults.len, 0);
    }
    assert_int_equal(COUNT(ops), OP_KINDS);
}

static void what_is_required_is_missed(void **state)
{
    static const char *const required[][2] = {
        {"inspection.start", "inspection"},
        {"inspection.start", "property"},
        {"inspection.start", "kind"},
        {"inspection.start", "present"},
        {"finding.add", "code"},
        {"finding.add", "correct_by"},
        {"finding.state", "state"},
        {"card.set", "left"},
        {"card.set", "reason"},
        {"inspection.sign", "order"},
        {"inspection.sign", "name"},
        {"inspection.addendum", "text"},
        {"help.request", "choices"},
        {"help.request", "consent"},
        {"help.request", "heat_payer"},
        {"help.request", "message_ok"},
        {"help.alert", "card_left"},
        {"help.no", "no"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(required); i++) {
        assert_string_equal(one_fault(required[i][0], required[i][1], NULL),
                            "errors.required");
        assert_string_equal(one_fault(required[i][0], required[i][1], ""),
                            "errors.required");
        assert_string_equal(one_fault(required[i][0], required[i][1], " \n"),
                            "errors.required");
    }
}

static const struct {
    const char *kind, *field, *value, *want;
} mistakes[] = {
    {"inspection.start", "inspection", "1", "errors.bad_id"},
    {"inspection.start", "property", "00000000-0000-0000-0000-000000000000",
     "errors.bad_id"},
    {"inspection.start", "unit", "123456789012345678901", "errors.too_long"},
    {"inspection.start", "unit", "2\nR", "errors.bad_letters"},
    {"inspection.start", "unit", "\xff", "errors.not_utf8"},
    {"inspection.start", "kind", "surprise", "errors.unknown_code"},
    {"inspection.start", "kind", "Routine", "errors.unknown_code"},
    {"inspection.start", "occupancy", "empty", "errors.unknown_code"},
    {"finding.add", "note", "\xc2\x85", "errors.bad_letters"},
    {"finding.add", "note",
     "\xe2\x80\xae"
     "evil",
     "errors.bad_letters"},
    {"finding.add", "endangering", "yes", "errors.unknown_code"},
    {"finding.add", "correct_by", "2026-02-30", "errors.bad_day"},
    {"finding.add", "code", "410.180; x", "errors.bad_letters"},
    {"finding.add", "code", "123456789012345678901", "errors.too_long"},
    {"finding.add", "photos", SHA, "errors.bad_photo"},
    {"finding.add", "photos", SHA ":0:1", "errors.bad_photo"},
    {"finding.add", "photos", SHA ":4194305:1", "errors.bad_photo"},
    {"finding.add", "photos", SHA "0:1:1", "errors.bad_photo"},
    {"finding.add", "room", "1234567890123456789012345", "errors.too_long"},
    {"finding.add", "severity", "awful", "errors.unknown_code"},
    {"finding.add", "severity", "", "errors.required"},
    {"finding.add", "nspire", "", "errors.required"},
    {"inspection.no-entry", "reason", "lazy", "errors.unknown_code"},
    {"inspection.no-entry", "again_time", "24:00", "errors.bad_time"},
    {"inspection.no-entry", "again_time", "9:30", "errors.bad_time"},
    {"inspection.sign", "why", "", "errors.required"},
    {"inspection.sign", "lead", "maybe", "errors.unknown_code"},
    {"inspection.sign", "year_built", "1599", "errors.bad_year"},
    {"inspection.sign", "year_built", "19O5", "errors.bad_year"},
    {"inspection.sign", "units", "0", "errors.bad_count"},
    {"inspection.sign", "habitable", "1000", "errors.bad_count"},
    {"finding.add", "responsible", "city", "errors.unknown_code"},
    {"finding.state", "state", "closed", "errors.unknown_code"},
    {"card.set", "left", "maybe", "errors.unknown_code"},
    {"card.set", "reason", "lazy", "errors.unknown_code"},
    {"inspection.sign", "order_sha256", "abc", "errors.bad_hash"},
    {"inspection.sign", "lang", "English", "errors.bad_lang"},
    {"help.request", "choices", "food", "errors.unknown_code"},
    {"help.request", "choices", "food:inferred", "errors.unknown_code"},
    {"help.request", "choices", "substance-use:seen", "errors.unknown_code"},
    {"help.request", "urgency", "soon", "errors.unknown_code"},
    {"help.request", "phone", "call me", "errors.bad_phone"},
    {"help.request", "phone", "123", "errors.bad_phone"},
    {"help.request", "phone", "12345678901234567890123456", "errors.too_long"},
    {"help.request", "method", "signed", "errors.unknown_code"},
    {"help.request", "card_code", "7K3M-9QX", "errors.bad_card_code"},
    {"help.request", "card_code", "7K3M-9QXU", "errors.bad_card_code"},
    {"help.request", "heat_payer", "city", "errors.unknown_code"},
    {"help.alert", "card_left", "", "errors.required"},
};

static void each_mistake_has_its_own_message(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        const char *have =
            one_fault(mistakes[i].kind, mistakes[i].field, mistakes[i].value);
        if (!str_same(have, mistakes[i].want))
            print_message("%s %s=%s\n", mistakes[i].kind, mistakes[i].field,
                          mistakes[i].value);
        assert_non_null(have);
        assert_string_equal(have, mistakes[i].want);
    }
}

static void long_texts_are_counted_in_characters(void **state)
{
    char text[2 * LIMIT_NOTE + 3];

    (void)state;
    for (size_t i = 0; i < LIMIT_NOTE; i++)
        memcpy(text + 2 * i, "\xc3\xa9", 2);
    text[2 * LIMIT_NOTE] = '\0';
    assert_null(one_fault("finding.add", "note", text));
    strcpy(text + 2 * LIMIT_NOTE, "x");
    assert_string_equal(one_fault("finding.add", "note", text), "errors.too_long");
}

static void all_faults_of_an_op_come_at_once(void **state)
{
    struct faults faults = {0};
    struct field list[] = {{"inspection", "x"}, {"kind", "y"}};

    (void)state;
    op_check("inspection.start", &(struct fields){list, 2}, &faults);
    assert_int_equal(faults.len, 5); /* two wrong, three missing */
}

static void a_way_to_reach_is_a_number_or_a_time(void **state)
{
    static const struct field base[] = {
        {"casefile", ID},         {"property", ID},       {"address", "1 Erie St"},
        {"choices", "talk:told"}, {"urgency", "routine"}, {"message_ok", "no"},
        {"consent", ID},          {"text_version", "1"},  {"lang", "ht"},
        {"method", "read"},       {"knock", "mornings"}};
    struct faults with = {0}, without = {0};

    (void)state;
    op_check("help.request", &(struct fields){base, COUNT(base)}, &with);
    op_check("help.request", &(struct fields){base, COUNT(base) - 1}, &without);
    assert_int_equal(with.len, 0);
    assert_string_equal(fault_of(&without, "phone"), "errors.reach");
}

static void who_was_there_makes_sense(void **state)
{
    struct faults faults = {0};
    struct field list[] = {{"occupancy", "vacant"}, {"present", "occupant"}};

    (void)state;
    op_check("inspection.start", &(struct fields){list, 2}, &faults);
    assert_string_equal(fault_of(&faults, "present"), "errors.vacant_with_occupant");
    list[0] = (struct field){"present", "nobody"};
    faults = (struct faults){0};
    op_check("inspection.start", &(struct fields){list, 2}, &faults);
    assert_string_equal(fault_of(&faults, "present"), "errors.nobody_and_somebody");
}

static void repeated_fields_have_a_bound(void **state)
{
    struct field list[MAX + LIMIT_PHOTOS] = {
        {"finding", ID},          {"inspection", ID},          {"code", "410.180"},
        {"library", "x"},         {"place", "hall"},           {"endangering", "0"},
        {"responsible", "owner"}, {"correct_by", "2026-12-01"}};
    size_t n = length(list);
    struct faults faults = {0};

    (void)state;
    for (int i = 0; i < LIMIT_PHOTOS; i++)
        list[n++] = (struct field){"photos", SHA ":1:1"};
    op_check("finding.add", &(struct fields){list, n}, &faults);
    assert_int_equal(faults.len, 0);
    list[n++] = (struct field){"photos", SHA ":1:1"};
    op_check("finding.add", &(struct fields){list, n}, &faults);
    assert_string_equal(fault_of(&faults, "photos"), "errors.too_many");
    list[n++] = (struct field){"note", "a"};
    list[n++] = (struct field){"note", "b"};
    op_check("finding.add", &(struct fields){list, n}, &faults);
    assert_string_equal(fault_of(&faults, "note"), "errors.too_many");
}

static void a_choice_cannot_be_made_twice(void **state)
{
    struct faults faults = {0};
    struct field list[] = {{"choices", "food:seen"}, {"choices", "food:told"}};

    (void)state;
    op_check("help.request", &(struct fields){list, 2}, &faults);
    assert_string_equal(fault_of(&faults, "choices"), "errors.twice");
}

static void an_unknown_kind_is_named(void **state)
{
    struct faults faults = {0};

    (void)state;
    op_check("inspection.delete", &(struct fields){NULL, 0}, &faults);
    assert_int_equal(faults.len, 1);
    assert_string_equal(fault_of(&faults, "kind"), "errors.unknown_kind");
}

static void unknown_fields_are_ignored(void **state)
{
    struct faults faults = {0};
    struct field list[] = {{"no", ID}, {"property", ID}, {"later", "\xff"}};

    (void)state;
    op_check("help.no", &(struct fields){list, 3}, &faults);
    assert_int_equal(faults.len, 0);
}

static void care_ops_are_the_help_ops(void **state)
{
    (void)state;
    for (int k = 0; k < OP_KINDS; k++)
        assert_int_equal(op_is_care((enum op_kind)k),
                         str_starts(op_kind_name((enum op_kind)k), "help."));
}

static void card_codes_forgive_look_alikes(void **state)
{
    char clean[9];

    (void)state;
    assert_true(card_code_clean("7k3m 9qoi", clean));
    assert_string_equal(clean, "7K3M9Q01");
    assert_false(card_code_clean("", clean));
    assert_false(card_code_clean("7K3M9QXZ2", clean));
}

static void photo_names_come_apart(void **state)
{
    struct photo_name name;

    (void)state;
    assert_true(
        photo_name_split("ABCDEF6789abcdef0123456789abcdef0123456789abcdef01234567"
                         "89abcdef:2048:1760000000000",
                         &name));
    assert_int_equal(name.size, 2048);
    assert_true(name.taken_ms == INT64_C(1760000000000));
    assert_memory_equal(name.sha256, "abcdef", 6);
}

static void every_word_of_every_list_comes_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < codes_all_len; i++) {
        const struct codes *c = codes_all[i];
        assert_ptr_equal(codes_named(c->name), c);
        for (size_t n = 0; n < c->len; n++) {
            assert_int_equal(codes_find(c, c->list[n].word), n);
            assert_true(str_starts(c->list[n].msgid, c->name));
        }
        assert_int_equal(codes_find(c, ""), -1);
        assert_int_equal(codes_find(c, NULL), -1);
    }
}

static void no_choice_at_the_door_is_a_sealed_need(void **state)
{
    (void)state;
    assert_int_equal(CHOICES, 9);
    for (int c = 0; c < CHOICES; c++)
        assert_false(need_is_sealed(choice_need((enum choice)c)));
    assert_true(need_is_sealed(NEED_SUBSTANCE_USE));
    assert_true(need_is_sealed(NEED_DOMESTIC_VIOLENCE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_ops_have_no_fault),
        cmocka_unit_test(what_is_required_is_missed),
        cmocka_unit_test(each_mistake_has_its_own_message),
        cmocka_unit_test(long_texts_are_counted_in_characters),
        cmocka_unit_test(all_faults_of_an_op_come_at_once),
        cmocka_unit_test(a_way_to_reach_is_a_number_or_a_time),
        cmocka_unit_test(who_was_there_makes_sense),
        cmocka_unit_test(repeated_fields_have_a_bound),
        cmocka_unit_test(a_choice_cannot_be_made_twice),
        cmocka_unit_test(an_unknown_kind_is_named),
        cmocka_unit_test(unknown_fields_are_ignored),
        cmocka_unit_test(care_ops_are_the_help_ops),
        cmocka_unit_test(card_codes_forgive_look_alikes),
        cmocka_unit_test(photo_names_come_apart),
        cmocka_unit_test(every_word_of_every_list_comes_back),
        cmocka_unit_test(no_choice_at_the_door_is_a_sealed_need),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
