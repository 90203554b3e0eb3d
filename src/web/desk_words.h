/* desk_words.h -- what the desks' pages have in common: addresses, clocks and choices in
 * words.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_DESK_WORDS_H
#define WEB_DESK_WORDS_H

#include "app/desk_app.h"
#include "web/case_base_views.h"
#include "web/route.h"

struct desk_row_view;

/* "12 Lantern St, 2". */
const char *desk_address(struct session *s, const char *number, const char *street,
                         const char *unit);
/* "Late since Nov 24", "Due today", "Due by Nov 30", and the shape. */
const char *desk_clock(struct session *s, enum plan_clock clock, struct day due,
                       const char **shape);
/* "Nov 30, 9:30 am", or the day alone. */
const char *desk_slot(struct session *s, struct day day, const char *time);
const char *desk_time(struct session *s, const char *time);
/* A sentence with one number in it. */
const char *desk_count(struct session *s, const char *msg, int64_t n);
/* "Nov 30" or, of nothing, words that say so. */
const char *desk_day(struct session *s, struct day d);
const char *desk_day_value(struct session *s, struct day d); /* "2026-11-30" or "" */
/* The staff as options: `none` first when it is not NULL. */
struct options_view desk_people(struct session *s, const struct staff *staff,
                                const char *chosen, const char *none);
/* A control of a form that came back, or of the address's query. */
const char *desk_asked(struct req *rq, const char *name);
struct user_id desk_person(struct req *rq, const char *name);

struct desk_row_view desk_request_row(struct session *s, const struct request_line *r);
struct desk_row_view desk_violation_row(struct session *s,
                                        const struct violation_line *v);

#define SET_OPTIONS(v, field, options)            \
    do {                                          \
        const struct options_view o_ = (options); \
        (v).field = o_.of;                        \
        (v).field##_len = o_.len;                 \
    } while (0)

#endif
