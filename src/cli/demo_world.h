/* demo_world.h -- what the furnishing of the demonstration city shares: who does it,
 * where and when.  Within cli/demo*.c only. SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_DEMO_WORLD_H
#define CLI_DEMO_WORLD_H

#include "app/session.h"
#include "cli/city.h"
#include "cli/demo.h"

#define DEMO_PASSWORD 24

struct demo_person {
    const char *role; /* the word; accounts are ROLE@harborview.example */
    enum role as;
    const char *name;
    char email[64], password[DEMO_PASSWORD];
    struct user_id id;
    bool shown; /* one of the sign-ins that are printed */
};

struct demo_home;

struct demo {
    struct cli *c;
    struct open_city *city;
    const char *public_url;
    struct arena *arena;
    struct demo_person *people;
    size_t people_len;
    struct demo_home *homes; /* what stands open where */
    struct holidays holidays;
    struct day today;
    int64_t now;
    bool beside;                   /* today's visits are those of another system */
    struct referral_id unanswered; /* by its agency, so far */
};

const struct demo_person *demo_person(const struct demo *d, const char *role);

/* The instant of a business day before today at "HH:MM" on the city's clocks, never
 * later than now. */
int64_t demo_at(const struct demo *d, int business_days_ago, const char *time);

/* One app function, as if that person had asked for it at that instant: inside a job of
 * its own on the store it writes. */
struct demo_act {
    enum store_name store;
    const struct demo_person *who; /* NULL: nobody, as an agency by its link */
    int64_t at;
    struct err (*act)(struct session *s, const void *in, void **out);
    const void *in;
};
MUST_CHECK struct err demo_do(struct demo *d, const struct demo_act *act);

/* The property of "12 Lantern St", unit "2". */
MUST_CHECK struct err demo_property(struct demo *d, const char *address, const char *unit,
                                    struct property_id *out);

MUST_CHECK struct err demo_visits(struct demo *d);
/* Zones, requests for inspection and the days to come, as the desks left them. */
MUST_CHECK struct err demo_desk(struct demo *d);
MUST_CHECK struct err demo_cases(struct demo *d);
/* Somebody of an agency who has an account. */
MUST_CHECK struct err demo_agency(struct demo *d);
/* Help asked for at desks. */
MUST_CHECK struct err demo_asked(struct demo *d);
/* Of one case: its people, how to reach them, a visit for today. */
MUST_CHECK struct err demo_household(struct demo *d);
/* The help request or the alert of a row of cases.csv, sent at that instant. */
MUST_CHECK struct err demo_ask(struct demo *d, const struct demo_row *row, int64_t at,
                               struct casefile_id *out);
/* What plan.csv tells of that household's case: goals, tasks and what followed. */
MUST_CHECK struct err demo_plan(struct demo *d, const char *call_name,
                                struct casefile_id id);
/* What hub.csv tells of it: a household before the Hub. */
MUST_CHECK struct err demo_hub(struct demo *d, const char *call_name,
                               struct casefile_id id);
/* The token of a link that its agency has not answered yet, or NULL. */
const char *demo_agency_link(const struct demo *d);

/* A phone's request: a JSON text of ops, taken as if it had come over the network. */
struct demo_upload {
    enum store_name store;
    const struct demo_person *who;
    int64_t at; /* of its arrival */
    const char *body;
};
MUST_CHECK struct err demo_upload(struct demo *d, const struct demo_upload *up);

#endif
