/* draft_store.c -- see draft_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/draft_store.h"

#include "store/queries_care.h"

static struct seal_place draft_place(struct db *db, struct id row)
{
    return seal_care(db, "note_draft", "note", row);
}

struct err draft_load(struct db *db, const struct data_key *key, struct arena *a,
                      struct note_draft *d)
{
    struct q_draft_get_in in = {.casefile = d->casefile, .author = d->author};
    struct q_draft_get_out row;
    struct err e = db_one(db, &q_draft_get, &in, &row, a);

    *d = (struct note_draft){.casefile = in.casefile, .author = in.author};
    if (e.kind == ERR_NOT_FOUND)
        return ok();
    TRY(e);
    struct seal_place at = draft_place(db, row.id);
    d->id = row.id;
    d->at = row.at;
    return open_text(key, &at, row.note, a, &d->note);
}

struct err draft_save(struct db *db, const struct data_key *key,
                      const struct note_draft *d, struct arena *a)
{
    struct seal_place at = draft_place(db, d->id);
    struct q_draft_put_in in = {
        .casefile = d->casefile,
        .author = d->author,
        .id = d->id,
        .at = d->at,
        .note = seal_text(key, &at, d->note, a),
    };

    return db_exec(db, &q_draft_put, &in);
}

struct err draft_drop(struct db *db, struct casefile_id id, struct user_id author)
{
    struct q_draft_drop_in in = {.casefile = id, .author = author};

    return db_exec(db, &q_draft_drop, &in);
}

struct err note_is_there(struct db *db, struct id id, struct arena *a, bool *out)
{
    struct q_note_there_in in = {.id = id};
    struct q_note_there_out row;

    TRY(db_one(db, &q_note_there, &in, &row, a));
    *out = row.n > 0;
    return ok();
}
