/* reads.h -- how many different cases one person may open a day: a table by role, which a
 * city sets otherwise (`doorstep city set`).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_READS_H
#define DOMAIN_READS_H

#include "domain/policy.h"

struct read_budget {
    enum role role;
    const char *setting;
    const char *usual; /* a number, as a setting is */
};
extern const struct read_budget read_budgets[];
extern const size_t read_budgets_len;

enum {
    READS_MAX = 5000,
    READS_OTHERS = 60, /* of whoever has a role that the table does not name */
    READS_MORE = 20    /* that a colleague lets one open, once more */
};

#endif
