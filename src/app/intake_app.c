/* intake_app.c -- see intake_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/intake_app.h"

#include "app/assign.h"
#include "app/calendar.h"
#include "app/casework.h"
#include "app/search.h"
#include "base/crypto.h"
#include "core/str.h"
#include "domain/deadline.h"
#include "domain/social.h"
#include "store/property_store.h"
#include "store/queries_enforcement.h"

#include <string.h>

#define BACK_DAYS 60  /* how long ago a letter may have come */
#define OPEN_DAYS 400 /* how long a request is looked for */
#define DONE_DAYS 14
#define DAYS_MAX 12 /* business days a request may wait */
#define NOON 720

static struct err begin(struct session *s, struct db **db)
{
    TRY(hide(policy_check(&s->actor, ACT_INSPECTION_ASK, NULL)));
    return session_db(s, STORE_ENFORCEMENT, db);
}

static struct err choose(struct session *s, struct db *db, struct property_id id,
                         struct home *out)
{
    struct q_request_place_in in = {id};
    struct q_request_place_out row;

    TRY(db_one(db, &q_request_place, &in, &row, s->arena));
    *out = (struct home){id, row.number, row.street, row.unit, row.place, row.postcode};
    return ok();
}

static struct err look_for(struct session *s, struct db *db, const char *words,
                           struct intake_page *p)
{
    struct search search = search_homes(s->arena, words);
    struct q_request_search_in in = {search.low, search.like};
    struct q_request_search_out *rows;

    if (search.like[0] == '\0')
        return ok();
    TRY(db_many(db, &q_request_search, &in, &rows, &p->found_len, s->arena));
    struct home *found = arena_array(s->arena, struct home, p->found_len + 1);
    for (size_t i = 0; i < p->found_len; i++)
        found[i] = (struct home){rows[i].id,   rows[i].number, rows[i].street,
                                 rows[i].unit, rows[i].place,  rows[i].postcode};
    p->found = found;
    return ok();
}

struct err intake_look(struct session *s, const void *in, void **out)
{
    struct db *db;

    TRY(begin(s, &db));
    return intake_search(s, db, in, out);
}

struct err intake_search(struct session *s, struct db *db, const struct intake_in *asked,
                         void **out)
{
    struct intake_page *p = arena_new(s->arena, struct intake_page);

    p->today = session_today(s);
    p->is_chosen = asked->line[0] != '\0' || id_is_set(id_of(asked->property));
    p->chosen = (struct home){.number = "", .street = asked->line, .unit = ""};
    if (id_is_set(id_of(asked->property)))
        TRY(choose(s, db, asked->property, &p->chosen));
    else
        TRY(look_for(s, db, asked->words, p));
    *out = p;
    return ok();
}

/* ---- taking one ---- */

struct err intake_check_place(struct session *s, const struct intake_form *f,
                              struct address *at, struct address_parts *parts)
{
    *parts = (struct address_parts){"", "", "", ""};
    if (id_is_set(id_of(f->property)))
        return ok();
    bool split = address_split(s->arena, f->line, parts);
    parts->postcode = f->postcode;
    if (!split)
        session_fault(s, "line", "request.address_odd");
    else if (f->postcode[0] == '\0')
        session_fault(s, "postcode", "request.postcode_missing");
    else if (address_read(s->arena, parts, at) != NULL)
        session_fault(s, "line", "request.address_odd");
    return ok();
}

static void check_words(struct session *s, const struct intake_form *f)
{
    if (f->wrong[0] == '\0')
        session_fault(s, "wrong", "request.wrong_missing");
    else if (utf8_len(f->wrong) > WRONG_MAX)
        session_fault(s, "wrong", "request.wrong_long");
    else if (!f->social_ok && social_word(f->wrong) != NULL)
        session_fault(s, "social_ok", "request.social");
    if (utf8_len(f->unit) > 20)
        session_fault(s, "unit", "request.unit_long");
}

