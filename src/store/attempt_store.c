/* attempt_store.c -- see attempt_store.h; the SQL is in sql/care/{attempt,note}.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/attempt_store.h"

#include "store/queries_care.h"

static struct seal_place note_place(struct db *db, const char *table, struct id row)
{
    return seal_care(db, table, "note", row);
}

struct err attempt_add(struct db *db, const struct data_key *key, const struct attempt *t,
                       struct arena *a, bool *added)
{
    struct seal_place at = note_place(db, "attempt", id_of(t->id));
    struct q_attempt_add_in in = {
        .id = t->id,
        .casefile = t->casefile,
        .author = t->author,
        .at = t->at,
        .day = t->day,
        .channel = t->channel,
        .outcome = t->outcome,
        .lang = t->lang,
        .interpreter = t->interpreter,
        .next_day = t->next_day,
        .number_kind = t->number,
        .note = seal_text(key, &at, t->note, a),
    };
    int64_t changed;

    TRY(db_exec_count(db, &q_attempt_add, &in, &changed));
    *added = changed == 1;
    return ok();
}

struct err attempt_list(struct db *db, const struct data_key *key, struct casefile_id id,
                        struct arena *a, struct attempts *out)
{
    struct q_attempt_list_in in = {.casefile = id};
    struct q_attempt_list_out *rows;

    TRY(db_many(db, &q_attempt_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct attempt, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct seal_place at = note_place(db, "attempt", id_of(rows[i].id));

        out->of[i] = (struct attempt){
            .id = rows[i].id,
            .casefile = id,
            .author = rows[i].author,
            .at = rows[i].at,
            .day = rows[i].day,
            .next_day = rows[i].next_day,
            .channel = rows[i].channel,
            .outcome = rows[i].outcome,
            .lang = rows[i].lang,
            .interpreter = rows[i].interpreter,
            .number = rows[i].number_kind,
        };
        TRY(open_text(key, &at, rows[i].note, a, &out->of[i].note));
    }
    return ok();
}

struct err note_add(struct db *db, const struct data_key *key, const struct case_note *n,
                    struct arena *a, bool *added)
{
    struct seal_place at = note_place(db, "case_note", n->id);
    struct q_note_add_in in = {
        .id = n->id,
        .casefile = n->casefile,
        .author = n->author,
        .at = n->at,
        .note = seal_text(key, &at, n->note, a),
        .corrects = n->corrects,
    };
    int64_t changed;

    TRY(db_exec_count(db, &q_note_add, &in, &changed));
    *added = changed == 1;
    return ok();
}

struct err note_list(struct db *db, const struct data_key *key, struct casefile_id id,
                     struct arena *a, struct case_notes *out)
{
    struct q_note_list_in in = {.casefile = id};
    struct q_note_list_out *rows;

    TRY(db_many(db, &q_note_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct case_note, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct seal_place at = note_place(db, "case_note", rows[i].id);

        out->of[i] = (struct case_note){
            .id = rows[i].id,
            .casefile = id,
            .author = rows[i].author,
            .at = rows[i].at,
            .corrects = rows[i].corrects,
        };
        TRY(open_text(key, &at, rows[i].note, a, &out->of[i].note));
    }
    return ok();
}
