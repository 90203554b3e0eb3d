/* Two phones of one person that say different things of one visit, on both engines: both
 * are kept, any order of arrival ends alike, and a person chooses.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phone.h"

#include "app/differ_desk.h"
#include "app/session.h"

#include "base/crypto.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ID(kind, n) "\"018f0000-00" kind "-7000-8000-00000000000" #n "\""
#define VISIT "\"inspection\":" ID("76", 1)
#define START(unit, occupancy, present)                                                 \
    VISIT ",\"property\":" ID("70", 1) ",\"unit\":\"" unit "\",\"kind\":\"complaint\"," \
                                       "\"occupancy\":\"" occupancy                     \
                                       "\",\"present\":[\"" present "\"]"
#define CHOOSE(op, other)                                                          \
    VISIT ",\"field\":\"occupancy\",\"chosen\":" ID("6f", op) ",\"settles\":[" ID( \
        "6f", other) "]"
#define OPS 5

struct sent {
    const char *op;
    int device;
};

/* Two starts of two phones, two cards at one instant, and a choice of the older start. */
static void make(struct phone *p, struct sent out[OPS])
{
    const char *card = op_make(p, 4, "card.set", VISIT ",\"left\":\"yes\"", "");

    out[0] = (struct sent){
        op_make(p, 1, "inspection.start", START("2B", "occupied", "occupant"), ""), 0};
    out[1] = (struct sent){
        op_make(p, 2, "inspection.start", START("2B", "vacant", "nobody"), ""), 1};
    out[2] = (struct sent){
        op_make(p, 3, "card.set", VISIT ",\"left\":\"no\",\"reason\":\"refused\"", ""),
        0};
    out[3] = (struct sent){card, 1};
    out[4] = (struct sent){op_make(p, 5, "inspection.choose", CHOOSE(1, 2), ""), 0};
}

static void send_nth(struct phone *p, const struct sent *ops, size_t len, unsigned order)
{
    bool sent[OPS] = {false};

    for (size_t left = len; left > 0; left--) {
        size_t nth = order % left, i = 0;

        order /= (unsigned)left;
        while (sent[i] || nth-- > 0)
            i++;
        sent[i] = true;
        p->device = ops[i].device;
        assert_int_not_equal(phone_send_one(p, ops[i].op)->status, SYNC_REFUSED);
    }
}

static const char *state_after(struct world *w, unsigned order)
{
    struct phone *p = phone_new(w);
    struct sent ops[OPS];

    make(p, ops);
    send_nth(p, ops, OPS, order);
    return dump_enforcement(p);
}

static void any_order_of_two_phones_ends_alike(void **state)
{
    struct world *first = *state;
    char *straight = strdup(state_after(first, 0));
    unsigned step = first->engine == DB_SQLITE ? 1 : 17; /* of 120 orders */

    assert_null(strstr(straight, "dump_waiting"));
    assert_non_null(strstr(straight, " occupied nobody ")); /* one field chosen alone */
    for (unsigned order = 1; order < 120; order += step) {
        struct world w;

        world_open(&w, first->engine);
        assert_string_equal(state_after(&w, order), straight);
        world_close(&w);
    }
    free(straight);
}

/* Is it said of a question that is asked, not only of what stands? */
static bool is_asked(const char *told, const char *words)
{
    const char *at = strstr(told, words);

    return at != NULL && at < strstr(told, "\"stands\":");
}

static void both_values_are_kept_and_told_until_one_is_chosen(void **state)
{
    struct phone *p = phone_new(*state);
    struct sync_answer out;
    struct sent ops[OPS];

    make(p, ops);
    send_nth(p, ops, 2, 0);
    const char *told = phone_answer(p, "", &out);
    assert_non_null(strstr(told, "{\"field\":\"occupancy\",\"values\":["));
    assert_non_null(strstr(told, "\"value\":\"occupied\""));
    assert_non_null(strstr(told, "\"value\":\"vacant\""));
    assert_false(is_asked(told, "\"field\":\"unit\""));  /* they agree */
    assert_non_null(strstr(told, "\"field\":\"unit\"")); /* and can be named */
    assert_applied(phone_send_one(p, ops[4].op));
    assert_applied(phone_send_one(p, ops[4].op)); /* again is once */
    told = phone_answer(p, "", &out);
    assert_false(is_asked(told, "\"field\":\"occupancy\""));
    assert_non_null(strstr(told, "\"chosen\":[\"occupancy\"]"));
    assert_non_null(strstr(dump_enforcement(p), "occupancy occupied"));
}

static void nothing_is_chosen_after_signing(void **state)
{
    struct phone *p = phone_new(*state);
    struct sha256 sha = sha256_of("A.", 2);
    struct sent ops[OPS];
    char text[300];

    make(p, ops);
    send_nth(p, ops, 2, 0);
    snprintf(text, sizeof text,
             VISIT ",\"name\":\"A Person\",\"order\":\"A.\",\"order_sha256\":\"%s\","
                   "\"lang\":\"en\"",
             hex(p->arena, (struct bytes){sha.b, SHA256_LEN}));
    assert_applied(phone_send_one(p, op_make(p, 6, "inspection.sign", text, "")));
    assert_refused(phone_send_one(p, ops[4].op), "op.signed");
}

struct desk {
    unsigned roles;
    struct said_choice choice;
    struct said_answers answers;
};

static struct err choose_at_desk(struct session *s, void *ctx)
{
    struct desk *d = ctx;
    struct db *db;
    void *out;

    s->actor.roles = d->roles;
    TRY(answer_choose(s, &d->choice, &out));
    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    return answers_load(s, db, d->choice.inspection, &d->answers);
}

static struct id id_read(const char *quoted)
{
    struct id id;

    assert_true(id_parse(quoted + 1, ID_TEXT - 1, &id));
    return id;
}

static void the_desk_chooses_as_a_phone_does_and_nobody_else(void **state)
{
    struct phone *p = phone_new(*state);
    struct sent ops[OPS];
    struct desk d = {.roles = 1u << ROLE_INTAKE,
                     .choice = {.inspection = id_to(inspection, id_read(ID("76", 1))),
                                .choice = id_read(ID("63", 1)),
                                .chosen = id_read(ID("6f", 1)),
                                .field = "occupancy"}};

    make(p, ops);
    send_nth(p, ops, 2, 0);
    assert_int_equal(phone_run(p, STORE_ENFORCEMENT, choose_at_desk, &d).kind,
                     ERR_NOT_FOUND);
    d.roles = 1u << ROLE_SUPERVISOR;
    assert_int_equal(phone_run(p, STORE_ENFORCEMENT, choose_at_desk, &d).kind, OK);
    assert_int_equal(d.answers.len, 2); /* who was there is still asked */
    assert_non_null(strstr(dump_enforcement(p), "occupancy occupied"));
    assert_int_equal(phone_run(p, STORE_ENFORCEMENT, choose_at_desk, &d).kind, OK);
    d.choice.choice = id_read(ID("63", 2));
    assert_int_equal(phone_run(p, STORE_ENFORCEMENT, choose_at_desk, &d).kind,
                     ERR_CONFLICT); /* it is settled */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_order_of_two_phones_ends_alike),
        cmocka_unit_test(both_values_are_kept_and_told_until_one_is_chosen),
        cmocka_unit_test(nothing_is_chosen_after_signing),
        cmocka_unit_test(the_desk_chooses_as_a_phone_does_and_nobody_else),
    };

    return world_run("differ", tests, COUNT(tests));
}
