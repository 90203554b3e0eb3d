/* test_statements.c -- every statement of sql/ is one that both engines understand, with
 * the parameters and columns that its file declares.
 * SPDX-License-Identifier: Apache-2.0 */
#include "world.h"

#include "store/driver.h"
#include "store/queries_care.h"
#include "store/queries_common.h"
#include "store/queries_enforcement.h"
#include "store/queries_photos.h"
#include "store/queries_registry.h"

#include <stdio.h>
#include <string.h>

static const struct query *const *statements[STORES] = {
    [STORE_REGISTRY] = queries_registry,
    [STORE_ENFORCEMENT] = queries_enforcement,
    [STORE_CARE] = queries_care,
    [STORE_PHOTOS] = queries_photos,
};

static int check_all(const struct driver *d, struct conn *c, const struct query *const *q)
{
    int bad = 0;

    for (; *q != NULL; q++) {
        struct err e = d->check(c, *q);

        if (e.kind == OK)
            continue;
        print_error("%s: %s\n", (*q)->name, e.msg);
        bad++;
    }
    return bad;
}

static void every_statement_is_understood(void **state)
{
    struct world *w = *state;
    const struct driver *d = w->engine == DB_SQLITE ? &driver_sqlite : &driver_postgres;
    int bad = 0;

    for (int i = 0; i < STORES; i++) {
        const char *url = w->url[i];
        struct conn *c = NULL;

        world_store(w, (enum store_name)i);
        url += w->engine == DB_SQLITE ? strlen("sqlite:") : 0;
        assert_ok(d->open(&c, url, true));
        bad += check_all(d, c, queries_common) + check_all(d, c, statements[i]);
        d->close(c);
    }
    assert_int_equal(bad, 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_statement_is_understood),
    };

    return world_run("statements", tests, COUNT(tests));
}
