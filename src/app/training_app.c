/* training_app.c -- see training_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/training_app.h"

#include "app/calendar.h"
#include "app/casework.h"
#include "core/str.h"
#include "store/queries_registry.h"

#define MONTHS_MOST 120

static struct err months_of(struct session *s, int *out)
{
    const char *set;
    int64_t n;

    TRY(setting_get(s, "practice_months", "", &set));
    *out = str_number(set, MONTHS_MOST, &n) && n > 0 ? (int)n : PRACTICE_MONTHS;
    return ok();
}

/* Somebody else's id is refused: what was told would be lost otherwise. */
static struct err is_own(struct session *s, struct db *db, struct practice_id id,
                         bool *known)
{
    struct q_practice_known_in in = {id};
    struct q_practice_known_out row;
    struct err e = db_one(db, &q_practice_known, &in, &row, s->arena);

    *known = e.kind == OK;
    if (e.kind == ERR_NOT_FOUND)
        return ok();
    TRY(e);
    return id_same(id_of(row.person), id_of(s->actor.user))
               ? ok()
               : failed(ERR_CONFLICT, "practice.taken");
}

struct err practice_done(struct session *s, const void *input, void **out)
{
    const struct practice_told *in = input;
    struct day today = session_today(s);
    struct db *db;
    bool known;

    (void)out;
    TRY(hide(policy_check(&s->actor, ACT_SYNC, NULL)));
    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(is_own(s, db, in->id, &known));
    if (known)
        return ok();
    db_audit(db,
             &(struct audit){.actor = session_actor(s),
                             .act = "practice.done",
                             .subject = subject_text(s, "person", id_of(s->actor.user))});
    /* A phone whose clock runs ahead has not practised tomorrow. */
    return db_exec(db, &q_practice_add,
                   &(struct q_practice_add_in){
                       .id = in->id,
                       .person = s->actor.user,
                       .day = in->day.n > today.n ? today : in->day,
                       .version = in->version,
                   });
}

struct err training_own(struct session *s, struct training *out)
{
    struct q_practice_own_in in = {s->actor.user};
    struct q_practice_own_out row;
    struct db *db;
    int months;

    TRY(months_of(s, &months));
    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(db_one(db, &q_practice_own, &in, &row, s->arena));
    *out = (struct training){row.done, practice_due(row.done, months), row.answered};
    return ok();
}

struct err training_list(struct session *s, const void *in, void **out)
{
    struct training_page *p = arena_new(s->arena, struct training_page);
    struct q_training_list_out *rows;
    struct db *db;
    int months;

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_TRAINING_VIEW, NULL)));
    TRY(months_of(s, &months));
    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(db_many(db, &q_training_list, NULL, &rows, &p->len, s->arena));
    p->of = arena_array(s->arena, struct trained, p->len + 1);
    for (size_t i = 0; i < p->len; i++) {
        struct day due = practice_due(rows[i].done, months);

        p->of[i] = (struct trained){
            .id = rows[i].id,
            .name = rows[i].name,
            .done = rows[i].done,
            .due = due,
            .state = practice_state_on(session_today(s), due),
        };
    }
    *out = p;
    return ok();
}
