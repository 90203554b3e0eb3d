/* attempt_app.h -- a try to reach a household is logged.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_ATTEMPT_APP_H
#define APP_ATTEMPT_APP_H

#include "app/casework.h"

struct attempt_in {
    struct casefile_id casefile;
    struct attempt_id id; /* minted in the form, so that twice is once */
    enum channel channel;
    enum outcome outcome;
    const char *lang, *interpreter, *note; /* NULL where not given */
    struct day next_day;
    const char *time;   /* of today, "14:05"; NULL: now */
    int days_ago;       /* that the provider's own system knew of it; 0: today */
    const char *number; /* whose it was: a word of number_codes, or NULL */
    /* A property alert turns into a case only here, by the case manager's own contact
     * with somebody who wants help. */
    bool wants_help;
    const char *call_name, *phone;
    bool message_ok;
};
struct err attempt_log(struct session *s, const void *in, void **out);

#endif
