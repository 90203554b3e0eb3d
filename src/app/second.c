/* second.c -- see second.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/second.h"

#include "app/token.h"
#include "base/crypto.h"
#include "base/keys.h"
#include "base/totp.h"
#include "core/build.h"
#include "core/str.h"
#include "domain/limits.h"
#include "store/queries_registry.h"
#include "store/seal.h"

#include <stdio.h>
#include <string.h>

#define MINUTE_MS INT64_C(60000)
#define STEP_MS (5 * MINUTE_MS)
#define RESTS_MS (15 * MINUTE_MS)
enum {
    REST_AFTER = 10,
    END_AFTER = 100, /* NIST SP 800-63B-4, 3.2.2: then somebody must end it */
    RECOVERY_LETTERS = 16,
    RECOVERY_TEXT = RECOVERY_LETTERS + 3,
    MARK_LETTERS = 22,
    MARK_BYTES = 16,
};

/* The registry has no residents and no key of theirs: its own comes from the link key. */
static struct data_key registry_key(const struct session *s)
{
    static const char label[] = "doorstep second factor";
    struct data_key key;
    struct sha256 mac =
        hmac_sha256((struct bytes){s->keys->link, CIPHER_KEY_LEN},
                    (struct bytes){(const uint8_t *)label, sizeof label - 1});

    memcpy(key.b, mac.b, sizeof key.b);
    return key;
}

static struct seal_place place_of(const struct session *s, struct user_id user)
{
    return (struct seal_place){.store = "registry",
                               .city = s->city,
                               .table = "second_factor",
                               .column = "secret",
                               .row = id_of(user)};
}

struct bytes second_seal(struct session *s, struct user_id user, struct bytes secret)
{
    struct data_key key = registry_key(s);
    struct seal_place at = place_of(s, user);

    return seal_data(&key, &at, secret, s->arena);
}

static struct err open_secret(struct session *s, struct user_id user, struct bytes sealed,
                              struct bytes *out)
{
    struct data_key key = registry_key(s);
    struct seal_place at = place_of(s, user);

    *out = (struct bytes){0};
    return sealed.len == 0 ? ok() : open_data(&key, &at, sealed, s->arena, out);
}

struct err second_load(struct session *s, struct db *db, struct user_id user,
                       struct second *out)
{
    const struct q_second_factor_of_in in = {.person = user};
    const struct q_passkey_count_in of = {.person = user};
    struct q_second_factor_of_out row;
    struct q_passkey_count_out keys;

    *out = (struct second){0};
    TRY(db_one(db, &q_passkey_count, &of, &keys, s->arena));
    out->passkeys = keys.n;
    struct err e = db_one(db, &q_second_factor_of, &in, &row, s->arena);
    if (e.kind == ERR_NOT_FOUND)
        return ok();
    TRY(e);
    *out = (struct second){.confirmed_at = row.confirmed_at,
                           .used_step = row.used_step,
                           .failed = row.failed,
                           .locked_until = row.locked_until,
                           .passkeys = keys.n};
    TRY(open_secret(s, user, row.secret, &out->secret));
    return open_secret(s, user, row.next, &out->next);
}

bool second_on(const struct second *have)
{
    return have->confirmed_at != 0 || have->passkeys > 0;
}

struct err second_settle(struct session *s, struct db *db, struct user_id user)
{
    const struct q_recovery_code_drop_in codes = {.person = user};
    const struct q_person_password_alone_in alone = {.id = user};
    struct second have;

    TRY(second_load(s, db, user, &have));
    if (second_on(&have))
        return ok();
    TRY(db_exec(db, &q_recovery_code_drop, &codes));
    return db_exec(db, &q_person_password_alone, &alone);
}

struct err second_end_others(struct session *s, struct db *db)
{
    struct bytes csrf;

    if (!base64url_read(s->arena, s->csrf, strlen(s->csrf), &csrf))
        return failed(ERR_SIGN_IN, "error.sign_in");
    const struct q_session_second_in mine = {.person = s->actor.user, .csrf = csrf};
    const struct q_session_end_others_in others = {
        .person = s->actor.user, .csrf = csrf, .at = s->now};
    TRY(db_exec(db, &q_session_second, &mine));
    return db_exec(db, &q_session_end_others, &others);
}

