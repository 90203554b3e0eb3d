/* release_step_store.c -- see release_step_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/release_step_store.h"

#include "base/crypto.h"
#include "store/queries_enforcement.h"

struct err release_step_add(struct db *db, const struct release_step *s)
{
    return db_exec(db, &q_release_step_add,
                   &(struct q_release_step_add_in){.id = id_mint(s->at),
                                                   .request = s->request,
                                                   .at = s->at,
                                                   .by_whom = s->by,
                                                   .kind = s->kind,
                                                   .exempt = s->exempt,
                                                   .words = s->words});
}

struct err release_steps_load(struct db *db, struct release_id request, struct arena *a,
                              struct release_step **out, size_t *len)
{
    struct q_release_step_list_out *rows;

    TRY(db_many(db, &q_release_step_list, &(struct q_release_step_list_in){request},
                &rows, len, a));
    *out = arena_array(a, struct release_step, *len + 1);
    for (size_t i = 0; i < *len; i++)
        (*out)[i] = (struct release_step){.request = request,
                                          .by = rows[i].by_whom,
                                          .at = rows[i].at,
                                          .kind = rows[i].kind,
                                          .exempt = rows[i].exempt,
                                          .words = rows[i].words};
    return ok();
}
