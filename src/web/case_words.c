/* case_words.c -- see case_words.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/case_words.h"

#include "base/text.h"
#include "base/when.h"
#include "core/build.h"
#include "core/str.h"
#include "domain/card_word.h"

#include <string.h>

#define MINUTE_MS ((int64_t)60 * 1000)
#define HOUR_MS (60 * MINUTE_MS)

const char *word_name(struct session *s, const struct case_person *p, enum case_kind kind)
{
    if (p->name)
        return p->name;
    return text(s->lang, kind == CASE_KIND_ALERT ? "case.unnamed_alert" : "case.unnamed");
}

const char *word_join(struct session *s, const char *const *words, size_t len,
                      const char *between)
{
    size_t size = 1;

    for (size_t i = 0; i < len; i++)
        size += strlen(words[i]) + strlen(between);
    char *out = arena_alloc(s->arena, size);
    for (size_t i = 0; i < len; i++) {
        if (i)
            strcat(out, between);
        strcat(out, words[i]);
    }
    return out;
}

const char *word_place(struct session *s, const struct case_place *p,
                       const char *neighbourhood)
{
    const char *parts[2];
    size_t n = 0;

    if (p->address)
        parts[n++] = p->address;
    else if (neighbourhood)
        parts[n++] = neighbourhood;
    if (p->unit)
        parts[n++] = text_fill(s->arena, s->lang, "case.unit", "unit", p->unit, NULL);
    return n ? word_join(s, parts, n, ", ") : text(s->lang, "case.no_place");
}

const char *word_code(const struct session *s, const struct codes *list, const char *word)
{
    int at = codes_find(list, word);

    if (at >= 0)
        return text(s->lang, list->list[at].msgid);
    return word ? word : "";
}

const char *word_need(const struct session *s, const char *word)
{
    if (str_same(word, "sealed"))
        return text(s->lang, "case.sealed");
    return word_code(
        s, codes_find(&need_codes, word) >= 0 ? &need_codes : &sealed_class_codes, word);
}

const char *word_day(struct session *s, struct day d)
{
    struct day today = zone_day(s->zone, s->now);

    if (s->dated)
        return when_day(s->arena, s->lang, d, WHEN_SHORT);
    if (d.n == today.n)
        return text(s->lang, "date.today");
    if (d.n == today.n + 1)
        return text(s->lang, "date.tomorrow");
    if (d.n == today.n - 1)
        return text(s->lang, "date.yesterday");
    return when_day(s->arena, s->lang, d, WHEN_SHORT);
}

const char *word_when(struct session *s, int64_t ms)
{
    const char *parts[] = {word_day(s, zone_day(s->zone, ms)),
                           when_time(s->arena, s->lang, s->zone, ms)};

    return ms ? word_join(s, parts, 2, ", ") : "";
}

const char *word_age(struct session *s, int64_t since)
{
    int64_t ms = s->now > since ? s->now - since : 0;
    const char *id = "case.age_minutes";
    int64_t n = ms / MINUTE_MS;

    if (ms >= 2 * DAY_MS) {
        id = "case.age_days";
        n = ms / DAY_MS;
    } else if (ms >= 2 * HOUR_MS) {
        id = "case.age_hours";
        n = ms / HOUR_MS;
    }
    return text_fill(s->arena, s->lang, id, "n", build_number(s->arena, n), NULL);
}

const char *shape_case(enum case_state state)
{
    static const char *const shapes[CASE_STATES] = {
        [CASE_SUBMITTED] = "attention", [CASE_ACKNOWLEDGED] = "received",
        [CASE_ATTEMPTED] = "sending",   [CASE_CONTACTED] = "contacted",
        [CASE_ASSESSED] = "contacted",  [CASE_CONNECTED] = "connected",
        [CASE_CLOSED] = "closed",
    };

    return shapes[state];
}

const char *shape_referral(enum referral_state state)
{
    static const char *const shapes[REFERRAL_STATES] = {
        [REFERRAL_SENT] = "sending",      [REFERRAL_DOCUMENTS] = "attention",
        [REFERRAL_APPLIED] = "sending",   [REFERRAL_WAITLISTED] = "sending",
        [REFERRAL_ACCEPTED] = "received", [REFERRAL_STARTED] = "done",
        [REFERRAL_ENDED] = "closed",      [REFERRAL_REFUSED] = "attention",
        [REFERRAL_WITHDRAWN] = "closed",
    };

    return shapes[state];
}

const char *shape_capacity(enum capacity c)
{
    static const char *const shapes[CAPACITIES] = {
        [CAPACITY_OPEN] = "done",
        [CAPACITY_WAITLIST] = "sending",
        [CAPACITY_FULL] = "attention",
        [CAPACITY_UNKNOWN] = "",
    };

    return shapes[c];
}

/* A new case waits to be acknowledged, a known one for its first contact, later ones for
 * the day that was promised. */
static int64_t promised_at(const struct session *s, const struct case_line *c,
                           const char **id)
{
    bool reached = c->state == CASE_CONTACTED || c->state == CASE_ASSESSED ||
                   c->state == CASE_CONNECTED;

    if (c->state == CASE_SUBMITTED) {
        *id = "case.promise_acknowledge";
        return c->acknowledge_by;
    }
    *id = "case.promise_next";
    if (day_is_set(c->next_day))
        return zone_start_ms(s->zone, (struct day){c->next_day.n + 1}) - 1;
    *id = "case.promise_contact";
    return reached ? 0 : c->contact_by;
}

const char *word_promise(struct session *s, const struct case_line *c, const char **shape)
{
    const char *id;
    int64_t by = promised_at(s, c, &id);
    struct day day = zone_day(s->zone, by);
    bool late = by < s->now;

    if (by == 0)
        return NULL;
    *shape = late ? "late" : (day.n == zone_day(s->zone, s->now).n ? "attention" : "");
    bool by_hour = c->state == CASE_SUBMITTED && day.n <= zone_day(s->zone, s->now).n;
    const char *when = by_hour ? word_when(s, by) : word_day(s, day);
    if (late)
        return text_fill(s->arena, s->lang, "case.late", "when", when, NULL);
    return text_fill(s->arena, s->lang, id, "when", when, NULL);
}

const char *word_conflict(struct session *s, const struct casefile *c, const char *who)
{
    return text_fill(s->arena, s->lang, "case.conflict", "who",
                     who ? who : text(s->lang, "case.somebody"), "when",
                     word_when(s, c->changed_at), NULL);
}

static const char *word_minute(struct session *s, int minute)
{
    return when_time(s->arena, s->lang, s->zone,
                     zone_at_ms(s->zone, zone_day(s->zone, s->now), minute));
}

const char *word_hours(struct session *s, const struct contact_rules *r)
{
    int from = clock_minute(r->from), to = clock_minute(r->to);

    if (from < 0 || to < 0)
        return NULL;
    return text_fill(s->arena, s->lang, "household.hours_line", "from",
                     word_minute(s, from), "to", word_minute(s, to), NULL);
}

const char *word_not_now(struct session *s, const struct contact_rules *r)
{
    const char *why =
        contact_refusal(r, CHANNEL_PHONE, zone_minute_of_day(s->zone, s->now));

    return why != NULL ? text(s->lang, why) : NULL;
}

const char *word_card(struct session *s, const struct case_person *p)
{
    char *out = arena_alloc(s->arena, CARD_WORD_TEXT);

    return card_word(p->card_code, out) ? out : NULL;
}
