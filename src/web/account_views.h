/* account_views.h -- what the pages of views/account may see.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_ACCOUNT_VIEWS_H
#define WEB_ACCOUNT_VIEWS_H

#include "http/req.h"
#include "web/own_views.h"

struct idp_offer {
    struct url address;
    const char *words;
};

struct view_account_sign_in {
    const struct idp_offer *offers; /* organisations' own ways in */
    size_t offers_len;
    bool offered;
    struct url script, passkey_script;
    const char *email, *next;
    const char *held, *held_path; /* a form that waits for its person to come back */
    bool ended;                   /* the session did */
    const char *fault_email, *fault_password;
};

struct view_account_held {
    struct url address;
    struct html csrf;
    const struct form_pair *pairs;
    size_t pairs_len;
};

struct view_account_welcome {
    struct url script;
};

struct view_account_password {
    const char *token, *email, *name, *fault;
};

struct view_account_code {
    const char *step, *next, *held, *held_path, *fault;
    struct url passkey_script;
};

struct view_account_second {
    PROVE_VIEW; /* before one begins */
    bool on, asked;
    const char *since, *left;
    const char *secret, *qr; /* one that is being set up */
    int64_t side;
    const char *fault;
};

struct recovery_view {
    const char *code;
};

struct view_account_recovery {
    const struct recovery_view *codes;
    size_t codes_len;
    struct url script;
};

struct view_account_home {
    const char *name;
};

#endif
