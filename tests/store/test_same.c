/* Cases of one household, on both engines: found with the reason, joined by a link, and
 * after undo exactly as they were.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phone.h"

#include "app/block_app.h"
#include "app/inspect_app.h"
#include "app/same_app.h"
#include "app/today_app.h"
#include "core/str.h"
#include "store/queries_care.h"

#include <stdio.h>
#include <string.h>

#define MANAGER (1u << ROLE_CASE_MANAGER)
#define ID(kind, n) "\"018f0000-00" kind "-7000-8000-00000000000" #n "\""
#define REQUEST(n, unit, phone, name)                                                   \
    "\"casefile\":" ID("63", n) ",\"consent\":" ID("6e", n) ",\"property\":" ID(        \
        "70", 1) ",\"unit\":\"" unit "\",\"address\":\"12 Erie Street\","               \
                 "\"choices\":[\"food:told\"],\"urgency\":\"today\",\"phone\":\"" phone \
                 "\",\"message_ok\":\"no\",\"call_name\":\"" name                       \
                 "\",\"text_version\":\"d\","                                           \
                 "\"lang\":\"es\",\"method\":\"shown\""

static struct casefile_id case_id(struct phone *p, int n)
{
    struct id id;

    require(id_parse(name_id(p->arena, 'c', n), ID_TEXT - 1, &id));
    return id_to(casefile, id);
}

static void born(struct phone *p, int n, const char *data)
{
    p->now += 60000;
    assert_applied(phone_send_one(p, op_sealed(p, n, "help.request", data)));
}

struct deed {
    struct err (*act)(struct session *s, const void *in, void **out);
    const void *in;
    int user; /* of phone.c: 3 and 4 are case managers */
    char found[400];
};

/* "4 same.phone" for each that is found, ">1" of what it was joined to, "<2" of those
 * that were joined to it. */
static void write_down(struct deed *d, const struct same_page *p)
{
    char *to = d->found;

    *to = '\0';
    for (size_t i = 0; i < p->found_len; i++)
        to += sprintf(to, "%d %s;", p->found[i].c.id.b[15], same_why(p->found[i].by));
    for (size_t i = 0; i < p->joined_len; i++)
        to += sprintf(to, "<%d;", p->joined[i].c.id.b[15]);
    if (p->is_joined)
        sprintf(to, ">%d;", p->main.c.id.b[15]);
}

/* How many the case page says may be of the same household. */
static struct err count(struct session *s, const void *in, void **out)
{
    const struct case_ref *ref = in;
    struct same_count *n = arena_new(s->arena, struct same_count);
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    TRY(same_count(s, db, ref->id, n));
    *out = n;
    return ok();
}

static void write_count(struct deed *d, const struct same_count *n)
{
    sprintf(d->found, "%zu found, %zu joined%s%s", n->found, n->joined,
            n->is_joined ? ", to one" : "", n->has_rules ? ", rules" : "");
}

static struct err do_deed(struct session *s, void *ctx)
{
    struct deed *d = ctx;
    void *out = NULL;
    struct id user;

    require(id_parse(name_id(s->arena, 'u', d->user), ID_TEXT - 1, &user));
    s->actor = (struct actor){.user = id_to(user, user), .roles = MANAGER};
    TRY(d->act(s, d->in, &out));
    if (d->act == same_look)
        write_down(d, out);
    if (d->act == count)
        write_count(d, out);
    if (d->act == today_view)
        sprintf(d->found, "%zu new", ((const struct today_page *)out)->fresh.len);
    return ok();
}

static struct err run(struct phone *p, struct deed *d)
{
    if (d->user == 0)
        d->user = 3;
    return phone_run(p, STORE_CARE, do_deed, d);
}

static const char *look(struct phone *p, int n, int user)
{
    struct case_ref ref = {.id = case_id(p, n)};
    struct deed d = {same_look, &ref, user, ""};

    if (run(p, &d).kind != OK)
        return "not found";
    return arena_copy(p->arena, d.found, strlen(d.found));
}

static const char *today(struct phone *p)
{
    struct deed d = {.act = today_view};

    assert_ok(run(p, &d));
    return arena_copy(p->arena, d.found, strlen(d.found));
}

