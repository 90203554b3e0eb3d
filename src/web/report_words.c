/* report_words.c -- see report_words.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/report_words.h"

#include "base/text.h"
#include "base/when.h"

const char *report_period_words(struct arena *a, const char *lang, struct day from,
                                struct day to)
{
    return text_fill(a, lang, "report.period_words", "from",
                     when_day(a, lang, from, WHEN_LONG), "to",
                     when_day(a, lang, to, WHEN_LONG), NULL);
}

const char *report_as_of(struct arena *a, const char *lang, const struct zone *z,
                         int64_t ms)
{
    return text_fill(a, lang, "report.as_of", "when",
                     when_instant(a, lang, z, ms, WHEN_LONG), NULL);
}
