/* outbox_store.c -- see outbox_store.h; the SQL is in sql/common/outbox.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/outbox_store.h"

#include "core/str.h"
#include "store/queries_common.h"

#define HOUR_MS (INT64_C(60) * 60 * 1000)
#define HOLD_MS (INT64_C(60) * 1000)
enum { HOUR_ADDRESSES = 1000 };

struct err outbox_add(struct db *db, const struct mail *m)
{
    struct q_outbox_add_in in = {
        .id = m->id,
        .event = m->event,
        .recipient = m->recipient,
        .template = m->template,
        .lang = m->lang,
        .args = m->args,
        .now = m->created_at,
    };

    return db_exec(db, &q_outbox_add, &in);
}

const enum store_name outbox_stores[] = {STORE_CARE, STORE_REGISTRY};
const size_t outbox_stores_len = COUNT(outbox_stores);

struct err outbox_is_told(struct db *db, const char *event, const char *recipient,
                          bool *out)
{
    struct arena a CLEANUP(arena_free) = {0};
    struct q_outbox_told_in in = {event, recipient};
    struct q_outbox_told_out row;

    TRY(db_one(db, &q_outbox_told, &in, &row, &a));
    *out = row.n > 0;
    return ok();
}

bool outbox_has_brake(const struct outbox_brake *b)
{
    return b->one > 0 || b->all > 0;
}

/* One row of an address, whichever store wrote to it. */
static struct outbox_hour *hour_of(const struct outbox_hours *h, const char *recipient)
{
    for (size_t i = 0; i < h->len; i++)
        if (str_same(h->of[i].recipient, recipient))
            return &h->of[i];
    return NULL;
}

static void hour_add(struct outbox_hours *h, const struct outbox_hour *more)
{
    struct outbox_hour *there = hour_of(h, more->recipient);

    if (there == NULL) {
        h->of[h->len++] = *more;
        return;
    }
    there->n += more->n;
    if (there->oldest == 0 || (more->oldest != 0 && more->oldest < there->oldest))
        there->oldest = more->oldest;
}

static void hours_grow(struct arena *a, struct outbox_hours *h, size_t more)
{
    struct outbox_hour *of = arena_array(a, struct outbox_hour, h->len + more + 1);

    for (size_t i = 0; i < h->len; i++)
        of[i] = h->of[i];
    h->of = of;
}

struct err outbox_hour(struct db *db, int64_t now, struct arena *a,
                       struct outbox_hours *to)
{
    struct q_outbox_hour_in in = {
        .since = now - HOUR_MS, .now = now, .most = HOUR_ADDRESSES};
    struct q_outbox_hour_out *rows;
    size_t len;

    TRY(db_many(db, &q_outbox_hour, &in, (void *)&rows, &len, a));
    hours_grow(a, to, len);
    for (size_t i = 0; i < len; i++)
        hour_add(to, &(struct outbox_hour){rows[i].recipient, rows[i].n, rows[i].oldest});
    return ok();
}

/* Until when this letter must wait; 0: it may go. */
static int64_t held_until(const struct outbox_brake *b, const struct outbox_hours *h,
                          const char *recipient, int64_t now)
{
    const struct outbox_hour *to = hour_of(h, recipient);
    int64_t all = 0, oldest = 0;

    for (size_t i = 0; i < h->len; i++) {
        all += h->of[i].n;
        if (oldest == 0 || (h->of[i].oldest != 0 && h->of[i].oldest < oldest))
            oldest = h->of[i].oldest;
    }
    if (b->one > 0 && to != NULL && to->n >= b->one)
        oldest = to->oldest;
    else if (b->all == 0 || all < b->all)
        return 0;
    return oldest != 0 ? oldest + HOUR_MS : now + HOLD_MS; /* they are being sent */
}

static struct err lease_row(struct db *db, int64_t now,
                            const struct q_outbox_due_out *row, struct mail *out)
{
    struct q_outbox_lease_in in = {.id = row->id, .until = now + OUTBOX_LEASE_MS};

    *out = (struct mail){
        .id = row->id,
        .event = row->event,
        .recipient = row->recipient,
        .template = row->template,
        .lang = row->lang,
        .args = row->args,
        .created_at = row->created_at,
        .tries = row->tries + 1,
    };
    return db_exec(db, &q_outbox_lease, &in);
}

static struct err hours_of(struct db *db, const struct outbox_ask *ask, struct arena *a,
                           struct outbox_hours *out)
{
    *out = (struct outbox_hours){0};
    if (!outbox_has_brake(&ask->brake))
        return ok();
    TRY(outbox_hour(db, ask->now, a, out));
    hours_grow(a, out, OUTBOX_BATCH + (ask->elsewhere ? ask->elsewhere->len : 0));
    for (size_t i = 0; ask->elsewhere && i < ask->elsewhere->len; i++)
        hour_add(out, &ask->elsewhere->of[i]);
    return ok();
}

