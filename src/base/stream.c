/* stream.c -- see stream.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/stream.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

#define PIECE 65536
#define SEALED (PIECE + crypto_secretstream_xchacha20poly1305_ABYTES)
#define HEAD crypto_secretstream_xchacha20poly1305_HEADERBYTES

struct summing {
    FILE *file;
    crypto_hash_sha256_state sha;
    int64_t bytes;
};

struct work {
    struct summing in, out;
    crypto_secretstream_xchacha20poly1305_state state;
    uint8_t from[SEALED], to[SEALED];
};

static struct err broken(void)
{
    return failed(ERR_BROKEN, "errors.crypto.sealed");
}

static struct err put(struct summing *s, const uint8_t *p, size_t len)
{
    if (fwrite(p, 1, len, s->file) != len)
        return errno == ENOSPC ? failed(ERR_FULL, "error.full")
                               : failed(ERR_BROKEN, "error.broken");
    crypto_hash_sha256_update(&s->sha, p, len);
    s->bytes += (int64_t)len;
    return ok();
}

/* Up to len bytes, fewer only at the end. */
static struct err get(struct summing *s, uint8_t *p, size_t len, size_t *got)
{
    *got = fread(p, 1, len, s->file);
    if (ferror(s->file))
        return failed(ERR_BROKEN, "error.broken");
    crypto_hash_sha256_update(&s->sha, p, *got);
    s->bytes += (int64_t)*got;
    return ok();
}

static bool at_end(FILE *f)
{
    int c = getc(f);

    if (c != EOF)
        ungetc(c, f);
    return c == EOF;
}

static void begin(struct work *w, FILE *in, FILE *out)
{
    w->in.file = in;
    w->out.file = out;
    crypto_hash_sha256_init(&w->in.sha);
    crypto_hash_sha256_init(&w->out.sha);
}

static struct stream_sum sum_of(struct summing *s)
{
    struct stream_sum sum = {.bytes = s->bytes};

    crypto_hash_sha256_final(&s->sha, sum.sha.b);
    return sum;
}

static struct err seal_all(struct work *w, const uint8_t key[CIPHER_KEY_LEN])
{
    unsigned char tag = 0;
    size_t len;

    crypto_secretstream_xchacha20poly1305_init_push(&w->state, w->to, key);
    TRY(put(&w->out, w->to, HEAD));
    while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
        TRY(get(&w->in, w->from, PIECE, &len));
        if (at_end(w->in.file))
            tag = crypto_secretstream_xchacha20poly1305_TAG_FINAL;
        crypto_secretstream_xchacha20poly1305_push(&w->state, w->to, NULL, w->from, len,
                                                   NULL, 0, tag);
        TRY(put(&w->out, w->to, len + crypto_secretstream_xchacha20poly1305_ABYTES));
    }
    return fflush(w->out.file) == 0 ? ok() : failed(ERR_FULL, "error.full");
}

static struct err open_all(struct work *w, const uint8_t key[CIPHER_KEY_LEN])
{
    unsigned char tag = 0;
    unsigned long long plain;
    size_t len;

    TRY(get(&w->in, w->from, HEAD, &len));
    if (len != HEAD ||
        crypto_secretstream_xchacha20poly1305_init_pull(&w->state, w->from, key) != 0)
        return broken();
    while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
        TRY(get(&w->in, w->from, SEALED, &len));
        if (crypto_secretstream_xchacha20poly1305_pull(&w->state, w->to, &plain, &tag,
                                                       w->from, len, NULL, 0) != 0)
            return broken();
        TRY(put(&w->out, w->to, (size_t)plain));
    }
    if (!at_end(w->in.file))
        return broken();
    return fflush(w->out.file) == 0 ? ok() : failed(ERR_FULL, "error.full");
}

struct err stream_seal(const uint8_t key[CIPHER_KEY_LEN], FILE *in, FILE *out,
                       struct stream_sum *plain, struct stream_sum *sealed)
{
    struct arena arena CLEANUP(arena_free) = {0};
    struct work *w = arena_new(&arena, struct work);

    begin(w, in, out);
    TRY(seal_all(w, key));
    *plain = sum_of(&w->in);
    *sealed = sum_of(&w->out);
    return ok();
}

struct err stream_open(const uint8_t key[CIPHER_KEY_LEN], FILE *in, FILE *out,
                       struct stream_sum *plain, struct stream_sum *sealed)
{
    struct arena arena CLEANUP(arena_free) = {0};
    struct work *w = arena_new(&arena, struct work);

    begin(w, in, out);
    TRY(open_all(w, key));
    *plain = sum_of(&w->out);
    *sealed = sum_of(&w->in);
    return ok();
}
