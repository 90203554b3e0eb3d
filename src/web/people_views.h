/* people_views.h -- what the pages of views/people may show.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_PEOPLE_VIEWS_H
#define WEB_PEOPLE_VIEWS_H

#include "http/req.h"

struct person_row_view {
    struct url url;
    const char *name, *email, *roles, *state, *shape, *signed_in;
};

struct view_people_list {
    const struct person_row_view *here, *gone;
    size_t here_len, gone_len;
    int64_t here_count, gone_count;
};

struct role_view {
    const char *value, *label, *hint;
    bool on;
};

struct view_people_form {
    struct html csrf;
    const char *id, *invitation, *name, *email, *phone;
    const char *name_fault, *email_fault, *phone_fault, *role_fault;
    const struct role_view *roles;
    size_t roles_len;
};

struct view_people_link {
    const char *title, *link, *until;
    const char *mailed; /* NULL: there is no mail server */
    struct url script;
};

struct person_fact_view {
    const char *label, *value;
};

struct view_people_person {
    struct html csrf;
    const char *name, *state, *shape, *leaves, *disable, *invitation;
    const struct person_fact_view *facts;
    size_t facts_len;
    struct url link_url, disable_url, second_url, sign_out_url;
    bool disabled, self, second;
};

struct trained_view {
    const char *name, *state, *shape, *done, *due;
};

/* Done or due, and nothing of how it went. */
struct view_people_training {
    const struct trained_view *people;
    size_t people_len;
};

#endif
