/* disposal_app.c -- see disposal_app.h; the SQL is in sql/enforcement/disposal.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/disposal_app.h"

#include "app/casework.h"
#include "app/intake_app.h"
#include "app/staff_mail.h"
#include "store/city_store.h"
#include "store/queries_enforcement.h"
#include "store/queries_registry.h"

#include <string.h>

#define PIECES 8
/* By then the pictures of what was said yes to are gone, a hundred a round. */
#define PICTURES_MS (2 * INT64_C(3600000))

/* What goes with one record of a class, in this order; all take its id. */
static const struct query *const pieces[RETENTIONS][PIECES] = {
    [RETENTION_COMPLAINT] = {&q_dispose_complaint},
    [RETENTION_PHOTOGRAPH] = {&q_dispose_photo_end, &q_dispose_finding_photo,
                              &q_dispose_seen_photo},
    [RETENTION_NOTICE] = {&q_dispose_delivery},
    [RETENTION_VIOLATION] = {&q_dispose_extension, &q_dispose_more_time,
                             &q_dispose_finding_seen, &q_dispose_finding_withdrawn,
                             &q_dispose_finding, &q_dispose_order},
    [RETENTION_VISIT] = {&q_dispose_no_entry, &q_dispose_visit_said,
                         &q_dispose_visit_settled, &q_dispose_paper_entry,
                         &q_dispose_addendum, &q_dispose_visit},
    [RETENTION_REQUEST] = {&q_dispose_release_file, &q_dispose_release_step,
                           &q_dispose_request},
};

static struct err begin(struct session *s, struct db **db)
{
    TRY(hide(policy_check(&s->actor, ACT_RECORDS_DISPOSE, NULL)));
    return session_db(s, STORE_ENFORCEMENT, db);
}

struct due {
    struct q_disposal_due_out *of;
    size_t len;
};

static struct err find(struct session *s, struct db *db, struct q_disposal_due_in *in,
                       struct due *out)
{
    return db_many(db, &q_disposal_due, in, (void *)&out->of, &out->len, s->arena);
}

static struct q_disposal_due_in of_class(struct session *s, enum retention class)
{
    return (struct q_disposal_due_in){
        .class = retention_classes[class].word,
        .before = retention_before(class, session_today(s)),
        .most = DISPOSAL_AT_ONCE,
    };
}

static struct err look(struct session *s, struct db *db, enum retention class,
                       struct disposal_due *out)
{
    struct q_disposal_due_in in = of_class(s, class);
    struct due due, kept;

    TRY(find(s, db, &in, &due));
    in.kept = 1;
    TRY(find(s, db, &in, &kept));
    *out = (struct disposal_due){
        .class = class,
        .before = in.before,
        .first = due.len > 0 ? due.of[0].day : DAY_NONE,
        .last = due.len > 0 ? due.of[due.len - 1].day : DAY_NONE,
        .due = due.len,
        .kept = kept.len,
    };
    return ok();
}

static struct err read_done(struct session *s, struct db *db, struct disposal_page *p)
{
    struct q_disposal_list_out *rows;

    TRY(db_many(db, &q_disposal_list, NULL, (void *)&rows, &p->done_len, s->arena));
    p->done = arena_array(s->arena, struct disposal_done, p->done_len + 1);
    for (size_t i = 0; i < p->done_len; i++)
        p->done[i] = (struct disposal_done){
            .class = rows[i].class,
            .before = rows[i].before,
            .oldest = rows[i].oldest,
            .records = rows[i].records,
            .at = rows[i].at,
            .permission = rows[i].permission,
            .by_whom = rows[i].by_whom,
        };
    return ok();
}

static struct err read_holds(struct session *s, struct db *db, struct disposal_page *p)
{
    struct q_record_hold_list_out *rows;

