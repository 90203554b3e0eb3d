/* A small history, born here and imported, counted by hand, on both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phone.h"

#include "app/attempt_app.h"
#include "app/casefile_app.h"
#include "app/need_app.h"
#include "app/report_app.h"
#include "base/crypto.h"
#include "domain/limits.h"
#include "store/imported_case_store.h"

#include <stdio.h>
#include <string.h>

/* ---- the history: 24 November 2026 and the days after ---- */

static struct id named(struct phone *p, char kind, int n)
{
    struct id id;

    require(id_parse(name_id(p->arena, kind, n), ID_TEXT - 1, &id));
    return id;
}

static struct casefile_id case_named(struct phone *p, int n)
{
    return id_to(casefile, named(p, 'c', n));
}

struct visit {
    const char *present, *card; /* card: "yes", "no", or "" where nobody wrote it down */
};

static const char *sign_data(struct phone *p, const char *inspection)
{
    struct sha256 sha = sha256_of("Repair.", strlen("Repair."));
    char text[400];

    snprintf(text, sizeof text,
             "\"inspection\":\"%s\",\"name\":\"A Person\",\"order\":\"Repair.\","
             "\"order_sha256\":\"%s\",\"lang\":\"en\"",
             inspection, hex(p->arena, (struct bytes){sha.b, SHA256_LEN}));
    return arena_copy(p->arena, text, strlen(text));
}

static void visited(struct phone *p, int n, struct visit v)
{
    const char *inspection = name_id(p->arena, 'v', n);
    char start[400], card[200];

    snprintf(start, sizeof start,
             "\"inspection\":\"%s\",\"property\":\"%s\",\"unit\":\"\",\"kind\":"
             "\"routine\",\"occupancy\":\"occupied\",\"present\":[\"%s\"]",
             inspection, name_id(p->arena, 'p', 1), v.present);
    snprintf(card, sizeof card, "\"inspection\":\"%s\",\"left\":\"%s\"%s", inspection,
             v.card, v.card[0] == 'n' ? ",\"reason\":\"refused\"" : "");
    assert_applied(phone_send_one(p, op_make(p, 10 * n, "inspection.start", start, "")));
    if (v.card[0] != '\0')
        assert_applied(phone_send_one(p, op_make(p, 10 * n + 1, "card.set", card, "")));
    assert_applied(phone_send_one(
        p, op_make(p, 10 * n + 2, "inspection.sign", sign_data(p, inspection), "")));
}

static void asked(struct phone *p, int n, const char *choice, const char *urgency)
{
    char data[700];

    snprintf(data, sizeof data,
             "\"casefile\":\"%s\",\"consent\":\"%s\",\"property\":\"%s\",\"unit\":\"2\","
             "\"address\":\"12 Erie Street\",\"choices\":[\"%s:told\"],"
             "\"urgency\":\"%s\",\"phone\":\"617 555 0100\",\"message_ok\":\"no\","
             "\"call_name\":\"Rosa\",\"text_version\":\"door-1\",\"lang\":\"es\","
             "\"method\":\"shown\",\"card_code\":\"\"",
             name_id(p->arena, 'c', n), name_id(p->arena, 'n', n),
             name_id(p->arena, 'p', 1), choice, urgency);
    assert_applied(phone_send_one(p, op_sealed(p, 100 + n, "help.request", data)));
}

static void nobody_home(struct phone *p, int n)
{
    char data[300];

    snprintf(data, sizeof data,
             "\"casefile\":\"%s\",\"property\":\"%s\",\"unit\":\"9\","
             "\"address\":\"12 Erie Street\",\"card_left\":\"yes\"",
             name_id(p->arena, 'c', n), name_id(p->arena, 'p', 1));
    assert_applied(phone_send_one(p, op_sealed(p, 100 + n, "help.alert", data)));
}

