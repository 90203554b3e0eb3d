/* limits.c -- see limits.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/limits.h"

const struct limit limits[] = {
    {"unit", LIMIT_UNIT},
    {"address", LIMIT_ADDRESS},
    {"note", LIMIT_NOTE},
    {"order", LIMIT_ORDER},
    {"addendum", LIMIT_ADDENDUM},
    {"call_name", LIMIT_CALL_NAME},
    {"phone", LIMIT_PHONE},
    {"knock", LIMIT_KNOCK},
    {"name", LIMIT_NAME},
    {"room", LIMIT_ROOM},
    {"rooms", LIMIT_ROOMS},
    {"reason", LIMIT_REASON},
    {"section", LIMIT_SECTION},
    {"library", LIMIT_LIBRARY},
    {"version", LIMIT_VERSION},
    {"card_code", LIMIT_CARD_CODE},
    {"permission_words", LIMIT_PERMISSION_WORDS},
    {"photos", LIMIT_PHOTOS},
    {"photo_bytes", LIMIT_PHOTO_BYTES},
    {"photo_pixels", LIMIT_PHOTO_PIXELS},
    {"chunk_bytes", LIMIT_CHUNK_BYTES},
    {"sync_ops", LIMIT_SYNC_OPS},
    {"sync_bytes", LIMIT_SYNC_BYTES},
    {"pad_bytes", LIMIT_PAD_BYTES},
    {"undo_ms", LIMIT_UNDO_MS},
    {"clock_ms", LIMIT_CLOCK_MS},
    {"offer_days", LIMIT_OFFER_DAYS},
    {"no_days", LIMIT_NO_DAYS},
    {"proportion", LIMIT_PROPORTION},
    {"small", LIMIT_SMALL},
};
const size_t limits_len = COUNT(limits);
