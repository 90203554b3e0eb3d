/* sign_in.c -- signing in and out, and who a token or a phone stands for (account.h).
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/calendar.h"
#include "app/device_proof.h"
#include "app/entrant.h"
#include "app/idp.h"
#include "app/second.h"
#include "app/token.h"

#include "base/crypto.h"
#include "base/password.h"
#include "core/str.h"
#include "domain/limits.h"
#include "store/queries_registry.h"

#include <stdio.h>
#include <string.h>

#define MINUTE_MS INT64_C(60000)
#define FAILED_MAX 10
#define FAILED_END 100 /* NIST SP 800-63B-4, 3.2.2 */
#define LOCKED_MS (15 * MINUTE_MS)
#define TOUCH_MS MINUTE_MS
#define DEVICE_TOUCH_MS (60 * MINUTE_MS) /* Status counts its silence in days */

/* Nothing lasts longer from now than it may: what claims to was written by a clock that
 * ran ahead. */
static bool within(int64_t until, int64_t now, int64_t longest_ms)
{
    return until > now && until <= now + longest_ms + LIMIT_CLOCK_MS;
}

bool account_locked(int64_t locked_until, int64_t now)
{
    return within(locked_until, now, LOCKED_MS);
}

/* How long a session lasts without use, and at most. */
struct lifetime {
    const char *kind;
    int64_t idle_ms, whole_ms;
};
static const struct lifetime lifetimes[] = {
    {"cookie", 60 * MINUTE_MS, 12 * 60 * MINUTE_MS},
    {"bearer", 12 * 60 * MINUTE_MS, 12 * 60 * MINUTE_MS},
};

static const struct lifetime *lifetime_of(const char *kind)
{
    return &lifetimes[strcmp(kind, "bearer") == 0];
}

static struct err find(struct session *s, const char *email,
                       struct q_person_by_email_out *out, bool *known)
{
    const struct q_person_by_email_in in = {.email = email_key(s->arena, email)};
    struct db *db;
    struct err e;

    TRY(session_db(s, STORE_REGISTRY, &db));
    e = db_one(db, &q_person_by_email, &in, out, s->arena);
    *known = e.kind == OK;
    return e.kind == ERR_NOT_FOUND ? ok() : e;
}

struct err sign_in_slow(struct session *s, void *in)
{
    struct sign_in *w = in;
    struct q_person_by_email_out p = {0};
    bool known;

    TRY(find(s, w->email, &p, &known));
    return password_check(known ? p.password : NULL, w->password, &w->right);
}

struct err entrant_load(struct session *s, struct db *db, struct user_id id,
                        struct entrant *out)
{
    const struct q_person_entry_in by = {.id = id};
    struct q_person_entry_out row;

    TRY(db_one(db, &q_person_entry, &by, &row, s->arena));
    *out = (struct entrant){id,           row.email, row.name,   row.lang,
                            row.password, row.state, row.failed, row.locked_until};
    return ok();
}

/* Attempts while it rests are not counted, or whoever goes on trying would keep its
 * person out for good; a hundred in a row are the end until a new password is chosen. */
struct err entrant_failed(struct db *db, const struct entrant *p, int64_t now)
{
    const struct q_person_failed_in in = {
        .id = p->id,
        .failed = p->failed + 1,
        .locked_until = (p->failed + 1) % FAILED_MAX == 0 ? now + LOCKED_MS : 0,
    };

    if (account_locked(p->locked_until, now))
        return ok();
    return db_exec(db, &q_person_failed, &in);
}

bool entrant_may_come(const struct session *s, const struct entrant *p)
{
    return !account_locked(p->locked_until, s->now) && p->failed < FAILED_END &&
           strcmp(p->state, "active") == 0;
}

struct err session_open(struct session *s, struct db *db, const struct session_new *n,
                        struct signed_in *to)
{
    uint8_t csrf[32];
    struct q_session_add_in in = {
        .person = n->user,
        .id = id_mint(s->now),
        .kind = n->kind,
        .label = n->label,
        .csrf = {csrf, sizeof csrf},
        .second = s->second,
        .at = s->now,
        .expires_at = s->now + lifetime_of(n->kind)->whole_ms,
        .device = n->device,
    };

