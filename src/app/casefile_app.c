/* casefile_app.c -- see casefile_app.h.  Every function has one shape: load, may they,
 * decide, save, audit, tell.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/casefile_app.h"
#include "app/weekly_app.h"

#include "app/better_app.h"
#include "app/same_app.h"
#include "domain/aftercare.h"
#include "domain/referral.h"
#include "store/address_program_store.h"
#include "store/resident_store.h"

#include <string.h>

enum { LINKS_LIVE_AFTER_CLOSE_DAYS = 30, NOON = 12 * 60 };

static struct err load_facts(struct session *s, const struct casework *w,
                             struct case_page *p)
{
    const struct {
        enum case_facts which;
        struct case_facts_list *into;
    } lists[] = {
        {FACT_REASON, &p->reasons},   {FACT_CHOICE, &p->choices},
        {FACT_SERVICE, &p->services}, {FACT_CAUSE, &p->causes},
        {FACT_BARRIER, &p->barriers},
    };

    for (size_t i = 0; i < COUNT(lists); i++)
        TRY(casefile_facts(w->db, lists[i].which, w->c.id, s->arena, lists[i].into));
    return ok();
}

static struct err load_work(struct session *s, const struct casework *w,
                            struct case_page *p)
{
    TRY(need_list(w->db, casework_keys(s, w), w->c.id, s->arena, &p->needs));
    TRY(attempt_list(w->db, &w->key, w->c.id, s->arena, &p->attempts));
    TRY(note_list(w->db, &w->key, w->c.id, s->arena, &p->notes));
    p->draft = (struct note_draft){.casefile = w->c.id, .author = s->actor.user};
    TRY(draft_load(w->db, &w->key, s->arena, &p->draft));
    TRY(consent_list(w->db, &w->key, w->c.id, s->arena, &p->consents));
    TRY(receipt_list(w->db, w->c.id, s->arena, &p->receipts));
    TRY(feeling_list(w->db, w->c.id, s->arena, &p->feelings));
    TRY(task_list(w->db, &w->key, w->c.id, s->arena, &p->tasks));
    TRY(step_list(w->db, &w->key, w->c.id, s->arena, &p->steps));
    return referral_list(w->db, &w->key, w->c.id, s->arena, &p->referrals);
}

/* The property's public record and our own names, from their stores, at read time. */
static struct err load_beside(struct session *s, const struct casework *w,
                              struct case_page *p)
{
    struct db *enforcement, *registry;

    TRY(session_db(s, STORE_ENFORCEMENT, &enforcement));
    TRY(history_load(enforcement, w->c.place.property, s->arena, &p->history));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    return staff_all(registry, s->arena, &p->staff);
}

static struct err load_program(struct session *s, const struct casework *w,
                               struct case_page *p)
{
    const struct subject on = {.assigned = w->c.owner};

    TRY(address_program_has(w->db, w->c.id, &p->in_program));
    p->may_show_address =
        p->in_program && policy_check(&s->actor, ACT_ADDRESS_SHOW, &on).kind == OK;
    return ok();
}

static struct reach reach_of(const struct attempts *tried)
{
    struct reach r = {0};
    enum channel channel;

    for (size_t i = 0; i < tried->len; i++)
        if (channel_parse(tried->of[i].channel, &channel))
            reach_add(&r, channel);
    return r;
}

struct err casefile_view(struct session *s, const void *in, void **out)
{
    const struct case_ref *ref = in;
    struct case_page *p = arena_new(s->arena, struct case_page);
    struct casework w;

    TRY(casework_begin(s, ref->id, ACT_CASE_VIEW, &w));
    p->c = w.c;
    p->today = w.today;
    p->may_export =
        policy_check(&s->actor, ACT_CASE_EXPORT, &(struct subject){.assigned = w.c.owner})
            .kind == OK; /* a case that is closed to them does not open */
    TRY(load_program(s, &w, p));
    TRY(load_facts(s, &w, p));
    TRY(load_work(s, &w, p));
    TRY(own_number_load(w.db, &w.key, w.c.id, s->arena, &p->own));
    TRY(load_beside(s, &w, p));
    TRY(same_count(s, w.db, w.c.id, &p->same));
    TRY(escalation_log(w.db, w.c.id, s->arena, p->escalated, &p->escalated_len));
    TRY(stop_notice_list(w.db, &w.key, ref->id, s->arena, &p->stops));
    TRY(told_is_unread(w.db, ref->id, s->arena, &p->told_unread));
    TRY(hub_line_load(s, &w, &p->hub));
    p->reach = reach_of(&p->attempts);
    p->reach_missing = reach_missing(&p->reach, &care_policy_default);
    session_seen(s, "casefile", id_of(ref->id));
    *out = p;
    return ok();
}

struct err casefile_acknowledge(struct session *s, const void *in, void **out)
{
    const struct case_ref *ref = in;
    struct casework w;

    (void)out;
    TRY(casework_begin(s, ref->id, ACT_CASE_WORK, &w));
    if (w.c.state != CASE_SUBMITTED)
        return ok(); /* the page shows whose it is, and since when */
    TRY(casework_event(s, &w, CASE_ON_ACKNOWLEDGE));
    casework_audit(s, &w, "case.acknowledge", urgency_name(w.c.urgency));
    return casework_save(s, &w);
}

