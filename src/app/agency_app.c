/* agency_app.c -- see agency_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/agency_app.h"

#include "app/link.h"
#include "app/mail_app.h"
#include "core/str.h"
#include "domain/consent.h"
#include "domain/referral.h"
#include "store/block_store.h"

#include <stdio.h>

/* A link that does not open says one thing only, whatever the reason. */
static struct err plain(struct err e)
{
    if (e.kind == ERR_NOT_FOUND || e.kind == ERR_FORBIDDEN)
        return (struct err){ERR_NOT_FOUND, "agency.link_over", e.where};
    return e;
}

/* A referral that is open to whoever asks, and under what it was told. */
struct opened {
    struct casework w;
    struct referral r;
    struct consent consent;
};

static struct err begin(struct session *s, struct opened *o)
{
    *o = (struct opened){.w.today = session_today(s)};
    return session_db(s, STORE_CARE, &o->w.db);
}

static struct err load_one(struct session *s, struct referral_id id, struct opened *o,
                           struct subject *on)
{
    struct casework *w = &o->w;

    TRY(referral_find(w->db, id, s->arena, &o->r));
    TRY(casefile_load(w->db, s->keys, o->r.casefile, s->arena, &w->c));
    TRY(casefile_key(w->db, s->keys, w->c.resident, s->arena, &w->key));
    TRY(referral_load(w->db, &w->key, id, s->arena, &o->r));
    w->was = coarse_of(w->c.state);
    TRY(consent_load(w->db, o->r.consent, s->arena, &o->consent));
    /* Whether what the agency was told may still be read, whoever of it asks. */
    on->consented = consent_holds(o->consent.expires, o->consent.withdrawn_at, w->today);
    return ok();
}

static struct err find_link(struct session *s, const char *token, struct opened *o)
{
    struct referral_id id;
    struct bytes sha;
    struct subject on = {0};

    if (!link_token_sha(token, s->arena, &sha))
        return failed(ERR_NOT_FOUND, "link.none");
    TRY(link_find(o->w.db, sha, s->now, s->arena, &id));
    TRY(load_one(s, id, o, &on));
    s->actor = (struct actor){.link = id_of(id), .roles = 1u << ROLE_AGENCY};
    on.link = id_of(id);
    return policy_check(&s->actor, ACT_REFERRAL_ANSWER, &on);
}

static struct err open_link(struct session *s, const char *token, struct opened *o)
{
    TRY(begin(s, o));
    return plain(find_link(s, token, o));
}

/* What was withdrawn is not there, and nothing of one household comes back from an agency
 * that only counts. */
static struct err open_own(struct session *s, struct referral_id id, struct opened *o)
{
    struct subject on = {0};
    struct own_agency mine;

    TRY(begin(s, o));
    TRY(agency_of(o->w.db, s->actor.user, s->arena, &mine));
    TRY(load_one(s, id, o, &on));
    on.member = id_is_set(id_of(mine.id)) && !mine.aggregate_only &&
                id_same(id_of(mine.id), id_of(o->r.organization)) &&
                o->r.state != REFERRAL_WITHDRAWN;
    TRY(block_stands(o->w.db, o->r.casefile, s->actor.user, &on.blocked));
    return hide(policy_check(&s->actor, ACT_REFERRAL_ANSWER, &on));
}

static bool has_accepted(enum referral_state state)
{
    return state == REFERRAL_ACCEPTED || state == REFERRAL_STARTED;
}

/* Who it is, and how to reach them, is for an agency that took the request. */
static void keep_minimum(struct disclosed *told, enum referral_state state)
{
    if (has_accepted(state))
        return;
    *told = (struct disclosed){
        .need = told->need, .lang = told->lang, .neighbourhood = told->neighbourhood};
    if (referral_is_over(state))
        *told = (struct disclosed){0};
}

static struct err asked_by(struct session *s, const struct casework *w,
                           struct agency_page *p)
{
    struct db *registry;
    struct staff_person owner;
    bool found;

    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_one(registry, w->c.owner, s->arena, &owner, &found));
    if (found && owner.active) {
        p->asked_by = owner.name;
        p->asked_phone = owner.phone;
    }
    return ok();
}

