/* status_words.h -- what a look at the installation found, as a sentence.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_STATUS_WORDS_H
#define WEB_STATUS_WORDS_H

#include "app/status_app.h"

const char *status_words(struct session *s, const struct status_line *l);

#endif
