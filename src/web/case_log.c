/* case_log.c -- the history of a case, the newest first.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/note_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_parts.h"
#include "web/case_words.h"
#include "web/connect_words.h"

#include <stdlib.h>

/* The day by its date, and the time: a history is printed, and read again much later. */
static const char *stamp(struct session *s, int64_t at)
{
    return when_instant(s->arena, s->lang, s->zone, at, WHEN_LONG);
}

static struct case_log_view attempt_line(struct session *s, const struct case_page *p,
                                         const struct attempt *t)
{
    const char *parts[5];
    size_t n = 0;

    parts[n++] = word_code(s, &channel_codes, t->channel);
    parts[n++] = word_code(s, &outcome_codes, t->outcome);
    if (t->number)
        parts[n++] = word_code(s, &number_codes, t->number);
    if (t->lang)
        parts[n++] = word_code(s, &lang_codes, t->lang);
    if (day_is_set(t->next_day))
        parts[n++] = text_fill(s->arena, s->lang, "case.promise_next", "when",
                               word_day(s, t->next_day), NULL);
    return (struct case_log_view){.at = t->at,
                                  .when = stamp(s, t->at),
                                  .who = staff_name(&p->staff, t->author),
                                  .what = word_join(s, parts, n, " · "),
                                  .note = t->note};
}

static struct case_log_view event_line(struct session *s, int64_t at, const char *who,
                                       const char *what)
{
    return (struct case_log_view){
        .at = at, .when = stamp(s, at), .who = who, .what = what};
}

/* Which note a correction is of, by its time. */
static const char *note_words(struct session *s, const struct case_page *p,
                              const struct case_note *n)
{
    const struct case_note *old = note_named(&p->notes, n->corrects);

    return old ? text_fill(s->arena, s->lang, "note.correction_of", "when",
                           stamp(s, old->at), NULL)
               : text(s->lang, "case.note");
}

static struct case_log_view note_line(struct session *s, const struct case_page *p,
                                      const struct case_note *n)
{
    struct case_log_view v =
        event_line(s, n->at, staff_name(&p->staff, n->author), note_words(s, p, n));

    v.note = n->note;
    v.corrected = note_correction(&p->notes, n->id) != NULL;
    v.may_correct = !v.corrected;
    v.correct_url = url_of(s->arena, "/cases/%s/notes/%s", page_id(s, id_of(p->c.id)),
                           page_id(s, n->id));
    return v;
}

static struct case_log_view feeling_line(struct session *s, const struct case_page *p,
                                         const struct feeling_said *f)
{
    const char *what = text_fill(s->arena, s->lang, "better.said", "feeling",
                                 text(s->lang, feeling_msgid(f->feeling)), NULL);

    return event_line(s, f->at, staff_name(&p->staff, f->author), what);
}

static void add_need_events(struct session *s, const struct case_page *p,
                            struct case_log_view *rows, size_t *n)
{
    for (size_t i = 0; i < p->needs.len; i++) {
        const struct case_need *need = &p->needs.of[i];

        if (need->added_at != 0)
            rows[(*n)++] =
                event_line(s, need->added_at, staff_name(&p->staff, need->added_by),
                           text_fill(s->arena, s->lang, "case.log_need", "need",
                                     word_need(s, need->word), NULL));
    }
}

static void add_case_events(struct session *s, const struct case_page *p,
                            struct case_log_view *rows, size_t *n)
{
    const struct casefile *c = &p->c;

    rows[(*n)++] = event_line(s, c->requested_at, staff_name(&p->staff, c->requester),
                              text(s->lang, case_kind_msgid(c->kind)));
    if (c->acknowledged_at)
        rows[(*n)++] = event_line(s, c->acknowledged_at, staff_name(&p->staff, c->owner),
                                  text(s->lang, "case_state.acknowledged"));
    if (c->closed_at)
        rows[(*n)++] = event_line(s, c->closed_at, staff_name(&p->staff, c->changed_by),
                                  text(s->lang, "case_state.closed"));
}

static const struct referral *sent_as(const struct referrals *all, struct referral_id id)
{
    for (size_t i = 0; i < all->len; i++)
        if (id_same(id_of(all->of[i].id), id_of(id)))
            return &all->of[i];
    return NULL;
}

