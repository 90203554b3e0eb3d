/* self_app.h -- a resident asks for help herself, from a card or a page: no account, no
 * cookie, no third party.  What keeps machines out: a ticket of ours that takes a moment
 * to fill in and ends with the day, a field that only machines see, and a number an hour.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_SELF_APP_H
#define APP_SELF_APP_H

#include "app/ask_app.h"

enum { SELF_AN_HOUR = 60 };

struct self_form {
    struct ask_form ask; /* its ids are the ticket's */
    const char *ticket, *lang;
    bool trapped; /* the field that nobody sees was filled in */
    bool agreed;
};

struct self_look {
    const char *ticket; /* of a form that came back; "" of a fresh one */
};
struct self_page {
    struct contact who; /* whom the permission names */
    const char *ticket;
    bool sent; /* with this very ticket: what was typed is shown to nobody again */
};
/* in self_look, out self_page. */
MUST_CHECK struct err self_look(struct session *s, const void *in, void **out);
/* A fresh ticket; the case's id stands in it, so that sent twice is once. */
const char *self_ticket(const struct session *s);

struct self_taken {
    bool taken; /* else: said no, and nothing is kept */
    const char *code;
    struct contact who;
    struct day by;
};
/* in self_form, out self_taken.  ERR_TOO_MANY when too many ask at once. */
MUST_CHECK struct err self_take(struct session *s, const void *in, void **out);

#endif
