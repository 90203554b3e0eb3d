/* address_program_app.h -- a household in the state's address confidentiality program
 * (M.G.L. c. 9A): its case has the substitute address, so every page, paper, list and
 * search has; the real one is sealed apart, and shown to who works the case, on a page of
 * its own whose every look is written down.  Enforcement is not told.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_ADDRESS_PROGRAM_APP_H
#define APP_ADDRESS_PROGRAM_APP_H

#include "app/casework.h"
#include "store/address_program_store.h"

struct program_page {
    struct casefile c;
    bool in_program;
    struct real_place real; /* while it is in the program */
};
/* in case_ref, out program_page; an AUDITED read with purpose "address" */
struct err program_view(struct session *s, const void *in, void **out);

struct program_in {
    struct casefile_id casefile;
    int64_t rev;
    const char *substitute;
};
/* in program_in: begins it, or changes the substitute address. */
struct err program_begin(struct session *s, const void *in, void **out);
/* in program_in: the real address is the case's again. */
struct err program_end(struct session *s, const void *in, void **out);
/* A move of a household in the program: *kept, and the case keeps the substitute. */
MUST_CHECK struct err program_move(struct session *s, struct casework *w,
                                   const struct case_place *to, bool *kept);

#endif
