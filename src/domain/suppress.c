/* suppress.c -- see suppress.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/suppress.h"

#include "domain/limits.h"

bool is_small(int64_t n, int64_t max)
{
    return n >= 1 && n <= max;
}

bool is_small_part(int64_t part, int64_t whole, int64_t max)
{
    return is_small(part, max) || is_small(whole - part, max);
}

bool percent_allowed(int64_t denominator)
{
    return denominator >= LIMIT_PROPORTION;
}

/* One hidden cell follows from the sum; of several, none is less than what the others
 * leave of it, and none is more than all of it. */
static bool can_be_told(const struct cell *cells, size_t len, int64_t max, int64_t most)
{
    int64_t hidden = 0, sum = 0;

    for (size_t i = 0; i < len; i++)
        if (cells[i].hidden) {
            hidden++;
            sum += cells[i].n;
        }
    if (hidden < 2)
        return hidden == 1;
    int64_t high = most > 0 && most < sum ? most : sum;
    int64_t low = sum - (hidden - 1) * high;
    return high - (low > 0 ? low : 0) < max;
}

/* The smallest printed cell that says something, else an empty one; NULL: none left. */
static struct cell *next_to_hide(struct cell *cells, size_t len)
{
    struct cell *best = NULL;

    for (size_t i = 0; i < len; i++) {
        struct cell *c = &cells[i];
        if (c->hidden)
            continue;
        if (best == NULL || (best->n == 0 && c->n > 0) || (c->n > 0 && c->n < best->n))
            best = c;
    }
    return best;
}

void suppress_parts(struct cell *cells, size_t len, int64_t max, int64_t most)
{
    for (size_t i = 0; i < len; i++)
        cells[i].hidden |= is_small(cells[i].n, max);
    while (can_be_told(cells, len, max, most)) {
        struct cell *c = next_to_hide(cells, len);
        if (c == NULL)
            return;
        c->hidden = true;
    }
}
