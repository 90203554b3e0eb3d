/* told_app.c -- the desk's side of what residents say by their codes (resident_app.h).
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/resident_app.h"

#include "core/str.h"

#include <string.h>

static bool is_lead(const struct session *s)
{
    return (s->actor.roles & 1u << ROLE_CARE_LEAD) != 0;
}

static bool may_see(const struct session *s, const struct told_row *t)
{
    const struct subject on = {.assigned = t->owner};
    bool mine =
        !id_is_set(id_of(t->owner)) || id_same(id_of(t->owner), id_of(s->actor.user));

    return mine && policy_check(&s->actor, ACT_CASE_VIEW, &on).kind == OK;
}

/* The case manager's own and nobody's; for the care-lead also calls that never came. */
struct err told_today(struct session *s, struct db *db, struct told_rows *out)
{
    struct told_query q = {TOLD_FOR_MANAGER, s->actor.user, session_today(s)};
    struct told_rows rows, late = {0};

    TRY(told_waiting(db, s->keys, &q, s->arena, &rows));
    q.which = TOLD_FOR_LEAD;
    if (is_lead(s))
        TRY(told_waiting(db, s->keys, &q, s->arena, &late));
    out->len = 0;
    out->of = arena_array(s->arena, struct told_row, rows.len + late.len + 1);
    for (size_t i = 0; i < late.len; i++)
        out->of[out->len++] = late.of[i];
    for (size_t i = 0; i < rows.len; i++) {
        bool twice =
            is_lead(s) && rows.of[i].kind == TOLD_NOBODY_CALLED && rows.of[i].late;

        if (!twice && may_see(s, &rows.of[i]))
            out->of[out->len++] = rows.of[i];
    }
    for (size_t i = 0; i < out->len; i++)
        session_seen(s, "casefile", id_of(out->of[i].casefile));
    return ok();
}

struct err told_view(struct session *s, const void *input, void **out)
{
    const struct told_ref *in = input;
    struct told_page *p = arena_new(s->arena, struct told_page);
    struct casework w;

    TRY(casework_begin(s, in->casefile, ACT_CASE_VIEW, &w));
    p->c = w.c;
    TRY(told_of_case(w.db, &w.key, w.c.id, s->arena, &p->rows));
    session_seen(s, "casefile", id_of(w.c.id));
    *out = p;
    return ok();
}

/* One of this case, and none that is not the case manager's to read. */
static struct err begin(struct session *s, const struct told_ref *in, struct casework *w,
                        struct told_row *t)
{
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, w));
    TRY(told_load(w->db, in->id, s->arena, t));
    if (!id_same(id_of(t->casefile), id_of(w->c.id)) || t->kind == TOLD_COMPLAINT)
        return failed(ERR_NOT_FOUND, "error.not_found");
    return told_open(w->db, &w->key, s->arena, t);
}

struct err told_noted(struct session *s, const void *input, void **out)
{
    const struct told_ref *in = input;
    struct told_row t;
    struct casework w;

    (void)out;
    TRY(begin(s, in, &w, &t));
    struct told_noted n = {t.id, s->actor.user, s->now, false};
    bool owner = id_same(id_of(w.c.owner), id_of(s->actor.user));
    if (!is_lead(s) || owner || !t.late)
        TRY(told_note(w.db, &n));
    if (is_lead(s)) {
        n.lead = true;
        TRY(told_note(w.db, &n));
    }
    casework_audit(s, &w, "resident.noted", told_name(t.kind));
    return ok();
}

struct err told_use(struct session *s, const void *input, void **out)
{
    const struct told_ref *in = input;
    struct told_row t;
    struct casework w;

    (void)out;
    TRY(begin(s, in, &w, &t));
    if (t.kind != TOLD_CORRECT)
        return failed(ERR_NOT_FOUND, "error.not_found");
    if (t.words.phone != NULL) {
        w.c.person.phone = t.words.phone;
        w.c.person.message_ok = "no"; /* what was said of the old number is not of this */
    }
    if (t.words.name != NULL)
        w.c.person.name = t.words.name;
    if (t.words.lang != NULL)
        w.c.lang = t.words.lang;
    TRY(casefile_save_person(w.db, &w.key, &w.c, s->arena));
    TRY(told_note(w.db, &(struct told_noted){t.id, s->actor.user, s->now, false}));
    casework_audit(s, &w, "resident.use", NULL);
    return casework_save(s, &w);
}

/* ---- complaints ---- */

struct err complaints_view(struct session *s, const void *in, void **out)
{
    struct told_query q = {TOLD_COMPLAINTS, s->actor.user, session_today(s)};
    struct told_rows *rows = arena_new(s->arena, struct told_rows);
    struct db *db;

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_COMPLAINT_HEAR, NULL)));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(told_waiting(db, s->keys, &q, s->arena, rows));
    for (size_t i = 0; i < rows->len; i++)
        session_seen(s, "casefile", id_of(rows->of[i].casefile));
    *out = rows;
    return ok();
}

struct err complaint_done(struct session *s, const void *input, void **out)
{
    const struct told_ref *in = input;
    struct told_row t;
    struct db *db;

    (void)out;
    TRY(hide(policy_check(&s->actor, ACT_COMPLAINT_HEAR, NULL)));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(told_load(db, in->id, s->arena, &t));
    if (t.kind != TOLD_COMPLAINT)
        return failed(ERR_NOT_FOUND, "error.not_found");
    db_audit(db,
             &(struct audit){.actor = session_actor(s),
                             .act = "complaint.done",
                             .subject = subject_text(s, "casefile", id_of(t.casefile))});
    return told_note(db, &(struct told_noted){t.id, s->actor.user, s->now, true});
}