    crypto_random(csrf, sizeof csrf);
    token_make(s->arena, to->token);
    in.token_sha = token_sha(s->arena, to->token);
    to->csrf = base64url(s->arena, in.csrf);
    to->expires_at = in.expires_at;
    return db_exec(db, &q_session_add, &in);
}

static struct err let_in(struct session *s, struct db *db, const struct session_new *n,
                         const struct entrant *p, struct signed_in *to)
{
    const struct q_person_failed_in calm = {.id = p->id, .failed = 0, .locked_until = 0};

    if (p->failed > 0)
        TRY(db_exec(db, &q_person_failed, &calm));
    to->need = SIGN_IN_OPEN;
    to->user = p->id;
    to->email = p->email;
    to->name = p->name;
    to->lang = p->lang;
    return session_open(s, db, n, to);
}

static void audit_sign_in(struct session *s, struct db *db, struct user_id user,
                          const char *act)
{
    s->actor.user = user;
    db_audit(db, &(struct audit){
                     .actor = session_actor(s), .act = act, .subject = session_actor(s)});
}

/* A phone that a session with a second factor made its person's, after that was set up:
 * its key, which cannot be copied, is the second factor. */
static struct err device_vouches(struct session *s, struct db *db,
                                 const struct own_phone *phone, const struct entrant *p,
                                 bool *out)
{
    struct second have;

    *out = false;
    if (!phone->signed_this)
        return ok();
    TRY(second_load(s, db, p->id, &have));
    *out = phone->vouched_at != 0 && phone->vouched_at >= have.confirmed_at;
    return ok();
}

/* What the city wants of somebody who has no second factor.  A desk opens nothing but the
 * page to set it up; a phone is sent there. */
static struct err wants_set_up(struct session *s, const char *kind, unsigned roles,
                               bool *out)
{
    const char *setting;

    *out = false;
    if (s->second || strcmp(kind, "bearer") != 0)
        return ok();
    TRY(setting_get(s, "second_step", "", &setting));
    *out = second_is_asked(setting, roles);
    return ok();
}

static struct device_id bound_to(const struct sign_in *w, const struct own_phone *phone)
{
    return w->bind ? phone->id : (struct device_id){{0}};
}

struct err session_phone(struct session *s, const struct sign_in *w, struct user_id user,
                         struct device_id *out)
{
    struct own_phone phone;

    TRY(own_phone_load(s, &w->device, user, &phone));
    *out = bound_to(w, &phone);
    return ok();
}

/* The right password was there.  A failure is an answer of a kept job, see below. */
static struct err second_step(struct session *s, struct db *db, const struct sign_in *w,
                              const struct entrant *p, struct signed_in *to)
{
    enum second_result result;
    struct own_phone phone;
    bool vouched, set_up;

    TRY(own_phone_load(s, &w->device, p->id, &phone));
    TRY(device_vouches(s, db, &phone, p, &vouched));
    if (vouched)
        result = SECOND_RIGHT;
    else
        TRY(second_try(s, db, p->id, w->code, &result));
    if (result == SECOND_MISSING || result == SECOND_WRONG) {
        to->need = SIGN_IN_CODE;
        to->wrong = result == SECOND_WRONG;
        to->step = step_make(s, p->id, p->kept);
        if (to->wrong)
            audit_sign_in(s, db, p->id, "account.second-failed");
        s->actor = (struct actor){0};
        return ok();
    }
    s->second = result == SECOND_RIGHT;
    TRY(account_roles(db, p->id, s->arena, &to->roles));
    TRY(wants_set_up(s, w->kind, to->roles, &set_up));
    to->need = SIGN_IN_SET_UP;
    if (set_up)
        return ok();
    const struct session_new n = {p->id, w->kind, w->label, bound_to(w, &phone)};
    TRY(let_in(s, db, &n, p, to));
    audit_sign_in(s, db, p->id, "account.sign-in");
    return ok();
}

