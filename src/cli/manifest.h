/* manifest.h -- what a backup holds: its files and their sums, signed by the city's
 * receipt key, so that neither a damaged file nor somebody else's backup passes.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_MANIFEST_H
#define CLI_MANIFEST_H

#include "base/keys.h"
#include "base/stream.h"
#include "store/copy.h"

/* A sealed file of the backup; of a store, what was counted in it. */
struct manifest_file {
    const char *name; /* "care.sealed" */
    struct stream_sum plain, sealed;
    int64_t audit_rows;
    struct store_count counts[STORE_COUNTS];
    size_t counts_len;
};

#define MANIFEST_SETTINGS STORES /* behind the stores: doorstep.conf */
#define MANIFEST_FILES (STORES + 1)
struct manifest {
    const char *city; /* its short name */
    int64_t made_at;  /* ms UTC, when the copying began */
    struct manifest_file files[MANIFEST_FILES];
};
extern const char *const manifest_files[MANIFEST_FILES];

/* The manifest as it is signed, and back; false when it is of another format. */
const char *manifest_text(const struct manifest *m, struct arena *a);
bool manifest_parse(struct bytes text, struct arena *a, struct manifest *out);

/* Writes DIR/manifest.json and DIR/manifest.sig; NULL, or what went wrong. */
const char *manifest_write(const char *dir, const struct manifest *m,
                           const struct keys *keys, struct arena *a);
/* Reads and checks both; NULL, or why this backup is refused, for people. */
const char *manifest_read(const char *dir, const struct keys *keys, struct arena *a,
                          struct manifest *out);

#endif
