/* mandated_pages.c -- the hotlines first, then what was reported and until when it must
 * be in writing. SPDX-License-Identifier: Apache-2.0 */
#include "web/mandated_pages.h"

#include "app/mandated_app.h"
#include "base/text.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_mandated.h"

enum { WORDS_MAX = 2000 };

static const struct hotline_view *hotlines(struct session *s)
{
    struct hotline_view *v = arena_array(s->arena, struct hotline_view, MANDATED_LANES);

    for (int i = 0; i < MANDATED_LANES; i++) {
        const char *number = mandated_hotline((enum mandated_lane)i);

        v[i] = (struct hotline_view){.call = url_of(s->arena, "tel:%s", number),
                                     .label =
                                         text(s->lang, mandated_lane_codes.list[i].msgid),
                                     .number = number};
    }
    return v;
}

/* "Write by Nov 28, 2:05 pm", and how pressing that is. */
static const char *state_words(struct session *s, const struct mandated *m,
                               const char **shape)
{
    bool late = m->written_at == 0 && m->write_by < s->now;

    *shape = m->written_at ? "done" : late ? "late" : "draft";
    if (m->written_at)
        return text_fill(s->arena, s->lang, "mandated.written", "when",
                         word_when(s, m->written_at), NULL);
    return text_fill(s->arena, s->lang, late ? "mandated.late" : "mandated.write_by",
                     "when", word_when(s, m->write_by), NULL);
}

static struct mandated_view report_view(struct session *s, const struct mandated_page *p,
                                        const struct mandated *m)
{
    bool own = id_same(id_of(m->author), id_of(s->actor.user));
    struct mandated_view v = {
        .written_url = url_of(s->arena, "/mandated/%s/written", page_id(s, m->id)),
        .lane = text(s->lang, mandated_lane_codes.list[m->lane].msgid),
        .when = word_when(s, m->called_at),
        .author = own ? NULL : staff_name(&p->staff, m->author),
        .words = m->words ? m->words : "",
        .mine = own && m->written_at == 0,
    };

    v.state = state_words(s, m, &v.shape);
    return v;
}

SHOW(mandated_show)
{
    const struct mandated_page *p = out;
    struct mandated_view *reports =
        arena_array(s->arena, struct mandated_view, p->len + 1);
    struct options_view lanes =
        options_of(s, &mandated_lane_codes, shown(rq, "lane", NULL));
    struct view_mandated_list v = {
        .csrf = csrf_input(s),
        .may_file = p->may_file,
        .id = shown(rq, "id", minted(s)),
        .called = shown(rq, "called", ""),
        .words = shown(rq, "words", ""),
        .lane_fault = fault_text(rq, s, "lane"),
        .called_fault = fault_text(rq, s, "called"),
        .words_fault = fault_text(rq, s, "words"),
        .heading = text(s->lang, p->all ? "mandated.all" : "mandated.mine"),
        .lines = hotlines(s),
        .lines_len = MANDATED_LANES,
        .lanes = lanes.of,
        .lanes_len = lanes.len,
        .reports = reports,
        .reports_len = p->len,
    };

    (void)in;
    for (size_t i = 0; i < p->len; i++)
        reports[i] = report_view(s, p, &p->of[i]);
    page_begin(rq, s, text(s->lang, "mandated.title"));
    view_mandated_list(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(mandated_read)
{
    struct mandated_in *m = arena_new(rq->arena, struct mandated_in);

    m->id = form_id(rq, "id");
    m->lane = (enum mandated_lane)form_code(rq, "lane", &mandated_lane_codes,
                                            "errors.required");
    m->words = form_text(rq, "words", WORDS_MAX);
    if (m->words == NULL && !req_fault_of(rq, "words"))
        req_fault(rq, "words", "errors.required");
    m->called = req_form(rq, "called");
    *in = m;
    return form_check(rq);
}

READ(mandated_wrote_read)
{
    struct mandated_ref *m = arena_new(rq->arena, struct mandated_ref);

    TRY(param_id(rq, 0, &m->id));
    *in = m;
    return ok();
}

struct err to_mandated(struct req *rq, struct session *s, const void *in, const void *out)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/mandated");
    return ok();
}
