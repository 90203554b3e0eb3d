/* city_cmd.c -- `doorstep city` and `doorstep city set`: what a city says of itself, kept
 * in its registry, so that every server and phone hears the same.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "base/json.h"
#include "cli/shown.h"
#include "core/str.h"
#include "domain/callback.h"
#include "domain/clock.h"
#include "domain/monthly.h"
#include "domain/policy.h"
#include "domain/reads.h"
#include "domain/weekly.h"
#include "store/queries_registry.h"

#include <stdio.h>
#include <string.h>

#define WORDS_MAX 80

static const char *bad_words(const char *value)
{
    if (strlen(value) > WORDS_MAX || !utf8_valid(value, strlen(value)))
        return "at most 80 letters";
    for (const char *s = value; *s != '\0'; s++)
        if ((unsigned char)*s < ' ')
            return "one line without control characters";
    return NULL;
}

static const char *bad_hours(const char *value)
{
    struct hours hours;

    return hours_parse(value, &hours) ? NULL : "hours such as " HOURS_DEFAULT;
}

static const char *bad_mode(const char *value)
{
    return str_same(value, "own") || str_same(value, "beside") ? NULL : "own or beside";
}

static const char *bad_months(const char *value)
{
    int64_t n;

    return str_number(value, 60, &n) && n > 0 ? NULL : "months, 1 to 60";
}

static const char *bad_days(const char *value)
{
    int64_t n;

    return str_number(value, 365, &n) ? NULL : "days, 0 to 365";
}

static const char *bad_count(const char *value)
{
    int64_t n;

    return str_number(value, 500, &n) && n > 0 ? NULL : "a number, 1 to 500";
}

static const char *bad_reads(const char *value)
{
    int64_t n;

    return str_number(value, READS_MAX, &n) && n > 0 ? NULL : "a number, 1 to 5000";
}

static const char *bad_percent(const char *value)
{
    int64_t n;

    return str_number(value, CALLBACK_PERCENT_MAX, &n) ? NULL : "a number, 0 to 100";
}

static const char *bad_weekly(const char *value)
{
    struct weekly w;

    return weekly_parse(value, &w) ? NULL : "a day and an hour, as \"mon 8\"";
}

static const char *bad_monthly(const char *value)
{
    struct monthly m;

    return str_same(value, MONTHLY_OFF) || monthly_parse(value, &m)
               ? NULL
               : "a day of the month from 1 to 28 and an hour, as \"1 8\", or off";
}

/* One plain address, or nothing. */
static const char *bad_email(const char *value)
{
    const char *at = strchr(value, '@');
    bool plain = at != NULL && at > value && at[1] != '\0' &&
                 strchr(at + 1, '@') == NULL &&
                 value[strcspn(value, " \t<>,;\"")] == '\0';

    if (value[0] != '\0' && !plain)
        return "one e-mail address, or \"\" for none";
    return bad_words(value);
}

static const char *bad_yes(const char *value)
{
    return str_same(value, "yes") || str_same(value, "no") ? NULL : "yes or no";
}

static const char *bad_on(const char *value)
{
    return str_same(value, "on") || str_same(value, "off") ? NULL : "on or off";
}

/* Roles by commas, or nothing. */
static const char *bad_roles(const char *value)
{
    char words[WORDS_MAX * 2 + 1], *save;

    if (strlen(value) >= sizeof words)
        return "roles by commas";
    strcpy(words, value);
    for (char *word = strtok_r(words, ", ", &save); word != NULL;
         word = strtok_r(NULL, ", ", &save)) {
        enum role role;

        if (!role_parse(word, &role) || role == ROLE_AGENCY)
            return "roles by commas, as \"admin,privacy,case-manager\", or \"\"";
    }
    return NULL;
}

