/* block_app.c -- see block_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/block_app.h"

static bool knows(const struct staff *all, size_t len, struct user_id id)
{
    for (size_t i = 0; i < len; i++)
        if (id_same(id_of(all->of[i].id), id_of(id)))
            return true;
    return false;
}

struct err block_colleagues(struct session *s, struct staff *out)
{
    struct staff some[ROLES] = {0};
    struct db *registry;
    size_t most = 0;

    TRY(session_db(s, STORE_REGISTRY, &registry));
    for (enum role r = 0; r < ROLES; r++)
        if (policy_needs(r, ACT_CASE_VIEW) || policy_needs(r, ACT_REFERRAL_INBOX) ||
            policy_needs(r, ACT_LEGAL_VIEW)) {
            TRY(staff_with_role(registry, role_name(r), s->arena, &some[r]));
            most += some[r].len;
        }
    *out = (struct staff){arena_array(s->arena, struct staff_person, most + 1), 0};
    for (enum role r = 0; r < ROLES; r++)
        for (size_t i = 0; i < some[r].len; i++)
            if (!knows(out, out->len, some[r].of[i].id))
                out->of[out->len++] = some[r].of[i];
    return ok();
}

static struct err check(struct session *s, const struct block_in *in)
{
    struct staff colleagues;

    TRY(block_colleagues(s, &colleagues));
    if (!knows(&colleagues, colleagues.len, in->person))
        session_fault(s, "person", "household.block_whom");
    else if (id_same(id_of(in->person), id_of(s->actor.user)))
        session_fault(s, "person", "household.block_self");
    return s->faults.len > 0 ? failed(ERR_INVALID, "errors.form") : ok();
}

struct err block_set(struct session *s, const void *input, void **out)
{
    const struct block_in *in = input;
    struct casework w;
    bool stands;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_BLOCK, &w));
    TRY(check(s, in));
    TRY(block_stands(w.db, in->casefile, in->person, &stands));
    if (stands)
        return ok(); /* the second click of two */
    struct block b = {.id = in->id,
                      .casefile = in->casefile,
                      .person = in->person,
                      .author = s->actor.user,
                      .at = s->now,
                      .reason = in->reason};
    TRY(block_add(w.db, &w.key, &b, s->arena));
    casework_audit(s, &w, "case.block", NULL);
    if (!id_same(id_of(w.c.owner), id_of(in->person)))
        return ok();
    w.c.owner = s->actor.user;
    return casework_save(s, &w);
}

struct err block_end(struct session *s, const void *input, void **out)
{
    const struct block_in *in = input;
    struct casework w;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_BLOCK, &w));
    casework_audit(s, &w, "case.unblock", NULL);
    return block_lift(w.db, &(struct block){.id = in->id,
                                            .casefile = in->casefile,
                                            .lifted_by = s->actor.user,
                                            .lifted_at = s->now});
}

struct err block_page(struct session *s, const void *in, void **out)
{
    struct block_page *p = arena_new(s->arena, struct block_page);
    struct db *db, *registry;

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_BLOCK_REVIEW, NULL)));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(block_review(db, s->keys, s->actor.user, s->arena, &p->blocks));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    p->may_open = policy_check(&s->actor, ACT_CASE_VIEW, &(struct subject){0}).kind == OK;
    for (size_t i = 0; i < p->blocks.len; i++)
        session_seen(s, "casefile", id_of(p->blocks.of[i].casefile));
    *out = p;
    return ok();
}
