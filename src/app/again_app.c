/* again_app.c -- re-inspections follow from what is known of a house: planned, moved or
 * withdrawn whenever that changes, by the rule of domain/plan.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/sync_batch.h"

#include "app/calendar.h"
#include "base/crypto.h"
#include "domain/plan.h"
#include "store/queries_enforcement.h"

#include <string.h>

/* Everything about some properties that their re-inspections depend on. */
struct again {
    struct session *s;
    struct db *db;
    struct q_again_visits_out *visits;
    struct q_again_violations_out *violations;
    struct q_again_sights_out *sights;
    struct q_again_planned_out *planned;
    size_t visits_len, violations_len, sights_len, planned_len;
};

static struct err load(struct again *a, const struct idlist *properties)
{
    struct arena *arena = a->s->arena;
    struct q_again_visits_in ids = {idlist_bytes(properties)};

    TRY(db_many(a->db, &q_again_visits, &ids, &a->visits, &a->visits_len, arena));
    TRY(db_many(a->db, &q_again_violations, &ids, &a->violations, &a->violations_len,
                arena));
    TRY(db_many(a->db, &q_again_sights, &ids, &a->sights, &a->sights_len, arena));
    return db_many(a->db, &q_again_planned, &ids, &a->planned, &a->planned_len, arena);
}

static const struct day *days_of(const struct again *a)
{
    struct arena *arena = a->s->arena;
    struct holidays holidays = holidays_near(a->s);
    struct plan_visit *visits = arena_array(arena, struct plan_visit, a->visits_len + 1);
    struct plan_violation *violations =
        arena_array(arena, struct plan_violation, a->violations_len + 1);
    struct plan_sight *sights = arena_array(arena, struct plan_sight, a->sights_len + 1);
    struct day *days = arena_array(arena, struct day, a->visits_len + 1);

    for (size_t i = 0; i < a->visits_len; i++)
        visits[i] = (struct plan_visit){a->visits[i].id, a->visits[i].started_at,
                                        zone_day(a->s->zone, a->visits[i].started_at)};
    for (size_t i = 0; i < a->violations_len; i++)
        violations[i] =
            (struct plan_violation){a->violations[i].id, a->violations[i].inspection,
                                    a->violations[i].correct_by};
    for (size_t i = 0; i < a->sights_len; i++)
        sights[i] = (struct plan_sight){a->sights[i].finding, a->sights[i].inspection};
    const struct plan_house house = {visits,        violations,        sights,
                                     a->visits_len, a->violations_len, a->sights_len};
    plan_again(&house, &holidays, days);
    return days;
}

/* One visit has one re-inspection, whoever plans it first: its id is made of the
 * visit's, with the same instant in front. */
static struct inspection_id id_after(struct inspection_id visit)
{
    struct sha256 sha = sha256_of(visit.b, sizeof visit.b);
    struct inspection_id id = visit;

    memcpy(id.b + 6, sha.b, sizeof id.b - 6);
    id.b[6] = (uint8_t)((id.b[6] & 0x0f) | 0x80); /* UUIDv8: of one's own making */
    id.b[8] = (uint8_t)((id.b[8] & 0x3f) | 0x80);
    return id;
}

static void tell(const struct again *a, struct inspection_id id, struct user_id inspector,
                 const char *act)
{
    if (id_is_set(id_of(inspector)))
        db_change(a->db, &(struct change){"inspection", id_of(id), id_of(inspector)});
    db_audit(a->db,
             &(struct audit){session_actor(a->s), act,
                             subject_of(a->s->arena, "inspection", id_of(id)), NULL});
}

static struct err add(const struct again *a, const struct q_again_visits_out *v,
                      struct day day)
{
    struct inspection_id id = id_after(v->id);

    tell(a, id, v->inspector, "inspection.plan");
    return db_exec(a->db, &q_again_add,
                   &(struct q_again_add_in){.id = id,
                                            .property = v->property,
                                            .unit = v->unit,
                                            .inspector = v->inspector,
                                            .day = day,
                                            .follows = v->id});
}

static struct err change(const struct again *a, const struct q_again_planned_out *p,
                         struct day day)
{
    if (!day_is_set(day)) {
        if (p->withdrawn_at != 0)
            return ok();
        tell(a, p->id, p->inspector, "inspection.withdraw");
        return db_exec(a->db, &q_again_withdraw,
                       &(struct q_again_withdraw_in){p->id, a->s->now});
    }
    if (p->withdrawn_at == 0 && (p->moved_at != 0 || p->planned_day.n == day.n))
        return ok();
    tell(a, p->id, p->inspector, "inspection.plan");
    return db_exec(a->db, &q_again_move, &(struct q_again_move_in){p->id, day});
}

static struct err follow(const struct again *a, const struct q_again_visits_out *v,
                         struct day day)
{
    for (size_t i = 0; i < a->planned_len; i++) {
        const struct q_again_planned_out *p = &a->planned[i];

        if (!id_same(id_of(p->follows), id_of(v->id)))
            continue;
        /* Begun: what it finds decides about the next one. */
        return strcmp(p->state, "planned") == 0 ? change(a, p, day) : ok();
    }
    return day_is_set(day) ? add(a, v, day) : ok();
}

struct err again_plan(struct session *s, struct db *db, const struct idlist *properties)
{
    struct again a = {.s = s, .db = db};

    if (properties->len == 0)
        return ok();
    TRY(load(&a, properties));
    const struct day *days = days_of(&a);
    for (size_t i = 0; i < a.visits_len; i++)
        TRY(follow(&a, &a.visits[i], days[i]));
    return ok();
}
