/* recording_app.h -- a person's voice for the permission: one file for each version of
 * the words and language, and for the case manager whom they name.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_RECORDING_APP_H
#define APP_RECORDING_APP_H

#include "app/session.h"
#include "base/crypto.h"
#include "domain/codes.h"

#define RECORDING_PERMISSION "permission"

struct recording {
    const char *kind, *version, *type; /* "permission", "door-2026-11", "audio/mpeg" */
    enum lang lang;
    struct sha256 sha256;
    int64_t size, added_at;
    bool played; /* the words, and whom they name, are still the same */
};

/* All that the city has, at most 200. */
MUST_CHECK struct err recordings_list(struct session *s, struct recording **out,
                                      size_t *len);
/* "audio/mpeg", "audio/mp4", or NULL for what is neither MP3 nor M4A. */
const char *recording_type(struct bytes file);
/* What is said now in that language: a recording of anything else is not played.
 * ERR_NOT_FOUND while there is nobody to be named. */
MUST_CHECK struct err recording_spoken(struct session *s, enum lang lang,
                                       struct sha256 *out);

struct recording_in {
    uint8_t sha256[32];
};
struct recording_file {
    const char *type;
    struct bytes bytes;
};
/* In recording_in, out recording_file, ACT_FIELD_USE. */
MUST_CHECK struct err recording_file(struct session *s, const void *in, void **out);

#endif
