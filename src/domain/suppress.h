/* suppress.h -- small numbers in public: what would point at a family is not printed, and
 * cannot be computed from what is.  The rule (1 to `max`, LIMIT_SMALL unless the city's
 * counsel says otherwise) is a setting.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_SUPPRESS_H
#define DOMAIN_SUPPRESS_H

#include "core/base.h"

struct cell {
    int64_t n;
    bool hidden;
};

/* A number of 1 to max. */
bool is_small(int64_t n, int64_t max);
/* A part of a known whole, where either it or the rest is small. */
bool is_small_part(int64_t part, int64_t whole, int64_t max);
/* A percent is printed from LIMIT_PROPORTION cases on. */
bool percent_allowed(int64_t denominator);

/* Hides the small cells of a list whose sum is printed, and as many others as it takes
 * for no hidden one to follow from the sum: none or at least two, and each of them could
 * be anything over a range as wide as max, as long as there is something left to hide.
 * `most` is a printed number that no cell exceeds; 0: their sum. */
void suppress_parts(struct cell *cells, size_t len, int64_t max, int64_t most);

#endif
