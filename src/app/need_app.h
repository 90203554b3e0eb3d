/* need_app.h -- needs found by the case manager, and help that started.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_NEED_APP_H
#define APP_NEED_APP_H

#include "app/casework.h"
#include "store/need_store.h"

struct need_in {
    struct casefile_id casefile;
    struct need_id id; /* minted in the form, so that twice is once */
    const char *word;  /* of need_codes or sealed_class_codes */
    enum known_by known_by;
};
struct err need_found(struct session *s, const void *in, void **out);

/* Help for a need began without a referral of ours: by a call made together, say. */
struct need_started_in {
    struct casefile_id casefile;
    struct need_id need;
};
struct err need_started(struct session *s, const void *in, void **out);

/* Marks the need met, the service provided and the case connected, each once. */
MUST_CHECK struct err need_meet(struct session *s, struct casework *w,
                                struct case_need *need);
/* The need, if it is this case's; else ERR_NOT_FOUND. */
MUST_CHECK struct err need_of_case(struct session *s, const struct casework *w,
                                   struct need_id id, struct case_need *out);

#endif
