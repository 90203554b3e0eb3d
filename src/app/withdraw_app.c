/* withdraw_app.c -- see withdraw_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/withdraw_app.h"

#include "app/calendar.h"
#include "app/casefile_app.h"
#include "app/hub_app.h"
#include "app/link.h"
#include "app/mail_app.h"
#include "app/receipt_app.h"
#include "base/json.h"
#include "core/str.h"
#include "domain/card_word.h"
#include "store/callback_store.h"
#include "domain/referral.h"
#include "store/referral_store.h"

#include <stdio.h>

/* What a receiver is told: which request, nothing of whose it is. */
static struct err tell_receiver(struct session *s, struct db *db,
                                const struct stop_receiver *to, enum notice_way way)
{
    struct json_out args = {.arena = s->arena};
    char id[ID_TEXT], at[24], event[80];

    if (way == NOTICE_PHONE)
        return ok();
    id_format(id_of(to->referral), id);
    snprintf(at, sizeof at, "%lld", (long long)s->now);
    snprintf(event, sizeof event, "withdrawn:%s:%s", id, at);
    json_map(&args, NULL);
    json_put_text(&args, "reference", id + ID_TEXT - 1 - 8);
    if (way == NOTICE_MAIL) {
        json_put_text(&args, "stopped", id);
        json_put_text(&args, "at", at);
    }
    json_end_map(&args);
    return mail_put(
        s, db,
        &(struct mail){.event = event,
                       .recipient = mail_recipient(s->arena, to->email, to->sms),
                       .template =
                           way == NOTICE_MAIL ? "request-withdrawn" : "request-stopped",
                       .lang = to->lang,
                       .args = json_done(&args)});
}

static struct err days_of(struct session *s, int64_t *out)
{
    const char *words;

    TRY(setting_get(s, "stop_days", STOP_DAYS_USUAL, &words));
    require(str_number(words, 365, out));
    return ok();
}

static struct err give_notice(struct session *s, struct casework *w,
                              const struct stop_receiver *to)
{
    const char *token = stop_token(s->keys, to->referral, s->now, s->arena);
    struct stop_link link = {.expires_at = s->now + STOP_LINK_LIVES_MS};
    struct stop_notice n = {.referral = to->referral,
                            .casefile = w->c.id,
                            .at = s->now,
                            .way = notice_way_of(&to->is)};
    int64_t days;

    if (!notice_is_owed(&to->is))
        return ok();
    TRY(days_of(s, &days));
    n.due = session_business_day(s, (int)days);
    require(link_token_sha(token, s->arena, &link.token_sha));
    TRY(stop_notice_add(w->db, &n, &link));
    return tell_receiver(s, w->db, to, n.way);
}

static struct err stop_referral(struct session *s, struct casework *w,
                                const struct stop_receiver *to)
{
    struct referral r;

    TRY(link_revoke(w->db, to->referral, s->now));
    TRY(referral_load(w->db, &w->key, to->referral, s->arena, &r));
    if (r.state == REFERRAL_WITHDRAWN)
        return ok();
    if (!referral_is_over(r.state)) {
        TRY(referral_next(r.state, REFERRAL_WITHDRAW, &r.state));
        r.noticed_at = s->now; /* what it answered is no news any more */
        r.rev++;
        TRY(referral_save(w->db, &w->key, &r, s->arena));
    }
    return give_notice(s, w, to);
}

struct err sharing_stop(struct session *s, struct casework *w, struct consent *c,
                        const struct stop_how *how)
{
    struct withdrawal as = {.consent = c->id,
                            .at = s->now,
                            .way = how->way,
                            .proved_by = how->proved_by,
                            .taken_by = s->actor.user};
    struct stop_receiver *under;
    size_t len;

    if (c->withdrawn_at != 0)
        return ok();
    c->withdrawn_at = s->now;
    c->rev++;
    TRY(consent_save_withdrawn(w->db, c));
    TRY(withdrawal_add(w->db, &as));
    TRY(stop_receivers(w->db, c->id, s->arena, &under, &len));
    for (size_t i = 0; i < len; i++)
        TRY(stop_referral(s, w, &under[i]));
    TRY(receipt_of_stop(s, w, c->id, how->way));
    TRY(callback_over(w->db, c->id, s->now));
    casework_audit(s, w, "consent.withdraw", stop_way_name(how->way));
    return c->kind == CONSENT_HUB ? hub_consent_over(s, w, &as) : ok();
}

