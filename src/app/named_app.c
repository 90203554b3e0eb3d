/* named_app.c -- see named_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/named_app.h"

#include "core/str.h"
#include "domain/record.h"
#include "store/case_open.h"
#include "store/household_store.h"
#include "store/queries_care.h"
#include "store/record_store.h"

#include <string.h>

#define LATELY_MS (365 * 24 * INT64_C(3600000))
enum { CASES_MAX = 5000, NUMBER_LEAST = 5 };

struct reading {
    struct session *s;
    struct db *db;
    const char *text;
    struct named_list *found;
};

static struct err read_household(const struct reading *r, const struct data_key *key,
                                 struct casefile_id id)
{
    struct household_people people;
    struct arena *a = r->s->arena;

    TRY(household_people(r->db, key, id, a, &people));
    for (size_t i = 0; i < people.len; i++)
        named_name(a, r->text, people.of[i].name, r->found);
    return ok();
}

static struct err read_case(const struct reading *r, const struct q_learnt_known_out *row)
{
    struct arena *a = r->s->arena;
    struct case_person who;
    struct case_place place;
    struct data_key key;
    struct err e = casefile_key(r->db, r->s->keys, row->resident, a, &key);

    if (e.kind == ERR_NOT_FOUND)
        return ok(); /* erased */
    TRY(e);
    struct case_cell person =
        case_cell(r->db, &key, "person", id_of(row->id), row->person);
    struct case_cell at = case_cell(r->db, &key, "place", id_of(row->id), row->place);
    TRY(case_open_person(&person, a, &who));
    TRY(case_open_place(&at, a, &place));
    named_name(a, r->text, who.name, r->found);
    named_name(a, r->text, who.rules.ask_for, r->found);
    named_phone(a, r->text, who.phone, r->found);
    named_home(a, r->text, place.address, place.unit, r->found);
    return read_household(r, &key, row->id);
}

/* ---- case numbers, by their keyed marks ---- */

static bool is_of(const struct q_learnt_known_out *rows, size_t len,
                  struct casefile_id id)
{
    for (size_t i = 0; i < len; i++)
        if (id_same(id_of(rows[i].id), id_of(id)))
            return true;
    return false;
}

static bool is_plain(const char *word)
{
    return strspn(word, "0123456789") == strlen(word) && strlen(word) < NUMBER_LEAST;
}

static struct err read_number(const struct reading *r, const char *word,
                              const struct q_learnt_known_out *rows, size_t len)
{
    struct arena *a = r->s->arena;
    const char *number = record_number(a, word);
    struct casefile_id id;

    if (number == NULL || strpbrk(number, "0123456789") == NULL)
        return ok();
    TRY(own_number_find(r->db, r->s->keys, record_number_same(a, number), a, &id));
    if (id_is_set(id_of(id)) && is_of(rows, len, id))
        named_add(r->found, number, is_plain(number));
    return ok();
}

/* Each word as it is and without the marks around it: "(24-1187)." */
static struct err read_numbers(const struct reading *r,
                               const struct q_learnt_known_out *rows, size_t len)
{
    static const char blanks[] = " \n", marks[] = "#.,;:!?()\"'";

    for (const char *s = r->text + strspn(r->text, blanks); *s != '\0';) {
        const char *end = s + strcspn(s, blanks), *last = end;

        s += strspn(s, marks);
        while (last > s && strchr(marks, last[-1]) != NULL)
            last--;
        if (last > s && (size_t)(last - s) <= RECORD_NUMBER_MAX)
            TRY(read_number(r, arena_copy(r->s->arena, s, (size_t)(last - s)), rows,
                            len));
        s = end + strspn(end, blanks);
    }
    return ok();
}

struct err named_find(struct session *s, const char *text, struct named_list *out)
{
    struct q_learnt_known_in in = {s->actor.user, s->now - LATELY_MS, CASES_MAX};
    struct reading r = {.s = s, .text = text, .found = out};
    struct q_learnt_known_out *rows;
    size_t len;

    *out = (struct named_list){.len = 0};
    TRY(session_db(s, STORE_CARE, &r.db));
    TRY(db_many(r.db, &q_learnt_known, &in, &rows, &len, s->arena));
    for (size_t i = 0; i < len; i++)
        TRY(read_case(&r, &rows[i]));
    return read_numbers(&r, rows, len);
}
