/* schedule_app.h -- another system's day: one inspection read, and kept as a visit.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_SCHEDULE_APP_H
#define APP_SCHEDULE_APP_H

#include "app/session.h"
#include "store/scheduled_store.h"

enum schedule_field {
    SCHEDULE_EXTERNAL_ID,
    SCHEDULE_INSPECTOR,
    SCHEDULE_SCHEDULED,
    SCHEDULE_INSPECTED,
    SCHEDULE_ADDRESS,
    SCHEDULE_UNIT,
    SCHEDULE_KIND,
    SCHEDULE_RESULT,
    SCHEDULE_RECORD_URL,
    SCHEDULE_FIELDS
};
extern const char *const schedule_names[SCHEDULE_FIELDS]; /* "external_id" */

/* Where and when an inspection is read. */
struct schedule_place {
    const struct zone *zone;
    int64_t now;
    struct db *registry;
};
struct schedule_fault {
    enum schedule_field field;
    const char *msg; /* a message id, or NULL: it can be taken */
};

/* value[i] is a text, "" when absent; what *out points at lives in `a`, or is value's. */
MUST_CHECK struct err schedule_read(const struct schedule_place *at, struct arena *a,
                                    const char *const value[SCHEDULE_FIELDS],
                                    struct scheduled *out, struct schedule_fault *fault);
/* Inside a job of enforcement; *put is not told of what is refused. */
MUST_CHECK struct err schedule_put(struct db *db, struct arena *a,
                                   const struct scheduled *v, enum scheduled_put *put,
                                   struct schedule_fault *fault);

#define SCHEDULE_MAX 500

struct schedule_row {
    const char *value[SCHEDULE_FIELDS];
    bool bad; /* holds what is no text */
};
struct schedule_in {
    struct schedule_row *rows;
    size_t len;
};
struct schedule_result {
    enum scheduled_put put;
    struct schedule_fault fault;
};

/* in schedule_in, out schedule_result of each row; a change of enforcement.  A row that
 * cannot be taken keeps no other away. */
MUST_CHECK struct err schedule_import(struct session *s, const void *in, void **out);

#endif
