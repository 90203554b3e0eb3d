/* carry_pages.c -- the copy of Today for the road: its shell, which is the same for
 * everybody, and what is sealed on the device.  No need and no note is in it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/carry_pages.h"

#include "app/today_app.h"
#include "base/json.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/limits.h"
#include "web/case_words.h"
#include "web/field_pages.h"
#include "web/household_pages.h"
#include "web/layout.h"
#include "web/views_carry.h"

#include <string.h>

/* GET /today/ */
struct err carry_home_show(struct req *rq, struct session *s, const void *in,
                           const void *out)
{
    (void)in, (void)out;
    resp_see_other(rq, "/today/%s", s->lang);
    return ok();
}

/* GET /today/:lang */
struct err carry_shell_show(struct req *rq, struct session *s, const void *in,
                            const void *out)
{
    struct view_carry_shell v = {
        .lang = text_lang(rq->param[0]),
        .icon = asset_url(rq->arena, "img/icon.svg"),
        .styles = asset_url(rq->arena, "css/doorstep.css"),
        .script = asset_url(rq->arena, "js/carry/app.js"),
        .old_hours = LIMIT_COPY_OLD_HOURS,
        .days = LIMIT_COPY_DAYS,
        .tries = LIMIT_COPY_TRIES,
        .away_ms = LIMIT_AWAY_MS,
        .shift_ms = LIMIT_SHIFT_MS,
        .clock_ms = LIMIT_CLOCK_MS,
        .practice = s->practice,
    };

    (void)in, (void)out;
    if (v.lang == NULL || strcmp(v.lang, rq->param[0]) != 0)
        return failed(ERR_NOT_FOUND, "error.not_found");
    rq->out.lang = v.lang;
    view_carry_shell(&rq->out, &v);
    shell_end(rq);
    return ok();
}

/* Its own modules, and those of the phone app that they import. */
static bool carry_keeps(const char *name)
{
    static const char *const shared[] = {
        "css/doorstep.css", "js/api.js",       "js/bytes.js",   "js/carried.js",
        "js/lock.js",       "js/page.js",      "js/passkey.js", "js/vault.js",
        "js/vault_db.js",   "js/vault_key.js",
    };

    for (size_t i = 0; i < COUNT(shared); i++)
        if (strcmp(name, shared[i]) == 0)
            return true;
    return str_starts(name, "js/carry/") || str_starts(name, "img/");
}

/* GET /today/precache.js */
struct err carry_precache_show(struct req *rq, struct session *s, const void *in,
                               const void *out)
{
    (void)s, (void)in, (void)out;
    precache_end(rq, "/today/", carry_keeps);
    return ok();
}

static void put_fact(struct json_out *j, const char *label, const char *value)
{
    if (value == NULL || value[0] == '\0')
        return;
    json_map(j, NULL);
    json_put_text(j, "label", label);
    json_put_text(j, "value", value);
    json_end_map(j);
}

static void put_closed(struct json_out *j, struct session *s, bool closed,
                       const char *way, const char *msg)
{
    if (closed)
        put_fact(j, text(s->lang, way), text(s->lang, msg));
}

/* How to reach them without harm.  A note on it stays behind: that there is one does not.
 */
static void put_rules(struct json_out *j, struct session *s, const struct case_person *p)
{
    const struct contact_rules *r = &p->rules;
    bool yes = str_same(p->message_ok, "yes"), no = str_same(p->message_ok, "no");

    json_put_text(j, "phone", p->phone);
    if (p->phone != NULL) {
        json_put_text(j, "message",
                      text(s->lang, yes  ? "case.message_yes"
                                    : no ? "case.message_no"
                                         : "case.message_unknown"));
        json_put_bool(j, "silent", !yes);
    }
    json_put_bool(j, "noted", r->note != NULL && r->note[0] != '\0');
    json_list(j, "facts");
    put_fact(j, text(s->lang, "household.card_word"), word_card(s, p));
    put_fact(j, text(s->lang, "household.ask_for"), r->ask_for);
    put_fact(j, text(s->lang, "household.hours_label"), word_hours(s, r));
    put_closed(j, s, r->no_text, "channel.text", "household.closed_text");
    put_closed(j, s, r->no_email, "channel.email", "household.closed_email");
    put_closed(j, s, r->no_letter, "channel.letter", "household.closed_letter");
    put_fact(j, text(s->lang, "case.knock"), p->knock);
    json_end_list(j);
}

static void put_case(struct json_out *j, struct session *s, const struct case_line *c,
                     bool rules)
{
    const char *shape = "", *promise = word_promise(s, c, &shape);

    json_map(j, NULL);
    json_put_text(j, "name", word_name(s, &c->person, c->kind));
    json_put_text(j, "where", word_place(s, &c->place, c->neighbourhood));
    json_put_text(j, "when", promise);
    json_put_text(j, "shape", shape);
    json_put_text(j, "lang", c->lang ? word_code(s, &lang_codes, c->lang) : NULL);
    if (rules)
        put_rules(j, s, &c->person);
    json_end_map(j);
}

static void list_begin(struct json_out *j, struct session *s, const char *msg)
{
    json_map(j, NULL);
    json_put_text(j, "title", text(s->lang, msg));
    json_list(j, "rows");
}

static void list_end(struct json_out *j)
{
    json_end_list(j);
    json_end_map(j);
}

static void put_cases(struct json_out *j, struct session *s, const char *msg,
                      const struct today_cases *list, bool rules)
{
    list_begin(j, s, msg);
    for (size_t i = 0; i < list->len; i++)
        put_case(j, s, &list->of[i].line, rules);
    list_end(j);
}

static void put_visits(struct json_out *j, struct session *s, const struct today_page *p)
{
    list_begin(j, s, "home_visit.today");
    for (size_t i = 0; i < p->visits.len; i++) {
        const struct home_visit *v = &p->visits.of[i];
        const struct home_visit_view line = home_visit_line(s, v, &p->staff);
        const char *when[] = {line.when, line.who};

        json_map(j, NULL);
        json_put_text(j, "name", word_name(s, &v->person, CASE_KIND_REQUEST));
        json_put_text(j, "where", word_place(s, &v->place, NULL));
        json_put_text(j, "when", word_join(s, when, COUNT(when), " · "));
        json_put_text(j, "shape", line.shape);
        json_put_text(j, "lang", NULL);
        put_rules(j, s, &v->person);
        json_end_map(j);
    }
    list_end(j);
}

/* GET /api/v1/today: in the words of whoever asks, so that the device knows none. */
struct err carry_api_show(struct req *rq, struct session *s, const void *in,
                          const void *out)
{
    const struct today_page *p = out;
    struct json_out j = {.arena = rq->arena};

    (void)in;
    s->dated = true;
    json_map(&j, NULL);
    json_put_text(&j, "as_of",
                  text_fill(s->arena, s->lang, "carry.as_of", "when",
                            when_instant(s->arena, s->lang, s->zone, s->now, WHEN_SHORT),
                            NULL));
    json_list(&j, "lists");
    put_cases(&j, s, "case.right_now", &p->crisis, true);
    put_visits(&j, s, p);
    put_cases(&j, s, "carry.promised", &p->due, true);
    put_cases(&j, s, "case.new", &p->fresh, false);
    json_end_list(&j);
    json_end_map(&j);
    put_markup(&rq->out, json_done(&j));
    rq->content_type = "application/json";
    resp_header(rq, "Cache-Control", "no-store");
    return ok();
}
