/* goal_store.c -- see goal_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/goal_store.h"

#include "core/str.h"
#include "domain/consent.h"
#include "store/case_open.h"
#include "store/queries_care.h"

enum { DUE_MOST = 60 };

static const char *const kinds[] = {[TASK_PLAIN] = "task", [TASK_BETTER] = "better"};

static struct seal_place words_place(struct db *db, const char *table, struct id row)
{
    return seal_care(db, table, "words", row);
}

static enum task_kind kind_of(const char *word)
{
    return str_same(word, kinds[TASK_BETTER]) ? TASK_BETTER : TASK_PLAIN;
}

struct err goal_add(struct db *db, const struct data_key *key, const struct goal *g,
                    struct arena *a, bool *added)
{
    struct seal_place at = words_place(db, "case_goal", g->id);
    struct q_goal_add_in in = {
        .id = g->id,
        .casefile = g->casefile,
        .author = g->author,
        .at = g->at,
        .words = seal_text(key, &at, g->words, a),
    };
    int64_t changed;

    TRY(db_exec_count(db, &q_goal_add, &in, &changed));
    *added = changed == 1;
    return ok();
}

struct err goal_list(struct db *db, const struct data_key *key, struct casefile_id id,
                     struct arena *a, struct goals *out)
{
    struct q_goal_list_in in = {.casefile = id};
    struct q_goal_list_out *rows;

    TRY(db_many(db, &q_goal_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct goal, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct seal_place at = words_place(db, "case_goal", rows[i].id);
        int state = codes_find(&goal_state_codes, rows[i].state);

        if (state < 0)
            return failed(ERR_BROKEN, "errors.store.code");
        out->of[i] = (struct goal){
            .id = rows[i].id,
            .casefile = id,
            .author = rows[i].author,
            .changed_by = rows[i].changed_by,
            .at = rows[i].at,
            .rev = rows[i].rev,
            .state = (enum goal_state)state,
            .ended_day = rows[i].ended_day,
        };
        TRY(open_text(key, &at, rows[i].words, a, &out->of[i].words));
    }
    return ok();
}

struct err goal_save(struct db *db, const struct goal *g)
{
    struct q_goal_save_in in = {
        .id = g->id,
        .state = goal_state_codes.list[g->state].word,
        .ended_day = g->ended_day,
        .changed_by = g->changed_by,
        .rev = g->rev,
    };

    return db_exec(db, &q_goal_save, &in);
}

struct err task_add(struct db *db, const struct data_key *key, const struct task *t,
                    struct arena *a, bool *added)
{
    struct seal_place at = words_place(db, "case_task", t->id);
    struct q_task_add_in in = {
        .id = t->id,
        .casefile = t->casefile,
        .kind = kinds[t->kind],
        .owner = t->owner,
        .author = t->author,
        .at = t->at,
        .due_day = t->due_day,
        .words = seal_text(key, &at, t->words, a),
    };
    int64_t changed;

    TRY(db_exec_count(db, &q_task_add, &in, &changed));
    *added = changed == 1;
    return ok();
}

struct err task_list(struct db *db, const struct data_key *key, struct casefile_id id,
                     struct arena *a, struct tasks *out)
{
    struct q_task_list_in in = {.casefile = id};
    struct q_task_list_out *rows;

    TRY(db_many(db, &q_task_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct task, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct seal_place at = words_place(db, "case_task", rows[i].id);

        out->of[i] = (struct task){
            .id = rows[i].id,
            .casefile = id,
            .kind = kind_of(rows[i].kind),
            .owner = rows[i].owner,
            .author = rows[i].author,
            .done_by = rows[i].done_by,
            .at = rows[i].at,
            .done_at = rows[i].done_at,
            .rev = rows[i].rev,
            .due_day = rows[i].due_day,
        };
        TRY(open_text(key, &at, rows[i].words, a, &out->of[i].words));
    }
    return ok();
}

struct err task_save(struct db *db, const struct task *t)
{
    struct q_task_save_in in = {.id = t->id,
                                .due_day = t->due_day,
                                .done_at = t->done_at,
                                .done_by = t->done_by,
                                .rev = t->rev};

    return db_exec(db, &q_task_save, &in);
}

/* An erased person leaves a task without a name and without words. */
static struct err open_due(struct db *db, const struct keys *keys,
                           const struct q_tasks_due_out *row, struct arena *a,
                           struct task_due *out)
{
    struct seal_place at = words_place(db, "case_task", row->id);
    struct case_who who = {row->casefile, row->resident, row->person};
    struct case_opened opened;

    TRY(case_open_who(db, keys, &who, a, &opened));
    out->name = opened.name;
    return opened.known ? open_text(&opened.key, &at, row->words, a, &out->words) : ok();
}

struct err tasks_due(struct db *db, const struct keys *keys, const struct tasks_query *q,
                     struct arena *a, struct tasks_due *out)
{
    struct q_tasks_due_in in = {q->owner, q->until, q->today, consent_latest(q->today),
                                DUE_MOST};
    struct q_tasks_due_out *rows;

    TRY(db_many(db, &q_tasks_due, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct task_due, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        out->of[i] = (struct task_due){
            .id = rows[i].id,
            .casefile = rows[i].casefile,
            .case_owner = rows[i].case_owner,
            .kind = kind_of(rows[i].kind),
            .due_day = rows[i].due_day,
            .rev = rows[i].rev,
        };
        if (!case_kind_parse(rows[i].case_kind, &out->of[i].case_kind))
            return failed(ERR_BROKEN, "errors.store.code");
        TRY(open_due(db, keys, &rows[i], a, &out->of[i]));
    }
    return ok();
}
