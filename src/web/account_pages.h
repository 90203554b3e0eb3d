/* account_pages.h -- signing in and out, language, the first password.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_ACCOUNT_PAGES_H
#define WEB_ACCOUNT_PAGES_H

#include "web/turn.h"

/* Instead of a page: the sign-in form, which brings the reader back and keeps a form
 * that was posted after the session had ended. */
void account_ask_sign_in(struct turn *t, struct req *rq);

/* A path of ours to go on to; anything else is the home page. */
const char *local_path(const char *next);
/* What the request comes from, in words that name nobody: "Firefox, Windows"; NULL when
 * it does not say. */
const char *agent_label(struct req *rq);

/* The session is open: on to `next`, or to the form that waited. */
struct signed_in;
struct err signed_in_go(struct req *rq, struct session *s, const struct signed_in *done,
                        const char *next);

/* Parts of routes[]. */
struct err home_show(struct req *rq, struct session *s, const void *in, const void *out);
struct err sign_in_page(struct req *rq, struct session *s, const void *in,
                        const void *out);
struct err sign_in_read(struct req *rq, void **in);
struct err sign_in_show(struct req *rq, struct session *s, const void *in,
                        const void *out);
struct err sign_out_read(struct req *rq, void **in);
struct err sign_out_show(struct req *rq, struct session *s, const void *in,
                         const void *out);
struct err lang_read(struct req *rq, void **in);
struct err lang_show(struct req *rq, struct session *s, const void *in, const void *out);
struct err welcome_page(struct req *rq, struct session *s, const void *in,
                        const void *out);
struct err welcome_open_read(struct req *rq, void **in);
struct err welcome_open_show(struct req *rq, struct session *s, const void *in,
                             const void *out);
struct err welcome_read(struct req *rq, void **in);
struct err welcome_show(struct req *rq, struct session *s, const void *in,
                        const void *out);
/* What each way in of a phone has in common: where, on what, with which key. */
struct json;
struct sign_in session_phone_read(struct req *rq, const struct json *body);
struct err session_api_read(struct req *rq, void **in);
struct err session_passkey_read(struct req *rq, void **in);
struct err session_passkey_show(struct req *rq, struct session *s, const void *in,
                                const void *out);
/* A provider vouched for the person: what stands for that, until the code comes. */
struct err session_step_show(struct req *rq, const char *step);
struct err session_code_read(struct req *rq, void **in);
struct err session_api_show(struct req *rq, struct session *s, const void *in,
                            const void *out);
struct err session_api_end(struct req *rq, struct session *s, const void *in,
                           const void *out);

#endif
