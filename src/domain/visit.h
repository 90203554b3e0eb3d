/* visit.h -- what must be known of a visit before its report may be signed.
 * Asked on the phone, of facts that do not all leave it: that a small child lives there
 * is the rule's question, and only what became of it is kept.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_VISIT_H
#define DOMAIN_VISIT_H

#include "domain/op.h"

#define LEAD_YEAR 1978 /* M.G.L. c. 111 s. 197: dwellings built before it */

/* A child under six, or nobody knows; and built before 1978, or nobody knows (year 0). */
bool lead_needed(const char *child, int year_built);

/* Adds what is missing: `facts` are occupancy, present (repeated), scope, told_right,
 * entry, child (yes, no, unknown), year_built, lead, specialist, why. */
void visit_check(const struct fields *facts, struct faults *out);

#endif
