/* How a phone's request is read: what is refused whole, what op by op, what an op is.
 * SPDX-License-Identifier: Apache-2.0 */
#include "wire/sync.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define DEVICE "018f0000-0000-7000-8000-0000000000d1"
#define OP_A "018f0000-0000-7000-8000-00000000000a"
#define OP_B "018f0000-0000-7000-8000-00000000000b"
#define VISIT "018f0000-0000-7000-8000-000000000011"
#define HEAD "{\"device\":\"" DEVICE "\",\"now\":1000,\"ops\":["
#define CARD                                                           \
    "\"kind\":\"card.set\",\"at\":5,\"data\":{\"inspection\":\"" VISIT \
    "\",\"left\":\"yes\"}"

static void free_arena(struct arena *a)
{
    arena_free(a);
}

static struct err read_text(struct arena *a, const char *text, struct faults *faults,
                            struct sync_request *out)
{
    return sync_read(a, text, strlen(text), faults, out);
}

static void ops_come_out_in_the_order_of_seq(void **state)
{
    static const char text[] = HEAD "{\"id\":\"" OP_B "\",\"seq\":2," CARD "},"
                                    "{\"id\":\"" OP_A "\",\"seq\":1," CARD "}]}";
    struct arena a CLEANUP(free_arena) = {0};
    struct faults faults = {0};
    struct sync_request rq;

    (void)state;
    assert_int_equal(read_text(&a, text, &faults, &rq).kind, OK);
    assert_int_equal(rq.ops_len, 2);
    assert_int_equal(rq.ops[0].seq, 1);
    assert_int_equal(rq.ops[0].id.b[15], 0x0a);
    assert_int_equal(rq.ops[0].faults.len, 0);
    assert_string_equal(fields_get(&rq.ops[0].data, "left"), "yes");
}

static void seq_and_pad_are_no_part_of_what_an_op_says(void **state)
{
    static const char *const same[] = {
        HEAD "{\"id\":\"" OP_A "\",\"seq\":1," CARD ",\"pad\":\"xxxx\"}]}",
        HEAD "{\"pad\":\"\",\"id\":\"" OP_A "\",\"seq\":9," CARD "}]}",
        HEAD "{\"id\":\"" OP_A "\",\"seq\":1," CARD ",\"after\":[\"" OP_B "\"]}]}",
    };
    struct arena a CLEANUP(free_arena) = {0};
    struct sync_request rq[3];

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct faults faults = {0};

        assert_int_equal(read_text(&a, same[i], &faults, &rq[i]).kind, OK);
    }
    assert_memory_equal(rq[0].ops[0].sha.b, rq[1].ops[0].sha.b, SHA256_LEN);
    assert_memory_not_equal(rq[0].ops[0].sha.b, rq[2].ops[0].sha.b, SHA256_LEN);
}

static void a_bad_op_keeps_its_faults_to_itself(void **state)
{
    static const struct {
        const char *op, *field, *msg;
    } bad[] = {
        {"\"kind\":\"card.steal\",\"at\":5,\"data\":{}", "kind", "errors.unknown_kind"},
        {"\"at\":5,\"data\":{}", "kind", "errors.unknown_kind"},
        {"\"kind\":\"help.no\",\"at\":5,\"data\":{}", "kind", "errors.unsealed"},
        {"\"kind\":\"card.set\",\"at\":-1,\"data\":{}", "at", "errors.bad_instant"},
        {"\"kind\":\"card.set\",\"at\":\"5\",\"data\":{}", "at", "errors.bad_instant"},
        {"\"kind\":\"card.set\",\"at\":5", "data", "errors.required"},
        {"\"kind\":\"card.set\",\"at\":5,\"data\":[]", "data", "errors.required"},
        {"\"kind\":\"card.set\",\"at\":5,\"data\":{\"left\":1}", "left",
         "errors.not_text"},
        {"\"kind\":\"card.set\",\"at\":5,\"data\":{},\"after\":[1]", "after",
         "errors.bad_id"},
        {"\"kind\":\"card.set\",\"at\":5,\"data\":{},\"mends\":\"x\"", "mends",
         "errors.bad_id"},
    };
    struct arena a CLEANUP(free_arena) = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct faults faults = {0};
        struct sync_request rq;
        char text[600];

        snprintf(text, sizeof text,
                 HEAD "{\"id\":\"" OP_A "\",%s},{\"id\":\"" OP_B "\"," CARD "}]}",
                 bad[i].op);
        assert_int_equal(read_text(&a, text, &faults, &rq).kind, OK);
        if (fault_of(&rq.ops[0].faults, bad[i].field) == NULL)
            fail_msg("no fault of %s: %s", bad[i].field, bad[i].op);
        assert_string_equal(fault_of(&rq.ops[0].faults, bad[i].field), bad[i].msg);
        assert_int_equal(rq.ops[1].faults.len, 0);
    }
}