    TRY(db_many(db, &q_record_hold_list, NULL, (void *)&rows, &p->holds_len, s->arena));
    p->holds = arena_array(s->arena, struct record_hold, p->holds_len + 1);
    for (size_t i = 0; i < p->holds_len; i++)
        p->holds[i] = (struct record_hold){
            .id = rows[i].id,
            .number = rows[i].number,
            .street = rows[i].street,
            .reason = rows[i].reason,
            .set_by = rows[i].set_by,
            .set_at = rows[i].set_at,
        };
    return ok();
}

struct err disposal_view(struct session *s, const void *in, void **out)
{
    struct disposal_page *p = arena_new(s->arena, struct disposal_page);
    struct db *db, *registry;

    (void)in;
    TRY(begin(s, &db));
    for (int i = 0; i < DISPOSAL_CLASSES; i++)
        TRY(look(s, db, (enum retention)(RETENTION_PUBLIC + i), &p->of[i]));
    TRY(read_done(s, db, p));
    TRY(read_holds(s, db, p));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    *out = p;
    return ok();
}

/* ---- a yes ---- */

static struct err check(struct session *s, const struct disposal_in *in,
                        const struct due *due, struct day before)
{
    if (in->permission == NULL || strlen(in->permission) < DISPOSAL_PERMISSION_MIN)
        session_fault(s, "permission", "disposal.permission_missing");
    if (!in->sure)
        session_fault(s, "sure", "erase.say_sure");
    if (s->faults.len > 0)
        return failed(ERR_INVALID, "errors.form");
    if (in->before.n != before.n || in->due != (int64_t)due->len || due->len == 0)
        return failed(ERR_CONFLICT, "erase.due_changed");
    return ok();
}

/* One record; each statement of `pieces` takes an id and no more. */
static struct err destroy(struct db *db, enum retention class, struct id id)
{
    const struct q_dispose_visit_in in = {id};

    for (size_t i = 0; i < PIECES && pieces[class][i] != NULL; i++)
        TRY(db_exec(db, pieces[class][i], &in));
    return ok();
}

static struct err destroy_all(struct session *s, struct db *db, enum retention class,
                              const struct due *due)
{
    struct day before = retention_before(class, session_today(s));

    for (size_t i = 0; i < due->len; i++)
        TRY(destroy(db, class, due->of[i].id));
    if (class != RETENTION_VISIT)
        return ok();
    return db_exec(db, &q_dispose_parked,
                   &(struct q_dispose_parked_in){(int64_t)before.n * DAY_MS});
}

struct err disposal_approve(struct session *s, const void *input, void **out)
{
    const struct disposal_in *in = input;
    struct q_disposal_due_in asked = of_class(s, in->class);
    struct q_disposal_known_out known;
    struct due due;
    struct db *db;

    (void)out;
    TRY(begin(s, &db));
    TRY(db_one(db, &q_disposal_known, &(struct q_disposal_known_in){in->id}, &known,
               s->arena));
    if (known.n > 0)
        return ok(); /* the second click of two */
    TRY(find(s, db, &asked, &due));
    TRY(check(s, in, &due, asked.before));
    TRY(destroy_all(s, db, in->class, &due));
    db_audit(db, &(struct audit){session_actor(s), act_name(ACT_RECORDS_DISPOSE),
                                 subject_text(s, "disposal", in->id), asked.class});
    return db_exec(db, &q_disposal_add,
                   &(struct q_disposal_add_in){.id = in->id,
                                               .class = asked.class,
                                               .before = asked.before,
                                               .oldest = due.of[0].day,
                                               .records = (int64_t)due.len,
                                               .permission = in->permission,
                                               .by_whom = s->actor.user,
                                               .at = s->now});
}

/* ---- holds ---- */

struct err record_hold_set(struct session *s, const void *input, void **out)
{
    const struct record_hold_in *in = input;
    struct intake_in place = {.words = "", .line = "", .property = in->property};
    struct db *db;
    void *found;

