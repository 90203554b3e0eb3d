/* qr.h -- a text as a square of dots, for a page.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_QR_H
#define BASE_QR_H

#include "core/arena.h"
#include "core/err.h"

/* The `d` of an SVG path, one unit a dot, and how many dots a side has, with the quiet
 * margin of four.  ERR_INVALID ("errors.too_long") for what no square holds. */
struct qr {
    const char *path;
    int side;
};
MUST_CHECK struct err qr_make(struct arena *a, const char *text, struct qr *out);

#endif
