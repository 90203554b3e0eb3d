/* test_sync.c -- a phone at /api/v1/sync: what is wrong with one op stays with that op,
 * and what the phone hears.  The rules themselves: tests/store/test_sync.c.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "base/crypto.h"
#include "base/json.h"
#include "core/build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ID(kind, n) "\"018f0000-00" kind "-7000-8000-00000000000" #n "\""
#define VISIT_1 "\"inspection\":" ID("76", 1)
#define VISIT_51 "\"inspection\":\"018f0000-0076-7000-8000-000000000051\""
#define START                                                              \
    "\"property\":" ID("70", 1) ",\"unit\":\"2B\",\"kind\":\"complaint\"," \
                                "\"occupancy\":\"occupied\",\"present\":[\"occupant\"]"
#define DOOR "\"property\":" ID("70", 1) ",\"unit\":\"2\",\"address\":\"12 Erie Street\""
#define REQUEST(n)                                                                       \
    "\"casefile\":" ID("63", n) ",\"consent\":" ID(                                      \
        "6e",                                                                            \
        n) "," DOOR                                                                      \
           ",\"choices\":[\"talk:told\"],\"urgency\":\"today\",\"phone\":\"" STORY_PHONE \
           "\",\"message_ok\":\"no\",\"call_name\":\"" STORY_NAME                        \
           "\",\"text_version\":\"door-1\",\"lang\":\"es\",\"method\":\"shown\","        \
           "\"card_code\":\"\""

struct tour {
    struct site *t;
    struct phone *p;
    struct visitor me; /* inspector 1, whose phone it is */
};

static struct tour tour_new(struct world *w)
{
    struct tour f = {.t = site_new(w)};

    f.p = f.t->phone;
    f.me = (struct visitor){.id = f.p->user, .email = "i1@x", .lang = "en"};
    visitor_sign_in(f.t, &f.me);
    return f;
}

static const char *body_of(const struct tour *f, const char *const *ops, size_t len)
{
    struct build b = {.arena = f->t->arena};

    build_text(&b, "{\"device\":\"");
    build_text(&b, name_id(f->t->arena, 'd', 1));
    build_text(&b, "\",\"now\":");
    build_int(&b, f->p->now + f->p->clock_off);
    build_text(&b, ",\"cursor\":\"\",\"ops\":[");
    for (size_t i = 0; i < len; i++) {
        build_text(&b, i > 0 ? "," : "");
        build_text(&b, ops[i]);
    }
    build_text(&b, "]}");
    return build_done(&b);
}

static const struct local_answer *send_as(const struct tour *f, const struct visitor *who,
                                          const char *const *ops, size_t len)
{
    const struct local_answer *a =
        site_post_json(f->t, who, "/api/v1/sync", body_of(f, ops, len));

    assert_status(a, 200);
    assert_string_equal(local_header(a, "Content-Type"), "application/json");
    return a;
}

static const struct json *parsed(const struct tour *f, const struct local_answer *a)
{
    struct json *to = arena_new(f->t->arena, struct json);

    assert_ok(json_read(f->t->arena, a->body, a->body_len, to));
    return to;
}

/* The n-th op's result: its status, and the id of its fault or of what stands against. */
static void assert_result(const struct tour *f, const struct local_answer *a, size_t n,
                          const char *status, const char *why)
{
    const struct json *all = json_get(parsed(f, a), "results");

    assert_true(all != NULL && n < all->len);
    assert_string_equal(json_text(&all->items[n], "status"), status);
    const struct json *problem = json_get(&all->items[n], "problem");
    if (why == NULL) {
        assert_null(problem);
        return;
    }
    assert_non_null(problem);
    if (strstr(json_text(problem, "type"), why) == NULL)
        fail_msg("%s is not why: %s", why, a->body);
}

