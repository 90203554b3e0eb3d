/* as.h -- a command that does what a person may do: --as names whose rights count.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_AS_H
#define CLI_AS_H

#include "cli/city.h"

/* Somebody who works here, with the roles of today; or refused, with the line printed. */
int cli_as(struct cli *c, struct open_city *city, const char *email, struct actor *out);
/* A session of that person; session_close() it. */
struct session cli_session(const struct cli *c, struct open_city *city,
                           const struct actor *who, struct arena *a);

#endif
