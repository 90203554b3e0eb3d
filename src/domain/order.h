/* order.h -- the order that the owner gets, word for word: composed by the phone before
 * signing, and again by the server, from the same data to the same bytes.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_ORDER_H
#define DOMAIN_ORDER_H

#include "core/arena.h"
#include "domain/op.h"

/* The sentences of an order; the legal ones are data (data/order). */
struct order_words {
    const char *title, *code, *edition, *translate;
    const char *property, *unit, *inspected, *inspector, *occupancy, *present;
    const char *found, *none, *earlier, *first_seen;
    const char *where, *what, *endangering, *by, *effort, *owner, *occupant, *photos;
    const char *must, *hearing, *rights, *perjury, *sign, *at, *contact;
    const char *months[12], *weekdays[7];
    const char *scope, *told, *units, *habitable, *rooms, *specialist, *lead, *nspire,
        *variance;
    const char *places[PLACES], *presents[PRESENTS], *occupancies[OCCUPANCIES];
    const char *passed, *unseen;
    const char *scopes[SCOPES], *specialists[SPECIALISTS], *leads[LEADS];
    const char *severities[SEVERITIES];
};

/* `data` has, flat: city, department, phone, address, unit, inspector, day, minute (of
 * the visit, local), occupancy, present (repeated), library, scope, told_right, units,
 * habitable, rooms (repeated), lead, specialist, why, signed_day, signed_minute;
 * then for each violation, in the order of the report: finding (its number or id, which
 * begins it), code, title, place, note, endangering, responsible, correct_by, photos
 * (how many), room, nspire, severity, variance and, for one that stood open before this
 * visit, first_seen (a day) and unseen ("1": nobody looked at it this time).
 * What is absent is left out.  The text lives in the arena. */
const char *order_compose(const struct fields *data, struct arena *a);

#endif
