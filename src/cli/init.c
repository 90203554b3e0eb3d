/* init.c -- `doorstep init` and `doorstep migrate`.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include <stdio.h>

int cli_init(struct cli *c)
{
    const char *email = cli_option(c, "admin");
    struct first_admin first = {.email = email ? email : "admin@localhost"};
    int status = city_init(c, c->operand[0], cli_option(c, "city"),
                           cli_option(c, "timezone"), &first);

    if (status != CLI_DONE)
        return status;
    if (!c->json)
        printf("%s is ready in %s. Serve it with `doorstep serve --data %s`, then open "
               "the link.\n",
               cli_option(c, "city"), c->operand[0], c->operand[0]);
    cli_print_link(c, first.email, first.token);
    if (!c->json)
        printf("Copy %s now, all its files, to where no backup of the city lies and only "
               "those come who may read it all: without the keys no backup opens, and "
               "together with one they open everything (docs/keys.md).\n",
               settings_get(&c->settings, SETTING_KEYS));
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