/* Crockford's 32: no I, L, O, U. */
static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static char plain_letter(char c)
{
    c = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    return c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
}

/* What was typed, without what people put between. */
static size_t plain_code(const char *typed, char out[RECOVERY_TEXT + 1])
{
    size_t n = 0;

    for (; *typed != '\0' && n <= RECOVERY_LETTERS; typed++)
        if (*typed != ' ' && *typed != '-')
            out[n++] = plain_letter(*typed);
    out[n] = '\0';
    return n;
}

static struct bytes recovery_mac(struct session *s, struct user_id user, const char *code)
{
    char id[ID_TEXT], line[120];
    struct sha256 *mac = arena_new(s->arena, struct sha256);

    id_format(id_of(user), id);
    int len = snprintf(line, sizeof line, "recovery|%s|%s", id, code);
    require(len > 0 && (size_t)len < sizeof line);
    *mac = hmac_sha256((struct bytes){s->keys->link, CIPHER_KEY_LEN},
                       (struct bytes){(const uint8_t *)line, (size_t)len});
    return (struct bytes){mac->b, sizeof mac->b};
}

static const char *recovery_text(struct arena *a, char plain[RECOVERY_LETTERS + 1])
{
    uint8_t random[RECOVERY_LETTERS];
    char *out = arena_alloc(a, RECOVERY_TEXT + 1);
    size_t n = 0;

    crypto_random(random, sizeof random);
    for (size_t i = 0; i < RECOVERY_LETTERS; i++) {
        plain[i] = letters[random[i] % 32];
        if (i > 0 && i % 4 == 0)
            out[n++] = '-';
        out[n++] = plain[i];
    }
    plain[RECOVERY_LETTERS] = '\0';
    out[n] = '\0';
    return out;
}

struct err recovery_make(struct session *s, struct db *db, struct user_id user,
                         const char *out[RECOVERY_CODES])
{
    const struct q_recovery_code_drop_in drop = {.person = user};

    TRY(db_exec(db, &q_recovery_code_drop, &drop));
    for (size_t i = 0; i < RECOVERY_CODES; i++) {
        char plain[RECOVERY_LETTERS + 1];

        out[i] = recovery_text(s->arena, plain);
        const struct q_recovery_code_add_in in = {
            .person = user, .code_mac = recovery_mac(s, user, plain), .at = s->now};
        TRY(db_exec(db, &q_recovery_code_add, &in));
    }
    return ok();
}

static struct err spend_recovery(struct session *s, struct db *db, struct user_id user,
                                 const char *code, bool *right)
{
    const struct q_recovery_code_open_in look = {.person = user,
                                                 .code_mac = recovery_mac(s, user, code)};
    const struct q_recovery_code_use_in use = {
        .person = user, .code_mac = look.code_mac, .at = s->now};
    struct q_recovery_code_open_out row;
    struct err e = db_one(db, &q_recovery_code_open, &look, &row, s->arena);

    *right = e.kind == OK;
    if (e.kind == ERR_NOT_FOUND)
        return ok();
    TRY(e);
    return db_exec(db, &q_recovery_code_use, &use);
}

/* `step`: of totp_match, 0 for a code that opens nothing. */
static struct err spend_totp(struct db *db, struct user_id user, int64_t step,
                             bool *right)
{
    const struct q_second_factor_used_in used = {.person = user, .used_step = step};

    *right = step != 0;
    return *right ? db_exec(db, &q_second_factor_used, &used) : ok();
}

static struct err count_wrong(struct session *s, struct db *db, struct user_id user,
                              const struct second *have)
{
    const struct q_second_factor_failed_in in = {
        .person = user,
        .failed = have->failed + 1,
        .locked_until = (have->failed + 1) % REST_AFTER == 0 ? s->now + RESTS_MS : 0,
    };

    return db_exec(db, &q_second_factor_failed, &in);
}

