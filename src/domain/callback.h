/* callback.h -- a few consents, drawn by chance, are called back by somebody else: was it
 * a yes, and is it known to whom and how it ends?
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_CALLBACK_H
#define DOMAIN_CALLBACK_H

#include "domain/codes.h"

/* One that was stopped before anybody called is nobody's task any more. */
enum callback_state {
    CALLBACK_WAITS,
    CALLBACK_AGREED,
    CALLBACK_DENIED,
    CALLBACK_UNREACHED,
    CALLBACK_STOPPED,
    CALLBACK_STATES
};
DECLARE_CODES(callback_state);
enum callback_answer { CALLBACK_YES, CALLBACK_NO, CALLBACK_ANSWERS };
DECLARE_CODES(callback_answer);

/* How many of a hundred, where the city has not said (`callback_percent`). */
#define CALLBACK_PERCENT_USUAL "5"
enum { CALLBACK_TRIES_MAX = 3, CALLBACK_PERCENT_MAX = 100 };

/* `chance`: any of 2^32, alike. */
bool callback_is_drawn(uint32_t chance, int64_t percent);
/* After so many tries that reached nobody. */
enum callback_state callback_after_tries(int64_t tries);

#endif
