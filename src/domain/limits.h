/* limits.h -- how long, how many, how late: the numbers that phone and server share.
 * Texts are counted in characters (code points), orders and photos in bytes.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_LIMITS_H
#define DOMAIN_LIMITS_H

#include "core/base.h"

enum {
    LIMIT_UNIT = 20,
    LIMIT_ADDRESS = 200,
    LIMIT_NOTE = 2000,
    LIMIT_ORDER = 65536,
    LIMIT_ADDENDUM = 4000,
    LIMIT_CALL_NAME = 40,
    LIMIT_PHONE = 25,
    LIMIT_KNOCK = 100,
    LIMIT_NAME = 80,
    LIMIT_ROOM = 24,   /* which of several, "2, front" */
    LIMIT_ROOMS = 40,  /* of one inspection */
    LIMIT_SETTLES = 8, /* values that one choice settles */
    LIMIT_REASON = 200,
    LIMIT_SECTION = 20,
    LIMIT_LIBRARY = 40,
    LIMIT_VERSION = 40,
    LIMIT_CARD_CODE = 8,
    LIMIT_PERMISSION_WORDS = 45,

    LIMIT_PHOTOS = 12, /* of one finding */
    LIMIT_PHOTO_BYTES = 4 * 1024 * 1024,
    LIMIT_PHOTO_PIXELS = 1600, /* its longer side */
    LIMIT_CHUNK_BYTES = 256 * 1024,

    /* Pictures of earlier visits, as a phone is sent them. */
    LIMIT_BEFORE_PHOTOS = 3, /* of one violation, the newest */
    LIMIT_BEFORE_PIXELS = 640,
    LIMIT_BEFORE_BYTES = 64 * 1024,
    LIMIT_BEFORE_DAY_BYTES = 6 * 1024 * 1024, /* a phone fetches no more in a day */

    LIMIT_RECORDING_BYTES = 512 * 1024, /* of a text, spoken in one language */

    LIMIT_SYNC_OPS = 200,
    LIMIT_SYNC_BYTES = 1024 * 1024,
    LIMIT_PAD_BYTES = 1024, /* an op's JSON is a multiple of this */

    LIMIT_UNDO_MS = 10 * 60 * 1000,       /* a help request can be taken back so long */
    LIMIT_CLOCK_MS = 5 * 60 * 1000,       /* a phone further off is flagged */
    LIMIT_AWAY_MS = 15 * 60 * 1000,       /* a phone put away so long asks who is there */
    LIMIT_SHIFT_MS = 12 * 60 * 60 * 1000, /* then only the passphrase opens it */
    LIMIT_PASSPHRASE = 15,                /* characters of a phone's own, at least */
    LIMIT_PIN = 6,                        /* digits */
    LIMIT_PIN_TRIES = 5,                  /* then only the passphrase */
    LIMIT_COPY_OLD_HOURS = 24,            /* then a copy of Today says that it is old */
    LIMIT_COPY_DAYS = 3,                  /* over a weekend; then it is removed */
    LIMIT_COPY_TRIES = 5,                 /* at its password, then too */
    LIMIT_OFFER_DAYS = 7,                 /* "ask for help" stays on Today so long */
    LIMIT_NO_DAYS = 90,                   /* a "no" closes alert and re-offer so long */
    LIMIT_PROPORTION = 20,                /* no percent under so many cases */
    LIMIT_SMALL = 10,                     /* crossed cells of 1 to this are suppressed */
};

/* The same by name, for the phone. */
struct limit {
    const char *name; /* "undo_ms" */
    int32_t value;
};
extern const struct limit limits[];
extern const size_t limits_len;

#endif
