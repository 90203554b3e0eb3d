/* staff_mail.h -- our own people are told that there is something to read: without
 * content, and never of a case that its resident closed to them.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_STAFF_MAIL_H
#define APP_STAFF_MAIL_H

#include "app/session.h"
#include "store/staff_store.h"

struct staff_mail {
    const char *event, *template; /* as struct mail has them */
    const char *path;             /* where it leads; NULL: to Today */
    struct casefile_id about;     /* unset: of no case, or of one too new to be closed */
    struct user_id but;           /* not to this person; unset: to all */
};

/* `db` is the store that sends it: care, or the registry; *told, unless NULL, grows by
 * how many heard. */
MUST_CHECK struct err staff_mail_to(struct session *s, struct db *db,
                                    const struct staff_person *to,
                                    const struct staff_mail *m, int64_t *told);
MUST_CHECK struct err staff_mail_role(struct session *s, struct db *db, enum role role,
                                      const struct staff_mail *m, int64_t *told);
/* The city's health-and-human-services on-call, where an address is set: an account is
 * not needed. */
MUST_CHECK struct err staff_mail_on_call(struct session *s, struct db *db,
                                         const struct staff_mail *m, int64_t *told);

#endif
