/* survey.c -- see survey.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/survey.h"

#include "core/str.h"

static const char *const questions[SURVEY_QUESTIONS] = {"sure", "time", "carry"};
static const char *const waves[SURVEY_WAVES] = {"first", "later"};

void quarter_format(struct day d, char out[QUARTER_TEXT])
{
    int year, month, dom;
    char day[DAY_TEXT];

    require(day_is_set(d));
    day_split(d, &year, &month, &dom);
    day_format(d, day);
    for (int i = 0; i < 5; i++) /* "2026-" */
        out[i] = day[i];
    out[5] = (char)('1' + (month - 1) / 3);
    out[6] = '\0';
}

const char *survey_question_name(enum survey_question q)
{
    require(q < SURVEY_QUESTIONS);
    return questions[q];
}

const char *survey_wave_name(enum survey_wave w)
{
    require(w < SURVEY_WAVES);
    return waves[w];
}

static bool belongs(const struct survey_group *g, const struct survey_count *c)
{
    return str_same(g->quarter, c->quarter) && str_same(waves[g->wave], c->wave);
}

static void begin(struct survey_group *g, const struct survey_count *c)
{
    *g = (struct survey_group){
        .wave = str_same(c->wave, waves[SURVEY_FIRST]) ? SURVEY_FIRST : SURVEY_LATER};
    for (int i = 0; i < QUARTER_TEXT - 1 && c->quarter[i] != '\0'; i++)
        g->quarter[i] = c->quarter[i];
}

size_t survey_groups(const struct survey_count *counts, size_t len,
                     struct survey_group *to)
{
    size_t n = 0;

    for (size_t i = 0; i < len; i++) {
        const struct survey_count *c = &counts[i];

        if (n == 0 || !belongs(&to[n - 1], c))
            begin(&to[n++], c);
        for (int q = 0; q < SURVEY_QUESTIONS; q++)
            if (str_same(questions[q], c->question) && c->answer >= 1 &&
                c->answer <= SURVEY_STEPS)
                to[n - 1].n[q][c->answer - 1] += c->n;
    }
    return n;
}

/* Every question is answered by everybody; if a row were lost, the fewest count. */
int64_t survey_people(const struct survey_group *g)
{
    int64_t fewest = INT64_MAX;

    for (int q = 0; q < SURVEY_QUESTIONS; q++) {
        int64_t sum = 0;

        for (int a = 0; a < SURVEY_STEPS; a++)
            sum += g->n[q][a];
        fewest = sum < fewest ? sum : fewest;
    }
    return fewest;
}

bool survey_shown(const struct survey_group *g)
{
    return survey_people(g) >= SURVEY_SHOWN_FROM;
}
