/* The supervisor's and the intake desk, on both engines: re-inspections in any order of
 * arrival, requests with their clocks, zones, moved days, and who may ask for time.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phone.h"

#include "app/desk_app.h"
#include "app/zone_app.h"
#include "base/crypto.h"
#include "core/build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ID(kind, n) "\"018f0000-00" kind "-7000-8000-00000000000" #n "\""
#define VISIT(n) "\"inspection\":" ID("76", n)
#define START(n)                                                          \
    VISIT(n)                                                              \
    ",\"property\":" ID("70", 1) ",\"unit\":\"2B\",\"kind\":\"routine\"," \
                                 "\"occupancy\":\"occupied\",\"present\":[\"occupant\"]"
#define FINDING(n, visit, who, by)                                                                \
    "\"finding\":" ID("66", n) "," VISIT(                                                         \
        visit) ",\"code\":\"410.180\","                                                           \
               "\"library\":\"105-cmr-410:2023-05-12\",\"place\":\"kitchen\",\"note\":\"Drip.\"," \
               "\"endangering\":\"0\",\"responsible\":\"" who "\",\"correct_by\":\"" by           \
               "\""
#define SEEN(n, visit, state) \
    "\"finding\":" ID("66", n) "," VISIT(visit) ",\"state\":\"" state "\""

static struct id id_named(struct phone *p, char kind, int n)
{
    struct id id;

    require(id_parse(name_id(p->arena, kind, n), ID_TEXT - 1, &id));
    return id;
}

static struct day day(const char *text)
{
    struct day d = DAY_NONE;

    day_parse(text, strlen(text), &d);
    return d;
}

static const char *sign_op(struct phone *p, int n, const char *more)
{
    struct sha256 sha = sha256_of("A.", 2);
    char text[400];

    snprintf(text, sizeof text,
             "%s,\"name\":\"A Person\",\"order\":\"A.\",\"order_sha256\":\"%s\","
             "\"lang\":\"en\"",
             VISIT(1), hex(p->arena, (struct bytes){sha.b, SHA256_LEN}));
    return op_make(p, n, "inspection.sign", arena_copy(p->arena, text, strlen(text)),
                   more);
}

/* A person of the desks does something, or looks. */
struct deed {
    struct err (*act)(struct session *s, const void *in, void **out);
    const void *in;
    void *out;
    unsigned roles;
    struct faults faults;
};

static struct err do_deed(struct session *s, void *ctx)
{
    struct deed *d = ctx;

    s->actor.roles = d->roles;
    struct err e = d->act(s, d->in, &d->out);
    d->faults = s->faults;
    return e;
}

static struct err as(struct phone *p, unsigned roles, struct deed *d)
{
    d->roles = roles;
    return phone_run(p, STORE_ENFORCEMENT, do_deed, d);
}

#define SUPERVISOR (1u << ROLE_SUPERVISOR)
#define INTAKE (1u << ROLE_INTAKE)

/* What stands in the calendar from a day on, for three weeks: one line a visit. */
struct calendar_text {
    struct phone *p;
    struct day from;
    const char *text;
};

static struct err write_week(struct session *s, void *ctx)
{
    struct calendar_text *c = ctx;
    struct build b = {.arena = c->p->arena};

    s->actor.roles = SUPERVISOR;
    for (int week = 0; week < 3; week++) {
        struct week_in in = {{c->from.n + 7 * week}, {{0}}, ""};
        const struct week_page *w;
        void *out;

        TRY(week_view(s, &in, &out));
        w = out;
        for (size_t i = 0; i < w->len; i++) {
            char line[120], text[DAY_TEXT];

            day_format(w->of[i].day, text);
            snprintf(line, sizeof line, "%s %s %s %d\n", text, w->of[i].kind,
                     w->of[i].state, w->of[i].inspector.b[15]);
            build_text(&b, line);
        }
    }
    c->text = build_done(&b);
    return ok();
}

static const char *calendar(struct phone *p, const char *from)
{
    struct calendar_text c = {p, day(from), NULL};

    assert_ok(phone_run(p, STORE_ENFORCEMENT, write_week, &c));
    return c.text;
}

static struct err find_follower(struct session *s, void *ctx)
{
    struct week_in in = {day("2026-12-14"), {{0}}, ""};
    void *out;

