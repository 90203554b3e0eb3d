/* report_pages.h -- the City Manager's page, and the evaluation line by line.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_REPORT_PAGES_H
#define WEB_REPORT_PAGES_H

#include "web/route.h"
#include "wire/report.h"

/* /city: ?period=, a word of its chooser or nothing. */
struct err city_read(struct req *rq, void **in);
struct err city_show(struct req *rq, struct session *s, const void *in, const void *out);
/* /reports/evaluation: ?from=&to=, both or neither. */
struct err report_read(struct req *rq, void **in);
struct err evaluation_show(struct req *rq, struct session *s, const void *in,
                           const void *out);
/* Downloads of the same. */
struct err report_json_read(struct req *rq, void **in);
struct err report_csv_read(struct req *rq, void **in);

/* A page of its own, for `doorstep report --format html`; times in the city's zone. */
struct report_paper {
    const struct report_sheet *sheet;
    const char *city;
    const struct zone *zone;
};
void report_paper_put(struct out *o, struct arena *a, const struct report_paper *p);

#endif
