/* programme.c -- see programme.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "wire/programme.h"

#include "base/text.h"
#include "base/when.h"
#include "core/build.h"
#include "domain/paper.h"

#include <string.h>

enum { USUAL_FROM = 3 }; /* residents reached, before "usually" is a word for it */

/* Days from a median that may be a half. */
static const char *half(const struct programme *p, int64_t twice)
{
    struct build b = {.arena = p->arena};

    build_int(&b, twice / 2);
    build_text(&b, twice % 2 ? ".5" : "");
    return build_done(&b);
}

/* One home or many: two sentences each, chosen by number. */
static const char *counted(const struct programme *p, const char *one, const char *many,
                           int64_t n)
{
    return text_fill(p->arena, p->lang, n == 1 ? one : many, "n",
                     build_number(p->arena, n), NULL);
}

static const char *say_visits(const struct programme *p, const struct eval_visits *v)
{
    const char *msg = v->inspections == 0   ? "city.say.visits_none"
                      : v->inspections == 1 ? "city.say.visits_one"
                                            : "city.say.visits";

    return text_fill(p->arena, p->lang, msg, "n", build_number(p->arena, v->inspections),
                     "cards", build_number(p->arena, v->cards_left), NULL);
}

/* ", usually within 2 days", of so many that there is a usual. */
static const char *say_when(const struct programme *p, const struct spread *d)
{
    int64_t days = d->n >= USUAL_FROM ? (spread_median2(d) + 1) / 2 : 0;

    if (d->n < USUAL_FROM)
        return "";
    return days == 0 ? text(p->lang, "city.say.same_day")
                     : counted(p, "city.say.in_a_day", "city.say.in_days", days);
}

static const char *say_reached(const struct programme *p, const struct evaluation *e)
{
    return text_fill(
        p->arena, p->lang, e->reached == 1 ? "city.say.reached_one" : "city.say.reached",
        "n", build_number(p->arena, e->reached), "when", say_when(p, &e->contact), NULL);
}

const char *programme_sentences(const struct programme *p)
{
    const struct evaluation *e = p->e;
    const char *said[] = {
        say_visits(p, &e->visits),
        counted(p, "city.say.asked_one", "city.say.asked", e->referrals),
        say_reached(p, e),
        counted(p, "city.say.connected_one", "city.say.connected", e->with_service),
    };
    size_t count = e->referrals > 0 ? COUNT(said) : 1;
    struct build b = {.arena = p->arena};

    for (size_t i = 0; i < count; i++) {
        build_text(&b, i ? " " : "");
        build_text(&b, said[i]);
    }
    return build_done(&b);
}

const char *programme_contact(const struct programme *p)
{
    const struct spread *d = &p->e->contact;
    int64_t twice = d->n > 0 ? spread_median2(d) : 0;

    if (d->n == 0)
        return NULL;
    return twice == 0 ? text(p->lang, "city.contact.same")
                      : text_fill(p->arena, p->lang,
                                  twice == 2 ? "city.contact.day" : "city.contact.median",
                                  "n", half(p, twice), NULL);
}

void programme_figures(const struct evaluation *e,
                       struct programme_figure out[PROGRAMME_FIGURES])
{
    const struct programme_figure of[PROGRAMME_FIGURES] = {
        {e->visits.inspections, "city.inspections"},
        {e->visits.cards_left, "city.cards"},
        {e->referrals, "city.asked"},
        {e->reached, "city.reached"},
        {e->with_service, "city.connected"},
    };

    for (size_t i = 0; i < PROGRAMME_FIGURES; i++)
        out[i] = of[i];
}

/* ---- the month's page ---- */

static void put_figures(const struct programme *p, struct build *b)
{
    struct programme_figure of[PROGRAMME_FIGURES];

    programme_figures(p->e, of);
    for (size_t i = 0; i < COUNT(of); i++)
        paper_cells(b, PAPER_PAIR, text(p->lang, of[i].msg),
                    build_number(p->arena, of[i].n), NULL);
    if (programme_contact(p) != NULL)
        paper_cells(b, PAPER_PAIR, text(p->lang, "updates.page_contact"),
                    programme_contact(p), NULL);
}

/* Every line that its writer began is one. */
static void put_learnt(const struct programme *p, const char *learnt, struct build *b)
{
    paper_put(b, PAPER_H2, text(p->lang, "updates.page_learnt"));
    while (*learnt != '\0') {
        const char *end = strchrnul(learnt, '\n');

        if (end > learnt)
            paper_put(b, PAPER_P, arena_copy(p->arena, learnt, (size_t)(end - learnt)));
        learnt = *end == '\n' ? end + 1 : end;
    }
}

struct bytes programme_page(const struct programme *p, const struct programme_month *m)
{
    struct build b = {.arena = p->arena};
    const char *title =
        text_fill(p->arena, p->lang, "updates.page_title", "month",
                  when_day(p->arena, p->lang, m->month, WHEN_MONTH), NULL);
    char day[DAY_TEXT];

    day_format(m->made, day);
    paper_put(&b, PAPER_LANG, p->lang);
    paper_put(&b, PAPER_TITLE, title);
    paper_put(&b, PAPER_AUTHOR, m->city);
    paper_put(&b, PAPER_DAY, day);
    if (m->practice)
        paper_put(&b, PAPER_STAMP, text(p->lang, "connect.paper_practice"));
    paper_put(&b, PAPER_FOOT, text(p->lang, "updates.page_foot"));
    paper_put(&b, PAPER_HEAD, m->city);
    paper_put(&b, PAPER_H1, title);
    paper_put(&b, PAPER_P, programme_sentences(p));
    paper_put(&b, PAPER_H2, text(p->lang, "updates.page_figures"));
    put_figures(p, &b);
    if (m->learnt != NULL)
        put_learnt(p, m->learnt, &b);
    paper_put(&b, PAPER_GAP, "");
    paper_put(&b, PAPER_FINE, text(p->lang, "updates.page_how"));
    const char *paper = build_done(&b);
    return (struct bytes){(const uint8_t *)paper, b.len};
}
