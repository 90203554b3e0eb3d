/* What a phone hears, on both engines: a receipt it can check, its own visits, and of its
 * own requests a coarse state.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phone.h"

#include <stdio.h>
#include <string.h>

#define ID(kind, n) "\"018f0000-00" kind "-7000-8000-00000000000" #n "\""
#define VISIT_50 "\"inspection\":\"018f0000-0076-7000-8000-000000000050\""
#define VISIT_51 "\"inspection\":\"018f0000-0076-7000-8000-000000000051\""
#define START_REST                                                      \
    "\"property\":" ID("70", 1) ",\"unit\":\"2\",\"kind\":\"routine\"," \
                                "\"occupancy\":\"occupied\",\"present\":[\"occupant\"]"
#define FINDING_50                                                                                    \
    "\"finding\":" ID(                                                                                \
        "66",                                                                                         \
        1) "," VISIT_50 ",\"code\":\"410.180\","                                                      \
           "\"library\":\"105-cmr-410:2023-05-12\",\"place\":\"kitchen\",\"note\":\"No hot water.\"," \
           "\"endangering\":\"1\",\"responsible\":\"owner\",\"correct_by\":\"2026-11-25\""
#define FINDING_50_TOO                                                                     \
    "\"finding\":" ID(                                                                     \
        "66",                                                                              \
        2) "," VISIT_50 ",\"code\":\"410.180\",\"library\":"                               \
           "\"105-cmr-410:2023-05-12\",\"place\":\"bathroom\",\"note\":\"No hot water.\"," \
           "\"endangering\":\"1\",\"responsible\":\"owner\",\"correct_by\":\"2026-11-25\""
#define REQUEST                                                                                 \
    "\"casefile\":" ID("63", 1) ",\"consent\":" ID("6e", 1) ",\"property\":" ID(                \
        "70",                                                                                   \
        1) ",\"address\":\"12 Erie Street\",\"choices\":[\"food:seen\"],\"urgency\":\"today\"," \
           "\"phone\":\"617 555 0100\",\"message_ok\":\"no\",\"text_version\":\"door-1\","      \
           "\"lang\":\"es\",\"method\":\"shown\""
#define ALERT                                        \
    "\"casefile\":" ID("63", 2) ",\"property\":" ID( \
        "70", 1) ",\"address\":\"12 Erie Street\",\"card_left\":\"yes\""

static const char *start_50(struct phone *p)
{
    return op_make(p, 1, "inspection.start", VISIT_50 "," START_REST, "");
}

static int count(const char *text, const char *what)
{
    int n = 0;

    for (const char *at = strstr(text, what); at != NULL; at = strstr(at + 1, what))
        n++;
    return n;
}

static void a_receipt_is_signed_and_names_what_is_durable(void **state)
{
    struct phone *p = phone_new(*state);
    struct sync_answer answer;
    struct json receipt;
    struct bytes payload, signature;

    phone_send_one(p, start_50(p));
    phone_answer(p, "", &answer);
    assert_ok(json_read(p->arena, answer.receipt, strlen(answer.receipt), &receipt));
    const char *said = json_text(&receipt, "payload");
    const char *signed_by = json_text(&receipt, "signature");
    assert_true(base64url_read(p->arena, said, strlen(said), &payload));
    assert_true(base64url_read(p->arena, signed_by, strlen(signed_by), &signature));
    assert_int_equal(signature.len, SIGNATURE_LEN);
    assert_true(p256_verify(p->keys->receipt.point, payload, signature.p));
    char *text = arena_copy(p->arena, (const char *)payload.p, payload.len);
    assert_non_null(strstr(text, ID("6f", 1)));
    assert_non_null(strstr(text, "\"city\":\"testville\""));
}

static void nothing_durable_has_no_receipt(void **state)
{
    struct phone *p = phone_new(*state);
    struct sync_answer answer;

    phone_send_one(p, op_make(p, 1, "inspection.steal", "", ""));
    phone_answer(p, "", &answer);
    assert_null(answer.receipt);
}

static void a_new_phone_hears_all_that_is_its_own(void **state)
{
    struct phone *p = phone_new(*state);
    struct sync_answer answer;

    p->rq.ops_len = 0;
    const char *heard = phone_answer(p, "", &answer);
    assert_int_equal(count(heard, "\"kind\":\"reference\""), 5);
    assert_int_equal(count(heard, "\"kind\":\"inspection\""), 1);
    assert_non_null(strstr(heard, "\"address\":\"12 Erie Street\""));
    assert_null(strstr(heard, "000000000051")); /* inspector 2's */
    assert_false(answer.more);
}

