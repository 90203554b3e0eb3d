/* weekly_app.h -- the inspectors' weekly letter: what became of each one's own requests,
 * to the day, and once a quarter what the team did together.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_WEEKLY_APP_H
#define APP_WEEKLY_APP_H

#include "app/casework.h"
#include "app/mail_app.h"

struct json;
struct json_out;

/* A round (rounds.h): the week's letters go into the outbox when they are due and were
 * not put there yet. */
MUST_CHECK struct err weekly_round_due(struct session *s, const void *in, void **out);
MUST_CHECK struct err weekly_round(struct session *s, const void *in, void **out);
/* The next letters as they would go now: without lines of cases that are closed to who
 * looks.  Without `letters` only when they go. */
struct weekly_preview {
    struct day day;
    int hour;
    struct mail *letters;
    size_t len;
};
MUST_CHECK struct err weekly_look(struct session *s, bool letters,
                                  struct weekly_preview *out);
/* A map "team": what all inspectors did together in the quarter before that day, coarse.
 * Letter and phone tell the same. */
MUST_CHECK struct err weekly_team_put(struct session *s, struct day day,
                                      struct json_out *o);
/* What a weekly letter's args say, as lines; "" of other letters. */
const char *weekly_lines(const struct json *args, const char *lang, struct arena *a);

/* The resident's thank-you, noted by the case manager, once they have spoken. */
MUST_CHECK struct err thanks_note(struct session *s, struct casework *w);
bool thanks_possible(const struct casefile *c);

#endif