    s->actor.roles = SUPERVISOR;
    TRY(week_view(s, &in, &out));
    const struct week_page *w = out;
    assert_int_equal(w->len, 1);
    id_format(id_of(w->of[0].id), ctx);
    return ok();
}

/* The re-inspection of the week of the 14th of December. */
static const char *follower(struct phone *p)
{
    char *id = arena_alloc(p->arena, ID_TEXT);

    assert_ok(phone_run(p, STORE_ENFORCEMENT, find_follower, id));
    return id;
}

/* Visit 1 finds a drip and is signed. */
static void find_and_sign(struct phone *p)
{
    const char *const ops[] = {
        op_make(p, 1, "inspection.start", START(1), ""),
        op_make(p, 2, "finding.add", FINDING(1, 1, "owner", "2026-12-12"), ""),
        sign_op(p, 3, ""),
    };

    phone_send(p, ops, COUNT(ops));
    for (size_t i = 0; i < COUNT(ops); i++)
        assert_applied(&p->results[i]);
}

static void a_signed_visit_is_followed_by_its_own_inspector(void **state)
{
    struct phone *p = phone_new(*state);
    struct sync_answer answer;

    find_and_sign(p);
    /* the 12th is a Saturday */
    assert_string_equal(calendar(p, "2026-12-07"), "2026-12-14 reinspection planned 1\n");
    assert_non_null(strstr(phone_answer(p, "", &answer), "2026-12-14"));
}

static void what_is_corrected_needs_no_re_inspection(void **state)
{
    struct phone *p = phone_new(*state);
    struct sync_answer answer;

    find_and_sign(p);
    const char *before = phone_answer(p, "", &answer);
    assert_non_null(strstr(before, "reinspection"));
    phone_send_one(p, op_make(p, 4, "inspection.start", START(2), ""));
    assert_applied(
        phone_send_one(p, op_make(p, 5, "finding.state", SEEN(1, 2, "corrected"), "")));
    assert_string_equal(calendar(p, "2026-12-07"), "");
    assert_non_null(strstr(phone_answer(p, answer.cursor, &answer), "removed"));
    /* seen open after all: it is planned again */
    assert_applied(
        phone_send_one(p, op_make(p, 6, "finding.state", SEEN(1, 2, "open"), "")));
    assert_string_equal(calendar(p, "2026-12-07"), "2026-12-14 reinspection planned 1\n");
}

/* Every order in which the same ops can arrive, one request an op. */
static const char *calendar_after(struct world *w, unsigned order, const char *seen)
{
    struct phone *p = phone_new(w);
    char state[200];

    snprintf(state, sizeof state,
             "\"finding\":" ID("66", 1) "," VISIT(2) ",\"state\":\"%s\"", seen);
    const char *const ops[] = {
        op_make(p, 1, "inspection.start", START(1), ""),
        op_make(p, 2, "finding.add", FINDING(1, 1, "owner", "2026-12-12"), ""),
        op_make(p, 3, "inspection.start", START(2), ""),
        op_make(p, 4, "finding.state", arena_copy(p->arena, state, strlen(state)), ""),
        sign_op(p, 5, "\"after\":[" ID("6f", 1) "," ID("6f", 2) "]"),
    };
    bool sent[COUNT(ops)] = {false};

    for (size_t left = COUNT(ops); left > 0; left--) {
        size_t nth = order % left, i = 0;

        order /= (unsigned)left;
        while (sent[i] || nth-- > 0)
            i++;
        sent[i] = true;
        assert_int_not_equal(phone_send_one(p, ops[i])->status, SYNC_REFUSED);
    }
    return calendar(p, "2026-12-07");
}

static void in_any_order_of_arrival_the_plan_is_the_same(void **state)
{
    struct world *first = *state;
    unsigned step = first->engine == DB_SQLITE ? 3 : 29; /* of 120 orders */

    for (unsigned order = 0; order < 120; order += step) {
        struct world w;

        world_open(&w, first->engine);
        assert_string_equal(calendar_after(&w, order, "corrected"), "");
        world_close(&w);
        world_open(&w, first->engine);
        assert_string_equal(calendar_after(&w, order, "open"),
                            "2026-12-14 reinspection planned 1\n");
        world_close(&w);
    }
}

/* ---- the day that is moved ---- */