static void one_bad_op_holds_nobody_up(void **state)
{
    struct tour f = tour_new(*state);
    const char *const ops[] = {
        op_make(f.p, 1, "inspection.steal", VISIT_1 "," START, ""),
        op_make(f.p, 2, "inspection.start", VISIT_1 "," START, ""),
        op_make(f.p, 3, "card.set", VISIT_1 ",\"left\":\"perhaps\"", ""),
    };
    const struct local_answer *a = send_as(&f, &f.me, ops, COUNT(ops));

    assert_result(&f, a, 0, "refused", "errors.form");
    assert_result(&f, a, 1, "applied", NULL);
    assert_result(&f, a, 2, "refused", "errors.form");
    assert_has(a, "\"field\":\"kind\"");
    assert_has(a, "\"field\":\"left\"");
    assert_non_null(strstr(dump_enforcement(f.p), " complaint "));
}

static void anothers_inspection_is_refused(void **state)
{
    struct tour f = tour_new(*state);
    const char *const ops[] = {
        op_make(f.p, 1, "card.set", VISIT_51 ",\"left\":\"yes\"", "")};
    const char *before = dump_enforcement(f.p);

    assert_result(&f, send_as(&f, &f.me, ops, 1), 0, "refused", "op.not_yours");
    assert_string_equal(dump_enforcement(f.p), before);
}

static const char *signing(struct tour *f)
{
    struct sha256 sha = sha256_of("Repair.", 7);
    char text[400];

    snprintf(text, sizeof text,
             VISIT_1 ",\"name\":\"A Person\",\"order\":\"Repair.\",\"order_sha256\":\"%s"
                     "\",\"lang\":\"en\"",
             hex(f->t->arena, (struct bytes){sha.b, SHA256_LEN}));
    return op_make(f->p, 2, "inspection.sign", text, "");
}

static void a_signed_inspection_takes_addenda_alone(void **state)
{
    struct tour f = tour_new(*state);
    const char *const ops[] = {
        op_make(f.p, 1, "inspection.start", VISIT_1 "," START, ""),
        signing(&f),
        op_make(f.p, 3, "card.set", VISIT_1 ",\"left\":\"yes\"", ""),
        op_make(f.p, 4, "inspection.addendum",
                "\"addendum\":" ID("61", 1) "," VISIT_1 ",\"text\":\"Also.\"", ""),
    };
    const struct local_answer *a = send_as(&f, &f.me, ops, COUNT(ops));

    assert_result(&f, a, 1, "applied", NULL);
    assert_result(&f, a, 2, "refused", "op.signed");
    assert_result(&f, a, 3, "applied", NULL);
}

/* " request today submitted ... REQUESTED RECEIVED ACKNOWLEDGE_BY DOUBT sealed sealed" */
struct when {
    long long requested, received, acknowledge_by, doubt;
};

static struct when when_of(const struct tour *f, int n)
{
    char start[80];
    struct when w = {0};

    snprintf(start, sizeof start, "dump_casefile %s", name_id(f->t->arena, 'c', n));
    const char *line = strstr(dump_care(f->p), start);
    assert_non_null(line);
    const char *at = strstr(line, " Waterside ");
    assert_non_null(at);
    assert_int_equal(sscanf(at, " Waterside %lld %lld %lld %lld", &w.requested,
                            &w.received, &w.acknowledge_by, &w.doubt),
                     4);
    return w;
}

static void a_phone_three_days_off_is_taken_flagged_and_corrected(void **state)
{
    struct tour f = tour_new(*state);
    const char *right[] = {op_sealed(f.p, 1, "help.request", REQUEST(1))};

    assert_result(&f, send_as(&f, &f.me, right, 1), 0, "applied", NULL);
    f.p->clock_off = 3 * DAY;
    const char *off[] = {op_sealed(f.p, 2, "help.request", REQUEST(2)),
                         op_make(f.p, 3, "inspection.start", VISIT_1 "," START, "")};
    const struct local_answer *a = send_as(&f, &f.me, off, 2);
    assert_result(&f, a, 0, "applied", NULL);
    assert_result(&f, a, 1, "applied", NULL);
    struct when good = when_of(&f, 1), bad = when_of(&f, 2);
    assert_int_equal(good.doubt, 0);
    assert_int_equal(bad.doubt, 1);
    assert_int_equal(bad.requested, good.requested + 1000);
    assert_int_equal(bad.received, good.received);
    assert_true(llabs(bad.acknowledge_by - good.acknowledge_by) <= 1000);
    assert_non_null(strstr(dump_enforcement(f.p), "-259200000 1 1\n"));
}

