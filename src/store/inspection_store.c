/* inspection_store.c -- see inspection_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/inspection_store.h"

#include "base/crypto.h"
#include "store/queries_enforcement.h"

#include <stdio.h>
#include <string.h>

static const char *line_of(const char *number, const char *street, struct arena *a)
{
    size_t size = strlen(number) + strlen(street) + 2;
    char *line = arena_alloc(a, size);

    snprintf(line, size, "%s %s", number, street);
    return line;
}

static struct err load_findings(struct db *db, struct arena *a, struct inspection_file *f)
{
    struct q_inspection_findings_in in = {.inspection = f->id};
    struct q_inspection_findings_out *rows;

    TRY(db_many(db, &q_inspection_findings, &in, &rows, &f->findings_len, a));
    f->findings = arena_array(a, struct file_finding, f->findings_len + 1);
    for (size_t i = 0; i < f->findings_len; i++)
        f->findings[i] = (struct file_finding){
            .id = rows[i].id,
            .code = rows[i].code,
            .library = rows[i].library,
            .place = rows[i].place,
            .note = rows[i].note,
            .responsible = rows[i].responsible,
            .state = rows[i].state,
            .correct_by = rows[i].correct_by,
            .state_day = rows[i].state_day,
            .photos = rows[i].photos,
            .endangering = rows[i].endangering != 0,
            .room = rows[i].room,
            .nspire = rows[i].nspire,
            .severity = rows[i].severity,
            .variance = rows[i].variance,
        };
    return ok();
}

static struct err load_addenda(struct db *db, struct arena *a, struct inspection_file *f)
{
    struct q_inspection_addenda_in in = {.inspection = f->id};
    struct q_inspection_addenda_out *rows;

    TRY(db_many(db, &q_inspection_addenda, &in, &rows, &f->addenda_len, a));
    f->addenda = arena_array(a, struct file_addendum, f->addenda_len + 1);
    for (size_t i = 0; i < f->addenda_len; i++)
        f->addenda[i] = (struct file_addendum){
            .author = rows[i].author, .text = rows[i].text, .at = rows[i].at};
    return ok();
}

static void mark_corrected(struct inspection_file *f, struct delivery_id id)
{
    for (size_t i = 0; i < f->deliveries_len; i++)
        if (id_same(id_of(f->deliveries[i].id), id_of(id)))
            f->deliveries[i].corrected = true;
}

static struct err load_deliveries(struct db *db, struct arena *a,
                                  struct inspection_file *f)
{
    struct q_inspection_deliveries_in in = {.inspection = f->id};
    struct q_inspection_deliveries_out *rows;

    TRY(db_many(db, &q_inspection_deliveries, &in, &rows, &f->deliveries_len, a));
    f->deliveries = arena_array(a, struct file_delivery, f->deliveries_len + 1);
    for (size_t i = 0; i < f->deliveries_len; i++)
        f->deliveries[i] = (struct file_delivery){
            .id = rows[i].id,
            .day = rows[i].day,
            .recipient = rows[i].recipient,
            .how = rows[i].how,
            .recorded_by = rows[i].recorded_by,
            .recorded_at = rows[i].recorded_at,
            .corrects = rows[i].corrects,
        };
    for (size_t i = 0; i < f->deliveries_len; i++)
        if (id_is_set(id_of(f->deliveries[i].corrects)))
            mark_corrected(f, f->deliveries[i].corrects);
    return ok();
}

/* A sheet that was typed in is one at most. */
static struct err load_typed(struct db *db, struct arena *a, struct inspection_file *f)
{
    struct q_paper_of_in in = {f->id};
    struct q_paper_of_out *rows;
    size_t len;

    TRY(db_many(db, &q_paper_of, &in, &rows, &len, a));
    if (len > 0) {
        f->typed_by = rows[0].entered_by;
        f->typed_at = rows[0].entered_at;
    }
    return ok();
}

static void take_visit(struct inspection_file *f, const struct q_inspection_file_out *r,
                       struct arena *a)
{
    f->property = r->property;
    f->address = line_of(r->number, r->street, a);
    f->property_unit = r->property_unit;
    f->place = r->place;
    f->region = r->region;
    f->postcode = r->postcode;
    f->neighbourhood = r->neighbourhood;
    f->year_built = r->year_built;
    f->units = r->units;
    f->habitable = r->habitable;
    f->unit = r->unit;
    f->kind = r->kind;
    f->state = r->state;
    f->inspector = r->inspector;
    f->planned_day = r->planned_day;
    f->planned_time = r->planned_time;
    f->occupancy = r->occupancy;
    f->present = r->present;
    f->started_at = r->started_at;
    f->signed_at = r->signed_at;
    f->card_left = r->card_left;
    f->card_reason = r->card_reason;
    f->signed_name = r->signed_name;
    f->order_text = r->order_text;
    f->order_sha = r->order_sha.len > 0 ? hex(a, r->order_sha) : NULL;
}

struct err inspection_file_load(struct db *db, struct inspection_id id, struct arena *a,
                                struct inspection_file *out)
{
    struct q_inspection_file_in in = {.id = id};
    struct q_inspection_file_out row;

    TRY(db_one(db, &q_inspection_file, &in, &row, a));
    *out = (struct inspection_file){.id = id};
    take_visit(out, &row, a);
    TRY(load_findings(db, a, out));
    TRY(load_addenda(db, a, out));
    TRY(load_typed(db, a, out));
    return load_deliveries(db, a, out);
}

struct err delivery_add(struct db *db, struct inspection_id inspection,
                        const struct file_delivery *d)
{
    return db_exec(db, &q_delivery_add,
                   &(struct q_delivery_add_in){.id = d->id,
                                               .inspection = inspection,
                                               .day = d->day,
                                               .recipient = d->recipient,
                                               .how = d->how,
                                               .recorded_by = d->recorded_by,
                                               .recorded_at = d->recorded_at,
                                               .corrects = d->corrects});
}
