/* ask_app.h -- help asked for at a desk: by phone, at the counter, for a partner.  It
 * lands in the queue of the phones' requests, under their rules; who writes it down may
 * not read it again.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_ASK_APP_H
#define APP_ASK_APP_H

#include "app/ask_home.h"
#include "app/contact.h"
#include "domain/codes.h"
#include "domain/op.h"

/* What the resident said to the permission that was read, or shown, to them. */
enum ask_answer {
    ASK_YES_READ,
    ASK_YES_SHOWN,
    ASK_NOT_ASKED, /* nobody could be asked: somebody stops by, and nothing is kept */
    ASK_NO,
    ASK_ANSWERS
};

enum { ASK_FIELDS = CHOICES + 8 };

struct ask_form {
    struct id id, consent; /* minted in the form: the case's, and its consent's */
    struct ask_typed at;
    bool as_typed; /* "this address is not in the list" */
    enum ask_answer answer;
    enum source source;
    struct field told[ASK_FIELDS]; /* as an op of a phone has them */
    size_t told_len;
};

/* GET /cases/new; after a form that came back, the homes that its line may mean. */
struct ask_look {
    const char *line;
};
struct ask_page {
    const struct home *homes;
    size_t homes_len;
    struct contact who; /* whom the permission names */
};
MUST_CHECK struct err ask_look(struct session *s, const void *in, void **out);
/* POST /cases */
MUST_CHECK struct err ask_take(struct session *s, const void *in, void **out);

/* The same for whoever asked; the code withdraws what was permitted. */
MUST_CHECK struct err ask_form_take(struct session *s, struct db *db,
                                    const struct ask_form *f, struct bytes code_sha);

/* The address and the unit as they are kept, one line without the unit. */
const char *ask_address(struct session *s, const struct home *h);

#endif
