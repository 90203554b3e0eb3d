/* envelope.c -- what a phone seals: the bytes as they came are no envelope unless they
 * are the one that was sealed, and a sealed input opens to itself.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include "base/hpke.h"

#include <stdlib.h>
#include <string.h>

/* One key for all inputs: making one costs more than opening. */
static const struct p256 *the_key(void)
{
    static struct p256 key;

    if (key.pair == NULL)
        require(p256_make(&key).kind == OK);
    return &key;
}

static void comes_back(struct arena *a, const struct hpke *with, struct bytes plain)
{
    struct bytes sealed, opened;

    require(hpke_seal(the_key()->point, with, plain, a, &sealed).kind == OK);
    require(hpke_open(the_key(), with, sealed, a, &opened).kind == OK);
    require(opened.len == plain.len && memcmp(opened.p, plain.p, plain.len) == 0);

    /* One bit, anywhere, and it is no envelope any more. */
    uint8_t *bits = (uint8_t *)arena_copy(a, (const char *)sealed.p, sealed.len);
    size_t at = plain.len > 0 ? plain.p[0] * sealed.len / 256 : 0;
    bits[at] ^= 1;
    require(
        hpke_open(the_key(), with, (struct bytes){bits, sealed.len}, a, &opened).kind ==
        ERR_INVALID);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint8_t info[] = "doorstep";
    struct hpke with = {.aead = HPKE_AES256, .info = {info, sizeof info - 1}};
    struct arena a CLEANUP(free_arena) = {0};
    struct bytes opened;

    require(hpke_open(the_key(), &with, (struct bytes){data, size}, &a, &opened).kind ==
            ERR_INVALID);
    comes_back(&a, &with, (struct bytes){data, size});
    return 0;
}
