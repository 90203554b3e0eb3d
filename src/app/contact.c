/* contact.c -- see contact.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/contact.h"

#include "app/calendar.h"
#include "store/queries_registry.h"

struct err contact_case_manager(struct session *s, struct contact *out)
{
    struct q_people_with_role_in in = {"case-manager"};
    struct q_people_with_role_out *people;
    struct db *db;
    size_t len;

    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(db_many(db, &q_people_with_role, &in, &people, &len, s->arena));
    TRY(setting_get(s, "case_manager_name", len > 0 ? people[0].name : NULL, &out->name));
    return setting_get(s, "case_manager_phone", len > 0 ? people[0].phone : NULL,
                       &out->phone);
}

struct err contact_office(struct session *s, struct contact *out)
{
    TRY(setting_get(s, "department", s->city_name, &out->name));
    return setting_get(s, "office_phone", NULL, &out->phone);
}
