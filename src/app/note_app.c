/* note_app.c -- see note_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/note_app.h"

#include "core/str.h"

const struct case_note *note_named(const struct case_notes *all, struct id id)
{
    for (size_t i = 0; i < all->len; i++)
        if (id_is_set(id) && id_same(all->of[i].id, id))
            return &all->of[i];
    return NULL;
}

const struct case_note *note_correction(const struct case_notes *all, struct id of)
{
    for (size_t i = 0; i < all->len; i++)
        if (id_is_set(of) && id_same(all->of[i].corrects, of))
            return &all->of[i];
    return NULL;
}

struct err note_draft(struct session *s, const void *input, void **out)
{
    const struct note_in *in = input;
    struct note_draft before, d = {.id = in->id,
                                   .casefile = in->casefile,
                                   .author = s->actor.user,
                                   .at = s->now,
                                   .note = in->note};
    struct casework w;
    bool there;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    TRY(note_is_there(w.db, in->id, s->arena, &there));
    if (there)
        return ok();
    if (in->note == NULL)
        return draft_drop(w.db, in->casefile, s->actor.user);
    before = (struct note_draft){.casefile = in->casefile, .author = s->actor.user};
    TRY(draft_load(w.db, &w.key, s->arena, &before));
    if (before.note == NULL)
        casework_audit(s, &w, "case.draft", NULL); /* once, not at every pause */
    return draft_save(w.db, &w.key, &d, s->arena);
}

struct err note_look(struct session *s, const void *input, void **out)
{
    const struct note_ref *in = input;
    struct note_page *p = arena_new(s->arena, struct note_page);
    struct case_notes all;
    struct casework w;
    struct db *registry;

    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    TRY(note_list(w.db, &w.key, w.c.id, s->arena, &all));
    p->c = w.c;
    p->asked = note_named(&all, in->note);
    if (p->asked == NULL)
        return failed(ERR_NOT_FOUND, "error.not_found");
    p->now = *p->asked;
    for (const struct case_note *n = p->asked; n; n = note_correction(&all, n->id))
        p->now = *n;
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    session_seen(s, "casefile", id_of(in->casefile));
    *out = p;
    return ok();
}

static struct err corrected_meanwhile(struct session *s)
{
    session_fault(s, "rev", "note.corrected_meanwhile");
    return failed(ERR_CONFLICT, "note.corrected_meanwhile");
}

struct err note_correct(struct session *s, const void *input, void **out)
{
    const struct note_correct_in *in = input;
    struct case_notes all;
    struct casework w;
    bool added;

    (void)out;
    TRY(casework_begin(s, in->ref.casefile, ACT_CASE_WORK, &w));
    TRY(note_list(w.db, &w.key, w.c.id, s->arena, &all));
    if (note_named(&all, in->id) != NULL)
        return ok(); /* the second click of two */
    const struct case_note *old = note_named(&all, in->ref.note);
    if (old == NULL)
        return failed(ERR_NOT_FOUND, "error.not_found");
    if (note_correction(&all, old->id) != NULL)
        return corrected_meanwhile(s);
    if (str_same(old->note, in->note))
        return session_refuse(s, "note", "note.same");
    struct case_note n = {.id = in->id,
                          .casefile = w.c.id,
                          .author = s->actor.user,
                          .at = s->now,
                          .note = in->note,
                          .corrects = old->id};
    TRY(note_add(w.db, &w.key, &n, s->arena, &added));
    if (!added)
        return corrected_meanwhile(s);
    casework_audit(s, &w, "case.note", "correction");
    return ok();
}
