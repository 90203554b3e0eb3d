/* password.c -- see password.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/password.h"

#include "base/crypto.h"
#include "core/str.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <strings.h>

#define OPS 2
#define MEMORY (19u * 1024 * 1024)

struct err password_hash(struct arena *a, const char *password, const char **out)
{
    char kept[crypto_pwhash_STRBYTES];

    crypto_ready();
    if (crypto_pwhash_str_alg(kept, password, strlen(password), OPS, MEMORY,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return failed(ERR_BUSY, "error.busy");
    *out = arena_copy(a, kept, strlen(kept));
    return ok();
}

/* Of a random password nobody knows, with the same cost. */
static const char nobody[] = "$argon2id$v=19$m=19456,t=2,p=1$"
                             "c29tZXNhbHRzb21lc2FsdA$"
                             "aPZ4pdpnZjoSKYIyY7UTaVrBnWQr9Hz1TrFtiIbmfk0";

struct err password_check(const char *kept, const char *password, bool *match)
{
    crypto_ready();
    errno = 0;
    *match = crypto_pwhash_str_verify(kept != NULL ? kept : nobody, password,
                                      strlen(password)) == 0;
    bool compared = *match || errno == EINVAL; /* what the library says of another */
    *match &= kept != NULL;
    return compared ? ok() : failed(ERR_BUSY, "error.busy");
}

static const char *const weak[] = {"doorstep", "password",  "contrasena", "123456",
                                   "qwerty",   "inspector", "welcome"};

/* What is left when the words everybody tries are gone must still be long. */
static size_t strong_len(const char *password)
{
    size_t n = utf8_len(password);

    for (size_t i = 0; i < COUNT(weak); i++)
        if (strcasestr(password, weak[i]) != NULL)
            n -= n > strlen(weak[i]) ? strlen(weak[i]) : n;
    return n;
}

static size_t kinds_of_letter(const char *s)
{
    bool seen[256] = {false};
    size_t n = 0;

    for (; *s != '\0'; s++) {
        unsigned char c = (unsigned char)*s;

        n += !seen[c];
        seen[c] = true;
    }
    return n;
}

const char *password_fault(const char *password, const char *email)
{
    char name[64] = "";

    if (utf8_len(password) < PASSWORD_MIN)
        return "account.password.short";
    if (strlen(password) > PASSWORD_MAX)
        return "account.password.long";
    memcpy(name, email, strcspn(email, "@") < 63 ? strcspn(email, "@") : 63);
    if (strlen(name) >= 4 && strcasestr(password, name) != NULL)
        return "account.password.known";
    if (strong_len(password) < 8 || kinds_of_letter(password) < 5)
        return "account.password.weak";
    return NULL;
}
