/* measure_pages.c -- what was measured of a household, and the next time.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/measure_app.h"
#include "base/text.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/plan_pages.h"
#include "web/views_plan.h"

#include <stdio.h>
#include <string.h>

enum { FEW = 4, FIELD_MAX = 48 };

static const char *field_of(struct arena *a, const char *item)
{
    char name[FIELD_MAX];
    int n = snprintf(name, sizeof name, "item_%s", item);

    require(n > 0 && n < FIELD_MAX);
    return arena_copy(a, name, (size_t)n);
}

static const char *answer_label(struct session *s, const struct instrument *i,
                                const char *answer)
{
    const char *label = measure_words(i, s->lang, "answer", answer);

    return label ? label : answer; /* a number says itself */
}

/* In the household's language, and in the reader's beside it. */
static const char *answer_asked(struct session *s, const struct instrument *i,
                                const char *lang, const char *answer)
{
    const char *both[] = {measure_words(i, lang, "answer", answer),
                          answer_label(s, i, answer)};

    return !both[0] || str_same(both[0], both[1]) ? both[1]
                                                  : word_join(s, both, 2, " · ");
}

/* ---- what was measured ---- */

static const char *score_words(struct session *s, const struct instrument *i, int score)
{
    char n[16];
    const char *pattern = measure_words(i, s->lang, "result", NULL);

    if (score == NO_SCORE)
        return text(s->lang, "measure.unknown");
    snprintf(n, sizeof n, "%d", score);
    if (!pattern)
        return measure_words(i, s->lang, "score", n);
    const char *at = strstr(pattern, "{score}");
    require(at != NULL);
    const char *parts[] = {arena_copy(s->arena, pattern, (size_t)(at - pattern)), n,
                           at + strlen("{score}")};
    return word_join(s, parts, COUNT(parts), "");
}

/* "Kitchen: 4 · Hall: 2" */
static const char *detail_words(struct session *s, const struct measure *m)
{
    const struct instrument *i = m->instrument;
    const char *parts[MEASURE_ITEMS];
    size_t len = 0;

    for (size_t n = 0; n < i->items_len; n++) {
        if (m->answers.of[n] == NO_ANSWER)
            continue;
        const char *pair[] = {measure_words(i, s->lang, "item", i->items[n]),
                              answer_label(s, i, i->answers[m->answers.of[n]])};
        parts[len++] = word_join(s, pair, COUNT(pair), ": ");
    }
    return word_join(s, parts, len, " · ");
}

static void fill_results(struct session *s, const struct measure_page *p,
                         const struct instrument *i, struct instrument_view *v)
{
    struct result_view *rows =
        arena_array(s->arena, struct result_view, p->measures.len + 1);

    for (size_t n = 0; n < p->measures.len; n++) {
        const struct measure *m = &p->measures.of[n];
        bool due = m->score != NO_SCORE && m->score >= i->help_from;

        if (m->instrument != i)
            continue;
        rows[v->results_len++] = (struct result_view){
            .when = word_day(s, m->day),
            .stage = text(s->lang, measure_stage_codes.list[m->stage].msgid),
            .who = staff_name(&p->staff, m->author),
            .detail = detail_words(s, m),
            .result = score_words(s, i, m->score),
            .shape = m->score == NO_SCORE ? "" : (due ? "attention" : "done"),
        };
    }
    v->results = rows;
}

/* "Less than at the start (6, now 3)" */
static void fill_change(struct session *s, const struct measure_page *p,
                        const struct instrument *i, struct instrument_view *v)
{
    static const char *const shapes[CHANGES_OF_MEASURE] = {
        [CHANGE_LESS] = "done", [CHANGE_SAME] = "", [CHANGE_MORE] = "attention"};
    struct measure_span span = measure_span(&p->measures, i);
    enum measure_change change;
    char before[16], after[16];

    if (!span.start || !span.now ||
        !measure_compare(span.start->score, span.now->score, &change))
        return;
    snprintf(before, sizeof before, "%d", span.start->score);
    snprintf(after, sizeof after, "%d", span.now->score);
    v->change = text_fill(s->arena, s->lang, "measure.since_start", "word",
                          text(s->lang, measure_change_codes.list[change].msgid),
                          "before", before, "after", after, NULL);
    v->shape = shapes[change];
}

/* ---- the form ---- */

static struct options_view stage_options(struct req *rq, struct session *s, bool started,
                                         bool mine)
{
    const char *likely = measure_stage_codes.list[started].word;
    struct options_view o =
        options_of(s, &measure_stage_codes, mine ? shown(rq, "stage", likely) : likely);

    for (size_t n = 0; n < o.len; n++)
        o.of[n].off = measure_check((enum measure_stage)n, started).kind != OK;
    return o;
}

