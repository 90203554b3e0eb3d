/* differ.c -- see differ.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/differ.h"

#include "core/str.h"

#include <string.h>

static bool later(int64_t at, struct id op, int64_t than, struct id than_op)
{
    return at != than ? at > than : memcmp(&op, &than_op, sizeof op) > 0;
}

static bool is_newest_of_phone(const struct differ *d, size_t n)
{
    const struct said *one = &d->said[n];

    for (size_t i = 0; i < d->said_len; i++)
        if (id_same(d->said[i].device, one->device) &&
            later(d->said[i].at, d->said[i].op, one->at, one->op))
            return false;
    return true;
}

/* The last choice that names the op; NULL for none. */
static const struct settled *choice_on(const struct differ *d, struct id op)
{
    const struct settled *last = NULL;

    for (size_t i = 0; i < d->settled_len; i++) {
        const struct settled *s = &d->settled[i];

        if (!id_same(s->op, op) && !id_same(s->kept, op))
            continue;
        if (last == NULL || later(s->at, s->choice, last->at, last->choice))
            last = s;
    }
    return last;
}

/* The same words of the same phone. */
static bool repeats(const struct said *one, const struct said *other)
{
    return id_same(one->device, other->device) && str_same(one->value, other->value);
}

/* The last choice that names the op decides; where none does, the last one on the same
 * words of the same phone: said again, they raise no question that was settled. */
static bool is_settled(const struct differ *d, const struct said *one)
{
    const struct settled *last = choice_on(d, one->op);
    struct id op = one->op;

    if (last != NULL)
        return !id_same(last->kept, op);
    for (size_t i = 0; i < d->said_len; i++) {
        const struct settled *s =
            repeats(one, &d->said[i]) ? choice_on(d, d->said[i].op) : NULL;

        if (s == NULL ||
            (last != NULL && !later(s->at, s->choice, last->at, last->choice)))
            continue;
        last = s;
        op = d->said[i].op;
    }
    return last != NULL && !id_same(last->kept, op);
}

bool differ_stands(const struct differ *d, size_t said)
{
    return is_newest_of_phone(d, said) && !is_settled(d, &d->said[said]);
}

static size_t newest(const struct differ *d, bool standing)
{
    size_t best = d->said_len;

    for (size_t i = 0; i < d->said_len; i++) {
        if (standing && !differ_stands(d, i))
            continue;
        if (best == d->said_len ||
            later(d->said[i].at, d->said[i].op, d->said[best].at, d->said[best].op))
            best = i;
    }
    return best;
}

size_t differ_shown(const struct differ *d)
{
    size_t best = newest(d, true);

    return best < d->said_len ? best : newest(d, false);
}

bool differ_open(const struct differ *d)
{
    size_t shown = differ_shown(d);

    for (size_t i = 0; i < d->said_len; i++)
        if (differ_stands(d, i) && !str_same(d->said[i].value, d->said[shown].value))
            return true;
    return false;
}
