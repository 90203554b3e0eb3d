/* policy.c -- see policy.h.  What is not in the table is forbidden.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/policy.h"

#include "core/str.h"

/* The facts about an actor and a subject. */
enum {
    SIGNED = 1 << 0,   /* a person of this city, or a link */
    OWN = 1 << 1,      /* wrote it, or it is theirs */
    ASSIGNED = 1 << 2, /* works on it */
    NOBODYS = 1 << 3,  /* no one works on it yet */
    LINKED = 1 << 4,   /* came by the link of exactly this referral */
    CONSENT = 1 << 5,  /* in force, for this recipient and purpose */
    OPEN = 1 << 6,     /* the resident did not close it to this person */
    MEMBER = 1 << 7,   /* of the agency that it was sent to */
    OTHER = 1 << 8,    /* somebody else's */
    GLASS = 1 << 9,    /* opened in an emergency, within the hour */
};

/* Every bit of `all`, and one of `any` when it names some. */
struct need {
    unsigned all, any;
    const char *words;
};

/* clang-format off */
static const struct need
    ALWAYS      = {0, 0, "always"},
    AUTHOR      = {0, OWN | ASSIGNED, "own or assigned"},
    OWNER       = {OWN, 0, "own"},
    ANOTHERS    = {OTHER, 0, "somebody else's"},
    REVIEWS     = {OTHER | OPEN, 0, "somebody else's; not blocked"},
    BROKEN      = {OWN | GLASS | OPEN, 0, "own, within its hour; not blocked"},
    OWN_OR_FREE = {0, OWN | ASSIGNED | NOBODYS, "own, assigned or nobody's"},
    NOT_BLOCKED = {OPEN, 0, "not blocked"},
    ON_CASE     = {OPEN, ASSIGNED | NOBODYS, "assigned or nobody's; not blocked"},
    HAS_CASE    = {OPEN | ASSIGNED, 0, "assigned; not blocked"},
    MAY_SHARE   = {OPEN | CONSENT, ASSIGNED | NOBODYS,
                   "assigned or nobody's; consented; not blocked"},
    MAY_SHARE_ANY = {OPEN | CONSENT, 0, "consented; not blocked"},
    BY_LINK     = {LINKED | CONSENT, 0, "its link; consented"},
    ITS_LINK    = {LINKED, 0, "its link"},
    ITS_AGENCY  = {MEMBER | CONSENT | OPEN, 0, "its agency's; consented; not blocked"},
    OF_AGENCY   = {MEMBER, 0, "its agency's"};

