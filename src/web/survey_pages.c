/* survey_pages.c -- see survey_pages.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/survey_pages.h"

#include "app/survey_app.h"
#include "base/json.h"
#include "base/text.h"
#include "core/build.h"
#include "web/layout.h"
#include "web/views_report.h"

#include <string.h>

READ(survey_api_read)
{
    struct survey_told *t = arena_new(rq->arena, struct survey_told);
    struct json body;
    struct id plain;

    *in = t;
    TRY(json_read(rq->arena, rq->body, rq->body_len, &body));
    const char *id = json_text(&body, "id");
    if (id == NULL || !id_parse(id, strlen(id), &plain) || !id_is_set(plain))
        req_fault(rq, "id", "errors.bad_id");
    else
        t->id = id_to(survey, plain);
    for (int q = 0; q < SURVEY_QUESTIONS; q++) {
        const char *name = survey_question_name((enum survey_question)q);

        t->answer[q] = json_int(&body, name, 0);
        if (t->answer[q] < 1 || t->answer[q] > SURVEY_STEPS)
            req_fault(rq, name, "errors.number");
    }
    return ok();
}

SHOW(survey_api_show)
{
    const struct survey_told *t = in;
    struct json_out o = {.arena = rq->arena};
    char id[ID_TEXT];

    (void)s, (void)out;
    id_format(id_of(t->id), id);
    json_map(&o, NULL);
    json_put_text(&o, "id", id);
    json_end_map(&o);
    put_markup(&rq->out, json_done(&o));
    rq->content_type = "application/json";
    resp_header(rq, "Cache-Control", "no-store");
    return ok();
}

static const char *title_of(struct session *s, const struct survey_group *g)
{
    const char *dash = strchr(g->quarter, '-');
    const char *year = arena_copy(s->arena, g->quarter, (size_t)(dash - g->quarter));

    return text_fill(s->arena, s->lang,
                     g->wave == SURVEY_FIRST ? "report.survey_first"
                                             : "report.survey_later",
                     "year", year, "quarter", dash + 1, NULL);
}

static const struct survey_row_view *rows_of(struct session *s,
                                             const struct survey_group *g)
{
    struct survey_row_view *to =
        arena_array(s->arena, struct survey_row_view, SURVEY_QUESTIONS);
    static const char *const words[SURVEY_QUESTIONS] = {
        [SURVEY_SURE] = "survey.sure",
        [SURVEY_TIME] = "survey.time",
        [SURVEY_CARRY] = "survey.carry",
    };

    for (int q = 0; q < SURVEY_QUESTIONS; q++)
        to[q] = (struct survey_row_view){
            .question = text(s->lang, words[q]),
            .n1 = build_number(s->arena, g->n[q][0]),
            .n2 = build_number(s->arena, g->n[q][1]),
            .n3 = build_number(s->arena, g->n[q][2]),
            .n4 = build_number(s->arena, g->n[q][3]),
            .n5 = build_number(s->arena, g->n[q][4]),
        };
    return to;
}

SHOW(survey_show)
{
    const struct survey_page *p = out;
    struct survey_group_view *groups =
        arena_array(s->arena, struct survey_group_view, p->len + 1);
    struct view_report_survey v = {.groups = groups};

    (void)in;
    for (size_t i = 0; i < p->len; i++) {
        if (!survey_shown(&p->of[i]))
            continue; /* not even that it is there */
        groups[v.groups_len++] = (struct survey_group_view){
            .title = title_of(s, &p->of[i]),
            .people = text_fill(s->arena, s->lang, "report.survey_people", "n",
                                build_number(s->arena, survey_people(&p->of[i])), NULL),
            .rows = rows_of(s, &p->of[i]),
            .rows_len = SURVEY_QUESTIONS,
        };
    }
    v.none = v.groups_len == 0;
    page_begin_wide(rq, s, text(s->lang, "report.survey"));
    view_report_survey(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
