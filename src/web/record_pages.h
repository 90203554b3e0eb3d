/* record_pages.h -- handlers of the pages for the provider's own system of record.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_RECORD_PAGES_H
#define WEB_RECORD_PAGES_H

#include "web/case_pages.h"
#include "web/route.h"

/* /cases/:id/export and its files */
READ(export_read);
SHOW(export_show);
SHOW(export_csv_show);
SHOW(export_json_show);

/* /cases/outcomes, its preview and what it did */
READ(outcomes_file_read);
READ(outcomes_take_read);
SHOW(outcomes_show);

struct err number_read(struct req *rq, void **in);
struct err number_show(struct req *rq, struct session *s, const void *in,
                       const void *out);
struct err number_find_read(struct req *rq, void **in);
struct err to_found_case(struct req *rq, struct session *s, const void *in,
                         const void *out);

#endif