static const struct rule {
    enum role role;
    enum act act;
    const struct need *need;
} rules[] = {
    {ROLE_INSPECTOR,    ACT_FIELD_USE,         &ALWAYS},
    {ROLE_INSPECTOR,    ACT_SYNC,              &ALWAYS},
    {ROLE_INSPECTOR,    ACT_INSPECTION_VIEW,   &AUTHOR},
    {ROLE_INSPECTOR,    ACT_INSPECTION_RECORD, &OWN_OR_FREE},
    {ROLE_INSPECTOR,    ACT_REQUEST_OWN,       &OWNER},
    {ROLE_INSPECTOR,    ACT_INSPECTION_TIME,   &AUTHOR},
    {ROLE_INSPECTOR,    ACT_VISIT_CHOOSE,      &AUTHOR},
    {ROLE_INSPECTOR,    ACT_DELIVERY_RECORD,   &AUTHOR},
    {ROLE_INSPECTOR,    ACT_FORM_PRINT,        &ALWAYS},
    {ROLE_INSPECTOR,    ACT_MANDATED_FILE,     &ALWAYS},
    {ROLE_INSPECTOR,    ACT_MANDATED_VIEW,     &OWNER},

    {ROLE_SUPERVISOR,   ACT_FIELD_USE,         &ALWAYS},
    {ROLE_SUPERVISOR,   ACT_SYNC,              &ALWAYS},
    {ROLE_SUPERVISOR,   ACT_INSPECTION_VIEW,   &ALWAYS},
    {ROLE_SUPERVISOR,   ACT_INSPECTION_RECORD, &OWN_OR_FREE},
    {ROLE_SUPERVISOR,   ACT_REQUEST_OWN,       &OWNER},
    {ROLE_SUPERVISOR,   ACT_INSPECTION_TIME,   &ALWAYS},
    {ROLE_SUPERVISOR,   ACT_VISIT_CHOOSE,      &ALWAYS},
    {ROLE_SUPERVISOR,   ACT_DELIVERY_RECORD,   &ALWAYS},
    {ROLE_SUPERVISOR,   ACT_FORM_PRINT,        &ALWAYS},
    {ROLE_SUPERVISOR,   ACT_CARD_PRINT,        &ALWAYS},
    {ROLE_SUPERVISOR,   ACT_REPORT_PUBLIC,     &ALWAYS},
    {ROLE_SUPERVISOR,   ACT_TRAINING_VIEW,     &ALWAYS},
    {ROLE_SUPERVISOR,   ACT_INSPECTION_ASK,    &ALWAYS},
    {ROLE_SUPERVISOR,   ACT_TIME_ASK,          &ALWAYS},
    {ROLE_SUPERVISOR,   ACT_PLAN_MANAGE,       &ALWAYS},
    {ROLE_SUPERVISOR,   ACT_ZONE_MANAGE,       &ALWAYS},
    {ROLE_SUPERVISOR,   ACT_UPDATES_VIEW,      &ALWAYS},
    {ROLE_SUPERVISOR,    ACT_MANDATED_FILE,     &ALWAYS},
    {ROLE_SUPERVISOR,    ACT_MANDATED_VIEW,     &OWNER},

    {ROLE_INTAKE,       ACT_DIRECTORY_VIEW,    &ALWAYS},
    {ROLE_INTAKE,       ACT_INSPECTION_ASK,    &ALWAYS},
    {ROLE_INTAKE,       ACT_TIME_ASK,          &ALWAYS},
    {ROLE_INTAKE,       ACT_FORM_PRINT,        &ALWAYS},
    {ROLE_INTAKE,       ACT_HELP_ASK,          &ALWAYS},
    {ROLE_INTAKE,       ACT_PAPER_ENTER,       &ALWAYS},

    {ROLE_CASE_MANAGER, ACT_CASE_LIST,         &ALWAYS},
    {ROLE_CASE_MANAGER, ACT_CASE_CARRY,        &ALWAYS},
    {ROLE_CASE_MANAGER, ACT_CASE_VIEW,         &ON_CASE},
    {ROLE_CASE_MANAGER, ACT_CASE_WORK,         &ON_CASE},
    {ROLE_CASE_MANAGER, ACT_CASE_BLOCK,        &HAS_CASE},
    {ROLE_CASE_MANAGER, ACT_AGES_VIEW,         &ALWAYS},
    {ROLE_CASE_MANAGER, ACT_GLASS_VIEW,        &ALWAYS},
    {ROLE_CASE_MANAGER, ACT_GLASS_BREAK,       &NOT_BLOCKED},
    {ROLE_CASE_MANAGER, ACT_GLASS_READ,        &BROKEN},
    {ROLE_CASE_MANAGER, ACT_ADDRESS_SHOW,      &HAS_CASE},
    {ROLE_CASE_MANAGER, ACT_CASE_EXPORT,       &HAS_CASE},
    {ROLE_CASE_MANAGER, ACT_REFERRAL_SEND,     &MAY_SHARE},
    {ROLE_CASE_MANAGER, ACT_HUB_WORK,          &ON_CASE},
    {ROLE_CASE_MANAGER, ACT_HUB_SHARE,         &MAY_SHARE},
    {ROLE_CASE_MANAGER, ACT_DIRECTORY_VIEW,    &ALWAYS},
    {ROLE_CASE_MANAGER, ACT_REPORT_PUBLIC,     &ALWAYS},
    {ROLE_CASE_MANAGER, ACT_HELP_ASK,          &ALWAYS},
    {ROLE_CASE_MANAGER,  ACT_MANDATED_FILE,     &ALWAYS},
    {ROLE_CASE_MANAGER,  ACT_MANDATED_VIEW,     &OWNER},

    {ROLE_CARE_LEAD,    ACT_CASE_LIST,         &ALWAYS},
    {ROLE_CARE_LEAD,    ACT_CASE_CARRY,        &ALWAYS},
    {ROLE_CARE_LEAD,    ACT_CASE_VIEW,         &NOT_BLOCKED},
    {ROLE_CARE_LEAD,    ACT_CASE_WORK,         &NOT_BLOCKED},
    {ROLE_CARE_LEAD,    ACT_CASE_BLOCK,        &NOT_BLOCKED},
    {ROLE_CARE_LEAD,    ACT_CASE_EXPORT,       &NOT_BLOCKED},
    {ROLE_CARE_LEAD,    ACT_BLOCK_REVIEW,      &ALWAYS},
    {ROLE_CARE_LEAD,    ACT_REFERRAL_SEND,     &MAY_SHARE_ANY},
    {ROLE_CARE_LEAD,    ACT_HUB_WORK,          &NOT_BLOCKED},
    {ROLE_CARE_LEAD,    ACT_HUB_SHARE,         &MAY_SHARE_ANY},
    {ROLE_CARE_LEAD,    ACT_DIRECTORY_VIEW,    &ALWAYS},
    {ROLE_CARE_LEAD,    ACT_REPORT_PUBLIC,     &ALWAYS},
    {ROLE_CARE_LEAD,    ACT_REPORT_INTERNAL,   &ALWAYS},
    {ROLE_CARE_LEAD,    ACT_AGENCY_PEOPLE,     &ALWAYS},
    {ROLE_CARE_LEAD,    ACT_HELP_ASK,          &ALWAYS},
    {ROLE_CARE_LEAD,    ACT_MANDATED_FILE,     &ALWAYS},
    {ROLE_CARE_LEAD,    ACT_MANDATED_VIEW,     &OWNER},
    {ROLE_CARE_LEAD,    ACT_COMPLAINT_HEAR,    &ALWAYS},
    {ROLE_CARE_LEAD,    ACT_CALLBACK_WORK,     &NOT_BLOCKED},
    {ROLE_CARE_LEAD,    ACT_LEARNT_WRITE,      &ALWAYS},
    {ROLE_CARE_LEAD,    ACT_UPDATES_VIEW,      &ALWAYS},
    {ROLE_CARE_LEAD,    ACT_AGES_VIEW,         &ALWAYS},
    {ROLE_CARE_LEAD,    ACT_READS_VIEW,        &ALWAYS},
    {ROLE_CARE_LEAD,    ACT_READS_LET,         &ANOTHERS},
    {ROLE_CARE_LEAD,    ACT_GLASS_VIEW,        &ALWAYS},
    {ROLE_CARE_LEAD,    ACT_GLASS_REVIEW,      &REVIEWS},
    {ROLE_CARE_LEAD,    ACT_LEGAL_VIEW,        &NOT_BLOCKED},
    {ROLE_CARE_LEAD,    ACT_LEGAL_ASK,         &NOT_BLOCKED},
    {ROLE_CARE_LEAD,    ACT_LEGAL_DECIDE,      &REVIEWS},
    {ROLE_CARE_LEAD,    ACT_ADDRESS_SHOW,      &HAS_CASE},

    {ROLE_PROVIDER,     ACT_DIRECTORY_VIEW,    &ALWAYS},
    {ROLE_PROVIDER,     ACT_HELP_ASK,          &ALWAYS},
    {ROLE_PROVIDER,     ACT_REFERRAL_INBOX,    &ALWAYS},
    {ROLE_PROVIDER,     ACT_REFERRAL_ANSWER,   &ITS_AGENCY},
    {ROLE_PROVIDER,     ACT_STOP_CONFIRM,      &OF_AGENCY},
    {ROLE_PROVIDER,     ACT_INSPECTION_REFER,  &OF_AGENCY},

    {ROLE_LEADER,       ACT_REPORT_PUBLIC,     &ALWAYS},

    {ROLE_EVALUATOR,    ACT_REPORT_PUBLIC,     &ALWAYS},
    {ROLE_EVALUATOR,    ACT_REPORT_INTERNAL,   &ALWAYS},

    {ROLE_RECORDS,      ACT_INSPECTION_VIEW,   &ALWAYS},
    {ROLE_RECORDS,      ACT_DELIVERY_RECORD,   &ALWAYS},
    {ROLE_RECORDS,      ACT_REPORT_PUBLIC,     &ALWAYS},
    {ROLE_RECORDS,      ACT_RECORDS_RELEASE,   &ALWAYS},
    {ROLE_RECORDS,      ACT_RECORDS_DISPOSE,   &ALWAYS},

    {ROLE_PRIVACY,      ACT_STATUS_VIEW,       &ALWAYS},
    {ROLE_PRIVACY,      ACT_READY_MANAGE,      &ALWAYS},
    {ROLE_PRIVACY,      ACT_BLOCK_REVIEW,      &ALWAYS},
    {ROLE_PRIVACY,      ACT_MANDATED_VIEW,     &ALWAYS},
    {ROLE_PRIVACY,      ACT_COMPLAINT_HEAR,    &ALWAYS},
    {ROLE_PRIVACY,      ACT_READS_VIEW,        &ALWAYS},
    {ROLE_PRIVACY,      ACT_READS_LET,         &ANOTHERS},
    {ROLE_PRIVACY,      ACT_SEEN_VIEW,         &NOT_BLOCKED},
    {ROLE_PRIVACY,      ACT_GLASS_VIEW,        &ALWAYS},
    {ROLE_PRIVACY,      ACT_GLASS_REVIEW,      &REVIEWS},
    {ROLE_PRIVACY,      ACT_GLASS_DELAY,       &REVIEWS},
    {ROLE_PRIVACY,      ACT_LEGAL_VIEW,        &NOT_BLOCKED},
    {ROLE_PRIVACY,      ACT_LEGAL_ASK,         &NOT_BLOCKED},
    {ROLE_PRIVACY,      ACT_LEGAL_DECIDE,      &REVIEWS},
    {ROLE_PRIVACY,      ACT_RESIDENT_ERASE,    &NOT_BLOCKED},
    {ROLE_PRIVACY,      ACT_RESIDENT_FIND,     &NOT_BLOCKED},

    {ROLE_ADMIN,        ACT_USER_MANAGE,       &ALWAYS},
    {ROLE_ADMIN,        ACT_STATUS_VIEW,       &ALWAYS},
    {ROLE_ADMIN,        ACT_READY_MANAGE,      &ALWAYS},
    {ROLE_ADMIN,        ACT_CARD_PRINT,        &ALWAYS},
    {ROLE_ADMIN,        ACT_UPDATES_VIEW,      &ALWAYS},
    {ROLE_ADMIN,        ACT_INSPECTION_IMPORT, &ALWAYS},

    {ROLE_AGENCY,       ACT_REFERRAL_ANSWER,   &BY_LINK},
    {ROLE_AGENCY,       ACT_STOP_CONFIRM,      &ITS_LINK},
};

