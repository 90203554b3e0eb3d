/* proof.h -- is a copied store whole?  Asked when a backup is made and when it comes
 * back.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_PROOF_H
#define CLI_PROOF_H

#include "cli/manifest.h"

/* Reads all of an open store; NULL, or what is wrong, for people. */
const char *proof_of_store(struct arena *a, struct store *store, enum store_name name,
                           const char *city, struct manifest_file *out);
/* Opens the file, reads all of it, and closes it; NULL, or what is wrong, for people.
 * With `renew` its phones will take everything anew. */
struct proof_ask {
    enum store_name name;
    const char *path, *city;
    bool renew;
};
const char *proof_of_file(struct arena *a, const struct proof_ask *ask,
                          struct manifest_file *out);
/* "cases", or "case" of one: what was counted, in words. */
const char *proof_noun(struct arena *a, const struct store_count *c);
/* NULL, or what a restored store has otherwise than its manifest said. */
const char *proof_compare(struct arena *a, const struct manifest_file *said,
                          const struct manifest_file *found);

#endif
