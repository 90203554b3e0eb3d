/* agency_people_app.c -- see agency_people_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/agency_people_app.h"

#include "app/casework.h"
#include "store/agency_store.h"
#include "store/directory_store.h"

/* NULL for who belongs to none. */
static const struct agency_person *belonging(const struct agency_people *all,
                                             struct user_id person)
{
    for (size_t i = 0; i < all->len; i++)
        if (id_same(id_of(all->of[i].person), id_of(person)))
            return &all->of[i];
    return NULL;
}

struct err agency_team(struct session *s, struct organization_id id, struct staff *team,
                       struct staff *free)
{
    struct db *care, *registry;
    struct agency_people all;
    struct staff staff;

    TRY(session_db(s, STORE_CARE, &care));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(agency_people(care, s->arena, &all));
    TRY(staff_with_role(registry, role_name(ROLE_PROVIDER), s->arena, &staff));
    *team = (struct staff){arena_array(s->arena, struct staff_person, staff.len + 1), 0};
    *free = (struct staff){arena_array(s->arena, struct staff_person, staff.len + 1), 0};
    for (size_t i = 0; i < staff.len; i++) {
        const struct agency_person *p = belonging(&all, staff.of[i].id);

        if (p == NULL)
            free->of[free->len++] = staff.of[i];
        else if (id_same(id_of(p->organization), id_of(id)))
            team->of[team->len++] = staff.of[i];
    }
    return ok();
}

static struct err begin(struct session *s, const struct agency_person_in *in,
                        struct db **db, struct service *of)
{
    TRY(hide(policy_check(&s->actor, ACT_AGENCY_PEOPLE, NULL)));
    TRY(session_db(s, STORE_CARE, db));
    return directory_load(*db, in->service, s->arena, of);
}

static void audit(struct session *s, struct db *db, const char *act,
                  const struct agency_person *p)
{
    db_audit(db, &(struct audit){
                     .actor = session_actor(s),
                     .act = act,
                     .subject = subject_text(s, "user", id_of(p->person)),
                     .detail = subject_text(s, "organization", id_of(p->organization))});
}

struct err agency_join(struct session *s, const void *input, void **out)
{
    const struct agency_person_in *in = input;
    struct staff team, free;
    struct service of;
    struct db *db;

    (void)out;
    TRY(begin(s, in, &db, &of));
    TRY(agency_team(s, of.organization, &team, &free));
    if (staff_name(&team, in->person) != NULL)
        return ok(); /* the second click of two */
    if (staff_name(&free, in->person) == NULL)
        return session_refuse(s, "person", "agency.person_missing");
    struct agency_person p = {in->person, of.organization};
    audit(s, db, "agency.join", &p);
    return agency_person_add(db, &p, s->actor.user, s->now);
}

struct err agency_leave(struct session *s, const void *input, void **out)
{
    const struct agency_person_in *in = input;
    struct service of;
    struct db *db;

    (void)out;
    TRY(begin(s, in, &db, &of));
    struct agency_person p = {in->person, of.organization};
    audit(s, db, "agency.leave", &p);
    return agency_person_remove(db, &p);
}
