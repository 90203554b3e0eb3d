/* passkey.c -- see passkey.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/passkey.h"

#include "app/account.h"
#include "app/casework.h"
#include "base/crypto.h"
#include "base/keys.h"
#include "core/build.h"
#include "store/queries_registry.h"

#include <string.h>

#define LASTS_MS INT64_C(300000)

/* A challenge: random bytes, when it ends, and our mark of both. */
enum { RANDOM = 16, ENDS = 8, HEAD = RANDOM + ENDS, MARK = 16, WHOLE = HEAD + MARK };

static void mark_of(struct session *s, const struct passkey_for *f, uint8_t whole[WHOLE])
{
    static const char *const uses[] = {"enter", "prove", "create"};
    struct build line = {.arena = s->arena};
    char id[ID_TEXT];

    id_format(id_of(f->who), id);
    build_text(&line, "passkey|");
    build_text(&line, s->city);
    build_text(&line, "|");
    build_text(&line, uses[f->use]);
    build_text(&line, "|");
    build_text(&line, id);
    build_text(&line, "|");
    build_text(&line, hex(s->arena, (struct bytes){whole, HEAD}));
    const char *text = build_done(&line);
    struct sha256 mac = hmac_sha256((struct bytes){s->keys->link, CIPHER_KEY_LEN},
                                    (struct bytes){(const uint8_t *)text, strlen(text)});
    memcpy(whole + HEAD, mac.b, MARK);
}

const char *challenge_make(struct session *s, const struct passkey_for *f)
{
    uint8_t whole[WHOLE];
    int64_t ends = s->now + LASTS_MS;

    crypto_random(whole, RANDOM);
    for (int i = 0; i < ENDS; i++)
        whole[RANDOM + i] = (uint8_t)(ends >> (56 - 8 * i));
    mark_of(s, f, whole);
    return base64url(s->arena, (struct bytes){whole, sizeof whole});
}

static bool is_ours(struct session *s, const struct passkey_for *f,
                    struct bytes challenge, int64_t *ends)
{
    uint8_t whole[WHOLE];

    if (challenge.len != WHOLE)
        return false;
    memcpy(whole, challenge.p, HEAD);
    mark_of(s, f, whole);
    *ends = 0;
    for (int i = 0; i < ENDS; i++)
        *ends = *ends << 8 | whole[RANDOM + i];
    return secret_same(whole, challenge.p, WHOLE) && *ends > s->now &&
           *ends <= s->now + LASTS_MS;
}

struct err challenge_spend(struct session *s, struct db *db, const struct passkey_for *f,
                           struct bytes challenge, bool *good)
{
    const struct q_passkey_spent_over_in over = {.before = s->now};
    struct q_passkey_spend_in spend = {.random = {challenge.p, RANDOM}};
    struct q_passkey_spent_out row;

    *good = is_ours(s, f, challenge, &spend.ends_at);
    if (!*good)
        return ok();
    const struct q_passkey_spent_in look = {.random = spend.random};
    struct err e = db_one(db, &q_passkey_spent, &look, &row, s->arena);
    *good = e.kind == ERR_NOT_FOUND;
    if (e.kind == OK)
        return ok();
    if (e.kind != ERR_NOT_FOUND)
        return e;
    TRY(db_exec(db, &q_passkey_spent_over, &over));
    return db_exec(db, &q_passkey_spend, &spend);
}

/* Two of one key count apart, and the one that is behind gives both away. */
static bool went_back(int64_t before, int64_t now)
{
    return (before != 0 || now != 0) && now <= before;
}

static struct err doubt(struct session *s, struct db *db,
                        const struct q_passkey_by_credential_out *row)
{
    const struct q_passkey_doubted_in in = {.id = row->id, .at = s->now};

    db_audit(db,
             &(struct audit){.actor = "system",
                             .act = "account.passkey-doubted",
                             .subject = subject_text(s, "person", id_of(row->person))});
    TRY(account_tell(s, db, row->person, "passkey-doubted", "/account"));
    return db_exec(db, &q_passkey_doubted, &in);
}

static struct err use_of(struct session *s, struct db *db, const struct passkey_claim *c,
                         const struct q_passkey_by_credential_out *row, bool *right)
{
    const struct passkey_key known = {.id = c->credential,
                                      .key = row->public_key,
                                      .kind = (enum passkey_kind)row->kind,
                                      .counter = row->counter};
    struct q_passkey_used_in used = {.id = row->id, .at = s->now};

    *right = row->doubted_at == 0 &&
             passkey_signs(s->arena, &c->said, s->public_url, &known, &used.counter);
    if (!*right)
        return ok();
    *right = !went_back(known.counter, used.counter);
    return *right ? db_exec(db, &q_passkey_used, &used) : doubt(s, db, row);
}

struct err passkey_try(struct session *s, struct db *db, struct passkey_for *f,
                       const struct passkey_claim *c, bool *right)
{
    const struct q_passkey_by_credential_in by = {.credential = c->credential};
    struct q_passkey_by_credential_out row;
    struct bytes challenge;

    *right = false;
    if (!passkey_answers(s->arena, &c->said, "webauthn.get", s->public_url, &challenge))
        return ok();
    struct err e = db_one(db, &q_passkey_by_credential, &by, &row, s->arena);
    if (e.kind == ERR_NOT_FOUND)
        return ok();
    TRY(e);
    if (f->use == PASSKEY_PROVE && !id_same(id_of(row.person), id_of(f->who)))
        return ok();
    TRY(challenge_spend(s, db, f, challenge, right));
    f->who = row.person;
    return *right ? use_of(s, db, c, &row, right) : ok();
}