/* A failure is an answer of a kept job (its count must last), so it is no error here:
 * *out stays NULL. */
struct err sign_in_change(struct session *s, const void *in, void **out)
{
    const struct sign_in *w = in;
    struct q_person_by_email_out row;
    struct signed_in *to = arena_new(s->arena, struct signed_in);
    struct db *db;
    bool known, opens;

    *out = NULL;
    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(find(s, w->email, &row, &known));
    if (!known)
        return ok();
    const struct entrant p = {row.id,       w->email,  row.name,   row.lang,
                              row.password, row.state, row.failed, row.locked_until};
    if (!w->right) {
        TRY(entrant_failed(db, &p, s->now));
        audit_sign_in(s, db, p.id, "account.sign-in-failed");
        return ok();
    }
    if (!entrant_may_come(s, &p))
        return ok();
    TRY(idp_password_opens(s, db, p.id, &opens));
    if (!opens)
        return failed(ERR_INVALID, "account.idp.only");
    *out = to;
    return second_step(s, db, w, &p, to);
}

struct err sign_in_code(struct session *s, const void *in, void **out)
{
    const struct sign_in *w = in;
    struct signed_in *to = arena_new(s->arena, struct signed_in);
    struct user_id who;
    struct entrant p;
    struct db *db;

    *out = NULL;
    TRY(session_db(s, STORE_REGISTRY, &db));
    if (!step_read(s, w->step, &who))
        return ok();
    struct err e = entrant_load(s, db, who, &p);
    if (e.kind == ERR_NOT_FOUND)
        return ok();
    TRY(e);
    if (!step_holds(s, w->step, p.kept) || !entrant_may_come(s, &p))
        return ok();
    *out = to;
    return second_step(s, db, w, &p, to);
}

struct err sign_in_vouched(struct session *s, struct user_id user,
                           const struct sign_in *w, struct signed_in *to)
{
    struct entrant p;
    struct db *db;

    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(entrant_load(s, db, user, &p));
    p.failed = p.locked_until = 0; /* how often a password was wrong is nothing to this */
    if (!entrant_may_come(s, &p))
        return failed(ERR_INVALID, "account.idp.nobody");
    if (!s->second)
        return second_step(s, db, w, &p, to);
    struct session_new n = {.user = user, .kind = w->kind, .label = w->label};
    TRY(account_roles(db, user, s->arena, &to->roles));
    TRY(session_phone(s, w, user, &n.device));
    TRY(let_in(s, db, &n, &p, to));
    audit_sign_in(s, db, user, "account.sign-in");
    return ok();
}

struct err sign_out_change(struct session *s, const void *token, void **out)
{
    const struct q_session_end_in in = {.token_sha = token_sha(s->arena, token),
                                        .at = s->now};
    struct db *db;

    (void)out;
    TRY(session_db(s, STORE_REGISTRY, &db));
    return db_exec(db, &q_session_end, &in);
}

bool session_lasts(const char *kind, int64_t seen_at, int64_t expires_at, int64_t now)
{
    const struct lifetime *lasts = lifetime_of(kind);

    return within(expires_at, now, lasts->whole_ms) && seen_at + lasts->idle_ms > now;
}

static bool alive(const struct session *s, const struct q_session_by_token_out *row,
                  bool cookie)
{
    return cookie == (strcmp(row->kind, "cookie") == 0) &&
           session_lasts(row->kind, row->seen_at, row->expires_at, s->now);
}

/* To be written anew: seen long ago, or in a future that a wrong clock told of. */
static bool due_again(int64_t seen_at, int64_t now, int64_t touch_ms)
{
    return seen_at + touch_ms <= now || seen_at > now + touch_ms;
}

static void be(struct session *s, struct user_id user, const char *name)
{
    s->actor.user = user;
    snprintf(s->actor.name, sizeof s->actor.name, "%s", name);
}

