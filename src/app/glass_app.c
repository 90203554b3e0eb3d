/* glass_app.c -- see glass_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/glass_app.h"

#include "app/calendar.h"
#include "app/find_case.h"
#include "app/staff_mail.h"
#include "core/str.h"
#include "store/block_store.h"

/* ---- opening one ---- */

/* A case that is closed to whoever asks is as good as none. */
static struct err begin(struct session *s, const struct glass_in *in, struct casework *w)
{
    struct err e = find_case_begin(s, in->which, ACT_GLASS_BREAK, w);

    if (e.kind == ERR_NOT_FOUND)
        return session_refuse(s, "which", "rights.glass_none_such");
    TRY(e);
    const struct subject on = {.assigned = w->c.owner};
    if (policy_check(&s->actor, ACT_CASE_VIEW, &on).kind == OK)
        return session_refuse(s, "which", "rights.glass_not_needed");
    return ok();
}

/* The privacy officer, or the care lead where there is none; and whose case it is. */
static struct err tell(struct session *s, const struct casework *w, struct id id)
{
    struct staff_mail m = {.event = subject_text(s, "glass", id),
                           .template = "glass-broken",
                           .path = "/glass",
                           .about = w->c.id,
                           .but = s->actor.user};
    struct staff_person owner;
    struct db *registry;
    int64_t told = 0;
    bool found;

    TRY(staff_mail_role(s, w->db, ROLE_PRIVACY, &m, &told));
    if (told == 0)
        TRY(staff_mail_role(s, w->db, ROLE_CARE_LEAD, &m, NULL));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_one(registry, w->c.owner, s->arena, &owner, &found));
    return found && owner.active ? staff_mail_to(s, w->db, &owner, &m, NULL) : ok();
}

/* One that this person opened and that runs still; unset: none. */
static struct err running(struct session *s, const struct casework *w, struct id *out)
{
    struct glasses all;

    *out = (struct id){0};
    TRY(glass_of_case(w->db, w->c.id, s->arena, &all));
    for (size_t i = 0; i < all.len; i++)
        if (id_same(id_of(all.of[i].person), id_of(s->actor.user)) &&
            glass_stands(all.of[i].at, all.of[i].until, s->now))
            *out = all.of[i].id;
    return ok();
}

struct err glass_break(struct session *s, const void *input, void **out)
{
    const struct glass_in *in = input;
    struct id *id = arena_new(s->arena, struct id);
    struct casework w;

    if (!glass_reason_is_enough(in->reason))
        return session_refuse(s, "reason", "rights.glass_reason_short");
    TRY(begin(s, in, &w));
    *out = id;
    TRY(running(s, &w, id));
    if (id_is_set(*id))
        return ok(); /* the hour does not begin anew */
    struct glass g = {.id = in->id,
                      .casefile = w.c.id,
                      .person = s->actor.user,
                      .cause = in->cause,
                      .reason = in->reason,
                      .at = s->now,
                      .until = s->now + GLASS_MS,
                      .tell_at = s->now + GLASS_TELL_MS};
    TRY(glass_add(w.db, &w.key, &g, s->arena));
    casework_audit(s, &w, "glass.break", glass_cause_name(in->cause));
    *id = in->id;
    return tell(s, &w, in->id);
}

/* ---- reading it ---- */

/* No word of a sealed class: who may read those is named. */
static void hide_sealed(struct case_needs *needs)
{
    size_t kept = 0;

    for (size_t i = 0; i < needs->len; i++)
        if (!needs->of[i].sealed)
            needs->of[kept++] = needs->of[i];
    needs->len = kept;
}

static struct err load_case(struct session *s, struct db *db, struct glass_case *p)
{
    struct data_key key;
    struct db *registry;

    TRY(casefile_load(db, s->keys, p->g.casefile, s->arena, &p->c));
    TRY(casefile_key(db, s->keys, p->c.resident, s->arena, &key));
    TRY(need_list(db, (struct class_keys){s->keys, &key}, p->c.id, s->arena, &p->needs));
    hide_sealed(&p->needs);
    TRY(attempt_list(db, &key, p->c.id, s->arena, &p->attempts));
    TRY(note_list(db, &key, p->c.id, s->arena, &p->notes));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    return staff_all(registry, s->arena, &p->staff);
}

struct err glass_read(struct session *s, const void *input, void **out)
{
    const struct glass_ref *ref = input;
    struct glass_case *p = arena_new(s->arena, struct glass_case);
    struct subject on = {0};
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    TRY(glass_load(db, ref->id, s->arena, &p->g));
    on.author = p->g.person;
    on.glass = glass_stands(p->g.at, p->g.until, s->now);
    TRY(block_stands(db, p->g.casefile, s->actor.user, &on.blocked));
    TRY(hide(policy_check(&s->actor, ACT_GLASS_READ, &on)));
    TRY(load_case(s, db, p));
    s->opened = id_of(p->c.id);
    s->purpose = glass_cause_name(p->g.cause);
    session_seen(s, "casefile", id_of(p->c.id));
    *out = p;
    return ok();
}

/* ---- what came of it ---- */

static bool may(struct session *s, enum act act, const struct glass *g)
{
    return policy_check(&s->actor, act, &(struct subject){.author = g->person}).kind ==
           OK;
}

