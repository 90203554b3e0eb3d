/* demo_agency.c -- an agency of the demonstration city whose worker has an account.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/demo_world.h"

#include "app/agency_people_app.h"
#include "store/directory_store.h"

/* The agency that helps with rent here. */
static struct err join(struct session *s, const void *in, void **out)
{
    struct agency_person_in joins = {.person = *(const struct user_id *)in};
    struct services usual;
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    TRY(directory_usual(db, "rent", s->arena, &usual));
    if (usual.len == 0)
        return failed(ERR_NOT_FOUND, "db.no_row");
    joins.service = usual.of[0].id;
    return agency_join(s, &joins, out);
}

struct err demo_agency(struct demo *d)
{
    return demo_do(d, &(struct demo_act){STORE_CARE, demo_person(d, "care-lead"), d->now,
                                         join, &demo_person(d, "provider")->id});
}