struct err session_load(struct session *s, const char *token, bool cookie,
                        const struct device_claim *c, bool *due)
{
    const struct q_session_by_token_in in = {.token_sha = token_sha(s->arena, token)};
    struct q_session_by_token_out row;
    struct db *db;
    struct err e;
    bool proven;

    TRY(session_db(s, STORE_REGISTRY, &db));
    e = db_one(db, &q_session_by_token, &in, &row, s->arena);
    if (e.kind == ERR_NOT_FOUND || (e.kind == OK && !alive(s, &row, cookie)))
        return failed(ERR_SIGN_IN, "error.sign_in");
    TRY(e);
    s->bound = row.device;
    TRY(device_proves(s, c, row.person, &proven));
    if (!proven)
        return failed(ERR_SIGN_IN, "error.sign_in");
    be(s, row.person, row.name);
    s->lang = row.lang;
    s->csrf = base64url(s->arena, row.csrf);
    s->second = row.second != 0;
    *due = due_again(row.seen_at, s->now, TOUCH_MS);
    TRY(account_roles(db, row.person, s->arena, &s->actor.roles));
    s->second_first = !s->second && second_is_asked(row.asked, s->actor.roles);
    return ok();
}

/* Lives in an arena of its own, for the request does not wait for it. */
struct touch {
    struct job job;
    struct arena mine;
    const struct query *query;
    union {
        struct q_session_seen_in session;
        struct q_device_seen_in device;
    } in;
};

static struct err touch_act(struct db *db, struct arena *a, void *ctx)
{
    struct touch *t = ctx;

    (void)a;
    return db_exec(db, t->query, &t->in);
}

static void touch_done(struct job *job)
{
    struct arena last = ((struct touch *)job)->mine;

    arena_free(&job->arena);
    arena_free(&last);
}

static void touch(struct session *s, struct touch *t, struct arena mine)
{
    t->job = (struct job){.city = arena_copy(&mine, s->city, strlen(s->city)),
                          .act = touch_act,
                          .done = touch_done,
                          .ctx = t};
    t->mine = mine;
    /* One that is lost to a crowd is made up for by the next request. */
    if (store_offer(s->stores->of[STORE_REGISTRY], &t->job).kind != OK)
        touch_done(&t->job);
}

void session_touch(struct session *s, const char *token)
{
    struct arena mine = {0};
    struct touch *t = arena_new(&mine, struct touch);

    t->query = &q_session_seen;
    t->in.session =
        (struct q_session_seen_in){.token_sha = token_sha(&mine, token), .at = s->now};
    touch(s, t, mine);
}

static void device_touch(struct session *s)
{
    struct arena mine = {0};
    struct touch *t = arena_new(&mine, struct touch);

    t->query = &q_device_seen;
    t->in.device = (struct q_device_seen_in){.id = s->device, .at = s->now};
    touch(s, t, mine);
}

struct err device_load(struct session *s, const struct device_claim *c)
{
    const struct q_device_claimed_out *row;
    const struct device_found *found;
    struct db *db;

    TRY(device_claimed(s, c, &found));
    if (!found->holds)
        return failed(ERR_SIGN_IN, "error.sign_in");
    row = found->row;
    /* Somebody else's phone in hand: the session decides, the device vouches for nothing.
     */
    if (id_is_set(id_of(s->actor.user)) &&
        !id_same(id_of(s->actor.user), id_of(row->person)))
        return ok();
    s->device = found->id;
    if (due_again(row->seen_at, s->now, DEVICE_TOUCH_MS))
        device_touch(s);
    if (id_is_set(id_of(s->actor.user)))
        return ok();
    TRY(session_db(s, STORE_REGISTRY, &db));
    s->by_device = true;
    s->disabled = strcmp(row->state, "active") != 0;
    s->lang = row->lang;
    be(s, row->person, row->name);
    return account_roles(db, row->person, s->arena, &s->actor.roles);
}
