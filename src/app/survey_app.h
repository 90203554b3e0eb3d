/* survey_app.h -- the three questions: answers become counts the moment they arrive, in
 * the care store and without their author; that she answered, in the registry, without
 * what.  No audit row is written of either: its time would join the two again.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_SURVEY_APP_H
#define APP_SURVEY_APP_H

#include "app/session.h"
#include "domain/survey.h"

struct survey_told {
    struct survey_id id; /* of chance alone; sent again it is not counted again */
    int64_t answer[SURVEY_QUESTIONS];
};

struct survey_page {
    struct survey_group *of; /* of quarters that are over, newest first */
    size_t len;
};

/* in survey_told; first on the registry, then on care, ACT_SYNC. */
MUST_CHECK struct err survey_answered(struct session *s, const void *in, void **out);
MUST_CHECK struct err survey_counted(struct session *s, const void *in, void **out);
/* out survey_page, ACT_REPORT_INTERNAL: nobody in the inspectors' chain of command. */
MUST_CHECK struct err survey_report(struct session *s, const void *in, void **out);

#endif
