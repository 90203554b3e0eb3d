/* report_words.h -- periods and cut-offs of reports in words.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_REPORT_WORDS_H
#define WEB_REPORT_WORDS_H

#include "core/arena.h"
#include "core/zone.h"

/* "July 1, 2026 to November 26, 2026" */
const char *report_period_words(struct arena *a, const char *lang, struct day from,
                                struct day to);
/* "As of Nov 26, 3:05 pm." */
const char *report_as_of(struct arena *a, const char *lang, const struct zone *z,
                         int64_t ms);

#endif
