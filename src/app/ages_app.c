/* ages_app.c -- see ages_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/ages_app.h"

#include "app/casework.h"

/* May see a case that a colleague works on. */
static bool sees_all(const struct session *s)
{
    static const struct subject a_colleagues = {.assigned = {.b = {1}}};

    return policy_check(&s->actor, ACT_CASE_VIEW, &a_colleagues).kind == OK;
}

struct err ages_view(struct session *s, const void *in, void **out)
{
    const struct ages_in *f = in;
    struct ages_page *p = arena_new(s->arena, struct ages_page);
    struct ages_query q = {.step = f->step,
                           .viewer = s->actor.user,
                           .everybody = sees_all(s),
                           .today = session_today(s),
                           .skip = f->page * AGES_ROWS,
                           .most = AGES_ROWS + 1};
    struct db *care, *registry;

    TRY(hide(policy_check(&s->actor, ACT_AGES_VIEW, NULL)));
    TRY(session_db(s, STORE_CARE, &care));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(today_ages(care, s->keys, &q, s->arena, &p->lines));
    TRY(staff_all(registry, s->arena, &p->staff));
    p->today = q.today;
    p->more = p->lines.len > AGES_ROWS;
    if (p->more)
        p->lines.len = AGES_ROWS;
    for (size_t i = 0; i < p->lines.len; i++)
        session_seen(s, "casefile", id_of(p->lines.of[i].id));
    *out = p;
    return ok();
}
