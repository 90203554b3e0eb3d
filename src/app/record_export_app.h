/* record_export_app.h -- one case, whole, for the provider's own system of record.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_RECORD_EXPORT_APP_H
#define APP_RECORD_EXPORT_APP_H

#include "app/letter_app.h"
#include "app/record_sheet.h"

struct export_in {
    struct casefile_id casefile;
    bool notes; /* they go only when asked for */
};
struct export_page {
    const struct casefile *c;
    struct case_sheet sheet;
    bool notes;
};
/* in export_in, out export_page; AUDITED reads */
struct err record_export(struct session *s, const void *in, void **out);
/* in export_in, out struct document: says of whom it is on the paper alone. */
struct err record_export_paper(struct session *s, const void *in, void **out);

#endif
