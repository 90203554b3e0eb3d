/* household_store.c -- see household_store.h; the SQL is in sql/care/household.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/household_store.h"

#include "base/json.h"
#include "store/case_open.h"
#include "store/queries_care.h"

#include <string.h>

static struct seal_place place_in(struct db *db, const char *table, const char *column,
                                  struct id row)
{
    return seal_care(db, table, column, row);
}

static struct bytes seal_person(struct db *db, const struct data_key *key,
                                const struct household_person *p, struct arena *a)
{
    struct seal_place at = place_in(db, "household_person", "person", p->id);
    struct json_out j = {.arena = a};

    json_map(&j, NULL);
    json_put_text(&j, "name", p->name);
    json_put_text(&j, "relation", p->relation);
    json_put_text(&j, "lang", p->lang);
    json_put_int(&j, "birth_year", p->birth_year);
    json_end_map(&j);
    return seal_text(key, &at, json_done(&j), a);
}

struct err household_person_add(struct db *db, const struct data_key *key,
                                const struct household_person *p, struct arena *a,
                                bool *added)
{
    struct q_household_person_add_in in = {
        .id = p->id,
        .casefile = p->casefile,
        .author = p->author,
        .at = p->at,
        .person = seal_person(db, key, p, a),
    };
    int64_t changed;

    TRY(db_exec_count(db, &q_household_person_add, &in, &changed));
    *added = changed == 1;
    return ok();
}

struct err household_person_save(struct db *db, const struct data_key *key,
                                 const struct household_person *p, struct arena *a)
{
    struct q_household_person_save_in in = {
        .id = p->id,
        .casefile = p->casefile,
        .gone_day = p->gone_day,
        .person = seal_person(db, key, p, a),
        .rev = p->rev,
    };

    return db_exec(db, &q_household_person_save, &in);
}

/* Opened, with what the cell says; an erased resident's have nothing to say. */
static struct err open_person(struct db *db, const struct data_key *key,
                              struct bytes sealed, struct arena *a,
                              struct household_person *p)
{
    struct seal_place at = place_in(db, "household_person", "person", p->id);
    struct json j = {0};
    const char *s;

    TRY(open_text(key, &at, sealed, a, &s));
    if (s == NULL)
        return ok();
    TRY(json_read(a, s, strlen(s), &j));
    p->name = json_text(&j, "name");
    p->relation = json_text(&j, "relation");
    p->lang = json_text(&j, "lang");
    p->birth_year = json_int(&j, "birth_year", 0);
    return ok();
}

struct err household_people(struct db *db, const struct data_key *key,
                            struct casefile_id id, struct arena *a,
                            struct household_people *out)
{
    struct q_household_person_list_in in = {.casefile = id};
    struct q_household_person_list_out *rows;

    TRY(db_many(db, &q_household_person_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct household_person, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        out->of[i] = (struct household_person){
            .id = rows[i].id,
            .casefile = id,
            .author = rows[i].author,
            .gone_day = rows[i].gone_day,
            .at = rows[i].at,
            .rev = rows[i].rev,
        };
        TRY(open_person(db, key, rows[i].person, a, &out->of[i]));
    }
    return ok();
}

struct err household_home_add(struct db *db, const struct data_key *key,
                              const struct household_home *h, struct arena *a,
                              bool *added)
{
    struct seal_place at = place_in(db, "household_home", "place", h->id);
    struct q_household_home_add_in in = {
        .id = h->id,
        .casefile = h->casefile,
        .author = h->author,
        .at = h->at,
        .from_day = h->from,
        .to_day = h->to,
        .place = seal_text(key, &at, case_place_text(&h->place, a), a),
    };
    int64_t changed;

    TRY(db_exec_count(db, &q_household_home_add, &in, &changed));
    *added = changed == 1;
    return ok();
}

struct err household_home_close(struct db *db, struct casefile_id id, struct day day)
{
    struct q_household_home_close_in in = {.casefile = id, .day = day};

    return db_exec(db, &q_household_home_close, &in);
}

struct err household_homes(struct db *db, const struct data_key *key,
                           struct casefile_id id, struct arena *a,
                           struct household_homes *out)
{
    struct q_household_home_list_in in = {.casefile = id};
    struct q_household_home_list_out *rows;

    TRY(db_many(db, &q_household_home_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct household_home, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct case_cell cell = {
            .key = key,
            .at = place_in(db, "household_home", "place", rows[i].id),
            .sealed = rows[i].place,
        };

        struct household_home *home = &out->of[out->len - 1 - i];

        *home = (struct household_home){
            .id = rows[i].id,
            .casefile = id,
            .author = rows[i].author,
            .from = rows[i].from_day,
            .to = rows[i].to_day,
            .at = rows[i].at,
        };
        TRY(case_open_place(&cell, a, &home->place));
    }
    return ok();
}
