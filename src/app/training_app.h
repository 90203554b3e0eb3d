/* training_app.h -- practice that was done, who is to be reminded of it, and the
 * supervisor's list.  Nobody learns how it went.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_TRAINING_APP_H
#define APP_TRAINING_APP_H

#include "app/session.h"
#include "domain/training.h"

struct practice_told {
    struct practice_id id; /* the phone's: sent again it changes nothing */
    struct day day;
    int64_t version; /* of the six doors */
};

/* What the phone must know of its own person. */
struct training {
    struct day done, due; /* unset: never */
    const char *answered; /* the newest quarter of the survey, or NULL */
};

struct trained {
    struct user_id id;
    const char *name;
    struct day done, due;
    enum practice_state state;
};
struct training_page {
    struct trained *of;
    size_t len;
};

/* in practice_told; on the registry, ACT_SYNC. */
MUST_CHECK struct err practice_done(struct session *s, const void *in, void **out);
MUST_CHECK struct err training_own(struct session *s, struct training *out);
/* out training_page, ACT_TRAINING_VIEW. */
MUST_CHECK struct err training_list(struct session *s, const void *in, void **out);

#endif
