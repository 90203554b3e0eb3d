/* withdraw_views.h -- sharing that stopped, and who said that they stop (views/withdraw).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_WITHDRAW_VIEWS_H
#define WEB_WITHDRAW_VIEWS_H

#include "web/case_views.h"

struct notice_view {
    struct url told_url;
    const char *organization, *phone, *state, *shape, *rid;
    bool may_tell;
};
struct receipt_link_view {
    struct url url;
    const char *what, *when;
};
struct view_withdraw_sharing {
    struct html csrf;
    struct url url, stop_url;
    const char *name, *word, *proved_fault, *consent_fault;
    bool may_stop;
    const struct option_view *which, *proofs;
    size_t which_len, proofs_len;
    const struct fact_view *stopped, *shared;
    size_t stopped_len, shared_len;
    const struct notice_view *notices;
    size_t notices_len;
    const struct receipt_link_view *receipts;
    size_t receipts_len;
};

struct view_withdraw_stopped {
    struct html csrf;
    const char *token, *lang, *lede, *thanks;
    const struct option_view *langs;
    size_t langs_len;
};

#endif
