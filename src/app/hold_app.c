/* hold_app.c -- see hold_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/hold_app.h"

struct err hold_on_any(struct db *db, const struct casefile_ids *all, struct arena *a,
                       bool *out)
{
    *out = false;
    for (size_t i = 0; i < all->len && !*out; i++)
        TRY(hold_stands(db, all->of[i], a, out));
    return ok();
}

struct err hold_set(struct session *s, const void *input, void **out)
{
    const struct hold_in *in = input;
    struct casework w;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_RESIDENT_ERASE, &w));
    const struct hold h = {.id = in->id,
                           .casefile = in->casefile,
                           .author = s->actor.user,
                           .at = s->now,
                           .reason = in->reason};
    casework_audit(s, &w, "hold.set", NULL);
    return hold_add(w.db, &w.key, &h, s->arena);
}

struct err hold_end(struct session *s, const void *input, void **out)
{
    const struct hold_in *in = input;
    struct casework w;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_RESIDENT_ERASE, &w));
    const struct hold h = {.id = in->id,
                           .casefile = in->casefile,
                           .lifted_by = s->actor.user,
                           .lifted_at = s->now,
                           .lifted_why = in->reason};
    casework_audit(s, &w, "hold.lift", NULL);
    return hold_lift(w.db, &w.key, &h, s->arena);
}