static struct err join(struct phone *p, int n, int other)
{
    struct join_in in = {case_id(p, n), case_id(p, other)};
    struct deed d = {same_join_cases, &in, 0, ""};

    return run(p, &d);
}

static struct err part(struct phone *p, int n)
{
    struct case_ref ref = {.id = case_id(p, n)};
    struct deed d = {same_undo, &ref, 0, ""};

    return run(p, &d);
}

static struct phone *with_cases(void **state)
{
    struct phone *p = phone_new(*state);

    born(p, 1, REQUEST(1, "Apt. 2-B", "617 555 0100", "Rosa Vázquez"));
    born(p, 2, REQUEST(2, "apt 2b", "617-555-0122", "Roza Vasques"));
    born(p, 3, REQUEST(3, "9", "+1 (617) 555-0100", "Marise"));
    born(p, 4, REQUEST(4, "7", "617-555-0144", "Samuel"));
    born(p, 5, REQUEST(5, "2B", "617-555-0155", "Nadia"));
    return p;
}

static void cases_of_one_household_are_shown_with_the_reason(void **state)
{
    struct phone *p = with_cases(state);

    assert_string_equal(look(p, 1, 3), "2 same.door_name;3 same.phone;5 same.door;");
    assert_string_equal(look(p, 3, 3), "1 same.phone;");
    assert_string_equal(look(p, 4, 3), "");
    assert_string_equal(look(p, 5, 3),
                        "1 same.door;2 same.door;"); /* perhaps another's */
}

static void a_join_is_a_link_and_undone_both_are_as_they_were(void **state)
{
    struct phone *p = with_cases(state);
    const char *before = dump_care(p);

    assert_string_equal(today(p), "5 new");
    assert_ok(join(p, 1, 3)); /* from either side: the earlier one stays */
    assert_string_equal(today(p), "4 new");
    assert_string_equal(look(p, 1, 3), "2 same.door_name;5 same.door;<3;");
    assert_string_equal(look(p, 3, 3), ">1;");
    assert_ok(join(p, 3, 1)); /* a second click */
    assert_string_equal(dump_care(p), before);
    assert_ok(part(p, 3));
    assert_ok(part(p, 3));
    assert_string_equal(today(p), "5 new");
    assert_string_equal(look(p, 1, 3), "2 same.door_name;3 same.phone;5 same.door;");
    assert_string_equal(dump_care(p), before);
    p->now += 1000;
    assert_ok(join(p, 3, 1)); /* and again */
    assert_string_equal(look(p, 3, 3), ">1;");
}

static void a_joined_case_is_joined_once(void **state)
{
    struct phone *p = with_cases(state);

    assert_ok(join(p, 3, 1));
    assert_err(join(p, 3, 2), ERR_CONFLICT);
    assert_err(join(p, 4, 3), ERR_CONFLICT); /* no chains */
    assert_err(join(p, 2, 2), ERR_NOT_FOUND);
    assert_ok(join(p, 2, 1));
    assert_string_equal(look(p, 1, 3), "5 same.door;<2;<3;");
}

static void a_case_that_others_joined_joins_no_third(void **state)
{
    struct phone *p = with_cases(state);

    assert_ok(join(p, 3, 2));
    assert_err(join(p, 2, 1), ERR_CONFLICT); /* no chains from this side either */
    assert_string_equal(look(p, 3, 3), ">2;");
}

static void the_case_that_is_worked_on_goes_on_and_shows_that_the_other_has_rules(
    void **state)
{
    struct phone *p = with_cases(state);
    struct case_ref ref = {.id = case_id(p, 3)};
    struct case_ref joined = {.id = case_id(p, 1)};
    struct deed mine = {casefile_acknowledge, &ref, 3, ""}, seen = {count, &ref, 3, ""};
    struct deed of_joined = {count, &joined, 3, ""};

    assert_ok(run(p, &mine));
    assert_ok(join(p, 1, 3));
    assert_string_equal(look(p, 1, 3), ">3;");
    assert_ok(run(p, &of_joined));
    assert_string_equal(of_joined.found, "0 found, 0 joined, to one");
    assert_ok(run(p, &seen));
    assert_string_equal(seen.found, "0 found, 1 joined, rules");
}

