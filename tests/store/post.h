/* post.h -- a city's post office over a real mail server: its rounds, its mailer, and
 * what arrived. SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_STORE_POST_H
#define TESTS_STORE_POST_H

#include "phone.h"
#include "sink.h"

#include "app/mail_app.h"
#include "app/rounds.h"

struct post {
    struct phone *p;
    struct stores stores;
    struct sink sink; /* sink_close() ends it */
    struct rounds_config rounds;
    struct mail_config mail;
    struct mail_watch watch;
};

/* Of the phone's city. */
void post_open(struct post *o, struct phone *p, const struct zone *zone);
/* So much time goes by, on every clock. */
void post_wait(struct post *o, int64_t ms);
/* The round of that name, and one look of the mailer at a store; both now. */
void post_round(struct post *o, const char *name);
struct mail_round post_look(struct post *o, enum store_name store);

#endif
