/* ask_home.h -- the home that help is asked for, from an address as it was typed.
 * Within app only.  The register of addresses is read and never written: that somebody
 * asked for help must not add a line there.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_ASK_HOME_H
#define APP_ASK_HOME_H

#include "app/intake_app.h"

struct ask_typed {
    const char *line, *unit;     /* never NULL */
    struct property_id property; /* chosen among several; unset: none */
};

/* Of the register: at most 40 that the line may mean. */
MUST_CHECK struct err ask_homes(struct session *s, const char *line,
                                const struct home **out, size_t *len);
/* The one that was chosen, or that the line names beyond doubt; its id is unset when
 * there is none. */
MUST_CHECK struct err ask_home(struct session *s, const struct ask_typed *typed,
                               struct home *out);
/* A home that the register lacks: its id is made of the address, so that the same words
 * are the same home. */
struct home ask_home_typed(struct session *s, const struct ask_typed *typed);

#endif
