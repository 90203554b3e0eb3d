/* city_pages.c -- the City Manager's page: totals of the programme, and nothing that
 * crosses two attributes (domain/suppress.h); made to be read aloud and printed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/report_pages.h"

#include "app/casework.h"
#include "app/report_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/build.h"
#include "core/str.h"
#include "web/layout.h"
#include "web/report_words.h"
#include "web/views_report.h"
#include "wire/programme.h"

/* The chart in units of a phone's pixels: 320 wide, words above each bar, a bar every 52.
 */
enum { BAR_MOST = 270, BAR_STEP = 52, BAR_WORDS = 14, BAR_Y = 21, BAR_GAP = 8 };

static const struct {
    const char *word, *msg;
} choices[PERIOD_KINDS] = {
    [PERIOD_YEAR_TO_DATE] = {"year", "city.period.year"},
    [PERIOD_LAST_QUARTER] = {"quarter", "city.period.quarter"},
    [PERIOD_LAST_MONTH] = {"month", "city.period.month"},
    [PERIOD_LAST_YEAR] = {"last-year", "city.period.last_year"},
};

struct err city_read(struct req *rq, void **in)
{
    struct city_in *c = arena_new(rq->arena, struct city_in);
    const char *word = req_query(rq, "period");

    *in = c;
    if (*word == '\0')
        return ok();
    for (size_t i = 0; i < COUNT(choices); i++)
        if (str_same(word, choices[i].word)) {
            c->kind = (enum period_kind)i;
            return ok();
        }
    return failed(ERR_INVALID, "city.bad_period");
}

static const struct period_view *periods(struct session *s, enum period_kind now)
{
    struct period_view *v = arena_array(s->arena, struct period_view, COUNT(choices));

    for (size_t i = 0; i < COUNT(choices); i++)
        v[i] = (struct period_view){
            .url = url_of(s->arena, "/city?period=%s", choices[i].word),
            .label = text(s->lang, choices[i].msg),
            .on = i == now,
        };
    return v;
}

static struct programme programme_of(const struct session *s, const struct evaluation *e)
{
    return (struct programme){s->arena, s->lang, e};
}

static void fill_contact(struct session *s, const struct evaluation *e,
                         struct view_report_city *v)
{
    const struct programme p = programme_of(s, e);
    const struct spread *d = &e->contact;

    v->contact = programme_contact(&p);
    if (v->contact == NULL) {
        v->contact_range = text(s->lang, "city.contact.none");
        return;
    }
    v->contact_range = text_fill(s->arena, s->lang, "city.contact.days", "min",
                                 build_number(s->arena, spread_min(d)), "max",
                                 build_number(s->arena, spread_max(d)), NULL);
    v->contact_known = text_fill(s->arena, s->lang, "city.contact.known", "n",
                                 build_number(s->arena, d->n), "all",
                                 build_number(s->arena, e->referrals), NULL);
}

static void fill_beside(struct session *s, const struct evaluation *e,
                        struct view_report_city *v)
{
    if (e->alerts > 0)
        v->alerts = text_fill(s->arena, s->lang,
                              e->alerts == 1 ? "city.alerts_one" : "city.alerts", "n",
                              build_number(s->arena, e->alerts), NULL);
    if (e->unmet_known > 0)
        v->unmet = text_fill(s->arena, s->lang, "city.unmet", "n",
                             build_number(s->arena, e->unmet_any), "all",
                             build_number(s->arena, e->unmet_known), NULL);
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
            .n = build_number(s->arena, of->counts[i]),
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
    struct programme_figure of[PROGRAMME_FIGURES];
    struct figure_view *v = arena_array(s->arena, struct figure_view, COUNT(of));

    programme_figures(e, of);
    for (size_t i = 0; i < COUNT(of); i++)
        v[i] = (struct figure_view){build_number(s->arena, of[i].n),
                                    text(s->lang, of[i].msg)};
    *len = COUNT(of);
    return v;
}

struct err city_show(struct req *rq, struct session *s, const void *in, const void *out)
{
    const struct city_in *asked = in;
    const struct report *r = out;
    const struct programme p = programme_of(s, &r->e);
    struct view_report_city v = {
        .city = s->city_name,
        .period = report_period_words(s->arena, s->lang, r->period.first, r->period.last),
        .as_of = text_fill(
            s->arena, s->lang, "city.until", "day",
            when_day(s->arena, s->lang, zone_day(s->zone, r->period.as_of), WHEN_LONG),
            NULL),
        .sentences = programme_sentences(&p),
        .periods = periods(s, asked->kind),
        .periods_len = COUNT(choices),
        .nothing = r->e.referrals == 0,
        .year = period_is_year(asked->kind),
    };

    v.figures = figures(s, &r->e, &v.figures_len);
    fill_contact(s, &r->e, &v);
    fill_beside(s, &r->e, &v);
    fill_way(s, &r->e, &v);
    fill_groups(s, &r->e, &v);
    page_begin_wide(rq, s, text(s->lang, "layout.menu.city"));
    view_report_city(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
