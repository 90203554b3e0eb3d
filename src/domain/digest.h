/* digest.h -- what a signed inspection is made of, as one text to hash: a phone says that
 * all is done only when the office's hash is its own.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_DIGEST_H
#define DOMAIN_DIGEST_H

#include "core/arena.h"
#include "domain/op.h"

/* A line "NAME VALUE" of each part, sorted, none twice.  Parts are: order (its SHA-256),
 * finding ("ID CODE"), photo (SHA-256), addendum (ID); hexadecimal in small letters. */
const char *visit_digest_text(const struct fields *parts, struct arena *a);

#endif
