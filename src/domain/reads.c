/* reads.c -- see reads.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/reads.h"

const struct read_budget read_budgets[] = {
    {ROLE_CASE_MANAGER, "reads_case_manager", "60"},
    {ROLE_CARE_LEAD, "reads_care_lead", "120"},
    {ROLE_PROVIDER, "reads_provider", "60"},
};
const size_t read_budgets_len = COUNT(read_budgets);
