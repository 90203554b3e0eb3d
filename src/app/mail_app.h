/* mail_app.h -- mail without content: what is told, and the worker that sends it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_MAIL_APP_H
#define APP_MAIL_APP_H

#include "app/session.h"
#include "base/gateway.h"
#include "base/keys.h"
#include "base/probe.h"
#include "base/smtp.h"
#include "base/ticker.h"
#include "store/outbox_store.h"
#include "store/stores.h"

/* Puts a row beside the change it tells of.  m's id and created_at are filled in; an
 * event told to the same recipient before is not told again. */
MUST_CHECK struct err mail_put(const struct session *s, struct db *db,
                               const struct mail *m);

/* Where an agency takes messages: its e-mail, else "sms:" and its number (RFC 5724); NULL
 * when it has neither. */
const char *mail_recipient(struct arena *a, const char *email, const char *sms);
/* Of a recipient that is a telephone, its number; else NULL. */
const char *mail_sms_number(const char *recipient);

/* A mail's template: subject and body are sentences of po/agency or po/account; `sms` is
 * all that a telephone gets, NULL for what is never sent to one. */
struct mail_template {
    const char *name, *subject, *body, *sms;
};
extern const struct mail_template mail_templates[];
extern const size_t mail_templates_len;

struct mail_config {
    struct stores *stores;
    const char *city, *city_name, *public_url;
    const struct keys *keys;
    struct smtp smtp;          /* .url empty: mail waits */
    struct outbox_brake brake; /* {0}: none */
    struct gateway gateway;    /* .url empty: text messages wait */
    struct probe_board *board; /* written by the thread, every hour; NULL: nowhere */
};

/* No text of what a row says is fixed twice: sets m->args, unless they say it already. */
MUST_CHECK struct err mail_fix(const struct mail_config *c, struct mail *m,
                               struct arena *a);
/* The letter of a row: RFC 5322 text with CRLF, the same Message-ID every time. */
MUST_CHECK struct err mail_compose(const struct mail_config *c, const struct mail *m,
                                   struct arena *a, const char **out);
/* What a telephone gets of a row: one sentence with its link, and nothing else. */
MUST_CHECK struct err mail_compose_sms(const struct mail_config *c, const struct mail *m,
                                       struct arena *a, const char **out);
/* The clocks of one look, and since when, by the steady one, this mailer has seen the
 * leases that stand: one that stands unchanged for its whole time has lost its holder. */
struct mail_watch {
    int64_t now, steady_us;
    struct mail_watched {
        struct outbox_lease lease;
        int64_t since_us;
    } seen[STORES][OUTBOX_BATCH];
    size_t seen_len[STORES];
};
/* Sends what is due in one store, and counts it: sent, left for later, and not even tried
 * because an hour's letters are out (outbox_brake).  For the worker and for tests. */
struct mail_round {
    int sent, left, held;
};
MUST_CHECK struct err mail_round(const struct mail_config *c, enum store_name store,
                                 struct mail_watch *w, struct mail_round *out);

/* A thread of its own that looks every second; config is borrowed until mail_stop. */
struct mailer {
    const struct mail_config *config;
    struct ticker ticker;
    struct mail_watch watch;
    int64_t probe_at_us; /* by the steady clock */
};
MUST_CHECK struct err mail_start(struct mailer *m, const struct mail_config *config);
/* Waits for the letter that is being sent.  Nothing when it never started. */
void mail_stop(struct mailer *m);

#endif
