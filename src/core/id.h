/* id.h -- identifiers: UUIDv7 (RFC 9562), 16 bytes in memory, 36 letters at the edges.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_ID_H
#define CORE_ID_H

#include "core/base.h"

struct id {
    uint8_t b[16];
};

#define ID_TEXT 37 /* 36 letters and the NUL */

/* One struct per kind of identifier, so that an agency can never be passed for a
 * resident.  All have the shape of struct id. */
#define DEFINE_ID(noun) \
    struct noun##_id {  \
        uint8_t b[16];  \
    }

/* From any typed identifier to the plain one, and back: id_to(agency, plain). */
#define id_of(typed) id_from_bytes((typed).b)
#define id_to(noun, plain)    \
    ((union {                 \
         struct id from;      \
         struct noun##_id to; \
     }){.from = (plain)}      \
         .to)
struct id id_from_bytes(const uint8_t b[16]);

bool id_is_set(struct id id);
bool id_same(struct id a, struct id b);
/* Writes 36 lower-case letters and a NUL. */
void id_format(struct id id, char out[ID_TEXT]);
/* Accepts 36 letters of either case with any version; false leaves *out alone. */
bool id_parse(const char *s, size_t len, struct id *out);
/* A UUIDv7 of the instant with 74 bits of the caller's randomness. */
struct id id_make(int64_t unix_ms, const uint8_t random[10]);

#endif
