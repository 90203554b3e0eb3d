/* resident_app.c -- see resident_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/resident_app.h"

#include "app/account.h"
#include "app/calendar.h"
#include "app/consent_app.h"
#include "app/contact.h"
#include "app/link.h"
#include "app/staff_mail.h"
#include "core/str.h"
#include "domain/consent.h"
#include "domain/limits.h"
#include "domain/shape.h"
#include "store/glass_store.h"
#include "store/hub_store.h"
#include "store/legal_store.h"
#include "store/seen_store.h"
#include "store/staff_store.h"
#include "store/withdraw_store.h"

#include <string.h>

enum { SAW_MAX = 60 };

/* Her case, found by a code. */
struct hers {
    struct casework w;
    struct consent consent;
};

/* Kept, although it opened nothing: the count of such codes must last. */
static struct err missed(struct session *s, struct db *db)
{
    return miss_add(db, s->now);
}

static struct err find(struct session *s, struct hers *h, const char *code,
                       struct resident_page *p)
{
    struct bytes sha = resident_code_sha(s->keys, code, s->arena);
    struct casework *w = &h->w;
    int64_t misses;

    *h = (struct hers){.w.today = session_today(s)};
    TRY(session_db(s, STORE_CARE, &w->db));
    TRY(miss_count(w->db, s->now, s->arena, &misses));
    p->brake = misses_brake(misses);
    if (p->brake)
        return ok();
    struct err e = consent_by_code(w->db, sha, s->arena, &h->consent);
    if (e.kind == OK)
        e = casefile_load(w->db, s->keys, h->consent.casefile, s->arena, &w->c);
    if (e.kind == OK)
        e = casefile_key(w->db, s->keys, w->c.resident, s->arena, &w->key);
    if (e.kind == ERR_NOT_FOUND)
        return missed(s, w->db);
    TRY(e);
    w->was = coarse_of(w->c.state);
    s->actor = (struct actor){.link = id_of(h->consent.id)};
    p->found = true;
    return ok();
}

/* ---- what the page says ---- */

static struct promised promised_of(const struct casefile *c)
{
    return (struct promised){.reached = day_is_set(c->contacted_day),
                             .closed = c->state == CASE_CLOSED,
                             .contact_by = c->contact_by,
                             .next_day = c->next_day};
}

static struct err who_has_it(struct session *s, const struct casefile *c,
                             const struct staff *staff, struct resident_page *p)
{
    struct contact usual;

    TRY(contact_case_manager(s, &usual));
    p->phone = usual.phone;
    p->usual = usual.name;
    for (size_t i = 0; i < staff->len; i++)
        if (id_same(id_of(staff->of[i].id), id_of(c->owner))) {
            p->who = staff->of[i].name;
            if (staff->of[i].phone != NULL && staff->of[i].phone[0] != '\0')
                p->phone = staff->of[i].phone;
        }
    return ok();
}

/* The role in which somebody saw it: of several, the one nearest to the case. */
static struct err role_of(struct session *s, struct user_id who, const char **out)
{
    static const struct {
        enum role role;
        const char *msg;
    } near[] = {
        {ROLE_CASE_MANAGER, "resident.saw_manager"},
        {ROLE_CARE_LEAD, "resident.saw_lead"},
        {ROLE_EVALUATOR, "resident.saw_evaluator"},
    };
    struct db *registry;
    unsigned roles;

    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(account_roles(registry, who, s->arena, &roles));
    *out = "resident.saw_other";
    for (size_t i = COUNT(near); i-- > 0;)
        if (roles & 1u << near[i].role)
            *out = near[i].msg;
    return ok();
}

static bool said_already(const struct resident_page *p, const struct resident_saw *one)
{
    for (size_t i = 0; i < p->saw_len; i++)
        if (p->saw[i].day.n == one->day.n && str_same(p->saw[i].role, one->role) &&
            str_same(p->saw[i].name ? p->saw[i].name : "", one->name ? one->name : ""))
            return true;
    return false;
}

/* Those to whom she was named at the Hub: what they are called could name a need. */
static struct err hub_saw(struct session *s, const struct hers *h,
                          struct resident_page *p)
{
    struct hub_reveals told;

    TRY(hub_reveal_list(h->w.db, &h->w.key, h->w.c.id, s->arena, &told));
    for (size_t i = told.len; i-- > 0 && p->saw_len < SAW_MAX;) {
        struct resident_saw one = {.day = zone_day(s->zone, told.of[i].at),
                                   .role = told.of[i].police ? "resident.saw_hub_police"
                                                             : "resident.saw_hub"};

        if (!said_already(p, &one))
            p->saw[p->saw_len++] = one;
    }
    return ok();
}

