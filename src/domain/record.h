/* record.h -- the number that the provider's own system of record has for a case.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_RECORD_H
#define DOMAIN_RECORD_H

#include "core/arena.h"

enum { RECORD_NUMBER_MAX = 40 };

/* The number as it is kept: without blanks around it, one blank at most within.  NULL for
 * what is none: letters, digits and the marks - . / _ # : make one, and at least one of
 * them is a letter or a digit. */
const char *record_number(struct arena *a, const char *typed);
/* What two writings of the same number have in common: case and blanks do not count. */
const char *record_number_same(struct arena *a, const char *number);

#endif