/* What was answered first stays told when another answer came. */
static struct case_log_view step_line(struct session *s, const struct case_page *p,
                                      const struct referral_step *step,
                                      const struct referral *r)
{
    bool sent = str_same(step->event, "sent");
    const char *who = word_step_who(s, &p->staff, step, r->organization_name);
    const char *what =
        sent ? text_fill(s->arena, s->lang, "case.log_sent", "organization",
                         r->organization_name, NULL)
             : text_fill(s->arena, s->lang, "case.log_answered", "organization",
                         r->organization_name, "state", word_step(s, step, r->way), NULL);
    struct case_log_view v = event_line(s, step->at, who, what);

    v.note = step->note;
    return v;
}

static void add_referral_events(struct session *s, const struct case_page *p,
                                struct case_log_view *rows, size_t *n)
{
    for (size_t i = 0; i < p->steps.len; i++) {
        const struct referral_step *step = &p->steps.of[i];
        const struct referral *r = sent_as(&p->referrals, step->referral);

        if (r)
            rows[(*n)++] = step_line(s, p, step, r);
    }
}

/* The permission to be called was given to whoever asked for help with it. */
static struct user_id consent_taker(const struct case_page *p, const struct consent *c)
{
    return c->kind == CONSENT_DOOR ? p->c.requester : c->taken_by;
}

static const char *labelled(struct session *s, const char *label, const char *value)
{
    return word_join(s, (const char *[]){text(s->lang, label), value}, 2, ": ");
}

/* "Agreed by voice · Interpreter: Staff who speak it · Witness: ..." */
static const char *consent_how(struct session *s, const struct consent *c)
{
    const char *parts[3];
    size_t n = 0;

    if (c->method)
        parts[n++] = word_code(s, &consent_method_codes, c->method);
    if (c->interpreter && !str_same(c->interpreter, "none"))
        parts[n++] = labelled(s, "case.interpreter",
                              word_code(s, &interpreter_codes, c->interpreter));
    if (c->witness && *c->witness)
        parts[n++] = labelled(s, "case.witness", c->witness);
    return n ? word_join(s, parts, n, " · ") : NULL;
}

static void add_consent_events(struct session *s, const struct case_page *p,
                               struct case_log_view *rows, size_t *n)
{
    for (size_t i = 0; i < p->consents.len; i++) {
        const struct consent *c = &p->consents.of[i];

        rows[*n] = event_line(s, c->at, staff_name(&p->staff, consent_taker(p, c)),
                              text(s->lang, consent_kind_msgid(c->kind)));
        rows[(*n)++].note = consent_how(s, c);
        if (c->withdrawn_at)
            rows[(*n)++] =
                event_line(s, c->withdrawn_at, NULL, text(s->lang, "case.log_withdrawn"));
    }
}

/* "Waited too long. Told: the care-lead." */
static void add_escalation(struct session *s, const struct case_page *p,
                           struct case_log_view *rows, size_t *n)
{
    for (size_t i = 0; i < p->escalated_len; i++) {
        const struct escalated *e = &p->escalated[i];
        const char *who = text(s->lang, rung_codes.list[e->rung].msgid);

        rows[(*n)++] =
            event_line(s, e->at, NULL,
                       text_fill(s->arena, s->lang,
                                 e->told > 0 ? "case.escalated" : "case.escalated_nobody",
                                 "who", who, NULL));
    }
}

static int newest_first(const void *a, const void *b)
{
    const struct case_log_view *x = a, *y = b;

    return (x->at < y->at) - (x->at > y->at);
}

void case_part_log(struct session *s, const struct case_page *p, struct view_case_show *v)
{
    size_t most = 3 + p->escalated_len + p->attempts.len + p->notes.len +
                  p->feelings.len + p->needs.len + p->steps.len + 2 * p->consents.len;
    struct case_log_view *rows = arena_array(s->arena, struct case_log_view, most);
    size_t n = 0;

    add_case_events(s, p, rows, &n);
    for (size_t i = 0; i < p->attempts.len; i++)
        rows[n++] = attempt_line(s, p, &p->attempts.of[i]);
    for (size_t i = 0; i < p->notes.len; i++)
        rows[n++] = note_line(s, p, &p->notes.of[i]);
    for (size_t i = 0; i < p->feelings.len; i++)
        rows[n++] = feeling_line(s, p, &p->feelings.of[i]);
    add_need_events(s, p, rows, &n);
    add_referral_events(s, p, rows, &n);
    add_consent_events(s, p, rows, &n);
    add_escalation(s, p, rows, &n);
    qsort(rows, n, sizeof *rows, newest_first);
    v->log = rows;
    v->log_len = n;
}