static struct violation_form form_of(struct phone *p, int n, const char *until)
{
    return (struct violation_form){.id = id_to(finding, id_named(p, 'f', 1)),
                                   .extension = id_named(p, 'e', n),
                                   .ask = id_named(p, 't', n),
                                   .until = day(until),
                                   .reason = "weather",
                                   .refusal = "danger",
                                   .asked_by = RESPONSIBLE_OWNER,
                                   .grant = true,
                                   .rev = 1};
}

static void an_extension_moves_the_day_and_keeps_the_first(void **state)
{
    struct phone *p = phone_new(*state);
    struct sync_answer answer;
    struct deed d = {.act = violation_extend};

    find_and_sign(p);
    phone_answer(p, "", &answer);
    struct violation_form f = form_of(p, 1, "2026-12-21");
    d.in = &f;
    assert_err(as(p, INTAKE, &d), ERR_NOT_FOUND);
    assert_ok(as(p, SUPERVISOR, &d));
    assert_ok(as(p, SUPERVISOR, &d)); /* a second click */
    assert_string_equal(calendar(p, "2026-12-07"), "2026-12-21 reinspection planned 1\n");
    const char *heard = phone_answer(p, answer.cursor, &answer);
    assert_non_null(strstr(heard, "\"correct_by\":\"2026-12-21\""));
    f = form_of(p, 2, "2026-12-23");
    assert_err(as(p, SUPERVISOR, &d), ERR_CONFLICT); /* of a stale screen */
    f.rev = 2;
    f.until = day("2026-12-20");
    assert_err(as(p, SUPERVISOR, &d), ERR_INVALID); /* sooner is no extension */
    assert_non_null(fault_of(&d.faults, "until"));
}

struct seen_days {
    struct day was, until;
    size_t moves;
    const char *state;
};

static struct err see_days(struct session *s, void *ctx)
{
    struct seen_days *seen = ctx;
    struct violation_form f = {0};
    const struct violation_page *p;
    void *out;

    s->actor.roles = INTAKE;
    require(id_parse("018f0000-0066-7000-8000-000000000001", ID_TEXT - 1,
                     (struct id *)(void *)&f.id));
    TRY(violation_look(s, &f, &out));
    p = out;
    seen->moves = p->extensions_len;
    seen->until = p->line.correct_by;
    if (p->extensions_len > 0)
        seen->was = p->extensions[0].was;
    seen->state =
        p->asked_len > 0 && strcmp(p->asked[0].state, "granted") == 0 ? "granted" : "not";
    return ok();
}

static void who_must_do_the_work_asks_for_time_and_gets_an_answer(void **state)
{
    struct phone *p = phone_new(*state);
    struct seen_days seen = {0};
    struct deed ask = {.act = violation_ask}, decide = {.act = violation_decide};

    find_and_sign(p);
    struct violation_form f = form_of(p, 1, "2026-12-18");
    ask.in = decide.in = &f;
    f.reason = "more-days";
    f.asked_by = RESPONSIBLE_OCCUPANT; /* the owner's work */
    assert_err(as(p, INTAKE, &ask), ERR_INVALID);
    assert_non_null(fault_of(&ask.faults, "asked_by"));
    f.asked_by = RESPONSIBLE_OWNER;
    assert_ok(as(p, INTAKE, &ask));
    assert_ok(as(p, INTAKE, &ask)); /* a second click */
    assert_err(as(p, INTAKE, &decide), ERR_NOT_FOUND);
    assert_ok(as(p, SUPERVISOR, &decide));
    assert_ok(as(p, SUPERVISOR, &decide));
    assert_ok(phone_run(p, STORE_ENFORCEMENT, see_days, &seen));
    assert_int_equal(seen.moves, 1);
    assert_int_equal(seen.was.n, day("2026-12-12").n);
    assert_int_equal(seen.until.n, day("2026-12-18").n);
    assert_string_equal(seen.state, "granted");
    f.grant = false;
    assert_err(as(p, SUPERVISOR, &decide), ERR_CONFLICT); /* it was answered */
}

/* ---- requests and zones ---- */

static struct intake_form request_of(struct phone *p, int n)
{
    return (struct intake_form){.id = id_named(p, 'r', n),
                                .inspection = id_to(inspection, id_named(p, 'q', n)),
                                .property = id_to(property, id_named(p, 'p', 1)),
                                .line = "",
                                .postcode = "",
                                .unit = "",
                                .wrong = "No light in the hall.",
                                .came = "phone",
                                .received = DAY_NONE};
}

