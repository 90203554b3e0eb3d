/* service_views.h -- services of the directory, and sending to one.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_SERVICE_VIEWS_H
#define WEB_SERVICE_VIEWS_H

#include "web/case_step_views.h"

struct service_view {
    struct url url;
    const char *name, *organization, *capacity, *shape, *detail;
    bool contacts_owner, refused;
};
struct view_case_choose {
    struct url url, action;
    const char *name, *title, *words, *refused;
    int64_t count;
    const struct service_view *services;
    size_t services_len;
};

struct tell_view {
    const char *value, *label, *shown;
    bool on;
};
struct view_case_review {
    bool second; /* a second yes is needed first */
    struct url second_url;
    const char *then;
    const struct option_view *second_ways;
    size_t second_ways_len;
    struct html csrf;
    struct url back, action, consent_url;
    const char *title, *service, *organization, *capacity, *shape, *id, *reply_by;
    const char *consent_fault, *service_fault;
    const char *way, *after, *button, *season;
    bool owner_warn, may_send, no_mail, first_apart, awaits, part2;
    const char *scope;
    const struct reading_view *ways;
    const struct option_view *proofs;
    size_t ways_len, proofs_len;
    const struct fact_view *facts, *first;
    const struct tell_view *later;
    size_t facts_len, first_len, later_len;
};

struct view_case_directory {
    const char *words;
    const struct reading_view *needs;
    const struct service_view *services;
    size_t needs_len, services_len;
};
struct team_row_view {
    const char *name, *email;
    struct url leave_url;
};
struct view_case_offer {
    const char *name, *organization, *capacity, *shape, *description;
    const char *season, *month, *month_fault, *people, *people_fault;
    bool contacts_owner, may_count;
    struct html csrf;
    struct url count_url, team_url;
    const char *person_fault;
    const struct option_view *proofs, *free;
    const struct team_row_view *team;
    const struct fact_view *facts, *counts;
    bool may_team;
    size_t facts_len, counts_len, proofs_len, team_len, free_len;
};

#endif
