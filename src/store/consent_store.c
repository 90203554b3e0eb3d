/* consent_store.c -- see consent_store.h; the SQL is in sql/care/consent.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/consent_store.h"

#include "domain/consent.h"
#include "store/case_open.h"
#include "store/queries_care.h"

static struct seal_place detail_place(struct db *db, enum consent_kind kind,
                                      struct consent_id id)
{
    return seal_care(db, kind == CONSENT_HUB ? "hub_consent" : "consent", "detail",
                     id_of(id));
}

static struct err add_scopes(struct db *db, const struct consent *c)
{
    for (size_t i = 0; i < c->scopes_len; i++) {
        struct q_consent_scope_add_in in = {
            .consent = c->id,
            .need = c->scopes[i].need,
            .recipient = c->scopes[i].recipient,
            .contacts_owner = c->scopes[i].contacts_owner,
        };

        TRY(db_exec(db, &q_consent_scope_add, &in));
    }
    return ok();
}

/* To the Hub: a table of its own, and no scope. */
static struct err add_hub(struct db *db, const struct q_consent_add_in *c,
                          int64_t *changed)
{
    struct q_hub_consent_add_in in = {
        .id = c->id,
        .casefile = c->casefile,
        .text_version = c->text_version,
        .lang = c->lang,
        .method = c->method,
        .interpreter = c->interpreter,
        .at = c->at,
        .taken_by = c->taken_by,
        .expires_day = c->expires_day,
        .code_sha = c->code_sha,
        .detail = c->detail,
    };

    return db_exec_count(db, &q_hub_consent_add, &in, changed);
}

struct err consent_add(struct db *db, const struct data_key *key, const struct consent *c,
                       struct arena *a, bool *added)
{
    struct seal_place at = detail_place(db, c->kind, c->id);
    struct q_consent_add_in in = {
        .id = c->id,
        .casefile = c->casefile,
        .text_version = c->text_version,
        .lang = c->lang,
        .method = c->method,
        .interpreter = c->interpreter,
        .at = c->at,
        .taken_by = c->taken_by,
        .expires_day = c->expires,
        .code_sha = c->code_sha,
        .detail = seal_text(key, &at, c->witness ? c->witness : "", a),
    };
    int64_t changed;

    require(c->kind == CONSENT_FULL || c->kind == CONSENT_HUB);
    if (c->kind == CONSENT_HUB)
        TRY(add_hub(db, &in, &changed));
    else
        TRY(db_exec_count(db, &q_consent_add, &in, &changed));
    *added = changed == 1;
    return *added ? add_scopes(db, c) : ok();
}

static struct err consent_of(struct db *db, const struct data_key *key,
                             const struct q_consent_list_out *row, struct arena *a,
                             struct consent *out)
{
    *out = (struct consent){
        .id = row->id,
        .text_version = row->text_version,
        .lang = row->lang,
        .method = row->method,
        .interpreter = row->interpreter,
        .at = row->at,
        .taken_by = row->taken_by,
        .withdrawn_at = row->withdrawn_at,
        .expires = row->expires_day,
        .rev = row->rev,
    };
    if (!consent_kind_parse(row->kind, &out->kind))
        return failed(ERR_BROKEN, "errors.store.code");
    struct seal_place at = detail_place(db, out->kind, row->id);
    return out->kind == CONSENT_FULL || out->kind == CONSENT_HUB
               ? open_text(key, &at, row->detail, a, &out->witness)
               : ok();
}

/* Scopes of a case come in one list; each consent takes its own. */
static void take_scopes(struct consent *c, const struct q_consent_scopes_out *rows,
                        size_t len, struct arena *a)
{
    c->scopes = arena_array(a, struct consent_scope, len + 1);
    for (size_t i = 0; i < len; i++)
        if (id_same(id_of(rows[i].consent), id_of(c->id)))
            c->scopes[c->scopes_len++] = (struct consent_scope){
                .need = rows[i].need,
                .recipient = rows[i].recipient,
                .contacts_owner = rows[i].contacts_owner != 0,
                .organization = rows[i].organization,
            };
}

struct err consent_list(struct db *db, const struct data_key *key, struct casefile_id id,
                        struct arena *a, struct consents *out)
{
    struct q_consent_list_in in = {.casefile = id};
    struct q_consent_scopes_in scopes_in = {.casefile = id};
    struct q_consent_list_out *rows;
    struct q_consent_scopes_out *scopes;
    size_t scopes_len;

    TRY(db_many(db, &q_consent_list, &in, (void *)&rows, &out->len, a));
    TRY(db_many(db, &q_consent_scopes, &scopes_in, (void *)&scopes, &scopes_len, a));
    out->of = arena_array(a, struct consent, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        TRY(consent_of(db, key, &rows[i], a, &out->of[i]));
        out->of[i].casefile = id;
        take_scopes(&out->of[i], scopes, scopes_len, a);
    }
    return ok();
}

