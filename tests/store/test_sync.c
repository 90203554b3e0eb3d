/* Ops of an inspection, on both engines: once, in any order, by their owner alone.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phone.h"

#include "base/crypto.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ID(kind, n) "\"018f0000-00" kind "-7000-8000-00000000000" #n "\""
#define VISIT_1 "\"inspection\":" ID("76", 1)
#define VISIT_50 "\"inspection\":\"018f0000-0076-7000-8000-000000000050\""
#define VISIT_51 "\"inspection\":\"018f0000-0076-7000-8000-000000000051\""
#define PROPERTY_1 "\"property\":" ID("70", 1)
#define START_REST                                                                    \
    "\"unit\":\"2B\",\"kind\":\"complaint\",\"occupancy\":\"occupied\",\"present\":[" \
    "\"occupant\"]"
#define START_1 VISIT_1 "," PROPERTY_1 "," START_REST
#define FINDING_REST                                                                     \
    "\"code\":\"410.180\",\"library\":\"105-cmr-410:2023-05-12\",\"place\":\"kitchen\"," \
    "\"note\":\"No hot water.\",\"endangering\":\"1\",\"responsible\":\"owner\","        \
    "\"correct_by\":\"2026-11-25\""
#define FINDING_1 "\"finding\":" ID("66", 1) "," VISIT_1 "," FINDING_REST
#define FINDING_2 "\"finding\":" ID("66", 2) "," VISIT_1 "," FINDING_REST
#define CARD_YES VISIT_1 ",\"left\":\"yes\""
#define OP(n) ID("6f", n)

static const char *sign_data(struct phone *p, const char *order, const char *hashed)
{
    struct sha256 sha = sha256_of(hashed, strlen(hashed));
    char text[400];

    snprintf(text, sizeof text,
             VISIT_1 ",\"name\":\"A Person\",\"order\":\"%s\",\"order_sha256\":\"%s\","
                     "\"lang\":\"en\"",
             order, hex(p->arena, (struct bytes){sha.b, SHA256_LEN}));
    return arena_copy(p->arena, text, strlen(text));
}

static const char *start(struct phone *p, int n)
{
    return op_make(p, n, "inspection.start", START_1, "");
}

static void a_visit_is_kept_as_it_was_told(void **state)
{
    struct phone *p = phone_new(*state);
    const char *const ops[] = {
        start(p, 1),
        op_make(
            p, 2, "finding.add",
            FINDING_1
            ",\"photos\":[\""
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad:1234:5\"]",
            "\"after\":[" OP(1) "]"),
        op_make(p, 3, "card.set", CARD_YES, "\"after\":[" OP(1) "]"),
        op_make(p, 4, "inspection.sign", sign_data(p, "Repair.", "Repair."),
                "\"after\":[" OP(1) "," OP(2) "," OP(3) "]"),
        op_make(p, 5, "inspection.addendum",
                "\"addendum\":" ID("61", 1) "," VISIT_1 ",\"text\":\"Also.\"",
                "\"after\":[" OP(4) "]"),
    };

    phone_send(p, ops, COUNT(ops));
    for (size_t i = 0; i < COUNT(ops); i++)
        assert_applied(&p->results[i]);
    const char *rows = dump_enforcement(p);
    assert_non_null(strstr(rows, " complaint 018f0000-0075-7000-8000-000000000001 signed "
                                 "occupied occupant "));
    assert_non_null(strstr(rows, "410.180 No hot water. 2026-11-25"));
    assert_non_null(
        strstr(rows, "dump_photo 018f0000-0066-7000-8000-000000000001 1234 5\n"));
    assert_non_null(strstr(rows, "dump_visit_rollup 2026-11-24 1 1 1 1 1\n"));
    assert_non_null(strstr(rows, "Also."));
    assert_null(strstr(rows, "dump_waiting"));
}

static void the_same_op_twice_is_one(void **state)
{
    struct phone *p = phone_new(*state);

    assert_applied(phone_send_one(p, start(p, 1)));
    const char *before = dump_enforcement(p);
    struct sync_result *again = phone_send_one(p, start(p, 1));
    assert_applied(again);
    assert_true(again->replayed);
    assert_string_equal(dump_enforcement(p), before);
}

static void the_same_id_with_other_words_is_refused(void **state)
{
    struct phone *p = phone_new(*state);

    assert_applied(phone_send_one(p, start(p, 1)));
    assert_refused(phone_send_one(p, op_make(p, 1, "inspection.start",
                                             START_1 ",\"more\":\"x\"", "")),
                   "op.other_body");
    const char *twice[] = {
        op_make(p, 2, "card.set", CARD_YES, ""),
        op_make(p, 2, "card.set", VISIT_1 ",\"left\":\"no\",\"reason\":\"other\"", "")};
    phone_send(p, twice, 2);
    assert_applied(&p->results[0]);
    assert_refused(&p->results[1], "op.other_body");
}

static void bad_ops_get_one_clear_answer_and_hold_nobody_up(void **state)
{
    static const struct {
        const char *kind, *data, *field;
    } bad[] = {
        {"inspection.steal", START_1, "kind"},
        {"inspection.start", VISIT_1 "," PROPERTY_1, "occupancy"},
        {"inspection.start", VISIT_1 "," PROPERTY_1 ",\"kind\":\"party\"", "kind"},
        {"finding.add", "\"finding\":\"x\"," VISIT_1 "," FINDING_REST, "finding"},
        {"card.set", VISIT_1 ",\"left\":\"no\"", "reason"},
        {"help.alert", PROPERTY_1, "kind"},
    };
    struct phone *p = phone_new(*state);

    for (size_t i = 0; i < COUNT(bad); i++) {
        const char *const ops[] = {op_make(p, 20 + (int)i, bad[i].kind, bad[i].data, ""),
                                   start(p, 1)};

        phone_send(p, ops, 2);
        assert_refused(&p->results[0], "errors.form");
        if (fault_of(p->results[0].faults, bad[i].field) == NULL)
            fail_msg("no fault of %s", bad[i].field);
        assert_applied(&p->results[1]);
    }
    assert_null(strstr(dump_trail(p, STORE_ENFORCEMENT), "000000000020"));
}

static void anothers_inspection_is_closed_to_me(void **state)
{
    struct phone *p = phone_new(*state);
    const char *const ops[] = {
        op_make(p, 1, "inspection.start", VISIT_51 "," PROPERTY_1 "," START_REST, ""),
        op_make(p, 2, "card.set", VISIT_51 ",\"left\":\"yes\"", ""),
        op_make(p, 3, "inspection.start", VISIT_50 "," PROPERTY_1 "," START_REST, ""),
    };

    phone_send(p, ops, COUNT(ops));
    assert_refused(&p->results[0], "op.not_yours");
    assert_refused(&p->results[1], "op.not_yours");
    assert_applied(&p->results[2]);
}

static void a_signed_inspection_takes_addenda_alone(void **state)
{
    struct phone *p = phone_new(*state);
    const char *const signing[] = {
        start(p, 1), op_make(p, 2, "inspection.sign", sign_data(p, "A.", "A."), "")};

    phone_send(p, signing, 2);
    assert_applied(&p->results[1]);
    assert_refused(phone_send_one(p, op_make(p, 3, "finding.add", FINDING_1, "")),
                   "op.signed");
    assert_refused(phone_send_one(p, op_make(p, 4, "card.set", CARD_YES, "")),
                   "op.signed");
    assert_refused(phone_send_one(p, op_make(p, 5, "inspection.start", START_1, "")),
                   "op.signed");
    assert_applied(phone_send_one(
        p, op_make(p, 6, "inspection.addendum",
                   "\"addendum\":" ID("61", 1) "," VISIT_1 ",\"text\":\"Also.\"", "")));
}

static void an_order_that_is_not_what_was_shown_is_refused(void **state)
{
    struct phone *p = phone_new(*state);
    const char *const ops[] = {
        start(p, 1), op_make(p, 2, "inspection.sign", sign_data(p, "Pay me.", "A."), "")};

    phone_send(p, ops, 2);
    assert_refused(&p->results[1], "op.order_altered");
}

/* Every order in which the same ops can arrive, one request an op. */
static void arrive(struct phone *p, const char *const *ops, size_t len, unsigned order)
{
    bool sent[8] = {false};

    for (size_t left = len; left > 0; left--) {
        size_t nth = order % left, i = 0;

        order /= (unsigned)left;
        while (sent[i] || nth-- > 0)
            i++;
        sent[i] = true;
        assert_int_not_equal(phone_send_one(p, ops[i])->status, SYNC_REFUSED);
    }
}