/* Opened in an emergency, and not yet to be said. */
static bool is_kept_back(struct session *s, const struct glasses *broken,
                         const struct sighting *one)
{
    for (size_t i = 0; i < broken->len; i++) {
        const struct glass *g = &broken->of[i];

        if (g->tell_at > s->now && id_same(id_of(g->person), id_of(one->person)) &&
            one->day.n >= zone_day(s->zone, g->at).n &&
            one->day.n <= zone_day(s->zone, g->until).n)
            return true;
    }
    return false;
}

static void glass_saw(struct session *s, const struct glasses *broken,
                      struct resident_page *p)
{
    for (size_t i = broken->len; i-- > 0 && p->saw_len < SAW_MAX;) {
        struct resident_saw one = {.day = zone_day(s->zone, broken->of[i].at),
                                   .role = "resident.saw_glass"};

        if (broken->of[i].tell_at <= s->now && !said_already(p, &one))
            p->saw[p->saw_len++] = one;
    }
}

/* What courts and others were given, unless a court forbids that she knows. */
static struct err law_saw(struct session *s, const struct hers *h,
                          struct resident_page *p)
{
    int64_t *at;
    size_t len;

    TRY(legal_told(h->w.db, h->w.c.id, s->arena, &at, &len));
    for (size_t i = len; i-- > 0 && p->saw_len < SAW_MAX;) {
        struct resident_saw one = {.day = zone_day(s->zone, at[i]),
                                   .role = "resident.saw_legal"};

        if (!said_already(p, &one))
            p->saw[p->saw_len++] = one;
    }
    return ok();
}

/* Roles and days; names where the city has said so. */
static struct err who_saw(struct session *s, const struct hers *h,
                          const struct staff *staff, struct resident_page *p)
{
    struct sightings seen;
    struct glasses broken;
    const char *names;

    TRY(setting_get(s, "names_shown", "no", &names));
    TRY(seen_list(h->w.db, h->w.c.id, s->arena, &seen));
    p->saw = arena_array(s->arena, struct resident_saw, SAW_MAX + 1);
    TRY(hub_saw(s, h, p));
    TRY(law_saw(s, h, p));
    TRY(glass_of_case(h->w.db, h->w.c.id, s->arena, &broken));
    glass_saw(s, &broken, p);
    for (size_t i = seen.len; i-- > 0 && p->saw_len < SAW_MAX;) {
        if (is_kept_back(s, &broken, &seen.of[i]))
            continue;
        const char *name = staff_name(staff, seen.of[i].person);
        struct resident_saw one = {.day = seen.of[i].day, .role = "resident.saw_agency"};

        if (name != NULL)
            TRY(role_of(s, seen.of[i].person, &one.role));
        if (str_same(names, "yes"))
            one.name = name;
        if (!said_already(p, &one))
            p->saw[p->saw_len++] = one;
    }
    return ok();
}

static struct err may_say(struct session *s, const struct hers *h,
                          struct resident_page *p)
{
    int64_t midnight = zone_start_ms(s->zone, h->w.today);
    struct told_count said;

    for (enum told t = 0; t < TOLDS; t++) {
        struct told_row of = {.casefile = h->w.c.id, .kind = t};

        TRY(told_since(h->w.db, &of, midnight, s->arena, &said));
        p->may_say[t] = told_may_again(t, said.n);
        if (t == TOLD_NOBODY_CALLED)
            p->called_out = said.last;
    }
    return ok();
}

/* No receipt was written of it: the phone that took it was away from the registry. */
static void asked(const struct consents *all, struct resident_page *p)
{
    for (size_t i = 0; i < all->len; i++)
        if (all->of[i].kind == CONSENT_DOOR) {
            p->asked = all->of[i].id;
            p->asked_at = all->of[i].at;
        }
}

static struct err fill(struct session *s, const struct hers *h, struct resident_page *p)
{
    const struct casefile *c = &h->w.c;
    struct promised promise = promised_of(c);
    struct db *registry;
    struct consents all;
    struct consent now;
    struct staff staff;

    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &staff));
    TRY(who_has_it(s, c, &staff, p));
    TRY(who_saw(s, h, &staff, p));
    TRY(may_say(s, h, p));
    TRY(receipt_list(h->w.db, h->w.c.id, s->arena, &p->receipts));
    TRY(consent_load(h->w.db, h->consent.id, s->arena, &now));
    p->stopped = now.withdrawn_at != 0;
    TRY(consent_list(h->w.db, &h->w.key, h->w.c.id, s->arena, &all));
    asked(&all, p);
    p->carded = c->person.card_code != NULL && c->person.card_code[0] != '\0';
    p->lang = c->lang;
    p->state = coarse_of(c->state);
    p->by = promised_day(&promise, s->zone);
    p->late = promised_is_late(&promise, s->zone, s->now);
    p->closed_day = c->closed_day;
    p->left_alone = consents_stopped(&all, h->w.today);
    return ok();
}

