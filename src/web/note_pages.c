/* note_pages.c -- a note kept while it is typed, and corrected.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/note_app.h"
#include "base/text.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/plan_pages.h"
#include "web/views_plan.h"

READ(draft_read)
{
    struct note_in *n = arena_new(rq->arena, struct note_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    n->casefile = id_to(casefile, id);
    n->id = form_id(rq, "id");
    n->note = form_text(rq, "note", LIMIT_NOTE);
    *in = n;
    return form_check(rq);
}

SHOW(draft_show)
{
    (void)s, (void)in, (void)out;
    rq->status = 204;
    return ok();
}

static struct err read_ref(struct req *rq, struct note_ref *out)
{
    struct id id;

    TRY(param_id(rq, 0, &id));
    out->casefile = id_to(casefile, id);
    return param_id(rq, 1, &out->note);
}

READ(note_ref_read)
{
    struct note_ref *ref = arena_new(rq->arena, struct note_ref);

    *in = ref;
    return read_ref(rq, ref);
}

READ(note_correct_read)
{
    struct note_correct_in *n = arena_new(rq->arena, struct note_correct_in);

    TRY(read_ref(rq, &n->ref));
    n->id = form_id(rq, "id");
    n->note = form_text(rq, "note", LIMIT_NOTE);
    if (!n->note)
        req_fault(rq, "note", "case.note_missing");
    *in = n;
    return form_check(rq);
}

/* Who wrote what stands, and when. */
static const char *line_of(struct session *s, const struct note_page *p)
{
    const char *who = staff_name(&p->staff, p->now.author);
    const char *parts[] = {word_when(s, p->now.at),
                           who ? who : text(s->lang, "case.somebody")};

    return word_join(s, parts, COUNT(parts), " · ");
}

SHOW(note_correct_show)
{
    const struct note_page *p = out;
    const char *id = page_id(s, id_of(p->c.id));
    struct view_plan_correct v = {
        .csrf = csrf_input(s),
        .url = url_of(s->arena, "/cases/%s", id),
        .action = url_of(s->arena, "/cases/%s/notes/%s", id, page_id(s, p->now.id)),
        .name = word_name(s, &p->c.person, p->c.kind),
        .line = line_of(s, p),
        .before = p->now.note,
        .conflict = fault_text(rq, s, "rev"),
        .id = shown(rq, "id", minted(s)),
        .note = shown(rq, "note", p->now.note),
        .note_fault = fault_text(rq, s, "note"),
    };

    (void)in;
    page_begin(rq, s, text(s->lang, "note.correct"));
    view_plan_correct(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
