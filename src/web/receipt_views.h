/* receipt_views.h -- a resident's receipt (views/receipt).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_RECEIPT_VIEWS_H
#define WEB_RECEIPT_VIEWS_H

#include "web/case_base_views.h"

struct receipt_line_view {
    const char *label, *value;
};
struct view_receipt_show {
    struct url url, other_url, sms_url, print_script;
    bool handing;
    const char *name, *lang, *title, *code, *code_label, *city;
    const char *message, *print_only, *other;
    const struct receipt_line_view *sentences, *facts;
    size_t sentences_len, facts_len;
};

#endif
