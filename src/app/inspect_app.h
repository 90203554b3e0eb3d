/* inspect_app.h -- a case manager asks the city to inspect a case's home.  Enforcement
 * gets an address, a unit and sections of the code, from nobody; which case it was for
 * stands in care alone.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_INSPECT_APP_H
#define APP_INSPECT_APP_H

#include "app/casework.h"
#include "domain/library.h"

enum { INSPECT_CODES = 3 };

/* What became of one that was asked for. */
struct inspect_line {
    struct inspection_id id;
    const char *kind, *state, *time;
    struct day planned;
    int64_t asked_at, started_at;
    int64_t findings, open;
};

struct inspect_page {
    struct casefile c;
    bool listed; /* the home is in the register: only then somebody can be sent */
    bool apart;  /* in the address program: to send somebody would tell where */
    const struct edition *code;
    struct inspect_line *lines;
    size_t len;
};
/* in case_ref (casefile_app.h), out inspect_page; an AUDITED read */
MUST_CHECK struct err inspect_look(struct session *s, const void *in, void **out);

struct inspect_form {
    struct casefile_id casefile;
    struct id request;
    struct inspection_id inspection; /* both minted in the form */
    const struct section *wrong[INSPECT_CODES];
    size_t wrong_len;
    bool alleged; /* conditions of 410.630(A) */
};
/* The request, in enforcement; then the link to it, in care.  Twice is once. */
MUST_CHECK struct err inspect_ask(struct session *s, const void *in, void **out);
MUST_CHECK struct err inspect_link(struct session *s, const void *in, void **out);

#endif