struct err consent_load(struct db *db, struct consent_id id, struct arena *a,
                        struct consent *out)
{
    struct q_consent_by_id_in in = {.id = id};
    struct q_consent_by_id_out row;

    TRY(db_one(db, &q_consent_by_id, &in, &row, a));
    *out = (struct consent){
        .id = row.id,
        .casefile = row.casefile,
        .expires = row.expires_day,
        .withdrawn_at = row.withdrawn_at,
        .rev = row.rev,
    };
    return consent_kind_parse(row.kind, &out->kind)
               ? ok()
               : failed(ERR_BROKEN, "errors.store.code");
}

struct err consent_by_code(struct db *db, struct bytes code_sha, struct arena *a,
                           struct consent *out)
{
    struct q_consent_by_code_in in = {.code_sha = code_sha};
    struct q_consent_by_code_out *rows;
    size_t len;

    TRY(db_many(db, &q_consent_by_code, &in, (void *)&rows, &len, a));
    return len ? consent_load(db, rows[0].id, a, out)
               : failed(ERR_NOT_FOUND, "consent.none");
}

struct err consent_save_withdrawn(struct db *db, const struct consent *c)
{
    struct q_consent_withdraw_in in = {
        .id = c->id, .withdrawn_at = c->withdrawn_at, .rev = c->rev};
    struct q_hub_consent_withdraw_in hub = {
        .id = c->id, .withdrawn_at = c->withdrawn_at, .rev = c->rev};

    if (c->kind == CONSENT_HUB)
        return db_exec(db, &q_hub_consent_withdraw, &hub);
    return db_exec(db, &q_consent_withdraw, &in);
}

struct err consent_covering(struct db *db, const struct disclosure *d, struct day today,
                            struct arena *a, struct consent *out)
{
    struct q_consent_covering_in in = {
        .casefile = d->casefile, .need = d->need, .recipient = d->recipient};
    struct q_consent_covering_out *rows;
    size_t len;

    TRY(db_many(db, &q_consent_covering, &in, (void *)&rows, &len, a));
    for (size_t i = 0; i < len; i++) {
        if (!consent_holds(rows[i].expires_day, rows[i].withdrawn_at, today))
            continue;
        *out = (struct consent){.id = rows[i].id,
                                .casefile = d->casefile,
                                .kind = CONSENT_FULL,
                                .at = rows[i].at,
                                .expires = rows[i].expires_day,
                                .scopes = arena_new(a, struct consent_scope),
                                .scopes_len = 1};
        out->scopes[0] =
            (struct consent_scope){.need = d->need,
                                   .recipient = d->recipient,
                                   .contacts_owner = rows[i].contacts_owner != 0};
        return ok();
    }
    return failed(ERR_NOT_FOUND, "consent.none");
}

struct err consent_confirm_add(struct db *db, const struct confirmed *c)
{
    struct q_confirmed_add_in in = {.consent = c->consent,
                                    .channel = c->channel,
                                    .at = c->at,
                                    .noted_by = c->noted_by};

    return db_exec(db, &q_confirmed_add, &in);
}

struct err consent_is_confirmed(struct db *db, struct consent_id id, struct arena *a,
                                bool *out)
{
    struct q_confirmed_count_in in = {.consent = id};
    struct q_confirmed_count_out row;

    TRY(db_one(db, &q_confirmed_count, &in, &row, a));
    *out = row.n > 0;
    return ok();
}

bool consents_stopped(const struct consents *all, struct day today)
{
    bool taken_back = false;

    for (size_t i = 0; i < all->len; i++) {
        const struct consent *c = &all->of[i];

        if (consent_holds(c->expires, c->withdrawn_at, today) ||
            (c->withdrawn_at == 0 && c->kind == CONSENT_DOOR))
            return false;
        taken_back |= c->withdrawn_at != 0;
    }
    return taken_back;
}

struct err consent_ending(struct db *db, const struct keys *keys,
                          const struct ending_query *q, struct arena *a,
                          struct consent_ends *out)
{
    struct q_consent_ending_in in = {q->owner, q->today, q->until};
    struct q_consent_ending_out *rows;

    TRY(db_many(db, &q_consent_ending, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct consent_end, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct case_who who = {rows[i].casefile, rows[i].resident, rows[i].person};

        out->of[i] = (struct consent_end){rows[i].casefile, rows[i].expires_day, NULL};
        TRY(case_open_name(db, keys, &who, a, &out->of[i].name));
    }
    return ok();
}
