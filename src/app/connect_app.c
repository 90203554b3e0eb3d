/* connect_app.c -- see connect_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/connect_app.h"

#include "app/need_app.h"
#include "domain/consent.h"

static void fill_may(struct connect_page *p)
{
    bool open = p->c.state != CASE_CLOSED;

    for (int ev = 0; ev < REFERRAL_EVENTS; ev++) {
        p->may_manager[ev] =
            open && referral_allows(&p->referral, &p->service, (enum referral_event)ev,
                                    SAID_MANAGER);
        p->may_resident[ev] =
            open && referral_allows(&p->referral, &p->service, (enum referral_event)ev,
                                    SAID_RESIDENT);
    }
}

static struct err load_steps(struct session *s, const struct casework *w,
                             struct connect_page *p)
{
    struct referral_steps all;

    TRY(step_list(w->db, &w->key, w->c.id, s->arena, &all));
    p->steps = (struct referral_steps){
        .of = arena_array(s->arena, struct referral_step, all.len + 1)};
    for (size_t i = 0; i < all.len; i++)
        if (id_same(id_of(all.of[i].referral), id_of(p->referral.id)))
            p->steps.of[p->steps.len++] = all.of[i];
    return ok();
}

struct err connect_view(struct session *s, const void *input, void **out)
{
    struct connect_page *p = arena_new(s->arena, struct connect_page);
    struct casework w;
    struct consent c;
    struct db *registry;

    TRY(referral_of_case(s, input, ACT_CASE_VIEW, &w, &p->referral));
    p->c = w.c;
    TRY(need_of_case(s, &w, p->referral.need, &p->need));
    TRY(directory_load(w.db, p->referral.service, s->arena, &p->service));
    TRY(disclosure_read(p->referral.disclosed, s->arena, &p->told));
    TRY(consent_load(w.db, p->referral.consent, s->arena, &c));
    p->consented = consent_holds(c.expires, c.withdrawn_at, w.today);
    p->consent_ends = p->consented ? c.expires : DAY_NONE;
    TRY(load_steps(s, &w, p));
    TRY(proof_list(w.db, p->referral.id, s->arena, p->have));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    fill_may(p);
    session_seen(s, "casefile", id_of(w.c.id));
    *out = p;
    return ok();
}

struct err connect_proofs(struct session *s, const void *input, void **out)
{
    const struct proofs_in *in = input;
    struct casework w;
    struct referral r;

    (void)out;
    TRY(referral_of_case(
        s, &(struct answer_in){.casefile = in->casefile, .referral = in->referral},
        ACT_CASE_WORK, &w, &r));
    for (int proof = 0; proof < PROOFS; proof++)
        TRY(proof_set(w.db, r.id, (enum proof)proof, s->now, in->have[proof]));
    casework_audit(s, &w, "referral.papers", NULL);
    return ok();
}