static void a_colleagues_case_is_not_even_shown(void **state)
{
    struct phone *p = with_cases(state);
    struct case_ref ref = {.id = case_id(p, 1)};
    struct case_ref other = {.id = case_id(p, 3)};
    struct deed mine = {casefile_acknowledge, &ref, 4, ""};
    struct deed before = {count, &other, 3, ""}, after = before;

    assert_ok(run(p, &before));
    assert_string_equal(before.found, "1 found, 0 joined");
    assert_ok(run(p, &mine));
    assert_ok(run(p, &after));
    assert_string_equal(after.found, "0 found, 0 joined");
    assert_string_equal(look(p, 3, 3), "");
    assert_err(join(p, 3, 1), ERR_NOT_FOUND);
    assert_string_equal(look(p, 1, 3), "not found");
    assert_string_equal(look(p, 1, 4), "2 same.door_name;3 same.phone;5 same.door;");
}

static void close_to(struct phone *p, int n, int colleague)
{
    struct block_in block = {.casefile = case_id(p, n)};
    struct deed d = {block_set, &block, 3, ""};
    struct id user;

    require(id_parse(name_id(p->arena, 'b', n), ID_TEXT - 1, &block.id));
    require(id_parse(name_id(p->arena, 'u', colleague), ID_TEXT - 1, &user));
    block.person = id_to(user, user);
    assert_ok(run(p, &d));
}

static const char *count_of(struct phone *p, int n, int user)
{
    struct case_ref ref = {.id = case_id(p, n)};
    struct deed d = {count, &ref, user, ""};

    assert_ok(run(p, &d));
    return arena_copy(p->arena, d.found, strlen(d.found));
}

static void a_joined_case_that_is_closed_to_a_colleague_says_nothing_to_her(void **state)
{
    struct phone *p = with_cases(state);
    struct case_ref joined = {.id = case_id(p, 3)};
    struct deed mine = {casefile_acknowledge, &joined, 3, ""};

    assert_ok(join(p, 3, 1));
    assert_ok(run(p, &mine));
    close_to(p, 3, 4);
    assert_string_equal(count_of(p, 1, 3), "2 found, 1 joined, rules");
    assert_string_equal(count_of(p, 1, 4), "2 found, 0 joined");
    assert_string_equal(look(p, 1, 4), "2 same.door_name;5 same.door;");
}

static void a_case_joined_to_one_that_is_closed_to_a_colleague_says_nothing_to_her(
    void **state)
{
    struct phone *p = with_cases(state);
    struct case_ref main = {.id = case_id(p, 1)};
    struct deed mine = {casefile_acknowledge, &main, 3, ""};

    assert_ok(run(p, &mine));
    assert_ok(join(p, 3, 1));
    close_to(p, 1, 4);
    assert_string_equal(count_of(p, 3, 3), "0 found, 0 joined, to one");
    assert_string_equal(count_of(p, 3, 4), "0 found, 0 joined");
    assert_string_equal(look(p, 3, 4), "");
}

static void what_is_kept_to_find_them_is_keyed(void **state)
{
    struct phone *p = with_cases(state);
    struct q_same_found_in in = {.casefile = case_id(p, 1), .reader = p->user};
    struct q_same_found_out *rows;
    size_t len;

    p->keys->blind[0] ^= 1; /* another installation's key: other marks */
    born(p, 6, REQUEST(6, "Apt. 2-B", "617 555 0100", "Rosa"));
    p->keys->blind[0] ^= 1;
    struct db *db = world_read(p->w, STORE_CARE);
    assert_ok(db_many(db, &q_same_found, &in, &rows, &len, p->arena));
    for (size_t i = 0; i < len; i++)
        assert_int_not_equal(rows[i].casefile.b[15], 6);
    store_read_end(&db);
    assert_int_equal(len, 5); /* a door twice, two names, a phone */
}

/* ---- an inspection of a case's home ---- */

static struct err ask_inspection(struct session *s, void *ctx)
{
    struct deed *d = ctx;
    void *out = NULL;
    struct id user;