static struct err fill_page(struct session *s, const struct opened *o,
                            struct agency_page *p)
{
    const struct referral *r = &o->r;

    p->referral = *r;
    p->consent_ends = o->consent.expires;
    TRY(directory_load(o->w.db, r->service, s->arena, &p->service));
    TRY(disclosure_read(r->disclosed, s->arena, &p->told));
    keep_minimum(&p->told, r->state);
    bool over = referral_is_over(r->state);
    for (int ev = 0; ev < REFERRAL_EVENTS; ev++)
        p->may[ev] = !over && referral_allows(r, &p->service, (enum referral_event)ev,
                                              SAID_AGENCY);
    p->may[REFERRAL_ACCEPT] = p->may[REFERRAL_ACCEPT] && !has_accepted(r->state);
    p->may[REFERRAL_START] =
        r->state == REFERRAL_ACCEPTED || r->state == REFERRAL_WAITLISTED;
    return asked_by(s, &o->w, p);
}

static struct err show_one(struct session *s, const struct opened *o, const char *token,
                           void **out)
{
    struct agency_page *p = arena_new(s->arena, struct agency_page);

    TRY(fill_page(s, o, p));
    p->token = token;
    session_seen(s, "referral", id_of(o->r.id));
    *out = p;
    return ok();
}

struct err agency_open_link(struct session *s, const void *input, void **out)
{
    const struct agency_in *in = input;
    struct opened o;

    TRY(open_link(s, in->token, &o));
    return show_one(s, &o, in->token, out);
}

struct err agency_open_own(struct session *s, const void *input, void **out)
{
    const struct agency_in *in = input;
    struct opened o;

    TRY(open_own(s, in->referral, &o));
    s->opened = id_of(in->referral);
    return show_one(s, &o, NULL, out);
}

struct err agency_look(struct session *s, const void *input, void **out)
{
    const struct agency_in *in = input;
    struct agency_in linked = {0};
    struct referral r;
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    struct err e = referral_find(db, in->referral, s->arena, &r);
    if (e.kind == ERR_NOT_FOUND)
        return failed(ERR_NOT_FOUND, "agency.open_again");
    TRY(e);
    linked.token = link_token(s->keys, in->referral, r.links, s->arena);
    if (!link_pass_opens(s->keys, linked.token, in->pass, s->now, s->arena))
        return failed(ERR_NOT_FOUND, "agency.open_again");
    return agency_open_link(s, &linked, out);
}

/* The case manager hears that an answer came, not what it says. */
static struct err tell_owner(struct session *s, const struct casework *w,
                             const struct referral *r)
{
    struct db *registry;
    struct staff_person owner;
    char event[80], id[ID_TEXT];
    bool found;

    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_one(registry, w->c.owner, s->arena, &owner, &found));
    if (!found)
        return ok();
    id_format(id_of(r->id), id);
    snprintf(event, sizeof event, "answer:%s:%lld", id, (long long)r->rev);
    return mail_put(s, w->db,
                    &(struct mail){.event = event,
                                   .recipient = owner.email,
                                   .template = "answer-arrived",
                                   .lang = owner.lang,
                                   .args = "{}"});
}

static bool is_whole(struct session *s, const struct casework *w,
                     const struct answer_in *in, const struct referral *r)
{
    if (!referral_event_is(in->event, SAID_AGENCY))
        session_fault(s, "answer", "agency.answer_missing");
    if (in->event == REFERRAL_REFUSE && in->reason == NULL)
        session_fault(s, "reason", "agency.reason_missing");
    if (in->event == REFERRAL_WAITLIST && day_is_set(in->until) &&
        in->until.n < w->today.n)
        session_fault(s, "until", "connect.until_gone");
    if (in->event == REFERRAL_END && in->ended_how == NULL)
        session_fault(s, "ended", "connect.ended_missing");
    if (in->event == REFERRAL_UPDATE && in->note == NULL)
        session_fault(s, "note", "agency.note_missing");
    if (in->note != NULL && utf8_len(in->note) > AGENCY_NOTE_MAX)
        session_fault(s, "note", "errors.too_long");
    if (s->faults.len == 0 && !referral_can(r->state, in->event))
        session_fault(s, "answer", "agency.answered_before");
    return s->faults.len == 0;
}

