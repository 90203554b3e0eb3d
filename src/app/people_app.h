/* people_app.h -- who may work here: an administrator lists accounts, adds one, gives a
 * new link, and ends one.  Nothing of inspections or of care is seen on the way.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_PEOPLE_APP_H
#define APP_PEOPLE_APP_H

#include "app/session.h"

enum account_state { ACCOUNT_INVITED, ACCOUNT_ACTIVE, ACCOUNT_LOCKED, ACCOUNT_DISABLED };
const char *account_state_msgid(enum account_state state);

struct account {
    struct user_id id;
    const char *email, *name, *phone, *lang; /* phone NULL: none; lang: of one alone */
    enum account_state state;
    unsigned roles;
    int64_t signed_in_at; /* last; 0: never */
    bool second;          /* of one alone: has a second factor */
    int64_t link_until;   /* of one alone: its open link; 0: none, or it has ended */
};

struct people_page {
    struct account *of;
    size_t len;
};

/* What a form says; ids are minted by the form, so that sent twice it acts once. */
struct person_form {
    struct user_id id;
    struct id invitation;
    const char *name, *email, *phone;
    const char *const *roles; /* words, as they came */
    size_t roles_len;
};

/* A link to hand over: the only time it is shown. */
struct invited {
    const char *name, *email, *link;
    int64_t until;
    bool mailed; /* it is on its way by mail, too */
};

MUST_CHECK struct err people_list(struct session *s, const void *in, void **out);
/* The five below take a struct person_form; the first four of them look at `id` and
 * `invitation` alone. */
MUST_CHECK struct err people_one(struct session *s, const void *in, void **out);
MUST_CHECK struct err people_link(struct session *s, const void *in, void **out);
MUST_CHECK struct err people_disable(struct session *s, const void *in, void **out);
/* Every session of the person ends; the phones' keys, by which visits come in, stay. */
MUST_CHECK struct err people_sign_out(struct session *s, const void *in, void **out);
MUST_CHECK struct err people_add(struct session *s, const void *in, void **out);

#endif
