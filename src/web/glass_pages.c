/* glass_pages.c -- see glass_pages.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/glass_pages.h"

#include "app/glass_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/resident_pages.h"
#include "web/views_glass.h"

#include <stdlib.h>

#define WHICH_MAX 200

/* ---- the list, and the form above it ---- */

/* Why, in enough letters and not too many; each fault at its own field. */
static const char *reason_read(struct req *rq, const char *name)
{
    const char *s = req_form(rq, name);

    if (s[0] == '\0')
        req_fault(rq, name, "rights.glass_reason_short");
    else if (utf8_len(s) > GLASS_REASON_MAX)
        req_fault(rq, name, "rights.glass_reason_long");
    return s;
}

READ(glass_break_read)
{
    struct glass_in *g = arena_new(rq->arena, struct glass_in);

    g->id = form_id(rq, "id");
    g->which = form_text(rq, "which", WHICH_MAX);
    if (g->which == NULL)
        req_fault(rq, "which", "rights.glass_which_missing");
    g->cause = (enum glass_cause)form_code(rq, "cause", &glass_cause_codes,
                                           "rights.glass_cause_missing");
    g->reason = reason_read(rq, "reason");
    *in = g;
    return form_check(rq);
}

static const char *name_of(struct session *s, const struct glass_page *p,
                           struct user_id who)
{
    const char *name = staff_name(&p->staff, who);

    return name != NULL ? name : text(s->lang, "case.somebody");
}

/* Whether somebody has looked at it; within the days it has, or late. */
static const char *review_words(struct session *s, const struct glass_page *p,
                                const struct glass_row *r, const char **shape)
{
    const struct glass *g = &r->g;

    if (g->reviewed_at == 0) {
        *shape = r->review_by.n < p->today.n ? "late" : "attention";
        return text_fill(s->arena, s->lang, "rights.glass_review_by", "day",
                         word_day(s, r->review_by), NULL);
    }
    *shape = g->verdict == GLASS_RIGHT ? "done" : "late";
    return text_fill(
        s->arena, s->lang,
        g->verdict == GLASS_RIGHT ? "rights.glass_right_by" : "rights.glass_wrong_by",
        "who", name_of(s, p, g->reviewed_by), "when", word_when(s, g->reviewed_at), NULL);
}

/* Of the row whose form came back: its fields have the names of their faults. */
static void fill_faults(struct req *rq, struct session *s, const struct glass_page *p,
                        const struct glass *g, struct glass_row_view *v)
{
    bool back = is_back(rq) && str_same(rq->param[0], v->rid);
    const char *delay[] = {"delay", v->rid}, *found[] = {"found", v->rid};

    v->delay_id = back ? "delay" : word_join(s, delay, 2, "-");
    v->found_id = back ? "found" : word_join(s, found, 2, "-");
    if (!back)
        return;
    v->delay_fault = fault_text(rq, s, "delay");
    v->delay_typed = shown(rq, "delay", "");
    v->found_fault = fault_text(rq, s, "found");
    v->found_typed = shown(rq, "found", "");
    if (g->reviewed_at == 0 || v->found_fault == NULL)
        return;
    v->lost = v->found_typed;
    v->lost_id = v->found_id;
    v->lost_why = text_fill(s->arena, s->lang, "rights.glass_reviewed_before", "who",
                            name_of(s, p, g->reviewed_by), "when",
                            word_when(s, g->reviewed_at), NULL);
}

static struct glass_row_view row_view(struct session *s, const struct glass_page *p,
                                      const struct glass_row *r)
{
    const struct glass *g = &r->g;
    const char *id = page_id(s, g->id);
    struct glass_row_view v = {
        .rid = id,
        .name = name_of(s, p, g->person),
        .when = word_when(s, g->at),
        .cause = text(s->lang, glass_cause_msgid(g->cause)),
        .reason = g->reason,
        .delay = g->delay,
        .found = g->found,
        .read_url = url_of(s->arena, "/glass/%s", id),
        .case_url = url_of(s->arena, "/cases/%s", page_id(s, id_of(g->casefile))),
        .noted_url = url_of(s->arena, "/glass/%s/noted", id),
        .review_url = url_of(s->arena, "/glass/%s/review", id),
        .delay_url = url_of(s->arena, "/glass/%s/delay", id),
        .may_note = r->of_my_case && !r->mine && g->noted_at == 0,
        .may_review = r->may_review,
        .may_delay = r->may_delay,
        .may_open = r->may_open && (r->may_review || g->reviewed_at != 0),
        .may_ask = r->may_ask,
        .seen_url = url_of(s->arena, "/who-saw/%s", page_id(s, id_of(g->casefile))),
        .tell_at = g->tell_at,
        .delay_typed = "",
        .found_typed = "",
    };

    v.state = review_words(s, p, r, &v.shape);
    if (r->may_review || g->reviewed_at != 0)
        v.about = text_fill(s->arena, s->lang, "rights.glass_about", "number",
                            page_id(s, id_of(g->casefile)), "owner",
                            id_is_set(id_of(g->owner)) ? name_of(s, p, g->owner)
                                                       : text(s->lang, "erase.nobodys"),
                            NULL);
    if (!r->mine)
        v.tells = text_fill(s->arena, s->lang, "rights.glass_tells", "when",
                            word_when(s, g->tell_at), NULL);
    if (r->open)
        v.read_words = text_fill(s->arena, s->lang, "rights.glass_go_on", "when",
                                 word_when(s, g->until), NULL);
    return v;
}

