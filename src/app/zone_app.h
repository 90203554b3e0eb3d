/* zone_app.h -- zones: named parts of the city, each with the inspectors who go there.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_ZONE_APP_H
#define APP_ZONE_APP_H

#include "app/session.h"
#include "store/staff_store.h"

struct zone_area {
    const char *kind, *name; /* "neighbourhood" or "postcode" */
    struct id zone;          /* unset: of none */
    int64_t homes;           /* in the register */
};
struct zone_row {
    struct id id;
    const char *name;
    int64_t rev;
};
struct zone_member {
    struct id zone;
    struct user_id inspector;
};
/* Both /zones and a zone's form: everything is small. */
struct zone_page {
    const struct zone_row *zones;
    const struct zone_area *areas;
    const struct zone_member *members;
    size_t zones_len, areas_len, members_len;
    struct staff inspectors; /* who work here now */
    struct zone_row one;     /* of a form; its id unset: a new one */
};

#define ZONE_NAME_MAX 60
#define ZONE_AREAS_MAX 400

struct zone_form {
    struct id id;
    bool is_new;
    int64_t rev; /* as the form was made with */
    const char *name;
    const char *const *areas;      /* "neighbourhood:Old Wharf" */
    const char *const *inspectors; /* ids as text */
    size_t areas_len, inspectors_len;
};

/* in a zone_form (its id: which), or NULL; out zone_page; ACT_ZONE_MANAGE */
MUST_CHECK struct err zone_look(struct session *s, const void *in, void **out);
/* Saves, then gives whatever is nobody's to whose zone it is in. */
MUST_CHECK struct err zone_save(struct session *s, const void *in, void **out);

#endif
