/* taker_app.h -- whose yeses at doors are unlike everybody else's (taker.h): on the
 * page of the care lead, and a letter to her on Monday.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_TAKER_APP_H
#define APP_TAKER_APP_H

#include "app/session.h"
#include "domain/taker.h"

struct odd_taker {
    struct taker of;
    const char *name; /* NULL: no account any more */
    bool quick, often;
};
struct odd_takers {
    struct odd_taker *of;
    size_t len;
    struct taker all; /* the sum */
};
/* Reads care, enforcement and the registry. */
MUST_CHECK struct err odd_takers(struct session *s, struct odd_takers *out);

/* A round (rounds.h): on Monday from 08:00 on a letter to each care lead, while somebody
 * stands out. */
struct err taker_round_due(struct session *s, const void *in, void **out);
struct err taker_round(struct session *s, const void *in, void **out);

#endif
