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

/* clang-format off */
static const struct demand {
    const char *code;
    bool gagged, erased;
} demands[] = {
    {"demand",               false, false},
    {"demand-gagged",        true,  false},
    {"demand-erased",        false, true},
    {"demand-erased-gagged", true,  true},
};
/* clang-format on */

static const struct demand *demand_by(const char *detail)
{
    for (size_t i = 0; i < COUNT(demands) && detail != NULL; i++)
        if (str_same(demands[i].code, detail))
            return &demands[i];
    return NULL;
}

const char *seen_demand(bool gagged, bool erased)
{
    for (size_t i = 0; i < COUNT(demands); i++)
        if (demands[i].gagged == gagged && demands[i].erased == erased)
            return demands[i].code;
    return NULL;
}

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
    const struct demand *demand = demand_by(detail);
    enum erase_why why;

    if (str_same(act, "legal.view") && detail == NULL)
        return "seen.legal_row";
    if (demand != NULL && demand->erased)
        return "seen.legal_erased";
    if (detail != NULL && str_same(act, "resident.erase") &&
        erase_why_parse(detail, &why))
        return NULL; /* it was done, and nothing shown */
    return line != NULL ? line->msg : NULL;
}

enum seen_gag seen_gag(const char *act, const char *detail)
{
    const struct shown *line = shown_by(act);
    const struct demand *demand = demand_by(detail);

    if (line == NULL || !line->legal)
        return SEEN_TOLD;
    if (demand == NULL)
        return SEEN_GAG_OF_CASE;
    return demand->gagged ? SEEN_GAGGED : SEEN_TOLD;
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
    if (demand_by(detail) != NULL || str_same(detail, "legal")) /* as it was before */
        return "seen.why_legal";
    return str_same(detail, "address") ? "seen.why_address" : NULL;
}
