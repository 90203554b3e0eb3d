/* connect_store.c -- see connect_store.h; the SQL is in sql/care/connect.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/connect_store.h"

#include "core/str.h"
#include "domain/consent.h"
#include "store/case_open.h"
#include "store/queries_care.h"

enum { LIST_MAX = 50, MONTHS_MAX = 24 };

static struct seal_place place_of(struct db *db, struct id id, const char *column)
{
    return seal_care(db, "referral_step", column, id);
}

struct err step_add(struct db *db, const struct data_key *key,
                    const struct referral_step *step, struct arena *a)
{
    struct seal_place note = place_of(db, step->id, "note");
    struct seal_place told = place_of(db, step->id, "told_by");
    struct q_step_add_in in = {
        .id = step->id,
        .referral = step->referral,
        .at = step->at,
        .event = step->event,
        .state = step->state,
        .said_by = step->said_by,
        .author = step->author,
        .reason = step->reason,
        .note = seal_text(key, &note, step->note, a),
        .told_by = seal_text(key, &told, step->told_by, a),
    };

    return db_exec(db, &q_step_add, &in);
}

struct err step_list(struct db *db, const struct data_key *key, struct casefile_id id,
                     struct arena *a, struct referral_steps *out)
{
    struct q_step_list_in in = {.casefile = id};
    struct q_step_list_out *rows;

    TRY(db_many(db, &q_step_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct referral_step, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct seal_place note = place_of(db, rows[i].id, "note");
        struct seal_place told = place_of(db, rows[i].id, "told_by");

        out->of[i] = (struct referral_step){
            .id = rows[i].id,
            .referral = rows[i].referral,
            .at = rows[i].at,
            .event = rows[i].event,
            .state = rows[i].state,
            .said_by = rows[i].said_by,
            .author = rows[i].author,
            .reason = rows[i].reason,
        };
        TRY(open_text(key, &note, rows[i].note, a, &out->of[i].note));
        TRY(open_text(key, &told, rows[i].told_by, a, &out->of[i].told_by));
    }
    return ok();
}

struct err proof_set(struct db *db, struct referral_id id, enum proof proof, int64_t at,
                     bool have)
{
    struct q_proof_add_in add = {.referral = id, .proof = proof_name(proof), .at = at};
    struct q_proof_remove_in remove = {.referral = id, .proof = proof_name(proof)};

    return have ? db_exec(db, &q_proof_add, &add) : db_exec(db, &q_proof_remove, &remove);
}

struct err proof_list(struct db *db, struct referral_id id, struct arena *a, bool *have)
{
    struct q_proof_list_in in = {.referral = id};
    struct q_proof_list_out *rows;
    size_t len;
    enum proof proof;

    TRY(db_many(db, &q_proof_list, &in, (void *)&rows, &len, a));
    for (size_t i = 0; i < len; i++)
        if (proof_parse(rows[i].proof, &proof))
            have[proof] = true;
    return ok();
}

enum { NOTHING_AGAINST, REFUSED_OTHERS, REFUSED_THIS };

static struct err rank(struct db *db, const struct after_refusal *after,
                       const struct service *of, struct arena *a, int *out)
{
    struct q_refusals_of_service_in in = {
        .service = of->id, .reason = after->reason, .since = after->since};
    struct q_refusals_of_service_out row;

    if (*out == REFUSED_THIS || in.reason == NULL)
        return ok();
    TRY(db_one(db, &q_refusals_of_service, &in, &row, a));
    *out = row.n > 0 ? REFUSED_OTHERS : NOTHING_AGAINST;
    return ok();
}

static void order(struct services *list, const int *ranks, struct arena *a)
{
    struct service *sorted = arena_array(a, struct service, list->len + 1);
    size_t n = 0;

    for (int r = NOTHING_AGAINST; r <= REFUSED_THIS; r++)
        for (size_t i = 0; i < list->len; i++)
            if (ranks[i] == r) {
                sorted[n] = list->of[i];
                sorted[n++].refused = r > NOTHING_AGAINST;
            }
    list->of = sorted;
}

struct err services_after_refusal(struct db *db, struct after_refusal *after,
                                  struct arena *a, struct services *list)
{
    struct q_refusals_of_need_in in = {.need = after->need};
    struct q_refusals_of_need_out *no;
    int *ranks = arena_array(a, int, list->len + 1);
    size_t len;

    TRY(db_many(db, &q_refusals_of_need, &in, (void *)&no, &len, a));
    if (len == 0)
        return ok();
    after->reason = no[0].reason;
    for (size_t i = 0; i < list->len; i++) {
        for (size_t n = 0; n < len; n++)
            if (id_same(id_of(no[n].service), id_of(list->of[i].id)))
                ranks[i] = REFUSED_THIS;
        TRY(rank(db, after, &list->of[i], a, &ranks[i]));
    }
    order(list, ranks, a);
    return ok();
}

struct err returned_add(struct db *db, const struct mail_id *mail, struct referral_id id,
                        const char *recipient, int64_t at)
{
    struct q_returned_add_in in = {
        .mail = *mail, .referral = id, .recipient = recipient, .at = at};

    return db_exec(db, &q_returned_add, &in);
}

struct err returned_list(struct db *db, const struct keys *keys,
                         const struct today_for *to, struct arena *a,
                         struct returneds *out)
{
    struct q_returned_list_in in = {to->person, to->day, consent_latest(to->day),
                                    LIST_MAX};
    struct q_returned_list_out *rows;

    TRY(db_many(db, &q_returned_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct returned, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct case_who who = {rows[i].casefile, rows[i].resident, rows[i].person};

        out->of[i] = (struct returned){
            .referral = rows[i].referral,
            .casefile = rows[i].casefile,
            .owner = rows[i].owner,
            .organization = rows[i].organization,
            .recipient = rows[i].recipient,
            .at = rows[i].at,
        };
        TRY(case_open_name(db, keys, &who, a, &out->of[i].name));
    }
    return ok();
}

struct err returned_notice(struct db *db, struct referral_id id, int64_t at)
{
    struct q_returned_notice_in in = {.referral = id, .at = at};

    return db_exec(db, &q_returned_notice, &in);
}

struct err ageing_list(struct db *db, struct day today, struct arena *a,
                       struct ageing **out, size_t *len)
{
    struct q_ageing_in in = {today, consent_latest(today), LIST_MAX};
    struct q_ageing_out *rows;

    TRY(db_many(db, &q_ageing, &in, (void *)&rows, len, a));
    *out = arena_array(a, struct ageing, *len + 1);
    for (size_t i = 0; i < *len; i++)
        (*out)[i] = (struct ageing){
            .organization = rows[i].organization,
            .email = rows[i].email,
            .sms = rows[i].sms,
            .lang = rows[i].lang,
            .open = rows[i].open,
            .oldest = rows[i].oldest,
        };
    return ok();
}

struct err agency_count_put(struct db *db, struct organization_id id,
                            const struct agency_count *c, struct user_id author,
                            int64_t at)
{
    struct q_count_put_in in = {.organization = id,
                                .month = c->month,
                                .people = c->people,
                                .author = author,
                                .at = at};

    return db_exec(db, &q_count_put, &in);
}

struct err agency_count_list(struct db *db, struct organization_id id, struct arena *a,
                             struct agency_count **out, size_t *len)
{
    struct q_count_list_in in = {.organization = id};
    struct q_count_list_out *rows;

    TRY(db_many(db, &q_count_list, &in, (void *)&rows, len, a));
    *out = arena_array(a, struct agency_count, *len + 1);
    for (size_t i = 0; i < *len; i++)
        (*out)[i] = (struct agency_count){rows[i].month, rows[i].people};
    return ok();
}
