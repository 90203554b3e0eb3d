/* desk_words.c -- see desk_words.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/desk_words.h"

#include "base/text.h"
#include "base/when.h"
#include "core/build.h"
#include "core/str.h"
#include "domain/desk_codes.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/views_desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *desk_address(struct session *s, const char *number, const char *street,
                         const char *unit)
{
    struct build b = {.arena = s->arena};

    build_text(&b, number);
    if (number[0] != '\0' && street[0] != '\0')
        build_char(&b, ' ');
    build_text(&b, street);
    if (unit != NULL && unit[0] != '\0') {
        build_text(&b, ", ");
        build_text(&b, unit);
    }
    return build_done(&b);
}

const char *desk_clock(struct session *s, enum plan_clock clock, struct day due,
                       const char **shape)
{
    const char *day = when_day(s->arena, s->lang, due, WHEN_SHORT);

    switch (clock) {
    case PLAN_LATE:
        *shape = "late";
        return text_fill(s->arena, s->lang, "desk.late_since", "day", day, NULL);
    case PLAN_TODAY:
        *shape = "attention";
        return text(s->lang, "desk.due_today");
    case PLAN_AHEAD:
        *shape = "here";
        return text_fill(s->arena, s->lang, "desk.due_by", "day", day, NULL);
    }
    return "";
}

const char *desk_time(struct session *s, const char *time)
{
    if (time == NULL || strlen(time) != 5)
        return text(s->lang, "plan.any_time");
    /* A time of day has no day: any day without a change of clocks will do. */
    int minute = atoi(time) * 60 + atoi(time + 3);
    return when_time(s->arena, s->lang, s->zone,
                     zone_at_ms(s->zone, day_make(2026, 1, 15), minute));
}

const char *desk_slot(struct session *s, struct day day, const char *time)
{
    const char *parts[] = {when_day(s->arena, s->lang, day, WHEN_SHORT),
                           time != NULL ? desk_time(s, time) : NULL};

    return word_join(s, parts, time != NULL ? 2 : 1, ", ");
}

const char *desk_count(struct session *s, const char *msg, int64_t n)
{
    char number[24];

    snprintf(number, sizeof number, "%lld", (long long)n);
    return text_fill(s->arena, s->lang, msg, "n", number, NULL);
}

const char *desk_day(struct session *s, struct day d)
{
    return day_is_set(d) ? when_day(s->arena, s->lang, d, WHEN_LONG)
                         : text(s->lang, "desk.no_day");
}

const char *desk_day_value(struct session *s, struct day d)
{
    char *out = arena_alloc(s->arena, DAY_TEXT);

    day_format(d, out);
    return out;
}

struct options_view desk_people(struct session *s, const struct staff *staff,
                                const char *chosen, const char *none)
{
    struct options_view o = {arena_array(s->arena, struct option_view, staff->len + 1),
                             0};

    if (none != NULL)
        o.of[o.len++] = (struct option_view){.value = "", .label = none};
    for (size_t i = 0; i < staff->len; i++) {
        const char *id = page_id(s, id_of(staff->of[i].id));

        o.of[o.len++] = (struct option_view){
            .value = id, .label = staff->of[i].name, .on = str_same(id, chosen)};
    }
    return o;
}

const char *desk_asked(struct req *rq, const char *name)
{
    return is_back(rq) ? req_form(rq, name) : req_query(rq, name);
}

struct user_id desk_person(struct req *rq, const char *name)
{
    const char *word = desk_asked(rq, name);
    struct id id = {{0}};

    id_parse(word, strlen(word), &id);
    return id_to(user, id);
}

struct desk_row_view desk_request_row(struct session *s, const struct request_line *r)
{
    const char *who = r->inspector != NULL ? r->inspector : text(s->lang, "plan.nobody");
    const char *came = word_code(s, &came_codes, r->came);
    const char *more[] = {
        text_fill(s->arena, s->lang, "request.came_on", "how", came, "day",
                  when_day(s->arena, s->lang, r->received, WHEN_SHORT), NULL),
        r->alleged ? text(s->lang, "request.is_alleged") : NULL,
    };
    struct desk_row_view v = {
        .title = desk_address(s, r->at.number, r->at.street, r->at.unit),
        .detail = r->wrong,
        .more = word_join(s, more, r->alleged ? 2 : 1, " · "),
        .who = text_fill(s->arena, s->lang, "request.visit", "who", who, "when",
                         desk_slot(s, r->planned, r->time), NULL),
    };

    v.state = desk_clock(s, r->clock, r->due, &v.shape);
    if (policy_check(&s->actor, ACT_PLAN_MANAGE, NULL).kind == OK)
        v.url =
            url_of(s->arena, "/inspections/%s/plan", page_id(s, id_of(r->inspection)));
    return v;
}

struct desk_row_view desk_violation_row(struct session *s, const struct violation_line *v)
{
    const char *more[] = {word_code(s, &place_codes, v->place),
                          text(s->lang, responsible_msgid(v->responsible))};
    struct desk_row_view row = {
        .url = url_of(s->arena, "/violations/%s", page_id(s, id_of(v->id))),
        .title = desk_address(s, v->number, v->street, v->unit),
        .detail = v->title,
        .more = word_join(s, more, 2, " · "),
        .who = day_is_set(v->again)
                   ? text_fill(s->arena, s->lang, "violation.again", "day",
                               when_day(s->arena, s->lang, v->again, WHEN_SHORT), NULL)
                   : text(s->lang, "violation.no_again"),
    };

    if (day_is_set(v->correct_by))
        row.state = desk_clock(s, v->clock, v->correct_by, &row.shape);
    return row;
}
