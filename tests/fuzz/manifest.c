/* manifest.c -- a backup's manifest: what is accepted has every file with its sums, and
 * is written back as the same text.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include "cli/manifest.h"

#include <string.h>

static void look_at_file(const struct manifest_file *f, const char *name)
{
    require(strcmp(f->name, name) == 0);
    require(f->sealed.bytes >= 0 && f->audit_rows >= 0 && f->counts_len <= STORE_COUNTS);
    for (size_t i = 0; i < f->counts_len; i++)
        require(f->counts[i].name != NULL && f->counts[i].n >= 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a CLEANUP(free_arena) = {0};
    struct manifest m, again;

    if (!manifest_parse((struct bytes){data, size}, &a, &m))
        return 0;
    require(m.city != NULL && m.made_at >= 0);
    for (int i = 0; i < MANIFEST_FILES; i++)
        look_at_file(&m.files[i], manifest_files[i]);

    const char *text = manifest_text(&m, &a);
    struct bytes bytes = {(const uint8_t *)text, strlen(text)};
    require(manifest_parse(bytes, &a, &again));
    require(strcmp(manifest_text(&again, &a), text) == 0);
    return 0;
}