static struct err calm(struct db *db, struct user_id user, const struct second *have)
{
    const struct q_second_factor_failed_in in = {.person = user};

    return have->failed > 0 ? db_exec(db, &q_second_factor_failed, &in) : ok();
}

struct err second_try(struct session *s, struct db *db, struct user_id user,
                      const char *typed, enum second_result *out)
{
    char code[RECOVERY_TEXT + 1];
    struct second have;
    bool right = false;

    TRY(second_load(s, db, user, &have));
    *out = !second_on(&have)                   ? SECOND_NONE
           : typed == NULL || typed[0] == '\0' ? SECOND_MISSING
                                               : SECOND_WRONG;
    if (*out != SECOND_WRONG || have.failed >= END_AFTER ||
        account_locked(have.locked_until, s->now))
        return ok();
    size_t len = plain_code(typed, code);
    if (len == TOTP_DIGITS && have.confirmed_at != 0)
        TRY(spend_totp(db, user, totp_match(have.secret, code, s->now, have.used_step),
                       &right));
    else if (len == RECOVERY_LETTERS)
        TRY(spend_recovery(s, db, user, code, &right));
    if (!right)
        return count_wrong(s, db, user, &have);
    *out = SECOND_RIGHT;
    return calm(db, user, &have);
}

bool second_is_asked(const char *setting, unsigned roles)
{
    while (setting != NULL && *setting != '\0') {
        size_t len = strcspn(setting, ", ");
        char word[32];
        enum role role;

        snprintf(word, sizeof word, "%.*s", (int)len, setting);
        if (role_parse(word, &role) && (roles & 1u << role))
            return true;
        setting += len + strspn(setting + len, ", ");
    }
    return false;
}

/* UUID.UNTIL.MARK */
static const char *step_text(struct session *s, struct user_id user, int64_t until,
                             const char *kept)
{
    char id[ID_TEXT], head[ID_TEXT + 24];
    struct build out = {.arena = s->arena};
    struct build line = {.arena = s->arena};

    id_format(id_of(user), id);
    snprintf(head, sizeof head, "%s.%lld", id, (long long)until);
    build_text(&line, "step|");
    build_text(&line, s->city);
    build_text(&line, "|");
    build_text(&line, head);
    build_text(&line, "|");
    build_text(&line, kept != NULL ? kept : "");
    struct sha256 mac =
        hmac_sha256((struct bytes){s->keys->link, CIPHER_KEY_LEN},
                    (struct bytes){(const uint8_t *)build_done(&line), line.len});
    build_text(&out, head);
    build_text(&out, ".");
    build_text(&out, base64url(s->arena, (struct bytes){mac.b, MARK_BYTES}));
    return build_done(&out);
}

const char *step_make(struct session *s, struct user_id user, const char *kept)
{
    return step_text(s, user, s->now + STEP_MS, kept);
}

static bool step_until(const struct session *s, const char *step, int64_t *out)
{
    const char *at = step + ID_TEXT;
    char number[24];
    size_t len = strlen(step) > ID_TEXT ? strcspn(at, ".") : 0;

    if (len == 0 || len >= sizeof number || step[ID_TEXT - 1] != '.')
        return false;
    memcpy(number, at, len);
    number[len] = '\0';
    return str_number(number, INT64_MAX, out) && *out > s->now &&
           *out <= s->now + STEP_MS + LIMIT_CLOCK_MS;
}

bool step_read(struct session *s, const char *step, struct user_id *out)
{
    struct id id;
    int64_t until;

    if (strlen(step) < ID_TEXT || !id_parse(step, ID_TEXT - 1, &id) ||
        !step_until(s, step, &until))
        return false;
    *out = id_to(user, id);
    return true;
}

bool step_holds(struct session *s, const char *step, const char *kept)
{
    struct user_id user;
    int64_t until;

    if (!step_read(s, step, &user) || !step_until(s, step, &until))
        return false;
    const char *ours = step_text(s, user, until, kept);
    return strlen(ours) == strlen(step) && secret_same(ours, step, strlen(ours));
}
