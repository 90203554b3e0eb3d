/* demo_plan.c -- what data/demo/plan.csv tells of a case: goals, tasks, measures and
 * the number of their own system.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/demo_world.h"

#include "app/better_app.h"
#include "app/goal_app.h"
#include "app/measure_app.h"
#include "app/record_app.h"

#include <stdlib.h>
#include <string.h>

#define NOON "14:20"

struct planning {
    struct demo *d;
    const char *call_name;
    struct casefile_id id;
    int64_t at;
};

static struct err manage(struct planning *p,
                         struct err (*act)(struct session *, const void *, void **),
                         const void *in)
{
    return demo_do(p->d, &(struct demo_act){STORE_CARE, demo_person(p->d, "case-manager"),
                                            p->at, act, in});
}

static struct err set_goal(struct planning *p, const struct demo_row *row)
{
    struct goal_in in = {p->id, id_mint(p->at), demo_get(row, "text")};
    struct goal_event_in reached = {p->id, in.id, 1, GOAL_REACH};

    TRY(manage(p, goal_set, &in));
    return strcmp(demo_get(row, "word"), "reached") == 0 ? manage(p, goal_move, &reached)
                                                         : ok();
}

/* Due so many days from today; -1 was yesterday. */
static struct err give_task(struct planning *p, const struct demo_row *row)
{
    bool done = strcmp(demo_get(row, "word"), "done") == 0;
    struct task_in in = {
        .casefile = p->id,
        .id = id_mint(p->at),
        .owner = demo_person(p->d, "case-manager")->id,
        .due = {p->d->today.n + (done ? 0 : demo_int(row, "word"))},
        .words = demo_get(row, "text"),
    };
    struct task_event_in end = {p->id, in.id, 1, TASK_DONE, false};

    TRY(manage(p, task_give, &in));
    return done ? manage(p, task_move, &end) : ok();
}

/* word: "clutter-image-rating/baseline" */
static struct err measure(struct planning *p, const struct demo_row *row)
{
    const char *word = demo_get(row, "word");
    const char *name = demo_word(p->d->arena, &word, '/');
    struct measure_in in = {
        .casefile = p->id,
        .id = id_mint(p->at),
        .instrument = instrument_named(name),
        .stage = (enum measure_stage)codes_find(&measure_stage_codes, word),
    };

    require(in.instrument != NULL);
    in.answers = measure_read(in.instrument, demo_get(row, "text"));
    return manage(p, measure_take, &in);
}

static struct err say_how_it_is(struct planning *p, const struct demo_row *row)
{
    struct better_in in = {p->id, id_mint(p->at), FEELING_BETTER, DAY_NONE};

    require(feeling_parse(demo_get(row, "word"), &in.feeling));
    return manage(p, better_record, &in);
}

/* As their own system has it. */
static struct err set_number(struct planning *p, const struct demo_row *row)
{
    struct number_in in = {p->id, 0, demo_get(row, "text")};

    return manage(p, number_set, &in);
}

static const struct {
    const char *what;
    struct err (*take)(struct planning *p, const struct demo_row *row);
} kinds[] = {
    {"goal", set_goal},        {"task", give_task},    {"measure", measure},
    {"better", say_how_it_is}, {"number", set_number},
};

static struct err take(void *ctx, const struct demo_row *row)
{
    struct planning *p = ctx;

    if (strcmp(demo_get(row, "call_name"), p->call_name) != 0)
        return ok();
    p->at = demo_at(p->d, demo_int(row, "days_ago"), NOON);
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(kinds[i].what, demo_get(row, "what")) == 0)
            return kinds[i].take(p, row);
    die("plan.csv says what nobody knows");
    return ok();
}

struct err demo_plan(struct demo *d, const char *call_name, struct casefile_id id)
{
    struct planning p = {.d = d, .call_name = call_name, .id = id};

    return demo_each(d->arena, "plan.csv", &p, take);
}
