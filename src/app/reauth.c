/* reauth.c -- see reauth.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/reauth.h"

#include "app/entrant.h"
#include "app/second.h"
#include "base/password.h"
#include "core/str.h"

struct err reauth_slow(struct session *s, struct reauth *p)
{
    struct entrant me;
    struct db *db;

    if (p->claim.credential.len > 0)
        return ok();
    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(entrant_load(s, db, s->actor.user, &me));
    p->was = me.kept != NULL ? me.kept : "";
    return password_check(me.kept, p->present, &p->right);
}

static void audit_failed(struct session *s, struct db *db, const char *act)
{
    db_audit(db, &(struct audit){
                     .actor = session_actor(s), .act = act, .subject = session_actor(s)});
}

static struct err by_key(struct session *s, struct db *db, const struct reauth *p,
                         enum reauth_result *out)
{
    struct passkey_for f = {PASSKEY_PROVE, s->actor.user};
    bool right;

    TRY(passkey_try(s, db, &f, &p->claim, &right));
    *out = right ? REAUTH_HOLDS : REAUTH_KEY_WRONG;
    if (!right)
        audit_failed(s, db, "account.passkey-failed");
    return ok();
}

struct err reauth_check(struct session *s, struct db *db, const struct reauth *p,
                        enum reauth_result *out)
{
    enum second_result second;
    struct entrant me;

    if (p->claim.credential.len > 0)
        return by_key(s, db, p, out);
    TRY(entrant_load(s, db, s->actor.user, &me));
    *out = REAUTH_WRONG;
    if (!p->right || !str_same(p->was, me.kept) || !entrant_may_come(s, &me)) {
        audit_failed(s, db, "account.password-failed");
        return entrant_failed(db, &me, s->now);
    }
    TRY(second_try(s, db, s->actor.user, p->code, &second));
    *out = second == SECOND_MISSING ? REAUTH_CODE_MISSING
           : second == SECOND_WRONG ? REAUTH_CODE_WRONG
                                    : REAUTH_HOLDS;
    if (second == SECOND_WRONG)
        audit_failed(s, db, "account.second-failed");
    return ok();
}
