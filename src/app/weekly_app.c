/* weekly_app.c -- see weekly_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/weekly_app.h"

#include "app/calendar.h"
#include "base/json.h"
#include "base/text.h"
#include "base/when.h"
#include "core/build.h"
#include "domain/period.h"
#include "domain/survey.h"
#include "domain/weekly.h"
#include "store/queries_care.h"
#include "store/queries_registry.h"

#include <string.h>

enum { WEEKLY_DAYS = 180, WEEKLY_REQUESTS = 100, WEEKLY_PEOPLE = 1000 };

/* One week's letters, while they are made; `due` first, see rounds.h. */
struct batch {
    bool due;
    struct session *s;
    int hour;
    struct day day, before; /* before: of the last batch; DAY_NONE: there was none */
    struct q_weekly_people_out *people;
    size_t people_len;
    bool team;             /* told this week */
    struct user_id viewer; /* who only looks: lines closed to her are left out, and
                              nothing counts as told; unset: it is sent */
    struct arena *arena;
};

static struct weekly_request request_of(const struct batch *b,
                                        const struct q_weekly_own_out *row)
{
    enum case_state state = CASE_SUBMITTED;
    struct weekly_request r = {
        .told = COARSES,
        .thanks = row->thanks != 0,
        .told_thanks = row->told_thanks != 0,
        .promised =
            row->contact_by != 0 ? zone_day(b->s->zone, row->contact_by) : DAY_NONE,
    };

    case_state_parse(row->state, &state);
    r.state = coarse_of(state);
    if (row->told != NULL)
        coarse_parse(row->told, &r.told);
    return r;
}

static void put_day(struct json_out *o, const char *name, struct day d)
{
    char text[DAY_TEXT];

    day_format(d, text);
    json_put_text(o, name, text);
}

/* Days and coarse states; not even which request it is. */
static void put_line(struct json_out *o, const struct batch *b,
                     const struct q_weekly_own_out *row, const struct weekly_request *r)
{
    const struct day days[COARSES] = {
        [COARSE_RECEIVED] = row->received_day,
        [COARSE_CONTACTED] = row->contacted_day,
        [COARSE_CONNECTED] = row->connected_day,
        [COARSE_CLOSED] = row->closed_day,
    };

    json_map(o, NULL);
    put_day(o, "asked", row->received_day);
    put_day(o, "day", day_is_set(days[r->state]) ? days[r->state] : row->received_day);
    json_put_text(o, "state", coarse_name(r->state));
    json_put_bool(o, "late", weekly_is_late(r, b->day));
    json_put_bool(o, "thanks", r->thanks && !r->told_thanks);
    json_end_map(o);
}

/* How many lines there are to tell this inspector; they are written to o and noted. */
static struct err put_lines(struct db *db, const struct batch *b, struct user_id who,
                            struct json_out *o, size_t *out)
{
    struct q_weekly_own_in in = {
        who, {b->day.n - WEEKLY_DAYS}, b->viewer, WEEKLY_REQUESTS};
    bool looks = id_is_set(id_of(b->viewer));
    struct q_weekly_own_out *rows;
    size_t len, n = 0;

    TRY(db_many(db, &q_weekly_own, &in, &rows, &len, b->arena));
    json_list(o, "lines");
    for (size_t i = 0; i < len; i++) {
        struct weekly_request r = request_of(b, &rows[i]);

        if (!weekly_has_news(&r, b->day))
            continue;
        put_line(o, b, &rows[i], &r);
        n++;
        if (looks)
            continue;
        TRY(db_exec(
            db, &q_weekly_told,
            &(struct q_weekly_told_in){rows[i].id, coarse_name(r.state), r.thanks}));
    }
    json_end_list(o);
    *out = n;
    return ok();
}