static void a_phone_that_has_all_hears_nothing(void **state)
{
    struct phone *p = phone_new(*state);
    struct sync_answer answer;

    p->rq.ops_len = 0;
    phone_answer(p, "", &answer);
    phone_answer(p, answer.cursor, &answer);
    assert_int_equal(answer.changes_len, 0);
}

static void a_change_reaches_the_persons_other_phone_once(void **state)
{
    struct phone *p = phone_new(*state);
    struct sync_answer answer;

    p->rq.ops_len = 0;
    phone_answer(p, "", &answer);
    const char *before = answer.cursor;
    const char *const ops[] = {start_50(p), op_make(p, 2, "finding.add", FINDING_50, "")};
    phone_send(p, ops, 2);
    const char *heard = phone_answer(p, before, &answer);
    assert_non_null(strstr(heard, "\"state\":\"started\""));
    assert_non_null(strstr(heard, "\"note\":\"No hot water.\""));
    assert_int_equal(count(heard, "\"kind\":\"reference\""), 0);
    phone_answer(p, answer.cursor, &answer);
    assert_int_equal(answer.changes_len, 0);
}

static void a_colleague_at_the_same_house_hears_of_the_finding(void **state)
{
    struct phone *p = phone_new(*state);
    struct sync_answer answer;
    struct id two;

    const char *const ops[] = {start_50(p), op_make(p, 2, "finding.add", FINDING_50, "")};
    phone_send(p, ops, 2);
    require(id_parse(name_id(p->arena, 'u', 2), ID_TEXT - 1, &two));
    p->user = id_to(user, two);
    p->rq.ops_len = 0;
    const char *heard = phone_answer(p, "", &answer);
    assert_non_null(strstr(heard, "\"note\":\"No hot water.\""));
    assert_null(strstr(heard, "\"kind\":\"inspection\",\"id\":\"018f0000-0076-7000-8000-"
                              "000000000050\""));
}