static const char *state_after(struct world *w, unsigned order)
{
    struct phone *p = phone_new(w);
    const char *const ops[] = {
        start(p, 1),
        op_make(p, 2, "finding.add", FINDING_1, "\"after\":[" OP(1) "]"),
        op_make(p, 3, "finding.state",
                "\"finding\":" ID("66", 1) "," VISIT_1 ",\"state\":\"corrected\"", ""),
        op_make(p, 4, "inspection.sign", sign_data(p, "A.", "A."),
                "\"after\":[" OP(1) "," OP(2) "," OP(3) "]"),
        op_make(p, 5, "inspection.addendum",
                "\"addendum\":" ID("61", 1) "," VISIT_1 ",\"text\":\"Also.\"",
                "\"after\":[" OP(4) "]"),
    };

    arrive(p, ops, COUNT(ops), order);
    return dump_enforcement(p);
}

static void any_order_of_arrival_ends_alike(void **state)
{
    struct world *first = *state;
    char *straight = strdup(state_after(first, 0));
    unsigned step = first->engine == DB_SQLITE ? 1 : 17; /* of 120 orders */

    assert_null(strstr(straight, "dump_waiting"));
    assert_non_null(strstr(straight, " signed "));
    for (unsigned order = 1; order < 120; order += step) {
        struct world w;

        world_open(&w, first->engine);
        assert_string_equal(state_after(&w, order), straight);
        world_close(&w);
    }
    free(straight);
}

