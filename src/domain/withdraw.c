/* withdraw.c -- see withdraw.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/withdraw.h"

#include "domain/define_codes.h"

/* clang-format off */
static const struct code stop_way_list[STOP_WAYS] = {
    [STOP_BY_CODE]   = {"code", "withdraw.by_code"},
    [STOP_BY_PHONE]  = {"phone", "withdraw.by_phone"},
    [STOP_IN_PERSON] = {"in-person", "withdraw.in_person"},
    [STOP_BY_ERASURE] = {"erased", "withdraw.by_erasure"},
};
DEFINE_CODES(stop_way)

static const struct code proved_list[PROVEDS] = {
    [PROVED_CARD_WORD]   = {"card-word", "withdraw.proved_word"},
    [PROVED_CALLED_BACK] = {"called-back", "withdraw.proved_back"},
};
DEFINE_CODES(proved)

static const struct code notice_way_list[NOTICE_WAYS] = {
    [NOTICE_MAIL]  = {"mail", "withdraw.notice_mail"},
    [NOTICE_PHONE] = {"phone", "withdraw.notice_phone"},
    [NOTICE_NONE]  = {"none", "withdraw.notice_none"},
};
DEFINE_CODES(notice_way)

static const struct code said_how_list[SAID_HOWS] = {
    [SAID_HOW_LINK]  = {"link", "withdraw.said_link"},
    [SAID_HOW_PHONE] = {"phone", "withdraw.said_phone"},
};
DEFINE_CODES(said_how)
/* clang-format on */

bool notice_is_owed(const struct receiver *r)
{
    return !r->own;
}

enum notice_way notice_way_of(const struct receiver *r)
{
    if (r->aggregate_only && r->reachable)
        return NOTICE_NONE;
    return r->reachable ? NOTICE_MAIL : NOTICE_PHONE;
}

bool notice_is_task(enum notice_way way, struct day due, bool said, struct day today)
{
    if (said || way == NOTICE_NONE)
        return false;
    return way == NOTICE_PHONE || due.n <= today.n;
}
