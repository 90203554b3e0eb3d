/* count_app.c -- see count_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/count_app.h"

#include "app/casework.h"

#include <string.h>

/* A month that has begun, "2026-11". */
static bool is_month(const char *month, struct day today)
{
    char first[DAY_TEXT + 8];
    struct day day;

    if (strlen(month) != 7)
        return false;
    memcpy(first, month, 7);
    memcpy(first + 7, "-01", 4);
    return day_parse(first, DAY_TEXT - 1, &day) && day.n <= today.n;
}

struct err count_take(struct session *s, const void *input, void **out)
{
    const struct count_in *in = input;
    struct agency_count c = {in->month, in->people};
    struct service of;
    struct db *db;

    (void)out;
    TRY(hide(policy_check(&s->actor, ACT_CASE_LIST, NULL)));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(directory_load(db, in->service, s->arena, &of));
    if (!of.aggregate_only)
        return failed(ERR_NOT_FOUND, "error.not_found");
    if (!is_month(in->month, session_today(s)))
        session_fault(s, "month", "connect.month_bad");
    if (in->people < 0)
        session_fault(s, "people", "connect.people_bad");
    if (s->faults.len)
        return failed(ERR_INVALID, "errors.form");
    db_audit(db, &(struct audit){
                     .actor = session_actor(s),
                     .act = "agency.count",
                     .subject = subject_text(s, "organization", id_of(of.organization)),
                     .detail = in->month});
    return agency_count_put(db, of.organization, &c, s->actor.user, s->now);
}
