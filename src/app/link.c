/* link.c -- see link.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/link.h"

#include "core/str.h"
#include "domain/shape.h"

#include <stdio.h>
#include <string.h>

enum { TOKEN_BYTES = 16, TOKEN_LETTERS = 22, CODE_LETTERS = 10, CODE_HALF = 5 };

/* Crockford's 32: no I, L, O, U. */
static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static struct sha256 keyed(const struct keys *keys, const char *what, struct id id,
                           int64_t serial)
{
    char text[ID_TEXT], line[96];

    id_format(id, text);
    int len = snprintf(line, sizeof line, "%s|%s|%lld", what, text, (long long)serial);
    require(len > 0 && (size_t)len < sizeof line);
    return hmac_sha256((struct bytes){keys->link, sizeof keys->link},
                       (struct bytes){(const uint8_t *)line, (size_t)len});
}

static struct bytes sha_bytes(struct arena *a, const void *data, size_t len)
{
    struct sha256 *sha = arena_new(a, struct sha256);

    *sha = sha256_of(data, len);
    return (struct bytes){sha->b, sizeof sha->b};
}

const char *link_token(const struct keys *keys, struct referral_id id, int64_t serial,
                       struct arena *a)
{
    struct sha256 mac = keyed(keys, "agency", id_of(id), serial);

    return base64url(a, (struct bytes){mac.b, TOKEN_BYTES});
}

static struct sha256 pass_mac(const struct keys *keys, const char *token, int64_t until)
{
    char line[96];
    int len = snprintf(line, sizeof line, "pass|%s|%lld", token, (long long)until);

    require(len > 0 && (size_t)len < sizeof line);
    return hmac_sha256((struct bytes){keys->link, sizeof keys->link},
                       (struct bytes){(const uint8_t *)line, (size_t)len});
}

const char *link_pass(const struct keys *keys, const char *token, int64_t until,
                      struct arena *a)
{
    struct sha256 mac = pass_mac(keys, token, until);
    const char *mark = base64url(a, (struct bytes){mac.b, TOKEN_BYTES});
    size_t len = strlen(mark) + 24;
    char *out = arena_alloc(a, len);

    snprintf(out, len, "%s.%lld", mark, (long long)until);
    return out;
}

bool link_pass_opens(const struct keys *keys, const char *token, const char *pass,
                     int64_t now, struct arena *a)
{
    int64_t until;

    if (strlen(pass) <= TOKEN_LETTERS + 1 ||
        !str_number(pass + TOKEN_LETTERS + 1, INT64_MAX, &until) || until < now)
        return false;
    const char *ours = link_pass(keys, token, until, a);
    return strlen(ours) == strlen(pass) && secret_same(ours, pass, strlen(ours));
}

const char *stop_token(const struct keys *keys, struct referral_id id, int64_t at,
                       struct arena *a)
{
    struct sha256 mac = keyed(keys, "stopped", id_of(id), at);

    return base64url(a, (struct bytes){mac.b, TOKEN_BYTES});
}

const char *invite_token(const struct keys *keys, struct id id, struct arena *a)
{
    struct sha256 mac = keyed(keys, "invite", id, 0);

    return base64url(a, (struct bytes){mac.b, sizeof mac.b});
}

bool link_token_sha(const char *token, struct arena *a, struct bytes *out)
{
    struct bytes raw;

    if (strlen(token) != TOKEN_LETTERS ||
        !base64url_read(a, token, TOKEN_LETTERS, &raw) || raw.len != TOKEN_BYTES)
        return false;
    *out = sha_bytes(a, raw.p, raw.len);
    return true;
}

const char *withdraw_code(const struct keys *keys, struct consent_id id, struct arena *a)
{
    struct sha256 mac = keyed(keys, "withdraw", id_of(id), 0);
    char *code = arena_alloc(a, CODE_LETTERS + 2);
    size_t n = 0;

    for (size_t i = 0; i < CODE_LETTERS; i++) {
        if (i == CODE_HALF)
            code[n++] = '-';
        code[n++] = letters[mac.b[i] % 32];
    }
    return code;
}

/* Upper case, without what people put between; O is 0, I and L are 1. */
static char plain_letter(char c)
{
    if (c >= 'a' && c <= 'z')
        c = (char)(c - ('a' - 'A'));
    if (c == 'O')
        return '0';
    return c == 'I' || c == 'L' ? '1' : c;
}

bool withdraw_code_sha(const char *code, struct arena *a, struct bytes *out)
{
    char plain[CODE_LETTERS];
    size_t n = 0;

    for (; *code; code++) {
        char c = plain_letter(*code);

        if (c == '-' || c == ' ')
            continue;
        if (!strchr(letters, c) || n == CODE_LETTERS)
            return false;
        plain[n++] = c;
    }
    if (n != CODE_LETTERS)
        return false;
    *out = sha_bytes(a, plain, n);
    return true;
}

static struct bytes card_sha(const struct keys *keys, const char *clean, struct arena *a)
{
    struct sha256 *sha = arena_new(a, struct sha256);

    *sha = hmac_sha256((struct bytes){keys->link, sizeof keys->link},
                       (struct bytes){(const uint8_t *)clean, strlen(clean)});
    return (struct bytes){sha->b, sizeof sha->b};
}

bool card_code_sha(const struct keys *keys, const char *code, struct arena *a,
                   struct bytes *out)
{
    char clean[9];

    if (!card_code_clean(code, clean))
        return false;
    *out = card_sha(keys, clean, a);
    return true;
}

struct bytes resident_code_sha(const struct keys *keys, const char *code, struct arena *a)
{
    struct bytes sha;

    if (withdraw_code_sha(code, a, &sha) || card_code_sha(keys, code, a, &sha))
        return sha;
    return card_sha(keys, "no code", a);
}
