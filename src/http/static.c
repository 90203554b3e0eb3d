/* static.c -- see static.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "http/static.h"

#include "http/gzip.h"

#include <string.h>

extern const unsigned char static_blob[];

const struct static_file *static_find(const char *name)
{
    for (size_t i = 0; i < static_files_len; i++)
        if (strcmp(static_files[i].name, name) == 0)
            return &static_files[i];
    return NULL;
}

/* For the rare client that does not take gzip. */
static void unpack(struct req *rq, const struct static_file *f)
{
    unsigned char *raw = arena_alloc(rq->arena, f->raw_len + 1);
    z_stream z = {.next_in = (Bytef *)(uintptr_t)(static_blob + f->at),
                  .avail_in = (uInt)f->len,
                  .next_out = raw,
                  .avail_out = (uInt)f->raw_len + 1,
                  .zalloc = gzip_take,
                  .zfree = gzip_give};

    require(inflateInit2(&z, 16 + MAX_WBITS) == Z_OK);
    int end = inflate(&z, Z_FINISH);
    inflateEnd(&z);
    require(end == Z_STREAM_END);
    put_bytes(&rq->out, (const char *)raw, f->raw_len);
}

void static_answer(struct req *rq, const struct static_file *f, bool immutable)
{
    rq->content_type = f->type;
    resp_header(rq, "ETag", f->etag);
    resp_header(rq, "Cache-Control",
                immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (f->gzip)
        resp_header(rq, "Vary", "Accept-Encoding");
    if (strcmp(req_header(rq, "if-none-match"), f->etag) == 0) {
        rq->status = 304;
        return;
    }
    if (f->gzip && strstr(req_header(rq, "accept-encoding"), "gzip") == NULL) {
        unpack(rq, f);
        return;
    }
    if (f->gzip)
        resp_header(rq, "Content-Encoding", "gzip");
    rq->fixed = (struct bytes){static_blob + f->at, f->len};
}
