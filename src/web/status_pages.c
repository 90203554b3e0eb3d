/* status_pages.c -- the Status page: each finding in words, with its shape.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/status_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/build.h"
#include "web/layout.h"
#include "web/people_pages.h"
#include "web/status_words.h"
#include "web/views_status.h"

#include <stdio.h>

/* clang-format off */
static const struct {
    const char *state, *shape;
} kinds[STATUS_KINDS] = {
    [STATUS_BAD]  = {"status.kind_bad",  "attention"},
    [STATUS_LOOK] = {"status.kind_look", "here"},
    [STATUS_TOLD] = {"status.kind_told", ""},
    [STATUS_GOOD] = {"status.kind_good", "done"},
};
/* clang-format on */

static const char *tenths(struct session *s, int64_t n)
{
    char *out = arena_alloc(s->arena, 24);

    snprintf(out, 24, "%lld.%lld", (long long)(n / 10), (long long)(n % 10));
    return out;
}

static const char *instant(struct session *s, int64_t ms)
{
    return when_instant(s->arena, s->lang, s->zone, ms, WHEN_SHORT);
}

const char *status_words(struct session *s, const struct status_line *l)
{
    return text_fill(s->arena, s->lang, l->words, "text", l->text != NULL ? l->text : "",
                     "n", build_number(s->arena, l->n), "of",
                     build_number(s->arena, l->of), "size", tenths(s, l->n), "when",
                     instant(s, l->when), NULL);
}

struct status_line_view status_line_view(struct session *s, const struct status_line *l)
{
    return (struct status_line_view){
        .name = text(s->lang, l->name),
        .state = text(s->lang, kinds[l->kind].state),
        .shape = kinds[l->kind].shape,
        .words = status_words(s, l),
        .fault = l->fault != NULL ? text(s->lang, l->fault) : NULL,
        .todo = l->todo != NULL ? text(s->lang, l->todo) : NULL,
    };
}

static const char *count_words(struct session *s, const char *one, const char *many,
                               size_t n)
{
    if (n == 0)
        return NULL;
    return text_fill(s->arena, s->lang, n == 1 ? one : many, "n",
                     build_number(s->arena, (int64_t)n), NULL);
}

SHOW(status_show)
{
    const struct status_page *p = out;
    struct status_line_view lines[STATUS_LINES];
    struct view_status_show v = {
        .lede =
            text_fill(s->arena, s->lang, "status.lede", "when", instant(s, s->now), NULL),
        .bad = count_words(s, "status.bad_one", "status.bad_many", p->count[STATUS_BAD]),
        .look =
            count_words(s, "status.look_one", "status.look_many", p->count[STATUS_LOOK]),
        .lines = lines,
        .lines_len = p->len,
    };

    (void)in;
    for (size_t i = 0; i < p->len; i++)
        lines[i] = status_line_view(s, &p->of[i]);
    page_begin_wide(rq, s, text(s->lang, "status.title"));
    view_status_show(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
