/* op.h -- what a phone may say: the kinds of op, their fields and their rules, one
 * table for phone and server.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_OP_H
#define DOMAIN_OP_H

#include "core/fault.h"
#include "domain/visit_codes.h"

/* An op's data as a flat list; a repeated field stands once for each of its values. */
struct field {
    const char *name, *value; /* NUL-terminated; anything, also bad UTF-8 */
};
struct fields {
    const struct field *list;
    size_t len;
};

/* The first value of the field, "" when it is absent. */
const char *fields_get(const struct fields *f, const char *name);
/* The n-th value (from 0) of a repeated field, or NULL. */
const char *fields_nth(const struct fields *f, const char *name, size_t n);

enum op_kind {
    OP_INSPECTION_START,
    OP_FINDING_ADD,
    OP_FINDING_STATE,
    OP_CARD_SET,
    OP_INSPECTION_SIGN,
    OP_INSPECTION_ADDENDUM,
    OP_FINDING_WITHDRAW,
    OP_NO_ENTRY,
    OP_INSPECTION_CHOOSE,
    OP_HELP_REQUEST,
    OP_HELP_ALERT,
    OP_HELP_NO,
    OP_KINDS
};
const char *op_kind_name(enum op_kind k);
bool op_kind_parse(const char *word, enum op_kind *out);
/* Care ops travel sealed, as envelopes. */
bool op_is_care(enum op_kind k);

/* Adds every fault of an op's data: names are the field's, messages are "errors.*".
 * An unknown kind is the fault of "kind".  Unknown fields are ignored. */
void op_check(const char *kind, const struct fields *data, struct faults *out);

/* "food:seen" taken apart; false leaves both alone. */
bool choice_split(const char *word, enum choice *choice, enum known_by *by);
/* "SHA256HEX:SIZE:TAKEN_MS" taken apart; the hash in lower case. */
struct photo_name {
    char sha256[65];
    int64_t size, taken_ms;
};
bool photo_name_split(const char *word, struct photo_name *out);

/* "bedroom" or "bedroom:2, front" taken apart. */
bool room_split(const char *word, enum place *place, const char **label);

#endif
