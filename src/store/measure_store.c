/* measure_store.c -- see measure_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/measure_store.h"

#include "core/str.h"
#include "store/queries_care.h"

static struct seal_place answers_place(struct db *db, struct id row)
{
    return seal_care(db, "case_measure", "answers", row);
}

struct err measure_add(struct db *db, const struct data_key *key, const struct measure *m,
                       struct arena *a, bool *added)
{
    struct seal_place at = answers_place(db, m->id);
    struct q_measure_add_in in = {
        .id = m->id,
        .casefile = m->casefile,
        .instrument = m->instrument->name,
        .stage = measure_stage_codes.list[m->stage].word,
        .author = m->author,
        .at = m->at,
        .day = m->day,
        .answers = seal_text(key, &at, measure_write(m->instrument, &m->answers, a), a),
        .score = m->score == NO_SCORE ? INT_NONE : m->score,
    };
    int64_t changed;

    TRY(db_exec_count(db, &q_measure_add, &in, &changed));
    *added = changed == 1;
    return ok();
}

static int score_of(int64_t kept)
{
    return kept == INT_NONE ? NO_SCORE : (int)kept;
}

struct err measure_list(struct db *db, const struct data_key *key, struct casefile_id id,
                        struct arena *a, struct measures *out)
{
    struct q_measure_list_in in = {.casefile = id};
    struct q_measure_list_out *rows;
    size_t len;

    TRY(db_many(db, &q_measure_list, &in, (void *)&rows, &len, a));
    *out = (struct measures){.of = arena_array(a, struct measure, len + 1)};
    for (size_t i = 0; i < len; i++) {
        const struct instrument *of = instrument_named(rows[i].instrument);
        struct seal_place at = answers_place(db, rows[i].id);
        int stage = codes_find(&measure_stage_codes, rows[i].stage);
        const char *answers;

        if (of == NULL || stage < 0)
            continue;
        TRY(open_text(key, &at, rows[i].answers, a, &answers));
        out->of[out->len++] = (struct measure){
            .id = rows[i].id,
            .casefile = id,
            .instrument = of,
            .stage = (enum measure_stage)stage,
            .author = rows[i].author,
            .at = rows[i].at,
            .day = rows[i].day,
            .answers = measure_read(of, answers),
            .score = score_of(rows[i].score),
        };
    }
    return ok();
}

/* The rows of one case and one instrument come one behind the other. */
struct counting {
    struct evaluation *e;
    struct casefile_id casefile;
    const struct instrument *instrument; /* NULL: none yet */
    int first, last;                     /* score at the start, and after it */
};

static void count_one(struct counting *c)
{
    if (c->instrument != NULL && c->first != NO_SCORE)
        evaluation_measure(c->e, c->instrument, c->first, c->last);
}

static struct err take(void *ctx, const void *out)
{
    const struct q_report_measures_out *row = out;
    const struct instrument *of = instrument_named(row->instrument);
    struct counting *c = ctx;

    if (of != c->instrument || !id_same(id_of(row->casefile), id_of(c->casefile))) {
        count_one(c);
        c->instrument = of;
        c->casefile = row->casefile;
        c->first = c->last = NO_SCORE;
    }
    if (str_same(row->stage, measure_stage_codes.list[STAGE_BASELINE].word))
        c->first = score_of(row->score);
    else if (row->score != INT_NONE)
        c->last = score_of(row->score);
    return ok();
}

struct err report_measures(struct db *care, const struct report_period *p,
                           struct evaluation *e)
{
    struct q_report_measures_in in = {
        .first = p->first, .last = p->last, .as_of = p->as_of};
    struct counting c = {.e = e, .first = NO_SCORE, .last = NO_SCORE};

    TRY(db_each(care, &q_report_measures, &in, take, &c));
    count_one(&c);
    return ok();
}
