/* release_store.h -- what is given out of the enforcement store, a property after
 * another, already without what is withheld (domain/redaction.h); the requests for it,
 * and the log. No other store is read. SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_RELEASE_STORE_H
#define STORE_RELEASE_STORE_H

#include "domain/redaction.h"
#include "store/db.h"
#include "core/ids.h"
#include "core/zone.h"

/* One line of one sheet.  A cell is "" where nothing was recorded, and says
 * "[withheld (c)]" whether or not anything was. */
struct release_line {
    const char *sheet; /* "inspection" */
    const char *const *columns, *const *cells;
    size_t len;
};

#define EXEMPTIONS_MAX 26
struct release_counts {
    int64_t properties, lines, ahead; /* ahead: visits still to be made */
    struct redaction_counts cut;      /* by letter */
};

struct release_scope {
    struct property_id property; /* its whole building; unset: the city */
    struct day first, last;
    struct day today; /* a visit that is planned for it or later is not given yet */
    enum asker asker;
    const struct zone *zone;
};
/* Each line to `line`, each sheet in the order of release_sheets; stops at its error. */
MUST_CHECK struct err release_walk(struct db *db, const struct release_scope *scope,
                                   struct err (*line)(void *ctx,
                                                      const struct release_line *l),
                                   void *ctx, struct release_counts *counts);

struct release_sheet {
    const char *name, *msgid; /* of its title */
    const struct query *q;
};
extern const struct release_sheet release_sheets[];
extern const size_t release_sheets_len;
/* The columns of a sheet that a file has, in `a`. */
size_t release_columns(const struct release_sheet *sheet, struct arena *a,
                       const char *const **out);

struct release_request {
    struct release_id id;
    struct property_id property;
    const char *number, *street, *place, *postcode;
    enum asker asker;
    const char *name, *reply; /* name "": nobody has to say who asks */
    struct day first, last, received, due, later; /* later: not set, or told */
    const char *later_why;                        /* NULL */
    const char *state;
    struct user_id taken_by;
    int64_t taken_at, ended_at, rev;
};
struct release_requests {
    struct release_request *of;
    size_t len;
};
MUST_CHECK struct err release_request_add(struct db *db, const struct release_request *r);
MUST_CHECK struct err release_request_load(struct db *db, struct release_id id,
                                           struct arena *a, struct release_request *out);
/* Without reply and rev. */
MUST_CHECK struct err release_requests_load(struct db *db, bool open, struct arena *a,
                                            struct release_requests *out);
/* r->rev is one more than what was read, or ERR_CONFLICT. */
MUST_CHECK struct err release_request_save(struct db *db,
                                           const struct release_request *r);

struct release_made {
    struct id id;
    struct release_id request; /* unset: by the command alone */
    enum asker asker;
    const char *by; /* "user:UUID", "cli:OSUSER" */
    int64_t at;
    struct release_counts counts;
    struct bytes sha; /* of all that was written */
};
MUST_CHECK struct err release_made_add(struct db *db, const struct release_made *m,
                                       struct arena *a);
MUST_CHECK struct err release_made_load(struct db *db, struct release_id request,
                                        struct arena *a, struct release_made **out,
                                        size_t *len);

/* The city's name and zone, so that an export opens no other store; serve keeps it. */
struct office {
    const char *name, *timezone;
};
MUST_CHECK struct err office_save(struct db *db, const struct office *o);
/* ERR_NOT_FOUND: this city was not served since. */
MUST_CHECK struct err office_load(struct db *db, struct arena *a, struct office *out);

#endif
