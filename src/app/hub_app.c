/* hub_app.c -- see hub_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/hub_work.h"

#include "app/hub_lead.h"
#include "app/hub_line.h"
#include "app/link.h"
#include "core/str.h"

/* It was stopped, somebody knows who it is, and nobody has told them. */
static bool must_tell(const struct hub_matter *m, const struct hub_reveals *all)
{
    if (m == NULL || m->state != HUB_STOPPED || m->told_stop_at != 0)
        return false;
    for (size_t i = 0; i < all->len; i++)
        if (id_same(all->of[i].matter, m->id))
            return true;
    return false;
}

struct err hub_line_load(struct session *s, struct casework *w, struct hub_line *out)
{
    struct hub_matters all;
    struct hub_reveals told;

    *out = (struct hub_line){0};
    TRY(hub_is_on(s, &out->on));
    if (!out->on)
        return ok();
    TRY(hub_list(w->db, &w->key, w->c.id, s->arena, &all));
    TRY(hub_reveal_list(w->db, &w->key, w->c.id, s->arena, &told));
    out->must_tell = must_tell(all.len ? &all.of[0] : NULL, &told);
    return ok();
}

static struct err fill(struct session *s, struct hub_work *h, struct hub_page *p)
{
    struct db *registry;

    *p = (struct hub_page){.c = h->w.c,
                           .all = h->all,
                           .m = h->m,
                           .consent = h->consent,
                           .verdict = h->verdict};
    if (h->consent != NULL)
        p->code = withdraw_code(s->keys, h->consent->id, s->arena);
    TRY(hub_decision_list(h->w.db, h->w.c.id, s->arena, &p->decisions));
    TRY(hub_reveal_list(h->w.db, &h->w.key, h->w.c.id, s->arena, &p->reveals));
    TRY(hub_lead_list(h->w.db, &h->w.key, h->w.c.id, s->arena, &p->leads));
    p->must_tell = must_tell(h->m, &p->reveals);
    TRY(session_db(s, STORE_REGISTRY, &registry));
    session_seen(s, "casefile", id_of(h->w.c.id));
    return staff_all(registry, s->arena, &p->staff);
}

struct err hub_view(struct session *s, const void *input, void **out)
{
    const struct hub_ref *in = input;
    struct hub_page *p = arena_new(s->arena, struct hub_page);
    struct hub_work h;

    TRY(hub_work_begin(s, in->casefile, &h));
    *out = p;
    return fill(s, &h, p);
}

struct err hub_sheet_view(struct session *s, const void *input, void **out)
{
    struct hub_page *p = arena_new(s->arena, struct hub_page);
    struct hub_work h;

    TRY(hub_work_on(s, input, &h));
    TRY(hub_work_event(s, &h, HUB_ON_SHOW));
    *out = p;
    return fill(s, &h, p);
}

struct err hub_begin(struct session *s, const void *input, void **out)
{
    const struct hub_sheet_in *in = input;
    struct hub_work h;
    bool added;

    (void)out;
    TRY(hub_work_begin(s, in->of.casefile, &h));
    if (h.m != NULL && id_same(h.m->id, in->of.matter))
        return ok(); /* the second click of two */
    if (h.w.c.state == CASE_CLOSED)
        return failed(ERR_CONFLICT, "plan.case_closed");
    if (h.m != NULL && !hub_is_over(h.m->state))
        return failed(ERR_CONFLICT, "hub.under_way");
    struct hub_matter m = {.id = in->of.matter,
                           .casefile = h.w.c.id,
                           .author = s->actor.user,
                           .at = s->now,
                           .state = HUB_FILTER_1,
                           .sheet = in->sheet};
    casework_audit(s, &h.w, "hub.begin", hub_state_name(m.state));
    return hub_add(h.w.db, &h.w.key, &m, s->arena, &added);
}

static struct err same_rev(struct session *s, const struct hub_work *h, int64_t rev)
{
    if (h->m->rev == rev)
        return ok();
    session_fault(s, "rev", "hub.changed_meanwhile");
    return failed(ERR_CONFLICT, "hub.changed_meanwhile");
}

struct err hub_change(struct session *s, const void *input, void **out)
{
    const struct hub_sheet_in *in = input;
    struct hub_work h;

    (void)out;
    TRY(hub_work_on(s, &in->of, &h));
    TRY(hub_work_event(s, &h, HUB_ON_SHEET));
    TRY(same_rev(s, &h, in->of.rev));
    h.m->sheet = in->sheet;
    return hub_work_save(s, &h, "hub.sheet");
}

