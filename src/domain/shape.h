/* shape.h -- the shapes a single value may have.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_SHAPE_H
#define DOMAIN_SHAPE_H

#include "domain/codes.h"

enum shape {
    SHAPE_ID,     /* UUID */
    SHAPE_LINE,   /* text without line ends or other controls */
    SHAPE_TEXT,   /* text of several lines */
    SHAPE_ORDER,  /* as text, counted in bytes */
    SHAPE_CODE,   /* a word of the field's list */
    SHAPE_DAY,    /* YYYY-MM-DD */
    SHAPE_FLAG,   /* 0 or 1 */
    SHAPE_SHA,    /* 64 hexadecimal letters */
    SHAPE_PHOTO,  /* SHA256HEX:SIZE:TAKEN_MS */
    SHAPE_CHOICE, /* CHOICE:KNOWN_BY */
    SHAPE_LANG,   /* a language tag, "es", "zh-Hant" */
    SHAPE_TOKEN,  /* letters, digits and . : _ - */
    SHAPE_PHONE,  /* at least ten digits, with the usual marks */
    SHAPE_CARD,   /* the help card's eight letters */
    SHAPE_ROOM,   /* PLACE or PLACE:LABEL */
    SHAPE_TIME,   /* HH:MM */
    SHAPE_YEAR,   /* 1600 to 2199 */
    SHAPE_COUNT,  /* 1 to 999 */
    SHAPES
};

/* NULL when the value, which is not empty, has the shape; else the message id.
 * `max` counts characters, where the shape is a text. */
const char *shape_fault(enum shape shape, size_t max, const struct codes *codes,
                        const char *value);

/* The code of a help card without spaces and look-alikes (O is 0, I and L are 1), in
 * capitals; false when it cannot be one. */
bool card_code_clean(const char *typed, char out[9]);

#endif
