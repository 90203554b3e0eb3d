/* find_case.h -- a case that somebody names by the address of its page, or by its number
 * in the provider's own system; never by a person. SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_FIND_CASE_H
#define APP_FIND_CASE_H

#include "app/casework.h"

/* As casework_begin: ERR_NOT_FOUND for what names none, as for one that may not be seen,
 * by the same statements. */
MUST_CHECK struct err find_case_begin(struct session *s, const char *which, enum act act,
                                      struct casework *w);

/* The number that was meant, whether or not there is such a case; for words that name
 * none, a number that no case has. */
MUST_CHECK struct err find_case_id(struct session *s, const char *which,
                                   struct casefile_id *out);

#endif
