/* agency_people_app.h -- who with an account belongs to which agency.  Care says so, not
 * the administrator: belonging opens what households allowed their agency to know.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_AGENCY_PEOPLE_APP_H
#define APP_AGENCY_PEOPLE_APP_H

#include "app/session.h"
#include "store/staff_store.h"

struct agency_person_in {
    struct service_id service; /* of whose directory page it is */
    struct user_id person;
};
/* Those who belong to the agency, and those with the role who belong to none. */
MUST_CHECK struct err agency_team(struct session *s, struct organization_id id,
                                  struct staff *team, struct staff *free);
/* in agency_person_in.  A fault on "person" for who has no such account or belongs to
 * another agency. */
struct err agency_join(struct session *s, const void *in, void **out);
/* in agency_person_in: from the next request on, nothing of the agency opens. */
struct err agency_leave(struct session *s, const void *in, void **out);

#endif