static void the_newest_telling_rules_whichever_comes_first(void **state)
{
    struct phone *p = phone_new(*state);
    const char *const ops[] = {
        start(p, 1),
        op_make(p, 8, "card.set", CARD_YES, ""),
        op_make(p, 7, "card.set", VISIT_1 ",\"left\":\"no\",\"reason\":\"refused\"", ""),
        op_make(p, 9, "inspection.start",
                VISIT_1 "," PROPERTY_1 ",\"unit\":\"3\",\"kind\":\"complaint\","
                        "\"occupancy\":\"vacant\",\"present\":[\"nobody\"]",
                ""),
    };

    phone_send(p, ops, COUNT(ops));
    const char *rows = dump_enforcement(p);
    assert_non_null(strstr(rows, " yes - "));
    assert_non_null(strstr(rows, " 3 complaint "));
    assert_non_null(strstr(rows, " vacant nobody "));
}

static void an_unknown_property_parks_until_it_is_mended(void **state)
{
    struct phone *p = phone_new(*state);
    const char *const ops[] = {
        op_make(p, 1, "inspection.start",
                VISIT_1 ",\"property\":" ID("70", 9) "," START_REST, ""),
        op_make(p, 2, "finding.add", FINDING_1, "\"after\":[" OP(1) "]"),
    };

    phone_send(p, ops, 2);
    assert_parked(&p->results[0], "op.property_unknown");
    assert_parked(&p->results[1], "op.waits");
    assert_applied(phone_send_one(
        p, op_make(p, 3, "inspection.start", START_1, "\"mends\":" OP(1))));
    const char *rows = dump_enforcement(p);
    assert_non_null(strstr(rows, "dump_finding 018f0000-0066-7000-8000-000000000001"));
    assert_null(strstr(rows, "dump_waiting"));
    assert_parked(phone_send_one(p, ops[0]),
                  "op.property_unknown");      /* its first answer */
    assert_applied(phone_send_one(p, ops[1])); /* it has acted since */
    assert_true(p->results[0].replayed);
}

static void a_parked_op_that_is_refused_at_its_retry_says_the_newest_reason(void **state)
{
    struct phone *p = phone_new(*state);
    const char *late = op_make(p, 2, "finding.add", FINDING_1, "\"after\":[" OP(1) "]");
    const char *const signs[] = {
        start(p, 1),
        op_make(p, 4, "inspection.sign", sign_data(p, "Repair.", "Repair."),
                "\"after\":[" OP(1) "]"),
    };

    assert_parked(phone_send_one(p, late), "op.waits");
    phone_send(p, signs, 2);
    assert_applied(&p->results[1]);
    assert_parked(phone_send_one(p, late), "op.signed");
    assert_parked(phone_send_one(p, late), "op.signed");
    assert_true(p->results[0].replayed);
}

