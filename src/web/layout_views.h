/* layout_views.h -- what the frame's views may see.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_LAYOUT_VIEWS_H
#define WEB_LAYOUT_VIEWS_H

#include "http/out.h"

struct menu_item {
    struct url address;
    const char *words;
    bool current;
};

struct summary_item {
    struct url anchor; /* "#phone" */
    const char *words;
};

struct view_layout_begin {
    const char *lang, *title, *city_name, *person;
    bool practice, wide;
    struct url styles, icon;
    struct html csrf;
    const struct menu_item *menu, *rest; /* in the bar; behind "More" */
    size_t menu_len, rest_len;
    const char *rest_current; /* the page is one of the rest: its name */
    const char *here;         /* the page is one of all: its name */
    bool folds;               /* on a phone all of it stands behind "Menu" */
    const struct summary_item *faults;
    size_t faults_len;
    const char *general_fault; /* of no single field */
};

struct lang_choice {
    const char *code, *name;
    bool current;
};

struct view_layout_end {
    const struct lang_choice *langs;
    size_t langs_len;
    struct html csrf;
    const char *back; /* path to come back to */
    bool sent;        /* in answer to a form */
    struct url forget_script;
};

struct view_layout_failure {
    const char *heading, *what;
};

#endif
