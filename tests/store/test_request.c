/* Envelopes from the door, on both engines: what becomes a case, what does not, and that
 * the enforcement store never knows.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phone.h"

#include "queries_dump.h"
#include "store/seal.h"

#include <string.h>

#define ID(kind, n) "\"018f0000-00" kind "-7000-8000-00000000000" #n "\""
#define DOOR \
    "\"property\":" ID("70", 1) ",\"unit\":\"Apt. 2-B\",\"address\":\"12 Erie Street\""
#define REQUEST_REST                                                                \
    DOOR ",\"choices\":[\"food:seen\",\"talk:told\"],\"urgency\":\"today\","        \
         "\"phone\":\"617 555 0100\",\"message_ok\":\"no\",\"call_name\":\"Rosa\"," \
         "\"text_version\":\"door-1\",\"lang\":\"es\",\"method\":\"shown\","        \
         "\"card_code\":\"7K3M9QXA\""
#define REQUEST(n) \
    "\"casefile\":" ID("63", n) ",\"consent\":" ID("6e", n) "," REQUEST_REST
#define ALERT(n) "\"casefile\":" ID("63", n) "," DOOR ",\"card_left\":\"yes\""
#define NO(n, unit) \
    "\"no\":" ID("6c", n) ",\"property\":" ID("70", 1) ",\"unit\":\"" unit "\""

static void a_yes_at_the_door_becomes_a_case(void **state)
{
    struct phone *p = phone_new(*state);

    assert_applied(phone_send_one(p, op_sealed(p, 1, "help.request", REQUEST(1))));
    const char *rows = dump_care(p);
    assert_non_null(strstr(rows, " request today submitted "
                                 "018f0000-0075-7000-8000-000000000001 es Waterside "));
    assert_non_null(strstr(rows, " sealed sealed\n"));
    assert_non_null(strstr(rows, "dump_choice food seen\ndump_choice talk told\n"));
    assert_non_null(strstr(rows, "dump_reason food\n"));
    assert_non_null(strstr(rows, " door door-1 es shown "));
    assert_null(strstr(rows, "dump_fault"));
}

static void case_managers_are_told_without_content(void **state)
{
    struct phone *p = phone_new(*state);

    assert_applied(phone_send_one(p, op_sealed(p, 1, "help.request", REQUEST(1))));
    const char *rows = dump_care(p);
    assert_non_null(strstr(rows,
                           "dump_mail request:018f0000-0063-7000-8000-000000000001 c1@x "
                           "request-arrived en {}\n"));
    assert_non_null(strstr(rows, " c2@x request-arrived es {}\n"));
    assert_null(strstr(rows, "i1@x"));
}

struct found {
    const char *person, *place;
};

static struct err open_case(struct phone *p, struct db *db, struct found *out)
{
    struct q_case_cells_in in;
    struct q_case_cells_out row;
    struct data_key key;

    require(id_parse(name_id(p->arena, 'c', 1), ID_TEXT - 1, &in.id));
    struct seal_place at = {"care", WORLD_CITY, "casefile", "person", in.id};
    TRY(db_one(db, &q_case_cells, &in, &row, p->arena));
    TRY(seal_unwrap(p->keys, WORLD_CITY, row.resident, row.wrapped_key, &key));
    TRY(open_text(&key, &at, row.person, p->arena, &out->person));
    at.column = "place";
    return open_text(&key, &at, row.place, p->arena, &out->place);
}

static void what_names_a_person_opens_with_the_residents_key(void **state)
{
    struct phone *p = phone_new(*state);
    struct found found = {0};

    assert_applied(phone_send_one(p, op_sealed(p, 1, "help.request", REQUEST(1))));
    struct db *db = world_read(p->w, STORE_CARE);
    assert_ok(open_case(p, db, &found));
    store_read_end(&db);
    assert_non_null(strstr(found.person, "\"call_name\":\"Rosa\""));
    assert_non_null(strstr(found.person, "\"phone\":\"617 555 0100\""));
    assert_non_null(strstr(found.place, "\"address\":\"12 Erie Street\""));
}

static void a_duplicate_is_taken_like_the_first(void **state)
{
    struct phone *p = phone_new(*state);
    const char *op = op_sealed(p, 1, "help.request", REQUEST(1));

    assert_applied(phone_send_one(p, op));
    const char *before = dump_care(p);
    assert_applied(phone_send_one(p, op));
    assert_true(p->results[0].replayed);
    assert_string_equal(dump_care(p), before);
    /* the same household asked again: a second case, for the case manager to join */
    assert_applied(phone_send_one(p, op_sealed(p, 2, "help.request", REQUEST(2))));
    assert_null(p->results[0].msg);
}

static void an_envelope_that_does_not_open_is_asked_for_again(void **state)
{
    struct phone *p = phone_new(*state);
    const char *good = op_sealed(p, 1, "help.request", REQUEST(1));
    char *bad = arena_copy(p->arena, good, strlen(good));
    char *letter = strstr(bad, "\"envelope\":\"") + 300;

    *letter = *letter == 'A' ? 'B' : 'A';
    assert_refused(phone_send_one(p, bad), "errors.envelope");
    const char *plain = "{\"kind\":\"help.no\",\"data\":{}}";
    assert_refused(phone_send_one(p, op_sealed_as(p, 2, plain, "othertown")),
                   "errors.envelope");
    assert_refused(
        phone_send_one(p,
                       "{\"id\":" ID("6f", 3) ",\"at\":5,\"envelope\":\"no base64!\"}"),
        "errors.envelope");
    assert_string_equal(dump_care(p), "");
    /* an envelope cut out of one op and pasted into another */
    char *moved = arena_copy(p->arena, good, strlen(good));
    *(strstr(moved, "000000000001\"") + 11) = '9';
    assert_refused(phone_send_one(p, moved), "errors.envelope");
}

