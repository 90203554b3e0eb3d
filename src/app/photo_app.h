/* photo_app.h -- photographs arrive in chunks and are whole when their hash says so.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_PHOTO_APP_H
#define APP_PHOTO_APP_H

#include "app/session.h"

struct photo_chunk {
    uint8_t sha256[32];
    int64_t start, size; /* of the whole, as every chunk announces it */
    struct bytes bytes;
};

struct photo_state {
    int64_t have; /* bytes durable, without a gap */
    bool complete;
    const char *receipt; /* JSON of sync_receipt: this phone may forget it; or NULL */
};

/* A job on the photos store.  A chunk that is here already changes nothing; one beyond
 * a gap neither: the sender goes on from `have`.  ERR_INVALID for a size other than the
 * first one's or too large, or when the last byte came and the hash is another: then
 * what was here is forgotten, and the sender begins again. */
MUST_CHECK struct err photo_take(struct session *s, const struct photo_chunk *in,
                                 struct photo_state *out);

/* After the commit: signs for a phone that the whole picture is here. */
MUST_CHECK struct err photo_sign(const struct session *s, const struct photo_chunk *in,
                                 struct photo_state *state);

#endif
