/* helper.h -- a child process for work that must not harm the server when it crashes or
 * never ends (src/worker).  Begun before threads; a lost child is replaced.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_HELPER_H
#define BASE_HELPER_H

#include "core/arena.h"
#include "core/err.h"

#include <sys/types.h>

#define HELPER_IN_MAX (4096u * 1024) /* a photograph */
#define HELPER_OUT_MAX (16u * 1024 * 1024)

struct helper;

/* What the child does with each question, one after another; false: it cannot.
 * *out is for free(). */
struct helper_kind {
    void (*warm)(void); /* before the first question, or NULL */
    bool (*work)(struct bytes in, struct bytes *out);
    int patience_ms; /* of a question */
};

/* `kind` outlives it.  ERR_BROKEN "errors.thread" when there is no process
 * to be had. */
MUST_CHECK struct err helper_start(struct helper **out, const struct helper_kind *kind);
/* From any thread, one question at a time; *out lives in the arena.  ERR_TOO_LARGE above
 * HELPER_IN_MAX; ERR_BROKEN "errors.paper" for what the child cannot do; ERR_BUSY
 * "errors.helper" when it died or took too long: it was ended, and the next question has
 * a new one; also while it still warms up, which goes on. */
MUST_CHECK struct err helper_ask(struct helper *h, struct bytes in, struct arena *a,
                                 struct bytes *out);
/* The child of now, or 0, and the keeper: for tests. */
pid_t helper_pid(const struct helper *h);
pid_t helper_keeper(const struct helper *h);
void helper_stop(struct helper **h);

#endif
