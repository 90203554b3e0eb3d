/* training.h -- when the six doors are to be practised again.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_TRAINING_H
#define DOMAIN_TRAINING_H

#include "core/day.h"

#define PRACTICE_MONTHS 12 /* unless the city says otherwise: setting practice_months */

/* So many months later, or the month's last day; unset when it was never done. */
struct day practice_due(struct day done, int months);

enum practice_state { PRACTICE_NEVER, PRACTICE_DONE, PRACTICE_DUE };
enum practice_state practice_state_on(struct day today, struct day due);

#endif
