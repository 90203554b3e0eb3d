/* policy.h -- who may do what: one table of role, act and the facts it needs
 * (design.md section 4).  Deny by default.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_POLICY_H
#define DOMAIN_POLICY_H

#include "core/err.h"
#include "core/ids.h"

enum role {
    ROLE_INSPECTOR,
    ROLE_SUPERVISOR,
    ROLE_INTAKE,
    ROLE_CASE_MANAGER,
    ROLE_CARE_LEAD,
    ROLE_PROVIDER,
    ROLE_LEADER,
    ROLE_EVALUATOR,
    ROLE_RECORDS,
    ROLE_PRIVACY,
    ROLE_ADMIN,
    ROLE_AGENCY, /* by link */
    ROLES
};

enum act {
    ACT_PUBLIC,            /* sign-in page, health, assets, directory */
    ACT_ACCOUNT_OWN,       /* own sessions, sign out, language */
    ACT_FIELD_USE,         /* the field app's shell and its downloads */
    ACT_SYNC,              /* upload ops, photos; get receipts */
    ACT_INSPECTION_VIEW,   /* desk view of an inspection (enforcement) */
    ACT_INSPECTION_RECORD, /* ops on own inspections */
    ACT_INSPECTION_TIME,   /* how long a visit took; never of a letter or the records */
    ACT_VISIT_CHOOSE,      /* which of two answers of a visit stands, at the desk */
    ACT_DELIVERY_RECORD,   /* to whom an order went */
    ACT_FORM_PRINT,        /* the paper form */
    ACT_CARD_PRINT,        /* help cards, in batches */
    ACT_REQUEST_OWN,       /* the coarse state of own help requests */
    ACT_CASE_LIST,         /* the case manager's Today */
    ACT_CASE_CARRY,        /* a sealed copy of it, on a device */
    ACT_CASE_VIEW,
    ACT_CASE_WORK, /* acknowledge, attempts, consent, needs, close */
    ACT_REFERRAL_SEND,
    ACT_REFERRAL_ANSWER, /* agency, by link or by account */
    ACT_DIRECTORY_VIEW,
    ACT_REPORT_PUBLIC,   /* the City Manager's page */
    ACT_REPORT_INTERNAL, /* exact editions, in care */
    ACT_TRAINING_VIEW,   /* who has practised, and when again */
    ACT_USER_MANAGE,
    ACT_STATUS_VIEW,
    ACT_INSPECTION_ASK, /* take requests for inspection, see their clocks */
    ACT_TIME_ASK,       /* violations by their days; write down who asks for more */
    ACT_PLAN_MANAGE,    /* the calendar: assign, move, rebalance, extend, decide */
    ACT_ZONE_MANAGE,
    ACT_INSPECTION_IMPORT, /* another system's day, by a program */
    ACT_HELP_ASK,          /* ask for help for somebody at a desk; reads no case */
    ACT_PAPER_ENTER,       /* type in a paper form, the request for help on it too */
    ACT_CASE_BLOCK,        /* close a case to a colleague, at the resident's word */
    ACT_BLOCK_REVIEW,      /* which stand, and why */
    ACT_MANDATED_FILE,     /* report abuse or neglect in one's own lane */
    ACT_MANDATED_VIEW,     /* what was so reported */
    ACT_COMPLAINT_HEAR,    /* what a resident complains of, past the case manager */
    ACT_STOP_CONFIRM,      /* an agency says that it stopped */
    ACT_HUB_WORK,          /* a household before the Hub, within the provider */
    ACT_HUB_SHARE,         /* what of it leaves the provider */
    ACT_CALLBACK_WORK,     /* consents that are called back */
    ACT_REFERRAL_INBOX,    /* what was sent to one's own agency */
    ACT_AGENCY_PEOPLE,     /* who with an account belongs to which agency */
    ACT_CASE_EXPORT,       /* a whole case, to the provider's own system */
    ACT_LEARNT_WRITE,      /* what was learnt, on the month's page */
    ACT_UPDATES_VIEW,      /* what goes out by the calendar, and to whom */
    ACT_AGES_VIEW,         /* requests by how long they wait */
    ACT_INSPECTION_REFER,  /* an agency asks that a home be inspected */
    ACT_RECORDS_RELEASE,   /* public records: requests for them, and their files */
    ACT_READS_VIEW,        /* who came to the end of a day's cases */
    ACT_READS_LET,         /* ... and may go on */
    ACT_SEEN_VIEW,         /* who saw a case, and when */
    ACT_GLASS_VIEW,        /* cases that were opened in an emergency */
    ACT_GLASS_BREAK,       /* open one so */
    ACT_GLASS_READ,        /* what one then sees, for an hour */
    ACT_GLASS_REVIEW,      /* was it right? */
    ACT_GLASS_DELAY,       /* the household hears of it later */
    ACT_LEGAL_VIEW,        /* what courts and others demand of care */
    ACT_LEGAL_ASK,         /* write down such a demand, and what would be given */
    ACT_LEGAL_DECIDE,      /* ... which another decides */
    ACT_ADDRESS_SHOW,      /* the real one, of whoever is in the address program */
    ACT_READY_MANAGE,      /* may the city begin; who approved which text */
    ACT_RESIDENT_ERASE,    /* destroy the key of what a household told */
    ACT_RESIDENT_FIND,     /* a case by what somebody says of herself */
    ACT_RECORDS_DISPOSE,   /* destroy public records whose years are over; hold them */
    ACTS
};

struct actor {
    struct user_id user; /* unset: nobody, or a link */
    struct id link;      /* the referral a link opens, when it is one */
    unsigned roles;      /* 1 << enum role */
    char name[81];       /* for "you are signed in as"; never logged */
};

/* What the facts of policy.c are taken from; loaded by one function per noun. */
struct subject {
    struct user_id author;   /* who wrote it, or whose it is */
    struct user_id assigned; /* who works on it */
    struct id link;          /* the referral it is */
    bool consented;          /* in force, and covering this recipient and purpose */
    bool blocked;            /* the resident closed it to this person */
    bool member;             /* this person is of the agency that it was sent to */
    bool glass;              /* this person opened it in an emergency, within the hour */
};

/* OK, or ERR_FORBIDDEN "policy.denied"; subject may be NULL where an act needs none. */
MUST_CHECK struct err policy_check(const struct actor *who, enum act act,
                                   const struct subject *on);
/* The facts an act needs from a role, as words for `doorstep routes` ("always" when
 * none); NULL = never. */
const char *policy_needs(enum role role, enum act act);

const char *role_name(enum role role); /* "case-manager" */
bool role_parse(const char *word, enum role *out);
const char *act_name(enum act act); /* "case.view" */

#endif
