/* mandated_app.h -- the private lane of somebody who must report abuse or neglect: seen
 * by the author and the privacy officer alone, never gated by consent, never counted.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_MANDATED_APP_H
#define APP_MANDATED_APP_H

#include "app/session.h"
#include "domain/mandated.h"
#include "store/staff_store.h"

struct mandated {
    struct id id;
    struct user_id author;
    enum mandated_lane lane;
    int64_t called_at, write_by, written_at; /* written_at 0: not yet */
    const char *words;                       /* NULL: cannot be opened */
};
struct mandated_page {
    struct mandated *of;
    size_t len;
    bool all;      /* the privacy officer sees everybody's */
    bool may_file; /* this role may have to report */
    struct staff staff;
};
/* in NULL, out mandated_page; an AUDITED read */
struct err mandated_view(struct session *s, const void *in, void **out);

struct mandated_in {
    struct id id; /* minted in the form, so that twice is once */
    enum mandated_lane lane;
    const char *called; /* local, "2026-11-26T14:05"; "": now */
    const char *words;
};
/* in mandated_in: the 48 hours begin with the call. */
struct err mandated_file(struct session *s, const void *in, void **out);

struct mandated_ref {
    struct id id;
};
/* in mandated_ref: the written report is sent. */
struct err mandated_wrote(struct session *s, const void *in, void **out);

/* A round (rounds.h): whose written report is nearly due; out bool. */
struct err mandated_due(struct session *s, const void *in, void **out);
struct err mandated_remind(struct session *s, const void *in, void **out);

#endif