static const struct city_word {
    const char *name;
    const char *(*bad)(const char *value); /* NULL, or what it ought to be */
    const char *help;
} words[] = {
    {"department", bad_words, "who inspects, as orders and letters say it"},
    {"office_phone", bad_words, "where owners and occupants ask"},
    {"inspections", bad_mode, "own, or beside another system (docs/beside.md)"},
    {"provider_hours", bad_hours, "when the case manager can be reached"},
    {"wait_days", bad_days, "how long routine needs wait just now"},
    {"stop_days", bad_days, "days in which an agency says that it stopped"},
    {"callback_percent", bad_percent,
     "consents of a hundred that are called back; 0: none"},
    {"caseload", bad_count, "open cases that one case manager can do justice to"},
    {"weekly", bad_weekly, "when inspectors' weekly letter leaves, as \"mon 8\""},
    {"monthly", bad_monthly, "when the page of the month leaves, as \"1 8\", or off"},
    {"leader_email", bad_email, "who leads the program: gets the page of the month"},
    {"clerk_email", bad_email, "the council's clerk: gets it, too"},
    {"on_call_email", bad_words,
     "the city's health-and-human-services on-call: never an inspector"},
    {"reads_case_manager", bad_reads, "different cases that one of them may open a day"},
    {"reads_care_lead", bad_reads, "the same of a care lead"},
    {"reads_provider", bad_reads, "requests that one of an agency may open a day"},
    {"names_shown", bad_yes,
     "residents see the names of who saw their record, yes or no"},
    {"hub", bad_on, "a Hub that the police lead (docs/hub.md), on or off; unset: off"},
    {"second_step", bad_roles,
     "roles that must have a second factor, as \"admin,privacy\""},
    {"practice_months", bad_months, "after how long practice is due again"},
};

const char *city_word_name(size_t at)
{
    return at < COUNT(words) ? words[at].name : NULL;
}

struct setting_work {
    struct cli *cli;
    const struct city_word *word;
    const char *value;
};

static struct err keep(struct db *db, struct arena *a, void *ctx)
{
    const struct setting_work *w = ctx;

    db_audit(db, &(struct audit){w->cli->actor, "city.set",
                                 cli_words(a, "setting:%s", w->word->name), NULL});
    return db_exec(db, &q_setting_put,
                   &(struct q_setting_put_in){w->word->name, w->value});
}

int cli_city_set(struct cli *c)
{
    struct setting_work w = {.cli = c, .value = c->operand[1]};
    struct open_city city;

    for (size_t i = 0; i < COUNT(words); i++)
        if (str_same(words[i].name, c->operand[0]))
            w.word = &words[i];
    if (w.word == NULL)
        return cli_refuse("a city has no \"%.40s\"; `doorstep city` lists what it has",
                          c->operand[0]);
    const char *want = w.word->bad(w.value);
    if (want != NULL)
        return cli_refuse("%s: %s, please", w.word->name, want);
    int status = city_open(c, &city);
    if (status != CLI_DONE)
        return status;
    struct job job = {.city = city.code, .act = keep, .ctx = &w};
    struct err e = store_run(city.stores.of[STORE_REGISTRY], &job);
    arena_free(&job.arena);
    city_close(&city);
    return e.kind == OK ? CLI_DONE : cli_error("cannot set it", e);
}

static struct err load(struct db *db, struct cli *c, const char **values)
{
    for (size_t i = 0; i < COUNT(words); i++) {
        struct q_setting_get_in in = {words[i].name};
        struct q_setting_get_out row;
        struct err e = db_one(db, &q_setting_get, &in, &row, &c->arena);

        if (e.kind != ERR_NOT_FOUND)
            TRY(e);
        values[i] = e.kind == OK ? row.value : "";
    }
    return ok();
}

static void print(struct cli *c, const char *const *values)
{
    struct json_out o = {.arena = &c->arena};

    json_map(&o, NULL);
    for (size_t i = 0; i < COUNT(words); i++) {
        json_put_text(&o, words[i].name, values[i]);
        if (!c->json)
            printf("%-16s %-30s %s\n", words[i].name,
                   values[i][0] ? shown_text(&c->arena, values[i]) : "-", words[i].help);
    }
    json_end_map(&o);
    if (c->json)
        shown_json(&o);
}

int cli_city(struct cli *c)
{
    const char *values[COUNT(words)];
    struct open_city city;
    struct db *db CLEANUP(store_read_end) = NULL;
    int status = city_open(c, &city);

    if (status != CLI_DONE)
        return status;
    struct err e = store_read_begin(city.stores.of[STORE_REGISTRY], city.code, &db);
    if (e.kind == OK)
        e = load(db, c, values);
    store_read_end(&db);
    db = NULL;
    city_close(&city);
    if (e.kind != OK)
        return cli_error("cannot read the city", e);
    print(c, values);
    return CLI_DONE;
}

int city_mode(const char *word, bool *beside)
{
    *beside = word != NULL && str_same(word, "beside");
    if (word == NULL || bad_mode(word) == NULL)
        return CLI_DONE;
    return cli_misuse("inspections are own or beside, not \"%s\"", word);
}
