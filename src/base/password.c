/* password.c -- see password.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/password.h"

#include "base/crypto.h"
#include "base/embedded.h"
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

static size_t without(size_t letters, const char *password, const char *word)
{
    size_t len = utf8_len(word);

    if (len < 4 || strcasestr(password, word) == NULL)
        return letters;
    return letters - (letters > len ? len : letters);
}

/* What is left when the words everybody tries are gone must still be long. */
static size_t strong_len(const char *password, const char *city)
{
    size_t n = without(utf8_len(password), password, city);

    for (size_t i = 0; i < COUNT(weak); i++)
        n = without(n, password, weak[i]);
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

/* One of data/password: a line of its own. */
static bool is_listed(const char *key, size_t len)
{
    const char *list = (const char *)password_files[0].bytes;
    const char *end = list + password_files[0].len;

    for (const char *at = list; (at = memmem(at, (size_t)(end - at), key, len)) != NULL;
         at++)
        if ((at == list || at[-1] == '\n') && at[len] == '\n')
            return true;
    return false;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* The same again and again, or the alphabet and the row of digits. */
static bool is_pattern(const char *key, size_t len)
{
    size_t steps = 0;

    for (size_t unit = 1; unit <= len / 2; unit++)
        if (memcmp(key, key + unit, len - unit) == 0)
            return true;
    for (size_t i = 1; i < len; i++) {
        int step = key[i] - key[i - 1];

        steps += step >= -1 && step <= 1;
    }
    return steps * 3 > len * 2;
}

/* A word that everybody tries, with what people put behind it when told to be clever. */
static bool is_known(const char *password)
{
    char key[PASSWORD_BYTES + 1];
    size_t len = 0, word;

    for (; password[len] != '\0' && len < PASSWORD_BYTES; len++)
        key[len] = str_lower(password[len]);
    key[len] = '\0';
    for (word = len; word > 0 && !is_letter(key[word - 1]);)
        word--;
    return is_listed(key, len) || is_pattern(key, len) ||
           (word >= PASSWORD_MIN_SECOND && is_listed(key, word));
}

static bool has_name(const char *password, const char *email)
{
    char name[64] = "";
    size_t len = strcspn(email, "@");

    memcpy(name, email, len < sizeof name ? len : sizeof name - 1);
    return strlen(name) >= 4 && strcasestr(password, name) != NULL;
}

const char *password_fault(const char *password, const struct password_rule *rule)
{
    size_t least = rule->min < PASSWORD_MIN ? PASSWORD_MIN_SECOND / 2 : 8;

    if (utf8_len(password) < rule->min)
        return rule->min < PASSWORD_MIN ? "account.password.short_second"
                                        : "account.password.short";
    if (utf8_len(password) > PASSWORD_MAX || strlen(password) > PASSWORD_BYTES)
        return "account.password.long";
    if (has_name(password, rule->email))
        return "account.password.known";
    if (strong_len(password, rule->city) < least || kinds_of_letter(password) < 5 ||
        is_known(password))
        return "account.password.weak";
    return NULL;
}

bool password_is_short(const char *password)
{
    return utf8_len(password) < PASSWORD_MIN;
}
