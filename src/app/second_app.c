/* second_app.c -- see second_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/second_app.h"

#include "app/calendar.h"
#include "app/casework.h"
#include "app/token.h"
#include "base/crypto.h"
#include "base/totp.h"
#include "store/queries_registry.h"

#include <string.h>

#define SECOND_PATH "/account/second-step"

struct err second_view(struct session *s, const void *in, void **out)
{
    const struct q_recovery_code_left_in left = {.person = s->actor.user};
    struct second_page *p = arena_new(s->arena, struct second_page);
    const struct q_person_by_id_in me = {.id = s->actor.user};
    struct q_recovery_code_left_out row;
    struct q_person_by_id_out person;
    const char *setting;
    struct second have;
    struct db *db;

    (void)in;
    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(second_load(s, db, s->actor.user, &have));
    TRY(db_one(db, &q_recovery_code_left, &left, &row, s->arena));
    TRY(db_one(db, &q_person_by_id, &me, &person, s->arena));
    TRY(setting_get(s, "second_step", "", &setting));
    *p = (struct second_page){.on = have.confirmed_at != 0,
                              .asked = second_is_asked(setting, s->actor.roles),
                              .since = have.confirmed_at,
                              .left = row.n,
                              .email = person.email,
                              .second = second_on(&have),
                              .passkeys_len = have.passkeys};
    if (have.next.len > 0) {
        p->text = base32(s->arena, have.next, true);
        p->url = totp_url(s->arena, "Doorstep", person.email, have.next);
    }
    *out = p;
    return ok();
}

static void audit_own(struct session *s, struct db *db, const char *act)
{
    db_audit(db, &(struct audit){
                     .actor = session_actor(s), .act = act, .subject = session_actor(s)});
}

struct err second_slow(struct session *s, void *in)
{
    return reauth_slow(s, in);
}

/* What is not confirmed counts for nothing, and whoever found the page open could
 * confirm it. */
struct err second_begin(struct session *s, const void *in, void **out)
{
    enum reauth_result *proof = arena_new(s->arena, enum reauth_result);
    uint8_t secret[TOTP_SECRET_LEN];
    struct q_second_factor_begin_in begin = {.person = s->actor.user};
    struct second have;
    struct db *db;

    *out = proof;
    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(second_load(s, db, s->actor.user, &have));
    if (have.confirmed_at != 0)
        return failed(ERR_CONFLICT, "account.second.is_on");
    TRY(reauth_check(s, db, in, proof));
    if (*proof != REAUTH_HOLDS)
        return ok();
    crypto_random(secret, sizeof secret);
    begin.next = second_seal(s, s->actor.user, (struct bytes){secret, sizeof secret});
    secret_wipe(secret, sizeof secret);
    return db_exec(db, &q_second_factor_begin, &begin);
}

struct err second_confirm(struct session *s, const void *in, void **out)
{
    const struct second_form *f = in;
    struct second_done *done = arena_new(s->arena, struct second_done);
    struct second have;
    struct db *db;

    *out = done;
    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(second_load(s, db, s->actor.user, &have));
    if (have.confirmed_at != 0 || have.next.len == 0)
        return failed(ERR_CONFLICT, "account.second.begin_again");
    int64_t step = totp_match(have.next, f->code, s->now, 0);
    done->right = step != 0;
    if (!done->right)
        return ok();
    const struct q_second_factor_confirm_in confirm = {
        .person = s->actor.user,
        .secret = second_seal(s, s->actor.user, have.next),
        .at = s->now,
        .used_step = step};
    TRY(db_exec(db, &q_second_factor_confirm, &confirm));
    TRY(second_end_others(s, db));
    audit_own(s, db, "account.second-on");
    TRY(account_tell(s, db, s->actor.user, "second-on", SECOND_PATH));
    return recovery_make(s, db, s->actor.user, done->recovery);
}

/* By a code of what is in force; done->right says whether it was one. */
static struct err prove(struct session *s, const struct second_form *f,
                        struct second_done *done, struct db **db)
{
    enum second_result result;

    TRY(session_db(s, STORE_REGISTRY, db));
    TRY(second_try(s, *db, s->actor.user, f->code, &result));
    if (result == SECOND_NONE)
        return failed(ERR_CONFLICT, "account.second.is_off");
    done->right = result == SECOND_RIGHT;
    if (!done->right)
        audit_own(s, *db, "account.second-failed");
    return ok();
}

struct err second_recover(struct session *s, const void *in, void **out)
{
    struct second_done *done = arena_new(s->arena, struct second_done);
    struct db *db;

    *out = done;
    TRY(prove(s, in, done, &db));
    if (!done->right)
        return ok();
    audit_own(s, db, "account.recovery-codes");
    return recovery_make(s, db, s->actor.user, done->recovery);
}

struct err second_end(struct session *s, const void *in, void **out)
{
    const struct q_second_factor_drop_in factor = {.person = s->actor.user};
    const struct q_second_factor_hold_in hold = {.person = s->actor.user};
    struct second_done *done = arena_new(s->arena, struct second_done);
    struct db *db;

    *out = done;
    TRY(prove(s, in, done, &db));
    if (!done->right)
        return ok();
    audit_own(s, db, "account.second-off");
    TRY(account_tell(s, db, s->actor.user, "second-off", SECOND_PATH));
    TRY(db_exec(db, &q_second_factor_drop, &factor));
    TRY(db_exec(db, &q_second_factor_hold, &hold));
    return second_settle(s, db, s->actor.user);
}

struct err account_second_reset(struct db *registry, struct user_id user, int64_t now)
{
    const struct q_second_factor_drop_in factor = {.person = user};
    const struct q_passkey_drop_in keys = {.person = user};
    const struct q_recovery_code_drop_in codes = {.person = user};
    const struct q_person_password_alone_in alone = {.id = user};
    const struct q_session_end_all_in sessions = {.person = user, .at = now};

    TRY(db_exec(registry, &q_second_factor_drop, &factor));
    TRY(db_exec(registry, &q_passkey_drop, &keys));
    TRY(db_exec(registry, &q_recovery_code_drop, &codes));
    TRY(db_exec(registry, &q_person_password_alone, &alone));
    return db_exec(registry, &q_session_end_all, &sessions);
}

struct err second_reset(struct session *s, const void *in, void **out)
{
    const struct second_form *f = in;
    const struct q_person_by_id_in who = {.id = f->user};
    struct q_person_by_id_out row;
    struct second have;
    struct db *db;

    (void)out;
    TRY(hide(policy_check(&s->actor, ACT_USER_MANAGE, NULL)));
    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(db_one(db, &q_person_by_id, &who, &row, s->arena));
    TRY(second_load(s, db, f->user, &have));
    if (!second_on(&have))
        return ok(); /* a second click */
    db_audit(db, &(struct audit){.actor = session_actor(s),
                                 .act = "user.second-reset",
                                 .subject = subject_text(s, "person", id_of(f->user))});
    TRY(account_tell(s, db, f->user, "second-reset", SECOND_PATH));
    return account_second_reset(db, f->user, s->now);
}
