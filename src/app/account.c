/* account.c -- see account.h: accounts and invitations.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/account.h"

#include "app/mail_app.h"
#include "app/second.h"
#include "app/token.h"
#include "base/crypto.h"
#include "base/password.h"
#include "core/str.h"
#include "store/queries_registry.h"

#include <stdio.h>
#include <string.h>

#define INVITED_MS (7 * DAY_MS)
#define EMAIL_MAX 254

bool account_email_valid(const char *s)
{
    const char *at = strchr(s, '@');

    return at != NULL && at != s && strchr(at + 1, '@') == NULL && at[1] != '\0' &&
           strlen(s) <= EMAIL_MAX && strpbrk(s, " \t\r\n<>,;\"") == NULL;
}

const char *email_key(struct arena *a, const char *email)
{
    char *key = arena_copy(a, email, strlen(email));

    for (char *c = key; *c != '\0'; c++)
        *c = str_lower(*c);
    return key;
}

struct bytes token_sha(struct arena *a, const char *token)
{
    struct sha256 sha = sha256_of(token, strlen(token));

    return (struct bytes){(const uint8_t *)arena_copy(a, (const char *)sha.b, SHA256_LEN),
                          SHA256_LEN};
}

void token_make(struct arena *a, char out[TOKEN_TEXT])
{
    uint8_t random[32];

    crypto_random(random, sizeof random);
    memcpy(out, base64url(a, (struct bytes){random, sizeof random}), TOKEN_TEXT);
}

static struct err add_roles(struct db *db, struct user_id user,
                            const struct account_new *n)
{
    for (size_t i = 0; i < n->roles_len; i++) {
        const struct q_person_role_add_in in = {.person = user,
                                                .role = role_name(n->roles[i])};
        TRY(db_exec(db, &q_person_role_add, &in));
    }
    return ok();
}

struct err account_email_fault(struct db *registry, struct arena *a, const char *email,
                               const char **out)
{
    struct q_person_by_email_in by = {.email = email_key(a, email)};
    struct q_person_by_email_out known;

    *out = "account.email.bad";
    if (!account_email_valid(email))
        return ok();
    struct err e = db_one(registry, &q_person_by_email, &by, &known, a);
    *out = e.kind == OK ? "account.email.taken" : NULL;
    return e.kind == ERR_NOT_FOUND ? ok() : e;
}

struct err account_add(struct db *registry, struct arena *a, const struct account_new *n,
                       int64_t now, struct user_id *out)
{
    struct user_id user = n->id;
    const char *fault;

    if (!id_is_set(id_of(user)))
        user = id_to(user, id_mint(now));
    TRY(account_email_fault(registry, a, n->email, &fault));
    if (fault != NULL)
        return failed(ERR_INVALID, fault);

    const struct q_person_add_in in = {.id = user,
                                       .email = email_key(a, n->email),
                                       .name = n->name,
                                       .phone = n->phone,
                                       .lang = n->lang,
                                       .created_at = now};
    TRY(db_exec(registry, &q_person_add, &in));
    TRY(add_roles(registry, user, n));
    *out = user;
    return ok();
}

/* A day more, for a clock that was that much ahead. */
int64_t invitation_latest(int64_t now)
{
    return now + INVITED_MS + DAY_MS;
}

struct err account_invite_by(struct db *registry, struct user_id user, int64_t now,
                             const char *token)
{
    struct arena a CLEANUP(arena_free) = {0};
    const struct q_invitation_replace_in replace = {
        .token_sha = token_sha(&a, token), .person = user, .at = now};
    const struct q_invitation_add_in in = {.token_sha = replace.token_sha,
                                           .person = user,
                                           .at = now,
                                           .expires_at = now + INVITED_MS};

    TRY(db_exec(registry, &q_invitation_replace, &replace));
    return db_exec(registry, &q_invitation_add, &in);
}

struct err account_invite(struct db *registry, struct user_id user, int64_t now,
                          char token[TOKEN_TEXT])
{
    struct arena a CLEANUP(arena_free) = {0};

    token_make(&a, token);
    return account_invite_by(registry, user, now, token);
}

static struct err end_sessions(struct db *db, struct user_id user, int64_t now)
{
    const struct q_session_end_all_in in = {.person = user, .at = now};

    return db_exec(db, &q_session_end_all, &in);
}

struct err account_end_phones(struct db *registry, struct user_id user, int64_t now)
{
    const struct q_device_revoke_all_in in = {.person = user, .at = now};

    TRY(db_exec(registry, &q_device_revoke_all, &in));
    return end_sessions(registry, user, now);
}

struct err account_password(struct db *registry, struct user_id user, const char *kept,
                            int64_t now)
{
    const struct q_person_password_in in = {.id = user, .password = kept};

    TRY(db_exec(registry, &q_person_password, &in));
    return end_sessions(registry, user, now);
}

/* Somebody must stay who can let people in. */
static struct err not_the_last_admin(struct db *db, struct user_id user)
{
    struct arena a CLEANUP(arena_free) = {0};
    const struct q_person_others_in in = {.id = user, .role = role_name(ROLE_ADMIN)};
    struct q_person_others_out row;
    unsigned roles;

