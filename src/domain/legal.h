/* legal.h -- what courts and others demand of care: which instrument suffices for which
 * class of data, as one table.  Its cells are our reading of the law, each to be
 * confirmed by the city's counsel; a release also needs counsel's name and day.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_LEGAL_H
#define DOMAIN_LEGAL_H

#include "domain/codes.h"

/* What was handed over. */
enum instrument_kind {
    INSTRUMENT_REQUEST,        /* a question, a letter: nothing compels */
    INSTRUMENT_ADMINISTRATIVE, /* a subpoena or warrant that no judge signed */
    INSTRUMENT_SUBPOENA,       /* of a court or a lawyer */
    INSTRUMENT_ORDER,          /* of a court */
    INSTRUMENT_PART2_ORDER,    /* of a court under 42 CFR part 2, subpart E */
    INSTRUMENT_WARRANT,        /* that a judge signed */
    INSTRUMENT_AUTHORIZATION,  /* the resident's own, in writing */
    INSTRUMENT_KINDS
};
DECLARE_CODES(instrument_kind);

enum legal_class {
    LEGAL_CARE,          /* the record of the case */
    LEGAL_SUBSTANCE_USE, /* 42 CFR part 2 */
    LEGAL_VICTIM,        /* 34 U.S.C. 12291(b)(2), 45 CFR 1370.4 */
    LEGAL_MINORS,
    LEGAL_ADDRESS, /* the real one of whoever is in the address program, M.G.L. c. 9A */
    LEGAL_CLASSES
};
DECLARE_CODES(legal_class);

bool legal_suffices(enum instrument_kind with, enum legal_class of);
/* Of those that are asked for (1 << enum legal_class), those that may go. */
unsigned legal_given(enum instrument_kind with, unsigned asked);
/* Words that anybody may have typed can hold any class: they go only with all of them. */
bool legal_free_text(enum instrument_kind with, unsigned asked);
/* The rule behind a class, as it is cited; NULL: none is. */
const char *legal_basis(enum legal_class of);
/* The class of a need, by its code or its sealed class. */
enum legal_class legal_class_of_need(const char *word);

/* Withdrawn: written down for a case that it was not about, or not to be decided. */
enum demand_state {
    DEMAND_ASKED,
    DEMAND_RELEASED,
    DEMAND_REFUSED,
    DEMAND_WITHDRAWN,
    DEMAND_STATES
};
DECLARE_CODES(demand_state);

#endif
