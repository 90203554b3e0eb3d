/* erase_store.c -- see erase_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/erase_store.h"

#include "base/json.h"
#include "core/str.h"
#include "store/queries_care.h"

#include <string.h>

struct err erasure_add(struct db *db, const struct erasure *e)
{
    struct q_erasure_add_in in = {e->resident, e->at, erase_why_name(e->why)};

    return db_exec(db, &q_erasure_add, &in);
}

static struct err read_row(struct id id, int64_t at, const char *why, struct erasure *out)
{
    *out = (struct erasure){.resident = id_to(resident, id), .at = at};
    return erase_why_parse(why, &out->why) ? ok()
                                           : failed(ERR_BROKEN, "errors.store.code");
}

struct err erasure_list(struct db *db, int64_t most, struct arena *a,
                        struct erasures *out)
{
    struct q_erasure_list_in in = {most};
    struct q_erasure_list_out *rows;

    TRY(db_many(db, &q_erasure_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct erasure, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        TRY(read_row(rows[i].id, rows[i].at, rows[i].why, &out->of[i]));
        out->of[i].done_at = rows[i].done_at;
    }
    return ok();
}

struct err erasure_open(struct db *db, int64_t most, struct arena *a,
                        struct erasures *out)
{
    struct q_erasure_open_in in = {most};
    struct q_erasure_open_out *rows;

    TRY(db_many(db, &q_erasure_open, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct erasure, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        TRY(read_row(rows[i].id, rows[i].at, rows[i].why, &out->of[i]));
    return ok();
}

struct err erasure_count(struct db *db, struct arena *a, struct erasure_counts *out)
{
    struct q_erasure_counts_out row;

    TRY(db_one(db, &q_erasure_counts, NULL, &row, a));
    *out = (struct erasure_counts){row.n, row.open};
    return ok();
}

struct err erase_household(struct db *db, struct casefile_id id, struct arena *a,
                           struct casefile_ids *out)
{
    struct q_erase_household_in in = {id};
    struct q_erase_household_out *rows;
    size_t len;

    TRY(db_many(db, &q_erase_household, &in, (void *)&rows, &len, a));
    *out = (struct casefile_ids){arena_array(a, struct casefile_id, len + 1), 1};
    out->of[0] = id;
    for (size_t i = 0; i < len; i++)
        if (!id_same(id_of(rows[i].casefile), id_of(id)))
            out->of[out->len++] = rows[i].casefile;
    return ok();
}

struct err erase_count(struct db *db, struct casefile_id id, struct arena *a,
                       struct erase_counts *out)
{
    struct q_erase_counts_in in = {id};
    struct q_erase_counts_out row;

    TRY(db_one(db, &q_erase_counts, &in, &row, a));
    *out = (struct erase_counts){row.notes, row.files, row.sent, row.agencies};
    return ok();
}

const char *erased_external(const struct keys *keys, const char *external_id,
                            struct arena *a)
{
    static const char mark[] = "erased:";
    struct sha256 mac =
        hmac_sha256((struct bytes){keys->blind, sizeof keys->blind},
                    (struct bytes){(const uint8_t *)external_id, strlen(external_id)});
    const char *word = hex(a, (struct bytes){mac.b, sizeof mac.b / 2});
    char *out = arena_alloc(a, sizeof mark + strlen(word));

    memcpy(out, mark, sizeof mark - 1);
    memcpy(out + sizeof mark - 1, word, strlen(word) + 1);
    return out;
}

/* ---- what is done to each case ---- */

