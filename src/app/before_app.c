/* before_app.c -- see before_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/before_app.h"

#include "app/casework.h"
#include "app/sync_batch.h"
#include "base/helper.h"
#include "domain/limits.h"
#include "store/queries_enforcement.h"
#include "store/queries_photos.h"

#include <string.h>

static struct err may_see(struct session *s, const struct before_in *in)
{
    struct q_before_photo_in key = {
        .finding = in->finding,
        .sha256 = {in->sha256, sizeof in->sha256},
        .reader = s->actor.user,
        .since = {zone_day(s->zone, s->now).n - VISIT_DAYS_BACK},
    };
    struct q_before_photo_out row;
    struct db *db;

    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    TRY(db_one(db, &q_before_photo, &key, &row, s->arena));
    struct subject on = {
        .author = row.inspector,
        .assigned = row.goes_there > 0 ? s->actor.user : row.inspector,
    };
    return hide(policy_check(&s->actor, ACT_INSPECTION_VIEW, &on));
}

struct joining {
    uint8_t *to;
    size_t len, size;
};

static struct err join(void *ctx, const void *row)
{
    const struct q_photo_chunks_out *chunk = row;
    struct joining *j = ctx;

    if (chunk->bytes.len > j->size - j->len)
        return failed(ERR_BROKEN, "photo.size");
    memcpy(j->to + j->len, chunk->bytes.p, chunk->bytes.len);
    j->len += chunk->bytes.len;
    return ok();
}

static struct err whole(struct session *s, struct bytes sha, struct bytes *out)
{
    struct q_photo_get_out photo;
    struct db *db;

    TRY(session_db(s, STORE_PHOTOS, &db));
    TRY(db_one(db, &q_photo_get, &(struct q_photo_get_in){sha}, &photo, s->arena));
    if (photo.complete_at == 0)
        return failed(ERR_NOT_FOUND, "error.not_found");
    struct joining j = {.size = (size_t)photo.size};
    j.to = arena_alloc(s->arena, j.size);
    TRY(db_each(db, &q_photo_chunks, &(struct q_photo_chunks_in){sha}, join, &j));
    *out = (struct bytes){j.to, j.len};
    return ok();
}

struct err before_photo(struct session *s, const void *in, void **out)
{
    const struct before_in *asked = in;
    struct before *b = arena_new(s->arena, struct before);

    TRY(may_see(s, asked));
    TRY(whole(s, (struct bytes){asked->sha256, sizeof asked->sha256}, &b->photo));
    *out = b;
    return ok();
}

/* Only a JPEG: the helper would take other words for a paper. */
static bool is_jpeg(struct bytes b)
{
    return b.len > 2 && b.p[0] == 0xFF && b.p[1] == 0xD8;
}

struct err before_make(struct session *s, void *out)
{
    struct before *b = out;

    if (!is_jpeg(b->photo))
        return failed(ERR_NOT_FOUND, "error.not_found");
    if (s->papers == NULL)
        return failed(ERR_BUSY, "errors.helper");
    struct err e = helper_ask(s->papers, b->photo, s->arena, &b->small);
    return e.kind == ERR_BROKEN ? failed(ERR_NOT_FOUND, "error.not_found") : e;
}
