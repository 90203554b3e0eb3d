/* test_lists.c -- every list of Today and of cases, and a case in each: none has one that
 * its household closed to who looks, nor asks anybody to call a household that stopped
 * everything.  On both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "app/ageing_app.h"
#include "app/escalation_app.h"
#include "queries_site.h"
#include "store/connect_store.h"
#include "store/goal_store.h"
#include "store/queries_care.h"
#include "store/resident_store.h"
#include "store/seen_store.h"

#include <stdio.h>
#include <string.h>

/* A story that is in the lists which its state is for. */
enum told_of { WORKED, ANSWERED, CRISIS, NEW, ALERT, RETURNED, STOPPED, STORIES };

struct lists {
    struct site *t;
    struct visitor *manager, *lead, *other;
    struct story *st[STORIES];
    struct day day; /* of the city, in the last job */
};

/* Where one of them is found: a section of the page, or all of it. */
static const struct list {
    const char *path, *section;
    const char *what; /* what stands there of it */
    enum told_of of;
    bool lead;  /* seen by a care-lead, not by its case manager */
    bool stays; /* when everything is stopped: nobody has to call them for it */
} lists[] = {
    {"/cases", "crisis", "/cases/{case}", CRISIS, false, false},
    {"/cases", "crisis", "/cases/{case}", CRISIS, true, false},
    {"/cases", "fresh", "/cases/{case}", NEW, false, false},
    {"/cases", "alerts", "/cases/{case}", ALERT, false, false},
    {"/cases", "due", "/cases/{case}", WORKED, false, false},
    {"/cases", "mine", "/cases/{case}", WORKED, false, false},
    {"/cases", "home-visits", "/cases/{case}", WORKED, false, false},
    {"/cases", "silent", "/cases/{case}", WORKED, false, false},
    {"/cases", "ending", "/cases/{case}", WORKED, false, false},
    {"/cases", "told", "/cases/{case}", WORKED, false, false},
    {"/cases", "told", "/cases/{case}", WORKED, true, false},
    {"/cases", "tasks", "/cases/{case}", WORKED, false, false},
    {"/cases", "tasks", "/cases/{case}", ANSWERED, false, false},
    {"/cases", "answers", "/cases/{case}", ANSWERED, false, false},
    {"/cases", "returned", "/cases/{case}", RETURNED, false, false},
    {"/cases", "stops", "/cases/{case}", STOPPED, false, true},
    {"/cases", "stopped", "/cases/{case}", STOPPED, false, true},
    {"/api/v1/today", NULL, STORY_NAME, WORKED, false, false},
    {"/ages?list=contact", NULL, "/cases/{case}", NEW, false, false},
    {"/ages?list=contact", NULL, "/cases/{case}", NEW, true, false},
    {"/ages?list=step", NULL, "/cases/{case}", WORKED, false, false},
    {"/ages?list=step", NULL, "/cases/{case}", WORKED, true, false},
    {"/callbacks", NULL, "/callbacks/{consent}", WORKED, true, false},
    {"/complaints", NULL, "/complaints/{need}/done", WORKED, true, true},
    {"/blocks", NULL, "/cases/{case}/household", WORKED, true, true},
};

static bool is_in(struct lists *l, const struct list *list)
{
    const struct local_answer *a =
        site_get(l->t, list->lead ? l->lead : l->manager, list->path);
    const char *what = story_fill(l->t, l->st[list->of], list->what);
    char head[60];

    assert_status(a, 200);
    if (list->section == NULL)
        return strstr(a->body, what) != NULL;
    snprintf(head, sizeof head, "<section aria-labelledby=\"%s\"", list->section);
    const char *from = strstr(a->body, head);
    const char *to = from ? strstr(from, "</section>") : NULL;
    const char *at = from ? strstr(from, what) : NULL;
    return at != NULL && at < to;
}