/* From another system: received on the 20th, reached the day after. */
static struct err import_one(struct db *db, struct arena *a, void *ctx)
{
    static const char *const food[] = {"food"};
    struct phone *p = ctx;
    enum imported_case_put put;
    struct imported_case c = {
        .external_id = "h-1",
        .source = "311",
        .urgency = "unknown",
        .state = "closed",
        .prior = "yes",
        .received = day_make(2026, 11, 20),
        .contacted = day_make(2026, 11, 21),
        .closed = day_make(2026, 11, 23),
        .recorded_at = p->now,
        .close_reason = "connected-some",
        .reasons = food,
        .services = food,
        .reasons_len = 1,
        .services_len = 1,
        .new_case = named(p, 'c', 90),
        .new_resident = named(p, 'y', 90),
        .new_consent = named(p, 'n', 90),
    };

    c.received_at = c.received.n * DAY_MS;
    c.closed_at = c.closed.n * DAY_MS;
    return imported_case_put(db, a, p->keys, &c, &put);
}

/* ---- the case manager ---- */

struct step {
    struct phone *p;
    struct err (*act)(struct session *s, const void *in, void **out);
    const void *in;
    struct case_ref *fresh; /* gets the revision of now, or NULL */
};

static struct err take_step(struct session *s, void *ctx)
{
    struct step *t = ctx;
    struct db *db;
    struct casefile c;
    void *out;

    s->actor = (struct actor){.user = id_to(user, named(t->p, 'u', 3)),
                              .roles = 1u << ROLE_CASE_MANAGER};
    if (t->fresh != NULL) {
        TRY(session_db(s, STORE_CARE, &db));
        TRY(casefile_load(db, s->keys, t->fresh->id, s->arena, &c));
        t->fresh->rev = c.rev;
    }
    return t->act(s, t->in, &out);
}

static void work(struct phone *p, struct step t)
{
    t.p = p;
    assert_ok(phone_run(p, STORE_CARE, take_step, &t));
}

static void acknowledged(struct phone *p, int n)
{
    struct case_ref ref = {.id = case_named(p, n)};

    work(p, (struct step){.act = casefile_acknowledge, .in = &ref, .fresh = &ref});
}

static void reached(struct phone *p, int n)
{
    struct attempt_in in = {.casefile = case_named(p, n),
                            .id = id_to(attempt, named(p, 't', n)),
                            .channel = CHANNEL_PHONE,
                            .outcome = OUTCOME_REACHED,
                            .next_day = DAY_NONE};

    work(p, (struct step){.act = attempt_log, .in = &in});
}

static void no_services_before(struct phone *p, int n)
{
    struct prior_in in = {.ref.id = case_named(p, n), .prior = PRIOR_NO};

    work(p, (struct step){.act = casefile_prior, .in = &in, .fresh = &in.ref});
}

static void served(struct phone *p, int n, const char *need, int need_n)
{
    struct need_in found = {case_named(p, n), id_to(need, named(p, 'e', need_n)), need,
                            KNOWN_BY_TOLD};
    struct need_started_in started = {found.casefile, found.id};

    work(p, (struct step){.act = need_found, .in = &found});
    work(p, (struct step){.act = need_started, .in = &started});
}

static void closed(struct phone *p, int n, enum close_reason reason)
{
    struct close_in in = {.ref.id = case_named(p, n), .reason = reason};

    in.note_id = named(p, 'k', n);
    in.causes[CAUSE_ARREARS] = true;
    in.barriers[BARRIER_WAITLIST] = true;
    work(p, (struct step){.act = casefile_close, .in = &in, .fresh = &in.ref});
}

/* Three visits; two requests and an alert, one of them through to the end; one case of
 * another system. */
static struct phone *history(struct world *w)
{
    struct phone *p = phone_new(w);

    visited(p, 1, (struct visit){"occupant", "yes"});
    visited(p, 2, (struct visit){"nobody", ""});
    visited(p, 3, (struct visit){"occupant", "no"});
    asked(p, 1, "food", "today");
    asked(p, 2, "rent", "routine");
    nobody_home(p, 3);
    assert_ok(world_change(w, STORE_CARE, import_one, p));
    acknowledged(p, 1);
    p->now += DAY_MS;
    acknowledged(p, 2);
    p->now += DAY_MS;
    reached(p, 1);
    no_services_before(p, 1);
    served(p, 1, "food", 1);
    served(p, 1, "legal", 2);
    closed(p, 1, CLOSE_CONNECTED_ALL);
    return p;
}