static void save_zone(struct phone *p, const char *const *inspectors, size_t len)
{
    static const char *const areas[] = {"neighbourhood:Waterside"};
    struct zone_form f = {.id = id_named(p, 'z', 1),
                          .is_new = true,
                          .name = "Water",
                          .areas = areas,
                          .areas_len = 1,
                          .inspectors = inspectors,
                          .inspectors_len = len};
    struct deed d = {.act = zone_save, .in = &f};

    assert_ok(as(p, SUPERVISOR, &d));
}

static void a_request_goes_to_who_has_the_fewest_visits_that_day(void **state)
{
    struct phone *p = phone_new(*state);
    const char *const both[] = {"018f0000-0075-7000-8000-000000000001",
                                "018f0000-0075-7000-8000-000000000002"};
    struct deed d = {.act = intake_take};

    save_zone(p, both, 2);
    for (int n = 1; n <= 3; n++) {
        struct intake_form f = request_of(p, n);
        d.in = &f;
        assert_ok(as(p, INTAKE, &d));
        assert_ok(as(p, INTAKE, &d)); /* a second click */
    }
    /* asked on Tuesday the 24th; the 25th is the first day */
    assert_string_equal(calendar(p, "2026-11-23"),
                        "2026-11-24 routine planned 1\n2026-11-24 routine planned 2\n"
                        "2026-11-25 complaint planned 1\n2026-11-25 complaint planned 2\n"
                        "2026-11-25 complaint planned 1\n");
}

static void without_a_zone_a_visit_waits_until_there_is_one(void **state)
{
    struct phone *p = phone_new(*state);
    const char *const second[] = {"018f0000-0075-7000-8000-000000000002"};
    struct intake_form f = request_of(p, 1);
    struct deed d = {.act = intake_take, .in = &f};

    assert_ok(as(p, INTAKE, &d));
    assert_non_null(
        strstr(calendar(p, "2026-11-30"), "2026-12-02 complaint planned 0\n"));
    save_zone(p, second, 1);
    assert_non_null(
        strstr(calendar(p, "2026-11-30"), "2026-12-02 complaint planned 2\n"));
}

struct clocks {
    struct day due[2];
    size_t late, len;
};

static struct err read_clocks(struct session *s, void *ctx)
{
    struct clocks *c = ctx;
    const struct request_page *p;
    void *out;

    s->actor.roles = INTAKE;
    TRY(request_list(s, NULL, &out));
    p = out;
    c->len = p->open_len;
    c->late = p->late;
    for (size_t i = 0; i < p->open_len && i < COUNT(c->due); i++)
        c->due[i] = p->open[i].due;
    return ok();
}

static void the_clocks_skip_thanksgiving_and_the_weekend(void **state)
{
    struct phone *p = phone_new(*state);
    struct clocks c = {0};
    struct intake_form f = request_of(p, 1);
    struct deed d = {.act = intake_take, .in = &f};

    assert_ok(as(p, INTAKE, &d));
    f = request_of(p, 2);
    f.alleged = true;
    f.received = day("2026-11-20"); /* a letter of last Friday: due on Monday */
    assert_ok(as(p, INTAKE, &d));
    assert_ok(phone_run(p, STORE_ENFORCEMENT, read_clocks, &c));
    assert_int_equal(c.len, 2);
    assert_int_equal(c.late, 1);
    assert_int_equal(c.due[0].n, day("2026-11-23").n);
    assert_int_equal(c.due[1].n, day("2026-12-02").n);
}

static void words_about_a_life_are_asked_about_once(void **state)
{
    struct phone *p = phone_new(*state);
    struct intake_form f = request_of(p, 1);
    struct deed d = {.act = intake_take, .in = &f};

    f.wrong = "The tenant was evicted before.";
    assert_err(as(p, INTAKE, &d), ERR_INVALID);
    assert_string_equal(fault_of(&d.faults, "social_ok"), "request.social");
    f.social_ok = true;
    assert_ok(as(p, INTAKE, &d));
}

/* ---- moving ---- */

