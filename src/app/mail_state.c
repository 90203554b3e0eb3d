/* mail_state.c -- see mail_state.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/mail_state.h"

#define PATIENCE_MS (INT64_C(2) * 60 * 1000)

static int64_t earlier(int64_t a, int64_t b)
{
    return a == 0 || (b != 0 && b < a) ? b : a;
}

bool mail_is_late(const struct outbox_waiting *mail, int64_t now)
{
    return mail->waiting > 0 && now - mail->oldest > PATIENCE_MS;
}

struct err mail_state(struct session *s, struct mail_state *out)
{
    struct mail_state sum = {0};

    for (size_t i = 0; i < outbox_stores_len; i++) {
        struct outbox_waiting one;
        struct db *db;
        int64_t sent;

        TRY(session_db(s, outbox_stores[i], &db));
        TRY(outbox_waiting(db, s->arena, &one));
        TRY(outbox_last(db, &sent));
        sum.waiting += one.waiting;
        sum.held += one.held;
        sum.oldest = earlier(sum.oldest, one.oldest);
        sum.fault = one.fault != NULL ? one.fault : sum.fault;
        sum.last = sent > sum.last ? sent : sum.last;
        sum.stalled = sum.stalled || mail_is_late(&one, s->now);
    }
    *out = sum;
    return ok();
}

struct err mail_stalled(struct session *s, const void *in, void **out)
{
    struct mail_state *m = arena_new(s->arena, struct mail_state);

    (void)in;
    if (mail_state(s, m).kind != OK) /* a store is away: nothing leaves it */
        m->stalled = true;
    *out = &m->stalled;
    return ok();
}
