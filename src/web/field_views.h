/* field_views.h -- what the phone app's shell is made of; the same for every person.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_FIELD_VIEWS_H
#define WEB_FIELD_VIEWS_H

#include "http/out.h"

struct field_module {
    struct url address; /* "/a/HASH/js/outbox.js" */
};

struct view_field_shell {
    const char *lang;
    struct url manifest, icon, styles, script; /* under /a/HASH/ */
    const struct field_module *modules;        /* every file of static/js, to preload */
    size_t modules_len;
    bool practice;
};

#endif
