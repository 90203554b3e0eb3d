/* The inspectors' weekly letter, on both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phone.h"

#include "app/ages_app.h"
#include "app/rounds.h"
#include "app/updates_app.h"
#include "app/weekly_app.h"
#include "store/queries_care.h"

#include <stdio.h>
#include <string.h>

#define HOUR (INT64_C(60) * 60 * 1000)
#define DAY (24 * HOUR)
#define ID(kind, n) "\"018f0000-00" kind "-7000-8000-00000000000" #n "\""
#define REQUEST(n, choices)                                                              \
    "\"casefile\":" ID("63", n) ",\"consent\":" ID("6e", n) ",\"property\":" ID(         \
        "70",                                                                            \
        1) ",\"unit\":\"" #n "\",\"address\":\"12 Erie Street\",\"choices\":[" choices   \
           "],\"urgency\":\"routine\",\"phone\":\"617 555 0100\",\"message_ok\":\"no\"," \
           "\"text_version\":\"door-1\",\"lang\":\"es\",\"method\":\"shown\""
#define REQUEST_OF                                                                               \
    "\"casefile\":\"%s\",\"consent\":\"%s\",\"property\":" ID(                                   \
        "70",                                                                                    \
        1) ",\"unit\":\"2\","                                                                    \
           "\"address\":\"12 Erie Street\",\"choices\":[\"food:seen\"],\"urgency\":\"routine\"," \
           "\"phone\":\"617 555 0100\",\"message_ok\":\"no\",\"text_version\":\"door-1\","       \
           "\"lang\":\"es\",\"method\":\"shown\""

/* The phone's city. */
static const struct zone_change eastern = {0, -5 * 3600};
static const struct zone here = {&eastern, 1};

struct week {
    struct phone *p;
    struct stores stores;
    struct rounds_config config;
    int64_t monday; /* eight o'clock */
};

static void begin(struct week *k, struct world *w)
{
    *k = (struct week){.p = phone_new(w)};
    for (enum store_name name = 0; name < STORES; name++)
        k->stores.of[name] = world_store(w, name);
    k->config = (struct rounds_config){.stores = &k->stores,
                                       .city = WORLD_CITY,
                                       .city_name = "Testville",
                                       .public_url = "https://d.example",
                                       .keys = k->p->keys,
                                       .zone = &here};
    struct day today = zone_day(&here, k->p->now);
    k->monday = zone_at_ms(&here, (struct day){today.n - day_weekday(today)}, 8 * 60);
}

static void round_at(struct week *k, int64_t now)
{
    k->p->now = now;
    assert_ok(round_run(&k->config, round_named("weekly"), now));
}

static const char *day_at(struct week *k, int64_t at)
{
    char text[DAY_TEXT];

    day_format(zone_day(&here, at), text);
    return arena_copy(k->p->arena, text, strlen(text));
}

/* The args of inspector 1's letter of the week of `at`, or NULL. */
static const char *letter(struct week *k, int64_t at)
{
    char start[80];
    const char *rows = dump_care(k->p);

    snprintf(start, sizeof start, "dump_mail week:%s i1@x weekly en ", day_at(k, at));
    const char *found = strstr(rows, start);
    if (found == NULL)
        return NULL;
    found += strlen(start);
    return arena_copy(k->p->arena, found, strcspn(found, "\n"));
}

static void ask(struct week *k, int n, const char *data)
{
    assert_applied(phone_send_one(k->p, op_sealed(k->p, n, "help.request", data)));
}

struct step {
    int n; /* of the case */
    enum case_event event;
    bool thanks;
};

static struct err take_step(struct session *s, void *ctx)
{
    const struct step *step = ctx;
    struct casework w;
    struct id id;

    require(id_parse(name_id(s->arena, 'c', step->n), ID_TEXT - 1, &id));
    s->actor.roles = 1u << ROLE_CARE_LEAD;
    TRY(casework_begin(s, id_to(casefile, id), ACT_CASE_WORK, &w));
    TRY(casework_event(s, &w, step->event));
    if (step->event == CASE_ON_CLOSE) {
        w.c.closed_day = w.today;
        w.c.closed_at = s->now;
    }
    if (step->thanks)
        TRY(thanks_note(s, &w));
    return casework_save(s, &w);
}

static struct err go(struct week *k, struct step step)
{
    return phone_run(k->p, STORE_CARE, take_step, &step);
}

static void the_first_week_of_a_city_tells_nothing(void **state)
{
    struct week k;

    begin(&k, *state);
    ask(&k, 1, REQUEST(1, "\"food:seen\""));
    round_at(&k, k.monday + 7 * DAY);
    assert_null(strstr(dump_care(k.p), " weekly "));
}

