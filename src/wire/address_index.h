/* address_index.h -- the city's addresses as phones keep them, small once compressed.
 * SPDX-License-Identifier: Apache-2.0
 *
 *     "addresses 1 COUNT TEXT_BYTES\n"
 *     TEXT: "@street \t place \t postcode \t neighbourhood \n" before its houses,
 *           "number [\t unit] \n" each, the number left out before a further unit
 *     COUNT ids of 16 bytes, by columns: all first bytes, then all second ones, ...
 *
 * Ids made together share their first bytes: columns let those vanish.  Pure. */
#ifndef WIRE_ADDRESS_INDEX_H
#define WIRE_ADDRESS_INDEX_H

#include "core/build.h"
#include "core/ids.h"

struct address_line {
    struct property_id id;
    const char *number, *street, *unit, *place, *postcode;
    const char *neighbourhood; /* NULL: none */
};

struct address_index {
    struct build text, ids; /* both of one arena */
    const char *street;     /* the line of the street whose houses follow */
    const char *number;
    size_t len;
};

/* Lines come street by street; a tab or line break within a word becomes a space. */
void address_index_add(struct address_index *x, const struct address_line *l);
/* The whole; x keeps nothing for another. */
struct bytes address_index_done(struct address_index *x);

#endif
