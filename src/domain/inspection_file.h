/* inspection_file.h -- one inspection whole: the public record, and all that a desk page
 * or a letter of it is made from.  Nothing of care has a place in it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_INSPECTION_FILE_H
#define DOMAIN_INSPECTION_FILE_H

#include "core/day.h"
#include "core/ids.h"

struct file_finding {
    struct finding_id id;
    const char *code, *library, *place, *note, *responsible, *state;
    struct day correct_by, state_day;
    int64_t photos;
    bool endangering;
    const char *room, *nspire, *severity, *variance; /* NULL: none */
};

struct file_addendum {
    struct user_id author;
    const char *author_name; /* NULL: not known any more */
    const char *text;
    int64_t at;
};

struct file_delivery {
    struct delivery_id id;
    struct day day;
    const char *recipient, *how;
    struct user_id recorded_by;
    const char *recorded_name; /* NULL: not known any more */
    int64_t recorded_at;
    struct delivery_id corrects; /* unset: none */
    bool corrected;              /* a later row names it */
};

struct inspection_file {
    struct inspection_id id;
    struct property_id property;
    const char *address; /* "12 Main St" */
    const char *property_unit, *place, *region, *postcode;
    const char *neighbourhood; /* NULL: none; so with the texts below that say so */
    int64_t year_built;        /* INT64_MIN: not known */
    int64_t units, habitable;  /* homes in the building, rooms to live in; so, too */
    const char *unit, *kind, *state;
    struct user_id inspector;   /* unset: nobody's */
    const char *inspector_name; /* NULL */
    struct day planned_day;
    const char *planned_time, *occupancy, *present; /* NULL */
    int64_t started_at, signed_at;                  /* 0: not */
    const char *card_left, *card_reason;            /* NULL */
    const char *signed_name, *order_text;           /* NULL until it is signed */
    const char *order_sha;                          /* hexadecimal; NULL */
    struct user_id typed_by; /* who entered it from paper; unset: nobody did */
    const char *typed_name;
    int64_t typed_at;
    struct file_finding *findings;
    struct file_addendum *addenda;
    struct file_delivery *deliveries;
    size_t findings_len, addenda_len, deliveries_len;
};

#endif
