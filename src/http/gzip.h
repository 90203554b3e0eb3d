/* gzip.h -- answers made at run time, compressed for whoever takes that.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef HTTP_GZIP_H
#define HTTP_GZIP_H

#include "http/req.h"

#include <zlib.h>

/* Makes `raw` the answer's body: for the few answers that are worth the processor. */
void gzip_answer(struct req *rq, struct bytes raw);

/* zlib's memory, for both ways. */
voidpf gzip_take(voidpf ctx, uInt n, uInt size);
void gzip_give(voidpf ctx, voidpf p);

#endif