SHOW(glass_list_show)
{
    const struct glass_page *p = out;
    struct glass_row_view *rows =
        arena_array(s->arena, struct glass_row_view, p->len + 1);
    struct options_view causes =
        options_of(s, &glass_cause_codes, shown(rq, "cause", ""));
    struct view_glass_list v = {
        .csrf = csrf_input(s),
        .may_break = p->may_break,
        .new_id = minted(s),
        .which_fault = fault_text(rq, s, "which"),
        .which_typed = shown(rq, "which", ""),
        .cause_fault = fault_text(rq, s, "cause"),
        .reason_fault = fault_text(rq, s, "reason"),
        .reason_typed = shown(rq, "reason", ""),
        .causes = causes.of,
        .causes_len = causes.len,
        .rows = rows,
        .rows_len = p->len,
    };

    (void)in;
    if (!p->may_break)
        v.no_form = text(s->lang, p->may_open_all ? "rights.glass_open_all"
                                                  : "rights.glass_not_yours");
    for (size_t i = 0; i < p->len; i++) {
        rows[i] = row_view(s, p, &p->of[i]);
        fill_faults(rq, s, p, &p->of[i].g, &rows[i]);
    }
    page_begin(rq, s, text(s->lang, "rights.glass_title"));
    view_glass_list(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

SHOW(to_broken)
{
    const struct id *id = out;

    (void)in;
    resp_see_other(rq, "/glass/%s", page_id(s, *id));
    return ok();
}

/* ---- the case, to read ---- */

READ(glass_ref_read)
{
    struct glass_ref *g = arena_new(rq->arena, struct glass_ref);

    TRY(param_id(rq, 0, &g->id));
    *in = g;
    return ok();
}

static const char *stamp(struct session *s, int64_t at)
{
    return when_instant(s->arena, s->lang, s->zone, at, WHEN_LONG);
}

static int newest_first(const void *a, const void *b)
{
    const struct case_log_view *x = a, *y = b;

    return (x->at < y->at) - (x->at > y->at);
}

static void fill_log(struct session *s, const struct glass_case *p,
                     struct view_glass_read *v)
{
    size_t len = p->attempts.len + p->notes.len;
    struct case_log_view *rows = arena_array(s->arena, struct case_log_view, len + 1);
    size_t n = 0;

    for (size_t i = 0; i < p->attempts.len; i++) {
        const struct attempt *t = &p->attempts.of[i];
        const char *parts[] = {word_code(s, &channel_codes, t->channel),
                               word_code(s, &outcome_codes, t->outcome)};

        rows[n++] = (struct case_log_view){.at = t->at,
                                           .when = stamp(s, t->at),
                                           .who = staff_name(&p->staff, t->author),
                                           .what = word_join(s, parts, 2, " · "),
                                           .note = t->note};
    }
    for (size_t i = 0; i < p->notes.len; i++) {
        const struct case_note *t = &p->notes.of[i];

        rows[n++] = (struct case_log_view){.at = t->at,
                                           .when = stamp(s, t->at),
                                           .who = staff_name(&p->staff, t->author),
                                           .what = text(s->lang, "case.note"),
                                           .note = t->note};
    }
    qsort(rows, n, sizeof *rows, newest_first);
    v->log = rows;
    v->log_len = n;
}

static void fill_needs(struct session *s, const struct glass_case *p,
                       struct view_glass_read *v)
{
    struct fact_view *rows = arena_array(s->arena, struct fact_view, p->needs.len + 1);

    for (size_t i = 0; i < p->needs.len; i++)
        rows[i] =
            (struct fact_view){word_need(s, p->needs.of[i].word),
                               text(s->lang, need_state_msgid(p->needs.of[i].state))};
    v->needs = rows;
    v->needs_len = p->needs.len;
}

SHOW(glass_read_show)
{
    const struct glass_case *p = out;
    const char *owner = staff_name(&p->staff, p->c.owner);
    struct view_glass_read v = {
        .until = text_fill(s->arena, s->lang, "rights.glass_until", "when",
                           word_when(s, p->g.until), NULL),
        .name = word_name(s, &p->c.person, p->c.kind),
        .where = word_place(s, &p->c.place, p->c.neighbourhood),
        .state = text(s->lang, case_state_msgid(p->c.state)),
        .shape = shape_case(p->c.state),
        .owner = owner == NULL
                     ? NULL
                     : text_fill(s->arena, s->lang, "case.owner", "name", owner, NULL),
    };

    (void)in;
    FILL_SAFE(&v, s, &p->c);
    if (v.phone != NULL)
        v.tel = phone_url(s->arena, v.phone);
    fill_needs(s, p, &v);
    fill_log(s, p, &v);
    page_begin(rq, s, v.name);
    view_glass_read(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* ---- what came of it ---- */

READ(glass_review_read)
{
    struct glass_ref *g;

    TRY(glass_ref_read(rq, in));
    g = *in;
    g->verdict = (enum glass_verdict)form_code(rq, "verdict", &glass_verdict_codes,
                                               "rights.glass_verdict_missing");
    g->found = reason_read(rq, "found");
    return form_check(rq);
}

READ(glass_delay_read)
{
    struct glass_ref *g;

    TRY(glass_ref_read(rq, in));
    g = *in;
    g->delay = reason_read(rq, "delay");
    g->tell_at = form_int(rq, "tell_at");
    return form_check(rq);
}

SHOW(to_glass)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/glass");
    return ok();
}