static const char *const role_names[ROLES] = {
    [ROLE_INSPECTOR]    = "inspector",
    [ROLE_SUPERVISOR]   = "supervisor",
    [ROLE_INTAKE]       = "intake",
    [ROLE_CASE_MANAGER] = "case-manager",
    [ROLE_CARE_LEAD]    = "care-lead",
    [ROLE_PROVIDER]     = "provider",
    [ROLE_LEADER]       = "leader",
    [ROLE_EVALUATOR]    = "evaluator",
    [ROLE_RECORDS]      = "records",
    [ROLE_PRIVACY]      = "privacy",
    [ROLE_ADMIN]        = "admin",
    [ROLE_AGENCY]       = "agency",
};

static const char *const act_names[ACTS] = {
    [ACT_PUBLIC]            = "public",
    [ACT_ACCOUNT_OWN]       = "account.own",
    [ACT_FIELD_USE]         = "field.use",
    [ACT_SYNC]              = "sync",
    [ACT_INSPECTION_VIEW]   = "inspection.view",
    [ACT_INSPECTION_RECORD] = "inspection.record",
    [ACT_INSPECTION_TIME]   = "inspection.time",
    [ACT_VISIT_CHOOSE]      = "visit.choose",
    [ACT_DELIVERY_RECORD]   = "delivery.record",
    [ACT_FORM_PRINT]        = "form.print",
    [ACT_CARD_PRINT]        = "card.print",
    [ACT_REQUEST_OWN]       = "request.own",
    [ACT_CASE_LIST]         = "case.list",
    [ACT_CASE_CARRY]        = "case.carry",
    [ACT_CASE_VIEW]         = "case.view",
    [ACT_CASE_WORK]         = "case.work",
    [ACT_REFERRAL_SEND]     = "referral.send",
    [ACT_REFERRAL_ANSWER]   = "referral.answer",
    [ACT_DIRECTORY_VIEW]    = "directory.view",
    [ACT_REPORT_PUBLIC]     = "report.public",
    [ACT_REPORT_INTERNAL]   = "report.internal",
    [ACT_TRAINING_VIEW]     = "training.view",
    [ACT_USER_MANAGE]       = "user.manage",
    [ACT_STATUS_VIEW]       = "status.view",
    [ACT_READY_MANAGE]      = "ready.manage",
    [ACT_INSPECTION_ASK]    = "inspection.ask",
    [ACT_TIME_ASK]          = "time.ask",
    [ACT_PLAN_MANAGE]       = "plan.manage",
    [ACT_ZONE_MANAGE]       = "zone.manage",
    [ACT_INSPECTION_IMPORT] = "inspection.import",
    [ACT_HELP_ASK]          = "help.ask",
    [ACT_PAPER_ENTER]       = "paper.enter",
    [ACT_CASE_BLOCK]        = "case.block",
    [ACT_BLOCK_REVIEW]      = "case.blocks",
    [ACT_MANDATED_FILE]     = "mandated.file",
    [ACT_MANDATED_VIEW]     = "mandated.view",
    [ACT_COMPLAINT_HEAR]    = "complaint.hear",
    [ACT_STOP_CONFIRM]      = "stop.confirm",
    [ACT_HUB_WORK]          = "hub.work",
    [ACT_HUB_SHARE]         = "hub.share",
    [ACT_CALLBACK_WORK]     = "callbacks.work",
    [ACT_REFERRAL_INBOX]    = "referral.inbox",
    [ACT_AGENCY_PEOPLE]     = "agency.people",
    [ACT_CASE_EXPORT]       = "case.export",
    [ACT_LEARNT_WRITE]      = "learnt.write",
    [ACT_UPDATES_VIEW]      = "updates.view",
    [ACT_AGES_VIEW]         = "ages.view",
    [ACT_INSPECTION_REFER]  = "inspection.refer",
    [ACT_RECORDS_RELEASE]   = "records.release",
    [ACT_READS_VIEW]        = "reads.view",
    [ACT_READS_LET]         = "reads.let",
    [ACT_SEEN_VIEW]         = "seen.view",
    [ACT_GLASS_VIEW]        = "glass.view",
    [ACT_GLASS_BREAK]       = "glass.break",
    [ACT_GLASS_READ]        = "glass.read",
    [ACT_GLASS_REVIEW]      = "glass.review",
    [ACT_GLASS_DELAY]       = "glass.delay",
    [ACT_LEGAL_VIEW]        = "legal.view",
    [ACT_LEGAL_ASK]         = "legal.ask",
    [ACT_LEGAL_DECIDE]      = "legal.decide",
    [ACT_ADDRESS_SHOW]      = "address.show",
    [ACT_RESIDENT_ERASE]    = "resident.erase",
    [ACT_RESIDENT_FIND]     = "resident.find",
    [ACT_RECORDS_DISPOSE]   = "records.dispose",
};
/* clang-format on */

