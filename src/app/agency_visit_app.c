/* agency_visit_app.c -- see agency_visit_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/agency_visit_app.h"

#include "app/casework.h"
#include "core/str.h"
#include "domain/desk_codes.h"
#include "store/queries_enforcement.h"

#define CONTACT_MS                                                      \
    (90 * 24 * INT64_C(3600000)) /* how long a household's number stays \
                                  */
enum { CAME_ELECTRONIC = 3 };

static struct err begin(struct session *s, struct own_agency *mine)
{
    struct subject on = {0};
    struct db *care;

    TRY(session_db(s, STORE_CARE, &care));
    TRY(agency_of(care, s->actor.user, s->arena, mine));
    on.member = id_is_set(id_of(mine->id)) && !mine->aggregate_only;
    return hide(policy_check(&s->actor, ACT_INSPECTION_REFER, &on));
}

/* ---- its own ---- */

static struct err add_line(struct session *s, struct db *db, const struct agency_visit *v,
                           struct agency_visits_page *list)
{
    struct q_request_told_in in = {v->inspection};
    struct q_request_told_out row;
    struct err e = db_one(db, &q_request_told, &in, &row, s->arena);

    if (e.kind == ERR_NOT_FOUND)
        return ok();
    TRY(e);
    list->of[list->len] = (struct agency_visits_line){
        .number = row.number,
        .street = row.street,
        .unit = row.unit,
        .came = !str_same(row.state, inspection_state_name(INSPECTION_PLANNED)),
        .asked_at = v->asked_at,
    };
    if (v->asked_at > s->now - CONTACT_MS)
        list->of[list->len].contact = v->contact;
    list->len++;
    session_seen(s, "inspection", id_of(v->inspection));
    return ok();
}

struct err agency_visits(struct session *s, const void *in, void **out)
{
    struct agency_visits_page *list = arena_new(s->arena, struct agency_visits_page);
    struct agency_visits mine = {0};
    struct db *care, *db;

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_REFERRAL_INBOX, NULL)));
    *out = list;
    list->may_ask = begin(s, &list->agency).kind == OK;
    if (!list->may_ask)
        return ok();
    TRY(session_db(s, STORE_CARE, &care));
    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    TRY(agency_visit_list(care, s->keys, list->agency.id, s->arena, &mine));
    list->of = arena_array(s->arena, struct agency_visits_line, mine.len + 1);
    for (size_t i = 0; i < mine.len; i++)
        TRY(add_line(s, db, &mine.of[i], list));
    return ok();
}

/* ---- one more ---- */

struct err agency_visit_look(struct session *s, const void *in, void **out)
{
    const struct agency_visit_look *asked = in;
    struct agency_visit_page *p = arena_new(s->arena, struct agency_visit_page);
    struct own_agency mine;

    TRY(begin(s, &mine));
    if (asked->line[0] != '\0')
        TRY(ask_homes(s, asked->line, &p->homes, &p->homes_len));
    *out = p;
    return ok();
}

/* A home of the register where the line names one; else the line as it is, for which the
 * desk's rules ask what they need. */
static struct err settle(struct session *s, const struct agency_visit_form *f,
                         struct intake_form *to)
{
    struct home home;

    TRY(ask_home(s, &f->at, &home));
    to->property = home.id;
    to->line = f->at.line;
    to->unit = id_is_set(id_of(home.id)) ? home.unit : f->at.unit;
    if (f->at.line[0] == '\0' && !id_is_set(id_of(home.id)))
        session_fault(s, "line", "ask.address_missing");
    else if (!id_is_set(id_of(home.id)) && !f->as_typed)
        session_fault(s, "property", "ask.address_which");
    return s->faults.len > 0 ? failed(ERR_INVALID, "errors.form") : ok();
}

struct err agency_visit_ask(struct session *s, const void *in, void **out)
{
    const struct agency_visit_form *f = in;
    struct intake_form visit = f->visit;
    struct own_agency mine;

    (void)out;
    TRY(begin(s, &mine));
    TRY(settle(s, f, &visit));
    visit.came = came_codes.list[CAME_ELECTRONIC].word;
    visit.received = session_today(s);
    return intake_from_nobody(s, &visit);
}

/* A form that names somebody else's visit is none of this agency's. */
static struct err is_of_form(struct session *s, const struct agency_visit_form *f)
{
    struct q_request_there_in in = {f->visit.id};
    struct q_request_there_out row;
    struct db *db;

    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    TRY(db_one(db, &q_request_there, &in, &row, s->arena));
    return id_same(id_of(row.inspection), id_of(f->visit.inspection))
               ? ok()
               : failed(ERR_NOT_FOUND, "error.not_found");
}

struct err agency_visit_keep(struct session *s, const void *in, void **out)
{
    const struct agency_visit_form *f = in;
    struct own_agency mine;
    struct db *care;

    (void)out;
    TRY(begin(s, &mine));
    TRY(is_of_form(s, f));
    TRY(session_db(s, STORE_CARE, &care));
    TRY(agency_visit_forget(care, s->now - CONTACT_MS));
    const struct agency_visit v = {f->visit.inspection, mine.id, s->actor.user, s->now,
                                   f->contact};
    db_audit(care, &(struct audit){
                       .actor = session_actor(s),
                       .act = "inspection.refer",
                       .subject = subject_text(s, "inspection", id_of(v.inspection))});
    return agency_visit_add(care, s->keys, &v, s->arena);
}
