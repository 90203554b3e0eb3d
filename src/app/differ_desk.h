/* differ_desk.h -- at the desk: what phones said differently of one visit, and the
 * choice. SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_DIFFER_DESK_H
#define APP_DIFFER_DESK_H

#include "app/session.h"
#include "domain/codes.h"

struct phone_said {
    struct id op;
    const char *field, *value; /* value as domain/differ.h has it */
    int64_t at;
    int phone;  /* 1, 2, ...: of this visit */
    bool first; /* of its field */
};

struct said_answers {
    const struct phone_said *list; /* of the fields that are open alone, by field */
    size_t len;
};
/* Who may see the visit was asked before. */
MUST_CHECK struct err answers_load(struct session *s, struct db *db,
                                   struct inspection_id id, struct said_answers *out);

struct said_choice {
    struct inspection_id inspection;
    struct id choice; /* minted by the form */
    struct id chosen; /* an op */
    const char *field;
};
/* ERR_CONFLICT: "op.signed", or "differ.settled" when somebody chose meanwhile. */
MUST_CHECK struct err answer_choose(struct session *s, const void *in, void **out);

#endif
