/* Opens or seals one envelope, for hpke_core.mjs.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/hpke.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct bytes unhex(struct arena *a, const char *s)
{
    size_t len = strlen(s) / 2;
    uint8_t *p = arena_alloc(a, len + 1);

    require(hex_read(s, p, len));
    return (struct bytes){p, len};
}

/* open SECRET POINT INFO AAD SEALED, or seal POINT INFO AAD PLAIN; all in hex. */
int main(int argc, char **argv)
{
    struct arena a = {0};
    struct bytes v[5], out = {0};
    struct p256 key = {0};
    struct err e;

    require(argc == 6 || argc == 7);
    for (int i = 2; i < argc; i++)
        v[i - 2] = unhex(&a, argv[i]);
    if (strcmp(argv[1], "seal") == 0) {
        e = hpke_seal(v[0].p, &(struct hpke){HPKE_AES256, v[1], v[2]}, v[3], &a, &out);
    } else {
        require(p256_from(v[0].p, v[1].p, &key).kind == OK);
        e = hpke_open(&key, &(struct hpke){HPKE_AES256, v[2], v[3]}, v[4], &a, &out);
    }
    printf("%s\n", e.kind == OK ? hex(&a, out) : "refused");
    p256_free(&key);
    arena_free(&a);
    return 0;
}
