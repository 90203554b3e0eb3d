/* import_met.c -- see import_met.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/import_met.h"

#include "base/crypto.h"

#include <string.h>

static void met_grow(struct met *m, struct arena *a)
{
    struct met old = *m;

    m->cap = old.cap ? old.cap * 2 : 4096;
    m->slot = arena_alloc(a, sizeof *m->slot * m->cap);
    for (size_t i = 0; i < old.cap; i++) {
        size_t at = old.slot[i].key % m->cap;
        while (old.slot[i].key != 0 && m->slot[at].key != 0)
            at = (at + 1) % m->cap;
        if (old.slot[i].key != 0)
            m->slot[at] = old.slot[i];
    }
}

uint64_t met_again(struct met *m, struct arena *a, const char *what)
{
    struct sha256 sha = sha256_of(what, strlen(what));
    uint64_t key;

    memcpy(&key, sha.b, sizeof key);
    if (m->len * 2 >= m->cap)
        met_grow(m, a);
    size_t at = key % m->cap;
    while (m->slot[at].key != 0 && m->slot[at].key != key)
        at = (at + 1) % m->cap;
    m->len += m->slot[at].key == 0;
    m->slot[at].key = key;
    return ++m->slot[at].times;
}
