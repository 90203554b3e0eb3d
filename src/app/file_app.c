/* file_app.c -- see file_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/file_app.h"

#include "store/hold_store.h"

struct err files_view(struct session *s, const void *in, void **out)
{
    const struct case_ref *ref = in;
    struct files_page *p = arena_new(s->arena, struct files_page);
    struct casework w;
    struct db *registry;

    TRY(casework_begin(s, ref->id, ACT_CASE_VIEW, &w));
    p->c = w.c;
    TRY(file_list(w.db, &w.key, w.c.id, s->arena, &p->files));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    session_seen(s, "casefile", id_of(ref->id));
    *out = p;
    return ok();
}

struct err file_attach(struct session *s, const void *input, void **out)
{
    const struct file_in *in = input;
    struct case_file f = {.id = in->id,
                          .casefile = in->casefile,
                          .author = s->actor.user,
                          .at = s->now,
                          .size = (int64_t)in->bytes.len,
                          .name = in->name,
                          .bytes = in->bytes};
    struct case_files all;
    struct casework w;
    bool added;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    struct err e = attachment_check(in->bytes, &f.type);
    if (e.kind != OK)
        return session_refuse(s, "file", e.msg);
    TRY(file_list(w.db, &w.key, w.c.id, s->arena, &all));
    if (all.len >= ATTACHMENT_MOST)
        return session_refuse(s, "file", "file.too_many");
    TRY(file_add(w.db, &w.key, &f, s->arena, &added));
    if (added)
        casework_audit(s, &w, "case.file", attachment_kinds[f.type].word);
    return ok();
}

struct err file_fetch(struct session *s, const void *input, void **out)
{
    const struct file_ref *in = input;
    const struct case_file which = {.id = in->file, .casefile = in->casefile};
    struct case_file *f = arena_new(s->arena, struct case_file);
    struct casework w;

    TRY(casework_begin(s, in->casefile, ACT_CASE_VIEW, &w));
    TRY(file_get(w.db, &w.key, &which, s->arena, f));
    session_seen(s, "casefile", id_of(in->casefile));
    *out = f;
    return ok();
}

struct err file_take_out(struct session *s, const void *input, void **out)
{
    const struct file_ref *in = input;
    const struct case_file f = {.id = in->file,
                                .casefile = in->casefile,
                                .removed_at = s->now,
                                .removed_by = s->actor.user};
    struct casework w;
    bool removed, held;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    TRY(hold_stands(w.db, in->casefile, s->arena, &held));
    if (held)
        return failed(ERR_CONFLICT, "erase.held");
    TRY(file_remove(w.db, &f, &removed));
    if (removed)
        casework_audit(s, &w, "case.file", "removed");
    return ok();
}