static void a_request_that_is_none_is_refused_whole(void **state)
{
    static const char *const bad[] = {
        "",
        "[]",
        "{\"now\":1,\"ops\":[]}",
        "{\"device\":\"" DEVICE "\",\"ops\":[]}",
        "{\"device\":\"" DEVICE "\",\"now\":1,\"ops\":{}}",
        HEAD "{" CARD "}]}",
        HEAD "{\"id\":\"\xff\"," CARD "}]}",
        HEAD "{\"id\":\"" OP_A "\",\"id\":\"" OP_A "\"," CARD "}]}",
    };
    struct arena a CLEANUP(free_arena) = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct faults faults = {0};
        struct sync_request rq;

        if (read_text(&a, bad[i], &faults, &rq).kind != ERR_INVALID)
            fail_msg("accepted: %s", bad[i]);
    }
}

static void more_than_two_hundred_ops_are_refused_whole(void **state)
{
    struct arena a CLEANUP(free_arena) = {0};
    struct json_out o = {.arena = &a};
    struct faults faults = {0};
    struct sync_request rq;

    (void)state;
    json_map(&o, NULL);
    json_put_text(&o, "device", DEVICE);
    json_put_int(&o, "now", 1);
    json_list(&o, "ops");
    for (int i = 0; i < 201; i++) {
        json_map(&o, NULL);
        json_put_text(&o, "id", OP_A);
        json_end_map(&o);
    }
    json_end_list(&o);
    json_end_map(&o);
    assert_int_equal(read_text(&a, json_done(&o), &faults, &rq).kind, ERR_INVALID);
    assert_string_equal(fault_of(&faults, "ops"), "errors.too_many");
}

static void a_kept_body_reads_as_the_op_it_was(void **state)
{
    struct arena a CLEANUP(free_arena) = {0};
    struct faults faults = {0};
    struct sync_request rq;
    struct sync_op again;

    (void)state;
    assert_int_equal(
        read_text(&a, HEAD "{\"id\":\"" OP_A "\"," CARD "}]}", &faults, &rq).kind, OK);
    assert_int_equal(sync_read_body(&a, rq.ops[0].body, &again).kind, OK);
    assert_memory_equal(again.sha.b, rq.ops[0].sha.b, SHA256_LEN);
    assert_string_equal(again.kind, "card.set");
}

static void an_answer_names_what_is_durable_in_its_receipt(void **state)
{
    struct arena a CLEANUP(free_arena) = {0};
    struct sync_result results[] = {
        {.id = {{0xa}}, .status = SYNC_APPLIED, .replayed = true},
        {.id = {{0xb}}, .status = SYNC_REFUSED, .msg = "op.not_yours"},
        {.id = {{0xc}}, .status = SYNC_PARKED, .msg = "op.waits"},
    };
    struct sync_answer answer = {.results = results, .results_len = 3};
    const char *payload =
        sync_receipt_payload(&a, "harborview", (struct device_id){{1}}, 77, &answer);

    (void)state;
    assert_non_null(strstr(payload, "\"0a000000-"));
    assert_null(strstr(payload, "\"0b000000-"));
    assert_non_null(strstr(payload, "\"0c000000-"));
    assert_non_null(strstr(sync_write(&a, "en", &answer), "\"replayed\":true"));
    assert_non_null(
        strstr(sync_write(&a, "en", &answer), "urn:doorstep:problem:op.not_yours"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ops_come_out_in_the_order_of_seq),
        cmocka_unit_test(seq_and_pad_are_no_part_of_what_an_op_says),
        cmocka_unit_test(a_bad_op_keeps_its_faults_to_itself),
        cmocka_unit_test(a_request_that_is_none_is_refused_whole),
        cmocka_unit_test(more_than_two_hundred_ops_are_refused_whole),
        cmocka_unit_test(a_kept_body_reads_as_the_op_it_was),
        cmocka_unit_test(an_answer_names_what_is_durable_in_its_receipt),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