static struct err answer(struct session *s, struct opened *o, const struct answer_in *in,
                         struct agency_page *p)
{
    struct referral *r = &o->r;

    if (!is_whole(s, &o->w, in, r)) {
        p->refused = true;
        return fill_page(s, o, p);
    }
    enum referral_state before = r->state;
    r->answered_by = "agency";
    r->noticed_at = 0;
    TRY(referral_answered(s, &o->w, r, in));
    db_audit(o->w.db,
             &(struct audit){.actor = session_actor(s),
                             .act = "referral.answer",
                             .subject = subject_text(s, "referral", id_of(r->id)),
                             .detail = referral_state_name(r->state)});
    if (before != r->state || in->event == REFERRAL_UPDATE)
        TRY(tell_owner(s, &o->w, r));
    return fill_page(s, o, p);
}

struct err agency_answer_link(struct session *s, const void *input, void **out)
{
    const struct answer_in *in = input;
    struct agency_page *p = arena_new(s->arena, struct agency_page);
    struct opened o;

    TRY(open_link(s, in->token, &o));
    p->token = in->token;
    *out = p;
    return answer(s, &o, in, p);
}

struct err agency_answer_own(struct session *s, const void *input, void **out)
{
    const struct answer_in *in = input;
    struct agency_page *p = arena_new(s->arena, struct agency_page);
    struct opened o;

    TRY(open_own(s, in->referral, &o));
    *out = p;
    return answer(s, &o, in, p);
}

static struct err add_row(struct session *s, const struct referral *r,
                          struct agency_inbox *box)
{
    struct agency_row *row = &box->of[box->len];

    if (r->disclosed == NULL)
        return ok();
    row->referral = *r;
    TRY(disclosure_read(r->disclosed, s->arena, &row->told));
    keep_minimum(&row->told, r->state);
    session_seen(s, "referral", id_of(r->id));
    box->len++;
    return ok();
}

struct err agency_inbox(struct session *s, const void *in, void **out)
{
    struct agency_inbox *box = arena_new(s->arena, struct agency_inbox);
    struct agency_reader who = {.viewer = s->actor.user, .today = session_today(s)};
    struct referrals sent = {0};
    struct db *db;

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_REFERRAL_INBOX, NULL)));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(agency_of(db, s->actor.user, s->arena, &box->agency));
    who.organization = box->agency.id;
    if (id_is_set(id_of(box->agency.id)) && !box->agency.aggregate_only) {
        TRY(agency_referrals(db, s->keys, &who, s->arena, &sent));
        TRY(agency_stops(db, box->agency.id, s->arena, &box->stops));
    }
    box->of = arena_array(s->arena, struct agency_row, sent.len + 1);
    for (size_t i = 0; i < sent.len; i++)
        TRY(add_row(s, &sent.of[i], box));
    *out = box;
    return ok();
}

static const struct stop_notice *stop_of(const struct stop_notices *all,
                                         struct referral_id id)
{
    for (size_t i = 0; i < all->len; i++)
        if (id_same(id_of(all->of[i].referral), id_of(id)))
            return &all->of[i];
    return NULL;
}

struct err agency_stopped(struct session *s, const void *input, void **out)
{
    const struct agency_in *in = input;
    const struct stop_notice *owed;
    struct own_agency mine;
    struct stop_notices all = {0};
    struct db *db;

    (void)out;
    TRY(session_db(s, STORE_CARE, &db));
    TRY(agency_of(db, s->actor.user, s->arena, &mine));
    if (id_is_set(id_of(mine.id)))
        TRY(agency_stops(db, mine.id, s->arena, &all));
    owed = stop_of(&all, in->referral);
    TRY(hide(policy_check(&s->actor, ACT_STOP_CONFIRM,
                          &(struct subject){.member = owed != NULL})));
    struct stop_notice said = *owed;
    said.said_at = s->now;
    said.said_how = said_how_name(SAID_HOW_LINK);
    db_audit(
        db, &(struct audit){.actor = session_actor(s),
                            .act = "stop.said",
                            .subject = subject_text(s, "referral", id_of(in->referral))});
    return stop_notice_said(db, NULL, &said, s->arena);
}
