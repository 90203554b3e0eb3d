/* survey.h -- three questions to those who visit homes, before they first ask for help
 * and every quarter: what is counted of the answers, and when a count may be shown.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_SURVEY_H
#define DOMAIN_SURVEY_H

#include "core/day.h"

enum survey_question { SURVEY_SURE, SURVEY_TIME, SURVEY_CARRY, SURVEY_QUESTIONS };
enum survey_wave { SURVEY_FIRST, SURVEY_LATER, SURVEY_WAVES }; /* of a person */
#define SURVEY_STEPS 5      /* not at all ... very much */
#define SURVEY_SHOWN_FROM 4 /* people; of fewer nothing is shown */

#define QUARTER_TEXT 16 /* "2026-4", and the NUL */
void quarter_format(struct day d, char out[QUARTER_TEXT]);

const char *survey_question_name(enum survey_question q); /* "sure" */
const char *survey_wave_name(enum survey_wave w);         /* "first" */

/* Of one quarter and wave: by question and answer, which counts from 1. */
struct survey_group {
    char quarter[QUARTER_TEXT];
    enum survey_wave wave;
    int64_t n[SURVEY_QUESTIONS][SURVEY_STEPS];
};
struct survey_count {
    const char *quarter, *wave, *question;
    int64_t answer, n;
};
/* Counts, sorted by quarter and wave, as groups; `to` has room for a group a count.
 * Returns how many. */
size_t survey_groups(const struct survey_count *counts, size_t len,
                     struct survey_group *to);
/* How many people a group is of, and whether that is enough to show it. */
int64_t survey_people(const struct survey_group *g);
bool survey_shown(const struct survey_group *g);

#endif
