/* consent_app.c -- see consent_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/consent_app.h"

#include "app/callback_app.h"
#include "app/link.h"
#include "app/need_app.h"
#include "app/receipt_app.h"
#include "app/withdraw_app.h"
#include "domain/consent.h"
#include "domain/same.h"

#include <string.h>

/* The usual services of a need, and the one the case manager came from. */
static struct err make_offer(struct session *s, struct casework *w,
                             const struct consent_form_in *in, struct consent_offer *o)
{
    struct service asked;

    TRY(directory_usual(w->db, o->need.word, s->arena, &o->services));
    if (!id_same(id_of(in->need), id_of(o->need.id)) || !id_is_set(id_of(in->service)))
        return ok();
    TRY(directory_load(w->db, in->service, s->arena, &asked));
    for (size_t i = 0; i < o->services.len; i++)
        if (id_same(id_of(o->services.of[i].organization), id_of(asked.organization)))
            return ok();
    struct service *more = arena_array(s->arena, struct service, o->services.len + 1);
    more[0] = asked;
    memcpy(more + 1, o->services.of, o->services.len * sizeof *more);
    o->services = (struct services){more, o->services.len + 1};
    return ok();
}

struct err consent_blank(struct session *s, const struct casework *w,
                         struct consent_id id, struct consent_blank *out)
{
    struct consent had;
    struct err e = failed(ERR_NOT_FOUND, "consent.none");

    if (id_is_set(id_of(id)))
        e = consent_load(w->db, id, s->arena, &had);
    if (e.kind != OK && e.kind != ERR_NOT_FOUND)
        return e;
    if (e.kind == OK || !id_is_set(id_of(id)))
        id = id_to(consent, id_mint(s->now));
    *out = (struct consent_blank){
        .id = id,
        .code = withdraw_code(s->keys, id, s->arena),
        .usual_expiry = {w->today.n + CONSENT_DAYS_USUAL},
        .last_expiry = {w->today.n + CONSENT_DAYS_MAX},
    };
    return ok();
}

struct err consent_form(struct session *s, const void *input, void **out)
{
    const struct consent_form_in *in = input;
    struct consent_page *p = arena_new(s->arena, struct consent_page);
    struct casework w;
    struct case_needs needs;

    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    TRY(need_list(w.db, casework_keys(s, &w), w.c.id, s->arena, &needs));
    p->offers = arena_array(s->arena, struct consent_offer, needs.len + 1);
    for (size_t i = 0; i < needs.len; i++) {
        if (needs.of[i].state != NEED_STATE_OPEN)
            continue;
        p->offers[p->offers_len].need = needs.of[i];
        TRY(make_offer(s, &w, in, &p->offers[p->offers_len]));
        p->offers_len++;
    }
    p->c = w.c;
    TRY(consent_blank(s, &w, in->id, &p->blank));
    session_seen(s, "casefile", id_of(w.c.id));
    *out = p;
    return ok();
}

struct err consent_keep(struct session *s, struct casework *w, struct consent *c,
                        const struct consent_how *how)
{
    struct bytes sha;
    bool added;

    if (how->expires.n <= w->today.n)
        session_fault(s, "expires", "case.consent_expired");
    else if (how->expires.n > w->today.n + CONSENT_DAYS_MAX)
        session_fault(s, "expires", "case.consent_too_long");
    if (how->witness != NULL && same_name(how->witness, s->actor.name))
        session_fault(s, "witness", "connect.witness_self");
    if (s->faults.len)
        return failed(ERR_INVALID, "errors.form");
    require(withdraw_code_sha(withdraw_code(s->keys, c->id, s->arena), s->arena, &sha));
    c->lang = how->lang;
    c->method = how->method;
    c->interpreter = how->interpreter;
    c->witness = how->witness;
    c->expires = how->expires;
    c->at = s->now;
    c->taken_by = s->actor.user;
    c->code_sha = sha;
    TRY(consent_add(w->db, &w->key, c, s->arena, &added));
    if (!added)
        return ok();
    casework_audit(s, w, "consent.take", c->text_version);
    TRY(receipt_of_yes(s, w, c->id));
    return callback_draw(s, w, c->id);
}

struct err consent_take(struct session *s, const void *input, void **out)
{
    const struct consent_in *in = input;
    struct case_need need;
    struct casework w;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    for (size_t i = 0; i < in->scopes_len; i++) /* this case's needs alone */
        TRY(need_of_case(s, &w, in->scopes[i].need, &need));
    struct consent c = {
        .id = in->id,
        .casefile = in->casefile,
        .kind = CONSENT_FULL,
        .text_version = CONSENT_TEXT_VERSION,
        .scopes = (struct consent_scope *)in->scopes,
        .scopes_len = in->scopes_len,
    };
    return consent_keep(s, &w, &c, &in->how);
}

struct err consent_withdraw(struct session *s, const void *input, void **out)
{
    const struct withdraw_in *in = input;
    struct casework w;
    struct consent c;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    TRY(consent_load(w.db, in->id, s->arena, &c));
    if (!id_same(id_of(c.casefile), id_of(w.c.id)))
        return failed(ERR_NOT_FOUND, "error.not_found");
    return sharing_stop(s, &w, &c, &(struct stop_how){STOP_IN_PERSON, NULL});
}

struct err consent_confirm(struct session *s, const void *input, void **out)
{
    const struct confirm_in *in = input;
    struct casework w;
    struct consent c;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    TRY(consent_load(w.db, in->id, s->arena, &c));
    if (!id_same(id_of(c.casefile), id_of(w.c.id)) ||
        (c.kind != CONSENT_FULL && c.kind != CONSENT_HUB))
        return failed(ERR_NOT_FOUND, "error.not_found");
    casework_audit(s, &w, "consent.confirm", in->channel);
    return consent_confirm_add(
        w.db, &(struct confirmed){c.id, s->actor.user, in->channel, s->now});
}

struct err consent_stop(struct session *s, struct casework *w, struct consent *c)
{
    static const struct stop_how how = {STOP_BY_CODE, NULL};

    return c->kind == CONSENT_DOOR ? sharing_stop_all(s, w, &how)
                                   : sharing_stop(s, w, c, &how);
}
