/* record_night.c -- see record_night.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/record_night.h"

#include "app/casework.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/when.h"
#include "core/build.h"
#include "store/record_store.h"
#include "store/staff_store.h"
#include "wire/csv.h"

#include <stdio.h>
#include <string.h>

#define AGAIN_MS (INT64_C(15) * 60 * 1000) /* after it could not be written */
#define NAME_PREFIX "cases-"
enum { NAME_SIZE = sizeof NAME_PREFIX + DAY_TEXT + 4 };

static bool is_time(const struct session *s, const struct record_exports *done)
{
    struct day today = session_today(s);

    if (s->site.record.folder == NULL ||
        zone_minute_of_day(s->zone, s->now) < s->site.record.minute)
        return false;
    if (done->good.at != 0 && done->good.day.n >= today.n)
        return false;
    return done->last.fault == NULL || done->last.at + AGAIN_MS <= s->now;
}

struct err record_night_due(struct session *s, const void *in, void **out)
{
    bool *due = arena_new(s->arena, bool);
    struct record_exports done = {0};
    struct db *db;

    (void)in;
    *out = due;
    if (s->site.record.folder == NULL)
        return ok();
    TRY(session_db(s, STORE_CARE, &db));
    TRY(record_exports(db, s->arena, &done));
    *due = is_time(s, &done);
    return ok();
}

static void put_cell(struct build *b, const char *s, char after)
{
    char *cell = arena_alloc(b->arena, 2 * strlen(s ? s : "") + 4);

    build_bytes(b, cell, csv_quote(cell, s ? s : ""));
    build_char(b, after);
}

static void put_day(struct build *b, struct day d)
{
    char s[DAY_TEXT];

    day_format(d, s);
    put_cell(b, s, ',');
}

static void put_count(struct build *b, int64_t n, char after)
{
    build_int(b, n);
    build_char(b, after);
}

static void put_case(struct build *b, const struct staff *staff,
                     const struct record_line *l)
{
    char id[ID_TEXT];

    id_format(id_of(l->casefile), id);
    put_cell(b, l->number, ',');
    put_cell(b, id, ',');
    put_cell(b, l->state, ',');
    put_cell(b, l->urgency, ',');
    put_cell(b, l->source, ',');
    put_cell(b, when_utc(b->arena, l->requested_at), ',');
    put_day(b, l->acknowledged_day);
    put_day(b, l->contacted_day);
    put_day(b, l->connected_day);
    put_day(b, l->closed_day);
    put_cell(b, l->close_reason, ',');
    put_day(b, l->next_day);
    put_count(b, l->attempts, ',');
    put_count(b, l->needs_open, ',');
    put_count(b, l->needs_met, ',');
    put_count(b, l->sent, ',');
    put_count(b, l->started, ',');
    put_cell(b, staff_name(staff, l->owner), '\r');
    build_char(b, '\n');
}

static struct err compose(struct session *s, struct db *db, struct build *b,
                          int64_t *cases)
{
    struct record_lines page = {0};
    struct staff staff;
    struct db *registry;

    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &staff));
    build_text(b, "number,case,state,urgency,source,asked,acknowledged,contacted,"
                  "connected,closed,closed_because,next_day,attempts,needs_open,"
                  "needs_met,sent,started,worker\r\n");
    do {
        TRY(record_lines(db, s->keys, s->arena, &page));
        for (size_t i = 0; i < page.len; i++)
            put_case(b, &staff, &page.of[i]);
        *cases += (int64_t)page.len;
    } while (page.len > 0);
    return ok();
}

static void name_of(struct day d, char out[NAME_SIZE])
{
    char day[DAY_TEXT];

    day_format(d, day);
    snprintf(out, NAME_SIZE, NAME_PREFIX "%s.csv", day);
}

struct err record_night(struct session *s, const void *in, void **out)
{
    const struct nightly *to = &s->site.record;
    struct record_exported done = {.at = s->now, .day = session_today(s)};
    struct build b = {.arena = s->arena};
    char name[NAME_SIZE], oldest[NAME_SIZE];
    struct db *db;

    (void)in, (void)out;
    TRY(session_db(s, STORE_CARE, &db));
    TRY(compose(s, db, &b, &done.cases));
    name_of(done.day, name);
    name_of((struct day){done.day.n - to->keep_days + 1}, oldest);
    const char *text = build_done(&b);
    if (folder_put(to->folder, name, (struct bytes){(const uint8_t *)text, b.len})) {
        folder_sweep(to->folder, NAME_PREFIX, oldest);
    } else {
        done.fault = "not-written";
        log_warn("record.not_written", LOG_NOTHING);
    }
    db_audit(db, &(struct audit){.actor = session_actor(s),
                                 .act = "record.export",
                                 .subject = "city",
                                 .detail = done.fault});
    return record_export_add(db, &done);
}
