/* record_app.c -- see record_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/record_app.h"

#include "core/str.h"
#include "domain/record.h"

/* *id: whose number it is, seen or not; unset when it is free.  *out: the case, as far as
 * this person may see it; its id is unset otherwise. */
static struct err look_up(struct session *s, struct db *db, const char *number,
                          struct casefile_id *id, struct casefile *out)
{
    const char *same = record_number_same(s->arena, number);
    struct casework w;

    *out = (struct casefile){0};
    TRY(own_number_find(db, s->keys, same, s->arena, id));
    if (!id_is_set(id_of(*id)))
        return ok();
    struct err e = casework_begin(s, *id, ACT_CASE_VIEW, &w);
    if (e.kind == OK)
        *out = w.c;
    return e.kind == ERR_NOT_FOUND ? ok() : e;
}

struct err number_view(struct session *s, const void *input, void **out)
{
    const struct number_in *in = input;
    struct number_page *p = arena_new(s->arena, struct number_page);
    const char *number = in->number ? record_number(s->arena, in->number) : NULL;
    struct casefile_id whose;
    struct casework w;
    struct db *registry;

    TRY(casework_begin(s, in->casefile, ACT_CASE_VIEW, &w));
    p->c = w.c;
    TRY(own_number_load(w.db, &w.key, w.c.id, s->arena, &p->now));
    TRY(own_number_history(w.db, &w.key, w.c.id, s->arena, &p->was));
    if (number != NULL)
        TRY(look_up(s, w.db, number, &whose, &p->other));
    if (id_same(id_of(p->other.id), id_of(w.c.id)))
        p->other.id = (struct casefile_id){0};
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    session_seen(s, "casefile", id_of(w.c.id));
    if (id_is_set(id_of(p->other.id)))
        session_seen(s, "casefile", id_of(p->other.id));
    *out = p;
    return ok();
}

static struct err check_free(struct session *s, const struct casework *w,
                             const char *number)
{
    struct casefile other;
    struct casefile_id id;

    TRY(look_up(s, w->db, number, &id, &other));
    if (!id_is_set(id_of(id)) || id_same(id_of(id), id_of(w->c.id)))
        return ok();
    return session_refuse(
        s, "number", id_is_set(id_of(other.id)) ? "record.taken" : "record.taken_hidden");
}

struct err number_set(struct session *s, const void *input, void **out)
{
    const struct number_in *in = input;
    const char *number = in->number ? record_number(s->arena, in->number) : NULL;
    struct own_number now;
    struct casework w;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    if (in->number != NULL && number == NULL)
        return session_refuse(s, "number", "record.no_number");
    TRY(own_number_load(w.db, &w.key, w.c.id, s->arena, &now));
    if (str_same(number ? number : "", now.number ? now.number : ""))
        return ok(); /* the second click of two */
    if (now.rev != in->rev) {
        session_fault(s, "rev", "record.changed_meanwhile");
        return failed(ERR_CONFLICT, "record.changed_meanwhile");
    }
    if (number != NULL)
        TRY(check_free(s, &w, number));
    now = (struct own_number){.casefile = w.c.id,
                              .author = s->actor.user,
                              .number = number,
                              .at = s->now,
                              .rev = in->rev + 1};
    casework_audit(s, &w, "case.number", number ? NULL : "removed");
    return own_number_save(w.db, s->keys, &now, s->arena);
}

struct err number_find(struct session *s, const void *input, void **out)
{
    const struct number_in *in = input;
    const char *number = in->number ? record_number(s->arena, in->number) : NULL;
    struct casefile found = {0};
    struct casefile_id whose;
    struct db *db;

    TRY(hide(policy_check(&s->actor, ACT_CASE_LIST, NULL)));
    TRY(session_db(s, STORE_CARE, &db));
    if (number != NULL)
        TRY(look_up(s, db, number, &whose, &found));
    if (!id_is_set(id_of(found.id)))
        return session_refuse(s, "number", "record.none_such");
    struct casefile_id *id = arena_new(s->arena, struct casefile_id);
    *id = found.id;
    *out = id;
    return ok();
}
