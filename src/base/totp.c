/* totp.c -- see totp.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/totp.h"

#include "base/crypto.h"
#include "core/build.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <string.h>

enum { SHA1_LEN = 20 };

int64_t totp_step(int64_t now_ms)
{
    return now_ms / TOTP_STEP_MS;
}

const char *totp_code(struct bytes secret, int64_t step, int digits, struct arena *a)
{
    static const uint32_t ten_to[] = {1000000, 10000000, 100000000};
    uint8_t counter[8], mac[SHA1_LEN];
    unsigned len = sizeof mac;
    char *out = arena_alloc(a, 16);

    require(digits >= 6 && digits <= 8);
    for (int i = 0; i < 8; i++)
        counter[i] = (uint8_t)(step >> (56 - 8 * i));
    require(HMAC(EVP_sha1(), secret.p, (int)secret.len, counter, sizeof counter, mac,
                 &len) != NULL);
    size_t at = mac[SHA1_LEN - 1] & 0xf;
    uint32_t n = (uint32_t)(mac[at] & 0x7f) << 24 | (uint32_t)mac[at + 1] << 16 |
                 (uint32_t)mac[at + 2] << 8 | mac[at + 3];
    snprintf(out, 16, "%0*u", digits, n % ten_to[digits - 6]);
    return out;
}

int64_t totp_match(struct bytes secret, const char *code, int64_t now_ms, int64_t used)
{
    struct arena a CLEANUP(arena_free) = {0};
    int64_t now = totp_step(now_ms), found = 0;

    if (strlen(code) != TOTP_DIGITS)
        return 0;
    for (int64_t step = now - 1; step <= now + 1; step++) {
        bool same =
            secret_same(totp_code(secret, step, TOTP_DIGITS, &a), code, TOTP_DIGITS);

        if (same && step > used && found == 0)
            found = step;
    }
    return found;
}

/* Five bits from there on; behind the end are zeros. */
static unsigned five_bits(struct bytes data, size_t bit)
{
    unsigned next = bit / 8 + 1 < data.len ? data.p[bit / 8 + 1] : 0;
    unsigned both = (unsigned)data.p[bit / 8] << 8 | next;

    return both >> (11 - bit % 8) & 31;
}

const char *base32(struct arena *a, struct bytes data, bool groups)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    struct build out = {.arena = a};

    for (size_t bit = 0; bit < data.len * 8; bit += 5) {
        if (groups && bit > 0 && bit % 20 == 0)
            build_char(&out, ' ');
        build_char(&out, letters[five_bits(data, bit)]);
    }
    return build_done(&out);
}

static void put_percent(struct build *out, const char *s)
{
    static const char digits[] = "0123456789ABCDEF";

    for (; *s != '\0'; s++) {
        unsigned char c = (unsigned char)*s;
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                     (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';

        if (plain) {
            build_char(out, (char)c);
            continue;
        }
        build_char(out, '%');
        build_char(out, digits[c >> 4]);
        build_char(out, digits[c & 15]);
    }
}

const char *totp_url(struct arena *a, const char *issuer, const char *account,
                     struct bytes secret)
{
    struct build out = {.arena = a};

    build_text(&out, "otpauth://totp/");
    put_percent(&out, issuer);
    build_char(&out, ':');
    put_percent(&out, account);
    build_text(&out, "?secret=");
    build_text(&out, base32(a, secret, false));
    build_text(&out, "&issuer=");
    put_percent(&out, issuer);
    return build_done(&out);
}
