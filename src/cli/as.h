/* as.h -- a command that does what a person may do: --as names whose rights count.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_AS_H
#define CLI_AS_H

#include "cli/city.h"

/* Whom --as names: works here, with a role of today that may do `act`; or refused, with
 * the line printed. */
int cli_as(struct cli *c, struct open_city *city, enum act act, struct actor *out);
/* A session of that person; session_close() it. */
struct session cli_session(const struct cli *c, struct open_city *city,
                           const struct actor *who, struct arena *a);

#endif
