/* connect_words.h -- what was sent, in words: how it stands, what was told of whom.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_CONNECT_WORDS_H
#define WEB_CONNECT_WORDS_H

#include "app/connect_app.h"
#include "web/case_views.h"

/* "Waiting list until Dec 3"; an application is approved or denied where a request is
 * accepted or refused. */
const char *word_referral(struct session *s, const struct referral *r);
/* The facts of a disclosure, label and value; those not told are not there. */
const struct fact_view *word_told(struct session *s, const struct disclosed *d,
                                  size_t *len);
/* "Open November 1 to April 30", "Closed until November 1"; NULL all year. */
const char *word_season(struct session *s, const struct service *of);
/* The papers that a service wants, those at hand ticked (have: NULL for none). */
struct options_view word_proofs(struct session *s, const struct service *of,
                                const bool *have);
/* What is told of substance use carries a notice, and beside it the consent's scope: NULL
 * of any other need, and where no consent stands (no `ends`). */
struct told_scope {
    const char *need, *organization;
    struct day ends;
};
bool scope_is_due(const char *need);
const char *word_scope(struct session *s, const struct told_scope *of);
/* "Refused: full", and who said it: the agency, and its person who has an account. */
const char *word_step(struct session *s, const struct referral_step *step, enum way way);
const char *word_step_who(struct session *s, const struct staff *staff,
                          const struct referral_step *step, const char *organization);
const struct connect_step_view *word_steps(struct session *s,
                                           const struct connect_page *p, size_t *len);

#endif
