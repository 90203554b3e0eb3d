/* seen.c -- see seen.h.  A test reads the route table: each page of care has its line.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/seen.h"

#include "core/str.h"
#include "domain/erase.h"
#include "domain/glass.h"

/* clang-format off */
static const struct shown {
    const char *act, *msg;
    bool legal;
} shown[] = {
    {"address.show",    "seen.address",   false},
    {"ages.view",       "seen.list",      false},
    {"audit.who-saw",   "seen.this",      false},
    {"callbacks.work",  "seen.consent",   false},
    {"case.blocks",     "seen.block",     false},
    {"case.carry",      "seen.carried",   false},
    {"case.export",     "seen.whole",     false},
    {"case.list",       "seen.list",      false},
    {"case.view",       "seen.case",      false},
    {"case.work",       "seen.part",      false},
    {"complaint.hear",  "seen.complaint", false},
    {"glass.read",      "seen.glass",     false},
    {"glass.view",      "seen.opened",    false},
    {"hub.reveal",      "seen.hub_told",  false},
    {"hub.share",       "seen.hub",       false},
    {"hub.work",        "seen.hub",       false},
    {"legal.release",   "seen.given",     true},
    {"legal.view",      "seen.legal",     true},
    {"mandated.view",   "seen.list",      false},
    {"reads.view",      "seen.list",      false},
    {"referral.answer", "seen.sent",      false},
    {"referral.inbox",  "seen.inbox",     false},
    {"referral.send",   "seen.sent",      false},
    {"report.internal", "seen.list",      false},
    {"resident.erase",  "seen.number",    false},
    {"resident.find",   "seen.number",    false},
    {"seen.view",       "seen.this",      false},
    {"stop.confirm",    "seen.stop",      false},
    {"updates.view",    "seen.list",      false},
};
/* clang-format on */

static const struct shown *shown_by(const char *act)
{
    for (size_t i = 0; i < COUNT(shown); i++)
        if (str_same(shown[i].act, act))
            return &shown[i];
    return NULL;
}

const char *seen_what(const char *act, const char *detail)
{
    const struct shown *line = shown_by(act);
    enum erase_why why;

    if (detail != NULL && str_same(act, "resident.erase") &&
        erase_why_parse(detail, &why))
        return NULL; /* it was done, and nothing shown */
    return line != NULL ? line->msg : NULL;
}

bool seen_is_legal(const char *act)
{
    const struct shown *line = shown_by(act);

    return line != NULL && line->legal;
}

const char *seen_why(const char *act, const char *detail)
{
    enum glass_cause cause;
    enum find_why why;

    if (detail == NULL)
        return NULL;
    if (str_same(act, "glass.read"))
        return glass_cause_parse(detail, &cause) ? glass_cause_msgid(cause) : NULL;
    if (str_same(act, "resident.find"))
        return find_why_parse(detail, &why) ? find_why_msgid(why) : NULL;
    if (str_same(detail, "legal"))
        return "seen.why_legal";
    return str_same(detail, "address") ? "seen.why_address" : NULL;
}