struct err resident_open(struct session *s, const void *input, void **out)
{
    const struct resident_in *in = input;
    struct resident_page *p = arena_new(s->arena, struct resident_page);
    struct hers h;

    *out = p;
    TRY(find(s, &h, in->code, p));
    if (!p->found)
        return ok();
    casework_audit(s, &h.w, "resident.look", NULL);
    return fill(s, &h, p);
}

/* ---- what she says ---- */

/* That there is something to read; of a case that is nobody's, to every case manager. */
static struct err mail_owner(struct session *s, const struct casework *w,
                             const struct staff_mail *m)
{
    struct db *registry;
    struct staff staff;

    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &staff));
    for (size_t i = 0; i < staff.len; i++)
        if (id_same(id_of(staff.of[i].id), id_of(w->c.owner)))
            return staff_mail_to(s, w->db, &staff.of[i], m, NULL);
    return staff_mail_role(s, w->db, ROLE_CASE_MANAGER, m, NULL);
}

/* A complaint goes past the case manager; a call that never came past its day goes to
 * both. */
static struct err tell(struct session *s, const struct casework *w,
                       const struct told_row *t)
{
    struct staff_mail m = {.event = subject_text(s, "word", t->id),
                           .template = "word-arrived",
                           .about = w->c.id};

    if (t->kind != TOLD_COMPLAINT)
        TRY(mail_owner(s, w, &m));
    if (t->kind == TOLD_COMPLAINT)
        TRY(staff_mail_role(s, w->db, ROLE_PRIVACY, &m, NULL));
    if (t->kind == TOLD_COMPLAINT || (t->kind == TOLD_NOBODY_CALLED && t->late))
        TRY(staff_mail_role(s, w->db, ROLE_CARE_LEAD, &m, NULL));
    return ok();
}

static struct err say(struct session *s, const struct hers *h,
                      const struct resident_in *in, struct resident_page *p)
{
    struct promised promise = promised_of(&h->w.c);
    struct told_row t = {.id = in->id,
                         .casefile = h->w.c.id,
                         .kind = p->what,
                         .at = s->now,
                         .late = promised_is_late(&promise, s->zone, s->now),
                         .words = in->words};
    bool added;

    TRY(may_say(s, h, p));
    p->done = RESIDENT_SAID_BEFORE;
    if (!p->may_say[t.kind])
        return ok();
    TRY(told_add(h->w.db, &h->w.key, &t, s->arena, &added));
    p->done = RESIDENT_SAID;
    if (!added)
        return ok(); /* the second click of two */
    casework_audit(s, &h->w, "resident.word", told_name(t.kind));
    return tell(s, &h->w, &t);
}

/* As at the door: a number that would not ring brings no call. */
static bool is_whole(struct session *s, const struct told_words *words)
{
    const char *phone = words->phone;
    const char *fault = NULL;

    if (phone != NULL && utf8_len(phone) > LIMIT_PHONE)
        fault = "case.too_long";
    else if (phone != NULL)
        fault = shape_fault(SHAPE_PHONE, 0, NULL, phone);
    if (fault != NULL)
        session_fault(s, "phone", fault);
    return fault == NULL;
}

static struct err said(struct session *s, const struct resident_in *in, enum told what,
                       void **out)
{
    struct resident_page *p = arena_new(s->arena, struct resident_page);
    struct hers h;

    *out = p;
    TRY(find(s, &h, in->code, p));
    if (!p->found)
        return ok();
    p->what = what;
    if (!is_whole(s, &in->words)) {
        p->done = RESIDENT_REFUSED;
        return fill(s, &h, p);
    }
    TRY(say(s, &h, in, p));
    return fill(s, &h, p);
}

struct err resident_nobody_called(struct session *s, const void *in, void **out)
{
    return said(s, in, TOLD_NOBODY_CALLED, out);
}

struct err resident_correct(struct session *s, const void *in, void **out)
{
    return said(s, in, TOLD_CORRECT, out);
}

struct err resident_complain(struct session *s, const void *in, void **out)
{
    return said(s, in, TOLD_COMPLAINT, out);
}

struct err resident_stop(struct session *s, const void *input, void **out)
{
    const struct resident_in *in = input;
    struct resident_page *p = arena_new(s->arena, struct resident_page);
    struct stop_notices had;
    struct hers h;

    *out = p;
    TRY(find(s, &h, in->code, p));
    if (!p->found)
        return ok();
    bool first = h.consent.withdrawn_at == 0;
    TRY(consent_stop(s, &h.w, &h.consent));
    TRY(stop_notice_list(h.w.db, &h.w.key, h.w.c.id, s->arena, &had));
    p->told = had.len > 0;
    p->what = TOLD_STOP;
    p->done = RESIDENT_SAID;
    if (first && id_is_set(in->id))
        TRY(say(s, &h, in, p));
    p->done = RESIDENT_SAID;
    return fill(s, &h, p);
}
