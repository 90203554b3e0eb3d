/* told_pages.c -- what residents said by their codes, as the desk reads it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/resident_pages.h"

#include "app/today_app.h"
#include "base/text.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_case.h"
#include "web/views_resident.h"

#include <string.h>

READ(told_read_case)
{
    struct told_ref *t = arena_new(rq->arena, struct told_ref);
    struct id id;

    TRY(param_id(rq, 0, &id));
    t->casefile = id_to(casefile, id);
    *in = t;
    return ok();
}

READ(told_read_one)
{
    void *ref;

    TRY(told_read_case(rq, &ref));
    TRY(param_id(rq, 1, &((struct told_ref *)ref)->id));
    *in = ref;
    return ok();
}

READ(complaint_read)
{
    struct told_ref *t = arena_new(rq->arena, struct told_ref);

    *in = t;
    return param_id(rq, 0, &t->id);
}

static const char *shape_of(const struct told_row *t)
{
    if (t->kind == TOLD_STOP)
        return "closed";
    return t->late ? "late" : "attention";
}

static const char *what_of(const struct session *s, const struct told_row *t)
{
    if (t->kind == TOLD_NOBODY_CALLED && t->late)
        return text(s->lang, "resident.told_nobody_late");
    return text(s->lang, told_msgid(t->kind));
}

const struct told_row_view *told_row_views(struct session *s,
                                           const struct told_rows *rows)
{
    struct told_row_view *v = arena_array(s->arena, struct told_row_view, rows->len + 1);

    for (size_t i = 0; i < rows->len; i++) {
        const struct told_row *t = &rows->of[i];
        const char *id = page_id(s, id_of(t->casefile));
        struct case_person who = {.name = t->name};

        v[i] = (struct told_row_view){
            .url = url_of(s->arena, "/cases/%s/words", id),
            .done_url =
                url_of(s->arena, "/cases/%s/words/%s/noted", id, page_id(s, t->id)),
            .name = word_name(s, &who, CASE_KIND_REQUEST),
            .what = what_of(s, t),
            .shape = shape_of(t),
            .when = word_when(s, t->at),
        };
    }
    return v;
}

const struct told_row_view *ending_views(struct session *s,
                                         const struct consent_ends *ends)
{
    struct told_row_view *v = arena_array(s->arena, struct told_row_view, ends->len + 1);

    for (size_t i = 0; i < ends->len; i++) {
        const char *id = page_id(s, id_of(ends->of[i].casefile));
        struct case_person who = {.name = ends->of[i].name};

        v[i] = (struct told_row_view){
            .url = url_of(s->arena, "/cases/%s", id),
            .done_url = url_of(s->arena, "/cases/%s/consent", id),
            .name = word_name(s, &who, CASE_KIND_REQUEST),
            .what = text_fill(s->arena, s->lang, "consent.ends_on", "day",
                              word_day(s, ends->of[i].day), NULL),
        };
    }
    return v;
}

static void fill_facts(struct session *s, const struct told_row *t,
                       struct told_view_row *v)
{
    const struct fact_view all[] = {
        {"resident.fact_phone", t->words.phone},
        {"resident.fact_name", t->words.name},
        {"resident.fact_lang",
         t->words.lang ? word_code(s, &lang_codes, t->words.lang) : NULL},
        {"resident.fact_text", t->words.text},
        {"resident.fact_reach", t->words.reach},
    };
    struct fact_view *facts = arena_array(s->arena, struct fact_view, COUNT(all));

    v->facts = facts;
    for (size_t i = 0; i < COUNT(all); i++)
        if (all[i].value != NULL && all[i].value[0] != '\0')
            facts[v->facts_len++] =
                (struct fact_view){text(s->lang, all[i].label), all[i].value};
}

SHOW(told_show)
{
    const struct told_page *p = out;
    const char *id = page_id(s, id_of(p->c.id));
    struct told_view_row *rows =
        arena_array(s->arena, struct told_view_row, p->rows.len + 1);
    struct view_resident_told v = {.csrf = csrf_input(s),
                                   .url = url_of(s->arena, "/cases/%s", id),
                                   .name = word_name(s, &p->c.person, p->c.kind),
                                   .rows = rows,
                                   .rows_len = p->rows.len};

    (void)in;
    for (size_t i = 0; i < p->rows.len; i++) {
        const struct told_row *t = &p->rows.of[i];
        const char *word = page_id(s, t->id);

        rows[i] = (struct told_view_row){
            .what = what_of(s, t),
            .shape = t->noted_at ? "done" : shape_of(t),
            .when = word_when(s, t->at),
            .waits = t->noted_at == 0,
            .noted = t->noted_at ? text_fill(s->arena, s->lang, "resident.told_noted",
                                             "when", word_when(s, t->noted_at), NULL)
                                 : NULL,
            .may_use = t->kind == TOLD_CORRECT &&
                       (t->words.phone || t->words.name || t->words.lang),
            .use_url = url_of(s->arena, "/cases/%s/words/%s/use", id, word),
            .done_url = url_of(s->arena, "/cases/%s/words/%s/noted", id, word),
        };
        fill_facts(s, t, &rows[i]);
    }
    page_begin(rq, s, text(s->lang, "resident.told"));
    view_resident_told(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

SHOW(complaints_show)
{
    const struct told_rows *p = out;
    struct told_view_row *rows = arena_array(s->arena, struct told_view_row, p->len + 1);
    struct view_resident_complaints v = {
        .csrf = csrf_input(s), .rows = rows, .rows_len = p->len};
    bool may_open = policy_check(&s->actor, ACT_CASE_LIST, NULL).kind == OK;

    (void)in;
    for (size_t i = 0; i < p->len; i++) {
        const struct told_row *t = &p->of[i];

        rows[i] = (struct told_view_row){
            .when = word_when(s, t->at),
            .done_url = url_of(s->arena, "/complaints/%s/done", page_id(s, t->id)),
        };
        if (may_open)
            rows[i].url = url_of(s->arena, "/cases/%s", page_id(s, id_of(t->casefile)));
        fill_facts(s, t, &rows[i]);
    }
    page_begin(rq, s, text(s->lang, "layout.menu.complaints"));
    view_resident_complaints(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

SHOW(to_complaints)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/complaints");
    return ok();
}
