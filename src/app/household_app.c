/* household_app.c -- see household_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/household_app.h"

#include "app/address_program_app.h"
#include "app/casefile_app.h"
#include "store/property_store.h"

struct err household_view(struct session *s, const void *in, void **out)
{
    const struct case_ref *ref = in;
    struct household_page *p = arena_new(s->arena, struct household_page);
    struct db *registry;
    struct casework w;
    bool in_program;

    TRY(casework_begin(s, ref->id, ACT_CASE_VIEW, &w));
    p->c = w.c;
    p->today = w.today;
    TRY(household_people(w.db, &w.key, ref->id, s->arena, &p->people));
    TRY(address_program_has(w.db, ref->id, &in_program));
    if (!in_program) /* where they lived is where they live */
        TRY(household_homes(w.db, &w.key, ref->id, s->arena, &p->homes));
    TRY(block_list(w.db, &w.key, ref->id, s->arena, &p->blocks));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    TRY(block_colleagues(s, &p->colleagues));
    const struct subject on = {.assigned = w.c.owner};
    p->may_program = policy_check(&s->actor, ACT_ADDRESS_SHOW, &on).kind == OK;
    p->may_block = policy_check(&s->actor, ACT_CASE_BLOCK, &on).kind == OK;
    p->may_reason = policy_check(&s->actor, ACT_BLOCK_REVIEW, NULL).kind == OK;
    session_seen(s, "casefile", id_of(ref->id));
    *out = p;
    return ok();
}

static struct err faults(const struct session *s)
{
    return s->faults.len > 0 ? failed(ERR_INVALID, "errors.form") : ok();
}

static struct err check_contact(struct session *s, const struct contact_in *in)
{
    const struct contact_rules *r = &in->rules;
    int from = clock_minute(r->from), to = clock_minute(r->to);

    if (r->from != NULL && from < 0)
        session_fault(s, "from", "household.no_such_time");
    if (r->to != NULL && to < 0)
        session_fault(s, "to", "household.no_such_time");
    if ((r->from == NULL) != (r->to == NULL))
        session_fault(s, r->from == NULL ? "from" : "to", "household.both_times");
    else if (from >= 0 && from == to)
        session_fault(s, "to", "household.same_time");
    return faults(s);
}

struct err contact_save(struct session *s, const void *input, void **out)
{
    const struct contact_in *in = input;
    struct casework w;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    TRY(casework_same_rev(s, &w, in->rev));
    TRY(check_contact(s, in));
    w.c.person.name = in->name;
    w.c.person.phone = in->phone;
    w.c.person.knock = in->knock;
    w.c.person.message_ok = in->message_ok ? "yes" : "no";
    w.c.person.rules = in->rules;
    TRY(casefile_save_person(w.db, &w.key, &w.c, s->arena));
    casework_audit(s, &w, "case.contact", NULL);
    return casework_save(s, &w);
}

static void check_person(struct session *s, const struct casework *w,
                         const struct person_in *in)
{
    int year, month, dom;

    day_split(w->today, &year, &month, &dom);
    if (in->name == NULL)
        session_fault(s, "name", "household.name_missing");
    if (codes_find(&relation_codes, in->relation) < 0)
        session_fault(s, "relation", "household.relation_missing");
    if (in->birth_year != 0 && (in->birth_year < BIRTH_YEAR_MIN || in->birth_year > year))
        session_fault(s, "birth_year", "household.no_such_year");
}

/* Somebody else saved since the form was made: the page then shows both. */
static struct err same_rev(struct session *s, struct casework *w,
                           const struct person_in *in)
{
    struct household_people people;

    TRY(household_people(w->db, &w->key, in->casefile, s->arena, &people));
    for (size_t i = 0; i < people.len; i++)
        if (id_same(people.of[i].id, in->id))
            return people.of[i].rev == in->rev
                       ? ok()
                       : failed(ERR_CONFLICT, "household.changed_meanwhile");
    return failed(ERR_NOT_FOUND, "error.not_found");
}

