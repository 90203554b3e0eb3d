/* referral_store.c -- see referral_store.h; the SQL is in sql/care/referral.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/referral_store.h"

#include "store/queries_care.h"

static struct seal_place place_of(struct db *db, struct referral_id id,
                                  const char *column)
{
    return seal_care(db, "referral", column, id_of(id));
}

struct err referral_add(struct db *db, const struct data_key *key,
                        const struct referral *r, struct arena *a)
{
    struct seal_place at = place_of(db, r->id, "disclosed");
    struct q_referral_add_in in = {
        .id = r->id,
        .casefile = r->casefile,
        .need = r->need,
        .service = r->service,
        .organization = r->organization,
        .consent = r->consent,
        .state = referral_state_name(r->state),
        .way = way_name(r->way),
        .sent_at = r->sent_at,
        .sent_by = r->sent_by,
        .sent_day = r->sent_day,
        .reply_by = r->reply_by,
        .disclosed = seal_text(key, &at, r->disclosed, a),
    };

    return db_exec(db, &q_referral_add, &in);
}

static struct err of_row(const struct q_referral_by_id_out *row, struct referral *out)
{
    *out = (struct referral){
        .id = row->id,
        .casefile = row->casefile,
        .need = row->need,
        .service = row->service,
        .organization = row->organization,
        .consent = row->consent,
        .reason = row->reason,
        .answered_by = row->answered_by,
        .started_by = row->started_by,
        .sent_at = row->sent_at,
        .answered_at = row->answered_at,
        .links = row->links,
        .rev = row->rev,
        .sent_day = row->sent_day,
        .reply_by = row->reply_by,
        .until = row->until_day,
        .ended_how = row->ended_how,
    };
    return referral_state_parse(row->state, &out->state) && way_parse(row->way, &out->way)
               ? ok()
               : failed(ERR_BROKEN, "errors.store.code");
}

struct err referral_find(struct db *db, struct referral_id id, struct arena *a,
                         struct referral *out)
{
    struct q_referral_by_id_in in = {.id = id};
    struct q_referral_by_id_out row;

    TRY(db_one(db, &q_referral_by_id, &in, &row, a));
    return of_row(&row, out);
}

struct err referral_load(struct db *db, const struct data_key *key, struct referral_id id,
                         struct arena *a, struct referral *out)
{
    struct q_referral_by_id_in in = {.id = id};
    struct q_referral_by_id_out row;
    struct seal_place disclosed = place_of(db, id, "disclosed");
    struct seal_place update = place_of(db, id, "update_note");
    struct seal_place told = place_of(db, id, "told_by");
    struct seal_place number = place_of(db, id, "application_no");

    TRY(db_one(db, &q_referral_by_id, &in, &row, a));
    TRY(of_row(&row, out));
    TRY(open_text(key, &disclosed, row.disclosed, a, &out->disclosed));
    TRY(open_text(key, &update, row.update_note, a, &out->update_note));
    TRY(open_text(key, &number, row.application_no, a, &out->number));
    return open_text(key, &told, row.told_by, a, &out->told_by);
}

static struct err of_list(struct db *db, const struct data_key *key,
                          const struct q_referral_list_out *row, struct arena *a,
                          struct referral *out)
{
    struct seal_place update = place_of(db, row->id, "update_note");
    struct seal_place told = place_of(db, row->id, "told_by");

    *out = (struct referral){
        .id = row->id,
        .need = row->need,
        .service = row->service,
        .organization = row->organization,
        .consent = row->consent,
        .reason = row->reason,
        .answered_by = row->answered_by,
        .started_by = row->started_by,
        .sent_at = row->sent_at,
        .sent_by = row->sent_by,
        .answered_at = row->answered_at,
        .noticed_at = row->noticed_at,
        .rev = row->rev,
        .sent_day = row->sent_day,
        .reply_by = row->reply_by,
        .service_name = row->service_name,
        .organization_name = row->organization_name,
        .phone = row->phone,
        .until = row->until_day,
        .ended_how = row->ended_how,
        .aggregate_only = row->aggregate_only != 0,
    };
    if (!referral_state_parse(row->state, &out->state) || !way_parse(row->way, &out->way))
        return failed(ERR_BROKEN, "errors.store.code");
    TRY(open_text(key, &update, row->update_note, a, &out->update_note));
    return open_text(key, &told, row->told_by, a, &out->told_by);
}

struct err referral_list(struct db *db, const struct data_key *key, struct casefile_id id,
                         struct arena *a, struct referrals *out)
{
    struct q_referral_list_in in = {.casefile = id};
    struct q_referral_list_out *rows;

    TRY(db_many(db, &q_referral_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct referral, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        TRY(of_list(db, key, &rows[i], a, &out->of[i]));
        out->of[i].casefile = id;
    }
    return ok();
}

struct err referral_is_open(struct db *db, const struct referral *r, struct arena *a,
                            bool *out)
{
    struct q_referral_open_count_in in = {
        .casefile = r->casefile, .need = r->need, .organization = r->organization};
    struct q_referral_open_count_out row;

    TRY(db_one(db, &q_referral_open_count, &in, &row, a));
    *out = row.open > 0;
    return ok();
}

struct err referral_save(struct db *db, const struct data_key *key,
                         const struct referral *r, struct arena *a)
{
    struct seal_place update = place_of(db, r->id, "update_note");
    struct seal_place told = place_of(db, r->id, "told_by");
    struct seal_place number = place_of(db, r->id, "application_no");
    struct q_referral_save_in in = {
        .id = r->id,
        .state = referral_state_name(r->state),
        .reason = r->reason,
        .answered_at = r->answered_at,
        .answered_by = r->answered_by,
        .started_by = r->started_by,
        .update_note = seal_text(key, &update, r->update_note, a),
        .told_by = seal_text(key, &told, r->told_by, a),
        .noticed_at = r->noticed_at,
        .until_day = r->until,
        .ended_how = r->ended_how,
        .application_no = seal_text(key, &number, r->number, a),
        .rev = r->rev,
    };

    return db_exec(db, &q_referral_save, &in);
}

struct err referral_notice(struct db *db, struct referral_id id, int64_t at)
{
    struct q_referral_notice_in in = {.id = id, .noticed_at = at};

    return db_exec(db, &q_referral_notice, &in);
}

struct err referral_save_asked(struct db *db, const struct referral *r)
{
    struct q_referral_ask_again_in in = {.id = r->id,
                                         .reply_by = r->reply_by,
                                         .links = r->links,
                                         .consent = r->consent,
                                         .rev = r->rev};

    return db_exec(db, &q_referral_ask_again, &in);
}

struct err referral_under_consent(struct db *db, struct consent_id id, struct arena *a,
                                  struct referral_address **out, size_t *len)
{
    struct q_referral_by_consent_in in = {.consent = id};
    struct q_referral_by_consent_out *rows;

    TRY(db_many(db, &q_referral_by_consent, &in, (void *)&rows, len, a));
    *out = arena_array(a, struct referral_address, *len + 1);
    for (size_t i = 0; i < *len; i++) {
        (*out)[i] = (struct referral_address){.id = rows[i].id,
                                              .email = rows[i].email,
                                              .sms = rows[i].sms,
                                              .lang = rows[i].lang,
                                              .rev = rows[i].rev};
        if (!referral_state_parse(rows[i].state, &(*out)[i].state))
            return failed(ERR_BROKEN, "errors.store.code");
    }
    return ok();
}

struct err link_add(struct db *db, const struct referral_link *l)
{
    struct q_link_add_in in = {.token_sha = l->token_sha,
                               .referral = l->referral,
                               .created_at = l->created_at,
                               .expires_at = l->expires_at};

    return db_exec(db, &q_link_add, &in);
}

struct err link_find(struct db *db, struct bytes token_sha, int64_t now, struct arena *a,
                     struct referral_id *out)
{
    struct q_link_by_token_in in = {
        .token_sha = token_sha,
        .now = now,
        .latest = now + LINK_LIVES_MS + INT64_C(24) * 60 * 60 * 1000,
    };
    struct q_link_by_token_out *rows;
    size_t len;

    TRY(db_many(db, &q_link_by_token, &in, (void *)&rows, &len, a));
    if (len == 0)
        return failed(ERR_NOT_FOUND, "link.none");
    *out = rows[0].referral;
    return ok();
}

struct err link_revoke(struct db *db, struct referral_id id, int64_t at)
{
    struct q_link_revoke_in in = {.referral = id, .revoked_at = at};

    return db_exec(db, &q_link_revoke, &in);
}

struct err link_shorten(struct db *db, struct casefile_id id, int64_t to)
{
    struct q_link_shorten_in in = {.casefile = id, .expires_at = to};

    return db_exec(db, &q_link_shorten, &in);
}