static void a_letter_says_the_same_whatever_was_asked(void **state)
{
    struct week k;
    char want[400];

    begin(&k, *state);
    round_at(&k, k.monday);
    k.p->now += DAY;
    ask(&k, 1, REQUEST(1, "\"food:seen\""));
    ask(&k, 2, REQUEST(2, "\"private:told\",\"things:seen\""));
    k.p->now += DAY;
    assert_ok(go(&k, (struct step){1, CASE_ON_REACH, false}));
    assert_ok(go(&k, (struct step){2, CASE_ON_REACH, false}));
    const char *asked = day_at(&k, k.monday + DAY), *met = day_at(&k, k.monday + 2 * DAY);
    snprintf(want, sizeof want,
             "{\"asked\":\"%s\",\"day\":\"%s\",\"state\":\"contacted\",\"late\":false,"
             "\"thanks\":false}",
             asked, met);
    round_at(&k, k.monday + 7 * DAY);
    const char *said = letter(&k, k.monday + 7 * DAY);
    assert_non_null(said);
    const char *first = strstr(said, want);
    assert_non_null(first);
    assert_non_null(strstr(first + 1, want));
}

static void every_change_is_told_once(void **state)
{
    struct week k;

    begin(&k, *state);
    round_at(&k, k.monday);
    ask(&k, 1, REQUEST(1, "\"food:seen\""));
    assert_ok(go(&k, (struct step){1, CASE_ON_REACH, false}));
    round_at(&k, k.monday + 7 * DAY - 1);
    assert_null(letter(&k, k.monday + 7 * DAY)); /* not yet eight o'clock */
    round_at(&k, k.monday + 7 * DAY);
    round_at(&k, k.monday + 7 * DAY + HOUR);
    assert_non_null(letter(&k, k.monday + 7 * DAY));
    assert_int_equal(strstr(dump_care(k.p), " i2@x weekly ") == NULL, 1);
    round_at(&k, k.monday + 14 * DAY);
    const char *next = letter(&k, k.monday + 14 * DAY);
    assert_true(next == NULL || strstr(next, "\"lines\":[]") != NULL);
}

static void past_the_promised_day_it_says_still_trying_every_week(void **state)
{
    struct week k;

    begin(&k, *state);
    round_at(&k, k.monday);
    ask(&k, 1, REQUEST(1, "\"food:seen\""));
    for (int week = 1; week <= 3; week++) {
        round_at(&k, k.monday + week * 7 * DAY);
        const char *said = letter(&k, k.monday + week * 7 * DAY);
        assert_non_null(said);
        assert_non_null(strstr(said, "\"state\":\"received\",\"late\":true"));
    }
}

static void a_thank_you_is_told_once_and_needs_a_word_with_the_household(void **state)
{
    struct week k;

    begin(&k, *state);
    round_at(&k, k.monday);
    ask(&k, 1, REQUEST(1, "\"food:seen\""));
    assert_err(go(&k, (struct step){1, CASE_ON_ACKNOWLEDGE, true}), ERR_INVALID);
    assert_ok(go(&k, (struct step){1, CASE_ON_REACH, false}));
    round_at(&k, k.monday + 7 * DAY);
    assert_null(strstr(letter(&k, k.monday + 7 * DAY), "\"thanks\":true"));
    assert_ok(go(&k, (struct step){1, CASE_ON_CLOSE, true}));
    round_at(&k, k.monday + 14 * DAY);
    assert_non_null(strstr(letter(&k, k.monday + 14 * DAY),
                           "\"state\":\"closed\",\"late\":false,\"thanks\":true"));
    round_at(&k, k.monday + 21 * DAY);
    const char *next = letter(&k, k.monday + 21 * DAY);
    assert_true(next == NULL || strstr(next, "thanks") == NULL);
    assert_ok(go(&k, (struct step){1, CASE_ON_REOPEN, false}));
    round_at(&k, k.monday + 28 * DAY);
    next = letter(&k, k.monday + 28 * DAY);
    assert_non_null(next); /* it is open again: a change, and no second thank-you */
    assert_null(strstr(next, "\"thanks\":true"));
}

static void once_a_quarter_the_team_hears_its_total(void **state)
{
    struct week k;
    int told = 0;

    begin(&k, *state);
    round_at(&k, k.monday);
    ask(&k, 1, REQUEST(1, "\"food:seen\""));
    assert_ok(go(&k, (struct step){1, CASE_ON_REACH, false}));
    for (int week = 1; week <= 14; week++) {
        round_at(&k, k.monday + week * 7 * DAY);
        const char *said = letter(&k, k.monday + week * 7 * DAY);
        told += said != NULL &&
                strstr(said, "\"team\":{\"asked\":0,\"reached\":0}"); /* one: not told */
    }
    assert_int_equal(told, 1);
}