/* The letter; without lines and without the team there is none (args NULL). */
static struct err letter_of(struct db *db, const struct batch *b,
                            const struct q_weekly_people_out *who, struct mail *out)
{
    struct json_out o = {.arena = b->arena};
    char *event = arena_alloc(b->arena, 40);
    size_t lines;

    strcpy(event, "week:");
    day_format(b->day, event + strlen(event));
    json_map(&o, NULL);
    json_put_text(&o, "path", "/");
    TRY(put_lines(db, b, who->id, &o, &lines));
    if (b->team)
        TRY(weekly_team_put(b->s, b->day, &o));
    json_end_map(&o);
    *out = (struct mail){
        .event = event,
        .recipient = who->email,
        .template = "weekly",
        .lang = who->lang,
        .args = lines > 0 || b->team ? json_done(&o) : NULL,
    };
    return ok();
}

static struct err tell_one(struct db *db, const struct batch *b,
                           const struct q_weekly_people_out *who)
{
    struct mail m;

    TRY(letter_of(db, b, who, &m));
    return m.args != NULL ? mail_put(b->s, db, &m) : ok();
}

struct err weekly_team_put(struct session *s, struct day day, struct json_out *o)
{
    struct period last = period_of(PERIOD_LAST_QUARTER, day);
    struct q_weekly_team_in in = {last.first, last.last};
    struct q_weekly_team_out n;
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    TRY(db_one(db, &q_weekly_team, &in, &n, s->arena));
    json_map(o, "team");
    json_put_int(o, "asked", weekly_coarse(n.asked));
    json_put_int(o, "reached", weekly_coarse(n.reached));
    json_end_map(o);
    return ok();
}

/* With the first letter of a quarter: what all did together in the last one. */
static bool tells_team(const struct batch *b)
{
    char now[QUARTER_TEXT], before[QUARTER_TEXT];

    if (!day_is_set(b->before))
        return false;
    quarter_format(b->day, now);
    quarter_format(b->before, before);
    return strcmp(now, before) != 0;
}

/* The first week of a city has nothing before it: letters begin with the next one. */
struct err weekly_round(struct session *s, const void *in, void **out)
{
    struct batch b = *(const struct batch *)in;
    struct q_weekly_last_out last;
    struct db *db;

    (void)out;
    b.arena = s->arena;
    b.s = s;
    TRY(session_db(s, STORE_CARE, &db));
    TRY(db_one(db, &q_weekly_last, NULL, &last, s->arena));
    if (day_is_set(last.day) && last.day.n >= b.day.n)
        return ok(); /* another process was faster */
    b.before = last.day;
    TRY(db_exec(db, &q_weekly_made, &(struct q_weekly_made_in){b.day, s->now}));
    if (!day_is_set(b.before))
        return ok();
    b.team = tells_team(&b);
    for (size_t i = 0; i < b.people_len; i++)
        TRY(tell_one(db, &b, &b.people[i]));
    return ok();
}

static struct err look_registry(struct session *s, struct batch *b)
{
    struct q_weekly_people_in in = {WEEKLY_PEOPLE};
    const char *set;
    struct weekly w;
    struct db *db;

    TRY(setting_get(s, "weekly", WEEKLY_USUAL, &set));
    if (!weekly_parse(set, &w))
        require(weekly_parse(WEEKLY_USUAL, &w));
    b->day = weekly_due(&w, s->zone, s->now);
    b->hour = w.hour;
    TRY(session_db(s, STORE_REGISTRY, &db));
    return db_many(db, &q_weekly_people, &in, &b->people, &b->people_len, s->arena);
}

struct err weekly_round_due(struct session *s, const void *in, void **out)
{
    struct batch *b = arena_new(s->arena, struct batch);
    struct q_weekly_last_out last;
    struct db *db;

    (void)in;
    TRY(look_registry(s, b));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(db_one(db, &q_weekly_last, NULL, &last, s->arena));
    b->due = !day_is_set(last.day) || last.day.n < b->day.n;
    *out = b;
    return ok();
}