/* ---- the report ---- */

static const struct zone_change eastern = {0, -5 * 3600};
static const struct zone here = {&eastern, 1};

static struct evaluation counted;
static struct report_line lines[REPORT_LINES], before[REPORT_LINES];
static size_t lines_len;

struct asking {
    unsigned roles;
    struct err (*act)(struct session *s, const void *in, void **out);
    const void *in;
};

static struct err ask(struct session *s, void *ctx)
{
    struct asking *q = ctx;
    void *out;

    s->actor.roles = q->roles;
    TRY(q->act(s, q->in, &out));
    counted = ((struct report *)out)->e;
    return ok();
}

static struct err evaluate(struct phone *p, enum role role)
{
    struct report_in in = {.period = {day_make(2026, 11, 1), day_make(2026, 11, 30)}};
    struct asking q = {1u << role, report_evaluation, &in};

    TRY(phone_run(p, STORE_CARE, ask, &q));
    lines_len = evaluation_lines(&counted, EDITION_INTERNAL, LIMIT_SMALL, lines);
    return ok();
}

static struct err look_at_the_city(struct phone *p, enum role role, enum period_kind kind)
{
    struct city_in in = {kind};
    struct asking q = {1u << role, report_city, &in};

    return phone_run(p, STORE_CARE, ask, &q);
}

static const struct report_line *line(const char *id)
{
    for (size_t i = 0; i < lines_len; i++)
        if (strcmp(lines[i].id, id) == 0)
            return &lines[i];
    fail_msg("no line %s", id);
    return NULL;
}

static void a_hand_counts_the_same(void **state)
{
    static const struct {
        const char *id;
        int numerator, denominator, unknown;
        bool half;
    } hand[] = {
        {"referrals", 4, 0, 0, false},
        {"referrals.source.inspector", 3, 4, 0, false},
        {"referrals.source.311", 1, 4, 0, false},
        {"referrals.urgency.today", 1, 3, 1, false},
        {"referrals.urgency.routine", 2, 3, 1, false},
        {"referrals.need.food", 2, 3, 1, false},
        {"referrals.need.rent", 1, 3, 1, false},
        {"cases.with-service", 2, 4, 0, false},
        {"closed.connected", 2, 2, 0, false},
        {"closed.connected-all", 1, 2, 0, false},
        {"closed.connected-some", 1, 2, 0, false},
        {"closed.moved", 0, 2, 0, false},
        {"open", 2, 4, 0, false},
        {"prior-services.none", 1, 2, 2, false},
        {"first-time-connected", 1, 2, 2, false},
        {"first-time-connected.closed", 1, 2, 0, false},
        {"additional-services", 1, 3, 1, false}, /* legal was no reason */
        {"services.total", 3, 0, 0, false},
        {"services.food", 2, 4, 0, false},
        {"services.legal", 1, 4, 0, false},
        {"days-to-acknowledge.median", 0, 2, 2, true}, /* 0 and 1 */
        {"days-to-contact.median", 1, 2, 2, true},     /* 2 and, imported, 1 */
        {"days-to-contact.min", 1, 2, 2, false},
        {"days-to-contact.max", 2, 2, 2, false},
        {"uptake.per-100-inspections", 2, 3, 1, false}, /* an alert is no request */
        {"uptake.per-100-occupant-met", 2, 2, 1, false},
        {"cards.coverage", 1, 2, 1, false},
        {"cause.arrears", 1, 1, 1, false},
        {"barrier.waitlist", 1, 1, 1, false},
        {"unmet-need.food", 0, 1, 3, false},
    };
    struct phone *p = history(*state);

    assert_ok(evaluate(p, ROLE_EVALUATOR));
    for (size_t i = 0; i < COUNT(hand); i++) {
        const struct report_line *l = line(hand[i].id);

        if (l->numerator != hand[i].numerator || l->half != hand[i].half ||
            l->denominator != hand[i].denominator || l->unknown != hand[i].unknown)
            fail_msg("%s: %d%s of %d, %d unknown", l->id, (int)l->numerator,
                     l->half ? ".5" : "", (int)l->denominator, (int)l->unknown);
    }
}

