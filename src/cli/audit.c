/* audit.c -- `doorstep audit verify`: are the chains of the four stores whole?
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "base/json.h"
#include "store/audit.h"

#include <inttypes.h>
#include <stdio.h>

static void say(const struct cli *c, struct json_out *o, int store,
                const struct audit_check *found)
{
    if (!c->json) {
        printf("%-12s %" PRId64 " rows, %s\n", store_names[store], found->rows,
               found->broken == 0 ? "whole" : "broken");
        return;
    }
    json_map(o, NULL);
    json_put_text(o, "store", store_names[store]);
    json_put_int(o, "rows", found->rows);
    json_put_bool(o, "whole", found->broken == 0);
    json_end_map(o);
}

int cli_audit_verify(struct cli *c)
{
    struct stores stores CLEANUP(stores_close) = {0};
    struct json_out o = {.arena = &c->arena};
    int status = stores_open(c, &stores);

    if (status != CLI_DONE)
        return status;
    json_list(&o, NULL);
    for (int i = 0; i < STORES; i++) {
        struct audit_check found = {0};
        struct err e =
            audit_verify(stores.of[i], settings_get(&c->settings, SETTING_CITY), &found);
        if (e.kind != OK)
            return cli_error("cannot read the audit rows", e);
        say(c, &o, i, &found);
        if (found.broken != 0)
            status = cli_refuse("%s: audit row %" PRId64 " does not fit (%s)",
                                store_names[i], found.broken, found.what);
    }
    json_end_list(&o);
    if (c->json)
        puts(json_done(&o));
    return status;
}
