/* second_pages.h -- setting up and ending a second factor, and the step at sign-in.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_SECOND_PAGES_H
#define WEB_SECOND_PAGES_H

#include "app/account.h"
#include "web/route.h"

/* In place of what was asked for: the code of the second factor, after the password. */
struct err code_form(struct req *rq, struct session *s, const char *step);

/* RECOVERY_CODES of them, shown this once. */
struct err recovery_page(struct req *rq, struct session *s, const char *const *recovery);

/* Parts of routes[]. */
struct err code_read(struct req *rq, void **in);
struct err code_page(struct req *rq, struct session *s, const void *in, const void *out);
struct err second_show(struct req *rq, struct session *s, const void *in,
                       const void *out);
struct err second_begin_read(struct req *rq, void **in);
struct err second_begun(struct req *rq, struct session *s, const void *in,
                        const void *out);
struct err second_read(struct req *rq, void **in);
struct err to_second(struct req *rq, struct session *s, const void *in, const void *out);
struct err recovery_show(struct req *rq, struct session *s, const void *in,
                         const void *out);
struct err second_reset_read(struct req *rq, void **in);
struct err to_person_again(struct req *rq, struct session *s, const void *in,
                           const void *out);

#endif
