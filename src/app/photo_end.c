/* photo_end.c -- see disposal_app.h: a round deletes the bytes from the photos store, the
 * next one strikes what is gone from enforcement's list, so that either may be repeated.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/disposal_app.h"

#include "store/queries_enforcement.h"
#include "store/queries_photos.h"

enum { A_ROUND = 100 };

struct ends {
    bool due; /* first: what a round finds begins with it */
    struct bytes *of;
    size_t len;
};

/* Those of the list that the photos store has, or has not. */
static struct err sort_out(struct session *s, bool there, void **out)
{
    struct ends *e = arena_new(s->arena, struct ends);
    struct q_photo_end_list_out *rows;
    struct db *db, *photos;
    size_t len;

    *out = e;
    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    TRY(db_many(db, &q_photo_end_list, &(struct q_photo_end_list_in){A_ROUND},
                (void *)&rows, &len, s->arena));
    if (len == 0)
        return ok();
    TRY(session_db(s, STORE_PHOTOS, &photos));
    e->of = arena_array(s->arena, struct bytes, len);
    for (size_t i = 0; i < len; i++) {
        struct q_photo_get_out row;
        struct err found =
            db_one(photos, &q_photo_get, &(struct q_photo_get_in){rows[i].sha256}, &row,
                   s->arena);

        if (found.kind != ERR_NOT_FOUND)
            TRY(found);
        if ((found.kind == OK) == there)
            e->of[e->len++] = rows[i].sha256;
    }
    e->due = e->len > 0;
    return ok();
}

struct err photo_end_due(struct session *s, const void *in, void **out)
{
    (void)in;
    return sort_out(s, true, out);
}

struct err photo_end(struct session *s, const void *in, void **out)
{
    const struct ends *e = in;
    struct db *db;

    *out = NULL;
    TRY(session_db(s, STORE_PHOTOS, &db));
    for (size_t i = 0; i < e->len; i++) {
        TRY(db_exec(db, &q_photo_chunks_drop,
                    &(struct q_photo_chunks_drop_in){e->of[i]}));
        TRY(db_exec(db, &q_photo_drop, &(struct q_photo_drop_in){e->of[i]}));
    }
    return ok();
}

struct err photo_ended_due(struct session *s, const void *in, void **out)
{
    (void)in;
    return sort_out(s, false, out);
}

struct err photo_ended(struct session *s, const void *in, void **out)
{
    const struct ends *e = in;
    struct db *db;

    *out = NULL;
    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    for (size_t i = 0; i < e->len; i++)
        TRY(db_exec(db, &q_photo_end_done, &(struct q_photo_end_done_in){e->of[i]}));
    return ok();
}
