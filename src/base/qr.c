/* qr.c -- see qr.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/qr.h"

#include "core/build.h"

#include <qrencode.h>
#include <stdio.h>

enum { QUIET = 4 };

/* Dots beside each other are one bar. */
static void put_row(struct build *out, const QRcode *q, int y)
{
    char bar[64];

    for (int x = 0, end; x < q->width; x = end + 1) {
        for (end = x; end < q->width && (q->data[y * q->width + end] & 1) != 0;)
            end++;
        if (end > x)
            build_bytes(out, bar,
                        (size_t)snprintf(bar, sizeof bar, "M%d %dh%dv1h-%dz", x + QUIET,
                                         y + QUIET, end - x, end - x));
    }
}

struct err qr_make(struct arena *a, const char *text, struct qr *out)
{
    QRcode *q = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    struct build path = {.arena = a};

    if (q == NULL)
        return failed(ERR_INVALID, "errors.too_long");
    for (int y = 0; y < q->width; y++)
        put_row(&path, q, y);
    *out = (struct qr){build_done(&path), q->width + 2 * QUIET};
    QRcode_free(q);
    return ok();
}
