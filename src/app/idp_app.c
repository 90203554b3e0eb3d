/* idp_app.c -- see idp_app.h.  Nothing is written on the way there: state, nonce and
 * verifier are made of one cookie by our link key, so that they need no row until the
 * state comes back, and nobody fills a table by asking.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/idp_app.h"

#include "app/idp_place.h"
#include "app/token.h"
#include "base/crypto.h"
#include "base/json.h"
#include "base/keys.h"
#include "base/log.h"
#include "core/build.h"
#include "core/str.h"
#include "domain/limits.h"
#include "store/queries_registry.h"

#include <string.h>

enum { COOKIE_RANDOM = 16, COOKIE_MAX = 900, CODE_MAX = 2000 };

/* HMAC of the words, as base64url. */
static const char *mark(struct session *s, const char *what, const char *of)
{
    struct build line = {.arena = s->arena};

    build_text(&line, "idp|");
    build_text(&line, what);
    build_char(&line, '|');
    build_text(&line, s->city);
    build_char(&line, '|');
    build_text(&line, of);
    struct sha256 mac =
        hmac_sha256((struct bytes){s->keys->link, CIPHER_KEY_LEN},
                    (struct bytes){(const uint8_t *)build_done(&line), line.len});
    return base64url(s->arena, (struct bytes){mac.b, SHA256_LEN});
}

/* UNTIL.MARK: of one browser, one side and ten minutes. */
static const char *state_of(struct session *s, enum side side, int64_t until,
                            const char *cookie)
{
    struct build b = {.arena = s->arena}, all = {.arena = s->arena};

    build_int(&b, until);
    build_text(&all, side_name(side));
    build_char(&all, '|');
    build_int(&all, until);
    build_char(&all, '|');
    build_text(&all, cookie);
    build_char(&b, '.');
    build_text(&b, mark(s, "state", build_done(&all)));
    return build_done(&b);
}

static bool state_holds(struct session *s, const struct idp_back *b)
{
    char number[24];
    size_t len = strcspn(b->state, ".");
    int64_t until;

    if (len == 0 || len >= sizeof number || b->cookie[0] == '\0' ||
        strlen(b->cookie) > COOKIE_MAX)
        return false;
    memcpy(number, b->state, len);
    number[len] = '\0';
    if (!str_number(number, INT64_MAX, &until) || until <= s->now ||
        until > s->now + IDP_LASTS_MS + LIMIT_CLOCK_MS)
        return false;
    const char *want = state_of(s, b->side, until, b->cookie);
    return strlen(want) == strlen(b->state) && secret_same(want, b->state, strlen(want));
}

static const char *cookie_make(struct session *s, const char *next)
{
    uint8_t random[COOKIE_RANDOM];
    struct build b = {.arena = s->arena};

    crypto_random(random, sizeof random);
    build_text(&b, base64url(s->arena, (struct bytes){random, sizeof random}));
    build_char(&b, '.');
    build_text(&b,
               base64url(s->arena, (struct bytes){(const uint8_t *)next, strlen(next)}));
    return build_done(&b);
}

static const char *next_of(struct session *s, const char *cookie)
{
    const char *dot = strchr(cookie, '.');
    struct bytes path;

    if (dot == NULL || !base64url_read(s->arena, dot + 1, strlen(dot + 1), &path))
        return "/";
    return arena_copy(s->arena, (const char *)path.p, path.len);
}

static const char *redirect_of(struct session *s, enum side side)
{
    struct build b = {.arena = s->arena};

    build_text(&b, s->public_url);
    build_text(&b, "/sign-in/back/");
    build_text(&b, side_name(side));
    return build_done(&b);
}

/* "&name=value"; nothing when there is no value. */
static void add(struct build *b, const char *name, const char *value)
{
    static const char digits[] = "0123456789ABCDEF";

    if (value == NULL)
        return;
    if (b->len > 0)
        build_char(b, '&');
    build_text(b, name);
    build_char(b, '=');
    for (; *value != '\0'; value++) {
        unsigned char c = (unsigned char)*value;

        if (str_is_letter(*value) || str_is_digit(*value) || strchr("-._~", c) != NULL) {
            build_char(b, *value);
        } else {
            build_char(b, '%');
            build_char(b, digits[c >> 4]);
            build_char(b, digits[c & 15]);
        }
    }
}

static const char *challenge_of(struct session *s, const char *verifier)
{
    struct sha256 sha = sha256_of(verifier, strlen(verifier));

    return base64url(s->arena, (struct bytes){sha.b, SHA256_LEN});
}

struct err idp_go_slow(struct session *s, void *in)
{
    struct idp_go *g = in;
    struct build query = {.arena = s->arena}, url = {.arena = s->arena};
    struct idp_place at;
    struct idp idp;

    TRY(idp_of(s, g->side, &idp));
    session_close(s); /* nothing borrowed while others are waited for */
    TRY(idp_place(s, &idp, &at));
    g->cookie = cookie_make(s, g->next);
    const char *state = state_of(s, g->side, s->now + IDP_LASTS_MS, g->cookie);
    add(&query, "response_type", "code");
    add(&query, "client_id", idp.client);
    add(&query, "redirect_uri", redirect_of(s, g->side));
    add(&query, "scope", "openid email profile");
    add(&query, "state", state);
    add(&query, "nonce", mark(s, "nonce", state));
    add(&query, "code_challenge", challenge_of(s, mark(s, "verifier", state)));
    add(&query, "code_challenge_method", "S256");
    add(&query, "acr_values", idp.acr);
    build_text(&url, at.authorize);
    build_char(&url, strchr(at.authorize, '?') != NULL ? '&' : '?');
    build_text(&url, build_done(&query));
    g->url = build_done(&url);
    return ok();
}

