/* retention.h -- how long each class of records is kept: data/retention.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_RETENTION_H
#define DOMAIN_RETENTION_H

#include "core/base.h"
#include "core/day.h"

/* Cases are care's; all the others are of the public record. */
enum retention {
    RETENTION_CARE_CASE,
    RETENTION_COMPLAINT,
    RETENTION_PHOTOGRAPH,
    RETENTION_NOTICE,
    RETENTION_VIOLATION,
    RETENTION_VISIT,
    RETENTION_REQUEST,
    RETENTIONS
};
enum { RETENTION_PUBLIC = RETENTION_COMPLAINT }; /* the first of those */

struct retention_class {
    const char *word, *msgid;
    int years;
    const char *begins;   /* a message: from when on */
    const char *citation; /* what says so */
};
extern const struct retention_class retention_classes[RETENTIONS];

/* A class of the public record by its word; false: none is. */
bool retention_parse(const char *word, enum retention *out);

/* What began on that day or before has been kept for its years by today. */
struct day retention_before(enum retention which, struct day today);

#endif
