/* passkey_app.c -- see passkey_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/passkey_app.h"

#include "app/entrant.h"
#include "app/idp.h"
#include "base/crypto.h"
#include "core/str.h"
#include "store/queries_registry.h"

#include <string.h>

struct err passkey_ask_enter(struct session *s, const void *in, void **out)
{
    struct passkey_ask *ask = arena_new(s->arena, struct passkey_ask);

    (void)in;
    ask->rp = passkey_rp(s->arena, s->public_url);
    ask->enter = challenge_make(s, &(struct passkey_for){.use = PASSKEY_ENTER});
    *out = ask;
    return ok();
}

struct err passkey_ask_own(struct session *s, const void *in, void **out)
{
    const struct q_passkey_list_in mine = {.person = s->actor.user};
    const struct q_person_by_id_in me = {.id = s->actor.user};
    struct passkey_ask *ask = arena_new(s->arena, struct passkey_ask);
    struct q_passkey_list_out *rows;
    struct q_person_by_id_out row;
    struct db *db;

    (void)in;
    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(db_one(db, &q_person_by_id, &me, &row, s->arena));
    TRY(db_many(db, &q_passkey_list, &mine, &rows, &ask->known_len, s->arena));
    ask->rp = passkey_rp(s->arena, s->public_url);
    ask->prove = challenge_make(s, &(struct passkey_for){PASSKEY_PROVE, s->actor.user});
    ask->create = challenge_make(s, &(struct passkey_for){PASSKEY_CREATE, s->actor.user});
    ask->user =
        base64url(s->arena, (struct bytes){s->actor.user.b, sizeof s->actor.user.b});
    ask->email = row.email;
    ask->name = row.name;
    ask->known = arena_array(s->arena, const char *, ask->known_len + 1);
    for (size_t i = 0; i < ask->known_len; i++)
        ask->known[i] = base64url(s->arena, rows[i].credential);
    *out = ask;
    return ok();
}

static void audit_of(struct session *s, struct db *db, const char *act)
{
    db_audit(db, &(struct audit){
                     .actor = session_actor(s), .act = act, .subject = session_actor(s)});
}

/* Wrong passwords rest the password alone: whoever floods somebody's address keeps out
 * nobody who has a passkey. */
struct err passkey_enter(struct session *s, const void *in, void **out)
{
    const struct passkey_enter *w = in;
    struct signed_in *to = arena_new(s->arena, struct signed_in);
    struct session_new n = {.kind = w->how.kind, .label = w->how.label};
    struct passkey_for f = {.use = PASSKEY_ENTER};
    struct entrant p;
    struct db *db;
    bool right, opens;

    *out = NULL;
    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(passkey_try(s, db, &f, &w->claim, &right));
    if (!right)
        return ok();
    n.user = f.who;
    TRY(entrant_load(s, db, n.user, &p));
    /* Where the organisation signs its people in, no other way is open. */
    TRY(idp_password_opens(s, db, n.user, &opens));
    if (!opens || !str_same(p.state, "active"))
        return ok();
    s->second = true;
    s->actor.user = n.user;
    *to = (struct signed_in){SIGN_IN_OPEN, .user = n.user, .email = p.email,
                             .name = p.name, .lang = p.lang};
    TRY(account_roles(db, n.user, s->arena, &to->roles));
    TRY(session_phone(s, &w->how, n.user, &n.device));
    TRY(session_open(s, db, &n, to));
    db_audit(db, &(struct audit){.actor = session_actor(s),
                                 .act = "account.sign-in",
                                 .subject = session_actor(s),
                                 .detail = "passkey"});
    *out = to;
    return ok();
}

struct err passkey_slow(struct session *s, void *in)
{
    return reauth_slow(s, &((struct passkey_form *)in)->proof);
}

/* The new key itself: faults are the form's. */
static struct err read_new(struct session *s, struct db *db, const struct passkey_form *f,
                           struct passkey_key *key)
{
    struct q_passkey_by_credential_out row;
    const struct passkey_for create = {PASSKEY_CREATE, s->actor.user};
    struct bytes challenge;
    bool good;

    if (!passkey_answers(s->arena, &f->made, "webauthn.create", s->public_url,
                         &challenge) ||
        !passkey_made(s->arena, &f->made, s->public_url, key))
        return failed(ERR_INVALID, "account.passkey.refused");
    TRY(challenge_spend(s, db, &create, challenge, &good));
    if (!good)
        return failed(ERR_INVALID, "account.passkey.late");
    const struct q_passkey_by_credential_in by = {.credential = key->id};
    struct err e = db_one(db, &q_passkey_by_credential, &by, &row, s->arena);
    if (e.kind == OK)
        return failed(ERR_CONFLICT, "account.passkey.known");
    return e.kind == ERR_NOT_FOUND ? ok() : e;
}

static struct err keep_new(struct session *s, struct db *db, const struct passkey_form *f,
                           const struct passkey_key *key)
{
    const struct q_passkey_add_in in = {
        .id = id_mint(s->now),
        .person = s->actor.user,
        .credential = key->id,
        .kind = key->kind,
        .public_key = key->key,
        .counter = key->counter,
        .name = f->name,
        .at = s->now,
    };
    const struct q_second_factor_hold_in hold = {.person = s->actor.user};

    TRY(db_exec(db, &q_second_factor_hold, &hold));
    audit_of(s, db, "account.passkey-add");
    TRY(account_tell(s, db, s->actor.user, "passkey-on", "/account"));
    return db_exec(db, &q_passkey_add, &in);
}

struct err passkey_add(struct session *s, const void *in, void **out)
{
    const struct passkey_form *f = in;
    struct passkey_done *done = arena_new(s->arena, struct passkey_done);
    struct passkey_key key;
    struct second have;
    struct db *db;

    *out = done;
    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(second_load(s, db, s->actor.user, &have));
    if (have.passkeys >= PASSKEYS_MAX)
        return failed(ERR_CONFLICT, "account.passkey.enough");
    TRY(reauth_check(s, db, &f->proof, &done->proof));
    if (done->proof != REAUTH_HOLDS)
        return ok();
    TRY(read_new(s, db, f, &key));
    TRY(keep_new(s, db, f, &key));
    if (second_on(&have))
        return ok();
    TRY(second_end_others(s, db));
    return recovery_make(s, db, s->actor.user, done->recovery);
}

struct err passkey_remove(struct session *s, const void *in, void **out)
{
    const struct passkey_form *f = in;
    const struct q_passkey_remove_in remove = {.id = f->id, .person = s->actor.user};
    struct passkey_done *done = arena_new(s->arena, struct passkey_done);
    struct db *db;

    *out = done;
    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(reauth_check(s, db, &f->proof, &done->proof));
    if (done->proof != REAUTH_HOLDS)
        return ok();
    audit_of(s, db, "account.passkey-remove");
    TRY(account_tell(s, db, s->actor.user, "passkey-off", "/account"));
    TRY(db_exec(db, &q_passkey_remove, &remove));
    return second_settle(s, db, s->actor.user);
}
