/* chance.c -- see chance.h.  Put under the program by the linker (meson.build), so that
 * the program has no hooks for it: libsodium and libcrypto take their randomness from
 * here, and so does getentropy; the wall clock is the site's.
 * SPDX-License-Identifier: Apache-2.0 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "chance.h"

#include "base/clock.h"
#include "base/crypto.h"

#include <openssl/rand.h>
#include <pthread.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

static struct {
    pthread_mutex_t lock;
    uint64_t seed, drawn;
    char event[64];
    bool shared, begun;
    FILE *log;
} chance = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void draw(void *out, size_t len)
{
    uint8_t *at = out;

    pthread_mutex_lock(&chance.lock);
    while (len > 0) {
        const struct bytes pieces[] = {
            {(const uint8_t *)&chance.seed, sizeof chance.seed},
            {(const uint8_t *)&chance.drawn, sizeof chance.drawn},
            {(const uint8_t *)chance.event, strlen(chance.event)},
        };
        struct sha256 block = sha256_of_all(pieces, 3);
        size_t n = len < sizeof block.b ? len : sizeof block.b;

        memcpy(at, block.b, n);
        chance.drawn++;
        at += n;
        len -= n;
    }
    pthread_mutex_unlock(&chance.lock);
}

/* ---- libsodium ---- */

static const char *sodium_name(void)
{
    return "seeded";
}

static uint32_t sodium_word(void)
{
    uint32_t n;

    draw(&n, sizeof n);
    return n;
}

static void sodium_fill(void *const out, const size_t len)
{
    draw(out, len);
}

static randombytes_implementation for_sodium = {
    .implementation_name = sodium_name, .random = sodium_word, .buf = sodium_fill};

/* ---- libcrypto ---- */

static int crypto_fill(unsigned char *out, int len)
{
    draw(out, (size_t)len);
    return 1;
}

static int crypto_steady(void)
{
    return 1;
}

static const RAND_METHOD for_crypto = {
    .bytes = crypto_fill, .pseudorand = crypto_fill, .status = crypto_steady};

/* ---- the C library, in place of its own ---- */

int __wrap_getentropy(void *out, size_t len);
int __wrap_getentropy(void *out, size_t len)
{
    draw(out, len);
    return 0;
}

int __real_clock_gettime(clockid_t which, struct timespec *out);
int __wrap_clock_gettime(clockid_t which, struct timespec *out);
int __wrap_clock_gettime(clockid_t which, struct timespec *out)
{
    if (which != CLOCK_REALTIME || !chance.begun)
        return __real_clock_gettime(which, out);
    int64_t ms = clock_ms();
    *out = (struct timespec){ms / 1000, (long)(ms % 1000) * 1000000};
    return 0;
}

ssize_t __real_write(int fd, const void *data, size_t len);
ssize_t __wrap_write(int fd, const void *data, size_t len);
ssize_t __wrap_write(int fd, const void *data, size_t len)
{
    bool line = len > 0 && ((const char *)data)[0] == '{'; /* and no last words */

    if (fd != STDERR_FILENO || chance.log == NULL || !line)
        return __real_write(fd, data, len);
    return (ssize_t)fwrite(data, 1, len, chance.log);
}

void chance_begin(uint64_t seed, bool shared)
{
    if (!chance.begun) {
        crypto_ready();
        randombytes_set_implementation(&for_sodium);
        require(RAND_set_rand_method(&for_crypto) == 1);
    }
    chance.begun = true;
    chance.seed = seed;
    chance.shared = false;
    chance_event("begin", 0);
    chance.shared = shared;
}

void chance_event(const char *kind, int n)
{
    if (chance.shared)
        return;
    pthread_mutex_lock(&chance.lock);
    snprintf(chance.event, sizeof chance.event, "%s %d", kind, n);
    chance.drawn = 0;
    pthread_mutex_unlock(&chance.lock);
}

void chance_log(FILE *to)
{
    chance.log = to;
}

/* splitmix64 */
static uint64_t next(struct dice *d)
{
    uint64_t z = d->state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

struct dice dice_new(uint64_t seed, const char *what)
{
    struct dice d = {seed};

    for (; *what != '\0'; what++)
        d.state = next(&d) ^ (uint8_t)*what;
    return d;
}

int dice_roll(struct dice *d, int sides)
{
    return (int)(next(d) % (uint64_t)sides);
}
