/* plan_app.c -- see plan_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/plan_app.h"

#include "store/queries_enforcement.h"

#include <stdio.h>
#include <string.h>

static const char *subject_of(struct session *s, struct inspection_id id)
{
    char text[ID_TEXT + 16], uuid[ID_TEXT];

    id_format(id_of(id), uuid);
    snprintf(text, sizeof text, "inspection:%s", uuid);
    return arena_copy(s->arena, text, strlen(text));
}

struct err inspection_plan(struct session *s, const void *in, void **out)
{
    const struct plan_in *p = in;
    struct subject on = {.author = p->inspector, .assigned = p->inspector};
    struct db *db;

    (void)out;
    TRY(policy_check(&s->actor, ACT_INSPECTION_RECORD, &on));
    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    TRY(db_exec(db, &q_inspection_plan,
                &(struct q_inspection_plan_in){.id = p->inspection,
                                               .property = p->property,
                                               .unit = p->unit,
                                               .kind = p->kind,
                                               .inspector = p->inspector,
                                               .planned_day = p->day,
                                               .planned_time = p->time}));
    db_change(db,
              &(struct change){"inspection", id_of(p->inspection), id_of(p->inspector)});
    db_audit(db, &(struct audit){session_actor(s), "inspection.plan",
                                 subject_of(s, p->inspection), NULL});
    return ok();
}
