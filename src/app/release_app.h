/* release_app.h -- requests for public records: taken, seen by their clocks, answered.
 * Everything here reads and writes the enforcement store alone.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_RELEASE_APP_H
#define APP_RELEASE_APP_H

#include "app/intake_app.h"
#include "app/letter_app.h"
#include "app/release_file.h"
#include "store/release_step_store.h"

enum release_clock { RELEASE_IN_TIME, RELEASE_SOON, RELEASE_LATE, RELEASE_ENDED };
/* Soon: two days before its day, or less. */
enum release_clock release_clock_of(const struct release_request *r, struct day today);

struct releases_page {
    struct release_requests open, done;
    struct day today;
};
/* GET /records; and /new: intake_in in, intake_page out, of the register alone. */
MUST_CHECK struct err release_list(struct session *s, const void *in, void **out);
MUST_CHECK struct err release_find(struct session *s, const void *in, void **out);

#define RELEASE_NAME_MAX 120
#define RELEASE_REPLY_MAX 200
#define RELEASE_WHY_MAX 400

/* POST /records */
struct release_form {
    struct release_id id;
    struct property_id property;
    enum asker asker;
    const char *name, *reply;         /* name NULL: nobody has to say who asks */
    struct day first, last, received; /* unset: all there is, today */
};
/* Out: struct release_id. */
MUST_CHECK struct err release_take(struct session *s, const void *in, void **out);

struct release_page {
    struct release_request r;
    struct release_text text; /* what a file would have in it now */
    struct release_made *made;
    size_t made_len;
    bool *gone; /* of each: the record has gone on, and it is not to be had again */
    struct release_step *steps;
    size_t steps_len;
    const char *taken_name; /* NULL: not known any more */
    struct staff staff;
    struct day today, latest;
};
struct release_ref {
    struct release_id id;
};
/* GET /records/:id */
MUST_CHECK struct err release_view(struct session *s, const void *in, void **out);

/* POST /records/:id/later: the requester was told by when, and why. */
struct release_later {
    struct release_id id;
    int64_t rev;
    struct day until;
    const char *why;
};
MUST_CHECK struct err release_put_off(struct session *s, const void *in, void **out);

/* POST /records/:id/end */
struct release_end {
    struct release_id id;
    int64_t rev;
    bool withdrawn; /* else answered */
};
MUST_CHECK struct err release_finish(struct session *s, const void *in, void **out);

/* POST /records/:id/deny: the letter says by which exemptions and why; and /reopen: the
 * end was a mistake, which is kept with why. */
struct release_reason {
    struct release_id id;
    int64_t rev;
    const char *exempt; /* letters; "" where the city has no such record, and to reopen */
    const char *why;
};
MUST_CHECK struct err release_deny(struct session *s, const void *in, void **out);
MUST_CHECK struct err release_reopen(struct session *s, const void *in, void **out);

/* POST /records/:id/make: each that is made stands in the log. */
struct release_file_in {
    struct release_id id;
    struct id file; /* minted by the page */
};
MUST_CHECK struct err release_file_make(struct session *s, const void *in, void **out);
/* GET /records/:id/files/:file/record.pdf and .csv: the same again, or ERR_CONFLICT
 * "release.differs" where the record has gone on since.  Out: struct document; of the
 * list const char *. */
MUST_CHECK struct err release_file_paper(struct session *s, const void *in, void **out);
MUST_CHECK struct err release_file_list(struct session *s, const void *in, void **out);

/* The letter and the record behind it, as it was made that day; for src/worker. */
struct bytes release_paper(struct session *s, const struct release_request *r,
                           const struct release_text *t, struct day made);

#endif