    require(id_parse(name_id(s->arena, 'u', d->user), ID_TEXT - 1, &user));
    s->actor = (struct actor){.user = id_to(user, user), .roles = MANAGER};
    return d->act(s, d->in, &out);
}

static struct err ask_for(struct phone *p, const struct inspect_form *f, int user)
{
    struct deed first = {inspect_ask, f, user, ""}, then = {inspect_link, f, user, ""};
    struct err e = phone_run(p, STORE_ENFORCEMENT, ask_inspection, &first);

    return e.kind == OK ? phone_run(p, STORE_CARE, ask_inspection, &then) : e;
}

struct result {
    struct case_ref ref;
    char text[80];
};

static struct err read_result(struct session *s, void *ctx)
{
    struct result *r = ctx;
    const struct inspect_page *page;
    void *out;

    s->actor.roles = 1u << ROLE_CARE_LEAD;
    TRY(inspect_look(s, &r->ref, &out));
    page = out;
    snprintf(r->text, sizeof r->text, "%zu %s", page->len,
             page->len > 0 ? page->lines[0].state : "");
    return ok();
}

static void an_inspection_is_asked_for_with_nothing_of_the_case(void **state)
{
    struct phone *p = with_cases(state);
    struct inspect_form f = {.casefile = case_id(p, 1),
                             .wrong = {&editions[editions_len - 1].sections[2]},
                             .wrong_len = 1};
    struct result r = {{.id = case_id(p, 1)}, ""};
    struct id visit;

    require(id_parse(name_id(p->arena, 'q', 1), ID_TEXT - 1, &f.request));
    require(id_parse(name_id(p->arena, 'v', 70), ID_TEXT - 1, &visit));
    f.inspection = id_to(inspection, visit);
    assert_ok(ask_for(p, &f, 3));
    assert_ok(ask_for(p, &f, 3)); /* a second click */
    const char *trail = dump_trail(p, STORE_ENFORCEMENT);
    assert_non_null(strstr(trail, " nobody inspection.ask "));
    assert_null(strstr(trail, "0075-7000-8000-000000000003")); /* the case manager */
    const char *rows = dump_enforcement(p);
    assert_null(strstr(rows, "Rosa"));
    assert_null(strstr(rows, "0063-7000-8000-000000000001")); /* the case */
    assert_ok(phone_run(p, STORE_CARE, read_result, &r));
    assert_string_equal(r.text, "1 planned");
}

static void a_colleagues_case_asks_for_nothing(void **state)
{
    struct phone *p = with_cases(state);
    struct case_ref ref = {.id = case_id(p, 1)};
    struct deed mine = {casefile_acknowledge, &ref, 4, ""};
    struct inspect_form f = {.casefile = case_id(p, 1),
                             .wrong = {&editions[editions_len - 1].sections[2]},
                             .wrong_len = 1};
    const char *before;

    assert_ok(run(p, &mine));
    before = dump_enforcement(p);
    assert_err(ask_for(p, &f, 3), ERR_NOT_FOUND);
    assert_string_equal(dump_enforcement(p), before);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_of_one_household_are_shown_with_the_reason),
        cmocka_unit_test(a_join_is_a_link_and_undone_both_are_as_they_were),
        cmocka_unit_test(a_joined_case_is_joined_once),
        cmocka_unit_test(a_case_that_others_joined_joins_no_third),
        cmocka_unit_test(
            the_case_that_is_worked_on_goes_on_and_shows_that_the_other_has_rules),
        cmocka_unit_test(a_colleagues_case_is_not_even_shown),
        cmocka_unit_test(a_joined_case_that_is_closed_to_a_colleague_says_nothing_to_her),
        cmocka_unit_test(
            a_case_joined_to_one_that_is_closed_to_a_colleague_says_nothing_to_her),
        cmocka_unit_test(what_is_kept_to_find_them_is_keyed),
        cmocka_unit_test(an_inspection_is_asked_for_with_nothing_of_the_case),
        cmocka_unit_test(a_colleagues_case_asks_for_nothing),
    };

    return world_run_ready("same", tests, COUNT(tests));
}