struct err casefile_note(struct session *s, const void *in, void **out)
{
    const struct note_in *form = in;
    struct casework w;
    bool added;

    (void)out;
    TRY(casework_begin(s, form->casefile, ACT_CASE_WORK, &w));
    struct case_note n = {.id = form->id,
                          .casefile = form->casefile,
                          .author = s->actor.user,
                          .at = s->now,
                          .note = form->note};
    TRY(note_add(w.db, &w.key, &n, s->arena, &added));
    if (added)
        casework_audit(s, &w, "case.note", NULL);
    return draft_drop(w.db, w.c.id, s->actor.user);
}

struct err casefile_prior(struct session *s, const void *in, void **out)
{
    const struct prior_in *form = in;
    struct casework w;

    (void)out;
    TRY(casework_begin(s, form->ref.id, ACT_CASE_WORK, &w));
    TRY(casework_same_rev(s, &w, form->ref.rev));
    w.c.prior = form->prior;
    casework_audit(s, &w, "case.prior", NULL);
    return casework_save(s, &w);
}

static int open_needs(const struct case_needs *needs)
{
    int n = 0;

    for (size_t i = 0; i < needs->len; i++)
        n += needs->of[i].state == NEED_STATE_OPEN;
    return n;
}

struct err casefile_may_close(struct session *s, struct casework *w,
                              const struct close_in *form, struct case_needs *needs)
{
    struct attempts tried;
    struct case_facts_list services;

    TRY(attempt_list(w->db, &w->key, w->c.id, s->arena, &tried));
    TRY(casefile_facts(w->db, FACT_SERVICE, w->c.id, s->arena, &services));
    TRY(need_list(w->db, casework_keys(s, w), w->c.id, s->arena, needs));
    struct close_facts facts = {
        .state = w->c.state,
        .reach = reach_of(&tried),
        .contacted = day_is_set(w->c.contacted_day),
        .services = (int)services.len,
        .open_needs = open_needs(needs),
        .override_given = form->override_reason != NULL,
    };
    return close_check(&facts, &care_policy_default, form->reason);
}

/* What was still open is now known not to have been met, and why. */
static struct err leave_needs_unmet(struct casework *w, const struct close_in *form,
                                    const struct case_needs *needs)
{
    const char *why = NULL;

    for (enum barrier b = 0; b < BARRIERS && why == NULL; b++)
        if (form->barriers[b])
            why = barrier_name(b);
    for (size_t i = 0; i < needs->len; i++) {
        struct case_need n = needs->of[i];

        if (n.state != NEED_STATE_OPEN)
            continue;
        n.state = NEED_STATE_UNMET;
        n.unmet_reason = why;
        n.rev++;
        TRY(need_save(w->db, &n));
    }
    return ok();
}

static struct err add_lists(struct casework *w, const struct close_in *form)
{
    for (enum cause c = 0; c < CAUSES; c++)
        if (form->causes[c])
            TRY(casefile_fact_add(w->db, FACT_CAUSE, w->c.id,
                                  &(struct case_fact){.word = cause_name(c)}));
    for (enum barrier b = 0; b < BARRIERS; b++)
        if (form->barriers[b])
            TRY(casefile_fact_add(w->db, FACT_BARRIER, w->c.id,
                                  &(struct case_fact){.word = barrier_name(b)}));
    return ok();
}

static struct err note_override(struct session *s, struct casework *w,
                                const struct close_in *form)
{
    struct case_note n = {.id = form->note_id,
                          .casefile = w->c.id,
                          .author = s->actor.user,
                          .at = s->now,
                          .note = form->override_reason};

    bool added;

    return form->override_reason ? note_add(w->db, &w->key, &n, s->arena, &added) : ok();
}

struct err casefile_close(struct session *s, const void *in, void **out)
{
    const struct close_in *form = in;
    struct casework w;
    struct case_needs needs;

    (void)out;
    TRY(casework_begin(s, form->ref.id, ACT_CASE_WORK, &w));
    if (w.c.state == CASE_CLOSED)
        return ok(); /* the second click of two */
    TRY(casework_same_rev(s, &w, form->ref.rev));
    struct err e = casefile_may_close(s, &w, form, &needs);
    if (e.kind == ERR_INVALID)
        session_fault(s, "reason", e.msg);
    TRY(e);
    if (form->thanks && form->reason == CLOSE_DECEASED)
        return session_refuse(s, "thanks", "case.thanks_died");
    w.today.n -= form->days_ago;
    TRY(casework_event(s, &w, CASE_ON_CLOSE));
    w.c.closed_at = form->days_ago > 0 ? zone_at_ms(s->zone, w.today, NOON) : s->now;
    w.c.closed_day = w.today;
    w.c.close_reason = close_reason_name(form->reason);
    w.c.next_day = DAY_NONE;
    if (!better_may_ask(form->reason))
        TRY(better_cancel(s, &w));
    TRY(leave_needs_unmet(&w, form, &needs));
    TRY(add_lists(&w, form));
    TRY(note_override(s, &w, form));
    TRY(link_shorten(w.db, w.c.id, s->now + LINKS_LIVE_AFTER_CLOSE_DAYS * DAY_MS));
    if (form->thanks)
        TRY(thanks_note(s, &w));
    casework_audit(s, &w, "case.close", w.c.close_reason);
    return casework_save(s, &w);
}
