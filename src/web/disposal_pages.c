/* disposal_pages.c -- the schedule of the public record: what may be destroyed, what is
 * held, and what was destroyed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/release_pages.h"

#include "app/calendar.h"
#include "app/disposal_app.h"
#include "base/text.h"
#include "core/build.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/desk_words.h"
#include "web/layout.h"
#include "web/views_release.h"

static const char *many(struct session *s, size_t n)
{
    const char *number = build_number(s->arena, (int64_t)n);

    return n < DISPOSAL_AT_ONCE
               ? number
               : text_fill(s->arena, s->lang, "disposal.or_more", "n", number, NULL);
}

static void fill_facts(struct session *s, const struct disposal_due *d,
                       struct disposal_class_view *v)
{
    struct fact_view *to = arena_array(s->arena, struct fact_view, 3);

    to[0] = (struct fact_view){text(s->lang, "disposal.due"), many(s, d->due)};
    to[1] = (struct fact_view){text(s->lang, "disposal.first"),
                               session_long_day(s, d->first)};
    to[2] =
        (struct fact_view){text(s->lang, "disposal.last"), session_long_day(s, d->last)};
    v->facts = to;
    v->facts_len = 3;
}

static struct disposal_class_view class_view(struct req *rq, struct session *s,
                                             const struct disposal_due *d)
{
    const struct retention_class *c = &retention_classes[d->class];
    char *before = arena_alloc(s->arena, DAY_TEXT);
    bool back = is_back(rq) && str_same(shown(rq, "class", ""), c->word);
    struct disposal_class_view v = {
        .title = text(s->lang, c->msgid),
        .years =
            text_fill(s->arena, s->lang, c->begins, "n", build_number(s->arena, c->years),
                      "citation", c->citation, NULL),
        .word = c->word,
        .id = back ? shown(rq, "id", "") : minted(s),
        .before = before,
        .due = build_number(s->arena, (int64_t)d->due),
        .permission = back ? shown(rq, "permission", "") : "",
        .permission_fault = back ? fault_text(rq, s, "permission") : NULL,
        .sure_fault = back ? fault_text(rq, s, "sure") : NULL,
        .any = d->due > 0,
        .opened = back,
    };

    day_format(d->before, before);
    if (d->due > 0)
        fill_facts(s, d, &v);
    if (d->kept > 0)
        v.kept =
            text_fill(s->arena, s->lang, "disposal.kept", "n", many(s, d->kept), NULL);
    return v;
}

static const char *who(struct session *s, const struct disposal_page *p,
                       struct user_id id)
{
    const char *name = staff_name(&p->staff, id);

    return name != NULL ? name : text(s->lang, "case.somebody");
}

static struct disposal_hold_view hold_view(struct session *s,
                                           const struct disposal_page *p,
                                           const struct record_hold *h)
{
    return (struct disposal_hold_view){
        .lift = url_of(s->arena, "/records/holds/%s/end", page_id(s, h->id)),
        .address = desk_address(s, h->number, h->street, ""),
        .reason = h->reason,
        .line = text_fill(s->arena, s->lang, "release.by", "day", word_when(s, h->set_at),
                          "who", who(s, p, h->set_by), NULL),
    };
}

static struct fact_view done_view(struct session *s, const struct disposal_page *p,
                                  const struct disposal_done *d)
{
    enum retention class;

    return (struct fact_view){
        word_when(s, d->at),
        text_fill(s->arena, s->lang, "disposal.line", "class",
                  retention_parse(d->class, &class)
                      ? text(s->lang, retention_classes[class].msgid)
                      : d->class,
                  "n", build_number(s->arena, d->records), "oldest",
                  session_long_day(s, d->oldest), "before",
                  session_long_day(s, d->before), "who", who(s, p, d->by_whom),
                  "permission", d->permission, NULL)};
}

SHOW(disposal_show)
{
    const struct disposal_page *p = out;
    struct disposal_class_view classes[DISPOSAL_CLASSES];
    struct disposal_hold_view *holds =
        arena_array(s->arena, struct disposal_hold_view, p->holds_len + 1);
    struct fact_view *rows = arena_array(s->arena, struct fact_view, p->done_len + 1);
    struct view_release_schedule v = {
        .csrf = csrf_input(s),
        .classes = classes,
        .classes_len = DISPOSAL_CLASSES,
        .holds = holds,
        .holds_len = p->holds_len,
        .rows = rows,
        .rows_len = p->done_len,
        .reason_fault = fault_text(rq, s, "reason"),
    };

    (void)in;
    for (size_t i = 0; i < DISPOSAL_CLASSES; i++)
        classes[i] = class_view(rq, s, &p->of[i]);
    for (size_t i = 0; i < p->holds_len; i++)
        holds[i] = hold_view(s, p, &p->holds[i]);
    for (size_t i = 0; i < p->done_len; i++)
        rows[i] = done_view(s, p, &p->done[i]);
    page_begin(rq, s, text(s->lang, "disposal.title"));
    view_release_schedule(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(disposal_read)
{
    struct disposal_in *f = arena_new(rq->arena, struct disposal_in);

    f->id = form_id(rq, "id");
    f->before = form_day(rq, "before");
    f->due = form_int(rq, "due");
    f->permission = form_text(rq, "permission", DISPOSAL_PERMISSION_MAX);
    f->sure = str_same(req_form(rq, "sure"), "yes");
    if (!retention_parse(req_form(rq, "class"), &f->class))
        req_fault(rq, "", "errors.form");
    *in = f;
    return form_check(rq);
}

static void read_reason(struct req *rq, struct record_hold_in *f)
{
    f->reason = form_text(rq, "reason", RECORD_HOLD_REASON_MAX);
    if (f->reason == NULL && req_fault_of(rq, "reason") == NULL)
        req_fault(rq, "reason", "disposal.reason_missing");
}

READ(record_hold_read)
{
    struct record_hold_in *f = arena_new(rq->arena, struct record_hold_in);

    f->id = form_id(rq, "id");
    f->property = id_to(property, form_id(rq, "property"));
    read_reason(rq, f);
    *in = f;
    return form_check(rq);
}

READ(record_hold_end_read)
{
    struct record_hold_in *f = arena_new(rq->arena, struct record_hold_in);

    TRY(param_id(rq, 0, &f->id));
    read_reason(rq, f);
    *in = f;
    return form_check(rq);
}

SHOW(to_schedule)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/records/schedule");
    return ok();
}
