/* close_pages.c -- a case is closed, with a reason that says what closed means.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/casefile_app.h"
#include "app/weekly_app.h"
#include "base/text.h"
#include "core/str.h"
#include "domain/aftercare.h"
#include "web/case_form.h"
#include "web/case_pages.h"
#include "web/case_parts.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_case.h"

#include <stdio.h>

enum { OVERRIDE_MIN = 10, OVERRIDE_MAX = 500 };

static struct close_facts facts_of(const struct case_page *p)
{
    struct close_facts f = {
        .state = p->c.state,
        .reach = p->reach,
        .contacted = day_is_set(p->c.contacted_day),
        .services = (int)p->services.len,
    };

    for (size_t i = 0; i < p->needs.len; i++)
        f.open_needs += p->needs.of[i].state == NEED_STATE_OPEN;
    return f;
}

/* A reason that cannot hold is shown, disabled, with what stands against it. */
static struct options_view reason_options(struct req *rq, struct session *s,
                                          const struct case_page *p)
{
    struct options_view o = options_of(s, &close_reason_codes, shown(rq, "reason", NULL));
    struct close_facts f = facts_of(p);

    for (size_t i = 0; i < o.len; i++) {
        struct err e = close_check(&f, &care_policy_default, (enum close_reason)i);

        o.of[i].off = e.kind != OK;
        o.of[i].why = e.kind == OK ? NULL : text(s->lang, e.msg);
    }
    return o;
}

static struct options_view ticks(struct req *rq, struct session *s,
                                 const struct codes *list, const char *name)
{
    struct options_view o = options_of(s, list, NULL);

    for (size_t i = 0; i < o.len; i++)
        o.of[i].on = ticked(rq, name, o.of[i].value);
    return o;
}

/* What the policy still asks for, in words. */
static const char *minimum_words(struct session *s, const struct case_page *p)
{
    const char *parts[4];
    size_t n = 0;
    char have[24], least[24];

    if (p->reach_missing == 0 || day_is_set(p->c.contacted_day))
        return NULL;
    snprintf(have, sizeof have, "%d", p->reach.attempts);
    snprintf(least, sizeof least, "%d", care_policy_default.attempts_min);
    parts[n++] = text_fill(s->arena, s->lang, "case.minimum_attempts", "n", have, "least",
                           least, NULL);
    if (p->reach_missing & REACH_CHANNELS)
        parts[n++] = text(s->lang, "case.minimum_channels");
    if (p->reach_missing & REACH_VISIT)
        parts[n++] = text(s->lang, "case.minimum_visit");
    return word_join(s, parts, n, " ");
}

/* What endangers this household and stands open, as the record has it. */
static void fill_hazards(struct session *s, const struct case_page *p,
                         struct view_case_close *v)
{
    const struct history *h = &p->history;
    struct case_finding_view *rows =
        arena_array(s->arena, struct case_finding_view, h->findings_len + 1);

    for (size_t i = 0; i < h->findings_len; i++)
        if (h->findings[i].endangering &&
            unit_concerns(p->c.place.unit, h->findings[i].unit))
            rows[v->hazards_len++] = case_finding(s, &h->findings[i]);
    v->hazards = rows;
}

static const char *violations_words(struct session *s, const struct case_page *p)
{
    char n[24];

    if (p->history.findings_len == 0)
        return NULL;
    snprintf(n, sizeof n, "%zu", p->history.findings_len);
    return text_fill(s->arena, s->lang, "case.close_violations", "n", n, NULL);
}

static void fill_lists(struct req *rq, struct session *s, const struct case_page *p,
                       struct view_case_close *v)
{
    struct options_view reasons = reason_options(rq, s, p);
    struct options_view causes = ticks(rq, s, &cause_codes, "cause");
    struct options_view barriers = ticks(rq, s, &barrier_codes, "barrier");

    v->reasons = reasons.of;
    v->reasons_len = reasons.len;
    v->causes = causes.of;
    v->causes_len = causes.len;
    v->barriers = barriers.of;
    v->barriers_len = barriers.len;
}

SHOW(close_show)
{
    const struct case_page *p = out;
    const char *id = page_id(s, id_of(p->c.id));
    struct view_case_close v = {
        .csrf = csrf_input(s),
        .url = url_of(s->arena, "/cases/%s", id),
        .action = url_of(s->arena, "/cases/%s/close", id),
        .name = word_name(s, &p->c.person, p->c.kind),
        .note_id = shown(rq, "note_id", minted(s)),
        .open_violations = violations_words(s, p),
        .minimum = minimum_words(s, p),
        .override_reason = shown(rq, "override_reason", ""),
        .reason_fault = fault_text(rq, s, "reason"),
        .override_fault = fault_text(rq, s, "override_reason"),
        .thanks_possible = thanks_possible(&p->c),
        .thanks_on = ticked(rq, "thanks", "yes"),
        .thanks_fault = fault_text(rq, s, "thanks"),
        .rev = p->c.rev,
    };

    (void)in;
    if (fault_text(rq, s, "rev"))
        v.conflict = word_conflict(s, &p->c, staff_name(&p->staff, p->c.changed_by));
    fill_lists(rq, s, p, &v);
    fill_hazards(s, p, &v);
    page_begin(rq, s, text(s->lang, "case.close"));
    view_case_close(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* The button of the override names its own reason, and asks for why. */
static void read_reason(struct req *rq, struct close_in *c)
{
    bool override = req_form(rq, "reason_override")[0] != '\0';

    if (!override) {
        c->reason = (enum close_reason)form_code(rq, "reason", &close_reason_codes,
                                                 "case.reason_missing");
        return;
    }
    c->reason = CLOSE_UNABLE_TO_REACH;
    c->override_reason = form_text(rq, "override_reason", OVERRIDE_MAX);
    if (!c->override_reason || utf8_len(c->override_reason) < OVERRIDE_MIN)
        req_fault(rq, "override_reason", "case.override_missing");
}

READ(close_read)
{
    struct close_in *c = arena_new(rq->arena, struct close_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    c->ref.id = id_to(casefile, id);
    c->ref.rev = form_int(rq, "rev");
    c->note_id = form_id(rq, "note_id");
    read_reason(rq, c);
    for (size_t i = 0; i < CAUSES; i++)
        c->causes[i] = ticked(rq, "cause", cause_codes.list[i].word);
    for (size_t i = 0; i < BARRIERS; i++)
        c->barriers[i] = ticked(rq, "barrier", barrier_codes.list[i].word);
    c->thanks = ticked(rq, "thanks", "yes");
    *in = c;
    return form_check(rq);
}
