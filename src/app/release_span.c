/* release_span.c -- see release_span.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/release_span.h"

#include "app/calendar.h"
#include "base/text.h"

struct day release_first_day(void)
{
    return day_make(1900, 1, 1);
}

size_t release_span_of(struct session *s, const struct release_request *r,
                       struct release_span to[RELEASE_SPAN])
{
    bool whole = r->first.n == release_first_day().n;
    size_t n = 0;

    if (whole && r->last.n == zone_day(s->zone, r->taken_at).n) {
        to[n++] =
            (struct release_span){text(s->lang, "release.span_label"),
                                  text_fill(s->arena, s->lang, "release.span_all", "day",
                                            session_long_day(s, r->last), NULL)};
        return n;
    }
    if (!whole)
        to[n++] = (struct release_span){text(s->lang, "release.first"),
                                        session_long_day(s, r->first)};
    to[n++] = (struct release_span){text(s->lang, "release.last"),
                                    session_long_day(s, r->last)};
    return n;
}
