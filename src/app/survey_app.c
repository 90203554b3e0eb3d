/* survey_app.c -- see survey_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/survey_app.h"

#include "app/casework.h"
#include "store/queries_care.h"
#include "store/queries_registry.h"

/* The quarter in which an answer arrives: one that is over never changes again. */
static const char *quarter_now(struct session *s)
{
    char *quarter = arena_alloc(s->arena, QUARTER_TEXT);

    quarter_format(session_today(s), quarter);
    return quarter;
}

struct err survey_answered(struct session *s, const void *in, void **out)
{
    const char *quarter = quarter_now(s);
    struct q_survey_earlier_in key = {s->actor.user, quarter};
    struct q_survey_earlier_out earlier;
    enum survey_wave *wave = arena_new(s->arena, enum survey_wave);
    struct db *db;

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_SYNC, NULL)));
    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(db_one(db, &q_survey_earlier, &key, &earlier, s->arena));
    *wave = earlier.n == 0 ? SURVEY_FIRST : SURVEY_LATER;
    *out = wave;
    return db_exec(db, &q_survey_answered_add,
                   &(struct q_survey_answered_add_in){s->actor.user, quarter});
}

struct err survey_counted(struct session *s, const void *input, void **out)
{
    const struct survey_told *in = input;
    const enum survey_wave *wave = *out;
    struct q_survey_token_add_in token = {in->id};
    struct db *db;
    int64_t fresh;

    TRY(session_db(s, STORE_CARE, &db));
    TRY(db_exec_count(db, &q_survey_token_add, &token, &fresh));
    for (int q = 0; fresh == 1 && q < SURVEY_QUESTIONS; q++)
        TRY(db_exec(db, &q_survey_count_add,
                    &(struct q_survey_count_add_in){
                        .quarter = quarter_now(s),
                        .wave = survey_wave_name(*wave),
                        .question = survey_question_name((enum survey_question)q),
                        .answer = in->answer[q],
                    }));
    return ok();
}

struct err survey_report(struct session *s, const void *in, void **out)
{
    struct survey_page *p = arena_new(s->arena, struct survey_page);
    struct q_survey_counts_in key = {quarter_now(s)};
    struct q_survey_counts_out *rows;
    struct db *db;
    size_t len;

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_REPORT_INTERNAL, NULL)));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(db_many(db, &q_survey_counts, &key, &rows, &len, s->arena));
    struct survey_count *counts = arena_array(s->arena, struct survey_count, len + 1);
    for (size_t i = 0; i < len; i++)
        counts[i] = (struct survey_count){rows[i].quarter, rows[i].wave, rows[i].question,
                                          rows[i].answer, rows[i].n};
    p->of = arena_array(s->arena, struct survey_group, len + 1);
    p->len = survey_groups(counts, len, p->of);
    *out = p;
    return ok();
}
