/* connect_pages.h -- the read and show functions of one thing that was sent.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_CONNECT_PAGES_H
#define WEB_CONNECT_PAGES_H

#include "web/case_pages.h"

/* /cases/:id/referrals/:referral, and steps that lead back to it */
READ(connect_read);
SHOW(connect_show);
READ(told_read);
SHOW(to_told);
READ(reopen_read);
READ(proofs_read);
READ(handover_read);
SHOW(to_referral);
/* After sending: to the case, or to what is still to be done by hand. */
SHOW(to_sent);

#endif