/* All of a list take what its first one takes. */
static const struct query *const by_case[] = {
    &q_erase_casefile,        &q_erase_case_key,       &q_erase_case_number,
    &q_erase_case_number_was, &q_erase_note_draft,     &q_erase_case_inspection,
    &q_erase_home_noted,      &q_erase_address_queue,  &q_erase_case_need,
    &q_erase_attempt,         &q_erase_consent,        &q_erase_consent_receipt,
    &q_erase_referral_link,   &q_erase_referral_step,  &q_erase_stop_notice,
    &q_erase_case_block,      &q_erase_household_home, &q_erase_home_visit,
};
static const struct query *const by_none[] = {
    &q_erase_case_note,   &q_erase_referral,     &q_erase_household_person,
    &q_erase_case_goal,   &q_erase_case_measure, &q_erase_case_file,
    &q_erase_hub_consent, &q_erase_hub_matter,   &q_erase_hub_reveal,
    &q_erase_glass,       &q_erase_legal_demand, &q_erase_address_program,
    &q_erase_legal_hold,  &q_erase_hub_lead,
};
static const struct query *const by_time[] = {
    &q_erase_case_task,
    &q_erase_resident_word,
};

static const uint8_t nothing[1]; /* of no bytes, and yet not NULL */

static struct err erase_case(struct db *db, struct casefile_id id, int64_t at)
{
    struct q_erase_casefile_in in = {id};
    struct q_erase_case_note_in none = {id, {nothing, 0}};
    struct q_erase_case_task_in timed = {id, at};

    for (size_t i = 0; i < COUNT(by_case); i++)
        TRY(db_exec(db, by_case[i], &in));
    for (size_t i = 0; i < COUNT(by_none); i++)
        TRY(db_exec(db, by_none[i], &none));
    for (size_t i = 0; i < COUNT(by_time); i++)
        TRY(db_exec(db, by_time[i], &timed));
    return ok();
}

/* What an op says that was put aside under the house's key; "" when nothing is left. */
static struct err open_fault(struct db *db, const struct keys *keys,
                             const struct q_erase_faults_out *row, struct arena *a,
                             const char **said)
{
    struct data_key house;
    struct seal_place at = seal_care(db, "op_fault", "content", id_of(row->id));

    *said = "";
    TRY(seal_house_key_of(keys, row->content, &house));
    return row->content.len > 0 ? open_text(&house, &at, row->content, a, said) : ok();
}

static struct err erase_faults(struct db *db, const struct keys *keys,
                               struct casefile_id id, int64_t at, struct arena *a)
{
    struct q_erase_faults_out *rows;
    char text[ID_TEXT];
    const char *said;
    size_t len;

    id_format(id_of(id), text);
    TRY(db_many(db, &q_erase_faults, NULL, (void *)&rows, &len, a));
    for (size_t i = 0; i < len; i++) {
        struct q_erase_fault_in in = {rows[i].id, {nothing, 0}, at};

        TRY(open_fault(db, keys, &rows[i], a, &said));
        if (strstr(said, text) != NULL)
            TRY(db_exec(db, &q_erase_fault, &in));
    }
    return ok();
}

static struct err hide_external(struct db *db, const struct keys *keys,
                                const struct q_erase_cases_out *c, struct arena *a)
{
    struct q_erase_external_in in = {.casefile = c->casefile};

    if (c->external_id == NULL || str_starts(c->external_id, "erased:"))
        return ok();
    in.external_id = erased_external(keys, c->external_id, a);
    return db_exec(db, &q_erase_external, &in);
}

struct err erasure_destroy(struct db *db, const struct keys *keys,
                           const struct erasure *e, struct arena *a)
{
    struct q_erase_cases_in of = {e->resident};
    struct q_erase_key_in key = {e->resident, e->at};
    struct q_erasure_done_in done = {e->resident, e->done_at};
    struct q_erase_cases_out *cases;
    size_t len;

    TRY(db_many(db, &q_erase_cases, &of, (void *)&cases, &len, a));
    for (size_t i = 0; i < len; i++) {
        TRY(hide_external(db, keys, &cases[i], a));
        TRY(erase_faults(db, keys, cases[i].casefile, e->at, a));
        TRY(erase_case(db, cases[i].casefile, e->at));
    }
    TRY(db_exec(db, &q_erase_key, &key));
    return db_exec(db, &q_erasure_done, &done);
}
