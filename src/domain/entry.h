/* entry.h -- the paper form as the desk types it, read as the ops that a phone would have
 * sent: the same fields under the same rules.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_ENTRY_H
#define DOMAIN_ENTRY_H

#include "core/arena.h"
#include "core/zone.h"
#include "domain/op.h"

enum { ENTRY_ROWS = 6, ENTRY_PARTS = ENTRY_ROWS + 3 };

/* One op's kind and data, without the ids that the office gives it. */
struct entry_part {
    enum op_kind kind;
    int row; /* of a violation, from 1; else 0 */
    struct fields data;
};

/* The form's controls by name; those of a violation end with its row ("note2"). */
bool entry_row_used(const struct fields *form, int row);
/* Nobody was let in: such a sheet says why, whether a card was left, and when to try
 * again; the rest of its upper part does not count. */
bool entry_is_closed(const struct fields *form);
/* The next visit that is written on it; false for none. */
bool entry_next(const struct fields *form, struct day *out);
/* Start, violations, card and signature, in this order; the order's text is not among
 * them.  Of a closed door that alone. */
size_t entry_parts(const struct fields *form, struct arena *a,
                   struct entry_part out[ENTRY_PARTS]);

/* What the lower part of the form asks for; OP_KINDS when it was left empty. */
enum op_kind entry_help_kind(const struct fields *form);
struct entry_part entry_help(const struct fields *form, struct arena *a);

/* Day and time of the visit; false when they are none. */
bool entry_began(const struct fields *form, const struct zone *z, int64_t *out);
bool entry_signed(const struct fields *form, const struct zone *z, int64_t *out);

/* A list with one more. */
void entry_add(struct fields *f, struct arena *a, const char *name, const char *value);

/* All that is wrong with it, by the names of the form's controls.  `social_ok`: the
 * words are about the home all the same. */
void entry_check(const struct fields *form, const struct zone *z, int64_t now,
                 struct arena *a, struct faults *out);

#endif