/* All lines but those that begin with one of these are as they were. */
static void only_these_changed(const char *const *starts, size_t len)
{
    for (size_t i = 0; i < lines_len; i++) {
        bool expected = false;

        for (size_t k = 0; k < len; k++)
            expected |= strncmp(lines[i].id, starts[k], strlen(starts[k])) == 0;
        if (!expected && memcmp(&lines[i], &before[i], sizeof *lines) != 0)
            fail_msg("%s changed", lines[i].id);
    }
}

static void one_record_changes_its_own_lines_alone(void **state)
{
    static const char *const contact[] = {"days-to-contact."};
    static const char *const prior[] = {"prior-services.none", "first-time-connected"};
    struct phone *p = history(*state);

    assert_ok(evaluate(p, ROLE_EVALUATOR));
    memcpy(before, lines, sizeof before);
    reached(p, 2);
    assert_ok(evaluate(p, ROLE_EVALUATOR));
    only_these_changed(contact, COUNT(contact));
    assert_int_equal(line("days-to-contact.median")->denominator, 3);
    memcpy(before, lines, sizeof before);
    no_services_before(p, 2);
    assert_ok(evaluate(p, ROLE_EVALUATOR));
    only_these_changed(prior, COUNT(prior));
    assert_int_equal(line("prior-services.none")->numerator, 2);
    assert_int_equal(line("first-time-connected")->numerator, 1);
}

static void what_was_recorded_after_the_cut_off_does_not_count(void **state)
{
    struct phone *p = history(*state);
    struct report_period period = {day_make(2026, 11, 1), day_make(2026, 11, 30), p->now,
                                   &here};
    struct db *care = world_read(p->w, STORE_CARE);

    counted = (struct evaluation){0};
    assert_ok(report_cases(care, &period, &counted));
    assert_int_equal(counted.referrals, 4);
    period.as_of -= 3 * DAY_MS; /* the imported case was recorded later, too */
    counted = (struct evaluation){0};
    assert_ok(report_cases(care, &period, &counted));
    assert_int_equal(counted.referrals, 0);
    store_read_end(&care);
}

static void the_day_is_the_citys(void **state)
{
    struct phone *p = phone_new(*state);

    p->now = 1795500000000 - 7 * 60 * 60 * 1000 + 1; /* 23:00 on the 23rd, in the city */
    asked(p, 1, "food", "today");
    visited(p, 1, (struct visit){"occupant", "yes"});
    struct report_in in = {.period = {day_make(2026, 11, 23), day_make(2026, 11, 23)}};
    struct asking q = {1u << ROLE_EVALUATOR, report_evaluation, &in};
    assert_ok(phone_run(p, STORE_CARE, ask, &q));
    assert_int_equal(counted.referrals, 1);
    assert_int_equal(counted.visits.inspections, 1);
    in.period = (struct period){day_make(2026, 11, 24), day_make(2026, 11, 30)};
    assert_ok(phone_run(p, STORE_CARE, ask, &q));
    assert_int_equal(counted.referrals, 0);
    assert_int_equal(counted.visits.inspections, 0);
}

static void the_citys_page_counts_who_asked_and_doors_apart(void **state)
{
    struct phone *p = history(*state);

    p->now += 7 * DAY_MS; /* the week is over */
    assert_ok(look_at_the_city(p, ROLE_LEADER, PERIOD_YEAR_TO_DATE));
    assert_int_equal(counted.visits.inspections, 3);
    assert_int_equal(counted.visits.cards_left, 1);
    assert_int_equal(counted.referrals, 3);
    assert_int_equal(counted.alerts, 1);
    assert_int_equal(counted.reached, 2);
    assert_int_equal(counted.with_service, 2);
    assert_int_equal(counted.broad[BROAD_CONNECTED], 2);
    assert_int_equal(counted.open, 1);
    assert_ok(look_at_the_city(p, ROLE_LEADER, PERIOD_LAST_MONTH));
    assert_int_equal(counted.referrals, 0);
    assert_int_equal(counted.visits.inspections, 0);
}