static void the_receipt_names_what_is_durable_and_no_more(void **state)
{
    struct tour f = tour_new(*state);
    const char *const ops[] = {
        op_make(f.p, 1, "inspection.start", VISIT_1 "," START, ""),
        op_make(f.p, 2, "inspection.steal", VISIT_1, ""),
    };
    const struct local_answer *a = send_as(&f, &f.me, ops, 2);
    const struct json *receipt = json_get(parsed(&f, a), "receipt");
    struct bytes payload, signature;

    assert_non_null(receipt);
    const char *text = json_text(receipt, "payload");
    const char *signed_by = json_text(receipt, "signature");
    assert_true(base64url_read(f.t->arena, text, strlen(text), &payload));
    assert_true(base64url_read(f.t->arena, signed_by, strlen(signed_by), &signature));
    assert_true(p256_verify(f.p->keys->receipt.point, payload, signature.p));
    const char *names = arena_copy(f.t->arena, (const char *)payload.p, payload.len);
    assert_non_null(strstr(names, ID("6f", 1)));
    assert_null(strstr(names, ID("6f", 2)));
}

static void a_request_sent_again_is_answered_as_before(void **state)
{
    struct tour f = tour_new(*state);
    const char *const ops[] = {
        op_make(f.p, 1, "inspection.start", VISIT_1 "," START, "")};

    send_as(&f, &f.me, ops, 1);
    const char *before = dump_enforcement(f.p);
    const struct local_answer *a = send_as(&f, &f.me, ops, 1);
    assert_result(&f, a, 0, "applied", NULL);
    assert_has(a, "\"replayed\":true");
    assert_string_equal(dump_enforcement(f.p), before);
}

/* What its inspector hears of a request is when, and that it was received. */
static void a_phone_hears_the_coarse_state_of_its_own_requests_alone(void **state)
{
    struct tour f = tour_new(*state);
    struct visitor other = {.email = "i2@x", .lang = "en"};
    const char *const ops[] = {op_sealed(f.p, 1, "help.request", REQUEST(1))};

    const struct local_answer *a = send_as(&f, &f.me, ops, 1);
    assert_has(a, "\"received\"");
    assert_has(a, ID("63", 1));
    for (size_t i = 0; i < story_secrets_len; i++)
        assert_lacks(a, story_secrets[i]);
    assert_lacks(a, "talk");
    assert_lacks(a, "urgency");
    visitor_sign_in(f.t, &other);
    assert_lacks(send_as(&f, &other, NULL, 0), ID("63", 1));
}

static void a_request_that_is_no_request_is_a_problem(void **state)
{
    struct tour f = tour_new(*state);
    static const char *const bad[] = {
        "",   "no json",     "[]",
        "{}", "{\"ops\":7}", "{\"device\":\"x\",\"now\":1,\"ops\":[]}"};

    for (size_t i = 0; i < COUNT(bad); i++) {
        const struct local_answer *a = site_post_json(f.t, &f.me, "/api/v1/sync", bad[i]);

        assert_status(a, 422);
        assert_string_equal(local_header(a, "Content-Type"), "application/problem+json");
    }
}

static void more_than_200_ops_are_too_many(void **state)
{
    struct tour f = tour_new(*state);
    const char *ops[201];

    for (int i = 0; i < 201; i++)
        ops[i] = op_make(f.p, i + 1, "card.set", VISIT_1 ",\"left\":\"yes\"", "");
    const struct local_answer *a =
        site_post_json(f.t, &f.me, "/api/v1/sync", body_of(&f, ops, 201));
    assert_int_equal(a->status / 100, 4);
    assert_null(strstr(dump_trail(f.p, STORE_ENFORCEMENT), "dump_op"));
}

/* ---- by the phone's own signature ---- */

