/* zone_app.c -- see zone_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/zone_app.h"

#include "app/assign.h"
#include "app/casework.h"
#include "core/str.h"
#include "store/queries_enforcement.h"

#include <string.h>

static struct err begin(struct session *s, struct db **db)
{
    TRY(hide(policy_check(&s->actor, ACT_ZONE_MANAGE, NULL)));
    return session_db(s, STORE_ENFORCEMENT, db);
}

static struct err load_zones(struct session *s, struct db *db, struct zone_page *p)
{
    struct q_zone_list_out *rows;

    TRY(db_many(db, &q_zone_list, NULL, &rows, &p->zones_len, s->arena));
    struct zone_row *to = arena_array(s->arena, struct zone_row, p->zones_len + 1);
    for (size_t i = 0; i < p->zones_len; i++)
        to[i] = (struct zone_row){rows[i].id, rows[i].name, rows[i].rev};
    p->zones = to;
    return ok();
}

static struct id zone_with(const struct q_zone_areas_out *taken, size_t len,
                           const char *kind, const char *area)
{
    for (size_t i = 0; i < len; i++)
        if (strcmp(taken[i].kind, kind) == 0 && strcmp(taken[i].area, area) == 0)
            return taken[i].zone;
    return (struct id){{0}};
}

/* What the register has, with the zone that has it. */
static struct err load_areas(struct session *s, struct db *db, struct zone_page *p)
{
    struct q_zone_known_areas_out *known;
    struct q_zone_areas_out *taken;
    size_t taken_len;

    TRY(db_many(db, &q_zone_known_areas, NULL, &known, &p->areas_len, s->arena));
    TRY(db_many(db, &q_zone_areas, NULL, &taken, &taken_len, s->arena));
    struct zone_area *to = arena_array(s->arena, struct zone_area, p->areas_len + 1);
    for (size_t i = 0; i < p->areas_len; i++)
        to[i] = (struct zone_area){
            known[i].kind, known[i].area,
            zone_with(taken, taken_len, known[i].kind, known[i].area), known[i].homes};
    p->areas = to;
    return ok();
}

static struct err load_members(struct session *s, struct db *db, struct zone_page *p)
{
    struct q_zone_inspectors_out *rows;
    struct db *registry;

    TRY(db_many(db, &q_zone_inspectors, NULL, &rows, &p->members_len, s->arena));
    struct zone_member *to =
        arena_array(s->arena, struct zone_member, p->members_len + 1);
    for (size_t i = 0; i < p->members_len; i++)
        to[i] = (struct zone_member){rows[i].zone, rows[i].inspector};
    p->members = to;
    TRY(session_db(s, STORE_REGISTRY, &registry));
    return staff_with_role(registry, role_name(ROLE_INSPECTOR), s->arena, &p->inspectors);
}

static struct err load_one(struct session *s, struct db *db, struct id id,
                           struct zone_row *out)
{
    struct q_zone_by_id_in in = {id};
    struct q_zone_by_id_out row;

    TRY(db_one(db, &q_zone_by_id, &in, &row, s->arena));
    *out = (struct zone_row){id, row.name, row.rev};
    return ok();
}

struct err zone_look(struct session *s, const void *in, void **out)
{
    const struct zone_form *f = in;
    struct zone_page *p = arena_new(s->arena, struct zone_page);
    struct db *db;

    TRY(begin(s, &db));
    if (f != NULL && !f->is_new)
        TRY(load_one(s, db, f->id, &p->one));
    TRY(load_zones(s, db, p));
    TRY(load_areas(s, db, p));
    TRY(load_members(s, db, p));
    *out = p;
    return ok();
}