static void fill_items(struct req *rq, struct session *s, const struct instrument *i,
                       const char *lang, struct instrument_view *v)
{
    bool mine = v->show;
    struct item_view *items = arena_array(s->arena, struct item_view, i->items_len);

    for (size_t n = 0; n < i->items_len; n++) {
        struct option_view *answers =
            arena_array(s->arena, struct option_view, i->answers_len);
        const char *name = field_of(s->arena, i->items[n]);

        for (size_t k = 0; k < i->answers_len; k++)
            answers[k] = (struct option_view){
                .value = i->answers[k],
                .label = answer_asked(s, i, lang, i->answers[k]),
                .on = mine && str_same(shown(rq, name, NULL), i->answers[k])};
        items[n] = (struct item_view){
            .name = name,
            .label = measure_words(i, lang, "item", i->items[n]),
            .lang = lang,
            .mine = str_same(lang, s->lang)
                        ? NULL
                        : measure_words(i, s->lang, "item", i->items[n]),
            .answers = answers,
            .answers_len = i->answers_len,
            .few = i->answers_len <= FEW,
        };
    }
    v->items = items;
    v->items_len = i->items_len;
}

static struct instrument_view instrument_view(struct req *rq, struct session *s,
                                              const struct measure_page *p,
                                              const struct instrument *i)
{
    bool mine = is_back(rq) && str_same(req_form(rq, "instrument"), i->name);
    bool started = measure_span(&p->measures, i).start != NULL;
    struct options_view stages = stage_options(rq, s, started, mine);
    struct instrument_view v = {
        .name = i->name,
        .title = i->title,
        .hint = measure_words(i, s->lang, "hint", NULL),
        .source = i->source,
        .id = minted(s),
        .show = mine,
        .stages = stages.of,
        .stages_len = stages.len,
    };

    if (mine)
        v.fault = fault_text(rq, s, "instrument");
    if (mine && !v.fault)
        v.fault = fault_text(rq, s, "stage");
    fill_results(s, p, i, &v);
    fill_change(s, p, i, &v);
    fill_items(rq, s, i,
               p->c.lang && codes_find(&lang_codes, p->c.lang) >= 0 ? p->c.lang : s->lang,
               &v);
    return v;
}

SHOW(measures_show)
{
    const struct measure_page *p = out;
    const char *id = page_id(s, id_of(p->c.id));
    struct instrument_view *rows =
        arena_array(s->arena, struct instrument_view, instruments_len);
    struct view_plan_measures v = {
        .csrf = csrf_input(s),
        .url = url_of(s->arena, "/cases/%s", id),
        .action = url_of(s->arena, "/cases/%s/measures", id),
        .name = word_name(s, &p->c.person, p->c.kind),
        .lang = p->c.lang ? word_code(s, &lang_codes, p->c.lang)
                          : text(s->lang, "case.lang_unknown"),
        .open = casefile_can(p->c.state, CASE_ON_ASSESS),
        .instruments = rows,
        .instruments_len = instruments_len,
    };

    (void)in;
    for (size_t i = 0; i < instruments_len; i++)
        rows[i] = instrument_view(rq, s, p, &instruments[i]);
    page_begin(rq, s, text(s->lang, "measure.title"));
    view_plan_measures(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* ---- what is sent ---- */

static int read_answer(struct req *rq, const struct instrument *i, const char *item)
{
    const char *s = req_form(rq, field_of(rq->arena, item));

    for (size_t k = 0; k < i->answers_len; k++)
        if (str_same(i->answers[k], s))
            return (int)k;
    if (s[0] != '\0')
        req_fault(rq, "instrument", "errors.form");
    return NO_ANSWER;
}

READ(measure_read_form)
{
    struct measure_in *m = arena_new(rq->arena, struct measure_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    m->casefile = id_to(casefile, id);
    m->id = form_id(rq, "id");
    m->stage = (enum measure_stage)form_code(rq, "stage", &measure_stage_codes,
                                             "measure.stage_missing");
    m->instrument = instrument_named(req_form(rq, "instrument"));
    if (m->instrument == NULL)
        return failed(ERR_INVALID, "errors.form");
    m->answers = measure_read(m->instrument, NULL);
    for (size_t n = 0; n < m->instrument->items_len; n++)
        m->answers.of[n] = read_answer(rq, m->instrument, m->instrument->items[n]);
    *in = m;
    return form_check(rq);
}

SHOW(to_measures)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/cases/%s/measures", rq->param[0]);
    return ok();
}
