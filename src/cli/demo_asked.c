/* demo_asked.c -- the cases of data/demo as they arrive, before anybody worked on them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/demo_world.h"

static struct err arrive(void *ctx, const struct demo_row *row)
{
    struct demo *d = ctx;
    struct casefile_id casefile;
    int64_t at = demo_at(d, demo_int(row, "days_ago"), demo_get(row, "time"));

    return demo_ask(d, row, at, &casefile);
}

struct err demo_cases(struct demo *d)
{
    return demo_each(d->arena, "cases.csv", d, arrive);
}

const char *demo_agency_link(const struct demo *d)
{
    (void)d;
    return NULL;
}