    (void)out;
    TRY(begin(s, &db));
    TRY(intake_search(s, db, &place, &found)); /* of this city's register */
    db_audit(db, &(struct audit){session_actor(s), act_name(ACT_RECORDS_DISPOSE),
                                 subject_text(s, "hold", in->id), "hold"});
    return db_exec(db, &q_record_hold_add,
                   &(struct q_record_hold_add_in){.id = in->id,
                                                  .property = in->property,
                                                  .reason = in->reason,
                                                  .set_by = s->actor.user,
                                                  .set_at = s->now});
}

struct err record_hold_end(struct session *s, const void *input, void **out)
{
    const struct record_hold_in *in = input;
    struct db *db;

    (void)out;
    TRY(begin(s, &db));
    db_audit(db, &(struct audit){session_actor(s), act_name(ACT_RECORDS_DISPOSE),
                                 subject_text(s, "hold", in->id), "lift"});
    return db_exec(db, &q_record_hold_lift,
                   &(struct q_record_hold_lift_in){.id = in->id,
                                                   .lifted_by = s->actor.user,
                                                   .lifted_at = s->now,
                                                   .lifted_why = in->reason});
}

/* ---- what SQLite's log still holds ---- */

/* Its reader is gone again: a log with one in it stays. */
static struct err last_yes(struct session *s, int64_t *at)
{
    struct db *db CLEANUP(store_read_end) = NULL;
    struct q_disposal_last_out row;

    TRY(store_read_begin(s->stores->of[STORE_ENFORCEMENT], s->city, &db));
    TRY(db_one(db, &q_disposal_last, NULL, &row, s->arena));
    *at = row.at;
    return ok();
}

static bool holds_rows(int64_t yes, int64_t emptied, int64_t now)
{
    int64_t gone = yes + PICTURES_MS;

    return yes > 0 && (emptied < yes || (emptied < gone && now >= gone));
}

struct err disposal_log_due(struct session *s, const void *in, void **out)
{
    bool *emptied = arena_new(s->arena, bool);
    int64_t yes, last;
    struct db *registry;

    (void)in;
    *out = emptied;
    TRY(last_yes(s, &yes));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(city_marked(registry, s->arena, CITY_LOGS_EMPTIED, &last));
    *emptied = holds_rows(yes, last, s->now) &&
               store_log_empty(s->stores->of[STORE_ENFORCEMENT]) &&
               store_log_empty(s->stores->of[STORE_PHOTOS]);
    return ok();
}

struct err disposal_log_emptied(struct session *s, const void *in, void **out)
{
    struct db *registry;

    (void)in;
    *out = NULL;
    TRY(session_db(s, STORE_REGISTRY, &registry));
    return city_mark(registry, s->arena, CITY_LOGS_EMPTIED, s->now);
}

/* ---- the month's mail ---- */

struct err disposal_mail_due(struct session *s, const void *in, void **out)
{
    struct q_disposal_told_in event = {month_event(s, "disposal")};
    struct q_disposal_told_out told;
    bool *is_due = arena_new(s->arena, bool);
    struct db *db, *registry;

    (void)in;
    *out = is_due;
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(db_one(registry, &q_disposal_told, &event, &told, s->arena));
    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    for (int i = RETENTION_PUBLIC; i < RETENTIONS && told.n == 0 && !*is_due; i++) {
        struct q_disposal_due_in one = of_class(s, (enum retention)i);
        struct due due;

        one.most = 1;
        TRY(find(s, db, &one, &due));
        *is_due = due.len > 0;
    }
    return ok();
}

struct err disposal_mail(struct session *s, const void *in, void **out)
{
    const struct staff_mail m = {.event = month_event(s, "disposal"),
                                 .template = "schedule-due",
                                 .path = "/records/schedule"};
    struct db *db;

    (void)in;
    *out = NULL;
    TRY(session_db(s, STORE_REGISTRY, &db));
    return staff_mail_role(s, db, ROLE_RECORDS, &m, NULL);
}