static void a_phone_hears_of_the_team_what_the_letter_says(void **state)
{
    struct sync_answer heard;
    struct week k;

    begin(&k, *state);
    ask(&k, 1, REQUEST(1, "\"food:seen\""));
    k.p->now += 100 * DAY;
    assert_non_null(
        strstr(phone_answer(k.p, "", &heard), "\"team\":{\"asked\":0,\"reached\":0}"));
}

/* ---- who looks ---- */

enum { LEAD = 7, OTHER_LEAD = 8, SUPERVISOR = 9 };

struct looking {
    int who;
    enum role role;
    struct ages_in ages;
    size_t letters, sent, waiting;
    bool care, page_says; /* its mail names the month */
    const char *body;
    struct arena *arena;
};

static struct user_id user(struct arena *a, int n)
{
    struct id id;

    require(id_parse(name_id(a, 'u', n), ID_TEXT - 1, &id));
    return id_to(user, id);
}

static struct err look(struct session *s, void *ctx)
{
    struct looking *l = ctx;
    void *out;

    s->actor.user = user(s->arena, l->who);
    s->actor.roles = 1u << l->role;
    s->public_url = "https://d.example";
    TRY(updates_view(s, NULL, &out));
    const struct updates_page *p = out;
    l->letters = p->letters_len;
    l->sent = p->sent_len;
    l->care = p->care;
    l->page_says = strstr(p->page.body, "the page for ") != NULL;
    l->body = p->letters_len > 0
                  ? arena_copy(l->arena, p->letters[0].body, strlen(p->letters[0].body))
                  : "";
    return ok();
}

static struct looking looks(struct week *k, int who, enum role role)
{
    struct looking l = {.who = who, .role = role, .arena = k->p->arena};

    assert_ok(phone_run(k->p, STORE_CARE, look, &l));
    return l;
}

static struct err list(struct session *s, void *ctx)
{
    struct looking *l = ctx;
    void *out;

    s->actor.user = user(s->arena, l->who);
    s->actor.roles = 1u << l->role;
    TRY(ages_view(s, &l->ages, &out));
    l->waiting = ((struct ages_page *)out)->lines.len;
    return ok();
}

static size_t waiting_on(struct week *k, int who, bool step, int64_t page)
{
    struct looking l = {.who = who, .role = ROLE_CARE_LEAD, .ages = {step, page}};

    assert_ok(phone_run(k->p, STORE_CARE, list, &l));
    return l.waiting;
}

static size_t waiting(struct week *k, int who, enum role role, bool step)
{
    struct looking l = {.who = who, .role = role, .ages = {step, 0}};

    assert_ok(phone_run(k->p, STORE_CARE, list, &l));
    return l.waiting;
}

static struct err close_to_other(struct session *s, void *ctx)
{
    struct id id, row;
    struct db *db;

    (void)ctx;
    require(id_parse(name_id(s->arena, 'c', 1), ID_TEXT - 1, &id));
    require(id_parse(name_id(s->arena, 'b', 1), ID_TEXT - 1, &row));
    TRY(session_db(s, STORE_CARE, &db));
    return db_exec(db, &q_block_add,
                   &(struct q_block_add_in){.id = row,
                                            .casefile = id_to(casefile, id),
                                            .person = user(s->arena, OTHER_LEAD),
                                            .author = user(s->arena, LEAD),
                                            .at = s->now});
}

static void a_look_at_the_letters_sends_and_tells_nothing(void **state)
{
    struct week k;

    begin(&k, *state);
    round_at(&k, k.monday);
    ask(&k, 1, REQUEST(1, "\"food:seen\""));
    struct looking l = looks(&k, LEAD, ROLE_CARE_LEAD);
    assert_int_equal(l.letters, 1);
    assert_non_null(strstr(l.body, "Asked on "));
    assert_true(l.page_says);
    assert_null(strstr(dump_care(k.p), " weekly "));
    round_at(&k, k.monday + 7 * DAY);
    assert_non_null(strstr(letter(&k, k.monday + 7 * DAY), "\"state\":\"received\""));
    assert_int_equal(looks(&k, LEAD, ROLE_CARE_LEAD).sent, 1);
}

static void the_supervisor_sees_no_inspectors_letter_and_not_who_got_one(void **state)
{
    struct week k;

    begin(&k, *state);
    round_at(&k, k.monday);
    ask(&k, 1, REQUEST(1, "\"food:seen\""));
    round_at(&k, k.monday + 7 * DAY);
    ask(&k, 2, REQUEST(2, "\"food:seen\""));
    for (int i = 0; i < 2; i++) {
        struct looking l = looks(&k, SUPERVISOR, i ? ROLE_ADMIN : ROLE_SUPERVISOR);
        assert_false(l.care);
        assert_int_equal(l.letters + l.sent, 0);
        assert_true(l.page_says);
    }
}