static void check(struct lists *l, bool stopped)
{
    int wrong = 0;

    for (size_t i = 0; i < COUNT(lists); i++) {
        const bool want = stopped && lists[i].stays;

        if (is_in(l, &lists[i]) == want)
            continue;
        print_error("%s %s of %s: it is %s\n", lists[i].path,
                    lists[i].section ? lists[i].section : "",
                    lists[i].lead ? "a care-lead" : "a case manager",
                    want ? "not there" : "there");
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

/* ---- a case in each of them ---- */

static struct err place(struct db *db, const struct story *st,
                        const struct q_site_case_put_in *as)
{
    struct q_site_case_put_in in = *as;

    in.id = st->casefile;
    return db_exec(db, &q_site_case_put, &in);
}

static struct err say(struct db *db, const struct session *s, const struct story *st,
                      enum told kind)
{
    struct q_told_add_in in = {.id = kind == TOLD_COMPLAINT ? id_of(st->need)
                                                            : id_mint(s->now),
                               .casefile = st->casefile,
                               .kind = told_name(kind),
                               .at = s->now,
                               .late = kind == TOLD_NOBODY_CALLED};

    return db_exec(db, &q_told_add, &in);
}

static struct err task(struct db *db, const struct session *s, const struct story *st,
                       struct user_id owner)
{
    struct q_task_add_in in = {.id = id_mint(s->now),
                               .casefile = st->casefile,
                               .kind = "task",
                               .owner = owner,
                               .at = s->now,
                               .due_day = zone_day(s->zone, s->now)};

    return db_exec(db, &q_task_add, &in);
}

static struct err plant_states(struct lists *l, struct session *s, struct db *db)
{
    const struct user_id me = l->manager->id;
    const struct day yesterday = {zone_day(s->zone, s->now).n - 1};
    const struct q_site_case_put_in new = {
        .kind = "request", .urgency = "today", .state = "submitted"};
    struct q_site_case_put_in crisis = new, alert = new, worked = new;

    crisis.urgency = "crisis";
    alert.kind = "alert";
    worked.state = "contacted";
    worked.next_day = yesterday;
    worked.owner = me;
    TRY(place(db, l->st[NEW], &new));
    TRY(place(db, l->st[CRISIS], &crisis));
    TRY(place(db, l->st[ALERT], &alert));
    TRY(place(db, l->st[WORKED], &worked));
    worked.next_day = DAY_NONE;
    TRY(place(db, l->st[ANSWERED], &worked));
    TRY(place(db, l->st[RETURNED], &worked));
    return place(db, l->st[STOPPED], &worked);
}

static struct err come_back(struct db *db, const struct session *s, const char *what,
                            const struct story *st)
{
    char event[80], id[ID_TEXT];

    id_format(id_of(st->referral), id);
    snprintf(event, sizeof event, "%s:%s:1", what, id);
    return mail_came_back(db,
                          &(struct mail){.id = id_to(mail, id_mint(s->now)),
                                         .event = event,
                                         .recipient = STORY_MAIL},
                          s->now);
}

static struct err plant_rows(struct lists *l, struct session *s, struct db *db)
{
    const struct story *st = l->st[WORKED];
    const struct day today = zone_day(s->zone, s->now);

    TRY(say(db, s, st, TOLD_NOBODY_CALLED));
    TRY(say(db, s, st, TOLD_CORRECT));
    TRY(say(db, s, st, TOLD_COMPLAINT));
    TRY(task(db, s, st, l->manager->id));
    TRY(task(db, s, l->st[ANSWERED], (struct user_id){0}));
    TRY(db_exec(db, &q_site_referral_reply,
                &(struct q_site_referral_reply_in){st->referral, {today.n - 1}}));
    TRY(db_exec(db, &q_site_consent_until,
                &(struct q_site_consent_until_in){st->consent, {today.n + 3}}));
    TRY(come_back(db, s, "referral", l->st[RETURNED]));
    return come_back(db, s, "withdrawn", l->st[STOPPED]);
}

static struct err plant(struct session *s, void *ctx)
{
    struct lists *l = ctx;
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    TRY(plant_states(l, s, db));
    return plant_rows(l, s, db);
}

static struct lists lists_new(struct world *w)
{
    struct lists l = {.t = site_new(w)};

    story_begin(l.t);
    l.manager = visitor_new(l.t, ROLE_CASE_MANAGER, "en");
    l.lead = visitor_new(l.t, ROLE_CARE_LEAD, "en");
    l.other = visitor_new(l.t, ROLE_CASE_MANAGER, "en");
    for (int i = 0; i < STORIES; i++)
        l.st[i] = story_new(l.t, i + 1);
    story_own(l.t, l.st[STOPPED], l.manager);
    assert_status(site_post(l.t, l.manager,
                            story_fill(l.t, l.st[STOPPED], "/cases/{case}/sharing/stop"),
                            "consent=all&proved=called-back"),
                  303);
    assert_status(site_follow(l.t, "/r/answer",
                              story_fill(l.t, l.st[ANSWERED],
                                         "token={token}&answer=refuse&reason=other")),
                  200);
    story_block(l.t, l.st[WORKED], l.other);
    assert_ok(phone_run(l.t->phone, STORE_CARE, plant, &l));
    for (size_t i = 0; i < COUNT(lists); i++)
        if (!is_in(&l, &lists[i]))
            fail_msg("%s %s lacks its case, and proves nothing", lists[i].path,
                     lists[i].section ? lists[i].section : "");
    return l;
}

static void no_list_has_a_case_that_is_closed_to_who_looks(void **state)
{
    struct lists l = lists_new(*state);

    for (int i = 0; i < STORIES; i++) {
        story_block(l.t, l.st[i], l.manager);
        story_block(l.t, l.st[i], l.lead);
    }
    assert_ok(phone_run(l.t->phone, STORE_CARE, plant, &l)); /* by whatever hand */
    check(&l, false);
}

static struct err take_on(struct session *s, void *ctx)
{
    struct lists *l = ctx;
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    return place(db, l->st[CRISIS],
                 &(struct q_site_case_put_in){.kind = "request",
                                              .urgency = "crisis",
                                              .state = "acknowledged",
                                              .owner = l->manager->id});
}

/* What nobody has taken on is everybody's. */
static void no_list_of_a_case_manager_has_a_colleagues_case(void **state)
{
    struct lists l = lists_new(*state);
    int wrong = 0;

    assert_ok(phone_run(l.t->phone, STORE_CARE, take_on, &l));
    l.manager = visitor_new(l.t, ROLE_CASE_MANAGER, "en");
    for (size_t i = 0; i < COUNT(lists); i++) {
        const struct list *list = &lists[i];
        const bool free = list->of == NEW || list->of == ALERT || list->lead;

        if (strcmp(list->what, STORY_NAME) == 0 || is_in(&l, list) == free)
            continue; /* they are all of one name */
        print_error("%s %s: it is %s\n", list->path, list->section ? list->section : "",
                    free ? "not there" : "there");
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static struct err stop(struct session *s, void *ctx)
{
    struct lists *l = ctx;
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    for (int i = 0; i < STORIES; i++)
        TRY(db_exec(db, &q_site_withdrawn,
                    &(struct q_site_withdrawn_in){l->st[i]->casefile, s->now}));
    return ok();
}

static void no_list_asks_to_call_a_household_that_stopped_everything(void **state)
{
    struct lists l = lists_new(*state);

    assert_ok(phone_run(l.t->phone, STORE_CARE, stop, &l));
    check(&l, true);
}

struct looked {
    struct casefile_id at;
    struct user_id who;
    struct day day;
    bool seen;
};

static struct err was_seen(struct session *s, void *ctx)
{
    struct looked *k = ctx;
    struct sightings all;
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    TRY(seen_list(db, k->at, s->arena, &all));
    for (size_t i = 0; i < all.len; i++)
        k->seen |= id_same(id_of(all.of[i].person), id_of(k->who)) &&
                   all.of[i].day.n == k->day.n;
    return ok();
}

/* How many cases a page leads to without a trace that she looked; *named: of how many. */
static int untold(struct lists *l, const char *path, int *named)
{
    const struct local_answer *a = site_get(l->t, l->lead, path);
    int wrong = 0;

    for (const char *at = a->body; (at = strstr(at, "\"/cases/")) != NULL; at++) {
        struct looked k = {.who = l->lead->id, .day = l->day};
        struct id id;

        if (!id_parse(at + strlen("\"/cases/"), ID_TEXT - 1, &id))
            continue;
        k.at = id_to(casefile, id);
        assert_ok(phone_run(l->t->phone, STORE_CARE, was_seen, &k));
        ++*named;
        if (k.seen)
            continue;
        print_error("%s: %.44s\n", path, at);
        wrong++;
    }
    return wrong;
}

/* One that is in no other list than of agencies: mail came back, and it is silent. */
static struct err of_agencies_alone(struct session *s, void *ctx)
{
    struct lists *l = ctx;
    const struct story *st = l->st[RETURNED];
    const struct day today = l->day = zone_day(s->zone, s->now);
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    TRY(db_exec(db, &q_site_referral_reply,
                &(struct q_site_referral_reply_in){st->referral, {today.n - 1}}));
    return place(db, st,
                 &(struct q_site_case_put_in){.kind = "request",
                                              .urgency = "routine",
                                              .state = "contacted",
                                              .next_day = {today.n + 20},
                                              .owner = l->manager->id});
}

static void whoever_stands_in_a_list_was_looked_at(void **state)
{
    struct lists l = lists_new(*state);

    l.t->phone->now += DAY; /* on which she saw nothing yet */
    site_clock(l.t, l.t->phone->now);
    visitor_sign_in(l.t, l.lead);
    assert_ok(phone_run(l.t->phone, STORE_CARE, of_agencies_alone, &l));
    int named = 0, wrong = 0;

    for (size_t i = 0; i < COUNT(lists); i++) {
        if (i > 0 && strcmp(lists[i].path, lists[i - 1].path) == 0)
            continue;
        wrong += untold(&l, lists[i].path, &named);
    }
    assert_int_equal(wrong, 0);
    assert_true(named > STORIES);
}

struct reminded {
    bool late;       /* requests that nobody took on */
    size_t agencies; /* that owe several answers */
};

static struct err remind(struct session *s, void *ctx)
{
    struct reminded *r = ctx;
    struct ageing *all;
    struct db *db;
    void *out;

    TRY(session_db(s, STORE_CARE, &db));
    TRY(escalation_due(s, NULL, &out));
    r->late = *(const bool *)out;
    return ageing_list(db, zone_day(s->zone, s->now), s->arena, &all, &r->agencies);
}

static void nobody_is_reminded_of_a_household_that_stopped_everything(void **state)
{
    struct lists l = lists_new(*state);
    struct reminded r;

    l.t->phone->now += 20 * DAY;
    assert_ok(phone_run(l.t->phone, STORE_CARE, remind, &r));
    assert_true(r.late);
    assert_int_equal(r.agencies, 1);
    assert_ok(phone_run(l.t->phone, STORE_CARE, stop, &l));
    assert_ok(phone_run(l.t->phone, STORE_CARE, remind, &r));
    assert_false(r.late);
    assert_int_equal(r.agencies, 0);
}

/* ---- what "stopped everything" is: as the page of the case says it ---- */

enum yes { HOLDS, RAN_OUT, TOO_LONG, TAKEN_BACK, YESES };

struct consented {
    struct lists *l;
    enum yes door, full, hub;
};

static struct day last_day(const struct session *s, enum yes y)
{
    static const int32_t days[YESES] = {[HOLDS] = 20, [RAN_OUT] = -1, [TOO_LONG] = 368};

    return (struct day){zone_day(s->zone, s->now).n + days[y]};
}

static int64_t back(const struct session *s, enum yes y)
{
    return y == TAKEN_BACK ? s->now : 0;
}

static struct err plant_hub(struct session *s, void *ctx)
{
    const struct story *st = ctx;
    static const uint8_t code[] = {1};
    struct q_site_hub_consent_add_in in = {.id = id_to(consent, id_mint(s->now)),
                                           .casefile = st->casefile,
                                           .at = s->now,
                                           .expires_day = last_day(s, HOLDS),
                                           .code_sha = {code, sizeof code}};
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    return db_exec(db, &q_site_hub_consent_add, &in);
}

static struct err consent(struct session *s, void *ctx)
{
    const struct consented *c = ctx;
    const struct casefile_id id = c->l->st[WORKED]->casefile;
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    TRY(db_exec(db, &q_site_consent_put,
                &(struct q_site_consent_put_in){id, "door", DAY_NONE, back(s, c->door)}));
    TRY(db_exec(db, &q_site_consent_put,
                &(struct q_site_consent_put_in){id, "full", last_day(s, c->full),
                                                back(s, c->full)}));
    return db_exec(
        db, &q_site_hub_consent_put,
        &(struct q_site_hub_consent_put_in){id, last_day(s, c->hub), back(s, c->hub)});
}

static bool says_not_to_contact(struct lists *l)
{
    const struct local_answer *a =
        site_get(l->t, l->manager, story_fill(l->t, l->st[WORKED], "/cases/{case}"));

    assert_status(a, 200);
    return strstr(a->body, sentence(l->t, "en", "withdraw.no_contact")) != NULL;
}

static void a_household_that_stopped_everything_is_the_one_its_page_calls_so(void **state)
{
    static const struct list list = {"/cases", "stopped", "/cases/{case}",
                                     WORKED,   false,     true};
    struct lists l = lists_new(*state);
    struct consented c = {.l = &l};
    int stopped = 0;

    assert_ok(phone_run(l.t->phone, STORE_CARE, plant_hub, l.st[WORKED]));
    for (int i = 0; i < 2 * YESES * YESES; i++) {
        c.door = i % 2 ? TAKEN_BACK : HOLDS;
        c.full = (enum yes)(i / 2 % YESES);
        c.hub = (enum yes)(i / 2 / YESES);
        assert_ok(phone_run(l.t->phone, STORE_CARE, consent, &c));
        const bool told = says_not_to_contact(&l);
        if (is_in(&l, &list) != told)
            fail_msg("door %d, full %d, hub %d: the page says %d", (int)c.door,
                     (int)c.full, (int)c.hub, told);
        stopped += told;
    }
    assert_int_equal(stopped, 9); /* door and each of the others over or taken back */
}

static struct err go_inside(struct session *s, void *ctx)
{
    struct lists *l = ctx;
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    return db_exec(db, &q_site_visit_inside,
                   &(struct q_site_visit_inside_in){l->st[WORKED]->visit, s->now - 1});
}

static void who_is_inside_a_home_is_missed_whatever_was_stopped(void **state)
{
    static const struct list list = {"/cases", "home-visits", "/cases/{case}",
                                     WORKED,   false,         true};
    struct lists l = lists_new(*state);

    assert_ok(phone_run(l.t->phone, STORE_CARE, stop, &l));
    assert_false(is_in(&l, &list));
    assert_ok(phone_run(l.t->phone, STORE_CARE, go_inside, &l));
    assert_true(is_in(&l, &list));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_list_has_a_case_that_is_closed_to_who_looks),
        cmocka_unit_test(no_list_of_a_case_manager_has_a_colleagues_case),
        cmocka_unit_test(whoever_stands_in_a_list_was_looked_at),
        cmocka_unit_test(no_list_asks_to_call_a_household_that_stopped_everything),
        cmocka_unit_test(nobody_is_reminded_of_a_household_that_stopped_everything),
        cmocka_unit_test(
            a_household_that_stopped_everything_is_the_one_its_page_calls_so),
        cmocka_unit_test(who_is_inside_a_home_is_missed_whatever_was_stopped),
    };

    return world_run_ready("lists", tests, COUNT(tests));
}
