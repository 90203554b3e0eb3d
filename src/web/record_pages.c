/* record_pages.c -- the number of a case in the provider's own system.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/record_pages.h"

#include "app/record_app.h"
#include "app/record_export_app.h"
#include "base/text.h"
#include "core/str.h"
#include "domain/record.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_record.h"

READ(export_read)
{
    struct export_in *e = arena_new(rq->arena, struct export_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    e->casefile = id_to(casefile, id);
    e->notes = str_same(req_query(rq, "notes"), "yes");
    *in = e;
    return ok();
}

SHOW(export_show)
{
    const struct export_page *p = out;
    const char *id = page_id(s, id_of(p->c->id));
    struct view_record_export v = {
        .url = url_of(s->arena, "/cases/%s", id),
        .action = url_of(s->arena, "/cases/%s/export", id),
        .csv_url = url_of(s->arena, "/cases/%s/export.csv", id),
        .json_url = url_of(s->arena, "/cases/%s/export.json", id),
        .pdf_url = url_of(s->arena, "/cases/%s/export.pdf", id),
        .script = asset_url(s->arena, "js/desk/copy_link.js"),
        .name = word_name(s, &p->c->person, p->c->kind),
        .summary = case_sheet_text(s->arena, &p->sheet),
        .notes = p->notes,
    };

    (void)in;
    page_begin(rq, s, text(s->lang, "record.export"));
    view_record_export(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

SHOW(export_csv_show)
{
    const struct export_page *p = out;

    (void)in;
    rq->content_type = "text/csv; charset=utf-8";
    resp_header(rq, "Content-Disposition", "attachment; filename=\"case.csv\"");
    put_markup(&rq->out, case_sheet_csv(s->arena, &p->sheet));
    return ok();
}

SHOW(export_json_show)
{
    const struct export_page *p = out;

    (void)in;
    rq->content_type = "application/json";
    resp_header(rq, "Content-Disposition", "attachment; filename=\"case.json\"");
    put_markup(&rq->out, case_sheet_json(s->arena, &p->sheet));
    return ok();
}

READ(number_read)
{
    struct number_in *n = arena_new(rq->arena, struct number_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    n->casefile = id_to(casefile, id);
    n->rev = form_int(rq, "rev");
    n->number = form_text(rq, "number", RECORD_NUMBER_MAX);
    *in = n;
    return form_check(rq);
}

READ(number_find_read)
{
    struct number_in *n = arena_new(rq->arena, struct number_in);

    n->number = form_text(rq, "number", RECORD_NUMBER_MAX);
    if (n->number == NULL)
        req_fault(rq, "number", "record.number_missing");
    *in = n;
    return form_check(rq);
}

SHOW(to_found_case)
{
    (void)in;
    resp_see_other(rq, "/cases/%s", page_id(s, id_of(*(const struct casefile_id *)out)));
    return ok();
}

static struct number_was_view was_view(struct session *s, const struct number_page *p,
                                       const struct own_number *n)
{
    const char *who = staff_name(&p->staff, n->author);
    const char *parts[] = {word_when(s, n->at),
                           who ? who : text(s->lang, "case.somebody")};

    return (struct number_was_view){
        .number = n->number ? n->number : text(s->lang, "record.was_none"),
        .line = word_join(s, parts, COUNT(parts), " · "),
    };
}

/* What somebody else wrote meanwhile, beside what was typed here. */
static const char *conflict_of(struct session *s, const struct number_page *p)
{
    const char *who = staff_name(&p->staff, p->now.author);

    return text_fill(
        s->arena, s->lang, "record.conflict", "who",
        who ? who : text(s->lang, "case.somebody"), "when", word_when(s, p->now.at),
        "number", p->now.number ? p->now.number : text(s->lang, "record.was_none"), NULL);
}

SHOW(number_show)
{
    const struct number_page *p = out;
    const char *id = page_id(s, id_of(p->c.id));
    struct number_was_view *was =
        arena_array(s->arena, struct number_was_view, p->was.len + 1);
    struct view_record_number v = {
        .csrf = csrf_input(s),
        .url = url_of(s->arena, "/cases/%s", id),
        .action = url_of(s->arena, "/cases/%s/number", id),
        .name = word_name(s, &p->c.person, p->c.kind),
        .typed = shown(rq, "number", p->now.number ? p->now.number : ""),
        .number_fault = fault_text(rq, s, "number"),
        .rev = p->now.rev,
        .was = was,
        .was_len = p->was.len,
    };

    (void)in;
    for (size_t i = 0; i < p->was.len; i++)
        was[i] = was_view(s, p, &p->was.of[i]);
    if (fault_text(rq, s, "rev"))
        v.conflict = conflict_of(s, p);
    if (id_is_set(id_of(p->other.id))) {
        v.other = word_name(s, &p->other.person, p->other.kind);
        v.other_url = url_of(s->arena, "/cases/%s", page_id(s, id_of(p->other.id)));
    }
    page_begin(rq, s, text(s->lang, "record.number_title"));
    view_record_number(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
