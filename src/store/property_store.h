/* property_store.h -- the register of addresses; the SQL is in
 * sql/enforcement/property.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_PROPERTY_STORE_H
#define STORE_PROPERTY_STORE_H

#include "core/ids.h"
#include "domain/address.h"
#include "store/db.h"

struct property {
    struct property_id id;
    const char *external_id; /* NULL: none; so with every text below that may be NULL */
    struct address_parts at; /* as the register writes it */
    const char *place, *region;
    int64_t lat_e7, lon_e7, year_built; /* INT_NONE: unknown */
    const char *neighbourhood;
};

enum property_put { PROPERTY_ADDED, PROPERTY_CHANGED, PROPERTY_SAME, PROPERTY_OTHER };

/* Adds the property, or brings the one with the same address up to date.
 * PROPERTY_OTHER: another row of the register has this very address; it stays.  What
 * `p` does not know (NULL, INT_NONE) never wipes what is known. */
MUST_CHECK struct err property_put(struct db *db, struct arena *a,
                                   const struct property *p, const struct address *key,
                                   enum property_put *out);

struct property_match {
    struct property_id id; /* unset: none */
    const char *neighbourhood;
};
/* The property for an address from elsewhere: the same external id, else the very
 * address, else the one whose range of numbers holds it; postcode and unit must agree
 * where both sides have them. */
MUST_CHECK struct err property_match(struct db *db, struct arena *a,
                                     const char *external_id, const struct address *at,
                                     struct property_match *out);

#endif
