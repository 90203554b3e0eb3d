/* city_pages.c -- the City Manager's page: totals of the programme, and nothing that
 * crosses two attributes (domain/suppress.h); made to be read aloud and printed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/report_pages.h"

#include "app/casework.h"
#include "app/report_app.h"
#include "base/text.h"
#include "core/str.h"
#include "web/layout.h"
#include "web/report_words.h"
#include "web/views_report.h"

#include <stdio.h>
#include <string.h>

/* The chart in units of a phone's pixels: 320 wide, words above each bar, a bar every 52.
 */
enum { BAR_MOST = 270, BAR_STEP = 52, BAR_WORDS = 14, BAR_Y = 21, BAR_GAP = 8 };

static const struct span {
    struct period (*of)(struct day today);
    const char *msg;
} choices[] = {
    {period_year_to_date, "city.period.year"},
    {period_last_quarter, "city.period.quarter"},
    {period_last_month, "city.period.month"},
    {period_last_year, "city.period.last_year"},
};

static const char *number(struct session *s, int64_t n)
{
    char text[24];

    snprintf(text, sizeof text, "%lld", (long long)n);
    return arena_copy(s->arena, text, strlen(text));
}

/* Days from a median that may be a half. */
static const char *half(struct session *s, int64_t twice)
{
    char text[24];

    snprintf(text, sizeof text, "%lld%s", (long long)(twice / 2), twice % 2 ? ".5" : "");
    return arena_copy(s->arena, text, strlen(text));
}

static const struct period_view *periods(struct session *s, const struct report *r)
{
    struct period_view *v = arena_array(s->arena, struct period_view, COUNT(choices));
    char first[DAY_TEXT], last[DAY_TEXT];

    for (size_t i = 0; i < COUNT(choices); i++) {
        struct period p = choices[i].of(session_today(s));

        day_format(p.first, first);
        day_format(p.last, last);
        v[i] = (struct period_view){
            .url = url_of(s->arena, "/city?from=%s&to=%s", first, last),
            .label = text(s->lang, choices[i].msg),
            .on = p.first.n == r->period.first.n && p.last.n == r->period.last.n,
        };
    }
    return v;
}

/* One home or many: two sentences each, chosen by number. */
static const char *counted(struct session *s, const char *one, const char *many,
                           int64_t n)
{
    return text_fill(s->arena, s->lang, n == 1 ? one : many, "n", number(s, n), NULL);
}

static const char *read_aloud(struct session *s, const struct evaluation *e)
{
    const char *said[] = {
        counted(s, "city.say.visits_one", "city.say.visits", e->visits.inspections),
        counted(s, "city.say.cards_one", "city.say.cards", e->visits.cards_left),
        counted(s, "city.say.asked_one", "city.say.asked", e->referrals),
        counted(s, "city.say.reached_one", "city.say.reached", e->reached),
        counted(s, "city.say.connected_one", "city.say.connected", e->with_service),
    };
    size_t count = e->referrals > 0 ? COUNT(said) : 2, len = 1;

    for (size_t i = 0; i < count; i++)
        len += strlen(said[i]) + 1;
    char *all = arena_alloc(s->arena, len), *at = all;
    for (size_t i = 0; i < count; i++)
        at += snprintf(at, len - (size_t)(at - all), "%s%s", i ? " " : "", said[i]);
    return all;
}

static void fill_contact(struct session *s, const struct evaluation *e,
                         struct view_report_city *v)
{
    const struct spread *d = &e->contact;

    if (d->n == 0) {
        v->contact = text(s->lang, "city.contact.none");
        return;
    }
    v->contact = text_fill(s->arena, s->lang, "city.contact.days", "median",
                           half(s, spread_median2(d)), "min", number(s, spread_min(d)),
                           "max", number(s, spread_max(d)), NULL);
    v->contact_more = text_fill(s->arena, s->lang, "city.contact.known", "n",
                                number(s, d->n), "all", number(s, e->referrals), NULL);
}

