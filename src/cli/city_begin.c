/* city_begin.c -- `doorstep city begin`: practice ends, requests are real.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "app/ready_app.h"
#include "store/queries_registry.h"

#include <stdio.h>

struct beginning {
    const struct cli *cli;
    struct ready_page found;
    bool begun; /* already */
};

static struct err begin(struct db *db, struct arena *a, void *ctx)
{
    struct beginning *b = ctx;
    struct city now;

    b->found = (struct ready_page){0};
    TRY(legal_lines(db, a, &b->found));
    TRY(city_load(db, a, &now));
    b->begun = !now.practice;
    if (b->found.missing > 0 || b->begun)
        return ok();
    TRY(db_exec(db, &q_city_begin, NULL));
    db_audit(db, &(struct audit){b->cli->actor, "city.begin", "city", NULL});
    return ok();
}

static int refuse(const struct ready_page *p)
{
    for (size_t i = 0; i < p->legal_len; i++)
        if (p->legal[i].state == LEGAL_MISSING)
            fprintf(stderr, "not approved: %s, %s\n", legal_text_name(p->legal[i].text),
                    p->legal[i].lang);
    return cli_refuse(
        "legal lines that carry no name and day yet: %zu; the administrator or the "
        "privacy officer notes them on the page /ready",
        p->missing);
}

int cli_city_begin(struct cli *c)
{
    struct beginning b = {.cli = c};
    struct open_city city;
    int status = city_open(c, &city);

    if (status != CLI_DONE)
        return status;
    status = stores_change(c, city.stores.of[STORE_REGISTRY], begin, &b);
    city_close(&city);
    if (status != CLI_DONE)
        return status;
    if (b.found.missing > 0 && !b.begun)
        return refuse(&b.found);
    puts(b.begun
             ? "The city had begun already; nothing was changed."
             : "The city has begun: requests are real. Start every server of it again.");
    return CLI_DONE;
}