/* What the form decides was decided already: alike, or otherwise by somebody else. */
static struct err decided(struct session *s, const struct hub_work *h,
                          const struct hub_decide_in *in, bool *already)
{
    struct hub_decisions all;

    *already = false;
    TRY(hub_decision_list(h->w.db, h->w.c.id, s->arena, &all));
    for (size_t i = 0; i < all.len; i++) {
        const struct hub_decision *d = &all.of[i];

        if (!id_same(d->matter, h->m->id) || d->filter != in->filter)
            continue;
        *already = d->accepted == in->accepted;
        return *already ? ok() : same_rev(s, h, in->of.rev);
    }
    return ok();
}

static struct err take_down(struct session *s, struct hub_work *h,
                            const struct hub_decide_in *in)
{
    struct hub_decision d = {.matter = h->m->id,
                             .casefile = h->w.c.id,
                             .filter = in->filter,
                             .accepted = in->accepted,
                             .reason = in->accepted ? NULL : in->reason,
                             .author = s->actor.user,
                             .at = s->now};

    if (in->accepted && in->filter == hub_filter(HUB_FILTER_3))
        h->m->lead = in->lead;
    if (hub_is_over(h->m->state))
        h->m->ended_day = h->w.today;
    TRY(hub_decision_add(h->w.db, &d));
    return hub_work_save(s, h, "hub.decide");
}

struct err hub_decide(struct session *s, const void *input, void **out)
{
    const struct hub_decide_in *in = input;
    struct hub_work h;
    bool already;

    (void)out;
    TRY(hub_work_on(s, &in->of, &h));
    TRY(decided(s, &h, in, &already));
    if (already)
        return ok(); /* the second click of two */
    TRY(same_rev(s, &h, in->of.rev));
    if (in->filter != hub_filter(h.m->state))
        return failed(ERR_CONFLICT, "hub.changed_meanwhile");
    if (in->accepted && in->filter == hub_filter(HUB_FILTER_3) && in->lead == NULL)
        return session_refuse(s, "lead", "hub.lead_missing");
    TRY(hub_work_event(s, &h, in->accepted ? HUB_ON_ACCEPT : HUB_ON_DECLINE));
    return take_down(s, &h, in);
}

struct err hub_lead_change(struct session *s, const void *input, void **out)
{
    const struct hub_lead_in *in = input;
    struct hub_work h;

    (void)out;
    TRY(hub_work_on(s, &in->of, &h));
    TRY(hub_work_event(s, &h, HUB_ON_LEAD));
    if (h.m->lead != NULL && str_same(h.m->lead, in->lead))
        return ok(); /* the second click of two */
    TRY(same_rev(s, &h, in->of.rev));
    struct hub_lead l = {.id = in->id,
                         .matter = h.m->id,
                         .casefile = h.w.c.id,
                         .was = h.m->lead != NULL ? h.m->lead : "",
                         .why = in->why,
                         .author = s->actor.user,
                         .at = s->now};
    TRY(hub_lead_add(h.w.db, &h.w.key, &l, s->arena));
    h.m->lead = in->lead;
    return hub_work_save(s, &h, "hub.lead");
}

struct err hub_reveal(struct session *s, const void *input, void **out)
{
    const struct hub_reveal_in *in = input;
    struct hub_work h;
    bool added;

    (void)out;
    TRY(hub_work_on(s, &in->of, &h));
    TRY(hub_work_event(s, &h, HUB_ON_REVEAL));
    struct hub_reveal r = {.id = in->id,
                           .matter = h.m->id,
                           .casefile = h.w.c.id,
                           .agency = in->agency,
                           .police = in->police,
                           .told = in->told,
                           .author = s->actor.user,
                           .at = s->now};
    TRY(hub_reveal_add(h.w.db, &h.w.key, &r, s->arena, &added));
    if (added)
        casework_audit(s, &h.w, "hub.reveal", in->police ? "police" : "agency");
    return ok();
}

struct err hub_close(struct session *s, const void *input, void **out)
{
    const struct hub_close_in *in = input;
    struct hub_work h;

    (void)out;
    TRY(hub_work_on(s, &in->of, &h));
    if (h.m->state == HUB_CLOSED && str_same(h.m->outcome, in->outcome))
        return ok(); /* the second click of two */
    TRY(hub_work_event(s, &h, HUB_ON_CLOSE));
    TRY(same_rev(s, &h, in->of.rev));
    h.m->outcome = in->outcome;
    h.m->ended_day = h.w.today;
    return hub_work_save(s, &h, "hub.close");
}

struct err hub_told_stop(struct session *s, const void *input, void **out)
{
    struct hub_work h;

    (void)out;
    TRY(hub_work_on(s, input, &h));
    TRY(hub_work_event(s, &h, HUB_ON_STOP));
    if (h.m->told_stop_at != 0 || h.m->state != HUB_STOPPED)
        return ok();
    h.m->told_stop_at = s->now;
    return hub_work_save(s, &h, "hub.told_stop");
}