static int64_t most_of(const int64_t *counts, size_t len)
{
    int64_t most = 1;

    for (size_t i = 0; i < len; i++)
        most = counts[i] > most ? counts[i] : most;
    return most;
}

struct bars {
    const int64_t *counts;
    size_t len;
    const char *const *labels;
};

static const struct bar_view *bars(struct session *s, const struct bars *of)
{
    struct bar_view *v = arena_array(s->arena, struct bar_view, of->len + 1);
    int64_t most = most_of(of->counts, of->len);

    for (size_t i = 0; i < of->len; i++) {
        int64_t width = of->counts[i] * BAR_MOST / most, top = (int64_t)i * BAR_STEP;

        v[i] = (struct bar_view){
            .label = of->labels[i],
            .n = number(s, of->counts[i]),
            .words = top + BAR_WORDS,
            .y = top + BAR_Y,
            .middle = top + BAR_Y + BAR_WORDS + 1,
            .width = width,
            .after = width + BAR_GAP,
        };
    }
    return v;
}

/* How requests went on: each is a part of the one above it. */
static void fill_way(struct session *s, const struct evaluation *e,
                     struct view_report_city *v)
{
    const int64_t counts[] = {e->referrals, e->reached, e->with_service};
    const char *labels[] = {text(s->lang, "city.asked"), text(s->lang, "city.reached"),
                            text(s->lang, "city.connected")};

    v->way = bars(s, &(struct bars){counts, COUNT(counts), labels});
    v->way_len = COUNT(counts);
}

static void fill_groups(struct session *s, const struct evaluation *e,
                        struct view_report_city *v)
{
    const char *needs[GROUPS], *ends[BROADS + 1];
    int64_t counts[BROADS + 1];

    for (int g = 0; g < GROUPS; g++)
        needs[g] = text(s->lang, need_group_msgid((enum need_group)g));
    for (int b = 0; b < BROADS; b++) {
        ends[b] = text(s->lang, broad_msgid((enum broad)b));
        counts[b] = e->broad[b];
    }
    ends[BROADS] = text(s->lang, "city.open");
    counts[BROADS] = e->open;
    v->needs = bars(s, &(struct bars){e->group, GROUPS, needs});
    v->needs_len = GROUPS;
    v->ends = bars(s, &(struct bars){counts, BROADS + 1, ends});
    v->ends_len = BROADS + 1;
}

static const struct figure_view *figures(struct session *s, const struct evaluation *e,
                                         size_t *len)
{
    const struct {
        int64_t n;
        const char *msg;
    } of[] = {
        {e->visits.inspections, "city.inspections"},
        {e->visits.cards_left, "city.cards"},
        {e->referrals, "city.asked"},
        {e->reached, "city.reached"},
        {e->with_service, "city.connected"},
    };
    struct figure_view *v = arena_array(s->arena, struct figure_view, COUNT(of));

    for (size_t i = 0; i < COUNT(of); i++)
        v[i] = (struct figure_view){number(s, of[i].n), text(s->lang, of[i].msg)};
    *len = COUNT(of);
    return v;
}

struct err city_show(struct req *rq, struct session *s, const void *in, const void *out)
{
    const struct report *r = out;
    struct view_report_city v = {
        .city = s->city_name,
        .period = report_period_words(s->arena, s->lang, r->period.first, r->period.last),
        .as_of = report_as_of(s->arena, s->lang, s->zone, r->period.as_of),
        .sentences = read_aloud(s, &r->e),
        .periods = periods(s, r),
        .periods_len = COUNT(choices),
        .nothing = r->e.referrals == 0,
    };

    (void)in;
    v.figures = figures(s, &r->e, &v.figures_len);
    fill_contact(s, &r->e, &v);
    fill_way(s, &r->e, &v);
    fill_groups(s, &r->e, &v);
    page_begin_wide(rq, s, text(s->lang, "layout.menu.city"));
    view_report_city(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
