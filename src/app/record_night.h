/* record_night.h -- every night, the provider's cases as a file for its own system: where
 * each stands, by its number; nothing of whom it is about (docs/record.md).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_RECORD_NIGHT_H
#define APP_RECORD_NIGHT_H

#include "app/session.h"

/* Rounds (rounds.h): is the file of this day still to be written?  out bool. */
struct err record_night_due(struct session *s, const void *in, void **out);
/* Writes it, and down that it was written or could not be. */
struct err record_night(struct session *s, const void *in, void **out);

#endif
