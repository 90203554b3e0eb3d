/* disposal_app.h -- the public record's classes whose years are over, destroyed when the
 * records officer says yes to what was seen and by which permission; and the buildings
 * whose record is held.  The enforcement store alone decides: care is never asked.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_DISPOSAL_APP_H
#define APP_DISPOSAL_APP_H

#include "app/session.h"
#include "core/ids.h"
#include "domain/retention.h"
#include "store/staff_store.h"

enum { DISPOSAL_AT_ONCE = 1000, DISPOSAL_CLASSES = RETENTIONS - RETENTION_PUBLIC };
#define DISPOSAL_PERMISSION_MIN 10 /* who gave it, and its number or day */
#define DISPOSAL_PERMISSION_MAX 200
#define RECORD_HOLD_REASON_MAX 200

struct disposal_due {
    enum retention class;
    struct day before;      /* its years began then or earlier */
    struct day first, last; /* of those that are due */
    size_t due, kept;       /* at most DISPOSAL_AT_ONCE each: the oldest */
};
struct disposal_done {
    const char *class;
    struct day before, oldest;
    int64_t records, at;
    const char *permission;
    struct user_id by_whom;
};
struct record_hold {
    struct id id;
    const char *number, *street, *reason;
    struct user_id set_by;
    int64_t set_at;
};
struct disposal_page {
    struct disposal_due of[DISPOSAL_CLASSES];
    struct disposal_done *done;
    struct record_hold *holds; /* that stand */
    size_t done_len, holds_len;
    struct staff staff;
};
/* GET /records/schedule; out disposal_page */
MUST_CHECK struct err disposal_view(struct session *s, const void *in, void **out);

/* POST /records/schedule */
struct disposal_in {
    struct id id; /* minted in the form, so that twice is once */
    enum retention class;
    struct day before; /* what was looked at */
    int64_t due;
    const char *permission; /* of whom it was had, and which; NULL: none was named */
    bool sure;
};
/* ERR_CONFLICT when it is not what was looked at any more. */
MUST_CHECK struct err disposal_approve(struct session *s, const void *in, void **out);

/* POST /records/holds: every record of that building is kept. */
struct record_hold_in {
    struct id id;
    struct property_id property;
    const char *reason;
};
MUST_CHECK struct err record_hold_set(struct session *s, const void *in, void **out);
/* POST /records/holds/:hold/end */
MUST_CHECK struct err record_hold_end(struct session *s, const void *in, void **out);

/* Rounds: the records officers hear once a month that something is due. */
MUST_CHECK struct err disposal_mail_due(struct session *s, const void *in, void **out);
MUST_CHECK struct err disposal_mail(struct session *s, const void *in, void **out);
/* What was destroyed leaves the logs of both stores, too: at once after a yes, and once
 * more when its pictures are gone.  Done again until no reader stood in one; the registry
 * is told, so that a server that stopped between goes on. */
MUST_CHECK struct err disposal_log_due(struct session *s, const void *in, void **out);
MUST_CHECK struct err disposal_log_emptied(struct session *s, const void *in, void **out);
/* The bytes of photographs that no record names leave the photos store, then its list. */
MUST_CHECK struct err photo_end_due(struct session *s, const void *in, void **out);
MUST_CHECK struct err photo_end(struct session *s, const void *in, void **out);
MUST_CHECK struct err photo_ended_due(struct session *s, const void *in, void **out);
MUST_CHECK struct err photo_ended(struct session *s, const void *in, void **out);

#endif
