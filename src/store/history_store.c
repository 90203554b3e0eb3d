/* history_store.c -- see history_store.h; the SQL is in sql/enforcement/history.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/history_store.h"

#include "store/queries_enforcement.h"

#include <stdio.h>
#include <string.h>

static const char *address_line(const struct q_history_property_out *p, struct arena *a)
{
    size_t size = strlen(p->number) + strlen(p->street) + 2;
    char *line = arena_alloc(a, size);

    snprintf(line, size, "%s %s", p->number, p->street);
    return line;
}

static struct err load_visits(struct db *db, struct property_id id, struct arena *a,
                              struct history *out)
{
    struct q_history_inspections_in in = {.property = id};
    struct q_history_inspections_out *rows;

    TRY(db_many(db, &q_history_inspections, &in, (void *)&rows, &out->visits_len, a));
    out->visits = arena_array(a, struct history_visit, out->visits_len + 1);
    for (size_t i = 0; i < out->visits_len; i++)
        out->visits[i] = (struct history_visit){
            .id = rows[i].id,
            .day = rows[i].planned_day,
            .unit = rows[i].unit,
            .kind = rows[i].kind,
            .state = rows[i].state,
            .planned_time = rows[i].planned_time,
            .findings = rows[i].findings,
            .open = rows[i].open,
        };
    return ok();
}

static struct err load_findings(struct db *db, struct property_id id, struct arena *a,
                                struct history *out)
{
    struct q_history_open_findings_in in = {.property = id};
    struct q_history_open_findings_out *rows;

    TRY(db_many(db, &q_history_open_findings, &in, (void *)&rows, &out->findings_len, a));
    out->findings = arena_array(a, struct history_finding, out->findings_len + 1);
    for (size_t i = 0; i < out->findings_len; i++)
        out->findings[i] = (struct history_finding){
            .correct_by = rows[i].correct_by,
            .unit = rows[i].unit,
            .code = rows[i].code,
            .library = rows[i].library,
            .place = rows[i].place,
            .note = rows[i].note,
            .responsible = rows[i].responsible,
            .endangering = rows[i].endangering != 0,
        };
    return ok();
}

struct err history_load(struct db *db, struct property_id id, struct arena *a,
                        struct history *out)
{
    struct q_history_property_in in = {.id = id};
    struct q_history_property_out row;

    *out = (struct history){.year_built = INT_NONE};
    if (!id_is_set(id_of(id)))
        return ok();
    struct err e = db_one(db, &q_history_property, &in, &row, a);
    if (e.kind == ERR_NOT_FOUND)
        return ok();
    TRY(e);
    out->address = address_line(&row, a);
    out->place = row.place;
    out->year_built = row.year_built;
    TRY(load_visits(db, id, a, out));
    return load_findings(db, id, a, out);
}
