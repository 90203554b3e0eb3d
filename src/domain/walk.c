/* walk.c -- see walk.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/walk.h"

static bool has_place(const struct walk_door *d)
{
    return d->lat_e7 != WALK_NOWHERE && d->lon_e7 != WALK_NOWHERE;
}

static int64_t size_of(int64_t n)
{
    return n < 0 ? -n : n;
}

/* Along the streets rather than across the blocks.  A degree of longitude is three
 * quarters of one of latitude at 42 degrees north; no floats in domain. */
static int64_t way(const struct walk_door *a, const struct walk_door *b)
{
    if (!has_place(a) || !has_place(b))
        return 0;
    return size_of((int64_t)a->lat_e7 - b->lat_e7) +
           size_of((int64_t)a->lon_e7 - b->lon_e7) * 3 / 4;
}

static void insert(size_t *order, size_t *len, size_t at, size_t door)
{
    for (size_t i = (*len)++; i > at; i--)
        order[i] = order[i - 1];
    order[at] = door;
}

/* By their time; of two at one time the one that was named first. */
static void put_timed(const struct walk_door *doors, size_t *order, size_t *len,
                      size_t door)
{
    size_t at = *len;

    while (at > 0 && doors[order[at - 1]].minute > doors[door].minute)
        at--;
    insert(order, len, at, door);
}

/* What it costs to go there between the door at `at` - 1 and the one at `at`. */
static int64_t detour(const struct walk_door *doors, const size_t *order, size_t len,
                      size_t at, size_t door)
{
    const struct walk_door *d = &doors[door];
    int64_t cost = 0;

    if (at > 0)
        cost += way(&doors[order[at - 1]], d);
    if (at < len)
        cost += way(d, &doors[order[at]]);
    if (at > 0 && at < len)
        cost -= way(&doors[order[at - 1]], &doors[order[at]]);
    return cost;
}

static void put_near(const struct walk_door *doors, size_t *order, size_t *len,
                     size_t door)
{
    size_t best = *len;

    for (size_t at = 0; at < *len; at++)
        if (detour(doors, order, *len, at, door) < detour(doors, order, *len, best, door))
            best = at;
    insert(order, len, best, door);
}

void walk_order(const struct walk_door *doors, size_t len, size_t *order)
{
    size_t n = 0;

    for (size_t i = 0; i < len; i++)
        if (doors[i].minute != WALK_ANYTIME)
            put_timed(doors, order, &n, i);
    for (size_t i = 0; i < len; i++)
        if (doors[i].minute == WALK_ANYTIME && has_place(&doors[i]))
            put_near(doors, order, &n, i);
    for (size_t i = 0; i < len; i++)
        if (doors[i].minute == WALK_ANYTIME && !has_place(&doors[i]))
            insert(order, &n, n, i);
}
