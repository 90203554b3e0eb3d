/* ask.c -- see ask.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/ask.h"

#include <string.h>

#include "core/str.h"
#include "domain/address.h"
#include "domain/casefile.h"
#include "domain/deadline.h"
#include "domain/digest.h"
#include "domain/holiday.h"
#include "domain/limits.h"
#include "domain/op.h"
#include "domain/order.h"
#include "domain/shape.h"
#include "domain/social.h"
#include "domain/visit.h"
#include "domain/walk.h"

#define MS_MAX INT64_C(7258118400000) /* the year 2200 */

static void pair(struct build *out, const char *name, const char *value)
{
    build_bytes(out, name, strlen(name) + 1);
    build_bytes(out, value, strlen(value) + 1);
}

static void pair_int(struct build *out, const char *name, int64_t n)
{
    build_bytes(out, name, strlen(name) + 1);
    build_int(out, n);
    build_char(out, '\0');
}

static void pair_day(struct build *out, const char *name, struct day d)
{
    char text[DAY_TEXT];

    day_format(d, text);
    pair(out, name, text);
}

static void pair_faults(struct build *out, const struct faults *faults)
{
    for (size_t i = 0; i < faults->len; i++) {
        pair(out, "field", faults->of[i].field);
        pair(out, "msg", faults->of[i].msg);
    }
}

static int64_t number(const struct fields *q, const char *name, int64_t max)
{
    int64_t n = 0;

    return str_number(fields_get(q, name), max, &n) ? n : 0;
}

static struct day day_named(const struct fields *q, const char *name)
{
    const char *text = fields_get(q, name);
    struct day d = DAY_NONE;

    return day_parse(text, strlen(text), &d) ? d : DAY_NONE;
}

static void ask_tables(struct ask_city *city, const struct fields *q, struct build *out)
{
    (void)city, (void)q;
    for (size_t i = 0; i < codes_all_len; i++) {
        pair(out, "list", codes_all[i]->name);
        for (size_t n = 0; n < codes_all[i]->len; n++) {
            pair(out, "word", codes_all[i]->list[n].word);
            pair(out, "msgid", codes_all[i]->list[n].msgid);
        }
    }
    for (size_t i = 0; i < limits_len; i++) {
        pair(out, "limit", limits[i].name);
        pair_int(out, "value", limits[i].value);
    }
}

/* "MS:SECONDS", both with a sign where needed. */
static bool read_change(const char *text, struct zone_change *out)
{
    int64_t n[2], sign[2] = {1, 1};
    char part[2][24] = {"", ""};
    size_t which = 0, at = 0;

    for (; *text != '\0'; text++) {
        if (*text == ':' && which == 0) {
            which = 1;
            at = 0;
        } else if (*text == '-' && at == 0 && sign[which] == 1) {
            sign[which] = -1;
        } else if (at + 1 < sizeof part[0]) {
            part[which][at++] = *text;
        }
    }
    if (!str_number(part[0], INT64_MAX / 1024, &n[0]) ||
        !str_number(part[1], 24 * 3600, &n[1]))
        return false;
    *out = (struct zone_change){sign[0] * n[0], (int32_t)(sign[1] * n[1])};
    return true;
}

static void read_zone(const struct fields *q, struct ask_city *city,
                      struct faults *faults)
{
    struct zone_change *list = city->changes;
    const char *text;
    size_t n = 0;

    for (; (text = fields_nth(q, "zone", n)) != NULL; n++)
        if (n == ASK_CHANGES || !read_change(text, &list[n]) ||
            (n > 0 && list[n].from_ms <= list[n - 1].from_ms)) {
            fault_add(faults, "zone", "errors.bad_zone");
            return;
        }
    if (n > 0)
        city->calendar.zone.len = n;
}

static void read_holidays(const struct fields *q, struct ask_city *city,
                          struct faults *faults)
{
    struct day *list = city->holidays;
    const char *text;
    size_t n = 0;

    for (; (text = fields_nth(q, "holiday", n)) != NULL; n++)
        if (n == ASK_HOLIDAYS || !day_parse(text, strlen(text), &list[n]) ||
            (n > 0 && list[n].n <= list[n - 1].n)) {
            fault_add(faults, "holiday", "errors.bad_day");
            return;
        }
    if (n > 0)
        city->calendar.holidays.len = n;
}

static void read_policy(const struct fields *q, struct care_policy *p)
{
    const struct {
        const char *name;
        int *value;
    } table[] = {{"crisis_minutes", &p->crisis_minutes},
                 {"today_days", &p->today_days},
                 {"routine_days", &p->routine_days}};

    for (size_t i = 0; i < COUNT(table); i++) {
        int64_t n;
        if (str_number(fields_get(q, table[i].name), 10000, &n))
            *table[i].value = (int)n;
    }
}

