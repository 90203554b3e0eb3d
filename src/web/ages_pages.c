/* ages_pages.c -- /ages: who waits longest, page by page.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/updates_pages.h"

#include "app/ages_app.h"
#include "base/text.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_updates.h"

READ(ages_read)
{
    struct ages_in *f = arena_new(rq->arena, struct ages_in);
    const char *list = req_query(rq, "list"), *page = req_query(rq, "page");

    *in = f;
    f->step = str_same(list, "step");
    if (list[0] != '\0' && !f->step && !str_same(list, "contact"))
        return failed(ERR_INVALID, "errors.form");
    if (page[0] != '\0' && !str_number(page, AGES_PAGES, &f->page))
        return failed(ERR_INVALID, "errors.form");
    return ok();
}

static struct age_view age_view(struct session *s, const struct ages_page *p,
                                const struct case_line *c)
{
    struct age_view v = {
        .url = url_of(s->arena, "/cases/%s", page_id(s, id_of(c->id))),
        .name = word_name(s, &c->person, c->kind),
        .where = word_place(s, &c->place, c->neighbourhood),
        .since = text_fill(s->arena, s->lang, "case.arrived", "age",
                           word_age(s, c->received_at), NULL),
        .state = text(s->lang, case_state_msgid(c->state)),
        .shape = shape_case(c->state),
        .owner = staff_name(&p->staff, c->owner),
    };

    v.step = day_is_set(c->next_day) ? text_fill(s->arena, s->lang, "ages.step_was",
                                                 "day", word_day(s, c->next_day), NULL)
                                     : NULL;
    return v;
}

static struct url page_url(struct session *s, const struct ages_in *f, int64_t page)
{
    return url_of(s->arena, "/ages?list=%s&page=%lld", f->step ? "step" : "contact",
                  (long long)page);
}

SHOW(ages_show)
{
    const struct ages_in *f = in;
    const struct ages_page *p = out;
    struct age_view *rows = arena_array(s->arena, struct age_view, p->lines.len + 1);
    struct view_updates_ages v = {
        .step = f->step,
        .rows = rows,
        .rows_len = p->lines.len,
        .lede = text(s->lang, f->step ? "ages.lede_step" : "ages.lede_contact"),
        .older = p->more && f->page<AGES_PAGES, .newer = f->page> 0,
        .older_url = page_url(s, f, f->page + 1),
        .newer_url = page_url(s, f, f->page > 0 ? f->page - 1 : 0),
    };

    for (size_t i = 0; i < p->lines.len; i++)
        rows[i] = age_view(s, p, &p->lines.of[i]);
    page_begin(rq, s, text(s->lang, "layout.menu.ages"));
    view_updates_ages(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
