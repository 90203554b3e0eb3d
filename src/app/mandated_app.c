/* mandated_app.c -- see mandated_app.h; the SQL is in sql/care/mandated.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/mandated_app.h"

#include "app/casework.h"
#include "app/staff_mail.h"
#include "domain/household.h"
#include "store/care_key_store.h"
#include "store/queries_care.h"
#include "store/seal.h"

#include <string.h>

enum { ALL_MAX = 500, DATE = 10, STAMP = 16 };

static struct seal_place words_place(struct db *db, struct id row)
{
    return seal_care(db, "mandated_report", "words", row);
}

/* One's own, or everybody's for whom that is the office. */
static struct err may_view(struct session *s, bool *all)
{
    const struct subject own = {.author = s->actor.user};
    const struct subject others = {0};

    *all = policy_check(&s->actor, ACT_MANDATED_VIEW, &others).kind == OK;
    return hide(policy_check(&s->actor, ACT_MANDATED_VIEW, &own));
}

static struct err open_row(struct session *s, struct db *db,
                           const struct q_mandated_list_out *row, struct mandated *out)
{
    struct data_key key;
    struct seal_place at = words_place(db, row->id);
    int lane = codes_find(&mandated_lane_codes, row->lane);

    if (lane < 0)
        return failed(ERR_BROKEN, "errors.store.code");
    *out = (struct mandated){.id = row->id,
                             .author = row->author,
                             .lane = (enum mandated_lane)lane,
                             .called_at = row->called_at,
                             .write_by = row->write_by,
                             .written_at = row->written_at};
    if (row->words.len == 0) /* its key was lost and given up */
        return ok();
    TRY(seal_house_key_of(s->keys, row->words, &key));
    return open_text(&key, &at, row->words, s->arena, &out->words);
}

_Static_assert(sizeof(struct q_mandated_list_out) == sizeof(struct q_mandated_all_out),
               "rows of mandated reports differ");

struct err mandated_view(struct session *s, const void *in, void **out)
{
    struct mandated_page *p = arena_new(s->arena, struct mandated_page);
    struct q_mandated_list_in own = {s->actor.user};
    struct q_mandated_all_in all = {ALL_MAX};
    struct q_mandated_list_out *rows;
    struct db *db, *registry;

    (void)in;
    TRY(may_view(s, &p->all));
    TRY(session_db(s, STORE_CARE, &db));
    if (p->all)
        TRY(db_many(db, &q_mandated_all, &all, (void *)&rows, &p->len, s->arena));
    else
        TRY(db_many(db, &q_mandated_list, &own, &rows, &p->len, s->arena));
    p->of = arena_array(s->arena, struct mandated, p->len + 1);
    for (size_t i = 0; i < p->len; i++) {
        TRY(open_row(s, db, &rows[i], &p->of[i]));
        session_seen(s, "mandated", rows[i].id);
    }
    p->may_file = policy_check(&s->actor, ACT_MANDATED_FILE, NULL).kind == OK;
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    *out = p;
    return ok();
}

static void write_down(struct session *s, struct db *db, const char *act, struct id id)
{
    db_audit(db, &(struct audit){.actor = session_actor(s),
                                 .act = act,
                                 .subject = subject_text(s, "mandated", id)});
}

/* 0 for what is no time of the last weeks. */
static int64_t called_at(const struct session *s, const char *local)
{
    struct day day;
    int minute;

    if (local[0] == '\0')
        return s->now;
    if (strlen(local) < STAMP || local[DATE] != 'T' || !day_parse(local, DATE, &day))
        return 0;
    minute = clock_minute(local + DATE + 1);
    int64_t at = minute < 0 ? 0 : zone_at_ms(s->zone, day, minute);
    return at > s->now + 60000 || at < s->now - MANDATED_BACK_MS ? 0 : at;
}

struct err mandated_file(struct session *s, const void *in, void **out)
{
    const struct mandated_in *m = in;
    int64_t called = called_at(s, m->called);
    struct db *db;

    (void)out;
    TRY(hide(policy_check(&s->actor, ACT_MANDATED_FILE, NULL)));
    if (called == 0)
        return session_refuse(s, "called", "mandated.bad_time");
    TRY(session_db(s, STORE_CARE, &db));
    write_down(s, db, "mandated.file", m->id);
    TRY(care_key_agree(db, s->keys, s->arena));
    struct data_key key = seal_report_key(s->keys);
    struct seal_place at = words_place(db, m->id);
    struct q_mandated_add_in row = {
        .id = m->id,
        .author = s->actor.user,
        .lane = mandated_lane_codes.list[m->lane].word,
        .called_at = called,
        .write_by = called + MANDATED_WRITE_MS,
        .words = seal_text(&key, &at, m->words, s->arena),
    };
    return db_exec(db, &q_mandated_add, &row);
}

struct err mandated_wrote(struct session *s, const void *in, void **out)
{
    const struct mandated_ref *m = in;
    struct db *db;

    (void)out;
    TRY(hide(policy_check(&s->actor, ACT_MANDATED_FILE, NULL)));
    TRY(session_db(s, STORE_CARE, &db));
    write_down(s, db, "mandated.written", m->id);
    return db_exec(db, &q_mandated_written,
                   &(struct q_mandated_written_in){m->id, s->actor.user, s->now});
}

static struct err waiting(struct session *s, struct db **db,
                          struct q_mandated_waiting_out **rows, size_t *len)
{
    struct q_mandated_waiting_in in = {s->now + MANDATED_REMIND_MS};

    TRY(session_db(s, STORE_CARE, db));
    return db_many(*db, &q_mandated_waiting, &in, rows, len, s->arena);
}

struct err mandated_due(struct session *s, const void *in, void **out)
{
    bool *due = arena_new(s->arena, bool);
    struct q_mandated_waiting_out *rows;
    struct db *db;
    size_t len;

    (void)in;
    TRY(waiting(s, &db, &rows, &len));
    *due = len > 0;
    *out = due;
    return ok();
}

static struct err remind(struct session *s, struct db *db, const struct staff *staff,
                         const struct q_mandated_waiting_out *row)
{
    struct staff_mail m = {.event = subject_text(s, "mandated", row->id),
                           .template = "something-due"};

    for (size_t i = 0; i < staff->len; i++)
        if (id_same(id_of(staff->of[i].id), id_of(row->author)))
            TRY(staff_mail_to(s, db, &staff->of[i], &m, NULL));
    return db_exec(db, &q_mandated_reminded,
                   &(struct q_mandated_reminded_in){row->id, s->now});
}

struct err mandated_remind(struct session *s, const void *in, void **out)
{
    struct q_mandated_waiting_out *rows;
    struct db *db, *registry;
    struct staff staff;
    size_t len;

    (void)in, (void)out;
    TRY(waiting(s, &db, &rows, &len));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &staff));
    for (size_t i = 0; i < len; i++)
        TRY(remind(s, db, &staff, &rows[i]));
    return ok();
}