static void what_was_closed_to_somebody_stands_in_no_list_of_hers(void **state)
{
    struct week k;

    begin(&k, *state);
    round_at(&k, k.monday);
    ask(&k, 1, REQUEST(1, "\"food:seen\""));
    assert_ok(phone_run(k.p, STORE_CARE, close_to_other, NULL));
    assert_int_equal(looks(&k, LEAD, ROLE_CARE_LEAD).letters, 1);
    assert_int_equal(looks(&k, OTHER_LEAD, ROLE_CARE_LEAD).letters, 0);
    assert_int_equal(waiting(&k, LEAD, ROLE_CARE_LEAD, false), 1);
    assert_int_equal(waiting(&k, OTHER_LEAD, ROLE_CARE_LEAD, false), 0);
}

static void who_was_spoken_with_waits_for_the_next_step(void **state)
{
    struct week k;

    begin(&k, *state);
    ask(&k, 1, REQUEST(1, "\"food:seen\""));
    ask(&k, 2, REQUEST(2, "\"food:seen\""));
    assert_int_equal(waiting(&k, LEAD, ROLE_CARE_LEAD, false), 2);
    assert_ok(go(&k, (struct step){1, CASE_ON_REACH, false}));
    assert_int_equal(waiting(&k, LEAD, ROLE_CARE_LEAD, false), 1);
    assert_int_equal(waiting(&k, LEAD, ROLE_CARE_LEAD, true), 1);
    assert_ok(go(&k, (struct step){1, CASE_ON_CLOSE, false}));
    assert_int_equal(waiting(&k, LEAD, ROLE_CARE_LEAD, true), 0);
}

static void a_case_manager_lists_her_own_and_nobodys(void **state)
{
    struct week k;

    begin(&k, *state);
    ask(&k, 1, REQUEST(1, "\"food:seen\""));
    assert_int_equal(waiting(&k, 3, ROLE_CASE_MANAGER, false), 1);
    assert_ok(go(&k, (struct step){1, CASE_ON_ACKNOWLEDGE, false}));
    assert_int_equal(waiting(&k, LEAD, ROLE_CARE_LEAD, false), 1);
    assert_int_equal(waiting(&k, 3, ROLE_CASE_MANAGER, false), 0);
}

/* What is closed to who looks leaves no gap: a page is full as long as there are more. */
static void assert_pages(struct week *k, bool step)
{
    assert_int_equal(waiting_on(k, LEAD, step, 0), AGES_ROWS);
    assert_int_equal(waiting_on(k, LEAD, step, 1), 3);
    assert_int_equal(waiting_on(k, LEAD, step, 2), 0);
    assert_int_equal(waiting_on(k, OTHER_LEAD, step, 0), AGES_ROWS);
    assert_int_equal(waiting_on(k, OTHER_LEAD, step, 1), 2);
}

static void who_waits_longest_goes_on_behind_the_first_page(void **state)
{
    struct week k;
    char data[900];

    begin(&k, *state);
    for (int n = 1; n <= AGES_ROWS + 3; n++) {
        snprintf(data, sizeof data, REQUEST_OF, name_id(k.p->arena, 'c', n),
                 name_id(k.p->arena, 'n', n));
        ask(&k, n, data);
    }
    assert_ok(phone_run(k.p, STORE_CARE, close_to_other, NULL));
    assert_pages(&k, false);
    for (int n = 1; n <= AGES_ROWS + 3; n++)
        assert_ok(go(&k, (struct step){n, CASE_ON_REACH, false}));
    assert_int_equal(waiting_on(&k, LEAD, false, 0), 0);
    assert_pages(&k, true);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_week_of_a_city_tells_nothing),
        cmocka_unit_test(a_letter_says_the_same_whatever_was_asked),
        cmocka_unit_test(every_change_is_told_once),
        cmocka_unit_test(past_the_promised_day_it_says_still_trying_every_week),
        cmocka_unit_test(a_thank_you_is_told_once_and_needs_a_word_with_the_household),
        cmocka_unit_test(once_a_quarter_the_team_hears_its_total),
        cmocka_unit_test(a_phone_hears_of_the_team_what_the_letter_says),
        cmocka_unit_test(a_look_at_the_letters_sends_and_tells_nothing),
        cmocka_unit_test(the_supervisor_sees_no_inspectors_letter_and_not_who_got_one),
        cmocka_unit_test(what_was_closed_to_somebody_stands_in_no_list_of_hers),
        cmocka_unit_test(who_was_spoken_with_waits_for_the_next_step),
        cmocka_unit_test(a_case_manager_lists_her_own_and_nobodys),
        cmocka_unit_test(who_waits_longest_goes_on_behind_the_first_page),
    };

    return world_run_ready("weekly", tests, COUNT(tests));
}
