/* record_sheet.h -- what one case holds, as lines for the provider's own system.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_RECORD_SHEET_H
#define APP_RECORD_SHEET_H

#include "app/casefile_app.h"
#include "store/home_visit_store.h"
#include "wire/case_sheet.h"

/* What the sheet is made of. */
struct record_case {
    const struct case_page *page;
    struct home_visits visits;
    struct goals goals;
    bool notes; /* free texts of the staff and the agencies go along */
};

struct case_sheet record_sheet(struct session *s, const struct record_case *r);

#endif