static void what_was_mended_before_it_came_never_acts(void **state)
{
    struct phone *p = phone_new(*state);

    assert_applied(phone_send_one(
        p, op_make(p, 3, "inspection.start", START_1, "\"mends\":" OP(1))));
    assert_parked(phone_send_one(p, op_make(p, 1, "inspection.start",
                                            "\"inspection\":" ID("76", 2) "," PROPERTY_1
                                                                          "," START_REST,
                                            "")),
                  "op.mended");
    assert_null(strstr(dump_enforcement(p), "018f0000-0076-7000-8000-000000000002"));
    assert_refused(
        phone_send_one(p, op_make(p, 4, "card.set", CARD_YES, "\"mends\":" OP(3))),
        "op.not_parked");
}

static void a_disabled_persons_ops_wait_for_a_supervisor(void **state)
{
    struct phone *p = phone_new(*state);

    p->disabled = true;
    assert_parked(phone_send_one(p, start(p, 1)), "op.author_disabled");
    assert_null(strstr(dump_enforcement(p), "000000000001 2B"));
}

static void a_clock_far_off_is_taken_flagged_and_corrected(void **state)
{
    struct phone *p = phone_new(*state);

    p->clock_off = 3 * 3600 * 1000; /* three hours ahead */
    assert_applied(phone_send_one(p, start(p, 1)));
    char want[80];
    const char *rows = dump_enforcement(p);
    assert_non_null(strstr(rows, "-10800000 1 1\n"));
    snprintf(want, sizeof want, "occupant %lld ", (long long)(p->now - 59000));
    assert_non_null(strstr(rows, want));
}

struct racer {
    struct phone phone;
    pthread_t thread;
};

static void *race(void *arg)
{
    struct racer *r = arg;

    phone_send_one(&r->phone, start(&r->phone, 1));
    return NULL;
}

static void fifty_at_once_are_one(void **state)
{
    struct phone *p = phone_new(*state);
    struct racer *racers = arena_array(p->arena, struct racer, 50);
    int applied = 0, replayed = 0;

    for (int i = 0; i < 50; i++) {
        racers[i].phone = *p;
        racers[i].phone.arena = arena_new(p->arena, struct arena);
        require(pthread_create(&racers[i].thread, NULL, race, &racers[i]) == 0);
    }
    for (int i = 0; i < 50; i++) {
        pthread_join(racers[i].thread, NULL);
        applied += racers[i].phone.results[0].status == SYNC_APPLIED;
        replayed += racers[i].phone.results[0].replayed;
        arena_free(racers[i].phone.arena);
    }
    assert_int_equal(applied, 50);
    assert_int_equal(replayed, 49);
    const char *found = strstr(dump_enforcement(p), "000000000001 2B");
    assert_non_null(found);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_visit_is_kept_as_it_was_told),
        cmocka_unit_test(the_same_op_twice_is_one),
        cmocka_unit_test(the_same_id_with_other_words_is_refused),
        cmocka_unit_test(bad_ops_get_one_clear_answer_and_hold_nobody_up),
        cmocka_unit_test(anothers_inspection_is_closed_to_me),
        cmocka_unit_test(a_signed_inspection_takes_addenda_alone),
        cmocka_unit_test(an_order_that_is_not_what_was_shown_is_refused),
        cmocka_unit_test(any_order_of_arrival_ends_alike),
        cmocka_unit_test(the_newest_telling_rules_whichever_comes_first),
        cmocka_unit_test(an_unknown_property_parks_until_it_is_mended),
        cmocka_unit_test(a_parked_op_that_is_refused_at_its_retry_says_the_newest_reason),
        cmocka_unit_test(what_was_mended_before_it_came_never_acts),
        cmocka_unit_test(a_disabled_persons_ops_wait_for_a_supervisor),
        cmocka_unit_test(a_clock_far_off_is_taken_flagged_and_corrected),
        cmocka_unit_test(fifty_at_once_are_one),
    };

    return world_run("sync", tests, COUNT(tests));
}