/* Two unset ids are not the same person. */
static bool same(struct id a, struct id b)
{
    return id_is_set(a) && id_same(a, b);
}

static unsigned facts(const struct actor *who, const struct subject *on)
{
    unsigned f = 0;

    if (id_is_set(id_of(who->user)) || id_is_set(who->link))
        f |= SIGNED;
    if (on == NULL)
        return f;
    if (same(id_of(who->user), id_of(on->author)))
        f |= OWN;
    else if (id_is_set(id_of(on->author)))
        f |= OTHER;
    if (same(id_of(who->user), id_of(on->assigned)))
        f |= ASSIGNED;
    if (!id_is_set(id_of(on->assigned)))
        f |= NOBODYS;
    if (same(who->link, on->link))
        f |= LINKED;
    if (on->consented)
        f |= CONSENT;
    if (!on->blocked)
        f |= OPEN;
    if (on->member)
        f |= MEMBER;
    if (on->glass)
        f |= GLASS;
    return f;
}

static const struct need *need_of(enum role role, enum act act)
{
    if (act == ACT_PUBLIC)
        return &ALWAYS;
    if (act == ACT_ACCOUNT_OWN)
        return role == ROLE_AGENCY ? NULL : &ALWAYS;
    for (size_t i = 0; i < COUNT(rules); i++)
        if (rules[i].role == role && rules[i].act == act)
            return rules[i].need;
    return NULL;
}

