/* address.h -- a postal address as people write it, and the words that make two
 * spellings of one address meet.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_ADDRESS_H
#define DOMAIN_ADDRESS_H

#include "core/arena.h"

struct address_parts {
    const char *number, *street, *unit, *postcode; /* as written; never NULL */
};

struct address {
    int64_t low, high;      /* "1-11" is 1 to 11, "12 1/2" is 12 to 12 */
    const char *number;     /* one spelling: "1-11", "12 1/2", "41-41A" */
    const char *street_key; /* "hutchings st", "dr martin luther king jr blvd" */
    const char *unit_key;   /* "2b" of "Apt. 2-B"; "" for none */
    const char *key;        /* number|street|unit|postcode */
};

/* NULL, or why it is no address, as a clause for people. */
const char *address_read(struct arena *a, const struct address_parts *parts,
                         struct address *out);

/* "2b" of "Apt. 2-B": one spelling of a unit; "" for none, or one too long to be one. */
const char *address_unit(struct arena *a, const char *written);

/* "12 1/2 Main St, Apt 3" and "12 Main St" apart into number and street; a unit behind a
 * comma, "#" or "Apt" goes to unit.  False when it does not begin with a number. */
bool address_split(struct arena *a, const char *line, struct address_parts *out);

/* Does the number of `one` lie in the range of `many`, on the same side of the street? */
bool address_within(const struct address *one, const struct address *many);

#endif