/* RFC 6749, 2.3.1: each is escaped before it is joined. */
static const char *escaped(struct session *s, const char *value)
{
    struct build b = {.arena = s->arena};

    add(&b, "", value);
    return build_done(&b) + 1;
}

static struct err ask_token(struct session *s, const struct idp *idp,
                            const struct idp_place *at, const struct idp_back *b,
                            const char **token)
{
    struct build form = {.arena = s->arena};
    const char *why;
    const char *secret = idp_secret(s->site.idp_secrets, b->side, s->arena, &why);
    struct fetch what = {.url = at->token};
    struct fetched got;
    struct json said;

    if (secret == NULL)
        return failed(ERR_BROKEN, "account.idp.secret");
    add(&form, "grant_type", "authorization_code");
    add(&form, "code", b->code);
    add(&form, "redirect_uri", redirect_of(s, b->side));
    add(&form, "code_verifier", mark(s, "verifier", b->state));
    if (at->post) {
        add(&form, "client_id", idp->client);
        add(&form, "client_secret", secret);
    } else {
        what.user = escaped(s, idp->client);
        what.secret = escaped(s, secret);
    }
    what.form = build_done(&form);
    TRY(idp_fetch(s, idp, &what, &got));
    if (got.status >= 500)
        return failed(ERR_BUSY, "account.idp.away");
    if (got.status != 200 || json_read(s->arena, got.body, got.len, &said).kind != OK)
        return failed(ERR_INVALID, "account.idp.refused");
    *token = json_text(&said, "id_token");
    return *token != NULL ? ok() : failed(ERR_INVALID, "account.idp.token");
}

static struct err ask_who(struct session *s, struct idp_back *b)
{
    struct idp_place at;
    struct idp idp;
    struct bytes payload;
    const char *token;

    TRY(idp_of(s, b->side, &idp));
    session_close(s);
    TRY(idp_place(s, &idp, &at));
    if (b->issuer[0] != '\0' ? strcmp(b->issuer, idp.issuer) != 0 : at.says_issuer)
        return failed(ERR_INVALID, "account.idp.token");
    if (b->error[0] != '\0' || b->code[0] == '\0' || strlen(b->code) > CODE_MAX)
        return failed(ERR_INVALID, "account.idp.refused");
    TRY(ask_token(s, &idp, &at, b, &token));
    TRY(idp_open(s, &idp, &at, token, &payload));
    return id_token_read(s->arena, payload,
                         &(struct id_token_want){.issuer = idp.issuer,
                                                 .client = idp.client,
                                                 .nonce = mark(s, "nonce", b->state),
                                                 .acr = idp.acr,
                                                 .now = s->now},
                         &b->who);
}

struct err idp_back_slow(struct session *s, void *in)
{
    struct idp_back *b = in;

    bool bearer = str_same(b->how.kind, "bearer"), phone;

    b->next = next_of(s, b->cookie);
    phone = str_starts(b->next, IDP_PHONE);
    b->handed = phone && !bearer;
    if (b->handed)
        return ok();
    b->ours = phone == bearer && state_holds(s, b);
    if (!b->ours) {
        b->refused = "account.idp.state";
        return ok();
    }
    struct err e = ask_who(s, b);
    if (e.kind == ERR_NOT_FOUND)
        return e;
    b->refused = e.kind == OK ? NULL : e.msg;
    if (e.kind != OK) /* why, for whoever set it up; the reader is told less */
        log_warn("idp.refused", log_code("side", side_name(b->side)), log_err(e));
    return ok();
}

/* False when it came back before. */
static struct err spend(struct session *s, struct db *db, const char *state, bool *first)
{
    const struct q_idp_state_old_in old = {.before = s->now - 2 * IDP_LASTS_MS};
    const struct q_idp_state_use_in in = {.state_sha = token_sha(s->arena, state),
                                          .at = s->now};
    int64_t changed;

    TRY(db_exec(db, &q_idp_state_old, &old));
    TRY(db_exec_count(db, &q_idp_state_use, &in, &changed));
    *first = changed == 1;
    return ok();
}

static struct err let_in(struct session *s, struct db *db, const struct idp_back *b,
                         struct idp_came *to)
{
    struct idp_found found;
    struct idp idp;

    TRY(idp_of(s, b->side, &idp));
    TRY(idp_account(s, db, &idp, &b->who, &found));
    to->refused = found.refused;
    if (to->refused != NULL)
        return ok();
    s->second = b->who.second;
    struct err e = sign_in_vouched(s, found.user, &b->how, &to->in);
    if (e.kind == ERR_INVALID)
        to->refused = e.msg;
    return e.kind == ERR_INVALID ? ok() : e;
}

struct err idp_back_change(struct session *s, const void *in, void **out)
{
    const struct idp_back *b = in;
    struct idp_came *to = arena_new(s->arena, struct idp_came);
    struct db *db;
    bool first;

    *out = to;
    to->refused = b->refused;
    if (!b->ours)
        return ok();
    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(spend(s, db, b->state, &first));
    if (!first)
        to->refused = "account.idp.state";
    if (to->refused != NULL)
        return ok();
    return let_in(s, db, b, to);
}
