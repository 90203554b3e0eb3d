/* photo_app.c -- see photo_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/photo_app.h"

#include "base/crypto.h"
#include "base/keys.h"
#include "domain/limits.h"
#include "store/queries_photos.h"
#include "wire/sync.h"

#include <string.h>

static struct bytes sha_of(const struct photo_chunk *in)
{
    return (struct bytes){in->sha256, sizeof in->sha256};
}

static struct err check(const struct photo_chunk *in)
{
    int64_t end = in->start + (int64_t)in->bytes.len;

    if (in->size <= 0 || in->size > LIMIT_PHOTO_BYTES)
        return failed(ERR_TOO_LARGE, "photo.size");
    if (in->bytes.len == 0 || in->bytes.len > LIMIT_CHUNK_BYTES)
        return failed(ERR_INVALID, "photo.chunk");
    return in->start < 0 || end > in->size ? failed(ERR_INVALID, "photo.chunk") : ok();
}

/* The photo's row, made at its first chunk. */
static struct err row_of(struct session *s, struct db *db, const struct photo_chunk *in,
                         struct q_photo_get_out *out)
{
    struct q_photo_get_in key = {sha_of(in)};
    struct err e = db_one(db, &q_photo_get, &key, out, s->arena);

    if (e.kind != ERR_NOT_FOUND)
        return e;
    *out = (struct q_photo_get_out){.size = in->size, .author = s->actor.user};
    db_audit(db, &(struct audit){
                     .actor = session_actor(s), .act = "photo.add", .subject = "photo"});
    return db_exec(db, &q_photo_new,
                   &(struct q_photo_new_in){.sha256 = sha_of(in),
                                            .size = in->size,
                                            .author = s->actor.user,
                                            .created_at = s->now});
}

/* The hash of all that is here, chunk by chunk. */
struct whole {
    struct bytes pieces[LIMIT_PHOTO_BYTES / 4096 + 1];
    size_t len;
    struct arena *arena;
};

static struct err add_piece(void *ctx, const void *row)
{
    const struct q_photo_chunks_out *chunk = row;
    struct whole *w = ctx;

    if (w->len == COUNT(w->pieces))
        return failed(ERR_INVALID, "photo.chunk");
    char *copy = arena_copy(w->arena, (const char *)chunk->bytes.p, chunk->bytes.len);
    w->pieces[w->len++] = (struct bytes){(uint8_t *)copy, chunk->bytes.len};
    return ok();
}

static struct err is_whole(struct session *s, struct db *db, const struct photo_chunk *in,
                           bool *out)
{
    struct whole *w = arena_new(s->arena, struct whole);
    struct q_photo_chunks_in key = {sha_of(in)};

    w->arena = s->arena;
    TRY(db_each(db, &q_photo_chunks, &key, add_piece, w));
    struct sha256 sha = sha256_of_all(w->pieces, w->len);
    *out = memcmp(sha.b, in->sha256, SHA256_LEN) == 0;
    return ok();
}

static struct err set_have(struct db *db, const struct photo_chunk *in, int64_t have,
                           int64_t complete_at)
{
    return db_exec(db, &q_photo_have,
                   &(struct q_photo_have_in){sha_of(in), have, complete_at});
}

/* The last byte is here.  Bytes that are not what their name says are dropped, so that
 * a later and honest sender is not held up by them. */
static struct err finish(struct session *s, struct db *db, const struct photo_chunk *in,
                         struct photo_state *out)
{
    bool whole;

    TRY(is_whole(s, db, in, &whole));
    if (whole) {
        *out = (struct photo_state){.have = in->size, .complete = true};
        return set_have(db, in, in->size, s->now);
    }
    TRY(db_exec(db, &q_photo_chunks_drop, &(struct q_photo_chunks_drop_in){sha_of(in)}));
    *out = (struct photo_state){0};
    return set_have(db, in, 0, 0);
}

struct err photo_take(struct session *s, const struct photo_chunk *in,
                      struct photo_state *out)
{
    struct q_photo_get_out row;
    struct db *db;

    TRY(check(in));
    TRY(session_db(s, STORE_PHOTOS, &db));
    TRY(row_of(s, db, in, &row));
    if (row.size != in->size)
        return failed(ERR_INVALID, "photo.size");
    *out = (struct photo_state){.have = row.have, .complete = row.complete_at != 0};
    if (out->complete || in->start != row.have)
        return ok();
    TRY(db_exec(db, &q_photo_chunk_add,
                &(struct q_photo_chunk_add_in){sha_of(in), in->start, in->bytes}));
    out->have = in->start + (int64_t)in->bytes.len;
    if (out->have == in->size)
        return finish(s, db, in, out);
    return set_have(db, in, out->have, 0);
}

struct err photo_sign(const struct session *s, const struct photo_chunk *in,
                      struct photo_state *state)
{
    uint8_t signature[SIGNATURE_LEN];

    if (!state->complete || !id_is_set(id_of(s->device)))
        return ok();
    const char *sha = hex(s->arena, sha_of(in));
    const char *payload =
        photo_receipt_payload(s->arena, s->city, s->device, s->now, sha);
    TRY(p256_sign(&s->keys->receipt,
                  (struct bytes){(const uint8_t *)payload, strlen(payload)}, signature));
    state->receipt = sync_receipt(s->arena, payload, signature);
    return ok();
}
