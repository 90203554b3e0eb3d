/* erase.h -- why a resident's record is destroyed.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_ERASE_H
#define DOMAIN_ERASE_H

#include "domain/codes.h"

enum erase_why {
    ERASE_ASKED,    /* she, or who speaks for her, asked for it */
    ERASE_MISTAKE,  /* it should never have been written down */
    ERASE_SCHEDULE, /* the city's schedule of retention is over */
    ERASE_WHYS
};
DECLARE_CODES(erase_why);

/* Why a household's case is looked for by what it says of itself. */
enum find_why {
    FIND_WHO_SAW,
    FIND_READ, /* or to have a copy */
    FIND_CORRECT,
    FIND_ERASE,
    FIND_BLOCK,
    FIND_OTHER,
    FIND_WHYS
};
DECLARE_CODES(find_why);

#endif