static void check_day(struct session *s, struct day d)
{
    int32_t today = session_today(s).n;

    if (d.n > today || d.n < today - BACK_DAYS)
        session_fault(s, "received", "request.received_odd");
}

/* The property of an address that the register lacks: added as it was told. */
struct err intake_find_or_add(struct session *s, struct db *db,
                              const struct address_parts *parts, const struct address *at,
                              struct property_id *out)
{
    struct property_match match;
    enum property_put put;
    struct property p = {.id = id_to(property, id_mint(s->now)),
                         .at = *parts,
                         .place = "",
                         .region = "",
                         .lat_e7 = INT_NONE,
                         .lon_e7 = INT_NONE,
                         .year_built = INT_NONE};

    TRY(property_match(db, s->arena, NULL, at, &match));
    *out = match.id;
    if (id_is_set(id_of(match.id)))
        return ok();
    *out = p.id;
    return property_put(db, s->arena, &p, at, &put);
}

/* From today on, the business days up to the due one; what is late already is for now. */
static size_t days_until(struct session *s, struct day due, struct day days[DAYS_MAX])
{
    struct holidays h = holidays_near(s);
    struct day d = plan_business((struct day){session_today(s).n + 1}, &h);
    size_t n = 0;

    for (; d.n <= due.n && n < DAYS_MAX; d = day_add_business(d, 1, &h))
        days[n++] = d;
    if (n == 0)
        days[n++] = session_today(s);
    return n;
}

static struct err plan_visit(struct session *s, struct db *db,
                             const struct intake_form *f, struct property_id property,
                             struct day due)
{
    struct day days[DAYS_MAX];
    struct plan_slot slot;
    const struct assign_days on = {days, days_until(s, due, days)};

    TRY(assign_slot(s, db, property, &on, &slot));
    TRY(db_exec(
        db, &q_inspection_plan,
        &(struct q_inspection_plan_in){
            .id = f->inspection,
            .property = property,
            .unit = f->unit,
            .kind = inspection_kind_name(f->alleged ? VISIT_EMERGENCY : VISIT_COMPLAINT),
            .inspector = slot.inspector,
            .planned_day = slot.day}));
    if (id_is_set(id_of(slot.inspector)))
        db_change(db, &(struct change){"inspection", id_of(f->inspection),
                                       id_of(slot.inspector)});
    return ok();
}

static struct day due_on(struct session *s, const struct intake_form *f)
{
    struct holidays h = holidays_near(s);

    return inspect_by(s->zone, &h, zone_at_ms(s->zone, f->received, NOON), f->alleged);
}

/* Of a request from nobody its own id, which is no person's. */
static struct user_id taker(const struct session *s, const struct intake_form *f)
{
    return id_is_set(id_of(s->actor.user)) ? s->actor.user : id_to(user, f->id);
}

static struct err keep(struct session *s, struct db *db, const struct intake_form *f,
                       struct property_id property)
{
    struct day due = due_on(s, f);

    TRY(db_exec(db, &q_request_add,
                &(struct q_request_add_in){.id = f->id,
                                           .inspection = f->inspection,
                                           .property = property,
                                           .unit = f->unit,
                                           .came = f->came,
                                           .alleged = f->alleged,
                                           .wrong = f->wrong,
                                           .received_day = f->received,
                                           .due_day = due,
                                           .taken_by = taker(s, f),
                                           .taken_at = s->now}));
    db_audit(db,
             &(struct audit){session_actor(s), "inspection.ask",
                             subject_text(s, "inspection", id_of(f->inspection)), NULL});
    return plan_visit(s, db, f, property, due);
}

static struct err take(struct session *s, struct db *db, struct intake_form f)
{
    struct q_request_there_in there = {f.id};
    struct q_request_there_out row;
    struct address_parts parts;
    struct address at;

