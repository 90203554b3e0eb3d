/* withdraw_store.c -- see withdraw_store.h; the SQL is in sql/care/withdraw.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/withdraw_store.h"

#include "store/case_open.h"
#include "store/queries_care.h"

enum { LIST_MAX = 100 };

static struct seal_place told_place(struct db *db, struct referral_id id)
{
    return seal_care(db, "stop_notice", "told_by", id_of(id));
}

struct err withdrawal_add(struct db *db, const struct withdrawal *w)
{
    struct q_withdrawal_add_in in = {w->consent, w->at, stop_way_name(w->way),
                                     w->proved_by, w->taken_by};

    return db_exec(db, &q_withdrawal_add, &in);
}

struct err withdrawal_list(struct db *db, struct casefile_id id, struct arena *a,
                           struct withdrawals *out)
{
    struct q_withdrawal_list_in in = {id};
    struct q_withdrawal_list_out *rows;

    TRY(db_many(db, &q_withdrawal_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct withdrawal, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        out->of[i] = (struct withdrawal){.consent = rows[i].consent,
                                         .at = rows[i].at,
                                         .proved_by = rows[i].proved_by,
                                         .taken_by = rows[i].taken_by};
        if (!stop_way_parse(rows[i].way, &out->of[i].way))
            return failed(ERR_BROKEN, "errors.store.code");
    }
    return ok();
}

static bool is_text(const char *s)
{
    return s != NULL && s[0] != '\0';
}

struct err stop_receivers(struct db *db, struct consent_id id, struct arena *a,
                          struct stop_receiver **out, size_t *len)
{
    struct q_stop_receivers_in in = {id};
    struct q_stop_receivers_out *rows;

    TRY(db_many(db, &q_stop_receivers, &in, (void *)&rows, len, a));
    *out = arena_array(a, struct stop_receiver, *len + 1);
    for (size_t i = 0; i < *len; i++)
        (*out)[i] = (struct stop_receiver){
            .referral = rows[i].referral,
            .email = rows[i].email,
            .sms = rows[i].sms,
            .lang = rows[i].lang,
            .is = {.own = rows[i].own != 0,
                   .aggregate_only = rows[i].aggregate_only != 0,
                   .reachable = is_text(rows[i].email) || is_text(rows[i].sms)},
        };
    return ok();
}

struct err stop_notice_add(struct db *db, const struct stop_notice *n,
                           const struct stop_link *link)
{
    struct q_stop_notice_add_in in = {.referral = n->referral,
                                      .at = n->at,
                                      .casefile = n->casefile,
                                      .way = notice_way_name(n->way),
                                      .due_day = n->due,
                                      .token_sha = link->token_sha,
                                      .expires_at = link->expires_at};

    return db_exec(db, &q_stop_notice_add, &in);
}

struct err stop_notice_find(struct db *db, struct bytes token_sha, int64_t now,
                            struct arena *a, struct stop_notice *out)
{
    struct q_stop_notice_by_token_in in = {token_sha, now,
                                           now + STOP_LINK_LIVES_MS + DAY_MS};
    struct q_stop_notice_by_token_out *rows;
    size_t len;

    TRY(db_many(db, &q_stop_notice_by_token, &in, (void *)&rows, &len, a));
    if (len == 0)
        return failed(ERR_NOT_FOUND, "link.none");
    *out = (struct stop_notice){.referral = rows[0].referral,
                                .casefile = rows[0].casefile,
                                .at = rows[0].at,
                                .said_at = rows[0].said_at,
                                .lang = rows[0].lang};
    return ok();
}

struct err stop_notice_said(struct db *db, const struct data_key *key,
                            const struct stop_notice *n, struct arena *a)
{
    struct seal_place at = told_place(db, n->referral);
    struct q_stop_notice_said_in in = {
        .referral = n->referral,
        .at = n->at,
        .said_at = n->said_at,
        .said_how = n->said_how,
        .taken_by = n->taken_by,
        .told_by = n->told_by ? seal_text(key, &at, n->told_by, a) : (struct bytes){0},
    };

    return db_exec(db, &q_stop_notice_said, &in);
}

struct err stop_notice_returned(struct db *db, struct referral_id id)
{
    struct q_stop_notice_returned_in in = {id};

    return db_exec(db, &q_stop_notice_returned, &in);
}

struct err stop_notice_list(struct db *db, const struct data_key *key,
                            struct casefile_id id, struct arena *a,
                            struct stop_notices *out)
{
    struct q_stop_notice_list_in in = {id};
    struct q_stop_notice_list_out *rows;

    TRY(db_many(db, &q_stop_notice_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct stop_notice, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct stop_notice *n = &out->of[i];
        struct seal_place at = told_place(db, rows[i].referral);

        *n = (struct stop_notice){
            .referral = rows[i].referral,
            .casefile = id,
            .at = rows[i].at,
            .said_at = rows[i].said_at,
            .due = rows[i].due_day,
            .said_how = rows[i].said_how,
            .taken_by = rows[i].taken_by,
            .organization = rows[i].organization,
            .phone = rows[i].phone,
        };
        if (!notice_way_parse(rows[i].way, &n->way))
            return failed(ERR_BROKEN, "errors.store.code");
        TRY(open_text(key, &at, rows[i].told_by, a, &n->told_by));
    }
    return ok();
}

struct err stop_notice_due(struct db *db, const struct keys *keys,
                           const struct due_query *q, struct arena *a,
                           struct stop_notices *out)
{
    struct q_stop_notice_due_in in = {q->viewer, q->today, LIST_MAX};
    struct q_stop_notice_due_out *rows;

    TRY(db_many(db, &q_stop_notice_due, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct stop_notice, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct stop_notice *n = &out->of[i];
        struct case_who who = {rows[i].casefile, rows[i].resident, rows[i].person};

        *n = (struct stop_notice){
            .referral = rows[i].referral,
            .casefile = rows[i].casefile,
            .at = rows[i].at,
            .due = rows[i].due_day,
            .owner = rows[i].owner,
            .organization = rows[i].organization,
            .phone = rows[i].phone,
        };
        if (!notice_way_parse(rows[i].way, &n->way))
            return failed(ERR_BROKEN, "errors.store.code");
        TRY(case_open_name(db, keys, &who, a, &n->name));
    }
    return ok();
}

struct err stop_count(struct db *db, struct arena *a, struct stop_counts *out)
{
    struct q_stop_count_out row;

    TRY(db_one(db, &q_stop_count, NULL, &row, a));
    *out = (struct stop_counts){row.stopped, row.told, row.said};
    return ok();
}