static bool row_of(struct session *s, const struct glass *g, struct glass_row *out)
{
    *out = (struct glass_row){
        .g = *g,
        .mine = id_same(id_of(g->person), id_of(s->actor.user)),
        .of_my_case = id_same(id_of(g->owner), id_of(s->actor.user)),
        .may_review = may(s, ACT_GLASS_REVIEW, g) && g->reviewed_at == 0,
        .may_delay = may(s, ACT_GLASS_DELAY, g) && g->tell_at > s->now,
        .may_open = policy_check(&s->actor, ACT_CASE_VIEW,
                                 &(struct subject){.assigned = g->owner})
                        .kind == OK,
        .may_ask = may(s, ACT_SEEN_VIEW, g),
    };
    if (out->mine)
        out->g.delay = NULL; /* it may tell what she is afraid of */
    out->open = out->mine && glass_stands(g->at, g->until, s->now);
    return out->mine || out->of_my_case || may(s, ACT_GLASS_REVIEW, g);
}

struct err glass_view(struct session *s, const void *in, void **out)
{
    const struct glass_query all = {s->actor.user, s->now - GLASS_LISTED_MS};
    struct glass_page *p = arena_new(s->arena, struct glass_page);
    struct holidays free_days = holidays_near(s);
    struct db *db, *registry;
    struct glasses found;

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_GLASS_VIEW, NULL)));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(glass_list(db, s->keys, &all, s->arena, &found));
    p->of = arena_array(s->arena, struct glass_row, found.len + 1);
    for (size_t i = 0; i < found.len; i++) {
        struct glass_row *row = &p->of[p->len];

        if (!row_of(s, &found.of[i], row))
            continue;
        row->review_by =
            day_add_business(zone_day(s->zone, row->g.at), GLASS_REVIEW_DAYS, &free_days);
        session_seen(s, "casefile", id_of(row->g.casefile));
        p->len++;
    }
    p->today = session_today(s);
    p->may_break =
        policy_check(&s->actor, ACT_GLASS_BREAK, &(struct subject){0}).kind == OK;
    p->may_open_all =
        policy_check(&s->actor, ACT_CASE_VIEW, &(struct subject){0}).kind == OK;
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    *out = p;
    return ok();
}

struct err glass_noted(struct session *s, const void *input, void **out)
{
    const struct glass_ref *ref = input;
    struct casework w;
    struct glass g;
    struct db *db;

    (void)out;
    TRY(session_db(s, STORE_CARE, &db));
    TRY(glass_load(db, ref->id, s->arena, &g));
    TRY(casework_begin(s, g.casefile, ACT_CASE_WORK, &w));
    casework_audit(s, &w, "glass.noted", NULL);
    return glass_note(db, g.id, s->now);
}

/* One that somebody else opened, of a case that is not closed to whoever decides. */
static struct err begin_other(struct session *s, struct id id, enum act act,
                              struct casework *w, struct glass *g)
{
    struct subject on = {0};

    TRY(session_db(s, STORE_CARE, &w->db));
    TRY(glass_load(w->db, id, s->arena, g));
    on.author = g->person;
    TRY(block_stands(w->db, g->casefile, s->actor.user, &on.blocked));
    TRY(hide(policy_check(&s->actor, act, &on)));
    TRY(casefile_load(w->db, s->keys, g->casefile, s->arena, &w->c));
    return casefile_key(w->db, s->keys, w->c.resident, s->arena, &w->key);
}

/* The same words again are a second click.  Of others it is said that they are not kept.
 */
static struct err not_first(struct session *s, const char *field, const char *msg,
                            const char *kept, const char *typed)
{
    if (str_same(kept, typed))
        return ok();
    session_fault(s, field, msg);
    return failed(ERR_CONFLICT, "errors.form");
}

struct err glass_reviewed(struct session *s, const void *input, void **out)
{
    const struct glass_ref *ref = input;
    struct casework w = {0};
    struct glass g;

    (void)out;
    if (!glass_reason_is_enough(ref->found))
        return session_refuse(s, "found", "rights.glass_reason_short");
    TRY(begin_other(s, ref->id, ACT_GLASS_REVIEW, &w, &g));
    if (g.reviewed_at != 0) {
        TRY(glass_open(w.db, &w.key, s->arena, &g));
        return not_first(s, "found", "rights.glass_reviewed_already",
                         g.verdict == ref->verdict ? g.found : NULL, ref->found);
    }
    g.reviewed_by = s->actor.user;
    g.reviewed_at = s->now;
    g.verdict = ref->verdict;
    g.found = ref->found;
    casework_audit(s, &w, "glass.review", glass_verdict_name(ref->verdict));
    return glass_review(w.db, &w.key, &g, s->arena);
}

struct err glass_delayed(struct session *s, const void *input, void **out)
{
    const struct glass_ref *ref = input;
    struct casework w = {0};
    struct glass g;

    (void)out;
    if (!glass_reason_is_enough(ref->delay))
        return session_refuse(s, "delay", "rights.glass_reason_short");
    TRY(begin_other(s, ref->id, ACT_GLASS_DELAY, &w, &g));
    if (g.tell_at <= s->now)
        return failed(ERR_CONFLICT, "rights.glass_told_already");
    if (g.tell_at != ref->tell_at) {
        TRY(glass_open(w.db, &w.key, s->arena, &g));
        return not_first(s, "delay", "rights.glass_delayed_already", g.delay, ref->delay);
    }
    g.person = s->actor.user;
    g.tell_at += GLASS_DELAY_DAYS * DAY_MS;
    g.delay = ref->delay;
    casework_audit(s, &w, "glass.delay", NULL);
    return glass_delay(w.db, &w.key, &g, ref->tell_at, s->arena);
}
