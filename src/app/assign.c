/* assign.c -- see assign.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/assign.h"

#include "app/casework.h"
#include "store/queries_enforcement.h"
#include "store/staff_store.h"

#define QUEUE_DAYS 60 /* older plans are history */

static struct err working(struct session *s, struct staff *out)
{
    struct db *registry;

    TRY(session_db(s, STORE_REGISTRY, &registry));
    return staff_with_role(registry, role_name(ROLE_INSPECTOR), s->arena, out);
}

/* The zone's inspectors who still work here. */
static struct err inspectors_of(struct session *s, struct db *db,
                                struct property_id property, struct user_id **out,
                                size_t *len)
{
    struct q_zone_of_in in = {property};
    struct q_zone_of_out *rows;
    struct staff staff;
    size_t rows_len;

    TRY(working(s, &staff));
    TRY(db_many(db, &q_zone_of, &in, &rows, &rows_len, s->arena));
    *out = arena_array(s->arena, struct user_id, rows_len + 1);
    *len = 0;
    for (size_t i = 0; i < rows_len; i++)
        if (staff_name(&staff, rows[i].inspector) != NULL)
            (*out)[(*len)++] = rows[i].inspector;
    return ok();
}

static struct err loads_of(struct session *s, struct db *db, struct day first,
                           struct day last, struct plan_load **out, size_t *len)
{
    struct q_calendar_loads_in in = {first, last};
    struct q_calendar_loads_out *rows;

    TRY(db_many(db, &q_calendar_loads, &in, &rows, len, s->arena));
    *out = arena_array(s->arena, struct plan_load, *len + 1);
    for (size_t i = 0; i < *len; i++)
        (*out)[i] = (struct plan_load){rows[i].inspector, rows[i].day, rows[i].visits};
    return ok();
}

struct err assign_slot(struct session *s, struct db *db, struct property_id property,
                       const struct day *days, size_t len, struct plan_slot *out)
{
    struct user_id *who;
    struct plan_load *loads;
    size_t who_len, loads_len;

    require(len > 0);
    TRY(inspectors_of(s, db, property, &who, &who_len));
    TRY(loads_of(s, db, days[0], days[len - 1], &loads, &loads_len));
    *out = plan_assign(days, len, who, who_len, loads, loads_len);
    return ok();
}

struct err assign_queue(struct session *s, struct db *db, int64_t *n)
{
    struct q_calendar_queue_in in = {{session_today(s).n - QUEUE_DAYS}};
    struct q_calendar_queue_out *rows;
    size_t len;

    *n = 0;
    TRY(db_many(db, &q_calendar_queue, &in, &rows, &len, s->arena));
    for (size_t i = 0; i < len; i++) {
        struct plan_slot slot;

        TRY(assign_slot(s, db, rows[i].property, &rows[i].planned_day, 1, &slot));
        if (!id_is_set(id_of(slot.inspector)))
            continue;
        ++*n;
        TRY(db_exec(db, &q_calendar_assign,
                    &(struct q_calendar_assign_in){rows[i].id, slot.inspector}));
        db_change(
            db, &(struct change){"inspection", id_of(rows[i].id), id_of(slot.inspector)});
        db_audit(db,
                 &(struct audit){session_actor(s), "inspection.assign",
                                 subject_text(s, "inspection", id_of(rows[i].id)), NULL});
    }
    return ok();
}