static void point(struct ask_city *city)
{
    city->calendar.zone.changes = city->changes;
    city->calendar.holidays.days = city->holidays;
}

void ask_city_default(struct ask_city *city)
{
    enum { FIRST = 2020, LAST = 2060 };

    *city = (struct ask_city){.policy = care_policy_default, .set = true};
    point(city);
    city->calendar.zone.len = 1; /* UTC */
    city->calendar.holidays.len = holidays_make(FIRST, LAST, city->holidays);
    require(hours_parse(HOURS_DEFAULT, &city->calendar.hours));
}

/* All of it, or nothing. */
static void ask_city_set(struct ask_city *city, const struct fields *q, struct build *out)
{
    struct ask_city next = {0};
    struct faults faults = {0};
    const char *hours = fields_get(q, "hours");

    ask_city_default(&next);
    read_zone(q, &next, &faults);
    read_holidays(q, &next, &faults);
    read_policy(q, &next.policy);
    if (hours[0] != '\0' && !hours_parse(hours, &next.calendar.hours))
        fault_add(&faults, "hours", "errors.bad_hours");
    if (faults.len == 0) {
        *city = next;
        point(city);
    }
    pair_faults(out, &faults);
}

static void ask_op_check(struct ask_city *city, const struct fields *q, struct build *out)
{
    struct faults faults = {0};

    (void)city;
    if (q->len == 0 || !str_same(q->list[0].name, "op")) {
        pair(out, "error", "op");
        return;
    }
    op_check(q->list[0].value, &(struct fields){q->list + 1, q->len - 1}, &faults);
    pair_faults(out, &faults);
}

/* Of two codes the shorter clock. */
static void ask_correct_by(struct ask_city *city, const struct fields *q,
                           struct build *out)
{
    bool endangering = str_same(fields_get(q, "endangering"), "1");
    int64_t at = number(q, "at", MS_MAX);
    struct day by =
        correct_by(&city->calendar.zone, &city->calendar.holidays, at, endangering);
    enum severity severity;

    if (severity_parse(fields_get(q, "severity"), &severity)) {
        struct day other = nspire_by(&city->calendar.zone, at, severity);
        by = other.n < by.n ? other : by;
    }
    pair_day(out, "day", by);
}

static void ask_visit(struct ask_city *city, const struct fields *q, struct build *out)
{
    struct faults faults = {0};

    (void)city;
    visit_check(q, &faults);
    pair_faults(out, &faults);
}

/* A whole number with its sign up to a comma or the end; `none` when there is none. */
static int32_t next_number(const char **s, int32_t none)
{
    bool minus = **s == '-';
    int64_t n = 0;
    size_t digits = 0;

    for (*s += minus; str_is_digit(**s) && digits < 10; ++*s, digits++)
        n = n * 10 + (**s - '0');
    while (**s != '\0' && **s != ',')
        ++*s;
    *s += **s == ',';
    if (digits == 0 || n > INT32_MAX)
        return none;
    return (int32_t)(minus ? -n : n);
}

static void ask_walk(struct ask_city *city, const struct fields *q, struct build *out)
{
    struct walk_door *doors = arena_array(out->arena, struct walk_door, q->len + 1);
    size_t *order = arena_array(out->arena, size_t, q->len + 1);

    (void)city;
    for (size_t i = 0; i < q->len; i++) {
        const char *s = q->list[i].value;
        doors[i].minute = next_number(&s, WALK_ANYTIME);
        doors[i].lat_e7 = next_number(&s, WALK_NOWHERE);
        doors[i].lon_e7 = next_number(&s, WALK_NOWHERE);
    }
    walk_order(doors, q->len, order);
    for (size_t i = 0; i < q->len; i++)
        pair_int(out, "n", (int64_t)order[i]);
}

static void ask_lead(struct ask_city *city, const struct fields *q, struct build *out)
{
    (void)city;
    pair_int(out, "needed",
             lead_needed(fields_get(q, "child"), (int)number(q, "year_built", 2199)));
}

static void ask_day(struct ask_city *city, const struct fields *q, struct build *out)
{
    int64_t at = number(q, "at", MS_MAX);
    struct day d = zone_day(&city->calendar.zone, at);

    pair_day(out, "day", d);
    pair_int(out, "minute", zone_minute_of_day(&city->calendar.zone, at));
    pair_int(out, "heat_season", is_heat_season(d));
}

static void ask_add(struct ask_city *city, const struct fields *q, struct build *out)
{
    struct day d = day_named(q, "day");

    (void)city;
    if (day_is_set(d))
        d.n += (int32_t)number(q, "days", 4000) - (int32_t)number(q, "back", 4000);
    pair_day(out, "day", d);
}