    struct err e = db_one(db, &q_request_there, &there, &row, s->arena);
    if (e.kind != ERR_NOT_FOUND)
        return e; /* a second click, or the store's fault */
    if (!day_is_set(f.received))
        f.received = session_today(s);
    TRY(intake_check_place(s, &f, &at, &parts));
    check_words(s, &f);
    check_day(s, f.received);
    if (s->faults.len > 0)
        return failed(ERR_INVALID, "errors.form");
    if (!id_is_set(id_of(f.property))) {
        if (f.unit[0] == '\0')
            f.unit = parts.unit;
        parts.unit = "";
        require(address_read(s->arena, &parts, &at) == NULL);
        TRY(intake_find_or_add(s, db, &parts, &at, &f.property));
    } else {
        struct home p;

        TRY(choose(s, db, f.property, &p));
    }
    return keep(s, db, &f, f.property);
}

struct err intake_take(struct session *s, const void *in, void **out)
{
    struct db *db;

    (void)out;
    TRY(begin(s, &db));
    return take(s, db, *(const struct intake_form *)in);
}

struct err intake_from_nobody(struct session *s, const struct intake_form *f)
{
    struct actor asker = s->actor;
    struct db *db;

    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    s->actor = (struct actor){0};
    struct err e = take(s, db, *f);
    s->actor = asker;
    return e;
}

/* ---- the list ---- */

static struct err open_lines(struct session *s, struct db *db, const struct staff *staff,
                             struct request_page *p)
{
    struct q_request_open_in in = {{session_today(s).n - OPEN_DAYS}};
    struct q_request_open_out *r;

    TRY(db_many(db, &q_request_open, &in, &r, &p->open_len, s->arena));
    struct request_line *to = arena_array(s->arena, struct request_line, p->open_len + 1);
    for (size_t i = 0; i < p->open_len; i++) {
        to[i] = (struct request_line){
            .inspection = r[i].inspection,
            .at = {.number = r[i].number, .street = r[i].street, .unit = r[i].unit},
            .came = r[i].came,
            .wrong = r[i].wrong,
            .inspector = staff_name(staff, r[i].inspector),
            .time = r[i].planned_time,
            .received = r[i].received_day,
            .due = r[i].due_day,
            .planned = r[i].planned_day,
            .alleged = r[i].alleged != 0,
            .clock = plan_clock_of(r[i].due_day, session_today(s)),
        };
        p->late += to[i].clock == PLAN_LATE;
        p->today += to[i].clock == PLAN_TODAY;
    }
    p->open = to;
    return ok();
}

static struct err done_lines(struct session *s, struct db *db, const struct staff *staff,
                             struct request_page *p)
{
    struct q_request_done_in in = {{session_today(s).n - DONE_DAYS}};
    struct q_request_done_out *r;

    TRY(db_many(db, &q_request_done, &in, &r, &p->done_len, s->arena));
    struct request_line *to = arena_array(s->arena, struct request_line, p->done_len + 1);
    for (size_t i = 0; i < p->done_len; i++) {
        to[i] = (struct request_line){
            .inspection = r[i].inspection,
            .at = {.number = r[i].number, .street = r[i].street, .unit = r[i].unit},
            .inspector = staff_name(staff, r[i].inspector),
            .received = r[i].received_day,
            .due = r[i].due_day,
            .planned = r[i].planned_day,
            .alleged = r[i].alleged != 0,
        };
        /* where nobody got in, the day somebody was to come */
        if (r[i].started_at != 0)
            to[i].planned = zone_day(s->zone, r[i].started_at);
        to[i].clock = plan_clock_of(to[i].due, to[i].planned);
    }
    p->done = to;
    return ok();
}

struct err request_list(struct session *s, const void *in, void **out)
{
    struct request_page *p = arena_new(s->arena, struct request_page);
    struct db *db, *registry;
    struct staff staff;

    (void)in;
    TRY(begin(s, &db));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &staff));
    TRY(open_lines(s, db, &staff, p));
    TRY(done_lines(s, db, &staff, p));
    *out = p;
    return ok();
}