struct err weekly_look(struct session *s, bool letters, struct weekly_preview *out)
{
    struct batch b = {.s = s, .arena = s->arena, .viewer = s->actor.user};
    struct q_weekly_last_out last;
    struct db *db;

    TRY(look_registry(s, &b));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(db_one(db, &q_weekly_last, NULL, &last, s->arena));
    b.before = last.day;
    if (!day_is_set(last.day) || last.day.n >= b.day.n)
        b.day.n += 7;
    *out = (struct weekly_preview){.day = b.day, .hour = b.hour};
    if (!letters)
        return ok();
    b.team = tells_team(&b);
    out->letters = arena_array(s->arena, struct mail, b.people_len + 1);
    for (size_t i = 0; i < b.people_len; i++) {
        TRY(letter_of(db, &b, &b.people[i], &out->letters[out->len]));
        out->len += out->letters[out->len].args != NULL;
    }
    return ok();
}

/* ---- what it says ---- */

static const char *day_words(const struct json *line, const char *name, const char *lang,
                             struct arena *a)
{
    const char *text = json_text(line, name);
    struct day d;

    return text && day_parse(text, strlen(text), &d) ? when_day(a, lang, d, WHEN_LONG)
                                                     : "";
}

static void say(struct build *b, const struct json *line, const char *lang,
                const char *msg)
{
    build_text(b, text_fill(b->arena, lang, msg, "asked",
                            day_words(line, "asked", lang, b->arena), "day",
                            day_words(line, "day", lang, b->arena), NULL));
    build_char(b, '\n');
}

static void say_line(struct build *b, const struct json *line, const char *lang)
{
    enum coarse state = COARSE_RECEIVED;
    const char *word = json_text(line, "state");

    if (word == NULL || !coarse_parse(word, &state))
        return;
    bool late = json_get(line, "late") != NULL && json_get(line, "late")->n != 0;
    say(b, line, lang, late ? "updates.line_late" : weekly_msgid(state));
    if (json_get(line, "thanks") != NULL && json_get(line, "thanks")->n != 0)
        say(b, line, lang, "updates.line_thanks");
}

/* "12", or "fewer than 11". */
static const char *number(struct arena *a, const char *lang, const struct json *map,
                          const char *name)
{
    struct build n = {.arena = a}, least = {.arena = a};
    int64_t value = json_int(map, name, 0);

    build_int(&n, value);
    build_int(&least, WEEKLY_LEAST);
    return value >= WEEKLY_LEAST
               ? build_done(&n)
               : text_fill(a, lang, "updates.fewer", "n", build_done(&least), NULL);
}

const char *weekly_lines(const struct json *args, const char *lang, struct arena *a)
{
    const struct json *lines = json_get(args, "lines"), *team = json_get(args, "team");
    struct build b = {.arena = a};

    for (size_t i = 0; lines != NULL && i < lines->len; i++)
        say_line(&b, &lines->items[i], lang);
    if (team != NULL && b.len > 0)
        build_char(&b, '\n');
    if (team != NULL)
        build_text(&b, text_fill(a, lang, "updates.team", "asked",
                                 number(a, lang, team, "asked"), "reached",
                                 number(a, lang, team, "reached"), NULL));
    return build_done(&b);
}

/* ---- the thank-you ---- */

bool thanks_possible(const struct casefile *c)
{
    return day_is_set(c->contacted_day) && id_is_set(id_of(c->requester)) &&
           c->kind == CASE_KIND_REQUEST;
}

struct err thanks_note(struct session *s, struct casework *w)
{
    if (!thanks_possible(&w->c))
        return session_refuse(s, "thanks", "case.thanks_not_spoken");
    casework_audit(s, w, "case.thanks", NULL);
    return db_exec(w->db, &q_thanks_add,
                   &(struct q_thanks_add_in){w->c.id, s->actor.user, s->now});
}