static void the_citys_page_is_the_same_all_week(void **state)
{
    struct phone *p = history(*state);
    int64_t begun = p->now;

    for (int day = 0; day < 4; day++) { /* Thursday to Sunday */
        p->now = begun + day * DAY_MS;
        assert_ok(look_at_the_city(p, ROLE_LEADER, PERIOD_YEAR_TO_DATE));
        assert_int_equal(counted.referrals, 0);
        assert_int_equal(counted.visits.inspections, 0);
    }
    p->now = begun + 4 * DAY_MS;
    assert_ok(look_at_the_city(p, ROLE_LEADER, PERIOD_YEAR_TO_DATE));
    assert_int_equal(counted.referrals, 3);
    assert_int_equal(counted.visits.inspections, 3);
}

static void what_went_on_this_week_waits_for_its_end(void **state)
{
    struct phone *p = history(*state);

    p->now += 7 * DAY_MS;
    assert_ok(look_at_the_city(p, ROLE_LEADER, PERIOD_YEAR_TO_DATE));
    struct evaluation monday = counted;
    reached(p, 2);
    served(p, 2, "rent", 3);
    closed(p, 2, CLOSE_CONNECTED_ALL);
    asked(p, 4, "food", "today");
    p->now += DAY_MS;
    assert_ok(look_at_the_city(p, ROLE_LEADER, PERIOD_YEAR_TO_DATE));
    assert_int_equal(counted.referrals, monday.referrals);
    assert_int_equal(counted.reached, monday.reached);
    assert_int_equal(counted.with_service, monday.with_service);
    assert_int_equal(counted.open, monday.open);
    assert_int_equal(counted.contact.n, monday.contact.n);
    assert_int_equal(counted.unmet_known, monday.unmet_known);
    assert_memory_equal(counted.broad, monday.broad, sizeof monday.broad);
    p->now += 7 * DAY_MS;
    assert_ok(look_at_the_city(p, ROLE_LEADER, PERIOD_YEAR_TO_DATE));
    assert_int_equal(counted.referrals, monday.referrals + 1);
    assert_int_equal(counted.reached, monday.reached + 1);
    assert_int_equal(counted.with_service, monday.with_service + 1);
    assert_int_equal(counted.open, monday.open); /* one closed, one came */
}

static void exact_numbers_are_for_care_alone(void **state)
{
    struct phone *p = phone_new(*state);

    for (enum role r = 0; r < ROLES; r++) {
        bool exact = r == ROLE_CARE_LEAD || r == ROLE_EVALUATOR;
        bool totals = exact || r == ROLE_LEADER || r == ROLE_SUPERVISOR ||
                      r == ROLE_RECORDS || r == ROLE_CASE_MANAGER;

        assert_int_equal(evaluate(p, r).kind, exact ? OK : ERR_NOT_FOUND);
        assert_int_equal(look_at_the_city(p, r, PERIOD_LAST_YEAR).kind,
                         totals ? OK : ERR_NOT_FOUND);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hand_counts_the_same),
        cmocka_unit_test(one_record_changes_its_own_lines_alone),
        cmocka_unit_test(what_was_recorded_after_the_cut_off_does_not_count),
        cmocka_unit_test(the_day_is_the_citys),
        cmocka_unit_test(the_citys_page_counts_who_asked_and_doors_apart),
        cmocka_unit_test(the_citys_page_is_the_same_all_week),
        cmocka_unit_test(what_went_on_this_week_waits_for_its_end),
        cmocka_unit_test(exact_numbers_are_for_care_alone),
    };

    return world_run("report", tests, COUNT(tests));
}