static struct err put_areas(struct session *s, struct db *db, const struct zone_form *f)
{
    TRY(db_exec(db, &q_zone_areas_drop, &(struct q_zone_areas_drop_in){f->id}));
    for (size_t i = 0; i < f->areas_len; i++) {
        const char *colon = strchr(f->areas[i], ':');
        struct q_zone_area_put_in in = {.zone = f->id};

        require(colon != NULL); /* check() saw to it */
        in.kind = arena_copy(s->arena, f->areas[i], (size_t)(colon - f->areas[i]));
        in.area = colon + 1;
        TRY(db_exec(db, &q_zone_area_put, &in));
    }
    return ok();
}

static struct err put_inspectors(struct db *db, const struct zone_form *f)
{
    TRY(db_exec(db, &q_zone_inspectors_drop, &(struct q_zone_inspectors_drop_in){f->id}));
    for (size_t i = 0; i < f->inspectors_len; i++) {
        struct id id;

        require(id_parse(f->inspectors[i], strlen(f->inspectors[i]), &id));
        TRY(db_exec(db, &q_zone_inspector_put,
                    &(struct q_zone_inspector_put_in){f->id, id_to(user, id)}));
    }
    return ok();
}

static bool is_area(const struct zone_page *p, const char *word)
{
    for (size_t i = 0; i < p->areas_len; i++) {
        size_t len = strlen(p->areas[i].kind);

        if (strncmp(word, p->areas[i].kind, len) == 0 && word[len] == ':' &&
            strcmp(word + len + 1, p->areas[i].name) == 0)
            return true;
    }
    return false;
}

static bool is_inspector(const struct zone_page *p, const char *word)
{
    struct id id;

    return id_parse(word, strlen(word), &id) &&
           staff_name(&p->inspectors, id_to(user, id)) != NULL;
}

static struct err check(struct session *s, const struct zone_page *p,
                        const struct zone_form *f)
{
    if (f->name[0] == '\0')
        session_fault(s, "name", "zone.name_missing");
    else if (utf8_len(f->name) > ZONE_NAME_MAX)
        session_fault(s, "name", "zone.name_long");
    for (size_t i = 0; i < p->zones_len; i++)
        if (str_same(p->zones[i].name, f->name) && !id_same(p->zones[i].id, f->id))
            session_fault(s, "name", "zone.name_taken");
    for (size_t i = 0; i < f->areas_len; i++)
        if (!is_area(p, f->areas[i]))
            session_fault(s, "area", "zone.area_unknown");
    for (size_t i = 0; i < f->inspectors_len; i++)
        if (!is_inspector(p, f->inspectors[i]))
            session_fault(s, "inspector", "zone.inspector_unknown");
    return s->faults.len > 0 ? failed(ERR_INVALID, "errors.form") : ok();
}

static bool is_there(const struct zone_page *p, struct id id)
{
    for (size_t i = 0; i < p->zones_len; i++)
        if (id_same(p->zones[i].id, id))
            return true;
    return false;
}

struct err zone_save(struct session *s, const void *in, void **out)
{
    const struct zone_form *f = in;
    int64_t *given = arena_new(s->arena, int64_t);
    struct zone_page p = {0};
    struct db *db;

    TRY(begin(s, &db));
    TRY(load_zones(s, db, &p));
    *out = given;
    if (f->is_new && is_there(&p, f->id))
        return ok(); /* a second click */
    TRY(load_areas(s, db, &p));
    TRY(load_members(s, db, &p));
    TRY(check(s, &p, f));
    if (f->is_new) {
        TRY(db_exec(db, &q_zone_add, &(struct q_zone_add_in){f->id, f->name}));
    } else {
        if (!is_there(&p, f->id))
            return failed(ERR_NOT_FOUND, "error.not_found");
        TRY(db_exec(db, &q_zone_save,
                    &(struct q_zone_save_in){f->id, f->name, f->rev + 1}));
    }
    TRY(put_areas(s, db, f));
    TRY(put_inspectors(db, f));
    db_audit(db, &(struct audit){session_actor(s), "zone.save",
                                 subject_text(s, "zone", f->id), NULL});
    return assign_queue(s, db, given);
}
