/* same_pages.c -- cases that may be of one household, and why.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/ask_pages.h"

#include "app/same_app.h"
#include "base/text.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/desk_words.h"
#include "web/layout.h"
#include "web/views_same.h"

static const char *choices_words(struct session *s, const struct case_facts_list *list)
{
    const char **words = arena_array(s->arena, const char *, list->len + 1);

    for (size_t i = 0; i < list->len; i++)
        words[i] = word_code(s, &choice_codes, list->of[i].word);
    return list->len > 0 ? word_join(s, words, list->len, ", ") : NULL;
}

static const char *since_words(struct session *s, const struct casefile *c)
{
    const char *parts[] = {text_fill(s->arena, s->lang, "case.asked_on", "when",
                                     word_when(s, c->requested_at), NULL),
                           word_code(s, &source_codes, c->source)};

    return word_join(s, parts, 2, " · ");
}

static struct same_line_view line_view(struct session *s, const struct same_page *p,
                                       const struct same_line *l)
{
    const char *here = page_id(s, id_of(p->c.id)), *id = page_id(s, id_of(l->c.id));
    const char *who = staff_name(&p->staff, l->joiner);
    const char *why = same_why(l->by);
    struct same_line_view v = {
        .url = url_of(s->arena, "/cases/%s", id),
        .join_url = url_of(s->arena, "/cases/%s/same/%s", here, id),
        .undo_url = url_of(s->arena, "/cases/%s/part", id),
        .why = why != NULL ? text(s->lang, why) : NULL,
        .name = word_name(s, &l->c.person, l->c.kind),
        .where = word_place(s, &l->c.place, l->c.neighbourhood),
        .choices = choices_words(s, &l->choices),
        .phone = l->c.person.phone,
        .since = since_words(s, &l->c),
        .state = text(s->lang, case_state_msgid(l->c.state)),
        .shape = shape_case(l->c.state),
    };

    if (l->joined_at != 0)
        v.joined_at =
            text_fill(s->arena, s->lang, "same.joined_by", "name", who != NULL ? who : "",
                      "when", word_when(s, l->joined_at), NULL);
    return v;
}

static const struct same_line_view *line_views(struct session *s,
                                               const struct same_page *p,
                                               const struct same_line *lines, size_t len)
{
    struct same_line_view *v = arena_array(s->arena, struct same_line_view, len + 1);

    for (size_t i = 0; i < len; i++)
        v[i] = line_view(s, p, &lines[i]);
    return v;
}

SHOW(same_show)
{
    const struct same_page *p = out;
    const char *id = page_id(s, id_of(p->c.id));
    bool seen = id_is_set(id_of(p->main.c.id));
    struct view_same_show v = {
        .csrf = csrf_input(s),
        .back = url_of(s->arena, "/cases/%s", id),
        .undo_url = url_of(s->arena, "/cases/%s/part", id),
        .name = word_name(s, &p->c.person, p->c.kind),
        .main = p->is_joined,
        .mains = line_views(s, p, &p->main, seen ? 1 : 0),
        .mains_len = seen ? 1 : 0,
        .found = line_views(s, p, p->found, p->found_len),
        .found_len = p->found_len,
        .joined = line_views(s, p, p->joined, p->joined_len),
        .joined_len = p->joined_len,
        .nothing = !p->is_joined && p->found_len + p->joined_len == 0,
    };

    (void)in;
    page_begin(rq, s, text(s->lang, "same.title"));
    view_same_show(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(join_read)
{
    struct join_in *j = arena_new(rq->arena, struct join_in);
    struct id id, other;

    TRY(param_id(rq, 0, &id));
    TRY(param_id(rq, 1, &other));
    j->id = id_to(casefile, id);
    j->other = id_to(casefile, other);
    *in = j;
    return ok();
}

/* The case that stays. */
SHOW(to_joined)
{
    const struct casefile_id *main = out;

    (void)in;
    resp_see_other(rq, "/cases/%s/same", page_id(s, id_of(*main)));
    return ok();
}

SHOW(to_same)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/cases/%s/same", rq->param[0]);
    return ok();
}

const char *same_words(struct session *s, const struct same_count *n)
{
    if (n->is_joined)
        return text(s->lang, "same.line_is_joined");
    if (n->found > 0)
        return desk_count(s, n->found == 1 ? "same.line_one" : "same.line_many",
                          (int64_t)n->found);
    return n->joined > 0 ? desk_count(s, "same.line_joined", (int64_t)n->joined) : NULL;
}
