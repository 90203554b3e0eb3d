/* hub_work.c -- see hub_work.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/hub_work.h"

#include "app/calendar.h"
#include "core/str.h"

struct err hub_is_on(struct session *s, bool *out)
{
    const char *word;

    TRY(setting_get(s, "hub", "off", &word));
    *out = str_same(word, "on");
    return ok();
}

/* The newest consent to the Hub that holds, and what it allows of this sheet. */
static struct err load_consent(struct session *s, struct hub_work *h)
{
    bool sealed = h->m != NULL && hub_sheet_is_sealed(&h->m->sheet);
    struct consents all;

    h->verdict = CONSENT_MISSING;
    TRY(consent_list(h->w.db, &h->w.key, h->w.c.id, s->arena, &all));
    for (size_t i = 0; i < all.len && h->consent == NULL; i++) {
        struct consent *c = &all.of[i];
        struct consent_fact fact = {.withdrawn_at = c->withdrawn_at,
                                    .expires = c->expires};

        if (c->kind != CONSENT_HUB)
            continue;
        TRY(consent_is_confirmed(h->w.db, c->id, s->arena, &fact.confirmed));
        enum consent_verdict v = hub_judge(c->kind, &fact, sealed, h->w.today);
        if (v == CONSENT_MISSING)
            continue;
        h->consent = c;
        h->verdict = v;
    }
    return ok();
}

static struct err begin(struct session *s, struct casefile_id id, struct hub_work *h)
{
    bool on;

    *h = (struct hub_work){0};
    TRY(hub_is_on(s, &on));
    if (!on)
        return failed(ERR_NOT_FOUND, "error.not_found");
    TRY(casework_begin(s, id, ACT_HUB_WORK, &h->w));
    return hub_list(h->w.db, &h->w.key, id, s->arena, &h->all);
}

struct err hub_work_begin(struct session *s, struct casefile_id id, struct hub_work *h)
{
    TRY(begin(s, id, h));
    h->m = h->all.len ? &h->all.of[0] : NULL;
    return load_consent(s, h);
}

struct err hub_work_on(struct session *s, const struct hub_ref *ref, struct hub_work *h)
{
    TRY(begin(s, ref->casefile, h));
    for (size_t i = 0; i < h->all.len; i++)
        if (id_same(h->all.of[i].id, ref->matter))
            h->m = &h->all.of[i];
    if (h->m == NULL)
        return failed(ERR_NOT_FOUND, "error.not_found");
    return load_consent(s, h);
}

/* What stands against it is said; the table of rights decides all the same. */
struct err hub_work_event(struct session *s, struct hub_work *h, enum hub_event ev)
{
    const struct subject on = {.assigned = h->w.c.owner,
                               .consented = h->verdict == CONSENT_ALLOWS};
    bool leaves = hub_act(ev) == ACT_HUB_SHARE;
    enum hub_state next;

    TRY(hub_next(h->m->state, ev, &next));
    if (leaves && h->verdict == CONSENT_MISSING)
        return failed(ERR_CONFLICT, "hub.consent_first");
    if (leaves && h->verdict == CONSENT_SECOND)
        return failed(ERR_CONFLICT, "hub.second_first");
    TRY(hide(policy_check(&s->actor, hub_act(ev), &on)));
    h->m->state = next;
    return ok();
}

struct err hub_work_save(struct session *s, struct hub_work *h, const char *act)
{
    h->m->changed_by = s->actor.user;
    h->m->changed_at = s->now;
    h->m->rev++;
    casework_audit(s, &h->w, act, hub_state_name(h->m->state));
    return hub_save(h->w.db, &h->w.key, h->m, s->arena);
}
