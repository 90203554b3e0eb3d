/* init.c -- `doorstep init` and `doorstep migrate`.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include <stdio.h>

int cli_init(struct cli *c)
{
    int status =
        city_init(c, c->operand[0], cli_option(c, "city"), cli_option(c, "timezone"));

    if (status != CLI_DONE)
        return status;
    printf("%s is ready in %s.\n", cli_option(c, "city"), c->operand[0]);
    return CLI_DONE;
}

/* Opening brings the schemas forward. */
int cli_migrate(struct cli *c)
{
    struct stores stores CLEANUP(stores_close) = {0};
    int status = stores_open(c, &stores);

    if (status == CLI_DONE)
        puts("registry, enforcement, care and photos are at this program's schema.");
    return status;
}
