/* The inspectors' weekly letter, on both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phone.h"

#include "app/rounds.h"
#include "app/weekly_app.h"

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
                strstr(said, "\"team\":{\"asked\":1,\"reached\":1,\"connected\":0}");
    }
    assert_int_equal(told, 1);
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
    };

    return world_run_ready("weekly", tests, COUNT(tests));
}
