/* order_read.h -- a signed order taken apart again: its lines for setting in type, and
 * its violations for the page in the occupant's language.  What it does not understand,
 * of an order signed under other words, is a line of text, never lost.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_ORDER_READ_H
#define DOMAIN_ORDER_READ_H

#include "core/day.h"
#include "domain/order.h"

enum order_part {
    ORDER_BLANK,
    ORDER_HEAD,      /* of the letter: city, department */
    ORDER_TITLE,     /* what it is called */
    ORDER_TRANSLATE, /* "have it translated" */
    ORDER_SECTION,   /* "VIOLATIONS FOUND AT THIS VISIT" */
    ORDER_FINDING,   /* "1. 410.180 Temperature Requirements" */
    ORDER_PAIR,      /* "Property: 12 Main St": label and text */
    ORDER_UNDER,     /* of a violation */
    ORDER_UNDER_PAIR,
    ORDER_TEXT,
};

/* One line; label and text live in the arena. */
struct order_line {
    enum order_part part;
    const char *label; /* "Property:"; "" without one */
    const char *text;
};

struct order_reader {
    const char *at; /* begin here */
    int line;       /* begin with 0 */
    bool under;     /* a violation's lines follow */
};
bool order_next(struct order_reader *r, struct arena *a, struct order_line *out);

/* A violation as the order tells it. */
struct order_item {
    const char *section; /* "410.180 Temperature Requirements" */
    const char *place;   /* a word of place_codes, or what the order says */
    const char *room;    /* which of several, behind a place that is known; "" without */
    bool place_known;
    struct day correct_by, first_seen; /* DAY_NONE: not told */
    bool occupant;                     /* is responsible */
    bool endangering;
};
#define ORDER_ITEMS 200
/* At most ORDER_ITEMS of them. */
size_t order_items(const char *order, struct arena *a, struct order_item *out);

#endif
