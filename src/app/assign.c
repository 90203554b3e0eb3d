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

static struct err load_days(struct session *s, struct db *db,
                            const struct assign_days *days, struct plan_staff *staff)
{
    struct q_calendar_loads_in in = {days->of[0], days->of[days->len - 1]};
    struct q_calendar_loads_out *rows;

    TRY(db_many(db, &q_calendar_loads, &in, &rows, &staff->loads_len, s->arena));
    struct plan_load *loads =
        arena_array(s->arena, struct plan_load, staff->loads_len + 1);
    for (size_t i = 0; i < staff->loads_len; i++)
        loads[i] = (struct plan_load){rows[i].inspector, rows[i].day, rows[i].visits};
    staff->loads = loads;
    return ok();
}

struct err assign_slot(struct session *s, struct db *db, struct property_id property,
                       const struct assign_days *days, struct plan_slot *out)
{
    struct plan_staff staff = {0};
    struct user_id *who;

    require(days->len > 0);
    TRY(inspectors_of(s, db, property, &who, &staff.len));
    staff.of = who;
    TRY(load_days(s, db, days, &staff));
    *out = plan_assign(days->of, days->len, &staff);
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

        const struct assign_days on = {&rows[i].planned_day, 1};
        TRY(assign_slot(s, db, rows[i].property, &on, &slot));
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
