/* handover_app.h -- on paper: a request for an agency that takes it by hand or by fax,
 * and the list of papers that a resident has to bring.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_HANDOVER_APP_H
#define APP_HANDOVER_APP_H

#include "app/connect_app.h"
#include "app/letter_app.h"

struct handover_in {
    struct answer_in of; /* which one, of which case */
    enum lang lang;      /* of the resident's list; LANGS: the reader's */
};

/* In: struct handover_in; out: struct document.  The request as it was reviewed and sent:
 * what is disclosed, under which consent, until when.  ERR_CONFLICT when its way is not
 * paper, ERR_NOT_FOUND once its consent has ended.  Audited as a disclosure. */
struct err handover_request(struct session *s, const void *in, void **out);
/* The same; names no person, no agency's answer and nothing of the case. */
struct err handover_papers(struct session *s, const void *in, void **out);

#endif
