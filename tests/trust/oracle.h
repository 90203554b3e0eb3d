/* oracle.h -- whether an answer, a letter or a line of the log does something that nobody
 * of ours wrote.  Each says what is wrong, or NULL.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_TRUST_ORACLE_H
#define TESTS_TRUST_ORACLE_H

#include "http/local.h"

/* By its status, its headers and its kind of content. */
const char *answer_fault(const struct local_answer *a, struct arena *arena);
/* Markup that our views do not write: event attributes, scripts without a source of ours,
 * addresses of another scheme or host, a value without its quotes; *html moves there. */
const char *markup_fault(const char **html);
/* A cell that a spreadsheet would run, whatever its separator. */
const char *csv_fault(const char *csv);
/* A header that is no mailer's of ours, or twice; one whose value spoils the next. */
const char *letter_fault(const char *letter);
/* Not one JSON map a line, or a word of somebody who typed ("hit"). */
const char *log_fault(const char *log, struct arena *arena);

#endif
