/* inspect_pages.c -- an inspection asked for from a case, and how it went.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/ask_pages.h"

#include "app/inspect_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/visit_codes.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/desk_words.h"
#include "web/layout.h"
#include "web/views_inspect.h"

#include <stdio.h>

/* The sections with a letter of their own; `chosen` is a code or "". */
static struct options_view section_options(struct session *s, const struct edition *e,
                                           const char *chosen)
{
    struct options_view o = {arena_array(s->arena, struct option_view, e->len + 1),
                             e->len};

    for (size_t i = 0; i < e->len; i++) {
        const char *parts[] = {e->sections[i].code,
                               title_in(e->sections[i].titles, s->lang)};

        o.of[i] = (struct option_view){.value = e->sections[i].code,
                                       .label = word_join(s, parts, 2, " "),
                                       .on = str_same(e->sections[i].code, chosen)};
    }
    return o;
}

static const char *found_words(struct session *s, const struct inspect_line *l)
{
    char n[24], open[24];

    snprintf(n, sizeof n, "%lld", (long long)l->findings);
    snprintf(open, sizeof open, "%lld", (long long)l->open);
    return text_fill(s->arena, s->lang, "case.visit_line", "n", n, "open", open, NULL);
}

static struct inspect_line_view line_view(struct session *s, const struct inspect_line *l)
{
    bool planned = str_same(l->state, inspection_state_name(INSPECTION_PLANNED));

    return (struct inspect_line_view){
        .what = planned ? desk_slot(s, l->planned, l->time) : found_words(s, l),
        .state = word_code(s, &inspection_state_codes, l->state),
        .shape = planned ? "here" : "done",
        .asked = text_fill(s->arena, s->lang, "inspect.asked_on", "when",
                           word_when(s, l->asked_at), NULL),
    };
}

static void fill_wrong(struct req *rq, struct session *s, const struct inspect_page *p,
                       struct view_inspect_show *v)
{
    const char *chosen[INSPECT_CODES] = {"", "", ""};

    if (is_back(rq))
        req_form_all(rq, "wrong", chosen, INSPECT_CODES);
    SET_OPTIONS(*v, first, section_options(s, p->code, chosen[0]));
    SET_OPTIONS(*v, second, section_options(s, p->code, chosen[1]));
    SET_OPTIONS(*v, third, section_options(s, p->code, chosen[2]));
}

SHOW(inspect_show)
{
    const struct inspect_page *p = out;
    const char *id = page_id(s, id_of(p->c.id));
    struct inspect_line_view *lines =
        arena_array(s->arena, struct inspect_line_view, p->len + 1);
    struct view_inspect_show v = {
        .csrf = csrf_input(s),
        .back = url_of(s->arena, "/cases/%s", id),
        .action = url_of(s->arena, "/cases/%s/inspection", id),
        .name = word_name(s, &p->c.person, p->c.kind),
        .where = word_place(s, &p->c.place, NULL),
        .request = shown(rq, "request", minted(s)),
        .inspection = shown(rq, "inspection", minted(s)),
        .wrong_fault = fault_text(rq, s, "wrong"),
        .alleged_fault = fault_text(rq, s, "alleged"),
        .lines = lines,
        .lines_len = p->len,
        .listed = p->listed && !p->apart,
        .apart = p->apart,
        .unlisted = !p->listed && !p->apart,
        .alleged_yes = is_back(rq) && ticked(rq, "alleged", "yes"),
        .alleged_no = is_back(rq) && ticked(rq, "alleged", "no"),
    };

    (void)in;
    for (size_t i = 0; i < p->len; i++)
        lines[i] = line_view(s, &p->lines[i]);
    fill_wrong(rq, s, p, &v);
    page_begin(rq, s, text(s->lang, "inspect.title"));
    view_inspect_show(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* Sections in force or past; act has today's day, and an old one still says what is
 * meant.
 */
static const struct section *section_of(const char *code)
{
    for (size_t i = editions_len; i-- > 0;)
        for (size_t k = 0; k < editions[i].len; k++)
            if (str_same(editions[i].sections[k].code, code))
                return &editions[i].sections[k];
    return NULL;
}

READ(inspect_read)
{
    struct inspect_form *f = arena_new(rq->arena, struct inspect_form);
    const char *codes[INSPECT_CODES] = {"", "", ""};
    struct id id;

    TRY(param_id(rq, 0, &id));
    f->casefile = id_to(casefile, id);
    f->request = form_id(rq, "request");
    f->inspection = id_to(inspection, form_id(rq, "inspection"));
    req_form_all(rq, "wrong", codes, INSPECT_CODES);
    for (size_t i = 0; i < INSPECT_CODES; i++) {
        const struct section *of = section_of(codes[i]);

        if (of != NULL)
            f->wrong[f->wrong_len++] = of;
        else if (codes[i][0] != '\0')
            req_fault(rq, "wrong", "inspect.wrong_missing");
    }
    if (f->wrong_len == 0)
        req_fault(rq, "wrong", "inspect.wrong_missing");
    f->alleged = ticked(rq, "alleged", "yes");
    if (!f->alleged && !ticked(rq, "alleged", "no"))
        req_fault(rq, "alleged", "request.alleged_missing");
    *in = f;
    return form_check(rq);
}

SHOW(to_inspect)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/cases/%s/inspection", rq->param[0]);
    return ok();
}