static void a_visit_that_moves_leaves_one_phone_and_comes_to_another(void **state)
{
    struct phone *p = phone_new(*state);
    struct sync_answer answer;
    struct visit_form f = {.id = id_to(inspection, id_named(p, 'v', 50)),
                           .inspector = id_to(user, id_named(p, 'u', 2)),
                           .day = day("2026-11-27"),
                           .time = "09:30",
                           .rev = 1};
    struct deed d = {.act = visit_set, .in = &f};

    find_and_sign(p); /* a store that was written to */
    assert_non_null(strstr(phone_answer(p, "", &answer), "000000000050"));
    assert_err(as(p, INTAKE, &d), ERR_NOT_FOUND);
    assert_ok(as(p, SUPERVISOR, &d));
    assert_ok(as(p, SUPERVISOR, &d)); /* a second click */
    const char *heard = phone_answer(p, answer.cursor, &answer);
    assert_non_null(strstr(heard, "removed"));
    f.day = day("2026-11-30");
    assert_err(as(p, SUPERVISOR, &d), ERR_CONFLICT); /* of a stale screen */
}

static void a_day_chosen_by_hand_stays_and_a_change_of_person_is_none(void **state)
{
    struct phone *p = phone_new(*state);
    struct id again;
    struct visit_form f = {.day = day("2026-12-14"), .time = "", .rev = 1};
    struct violation_form more = form_of(p, 1, "2026-12-17");
    struct deed d = {.act = visit_set, .in = &f},
                e = {.act = violation_extend, .in = &more};

    find_and_sign(p);
    require(id_parse(follower(p), ID_TEXT - 1, &again));
    f.id = id_to(inspection, again);
    f.inspector = id_to(user, id_named(p, 'u', 2));
    assert_ok(as(p, SUPERVISOR, &d));
    assert_ok(as(p, SUPERVISOR, &e)); /* another person, and the rule still moves it */
    assert_string_equal(calendar(p, "2026-12-07"), "2026-12-17 reinspection planned 2\n");
    f.day = day("2026-12-16");
    f.rev = 2;
    assert_ok(as(p, SUPERVISOR, &d));
    more = form_of(p, 2, "2026-12-22");
    more.rev = 2;
    assert_ok(as(p, SUPERVISOR, &e));
    assert_string_equal(calendar(p, "2026-12-07"), "2026-12-16 reinspection planned 2\n");
}

static void a_share_of_a_day_moves_whole_or_not_at_all(void **state)
{
    struct phone *p = phone_new(*state);
    const char *visits[] = {"018f0000-0076-7000-8000-000000000050",
                            "018f0000-0076-7000-8000-000000000051"};
    struct rebalance_in f = {.day = day("2026-11-24"),
                             .from = id_to(user, id_named(p, 'u', 1)),
                             .to = id_to(user, id_named(p, 'u', 2)),
                             .n = 2,
                             .visits = visits,
                             .visits_len = 2}; /* one is the taker's already */
    struct deed d = {.act = rebalance_do, .in = &f};
    const char *before = calendar(p, "2026-11-23");

    assert_err(as(p, SUPERVISOR, &d), ERR_CONFLICT);
    assert_string_equal(calendar(p, "2026-11-23"), before);
    f.visits_len = 1;
    assert_ok(as(p, SUPERVISOR, &d));
    assert_string_equal(calendar(p, "2026-11-23"),
                        "2026-11-24 routine planned 2\n2026-11-24 routine planned 2\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signed_visit_is_followed_by_its_own_inspector),
        cmocka_unit_test(what_is_corrected_needs_no_re_inspection),
        cmocka_unit_test(in_any_order_of_arrival_the_plan_is_the_same),
        cmocka_unit_test(an_extension_moves_the_day_and_keeps_the_first),
        cmocka_unit_test(who_must_do_the_work_asks_for_time_and_gets_an_answer),
        cmocka_unit_test(a_request_goes_to_who_has_the_fewest_visits_that_day),
        cmocka_unit_test(without_a_zone_a_visit_waits_until_there_is_one),
        cmocka_unit_test(the_clocks_skip_thanksgiving_and_the_weekend),
        cmocka_unit_test(words_about_a_life_are_asked_about_once),
        cmocka_unit_test(a_visit_that_moves_leaves_one_phone_and_comes_to_another),
        cmocka_unit_test(a_day_chosen_by_hand_stays_and_a_change_of_person_is_none),
        cmocka_unit_test(a_share_of_a_day_moves_whole_or_not_at_all),
    };

    return world_run_ready("desk", tests, COUNT(tests));
}
