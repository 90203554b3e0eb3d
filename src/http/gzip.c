/* gzip.c -- see gzip.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "http/gzip.h"

#include <stdlib.h>
#include <string.h>

voidpf gzip_take(voidpf ctx, uInt n, uInt size)
{
    (void)ctx;
    return memory_new((size_t)n * size);
}

void gzip_give(voidpf ctx, voidpf p)
{
    (void)ctx;
    free(p);
}

void gzip_answer(struct req *rq, struct bytes raw)
{
    z_stream z = {.next_in = (Bytef *)(uintptr_t)raw.p,
                  .avail_in = (uInt)raw.len,
                  .zalloc = gzip_take,
                  .zfree = gzip_give};

    resp_header(rq, "Vary", "Accept-Encoding");
    if (strstr(req_header(rq, "accept-encoding"), "gzip") == NULL) {
        put_bytes(&rq->out, (const char *)raw.p, raw.len);
        return;
    }
    require(raw.len < INT32_MAX);
    require(deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8,
                         Z_DEFAULT_STRATEGY) == Z_OK);
    uLong cap = deflateBound(&z, (uLong)raw.len);
    unsigned char *packed = arena_alloc(rq->arena, cap);
    z.next_out = packed;
    z.avail_out = (uInt)cap;
    int end = deflate(&z, Z_FINISH);
    deflateEnd(&z);
    require(end == Z_STREAM_END);
    put_bytes(&rq->out, (const char *)packed, z.total_out);
    resp_header(rq, "Content-Encoding", "gzip");
}
