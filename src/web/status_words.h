/* status_words.h -- what a look at the installation found, as sentences.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_STATUS_WORDS_H
#define WEB_STATUS_WORDS_H

#include "app/status_app.h"
#include "web/status_views.h"

const char *status_words(struct session *s, const struct status_line *l);
struct status_line_view status_line_view(struct session *s, const struct status_line *l);

#endif
