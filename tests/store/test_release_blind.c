/* test_release_blind.c -- the journey itself, on both engines: a landlord asks for the
 * whole file, and gets it, and learns nothing.  Two cities that differ in care alone give
 * out the same bytes.
 * SPDX-License-Identifier: Apache-2.0 */
#include "house.h"

#include "app/inspect_app.h"
#include "app/note_app.h"
#include "app/same_app.h"
#include "core/build.h"

#include <stdio.h>
#include <string.h>

/* All that is typed in care begins so. */
#define CANARY "Canary"
#define ASKED_VISIT 3

static const char *request(struct phone *p, int n)
{
    char data[1400];

    snprintf(data, sizeof data,
             "\"casefile\":\"%s\",\"consent\":\"%s\",\"inspection\":\"%s\",\"property\":"
             "\"%s\",\"unit\":\"2B\",\"address\":\"" CANARY " 12 Erie Street\","
             "\"choices\":[\"food:told\",\"heat:told\",\"rent:told\",\"health:told\","
             "\"repairs:seen\",\"things:told\",\"papers:told\",\"talk:told\","
             "\"private:told\"],\"heat_payer\":\"occupant\",\"urgency\":\"today\","
             "\"phone\":\"617 555 0199\",\"knock\":\"" CANARY " after dusk\","
             "\"message_ok\":\"yes\",\"call_name\":\"" CANARY "\",\"text_version\":"
             "\"door-1\",\"lang\":\"ht\",\"method\":\"shown\",\"card_code\":\"7K3M9QXA\"",
             name_id(p->arena, 'c', n), name_id(p->arena, 'n', n),
             name_id(p->arena, 'v', HOUSE_VISIT), name_id(p->arena, 'p', HOUSE_HOME));
    return op_sealed(p, 200 + n, "help.request",
                     arena_copy(p->arena, data, strlen(data)));
}

static struct inspect_form inspection_of(struct phone *p)
{
    const struct edition *code = edition_on(today_of(p));
    struct inspect_form f = {
        .casefile = the_case(p),
        .request = id_named(p, 'r', 9),
        .inspection = id_to(inspection, id_named(p, 'v', ASKED_VISIT)),
        .wrong = {section_find(code, "410.180")},
        .wrong_len = 1,
    };

    return f;
}

/* The case manager asks for an inspection: in enforcement's own transaction. */
static struct err ask_from_care(struct session *s, void *ctx)
{
    struct phone *p = ctx;
    struct inspect_form f = inspection_of(p);
    void *out;

    be(p, s, MANAGER);
    return inspect_ask(s, &f, &out);
}

/* The same words by telephone. */
static struct err ask_by_telephone(struct session *s, void *ctx)
{
    struct phone *p = ctx;
    const struct section *code = inspection_of(p).wrong[0];
    struct build wrong = {.arena = s->arena};
    struct intake_form f = {
        .id = id_named(p, 'r', 9),
        .inspection = id_to(inspection, id_named(p, 'v', ASKED_VISIT)),
        .property = id_to(property, id_named(p, 'p', HOUSE_HOME)),
        .line = "",
        .postcode = "",
        .unit = "2B",
        .came = "phone",
        .received = DAY_NONE,
    };
    void *out;

    build_text(&wrong, code->code);
    build_char(&wrong, ' ');
    build_text(&wrong, code->titles[LANG_EN]);
    f.wrong = build_done(&wrong);
    s->actor.roles = 1u << ROLE_INTAKE;
    return intake_take(s, &f, &out);
}

static void add_note(struct phone *p)
{
    struct note_in note = {.casefile = the_case(p),
                           .id = id_named(p, 'z', 1),
                           .note = CANARY " sleeps in the hallway"};

    assert_ok(DO(p, casefile_note, &note));
}

/* All that a household may leave in care: two requests, joined; a note; a no next door.
 */
static void much_of_care(struct phone *p)
{
    struct casefile_id second = id_to(casefile, id_named(p, 'c', 2));
    struct join_in joining = {second, the_case(p)};
    char no[300];

    snprintf(no, sizeof no, "\"no\":\"%s\",\"property\":\"%s\",\"unit\":\"2\"",
             name_id(p->arena, 'l', 1), name_id(p->arena, 'p', HOUSE_NEXT_DOOR));
    assert_applied(phone_send_one(p, request(p, 1)));
    assert_applied(phone_send_one(p, request(p, 2)));
    assert_applied(phone_send_one(p, op_sealed(p, 210, "help.no", no)));
    assert_ok(DO(p, casefile_acknowledge, &(struct case_ref){.id = the_case(p)}));
    assert_ok(DO(p, casefile_acknowledge, &(struct case_ref){.id = second}));
    assert_ok(DO(p, same_join_cases, &joining));
    add_note(p);
}

static void the_visit_that_was_asked_for(struct phone *p)
{
    char start[300];

    snprintf(start, sizeof start,
             "\"inspection\":\"%s\",\"property\":\"%s\",\"unit\":\"2B\",\"kind\":"
             "\"complaint\",\"occupancy\":\"occupied\",\"present\":[\"occupant\"]",
             name_id(p->arena, 'v', ASKED_VISIT), name_id(p->arena, 'p', HOUSE_HOME));
    assert_applied(phone_send_one(p, op_make(p, 90, "inspection.start", start, "")));
}

static struct phone *city(struct world *w, bool with_care)
{
    struct phone *p = house_new(w, NULL);

    if (with_care)
        much_of_care(p);
    house_visit(p, &house_full);
    house_plant(p, &house_full);
    assert_ok(
        phone_run(p, STORE_ENFORCEMENT, with_care ? ask_from_care : ask_by_telephone, p));
    the_visit_that_was_asked_for(p);
    return p;
}

static void a_landlord_gets_the_whole_file_and_learns_nothing(void **state)
{
    struct world *first = *state, second;
    struct phone *with = city(first, true), *without;

    world_open(&second, first->engine);
    without = city(&second, false);
    assert_non_null(strstr(dump_care(with), "dump_choice private told"));
    assert_string_equal(dump_care(without), "");
    for (int asker = 0; asker < ASKERS; asker++) {
        struct release_bundle a = house_bundle(with, (enum asker)asker);
        struct release_bundle b = house_bundle(without, (enum asker)asker);

        assert_int_equal(a.len, b.len);
        for (size_t i = 0; i < a.len; i++) {
            assert_int_equal(a.part[i].bytes.len, b.part[i].bytes.len);
            assert_memory_equal(a.part[i].bytes.p, b.part[i].bytes.p,
                                a.part[i].bytes.len);
            assert_null(strstr((const char *)a.part[i].bytes.p, CANARY));
            assert_null(strstr((const char *)a.part[i].bytes.p, "0199"));
        }
        assert_string_equal(house_csv(with, (enum asker)asker),
                            house_csv(without, (enum asker)asker));
    }
    world_close(&second);
}

static void both_cities_give_out_that_an_inspection_was_asked_for(void **state)
{
    struct phone *p = city(*state, true);
    const char *csv = house_csv(p, ASKER_OWNER);

    assert_non_null(strstr(csv, "inspection_request,6,Unit,2B"));
    assert_non_null(
        strstr(csv, "inspection_request,6,In the words of whoever asked,[withheld (f)]"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_landlord_gets_the_whole_file_and_learns_nothing),
        cmocka_unit_test(both_cities_give_out_that_an_inspection_was_asked_for),
    };

    return world_run_ready("release blind", tests, COUNT(tests));
}
