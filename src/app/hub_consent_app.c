/* hub_consent_app.c -- the consent to the Hub: asked for by itself, no unless she says
 * yes; see hub_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/hub_work.h"

#include "app/consent_app.h"
#include "app/link.h"
#include "store/callback_store.h"

struct err hub_consent_form(struct session *s, const void *input, void **out)
{
    const struct hub_consent_in *in = input;
    struct hub_consent_page *p = arena_new(s->arena, struct hub_consent_page);
    struct hub_work h;

    TRY(hub_work_begin(s, in->casefile, &h));
    p->c = h.w.c;
    TRY(consent_blank(s, &h.w, in->id, &p->blank));
    session_seen(s, "casefile", id_of(h.w.c.id));
    *out = p;
    return ok();
}

/* The way a matter ends when there is no yes: not taken on, where a filter is still to
 * decide; else stopped. */
static struct err say_no(struct session *s, struct hub_work *h)
{
    bool filter = hub_can(h->m->state, HUB_ON_DECLINE);
    struct hub_decision d = {.matter = h->m->id,
                             .casefile = h->w.c.id,
                             .filter = hub_filter(h->m->state),
                             .reason = hub_reason_name(HUB_RESIDENT_NO),
                             .author = s->actor.user,
                             .at = s->now};

    TRY(hub_work_event(s, h, filter ? HUB_ON_DECLINE : HUB_ON_STOP));
    h->m->ended_day = h->w.today;
    if (filter)
        TRY(hub_decision_add(h->w.db, &d));
    return hub_work_save(s, h, "hub.no");
}

/* Every yes of before ends with a no. */
static struct err answer_no(struct session *s, struct hub_work *h)
{
    if (h->consent != NULL)
        return consent_stop(s, &h->w, h->consent);
    return h->m != NULL && !hub_is_over(h->m->state) ? say_no(s, h) : ok();
}

struct err hub_consent_answer(struct session *s, const void *input, void **out)
{
    const struct hub_consent_in *in = input;
    struct hub_work h;

    (void)out;
    TRY(hub_work_begin(s, in->casefile, &h));
    if (!in->yes)
        return answer_no(s, &h);
    struct consent c = {.id = in->id,
                        .casefile = in->casefile,
                        .kind = CONSENT_HUB,
                        .text_version = HUB_TEXT_VERSION};
    return consent_keep(s, &h.w, &c, &in->how);
}

/* One yes is taken back: so is any other to the Hub, in the same way. */
static struct err end_others(struct session *s, struct casework *w,
                             const struct withdrawal *as)
{
    struct consents all;

    TRY(consent_list(w->db, &w->key, w->c.id, s->arena, &all));
    for (size_t i = 0; i < all.len; i++) {
        struct consent *c = &all.of[i];

        if (c->kind != CONSENT_HUB || c->withdrawn_at != 0)
            continue;
        c->withdrawn_at = s->now;
        c->rev++;
        TRY(consent_save_withdrawn(w->db, c));
        struct withdrawal too = *as;

        too.consent = c->id;
        TRY(withdrawal_add(w->db, &too));
        TRY(callback_over(w->db, c->id, s->now));
    }
    return ok();
}

/* Whether the city has its Hub on or off by now, and whoever says it. */
struct err hub_consent_over(struct session *s, struct casework *w,
                            const struct withdrawal *as)
{
    struct hub_work h = {.w = *w};

    TRY(end_others(s, w, as));
    TRY(hub_list(w->db, &w->key, w->c.id, s->arena, &h.all));
    h.m = h.all.len ? &h.all.of[0] : NULL;
    if (h.m == NULL || hub_is_over(h.m->state))
        return ok();
    TRY(hub_next(h.m->state, HUB_ON_STOP, &h.m->state));
    h.m->ended_day = w->today;
    return hub_work_save(s, &h, "hub.stop");
}