static void what_opened_with_faults_is_kept_for_the_case_manager(void **state)
{
    struct phone *p = phone_new(*state);

    assert_applied(phone_send_one(
        p, op_sealed(p, 1, "help.request", "\"casefile\":" ID("63", 1) "," DOOR)));
    assert_applied(phone_send_one(p, op_sealed(p, 2, "help.steal", "")));
    assert_applied(phone_send_one(p, op_sealed(p, 3, "card.set", "\"left\":\"yes\"")));
    assert_applied(phone_send_one(p, op_sealed_as(p, 4, "no json", WORLD_CITY)));
    const char *rows = dump_care(p);
    assert_null(strstr(rows, "dump_casefile"));
    assert_non_null(strstr(rows, "{\"field\":\"choices\",\"msg\":\"errors.required\"}"));
    assert_non_null(strstr(rows, "dump_fault 018f0000-006f-7000-8000-000000000004 "));
    assert_non_null(
        strstr(rows, "dump_mail request:018f0000-006f-7000-8000-000000000001"));
}

static void after_a_no_an_alert_makes_no_case_and_nobody_can_tell(void **state)
{
    struct phone *p = phone_new(*state);

    assert_applied(phone_send_one(p, op_sealed(p, 1, "help.no", NO(1, "apt 2b"))));
    struct sync_result closed =
        *phone_send_one(p, op_sealed(p, 2, "help.alert", ALERT(1)));
    assert_null(strstr(dump_care(p), "dump_casefile"));
    assert_null(strstr(dump_care(p), "dump_mail"));

    p->now += 91LL * 86400000;
    struct sync_result open = *phone_send_one(p, op_sealed(p, 3, "help.alert", ALERT(2)));
    assert_non_null(strstr(dump_care(p), " alert routine submitted "));
    assert_int_equal(closed.status, open.status);
    assert_int_equal(closed.replayed, open.replayed);
    assert_null(closed.msg);
    assert_null(open.msg);
}

static void a_no_at_one_door_leaves_the_next_open(void **state)
{
    struct phone *p = phone_new(*state);

    assert_applied(phone_send_one(p, op_sealed(p, 1, "help.no", NO(1, "3A"))));
    assert_applied(phone_send_one(p, op_sealed(p, 2, "help.alert", ALERT(1))));
    assert_non_null(strstr(dump_care(p), " alert routine submitted "));
}

static void a_disabled_persons_envelope_waits_unread(void **state)
{
    struct phone *p = phone_new(*state);

    p->disabled = true;
    assert_parked(phone_send_one(p, op_sealed(p, 1, "help.request", REQUEST(1))),
                  "op.author_disabled");
    assert_null(strstr(dump_care(p), "dump_casefile"));
    assert_non_null(strstr(dump_care(p), "dump_parked"));
}

static void a_clock_far_off_is_corrected_in_the_case_too(void **state)
{
    struct phone *p = phone_new(*state);

    p->clock_off = -26 * 3600 * 1000;
    assert_applied(phone_send_one(p, op_sealed(p, 1, "help.request", REQUEST(1))));
    assert_non_null(strstr(dump_care(p), " 1 sealed sealed\n"));
    assert_non_null(strstr(dump_care(p), " 1795499941000 1795500000000 "));
}

/* Two worlds that differ in care alone, told apart by nothing in enforcement. */
static void the_enforcement_store_never_knows(void **state)
{
    struct world *first = *state, second;
    struct phone *with = phone_new(first), *without;
    const char *start = "\"inspection\":" ID("76", 1) ",\"property\":" ID(
        "70", 1) ",\"unit\":\"2\",\"kind\":\"routine\",\"occupancy\":\"occupied\","
                 "\"present\":[\"occupant\"]";

    world_open(&second, first->engine);
    without = phone_new(&second);
    const char *const both[] = {op_make(with, 1, "inspection.start", start, ""),
                                op_sealed(with, 2, "help.request", REQUEST(1)),
                                op_sealed(with, 3, "help.no", NO(1, "2"))};
    phone_send(with, both, 3);
    phone_send(without, both, 1);
    assert_string_equal(dump_enforcement(with), dump_enforcement(without));
    assert_string_equal(dump_trail(with, STORE_ENFORCEMENT),
                        dump_trail(without, STORE_ENFORCEMENT));
    world_close(&second);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_yes_at_the_door_becomes_a_case),
        cmocka_unit_test(case_managers_are_told_without_content),
        cmocka_unit_test(what_names_a_person_opens_with_the_residents_key),
        cmocka_unit_test(a_duplicate_is_taken_like_the_first),
        cmocka_unit_test(an_envelope_that_does_not_open_is_asked_for_again),
        cmocka_unit_test(what_opened_with_faults_is_kept_for_the_case_manager),
        cmocka_unit_test(after_a_no_an_alert_makes_no_case_and_nobody_can_tell),
        cmocka_unit_test(a_no_at_one_door_leaves_the_next_open),
        cmocka_unit_test(a_disabled_persons_envelope_waits_unread),
        cmocka_unit_test(a_clock_far_off_is_corrected_in_the_case_too),
        cmocka_unit_test(the_enforcement_store_never_knows),
    };

    return world_run("request", tests, COUNT(tests));
}
