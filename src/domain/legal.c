/* legal.c -- see legal.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/legal.h"

#include "core/str.h"
#include "domain/define_codes.h"

/* clang-format off */
static const struct code instrument_kind_list[INSTRUMENT_KINDS] = {
    [INSTRUMENT_REQUEST]        = {"request", "legal.request"},
    [INSTRUMENT_ADMINISTRATIVE] = {"administrative", "legal.administrative"},
    [INSTRUMENT_SUBPOENA]       = {"subpoena", "legal.subpoena"},
    [INSTRUMENT_ORDER]          = {"court-order", "legal.order"},
    [INSTRUMENT_PART2_ORDER]    = {"part2-order", "legal.part2_order"},
    [INSTRUMENT_WARRANT]        = {"warrant", "legal.warrant"},
    [INSTRUMENT_AUTHORIZATION]  = {"authorization", "legal.authorization"},
};
DEFINE_CODES(instrument_kind)

static const struct code legal_class_list[LEGAL_CLASSES] = {
    [LEGAL_CARE]          = {"care", "legal.class_care"},
    [LEGAL_SUBSTANCE_USE] = {"substance-use", "legal.class_substance_use"},
    [LEGAL_VICTIM]        = {"victim", "legal.class_victim"},
    [LEGAL_MINORS]        = {"minors", "legal.class_minors"},
    [LEGAL_ADDRESS]       = {"address", "legal.class_address"},
};
DEFINE_CODES(legal_class)

static const struct code demand_state_list[DEMAND_STATES] = {
    [DEMAND_ASKED]    = {"asked", "legal.state_asked"},
    [DEMAND_RELEASED] = {"released", "legal.state_released"},
    [DEMAND_REFUSED]  = {"refused", "legal.state_refused"},
    [DEMAND_WITHDRAWN] = {"withdrawn", "legal.state_withdrawn"},
};
DEFINE_CODES(demand_state)

/* What is not here does not suffice.  A subpoena is no order of a court: no class with a
 * law of its own goes with it.  An order that is not of part 2 opens no record of part 2,
 * and one that is opens nothing else of its own kind. */
static const bool suffices[INSTRUMENT_KINDS][LEGAL_CLASSES] = {
    /*                              care   substance victim minors address */
    [INSTRUMENT_REQUEST]        = { false, false,    false, false, false },
    [INSTRUMENT_ADMINISTRATIVE] = { false, false,    false, false, false },
    [INSTRUMENT_SUBPOENA]       = { true,  false,    false, false, false },
    [INSTRUMENT_ORDER]          = { true,  false,    true,  true,  true  },
    [INSTRUMENT_PART2_ORDER]    = { true,  true,     false, false, false },
    [INSTRUMENT_WARRANT]        = { true,  false,    true,  true,  false },
    [INSTRUMENT_AUTHORIZATION]  = { true,  true,     true,  true,  true  },
};

static const char *const basis[LEGAL_CLASSES] = {
    [LEGAL_SUBSTANCE_USE] = "42 CFR 2.13, 2.31, 2.61-2.67",
    [LEGAL_VICTIM]        = "34 U.S.C. 12291(b)(2); 45 CFR 1370.4",
    [LEGAL_ADDRESS]       = "M.G.L. c. 9A; 950 CMR 130",
};

static const struct {
    const char *need;
    enum legal_class of;
} classes[] = {
    {"substance-use",     LEGAL_SUBSTANCE_USE},
    {"domestic-violence", LEGAL_VICTIM},
    {"minors",            LEGAL_MINORS},
};
/* clang-format on */

bool legal_suffices(enum instrument_kind with, enum legal_class of)
{
    require(with < INSTRUMENT_KINDS && of < LEGAL_CLASSES);
    return suffices[with][of];
}

unsigned legal_given(enum instrument_kind with, unsigned asked)
{
    unsigned given = 0;

    for (enum legal_class c = 0; c < LEGAL_CLASSES; c++)
        if ((asked & 1u << c) != 0 && legal_suffices(with, c))
            given |= 1u << c;
    return given;
}

bool legal_free_text(enum instrument_kind with, unsigned asked)
{
    const unsigned all = (1u << LEGAL_CLASSES) - 1;

    return legal_given(with, asked) == all;
}

const char *legal_basis(enum legal_class of)
{
    require(of < LEGAL_CLASSES);
    return basis[of];
}

enum legal_class legal_class_of_need(const char *word)
{
    for (size_t i = 0; i < COUNT(classes); i++)
        if (str_same(classes[i].need, word))
            return classes[i].of;
    return LEGAL_CARE;
}
