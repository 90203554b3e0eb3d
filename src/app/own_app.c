/* own_app.c -- see own_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/own_app.h"

#include "app/entrant.h"
#include "app/second.h"
#include "app/token.h"
#include "base/crypto.h"
#include "base/password.h"
#include "core/str.h"
#include "store/queries_registry.h"

#include <string.h>

static struct err add_sessions(struct session *s, struct db *db, struct own_page *p)
{
    const struct q_session_list_in in = {.person = s->actor.user, .now = s->now};
    struct q_session_list_out *rows;
    size_t len;

    TRY(db_many(db, &q_session_list, &in, &rows, &len, s->arena));
    p->sessions = arena_array(s->arena, struct own_session, len + 1);
    for (size_t i = 0; i < len; i++) {
        const struct q_session_list_out *row = &rows[i];

        if (!session_lasts(row->kind, row->seen_at, row->expires_at, s->now))
            continue;
        p->sessions[p->sessions_len++] = (struct own_session){
            .id = row->id,
            .phone = str_same(row->kind, "bearer"),
            .here = str_same(base64url(s->arena, row->csrf), s->csrf),
            .label = row->label,
            .begun_at = row->created_at,
            .seen_at = row->seen_at,
        };
    }
    return ok();
}

static struct err add_phones(struct session *s, struct db *db, struct own_page *p)
{
    const struct q_device_list_in in = {.person = s->actor.user};
    struct q_device_list_out *rows;

    TRY(db_many(db, &q_device_list, &in, &rows, &p->phones_len, s->arena));
    p->phones = arena_array(s->arena, struct own_phone, p->phones_len + 1);
    for (size_t i = 0; i < p->phones_len; i++)
        p->phones[i] =
            (struct own_phone){rows[i].id, rows[i].enrolled_at, rows[i].seen_at};
    return ok();
}

static struct err add_passkeys(struct session *s, struct db *db, struct own_page *p)
{
    const struct q_passkey_list_in in = {.person = s->actor.user};
    struct q_passkey_list_out *rows;

    TRY(db_many(db, &q_passkey_list, &in, &rows, &p->passkeys_len, s->arena));
    p->passkeys = arena_array(s->arena, struct own_passkey, p->passkeys_len + 1);
    for (size_t i = 0; i < p->passkeys_len; i++)
        p->passkeys[i] =
            (struct own_passkey){rows[i].id, rows[i].name, rows[i].created_at,
                                 rows[i].used_at, rows[i].doubted_at != 0};
    return ok();
}

struct err own_view(struct session *s, const void *in, void **out)
{
    const struct q_person_by_id_in me = {.id = s->actor.user};
    struct own_page *p = arena_new(s->arena, struct own_page);
    struct q_person_by_id_out row;
    struct second have;
    struct db *db;

    (void)in;
    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(db_one(db, &q_person_by_id, &me, &row, s->arena));
    TRY(second_load(s, db, s->actor.user, &have));
    p->email = row.email;
    p->second = second_on(&have);
    p->app = have.confirmed_at != 0;
    TRY(add_sessions(s, db, p));
    TRY(add_phones(s, db, p));
    TRY(add_passkeys(s, db, p));
    *out = p;
    return ok();
}

static void audit_own(struct session *s, struct db *db, const char *act)
{
    db_audit(db, &(struct audit){
                     .actor = session_actor(s), .act = act, .subject = session_actor(s)});
}

struct err own_session_end(struct session *s, const void *in, void **out)
{
    const struct q_session_end_one_in end = {
        .id = *(const struct id *)in, .person = s->actor.user, .at = s->now};
    struct db *db;

    (void)out;
    TRY(session_db(s, STORE_REGISTRY, &db));
    audit_own(s, db, "account.session-end");
    return db_exec(db, &q_session_end_one, &end);
}

struct err own_phone_end(struct session *s, const void *in, void **out)
{
    const struct q_device_revoke_in end = {.id = id_to(device, *(const struct id *)in),
                                           .person = s->actor.user,
                                           .at = s->now};
    struct db *db;

    (void)out;
    TRY(session_db(s, STORE_REGISTRY, &db));
    audit_own(s, db, "account.phone-end");
    return db_exec(db, &q_device_revoke, &end);
}

struct err own_others_end(struct session *s, const void *in, void **out)
{
    struct q_session_end_others_in end = {.person = s->actor.user, .at = s->now};
    struct db *db;

    (void)in, (void)out;
    if (!base64url_read(s->arena, s->csrf, strlen(s->csrf), &end.csrf))
        return failed(ERR_SIGN_IN, "error.sign_in");
    TRY(session_db(s, STORE_REGISTRY, &db));
    audit_own(s, db, "account.sessions-end");
    return db_exec(db, &q_session_end_others, &end);
}

/* The rules hold before the present one is known to be right: they tell nothing of it. */
static struct err check_new(struct session *s, struct db *db, const char *password)
{
    const struct q_person_by_id_in me = {.id = s->actor.user};
    struct q_person_by_id_out row;
    struct second have;

    TRY(db_one(db, &q_person_by_id, &me, &row, s->arena));
    TRY(second_load(s, db, s->actor.user, &have));
    const struct password_rule rule = {.min = second_on(&have) ? PASSWORD_MIN_SECOND
                                                               : PASSWORD_MIN,
                                       .email = row.email,
                                       .city = s->city_name != NULL ? s->city_name : ""};
    const char *fault = password_fault(password, &rule);
    if (fault == NULL)
        return ok();
    return session_refuse(s, "password", fault);
}

struct err own_password_slow(struct session *s, void *in)
{
    struct own_password *w = in;
    struct db *db;

    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(check_new(s, db, w->password));
    TRY(reauth_slow(s, &w->proof));
    if (!w->proof.right && w->proof.claim.credential.len == 0)
        return ok();
    return password_hash(s->arena, w->password, &w->kept);
}

struct err own_password_change(struct session *s, const void *in, void **out)
{
    const struct own_password *w = in;
    struct own_password_done *done = arena_new(s->arena, struct own_password_done);
    const struct session_new n = {s->actor.user, "cookie", w->label};
    struct db *db;

    *out = done;
    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(reauth_check(s, db, &w->proof, &done->proof));
    if (done->proof != REAUTH_HOLDS)
        return ok();
    TRY(account_password(db, s->actor.user, w->kept, s->now));
    if (password_is_short(w->password))
        TRY(account_keep_short(s, db, s->actor.user));
    audit_own(s, db, "account.password");
    TRY(account_tell(s, db, s->actor.user, "password-changed", "/account"));
    return session_open(s, db, &n, &done->to);
}