static void a_foreign_cursor_means_everything(void **state)
{
    static const char *const foreign[] = {
        "x", "!!", "AQ",
        "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        "AAAAAAAAAAAAAAAAAAAAAAAA"};
    struct phone *p = phone_new(*state);
    struct sync_answer answer;

    phone_send_one(p, start_50(p));
    for (size_t i = 0; i < COUNT(foreign); i++) {
        const char *heard = phone_answer(p, foreign[i], &answer);

        assert_int_equal(count(heard, "\"kind\":\"reference\""), 5);
        assert_int_equal(count(heard, "\"kind\":\"inspection\""), 1);
    }
}

static void a_signature_alone_downloads_nothing(void **state)
{
    struct phone *p = phone_new(*state);
    struct sync_answer answer;

    phone_send_one(p, start_50(p));
    p->by_device = true;
    phone_answer(p, "", &answer);
    assert_int_equal(answer.changes_len, 0);
    assert_null(answer.cursor);
    assert_non_null(answer.receipt);
}

static void who_lives_there_and_the_size_are_carried_once_the_visit_was_signed(
    void **state)
{
    struct phone *p = phone_new(*state);
    struct sha256 sha = sha256_of("A.", 2);
    struct sync_answer answer;
    char sign[300];

    snprintf(sign, sizeof sign,
             "\"inspection\":" ID("76", 1) ",\"name\":\"A Person\",\"order\":\"A.\","
                                           "\"order_sha256\":\"%s\",\"lang\":\"en\","
                                           "\"units\":\"3\",\"habitable\":\"5\"",
             hex(p->arena, (struct bytes){sha.b, SHA256_LEN}));
    phone_send_one(p, op_make(p, 1, "inspection.start",
                              "\"inspection\":" ID("76", 1) "," START_REST, ""));
    p->rq.ops_len = 0;
    assert_null(strstr(phone_answer(p, "", &answer), "\"history\":[{"));
    assert_applied(phone_send_one(p, op_make(p, 2, "inspection.sign", sign, "")));
    p->rq.ops_len = 0;
    const char *heard = phone_answer(p, "", &answer);
    const char *house = strstr(heard, "\"history\":[{");
    assert_non_null(house);
    assert_non_null(strstr(house, "\"occupancy\":\"occupied\""));
    assert_non_null(strstr(house, "\"units\":3,\"habitable\":5"));
}

static void of_own_requests_a_coarse_state_is_heard_and_of_alerts_nothing(void **state)
{
    struct phone *p = phone_new(*state);
    struct sync_answer answer;
    const char *const ops[] = {op_sealed(p, 1, "help.request", REQUEST),
                               op_sealed(p, 2, "help.alert", ALERT)};

    p->rq.ops_len = 0;
    phone_answer(p, "", &answer);
    const char *before = answer.cursor;
    phone_send(p, ops, 2);
    const char *heard = phone_answer(p, before, &answer);
    assert_int_equal(count(heard, "\"kind\":\"request\""), 1);
    assert_non_null(
        strstr(heard, "\"data\":{\"casefile\":" ID(
                          "63", 1) ",\"state\":\"received\",\"day\":\"2026-11-24\","));
    assert_null(strstr(heard, "food"));
    assert_null(strstr(heard, "today"));
}

/* A number of care's, or when it began, would say that somebody asked. */
static void anothers_cursor_does_not_move_with_a_request(void **state)
{
    struct phone *p = phone_new(*state);
    struct sync_answer answer;
    const struct user_id first = p->user;
    struct id two;

    require(id_parse(name_id(p->arena, 'u', 2), ID_TEXT - 1, &two));
    p->user = id_to(user, two);
    p->rq.ops_len = 0;
    phone_answer(p, "", &answer);
    const char *before = answer.cursor;
    p->user = first;
    assert_applied(phone_send_one(p, op_sealed(p, 1, "help.request", REQUEST)));
    p->user = id_to(user, two);
    p->rq.ops_len = 0;
    phone_answer(p, "", &answer);
    assert_string_equal(answer.cursor, before);
    phone_answer(p, before, &answer);
    assert_int_equal(answer.changes_len, 0);
    assert_string_equal(answer.cursor, before);
}

static struct err change_often(struct db *db, struct arena *a, void *ctx)
{
    struct phone *p = ctx;
    struct change change = {.kind = "inspection", .person = id_of(p->user)};

    require(id_parse(name_id(a, 'v', 50), ID_TEXT - 1, &change.id));
    for (int i = 0; i < 400; i++)
        db_change(db, &change);
    return ok();
}

static void many_changes_come_in_pieces(void **state)
{
    struct phone *p = phone_new(*state);
    struct sync_answer answer;
    int asked = 1;

    phone_send_one(p, start_50(p));
    phone_answer(p, "", &answer);
    const char *cursor = answer.cursor;
    assert_ok(world_change(p->w, STORE_ENFORCEMENT, change_often, p));
    for (phone_answer(p, cursor, &answer); answer.more; asked++)
        phone_answer(p, answer.cursor, &answer);
    assert_int_equal(asked, 2); /* of 200 each */
    phone_answer(p, answer.cursor, &answer);
    assert_int_equal(answer.changes_len, 0);
}

static int rows_of(struct phone *p, const char *kind)
{
    char row[40];

    snprintf(row, sizeof row, " %s ", kind);
    return count(dump_trail(p, STORE_ENFORCEMENT), row);
}

static void a_request_of_many_findings_is_one_change_a_person(void **state)
{
    struct phone *p = phone_new(*state);

    const char *const ops[] = {
        start_50(p), op_make(p, 2, "finding.add", FINDING_50, ""),
        op_make(p, 3, "finding.add", FINDING_50_TOO, ""),
        op_make(p, 4, "card.set", VISIT_50 ",\"left\":\"yes\"", "")};
    phone_send(p, ops, COUNT(ops));
    for (size_t i = 0; i < COUNT(ops); i++)
        assert_applied(&p->results[i]);
    assert_int_equal(rows_of(p, "inspection"), 1);
    assert_int_equal(rows_of(p, "property"), 1); /* inspector 2's, who has visit 51 */
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_receipt_is_signed_and_names_what_is_durable),
        cmocka_unit_test(nothing_durable_has_no_receipt),
        cmocka_unit_test(a_new_phone_hears_all_that_is_its_own),
        cmocka_unit_test(a_phone_that_has_all_hears_nothing),
        cmocka_unit_test(a_change_reaches_the_persons_other_phone_once),
        cmocka_unit_test(a_colleague_at_the_same_house_hears_of_the_finding),
        cmocka_unit_test(a_foreign_cursor_means_everything),
        cmocka_unit_test(a_signature_alone_downloads_nothing),
        cmocka_unit_test(
            who_lives_there_and_the_size_are_carried_once_the_visit_was_signed),
        cmocka_unit_test(of_own_requests_a_coarse_state_is_heard_and_of_alerts_nothing),
        cmocka_unit_test(anothers_cursor_does_not_move_with_a_request),
        cmocka_unit_test(many_changes_come_in_pieces),
        cmocka_unit_test(a_request_of_many_findings_is_one_change_a_person),
    };

    return world_run("download", tests, COUNT(tests));
}