struct err household_person(struct session *s, const void *input, void **out)
{
    const struct person_in *in = input;
    struct casework w;
    bool added;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    check_person(s, &w, in);
    TRY(faults(s));
    struct household_person p = {
        .id = in->id,
        .casefile = in->casefile,
        .author = s->actor.user,
        .at = s->now,
        .name = in->name,
        .relation = in->relation,
        .lang = in->lang,
        .birth_year = in->birth_year,
        .gone_day = in->gone ? w.today : DAY_NONE,
        .rev = in->rev + 1,
    };
    casework_audit(s, &w, "case.household", NULL);
    if (in->rev == 0)
        return household_person_add(w.db, &w.key, &p, s->arena, &added);
    struct err e = same_rev(s, &w, in);
    if (e.kind == ERR_CONFLICT)
        session_fault(s, "rev", e.msg);
    TRY(e);
    return household_person_save(w.db, &w.key, &p, s->arena);
}

/* The register's property for the words, when it has one. */
static struct err place_of(struct session *s, const struct move_in *in,
                           struct case_place *out)
{
    struct address_parts parts = {"", "", "", ""};
    struct property_match match = {0};
    struct address at;
    struct db *db;

    *out = (struct case_place){.address = in->address, .unit = in->unit};
    if (!address_split(s->arena, in->address, &parts))
        return ok();
    if (out->unit == NULL && parts.unit[0] != '\0')
        out->unit = parts.unit;
    parts.unit = out->unit != NULL ? out->unit : "";
    if (address_read(s->arena, &parts, &at) != NULL)
        return ok();
    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    TRY(property_match(db, s->arena, NULL, &at, &match));
    out->property = match.id;
    return ok();
}

static void check_move(struct session *s, const struct casework *w,
                       const struct household_homes *homes, const struct move_in *in)
{
    struct day since = homes->len > 0 ? homes->of[homes->len - 1].from : DAY_NONE;

    if (in->address == NULL)
        session_fault(s, "address", "household.address_missing");
    if (!day_is_set(in->day))
        session_fault(s, "day", "household.day_missing");
    else if (in->day.n > w->today.n)
        session_fault(s, "day", "household.day_ahead");
    else if (day_is_set(since) && in->day.n < since.n)
        session_fault(s, "day", "household.day_before");
}

static bool is_there(const struct household_homes *homes, struct id id)
{
    for (size_t i = 0; i < homes->len; i++)
        if (id_same(homes->of[i].id, id))
            return true;
    return false;
}

struct err household_move(struct session *s, const void *input, void **out)
{
    const struct move_in *in = input;
    struct household_homes homes;
    struct case_place to;
    struct casework w;
    bool added, kept;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    TRY(household_homes(w.db, &w.key, in->casefile, s->arena, &homes));
    if (is_there(&homes, in->id))
        return ok(); /* the second click of two */
    TRY(casework_same_rev(s, &w, in->rev));
    check_move(s, &w, &homes, in);
    TRY(faults(s));
    TRY(place_of(s, in, &to));
    TRY(program_move(s, &w, &to, &kept));
    if (kept)
        return ok();
    struct household_home h = {.id = in->before,
                               .casefile = in->casefile,
                               .author = s->actor.user,
                               .at = s->now,
                               .place = w.c.place,
                               .from = DAY_NONE,
                               .to = in->day};
    if (homes.len == 0) /* where the case began */
        TRY(household_home_add(w.db, &w.key, &h, s->arena, &added));
    else
        TRY(household_home_close(w.db, in->casefile, in->day));
    h.id = in->id;
    h.at = s->now + 1; /* behind it */
    h.from = in->day;
    h.to = DAY_NONE;
    h.place = to;
    TRY(household_home_add(w.db, &w.key, &h, s->arena, &added));
    w.c.place = h.place;
    TRY(casefile_save_place(w.db, &w.key, &w.c, s->arena));
    casework_audit(s, &w, "case.move", NULL);
    return casework_save(s, &w);
}
