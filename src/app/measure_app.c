/* measure_app.c -- see measure_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/measure_app.h"

struct measure_span measure_span(const struct measures *all, const struct instrument *of)
{
    struct measure_span span = {0};

    for (size_t i = 0; i < all->len; i++) {
        const struct measure *m = &all->of[i];

        if (m->instrument != of)
            continue;
        if (m->stage == STAGE_BASELINE)
            span.start = m;
        else
            span.now = m;
    }
    return span;
}

struct err measure_view(struct session *s, const void *in, void **out)
{
    const struct case_ref *ref = in;
    struct measure_page *p = arena_new(s->arena, struct measure_page);
    struct casework w;
    struct db *registry;

    TRY(casework_begin(s, ref->id, ACT_CASE_VIEW, &w));
    p->c = w.c;
    TRY(measure_list(w.db, &w.key, w.c.id, s->arena, &p->measures));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    session_seen(s, "casefile", id_of(ref->id));
    *out = p;
    return ok();
}

static bool is_empty(const struct measure_in *in)
{
    for (size_t i = 0; i < in->instrument->items_len; i++)
        if (in->answers.of[i] != NO_ANSWER)
            return false;
    return true;
}

static struct err check(struct session *s, const struct casework *w,
                        const struct measure_in *in)
{
    struct measures all;

    if (w->c.state == CASE_CLOSED)
        return failed(ERR_CONFLICT, "plan.case_closed");
    if (!casefile_can(w->c.state, CASE_ON_ASSESS))
        return failed(ERR_CONFLICT, "measure.after_contact");
    TRY(measure_list(w->db, &w->key, w->c.id, s->arena, &all));
    struct err e =
        measure_check(in->stage, measure_span(&all, in->instrument).start != NULL);
    if (e.kind != OK)
        session_fault(s, "stage", e.msg);
    if (is_empty(in))
        session_fault(s, "instrument", "measure.nothing");
    return s->faults.len ? failed(ERR_INVALID, "errors.form") : ok();
}

struct err measure_take(struct session *s, const void *input, void **out)
{
    const struct measure_in *in = input;
    struct casework w;
    bool added;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    TRY(check(s, &w, in));
    struct measure m = {
        .id = in->id,
        .casefile = in->casefile,
        .instrument = in->instrument,
        .stage = in->stage,
        .author = s->actor.user,
        .at = s->now,
        .day = w.today,
        .answers = in->answers,
        .score = measure_score(in->instrument, &in->answers),
    };
    TRY(measure_add(w.db, &w.key, &m, s->arena, &added));
    if (added)
        casework_audit(s, &w, "case.measure", measure_stage_codes.list[in->stage].word);
    return ok();
}