struct err sharing_stop_all(struct session *s, struct casework *w,
                            const struct stop_how *how)
{
    struct consents all;

    TRY(consent_list(w->db, &w->key, w->c.id, s->arena, &all));
    for (size_t i = 0; i < all.len; i++) {
        struct consent now; /* one that ends may end others */

        TRY(consent_load(w->db, all.of[i].id, s->arena, &now));
        TRY(sharing_stop(s, w, &now, how));
    }
    return ok();
}

struct err sharing_view(struct session *s, const void *input, void **out)
{
    const struct case_ref *in = input;
    struct sharing_page *p = arena_new(s->arena, struct sharing_page);
    struct casework w;
    struct db *registry;

    TRY(casework_begin(s, in->id, ACT_CASE_VIEW, &w));
    p->c = w.c;
    p->today = w.today;
    TRY(consent_list(w.db, &w.key, w.c.id, s->arena, &p->consents));
    TRY(withdrawal_list(w.db, w.c.id, s->arena, &p->withdrawals));
    TRY(stop_notice_list(w.db, &w.key, w.c.id, s->arena, &p->notices));
    TRY(receipt_list(w.db, w.c.id, s->arena, &p->receipts));
    TRY(referral_list(w.db, &w.key, w.c.id, s->arena, &p->referrals));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    session_seen(s, "casefile", id_of(w.c.id));
    *out = p;
    return ok();
}

/* The words are those of a card that is known. */
static struct err check_proof(struct session *s, const struct casework *w,
                              const struct phone_stop_in *in)
{
    char word[CARD_WORD_TEXT];

    if (in->proved != PROVED_CARD_WORD || card_word(w->c.person.card_code, word))
        return ok();
    return session_refuse(s, "proved", "withdraw.no_card");
}

struct err sharing_stop_by_phone(struct session *s, const void *input, void **out)
{
    const struct phone_stop_in *in = input;
    struct stop_how how = {STOP_BY_PHONE, proved_name(in->proved)};
    struct casework w;
    struct consent c;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    TRY(check_proof(s, &w, in));
    if (!id_is_set(id_of(in->consent)))
        return sharing_stop_all(s, &w, &how);
    TRY(consent_load(w.db, in->consent, s->arena, &c));
    if (!id_same(id_of(c.casefile), id_of(w.c.id)))
        return failed(ERR_NOT_FOUND, "error.not_found");
    return sharing_stop(s, &w, &c, &how);
}

/* ---- who said that they stop ---- */

struct err notice_told(struct session *s, const void *input, void **out)
{
    const struct notice_in *in = input;
    struct casework w;
    struct stop_notices all;
    bool found = false;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    TRY(stop_notice_list(w.db, &w.key, w.c.id, s->arena, &all));
    for (size_t i = 0; i < all.len; i++) {
        struct stop_notice *n = &all.of[i];

        if (!id_same(id_of(n->referral), id_of(in->referral)))
            continue;
        found = true;
        if (n->said_at != 0 || n->way == NOTICE_NONE)
            continue;
        n->said_at = s->now;
        n->said_how = said_how_name(SAID_HOW_PHONE);
        n->taken_by = s->actor.user;
        n->told_by = in->told_by;
        TRY(stop_notice_said(w.db, &w.key, n, s->arena));
        casework_audit(s, &w, "stop.told", n->said_how);
    }
    return found ? ok() : failed(ERR_NOT_FOUND, "error.not_found");
}

struct err notices_today(struct session *s, struct db *db, struct stop_notices *out)
{
    size_t kept = 0;

    TRY(stop_notice_due(db, s->keys, &(struct due_query){s->actor.user, session_today(s)},
                        s->arena, out));
    for (size_t i = 0; i < out->len; i++) {
        const struct subject on = {.assigned = out->of[i].owner};

        if (policy_check(&s->actor, ACT_CASE_VIEW, &on).kind != OK)
            continue;
        session_seen(s, "casefile", id_of(out->of[i].casefile));
        out->of[kept++] = out->of[i];
    }
    out->len = kept;
    return ok();
}
