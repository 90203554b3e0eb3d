/* seen.h -- what a row of the audit chain says of a case that somebody saw: what was on
 * the page and what for, as sentences of po/; never what the household said.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_SEEN_H
#define DOMAIN_SEEN_H

#include "core/base.h"

/* The sentence of what was shown, of a row's act and its code (NULL: none); NULL for rows
 * that tell of something else. */
const char *seen_what(const char *act, const char *detail);
/* The sentence of what it was opened for; NULL: none was said. */
const char *seen_why(const char *act, const char *detail);
/* A look at a demand by law is not told where a court forbids that the household hears of
 * that demand; of the case, where the row does not say which demand it was. */
enum seen_gag { SEEN_TOLD, SEEN_GAGGED, SEEN_GAG_OF_CASE };
enum seen_gag seen_gag(const char *act, const char *detail);
/* The code that a look at a demand leaves; of an erased one what was shown is less. */
const char *seen_demand(bool gagged, bool erased);

#endif
