/* account.h -- who works here: accounts, invitations, sign-in, sessions.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_ACCOUNT_H
#define APP_ACCOUNT_H

#include "app/sign_in.h"

struct account_new {
    struct user_id id;                       /* minted by the form; unset: a fresh one */
    const char *email, *name, *phone, *lang; /* phone may be NULL */
    const enum role *roles;
    size_t roles_len;
};

bool account_email_valid(const char *email);
/* In a registry job.  ERR_INVALID "account.email.bad" or "account.email.taken". */
MUST_CHECK struct err account_add(struct db *registry, struct arena *a,
                                  const struct account_new *account, int64_t now,
                                  struct user_id *out);
/* NULL, or what account_add would say against an address. */
MUST_CHECK struct err account_email_fault(struct db *registry, struct arena *a,
                                          const char *email, const char **out);
/* A one-time link, good for seven days: PUBLIC_URL/welcome#TOKEN.  Links that the person
 * was given before end. */
MUST_CHECK struct err account_invite(struct db *registry, struct user_id user,
                                     int64_t now, char token[TOKEN_TEXT]);
/* The same with a token that was made before (link.h). */
MUST_CHECK struct err account_invite_by(struct db *registry, struct user_id user,
                                        int64_t now, const char *token);
/* `kept` is password_hash()'s.  Ends all sessions of the account. */
MUST_CHECK struct err account_password(struct db *registry, struct user_id user,
                                       const char *kept, int64_t now);
/* It is long enough beside a second factor alone: ERR_INVALID, with a fault of
 * "password", when that went meanwhile. */
MUST_CHECK struct err account_keep_short(struct session *s, struct db *registry,
                                         struct user_id user);
/* By mail, of a change to how somebody signs in: whoever did not do it must hear of it.
 * `path`: where to look. */
MUST_CHECK struct err account_tell(struct session *s, struct db *registry,
                                   struct user_id user, const char *template,
                                   const char *path);
/* Ends all sessions and what the account's phones may hear; what waits on a phone may
 * still come, and is parked.  ERR_CONFLICT when it is disabled already, or
 * ("account.last_admin") when nobody else could manage accounts. */
MUST_CHECK struct err account_disable(struct db *registry, struct user_id user,
                                      int64_t now);
/* A phone was lost: all of them end, and all sessions. */
MUST_CHECK struct err account_end_phones(struct db *registry, struct user_id user,
                                         int64_t now);
MUST_CHECK struct err account_roles(struct db *registry, struct user_id user,
                                    struct arena *a, unsigned *roles);

MUST_CHECK struct err sign_out_change(struct session *s, const void *token, void **out);

/* Choosing a password by an invitation. */
struct welcome {
    const char *token, *password;
    const char *kept; /* hashed by slow */
};
struct welcomed {
    const char *email, *name;
    bool second; /* has a second factor: a shorter password will do */
};
/* Who was invited; ERR_INVALID "account.link.gone" when used, old or foreign. */
MUST_CHECK struct err welcome_look(struct session *s, const void *in, void **out);
MUST_CHECK struct err welcome_slow(struct session *s, void *in);
MUST_CHECK struct err welcome_change(struct session *s, const void *in, void **out);

MUST_CHECK struct err lang_change(struct session *s, const void *lang, void **out);

/* Fills s->actor, csrf and lang from a token; ERR_SIGN_IN when it is unknown, ended,
 * idle or old, or bound to the key of a phone that did not sign this.  *due says that its
 * `seen_at` should be brought up to date. */
MUST_CHECK struct err session_load(struct session *s, const char *token, bool cookie,
                                   const struct device_claim *c, bool *due);
/* Fire and forget: the session is in use. */
void session_touch(struct session *s, const char *token);

/* Fills s->device, and s->actor when nobody is signed in yet (s->by_device).  ERR_SIGN_IN
 * for an unknown or revoked device or a wrong signature.  A disabled author is let in
 * with s->disabled: what waits on the phone is parked, not lost. */
MUST_CHECK struct err device_load(struct session *s, const struct device_claim *c);

#endif