static bool holds(const struct need *n, unsigned have)
{
    return (n->all & ~have) == 0 && (n->any == 0 || (n->any & have) != 0);
}

struct err policy_check(const struct actor *who, enum act act, const struct subject *on)
{
    require(act < ACTS);
    if (act == ACT_PUBLIC)
        return ok();
    if (act == ACT_ACCOUNT_OWN && id_is_set(id_of(who->user)))
        return ok(); /* even of somebody whose last role was taken away */

    unsigned have = facts(who, on);
    if ((have & SIGNED) == 0)
        return failed(ERR_FORBIDDEN, "policy.denied");
    for (int role = 0; role < ROLES; role++) {
        const struct need *n = need_of((enum role)role, act);
        if ((who->roles & 1u << role) != 0 && n != NULL && holds(n, have))
            return ok();
    }
    return failed(ERR_FORBIDDEN, "policy.denied");
}

const char *policy_needs(enum role role, enum act act)
{
    require(role < ROLES && act < ACTS);
    const struct need *n = need_of(role, act);

    return n == NULL ? NULL : n->words;
}

const char *role_name(enum role role)
{
    require(role < ROLES);
    return role_names[role];
}

bool role_parse(const char *word, enum role *out)
{
    for (int i = 0; i < ROLES; i++)
        if (str_same(role_names[i], word)) {
            *out = (enum role)i;
            return true;
        }
    return false;
}

const char *act_name(enum act act)
{
    require(act < ACTS);
    return act_names[act];
}
