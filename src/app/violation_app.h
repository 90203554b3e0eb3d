/* violation_app.h -- open violations by their correct-by days: extended by the
 * supervisor, or asked for by whoever must do the work.  It knows nothing of a person's
 * troubles and asks for none: reasons are coded, and about the work.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_VIOLATION_APP_H
#define APP_VIOLATION_APP_H

#include "app/session.h"
#include "domain/plan.h"
#include "store/staff_store.h"

struct violation_line {
    struct finding_id id;
    const char *code, *title, *place, *number, *street, *unit;
    enum responsible responsible;
    bool endangering;
    struct day correct_by, again; /* when somebody looks again; either may be unset */
    enum plan_clock clock;
};
struct time_line {
    struct id id;
    struct finding_id violation;
    const char *asked_by, *reason, *state, *refusal, *decider;
    const char *number, *street, *unit; /* of the list alone */
    struct day until, correct_by, asked, decided;
};
struct extension_line {
    struct day was, until, on;
    const char *reason, *approver;
};

/* GET /violations: late ones, or the open ones of an address; who waits for an answer. */
struct violation_place {
    struct day day;
    struct finding_id id;
};
struct violations_in {
    const char *words;
    struct violation_place after; /* of the late ones: behind this; unset: the first */
};
struct violations_page {
    const struct violation_line *of;
    const struct time_line *waiting;
    size_t len, waiting_len;
    bool searched, more;
};
MUST_CHECK struct err violations_list(struct session *s, const void *in, void **out);

/* A violation and what is done about its day. */
struct violation_form {
    struct finding_id id;
    struct id extension, ask; /* minted by the form */
    struct day until;
    const char *reason, *refusal;
    enum responsible asked_by;
    bool grant;
    int64_t rev;
};
struct violation_page {
    struct violation_line line;
    const char *note;
    struct day observed, today;
    bool open, may_decide;
    int64_t rev;
    const struct extension_line *extensions;
    const struct time_line *asked;
    size_t extensions_len, asked_len;
};
MUST_CHECK struct err violation_look(struct session *s, const void *in, void **out);
/* ACT_PLAN_MANAGE: the day is moved; the one before is kept. */
MUST_CHECK struct err violation_extend(struct session *s, const void *in, void **out);
/* ACT_TIME_ASK: somebody asks for more time. */
MUST_CHECK struct err violation_ask(struct session *s, const void *in, void **out);
/* ACT_PLAN_MANAGE: granted becomes an extension; refused has a reason. */
MUST_CHECK struct err violation_decide(struct session *s, const void *in, void **out);

/* Shared with the desk's overview. */
MUST_CHECK struct err violations_late(struct session *s, struct db *db, int64_t rows,
                                      const struct violation_line **out, size_t *len);

#endif