struct err outbox_lease(struct db *db, struct outbox_ask *ask, struct arena *a,
                        struct mail **out, size_t *len)
{
    struct q_outbox_due_in in = {
        .now = ask->now, .beyond = ask->now + OUTBOX_LATER_MAX_MS, .most = OUTBOX_BATCH};
    struct q_outbox_due_out *rows;
    struct outbox_hours hours;
    size_t due;

    TRY(hours_of(db, ask, a, &hours));
    TRY(db_many(db, &q_outbox_due, &in, (void *)&rows, &due, a));
    *out = arena_array(a, struct mail, due + 1);
    *len = ask->held = 0;
    for (size_t i = 0; i < due; i++) {
        bool free = str_same(rows[i].template, ask->brake.free);
        int64_t until =
            free ? 0 : held_until(&ask->brake, &hours, rows[i].recipient, ask->now);

        if (until != 0) {
            ask->held++;
            TRY(outbox_later(db, rows[i].id, until, OUTBOX_HELD));
            continue;
        }
        TRY(lease_row(db, ask->now, &rows[i], &(*out)[(*len)++]));
        if (outbox_has_brake(&ask->brake))
            hour_add(&hours, &(struct outbox_hour){rows[i].recipient, 1, 0});
    }
    return ok();
}

struct err outbox_fix(struct db *db, struct mail_id id, const char *args)
{
    struct q_outbox_fix_in in = {.id = id, .args = args};

    return db_exec(db, &q_outbox_fix, &in);
}

struct err outbox_is_due(struct db *db, int64_t now, bool *out)
{
    struct q_outbox_due_count_in in = {.now = now, .beyond = now + OUTBOX_LATER_MAX_MS};
    struct q_outbox_due_count_out row;
    struct arena a = {0};
    struct err e = db_one(db, &q_outbox_due_count, &in, &row, &a);

    arena_free(&a);
    TRY(e);
    *out = row.due > 0;
    return ok();
}

struct err outbox_leases(struct db *db, struct arena *a, struct outbox_lease **out,
                         size_t *len)
{
    struct q_outbox_leased_in in = {.most = OUTBOX_BATCH};
    struct q_outbox_leased_out *rows;

    TRY(db_many(db, &q_outbox_leased, &in, (void *)&rows, len, a));
    *out = arena_array(a, struct outbox_lease, *len + 1);
    for (size_t i = 0; i < *len; i++)
        (*out)[i] = (struct outbox_lease){rows[i].id, rows[i].tries};
    return ok();
}

struct err outbox_free(struct db *db, const struct outbox_lease *lease)
{
    struct q_outbox_free_in in = {.id = lease->id, .tries = lease->tries};

    return db_exec(db, &q_outbox_free, &in);
}

struct err outbox_sent(struct db *db, struct mail_id id, int64_t at)
{
    struct q_outbox_sent_in in = {.id = id, .at = at};

    return db_exec(db, &q_outbox_sent, &in);
}

struct err outbox_later(struct db *db, struct mail_id id, int64_t due_at,
                        const char *fault)
{
    struct q_outbox_later_in in = {.id = id, .due_at = due_at, .fault = fault};

    return db_exec(db, &q_outbox_later, &in);
}

struct err outbox_redate(struct db *db, int64_t now)
{
    struct q_outbox_redate_in in = {.now = now};

    return db_exec(db, &q_outbox_redate, &in);
}

struct err outbox_waiting(struct db *db, struct arena *a, struct outbox_waiting *out)
{
    struct q_outbox_waiting_out row;

    TRY(db_one(db, &q_outbox_waiting, NULL, &row, a));
    *out = (struct outbox_waiting){.waiting = row.waiting,
                                   .oldest = row.oldest,
                                   .held = row.held,
                                   .fault = row.fault};
    return ok();
}

struct err outbox_recent(struct db *db, const char *template, struct arena *a,
                         struct outbox_state **out, size_t *len)
{
    struct q_outbox_recent_in in = {.template = template, .most = OUTBOX_BATCH};
    struct q_outbox_recent_out *rows;

    TRY(db_many(db, &q_outbox_recent, &in, (void *)&rows, len, a));
    *out = arena_array(a, struct outbox_state, *len + 1);
    for (size_t i = 0; i < *len; i++)
        (*out)[i] = (struct outbox_state){rows[i].recipient, rows[i].fault,
                                          rows[i].created_at, rows[i].sent_at};
    return ok();
}

struct err outbox_last(struct db *db, int64_t *out)
{
    struct arena a CLEANUP(arena_free) = {0};
    struct q_outbox_last_out row;

    TRY(db_one(db, &q_outbox_last, NULL, &row, &a));
    *out = row.sent_at;
    return ok();
}
