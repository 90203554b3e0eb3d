/* directory_app.c -- see directory_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/directory_app.h"

#include "app/agency_people_app.h"

struct err directory_list(struct session *s, const void *input, void **out)
{
    const struct directory_in *in = input;
    struct directory_page *p = arena_new(s->arena, struct directory_page);
    struct db *db;

    TRY(policy_check(&s->actor, ACT_DIRECTORY_VIEW, NULL));
    TRY(session_db(s, STORE_CARE, &db));
    if (in->need)
        TRY(directory_usual(db, in->need, s->arena, &p->found));
    else
        TRY(directory_search(db, in->words, s->arena, &p->found));
    *out = p;
    return ok();
}

struct err directory_show(struct session *s, const void *input, void **out)
{
    const struct directory_in *in = input;
    struct directory_page *p = arena_new(s->arena, struct directory_page);
    struct db *db;

    TRY(policy_check(&s->actor, ACT_DIRECTORY_VIEW, NULL));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(directory_load(db, in->id, s->arena, &p->one));
    p->may_count =
        p->one.aggregate_only && policy_check(&s->actor, ACT_CASE_LIST, NULL).kind == OK;
    if (p->may_count)
        TRY(agency_count_list(db, p->one.organization, s->arena, &p->counts,
                              &p->counts_len));
    p->may_team = policy_check(&s->actor, ACT_AGENCY_PEOPLE, NULL).kind == OK;
    if (p->may_team)
        TRY(agency_team(s, p->one.organization, &p->team, &p->free));
    *out = p;
    return ok();
}
