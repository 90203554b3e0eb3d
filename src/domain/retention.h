/* retention.h -- how long each class of records is kept: data/retention.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_RETENTION_H
#define DOMAIN_RETENTION_H

#include "core/base.h"
#include "core/day.h"

enum retention { RETENTION_CARE_CASE, RETENTIONS };

struct retention_class {
    const char *word, *msgid;
    int years;
    const char *citation; /* what says so */
};
extern const struct retention_class retention_classes[RETENTIONS];

/* What began on that day or before has been kept for its years by today. */
struct day retention_before(enum retention which, struct day today);

#endif