static void ask_business(struct ask_city *city, const struct fields *q, struct build *out)
{
    struct day d = day_named(q, "day");

    if (day_is_set(d))
        d = day_add_business(d, (int)number(q, "days", 4000), &city->calendar.holidays);
    pair_day(out, "day", d);
}

static void ask_is_business(struct ask_city *city, const struct fields *q,
                            struct build *out)
{
    struct day d = day_named(q, "day");

    pair_int(out, "yes", day_is_set(d) && day_is_business(d, &city->calendar.holidays));
}

static void ask_promise(struct ask_city *city, const struct fields *q, struct build *out)
{
    int64_t at = number(q, "at", MS_MAX);
    enum urgency urgency = URGENCY_ROUTINE;

    if (!urgency_parse(fields_get(q, "urgency"), &urgency)) {
        pair(out, "error", "urgency");
        return;
    }

    struct promise p = promise_make(&city->calendar, &city->policy, urgency, at);
    pair_int(out, "open", calendar_is_open(&city->calendar, at));
    pair_int(out, "opens_at", calendar_opens_ms(&city->calendar, at));
    pair_day(out, "day", p.day);
    pair_int(out, "acknowledge_by", p.acknowledge_by_ms);
    pair_int(out, "contact_by", p.contact_by_ms);
}

static void ask_order(struct ask_city *city, const struct fields *q, struct build *out)
{
    (void)city;
    pair(out, "text", order_compose(q, out->arena));
}

static void ask_digest(struct ask_city *city, const struct fields *q, struct build *out)
{
    (void)city;
    pair(out, "text", visit_digest_text(q, out->arena));
}

static void pair_word(struct build *out, const char *word)
{
    if (word != NULL)
        pair(out, "word", word);
}

static void ask_social(struct ask_city *city, const struct fields *q, struct build *out)
{
    (void)city;
    pair_word(out, social_word(fields_get(q, "note")));
}

static void ask_status(struct ask_city *city, const struct fields *q, struct build *out)
{
    (void)city;
    pair_word(out, status_word(fields_get(q, "note")));
}

static void ask_coarse(struct ask_city *city, const struct fields *q, struct build *out)
{
    enum case_state state;

    (void)city;
    if (case_state_parse(fields_get(q, "state"), &state))
        pair(out, "coarse", coarse_name(coarse_of(state)));
}

static void ask_card(struct ask_city *city, const struct fields *q, struct build *out)
{
    char clean[LIMIT_CARD_CODE + 1];

    (void)city;
    if (card_code_clean(fields_get(q, "code"), clean))
        pair(out, "code", clean);
}

static void ask_unit(struct ask_city *city, const struct fields *q, struct build *out)
{
    (void)city;
    pair(out, "key", address_unit(out->arena, fields_get(q, "unit")));
}

static const struct {
    const char *name;
    void (*answer)(struct ask_city *city, const struct fields *q, struct build *out);
} questions[] = {
    {"tables", ask_tables},     {"city", ask_city_set},
    {"op_check", ask_op_check}, {"correct_by", ask_correct_by},
    {"day", ask_day},           {"add", ask_add},
    {"business", ask_business}, {"is_business", ask_is_business},
    {"promise", ask_promise},   {"order", ask_order},
    {"social", ask_social},     {"coarse", ask_coarse},
    {"card", ask_card},         {"visit", ask_visit},
    {"digest", ask_digest},     {"lead", ask_lead},
    {"walk", ask_walk},         {"unit", ask_unit},
    {"status", ask_status},
};

/* Every name and value ends with a NUL, and there are as many of each. */
static bool split(const char *bytes, size_t len, struct arena *a, struct fields *out)
{
    size_t ends = 0;

    for (size_t i = 0; i < len; i++)
        ends += bytes[i] == '\0';
    if (len == 0 || bytes[len - 1] != '\0' || ends % 2 != 0)
        return false;

    struct field *list = arena_array(a, struct field, ends / 2);
    for (size_t i = 0; i < ends / 2; i++) {
        list[i].name = bytes;
        bytes += strlen(bytes) + 1;
        list[i].value = bytes;
        bytes += strlen(bytes) + 1;
    }
    *out = (struct fields){list, ends / 2};
    return true;
}

void ask_rules(struct ask_city *city, const char *question, size_t len, struct build *out)
{
    struct fields q;

    if (!split(question, len, out->arena, &q) || !str_same(q.list[0].name, "ask")) {
        pair(out, "error", "question");
        return;
    }
    for (size_t i = 0; i < COUNT(questions); i++)
        if (str_same(questions[i].name, q.list[0].value)) {
            questions[i].answer(city, &(struct fields){q.list + 1, q.len - 1}, out);
            return;
        }
    pair(out, "error", "ask");
}
