/* shown.h -- words of somebody else on a terminal, which would obey some of them.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_SHOWN_H
#define CLI_SHOWN_H

#include "base/json.h"

/* In `a`: what a terminal obeys, and what turns letters around, is a question mark. */
const char *shown_text(struct arena *a, const char *s);
/* A document on standard output; there it is written by its number. */
void shown_json(struct json_out *o);

#endif