    TRY(account_roles(db, user, &a, &roles));
    if ((roles & 1u << ROLE_ADMIN) == 0)
        return ok();
    TRY(db_one(db, &q_person_others, &in, &row, &a));
    return row.others > 0 ? ok() : failed(ERR_CONFLICT, "account.last_admin");
}

struct err account_disable(struct db *registry, struct user_id user, int64_t now)
{
    const struct q_person_disable_in in = {.id = user};

    TRY(not_the_last_admin(registry, user));
    TRY(db_exec(registry, &q_person_disable, &in));
    return end_sessions(registry, user, now);
}

struct err account_roles(struct db *registry, struct user_id user, struct arena *a,
                         unsigned *roles)
{
    const struct q_person_roles_in in = {.person = user};
    struct q_person_roles_out *rows;
    size_t n;
    enum role role;

    TRY(db_many(registry, &q_person_roles, &in, &rows, &n, a));
    *roles = 0;
    for (size_t i = 0; i < n; i++)
        if (role_parse(rows[i].role, &role))
            *roles |= 1u << role;
    return ok();
}

struct err welcome_look(struct session *s, const void *in, void **out)
{
    const struct welcome *w = in;
    const struct q_invitation_by_token_in by = {.token_sha =
                                                    token_sha(s->arena, w->token),
                                                .now = s->now,
                                                .latest = invitation_latest(s->now)};
    struct q_invitation_by_token_out row;
    struct welcomed *to = arena_new(s->arena, struct welcomed);
    struct db *db;
    struct err e;

    TRY(session_db(s, STORE_REGISTRY, &db));
    e = db_one(db, &q_invitation_by_token, &by, &row, s->arena);
    if (e.kind == ERR_NOT_FOUND)
        return failed(ERR_INVALID, "account.link.gone");
    TRY(e);
    struct second have;
    TRY(second_load(s, db, row.person, &have));
    *to = (struct welcomed){row.email, row.name, second_on(&have)};
    *out = to;
    return ok();
}

struct err welcome_slow(struct session *s, void *in)
{
    struct welcome *w = in;
    struct welcomed *who = NULL;
    const char *fault;

    TRY(welcome_look(s, w, (void **)&who));
    fault = password_fault(
        w->password,
        &(struct password_rule){.min = who->second ? PASSWORD_MIN_SECOND : PASSWORD_MIN,
                                .email = who->email,
                                .city = s->city_name != NULL ? s->city_name : ""});
    if (fault != NULL)
        return session_refuse(s, "password", fault);
    return password_hash(s->arena, w->password, &w->kept);
}

struct err account_keep_short(struct session *s, struct db *db, struct user_id user)
{
    const struct q_person_password_short_in in = {.id = user};
    struct second have;

    TRY(second_load(s, db, user, &have));
    if (second_on(&have))
        return db_exec(db, &q_person_password_short, &in);
    return session_refuse(s, "password", "account.password.short");
}

struct err welcome_change(struct session *s, const void *in, void **out)
{
    const struct welcome *w = in;
    const struct q_invitation_by_token_in by = {.token_sha =
                                                    token_sha(s->arena, w->token),
                                                .now = s->now,
                                                .latest = invitation_latest(s->now)};
    const struct q_invitation_use_in use = {.token_sha = by.token_sha, .at = s->now};
    struct q_invitation_by_token_out row;
    struct db *db;
    struct err e;

    (void)out;
    TRY(session_db(s, STORE_REGISTRY, &db));
    e = db_one(db, &q_invitation_by_token, &by, &row, s->arena);
    if (e.kind == ERR_NOT_FOUND)
        return failed(ERR_INVALID, "account.link.gone");
    TRY(e);
    TRY(db_exec(db, &q_invitation_use, &use));
    TRY(account_password(db, row.person, w->kept, s->now));
    if (password_is_short(w->password))
        TRY(account_keep_short(s, db, row.person));
    s->actor.user = row.person;
    db_audit(db, &(struct audit){.actor = session_actor(s),
                                 .act = "account.password",
                                 .subject = session_actor(s)});
    return ok();
}

struct err lang_change(struct session *s, const void *lang, void **out)
{
    const struct q_person_lang_in in = {.id = s->actor.user, .lang = lang};
    struct db *db;

    (void)out;
    if (!id_is_set(id_of(s->actor.user)))
        return ok(); /* a stranger's language lives in the cookie alone */
    TRY(session_db(s, STORE_REGISTRY, &db));
    return db_exec(db, &q_person_lang, &in);
}

struct err account_tell(struct session *s, struct db *registry, struct user_id user,
                        const char *template, const char *path)
{
    const struct q_person_by_id_in in = {.id = user};
    struct q_person_by_id_out to;
    char id[ID_TEXT], event[ID_TEXT + 48], args[80];

    if (!s->site.mail)
        return ok();
    TRY(db_one(registry, &q_person_by_id, &in, &to, s->arena));
    id_format(id_of(user), id);
    snprintf(event, sizeof event, "%s:%s:%lld", template, id, (long long)s->now);
    snprintf(args, sizeof args, "{\"path\":\"%s\"}", path);
    return mail_put(s, registry,
                    &(struct mail){.event = arena_copy(s->arena, event, strlen(event)),
                                   .recipient = to.email,
                                   .template = template,
                                   .lang = to.lang,
                                   .args = arena_copy(s->arena, args, strlen(args))});
}
