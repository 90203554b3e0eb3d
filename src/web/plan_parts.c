/* plan_parts.c -- see plan_parts.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/plan_parts.h"

#include "base/text.h"
#include "web/case_form.h"
#include "web/case_words.h"

static const char *due_words(struct session *s, struct day due, const char **shape)
{
    int32_t left = due.n - session_today(s).n;

    *shape = left < 0 ? "late" : (left == 0 ? "attention" : "");
    return text_fill(s->arena, s->lang, left < 0 ? "plan.late" : "plan.due", "day",
                     word_day(s, due), NULL);
}

static const char *words_of(struct session *s, enum task_kind kind, const char *words)
{
    if (kind == TASK_BETTER)
        return text(s->lang, "plan.better");
    return words ? words : text(s->lang, "plan.erased");
}

static struct url ask_url(struct session *s, struct casefile_id id)
{
    return url_of(s->arena, "/cases/%s/better", page_id(s, id_of(id)));
}

struct task_line_view plan_task_line(struct session *s, const struct task *t,
                                     const struct staff *staff, bool open)
{
    struct task_line_view v = {
        .done_url = url_of(s->arena, "/cases/%s/tasks/%s", page_id(s, id_of(t->casefile)),
                           page_id(s, t->id)),
        .words = words_of(s, t->kind, t->words),
        .who = staff_name(staff, t->done_at ? t->done_by : t->owner),
        .rev = t->rev,
        .may_end = open && t->kind == TASK_PLAIN,
    };

    if (t->kind == TASK_BETTER && t->done_at == 0)
        v.ask_url = ask_url(s, t->casefile);

    if (t->done_at)
        v.due = text_fill(s->arena, s->lang, "plan.done_on", "day",
                          word_day(s, zone_day(s->zone, t->done_at)), NULL);
    else
        v.due = due_words(s, t->due_day, &v.shape);
    return v;
}

void plan_part_case(struct session *s, const struct case_page *p,
                    struct view_case_show *v)
{
    struct task_line_view *rows =
        arena_array(s->arena, struct task_line_view, p->tasks.len + 1);
    bool open = p->c.state != CASE_CLOSED;

    for (size_t i = 0; i < p->tasks.len; i++) {
        const struct task *t = &p->tasks.of[i];

        if (t->done_at == 0 && (open || t->kind == TASK_BETTER))
            rows[v->tasks_len++] = plan_task_line(s, t, &p->staff, open);
    }
    v->tasks = rows;
    v->measures_url = url_of(s->arena, "/cases/%s/measures", page_id(s, id_of(p->c.id)));
    v->files_url = url_of(s->arena, "/cases/%s/files", page_id(s, id_of(p->c.id)));
    v->plan_url = url_of(s->arena, "/cases/%s/plan", page_id(s, id_of(p->c.id)));
}

static struct task_line_view today_line(struct session *s, const struct task_due *t)
{
    const char *id = page_id(s, id_of(t->casefile));
    const struct case_person who = {.name = t->name};
    struct task_line_view v = {
        .url = url_of(s->arena, "/cases/%s", id),
        .done_url = url_of(s->arena, "/cases/%s/tasks/%s", id, page_id(s, t->id)),
        .words = words_of(s, t->kind, t->words),
        .name = word_name(s, &who, t->case_kind),
        .rev = t->rev,
        .may_end = t->kind == TASK_PLAIN,
    };

    if (t->kind == TASK_BETTER)
        v.ask_url = ask_url(s, t->casefile);

    v.due = due_words(s, t->due_day, &v.shape);
    return v;
}

const struct task_line_view *plan_part_today(struct session *s,
                                             const struct tasks_due *tasks)
{
    struct task_line_view *rows =
        arena_array(s->arena, struct task_line_view, tasks->len + 1);

    for (size_t i = 0; i < tasks->len; i++)
        rows[i] = today_line(s, &tasks->of[i]);
    return rows;
}

bool plan_is_due(const struct session *s, const struct tasks_due *tasks)
{
    for (size_t i = 0; i < tasks->len; i++)
        if (tasks->of[i].due_day.n <= session_today(s).n)
            return true;
    return false;
}
