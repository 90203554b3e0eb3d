/* A visit as the phone tells it, on both engines: what is taken back before signing,
 * doors that stay closed, and what the report says besides its violations.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phone.h"

#include "base/crypto.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ID(kind, n) "\"018f0000-00" kind "-7000-8000-00000000000" #n "\""
#define VISIT "\"inspection\":" ID("76", 1)
#define PROPERTY "\"property\":" ID("70", 1)
#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define START                                                                   \
    VISIT "," PROPERTY ",\"unit\":\"2B\",\"kind\":\"complaint\",\"occupancy\":" \
          "\"occupied\",\"present\":[\"occupant\"]"
#define FINDING                                                                                  \
    "\"finding\":" ID(                                                                           \
        "66",                                                                                    \
        1) "," VISIT                                                                             \
           ",\"code\":\"410.180\",\"library\":\"105-cmr-410:2023-05-12\",\"place\":\"bedroom\"," \
           "\"note\":\"No heat.\",\"endangering\":\"1\",\"responsible\":\"owner\","              \
           "\"correct_by\":\"2026-11-25\",\"room\":\"2, front\",\"photos\":[\"" SHA              \
           ":9:1\"]"
#define WITHDRAW "\"finding\":" ID("66", 1) "," VISIT
#define AGAIN ID("76", 9)
#define CLOSED_DOOR                                                          \
    VISIT "," PROPERTY ",\"unit\":\"2B\",\"kind\":\"complaint\",\"reason\":" \
          "\"refused\",\"card_left\":\"yes\",\"again\":" AGAIN               \
          ",\"again_day\":\"2026-11-27\",\"again_time\":\"09:30\""

static const char *signing(struct phone *p)
{
    struct sha256 sha = sha256_of("A.", 2);
    char text[600];

    snprintf(text, sizeof text,
             VISIT ",\"name\":\"A Person\",\"order\":\"A.\",\"order_sha256\":\"%s\","
                   "\"lang\":\"en\",\"scope\":\"comprehensive\",\"told_right\":\"yes\","
                   "\"entry\":\"occupant\",\"lead\":\"ordered\",\"year_built\":\"1910\","
                   "\"units\":\"3\",\"habitable\":\"5\","
                   "\"specialist\":\"fire\",\"why\":\"No way out.\",\"unsafe\":\"1\","
                   "\"rooms\":[\"kitchen\",\"bedroom:2, front\"]",
             hex(p->arena, (struct bytes){sha.b, SHA256_LEN}));
    return op_make(p, 5, "inspection.sign", arena_copy(p->arena, text, strlen(text)), "");
}

static void what_is_taken_back_leaves_no_finding(void **state)
{
    struct phone *p = phone_new(*state);
    const char *const ops[] = {op_make(p, 1, "inspection.start", START, ""),
                               op_make(p, 2, "finding.add", FINDING, ""),
                               op_make(p, 3, "finding.withdraw", WITHDRAW, ""),
                               signing(p)};

    phone_send(p, ops, COUNT(ops));
    assert_applied(&p->results[3]);
    const char *rows = dump_enforcement(p);
    assert_null(strstr(rows, "dump_finding 0"));
    assert_null(strstr(rows, "dump_photo "));
    assert_non_null(strstr(rows, "dump_withdrawn 018f0000-0066"));
    assert_non_null(strstr(rows, "dump_visit_rollup 2026-11-24 1 1 0 0 0\n"));
}

static void taking_back_may_come_before_the_finding(void **state)
{
    struct phone *p = phone_new(*state);

    assert_applied(phone_send_one(p, op_make(p, 1, "inspection.start", START, "")));
    assert_parked(phone_send_one(p, op_make(p, 3, "finding.withdraw", WITHDRAW, "")),
                  "op.waits");
    assert_applied(phone_send_one(p, op_make(p, 2, "finding.add", FINDING, "")));
    const char *rows = dump_enforcement(p);
    assert_null(strstr(rows, "dump_finding 0"));
    assert_null(strstr(rows, "dump_waiting"));
}

static void nothing_is_taken_back_after_signing(void **state)
{
    struct phone *p = phone_new(*state);
    const char *const ops[] = {op_make(p, 1, "inspection.start", START, ""),
                               op_make(p, 2, "finding.add", FINDING, ""), signing(p)};

    phone_send(p, ops, COUNT(ops));
    assert_refused(phone_send_one(p, op_make(p, 6, "finding.withdraw", WITHDRAW, "")),
                   "op.signed");
    assert_non_null(strstr(dump_enforcement(p), "dump_finding 018f0000-0066"));
}

static void a_phone_hears_that_a_finding_was_taken_back(void **state)
{
    struct phone *p = phone_new(*state);
    const char *const ops[] = {op_make(p, 1, "inspection.start", START, ""),
                               op_make(p, 2, "finding.add", FINDING, "")};
    struct sync_answer answer;

    phone_send(p, ops, COUNT(ops));
    phone_answer(p, "", &answer);
    const char *cursor = answer.cursor;
    assert_applied(phone_send_one(p, op_make(p, 3, "finding.withdraw", WITHDRAW, "")));
    phone_answer(p, cursor, &answer);
    for (size_t i = 0; i < answer.changes_len; i++)
        if (strcmp(answer.changes[i].kind, "removed") == 0) {
            assert_string_equal(answer.changes[i].data, "{\"kind\":\"finding\"}");
            return;
        }
    fail_msg("nothing was removed");
}

static void the_report_keeps_what_was_said_of_the_visit(void **state)
{
    struct phone *p = phone_new(*state);
    const char *const ops[] = {op_make(p, 1, "inspection.start", START, ""), signing(p)};

    phone_send(p, ops, COUNT(ops));
    assert_applied(&p->results[1]);
    assert_non_null(
        strstr(dump_enforcement(p),
               " comprehensive yes occupant ordered 1910 3 5 fire No way out. 1 "
               "kitchen;bedroom:2, front\n"));
}

static void a_later_visit_keeps_its_own_photographs(void **state)
{
    struct phone *p = phone_new(*state);
    const char *const ops[] = {
        op_make(p, 1, "inspection.start", START, ""),
        op_make(p, 2, "finding.add", FINDING, ""),
        op_make(p, 3, "finding.state",
                WITHDRAW ",\"state\":\"corrected\",\"photos\":[\"" SHA ":77:2\"]", ""),
    };

    phone_send(p, ops, COUNT(ops));
    assert_applied(&p->results[2]);
    const char *rows = dump_enforcement(p);
    assert_non_null(
        strstr(rows, "dump_seen_photo 018f0000-0066-7000-8000-000000000001 77\n"));
    assert_non_null(
        strstr(rows, "dump_photo 018f0000-0066-7000-8000-000000000001 9 1\n"));
}

static void a_closed_door_is_kept_and_planned_again(void **state)
{
    struct phone *p = phone_new(*state);

    assert_applied(
        phone_send_one(p, op_make(p, 1, "inspection.no-entry", CLOSED_DOOR, "")));
    const char *rows = dump_enforcement(p);
    assert_non_null(
        strstr(rows, " refused yes 2026-11-24 018f0000-0076-7000-8000-000000000009"));
    assert_non_null(
        strstr(rows, "dump_facts 018f0000-0076-7000-8000-000000000009 2026-11-27"));
    assert_non_null(strstr(rows, " closed "));
    assert_non_null(strstr(rows, " planned "));
    assert_null(strstr(rows, "dump_visit_rollup"));
}

static void a_door_that_opens_after_all_rules_whichever_comes_first(void **state)
{
    struct world *w = *state;
    char *rows[2];

    for (int turn = 0; turn < 2; turn++) {
        struct world own;
        world_open(&own, w->engine);
        struct phone *p = phone_new(&own);
        const char *ops[] = {op_make(p, 1, "inspection.no-entry", CLOSED_DOOR, ""),
                             op_make(p, 2, "inspection.start", START, "")};

        assert_applied(phone_send_one(p, ops[turn]));
        assert_applied(phone_send_one(p, ops[1 - turn]));
        rows[turn] = strdup(dump_enforcement(p));
        world_close(&own);
    }
    assert_non_null(strstr(rows[0], " started "));
    assert_string_equal(rows[0], rows[1]);
    free(rows[0]);
    free(rows[1]);
}

static void anothers_door_is_not_mine_to_tell(void **state)
{
    struct phone *p = phone_new(*state);

    assert_refused(
        phone_send_one(
            p, op_make(p, 1, "inspection.no-entry",
                       "\"inspection\":\"018f0000-0076-7000-8000-000000000051\"," PROPERTY
                       ",\"kind\":\"routine\",\"reason\":\"refused\"",
                       "")),
        "op.not_yours");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_taken_back_leaves_no_finding),
        cmocka_unit_test(taking_back_may_come_before_the_finding),
        cmocka_unit_test(nothing_is_taken_back_after_signing),
        cmocka_unit_test(a_phone_hears_that_a_finding_was_taken_back),
        cmocka_unit_test(the_report_keeps_what_was_said_of_the_visit),
        cmocka_unit_test(a_later_visit_keeps_its_own_photographs),
        cmocka_unit_test(a_closed_door_is_kept_and_planned_again),
        cmocka_unit_test(a_door_that_opens_after_all_rules_whichever_comes_first),
        cmocka_unit_test(anothers_door_is_not_mine_to_tell),
    };

    return world_run("visit", tests, COUNT(tests));
}
