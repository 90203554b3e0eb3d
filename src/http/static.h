/* static.h -- files the program carries, compressed at build time (tools/assetgen.py).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef HTTP_STATIC_H
#define HTTP_STATIC_H

#include "http/req.h"

struct static_file {
    const char *name, *type; /* "js/app.js" */
    size_t at, len, raw_len; /* in the blob; and uncompressed */
    int gzip;
    const char *etag;
};

extern const char static_build[]; /* changes whenever any of them does */
extern const struct static_file static_files[];
extern const size_t static_files_len;

const struct static_file *static_find(const char *name);
/* Answers with the file, or with 304 when the client holds it.  Immutable files live at
 * an address with the build's mark; others are asked for again each time. */
void static_answer(struct req *rq, const struct static_file *f, bool immutable);

#endif