static void enrol(struct tour *f, struct p256 *key)
{
    char body[400];

    assert_ok(p256_make(key));
    snprintf(body, sizeof body, "{\"id\":\"%s\",\"public_key\":\"%s\"}",
             name_id(f->t->arena, 'd', 1),
             base64url(f->t->arena, (struct bytes){key->point, POINT_LEN}));
    assert_status(site_post_json(f->t, &f->me, "/api/v1/devices", body), 200);
}

static const struct local_answer *send_signed(struct tour *f, const struct p256 *key,
                                              const char *const *ops, size_t len)
{
    const char *body = body_of(f, ops, len);
    struct sha256 sha = sha256_of(body, strlen(body));
    uint8_t signature[SIGNATURE_LEN];
    char text[200];

    snprintf(text, sizeof text, "POST\n/api/v1/sync\n1\n%s",
             hex(f->t->arena, (struct bytes){sha.b, SHA256_LEN}));
    assert_ok(
        p256_sign(key, (struct bytes){(const uint8_t *)text, strlen(text)}, signature));
    return site_ask(
        f->t,
        &(struct ask){
            .method = "POST",
            .path = "/api/v1/sync",
            .body = body,
            .more = {{"Doorstep-Device", name_id(f->t->arena, 'd', 1)},
                     {"Doorstep-Time", "1"},
                     {"Doorstep-Signature",
                      base64url(f->t->arena, (struct bytes){signature, SIGNATURE_LEN})},
                     {"Content-Type", "application/json"}}});
}

static void a_signature_alone_uploads_and_downloads_nothing(void **state)
{
    struct tour f = tour_new(*state);
    struct p256 key CLEANUP(p256_free) = {0}, other CLEANUP(p256_free) = {0};
    const char *const ops[] = {
        op_make(f.p, 1, "inspection.start", VISIT_1 "," START, "")};

    enrol(&f, &key);
    assert_ok(p256_make(&other));
    assert_status(send_signed(&f, &other, ops, 1), 401);
    const struct local_answer *a = send_signed(&f, &key, ops, 1);
    assert_status(a, 200);
    assert_result(&f, a, 0, "applied", NULL);
    assert_has(a, "\"receipt\"");
    assert_has(a, "\"changes\":[]");
}

static void a_disabled_persons_ops_are_parked_not_lost(void **state)
{
    struct tour f = tour_new(*state);
    struct p256 key CLEANUP(p256_free) = {0};
    const char *const ops[] = {op_make(f.p, 1, "inspection.start", VISIT_1 "," START, ""),
                               op_sealed(f.p, 2, "help.request", REQUEST(1))};

    enrol(&f, &key);
    visitor_disable(f.t, &f.me);
    const struct local_answer *a = send_signed(&f, &key, ops, 2);
    assert_status(a, 200);
    assert_result(&f, a, 0, "parked", "op.author_disabled");
    assert_result(&f, a, 1, "parked", "op.author_disabled");
    assert_has(a, "\"receipt\"");
    assert_null(strstr(dump_care(f.p), "dump_casefile"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_bad_op_holds_nobody_up),
        cmocka_unit_test(a_signed_inspection_takes_addenda_alone),
        cmocka_unit_test(a_phone_three_days_off_is_taken_flagged_and_corrected),
        cmocka_unit_test(a_phone_hears_the_coarse_state_of_its_own_requests_alone),
        cmocka_unit_test(a_disabled_persons_ops_are_parked_not_lost),
    };
    static const struct CMUnitTest once[] = {
        cmocka_unit_test(anothers_inspection_is_refused),
        cmocka_unit_test(the_receipt_names_what_is_durable_and_no_more),
        cmocka_unit_test(a_request_sent_again_is_answered_as_before),
        cmocka_unit_test(a_request_that_is_no_request_is_a_problem),
        cmocka_unit_test(more_than_200_ops_are_too_many),
        cmocka_unit_test(a_signature_alone_uploads_and_downloads_nothing),
    };

    return world_run_ready("sync", tests, COUNT(tests)) +
           world_run_once("sync", once, COUNT(once));
}
