/* clock.h -- the two clocks of the machine; rules get instants handed to them.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "core/base.h"

int64_t clock_ms(void);        /* wall clock, milliseconds UTC */
int64_t clock_steady_us(void); /* only for differences */

#endif
