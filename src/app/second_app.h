/* second_app.h -- a person sets up a second factor for the own account, gets recovery
 * codes, and ends it again; an administrator takes a lost one away.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_SECOND_APP_H
#define APP_SECOND_APP_H

#include "app/reauth.h"
#include "app/second.h"

struct second_page {
    bool on, asked;   /* asked: the city wants one of this role */
    int64_t since;    /* on */
    int64_t left;     /* recovery codes */
    const char *text; /* being set up: the secret for eyes; NULL: not */
    const char *url;  /* and for the camera */
    /* What is asked before it begins (reauth.h). */
    const char *email;
    bool second; /* there is one already: passkeys */
    int64_t passkeys_len;
};
/* out second_page */
MUST_CHECK struct err second_view(struct session *s, const void *in, void **out);

struct second_form {
    const char *code;
    struct user_id user; /* of second_reset alone */
};
/* What came of a code.  A wrong one is counted, so it is no error here. */
struct second_done {
    bool right;
    const char *recovery[RECOVERY_CODES]; /* [0] NULL: none were made */
};
/* Makes a secret, which counts for nothing yet; ERR_CONFLICT while one is in force.
 * in reauth, out reauth_result: a wrong one is counted, so it is no error here. */
MUST_CHECK struct err second_begin(struct session *s, const void *in, void **out);
MUST_CHECK struct err second_slow(struct session *s, void *in);
/* in second_form, out second_done, each: a code of the new secret puts it in force and
 * ends every other session; a code of the one in force makes recovery codes anew, or
 * ends it. */
MUST_CHECK struct err second_confirm(struct session *s, const void *in, void **out);
MUST_CHECK struct err second_recover(struct session *s, const void *in, void **out);
MUST_CHECK struct err second_end(struct session *s, const void *in, void **out);

/* An administrator's own act, apart from a new password, and told to the person: the
 * second factor ends, and every session.  in second_form.user */
MUST_CHECK struct err second_reset(struct session *s, const void *in, void **out);
/* The same for the command line, which audits by itself. */
MUST_CHECK struct err account_second_reset(struct db *registry, struct user_id user,
                                           int64_t now);

#endif
