/* plain_words.h -- what a form says of somebody's immigration status is asked about once,
 * before it is kept: nobody here needs it, and a court can ask for what is written.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_PLAIN_WORDS_H
#define WEB_PLAIN_WORDS_H

#include "web/turn.h"

/* After read: a fault for each field with such words, unless this form was shown with the
 * same fault before and says so (the hidden input beside the CSRF token). */
void plain_words(struct turn *t, struct req *rq);

#endif
