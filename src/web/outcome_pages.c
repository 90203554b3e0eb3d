/* outcome_pages.c -- outcomes of the provider's own system: a file, what it would do, and
 * what it did.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/record_pages.h"

#include "app/outcome_app.h"
#include "base/text.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_record.h"

#include <stdio.h>
#include <string.h>

READ(outcomes_file_read)
{
    struct outcomes_in *o = arena_new(rq->arena, struct outcomes_in);
    const struct form_file *file = req_file(rq, "file");

    if (file == NULL || file->bytes.len == 0)
        req_fault(rq, "file", "outcome.no_file");
    else if (file->bytes.len > OUTCOMES_BYTES)
        req_fault(rq, "file", "outcome.too_many");
    else
        *o = (struct outcomes_in){.csv = (const char *)file->bytes.p,
                                  .len = file->bytes.len};
    *in = o;
    return form_check(rq);
}

READ(outcomes_take_read)
{
    struct outcomes_in *o = arena_new(rq->arena, struct outcomes_in);

    o->csv = req_form(rq, "csv");
    o->len = strlen(o->csv);
    o->seen = req_form(rq, "seen");
    if (o->len == 0)
        req_fault(rq, "file", "outcome.no_file");
    *in = o;
    return form_check(rq);
}

static const char *what_words(struct session *s, const struct outcome_line *l)
{
    const struct codes *lists[] = {&outcome_codes, &close_reason_codes, &coarse_codes};

    for (size_t i = 0; i < COUNT(lists); i++)
        if (codes_find(lists[i], l->outcome) >= 0)
            return word_code(s, lists[i], l->outcome);
    return l->outcome;
}

static struct outcome_line_view line_view(struct session *s,
                                          const struct outcomes_page *p,
                                          const struct outcome_line *l)
{
    static const char *const shapes[LINES_FOUND] = {"done", "closed", "attention"};
    const char *states[LINES_FOUND] = {p->taking ? "outcome.is_taken" : "outcome.is_new",
                                       "outcome.is_known", "outcome.is_refused"};

    return (struct outcome_line_view){
        .number = l->number,
        .what = what_words(s, l),
        .day = day_is_set(l->day) ? word_day(s, l->day) : l->date,
        .shape = shapes[l->found],
        .state = text(s->lang, states[l->found]),
        .why = l->why ? text(s->lang, l->why) : NULL,
    };
}

static const char *count_words(struct session *s, const struct outcomes_page *p)
{
    char n[LINES_FOUND][24];

    for (int i = 0; i < LINES_FOUND; i++)
        snprintf(n[i], sizeof n[i], "%zu", p->count[i]);
    return text_fill(s->arena, s->lang, p->taking ? "outcome.taken" : "outcome.looked",
                     "new", n[LINE_NEW], "known", n[LINE_KNOWN], "refused",
                     n[LINE_REFUSED], NULL);
}

/* Which words a file may say. */
static const struct fact_view *all_words(struct session *s, size_t *len)
{
    const struct code connected = coarse_codes.list[COARSE_CONNECTED];
    struct fact_view *v =
        arena_array(s->arena, struct fact_view, OUTCOMES + CLOSE_REASONS + 1);
    size_t n = 0;

    for (size_t i = 0; i < outcome_codes.len; i++)
        v[n++] = (struct fact_view){outcome_codes.list[i].word,
                                    text(s->lang, outcome_codes.list[i].msgid)};
    v[n++] = (struct fact_view){connected.word, text(s->lang, connected.msgid)};
    for (size_t i = 0; i < close_reason_codes.len; i++)
        v[n++] = (struct fact_view){close_reason_codes.list[i].word,
                                    text(s->lang, close_reason_codes.list[i].msgid)};
    *len = n;
    return v;
}

SHOW(outcomes_show)
{
    const struct outcomes_page *p = out;
    struct view_record_outcomes v = {.csrf = csrf_input(s),
                                     .file_fault = fault_text(rq, s, "file")};
    struct outcome_line_view *lines;

    (void)in;
    v.words = all_words(s, &v.words_len);
    if (p != NULL) {
        lines = arena_array(s->arena, struct outcome_line_view, p->len + 1);
        for (size_t i = 0; i < p->len; i++)
            lines[i] = line_view(s, p, &p->lines[i]);
        v.lines = lines;
        v.lines_len = p->len;
        v.counts = count_words(s, p);
        v.may_take = !p->taking && p->count[LINE_NEW] > 0;
        v.csv = p->csv;
        v.seen = p->seen;
    }
    page_begin(rq, s, text(s->lang, "outcome.title"));
    view_record_outcomes(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
