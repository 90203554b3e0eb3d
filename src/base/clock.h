/* clock.h -- the two clocks of the machine; rules get instants handed to them.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "core/base.h"

#include <pthread.h>
#include <time.h>

int64_t clock_ms(void);        /* wall clock, milliseconds UTC */
int64_t clock_steady_us(void); /* only for differences */

/* Waiting by the steady clock: whoever sets the wall clock neither ends nor prolongs it.
 */
void clock_cond_init(pthread_cond_t *cond);
struct timespec clock_steady_after(int64_t us); /* for pthread_cond_timedwait */

#endif
