/* legal_app.c -- see legal_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/legal_app.h"

#include "app/calendar.h"
#include "app/find_case.h"
#include "app/record_sheet.h"
#include "app/staff_mail.h"
#include "base/text.h"
#include "core/build.h"
#include "core/str.h"
#include "domain/seen.h"
#include "store/address_program_store.h"
#include "store/block_store.h"
#include "store/erase_store.h"

#include <string.h>

enum {
    COUNSEL_SHORTEST = 3, /* letters; "x" is nobody */
    BACK_DAYS = 3653      /* ten years; before that it is a slip */
};

struct err demands_view(struct session *s, const void *in, void **out)
{
    struct demands_page *p = arena_new(s->arena, struct demands_page);
    const struct subject any = {0};
    struct db *db, *registry;

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_LEGAL_VIEW, &any)));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(legal_list(db, s->keys, s->actor.user, s->arena, &p->demands));
    TRY(legal_counts(db, s->arena, &p->counts, &p->counts_len));
    for (size_t i = 0; i < p->demands.len; i++)
        session_seen(s, "casefile", id_of(p->demands.of[i].casefile));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    *out = p;
    return ok();
}

/* Both offices hear that there is something to decide. */
static struct err tell(struct session *s, const struct casework *w, struct id id)
{
    struct staff_mail m = {.event = subject_text(s, "legal", id),
                           .template = "legal-asked",
                           .path = "/legal",
                           .about = w->c.id,
                           .but = s->actor.user};

    TRY(staff_mail_role(s, w->db, ROLE_PRIVACY, &m, NULL));
    return staff_mail_role(s, w->db, ROLE_CARE_LEAD, &m, NULL);
}

struct err demand_ask(struct session *s, const void *input, void **out)
{
    const struct legal_in *in = input;
    struct legal_demand d = in->d;
    struct casework w;

    (void)out;
    struct err e = find_case_begin(s, in->which, ACT_LEGAL_ASK, &w);
    if (e.kind == ERR_NOT_FOUND)
        return session_refuse(s, "which", "rights.glass_none_such");
    TRY(e);
    if (d.came.n > w.today.n)
        return session_refuse(s, "came", "legal.came_ahead");
    if (d.came.n < w.today.n - BACK_DAYS)
        return session_refuse(s, "came", "legal.came_long_ago");
    d.id = in->id;
    d.casefile = w.c.id;
    d.asked_by = s->actor.user;
    d.asked_at = s->now;
    d.given = legal_given(d.kind, d.classes);
    d.state = d.given == 0 ? DEMAND_REFUSED : DEMAND_ASKED;
    d.decided_at = d.given == 0 ? s->now : 0;
    TRY(legal_add(w.db, casework_keys(s, &w), &d, s->arena));
    casework_audit(s, &w, d.given == 0 ? "legal.refused" : "legal.ask",
                   instrument_kind_name(d.kind));
    return tell(s, &w, d.id);
}

/* ---- one of them ---- */

/* Of a household that was erased no key is left: "errors.erased". */
static struct err begin(struct session *s, struct id id, enum act act, struct casework *w,
                        struct legal_demand *d)
{
    struct subject on = {0};

    *w = (struct casework){.today = session_today(s)};
    TRY(session_db(s, STORE_CARE, &w->db));
    TRY(legal_load(w->db, id, s->arena, d));
    on.author = d->asked_by;
    TRY(block_stands(w->db, d->casefile, s->actor.user, &on.blocked));
    TRY(hide(policy_check(&s->actor, act, &on)));
    TRY(casefile_load(w->db, s->keys, d->casefile, s->arena, &w->c));
    TRY(casefile_key(w->db, s->keys, w->c.resident, s->arena, &w->key));
    return legal_open(w->db, &w->key, id, s->arena, d);
}

/* Nobody decided it: it waits, or its paper opened nothing. */
static bool is_undecided(const struct legal_demand *d)
{
    return d->state == DEMAND_ASKED ||
           (d->state == DEMAND_REFUSED && !id_is_set(id_of(d->decided_by)));
}

static struct err preview(struct session *s, const struct casework *w,
                          const struct legal_demand *d, struct legal_preview *out);

struct err demand_look(struct session *s, const void *input, void **out)
{
    const struct legal_ref *ref = input;
    struct legal_one *p = arena_new(s->arena, struct legal_one);
    struct subject on = {0};
    struct casework w;
    struct db *registry;

    struct err e = begin(s, ref->id, ACT_LEGAL_VIEW, &w, &p->d);
    p->erased = e.kind == ERR_NOT_FOUND && str_same(e.msg, "errors.erased");
    TRY(p->erased ? legal_open_kept(w.db, s->keys, ref->id, s->arena, &p->d) : e);
    on.author = p->d.asked_by;
    p->c = w.c;
    p->may_decide = p->d.state == DEMAND_ASKED && !p->erased &&
                    policy_check(&s->actor, ACT_LEGAL_DECIDE, &on).kind == OK;
    p->may_withdraw = is_undecided(&p->d) && !p->erased &&
                      policy_check(&s->actor, ACT_LEGAL_ASK, &on).kind == OK;
    s->opened = id_of(w.c.id);
    s->purpose = seen_demand(p->d.gagged, p->erased);
    session_seen(s, "casefile", id_of(w.c.id));
    if (p->may_decide)
        TRY(preview(s, &w, &p->d, &p->preview));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    *out = p;
    return ok();
}

/* ---- what is given ---- */

static bool may_go(const struct legal_demand *d, const char *word)
{
    return (d->given & 1u << legal_class_of_need(word)) != 0;
}

static void keep_facts(const struct legal_demand *d, struct case_facts_list *list)
{
    size_t kept = 0;

    for (size_t i = 0; i < list->len; i++)
        if (may_go(d, list->of[i].word))
            list->of[kept++] = list->of[i];
    list->len = kept;
}

static bool has_need(const struct case_needs *needs, struct need_id id)
{
    for (size_t i = 0; i < needs->len; i++)
        if (id_same(id_of(needs->of[i].id), id_of(id)))
            return true;
    return false;
}

/* Needs of classes that do not go, and what was sent for them, are not there. */
static void keep_given(const struct legal_demand *d, struct case_page *p)
{
    size_t kept = 0;

    for (size_t i = 0; i < p->needs.len; i++)
        if (may_go(d, p->needs.of[i].word))
            p->needs.of[kept++] = p->needs.of[i];
    p->needs.len = kept;
    kept = 0;
    for (size_t i = 0; i < p->referrals.len; i++)
        if (has_need(&p->needs, p->referrals.of[i].need))
            p->referrals.of[kept++] = p->referrals.of[i];
    p->referrals.len = kept;
    keep_facts(d, &p->services);
    keep_facts(d, &p->causes);
    keep_facts(d, &p->barriers);
}

/* What somebody typed may say anything. */
static void drop_free_text(struct case_page *p)
{
    p->c.person.knock = NULL;
    p->c.person.rules.ask_for = NULL;
    p->c.person.rules.note = NULL;
    p->notes.len = 0;
    p->tasks.len = 0;
    p->feelings.len = 0;
}

static struct err load_page(struct session *s, const struct casework *w,
                            struct case_page *p)
{
    struct db *registry;

    p->c = w->c;
    p->today = w->today;
    TRY(casefile_facts(w->db, FACT_SERVICE, w->c.id, s->arena, &p->services));
    TRY(casefile_facts(w->db, FACT_CAUSE, w->c.id, s->arena, &p->causes));
    TRY(casefile_facts(w->db, FACT_BARRIER, w->c.id, s->arena, &p->barriers));
    TRY(need_list(w->db, casework_keys(s, w), w->c.id, s->arena, &p->needs));
    TRY(attempt_list(w->db, &w->key, w->c.id, s->arena, &p->attempts));
    TRY(note_list(w->db, &w->key, w->c.id, s->arena, &p->notes));
    TRY(consent_list(w->db, &w->key, w->c.id, s->arena, &p->consents));
    TRY(referral_list(w->db, &w->key, w->c.id, s->arena, &p->referrals));
    TRY(feeling_list(w->db, w->c.id, s->arena, &p->feelings));
    TRY(task_list(w->db, &w->key, w->c.id, s->arena, &p->tasks));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    return staff_all(registry, s->arena, &p->staff);
}

/* The real one of a household in the address program, where the instrument opens it. */
static struct err add_address(struct session *s, const struct casework *w,
                              struct legal_demand *d)
{
    struct build b = {.arena = s->arena};
    struct real_place real;

    TRY(address_program_load(w->db, casework_keys(s, w), w->c.id, s->arena, &real));
    if (!real.known || (d->given & 1u << LEGAL_ADDRESS) == 0)
        return ok();
    build_text(&b, d->released);
    build_text(&b, "\n");
    build_text(&b, text(s->lang, "rights.address_real"));
    build_text(&b, ": ");
    build_text(&b, real.place.address != NULL ? real.place.address : "");
    if (real.place.unit != NULL) {
        build_text(&b, ", ");
        build_text(&b, real.place.unit);
    }
    build_text(&b, "\n");
    d->released = build_done(&b);
    return ok();
}

/* What there is of what a release may leave out. */
struct held {
    size_t needs, sent, texts;
};

static struct held count(const struct case_page *p)
{
    struct held n = {p->needs.len, p->referrals.len, p->notes.len + p->tasks.len};

    for (size_t i = 0; i < p->attempts.len; i++)
        n.texts += p->attempts.of[i].note != NULL;
    return n;
}

static struct err make_sheet(struct session *s, const struct casework *w,
                             const struct legal_demand *d, struct case_sheet *out,
                             struct held *left_out)
{
    struct case_page *p = arena_new(s->arena, struct case_page);
    struct record_case r = {.page = p, .notes = legal_free_text(d->kind, d->classes)};

    TRY(load_page(s, w, p));
    struct held all = count(p);
    keep_given(d, p);
    if (!r.notes)
        drop_free_text(p);
    *left_out = (struct held){all.needs - p->needs.len, all.sent - p->referrals.len,
                              r.notes ? 0 : all.texts};
    *out = record_sheet(s, &r);
    return ok();
}

/* Of a part that is no list each line is one. */
static size_t entries_of(const struct case_sheet *sheet, struct legal_part *to)
{
    const struct sheet_part *part = NULL;
    size_t n = 0, end;

    for (size_t i = 0; i < sheet->len; i = end) {
        end = sheet_entry_end(sheet, i);
        if (sheet->lines[i].part != part) {
            part = sheet->lines[i].part;
            to[n++].title = part->title;
        }
        to[n - 1].entries += part->list ? 1 : end - i;
    }
    return n;
}

static struct err preview(struct session *s, const struct casework *w,
                          const struct legal_demand *d, struct legal_preview *out)
{
    struct legal_part *stays = arena_array(s->arena, struct legal_part, 4);
    struct case_sheet sheet;
    struct erase_counts on_it;
    struct held left_out;

    TRY(make_sheet(s, w, d, &sheet, &left_out));
    TRY(erase_count(w->db, w->c.id, s->arena, &on_it));
    struct legal_part *goes = arena_array(s->arena, struct legal_part, sheet.len + 1);
    const struct legal_part all[] = {{"case.needs", left_out.needs},
                                     {"record.part_referrals", left_out.sent},
                                     {"legal.free_text", left_out.texts},
                                     {"erase.files", (size_t)on_it.files}};
    out->goes_len = entries_of(&sheet, goes);
    for (size_t i = 0; i < COUNT(all); i++)
        if (all[i].entries > 0)
            stays[out->stays_len++] = all[i];
    out->goes = goes;
    out->stays = stays;
    return ok();
}

static void add_line(struct session *s, struct build *b, const char *label,
                     const char *value)
{
    if (value == NULL)
        return;
    build_text(b, text(s->lang, label));
    build_text(b, ": ");
    build_text(b, value);
    build_char(b, '\n');
}

/* "Order of a court", its number and by whom: for what this was given. */
static const char *headed(struct session *s, const struct legal_demand *d,
                          const char *record)
{
    struct build b = {.arena = s->arena};

    add_line(s, &b, "legal.given_for", text(s->lang, instrument_kind_msgid(d->kind)));
    add_line(s, &b, "legal.number", d->number);
    add_line(s, &b, "legal.demanded_by", d->issuer);
    add_line(s, &b, "legal.came", session_long_day(s, d->came));
    build_char(&b, '\n');
    build_text(&b, record);
    return build_done(&b);
}

static struct err freeze(struct session *s, const struct casework *w,
                         struct legal_demand *d)
{
    struct case_sheet sheet;
    struct held left_out;

    TRY(make_sheet(s, w, d, &sheet, &left_out));
    d->released = headed(s, d, case_sheet_text(s->arena, &sheet));
    TRY(add_address(s, w, d));
    d->sha = sha256_of(d->released, strlen(d->released));
    return ok();
}

/* Counsel is somebody, and has read what came. */
static struct err check_decision(struct session *s, const struct legal_ref *ref,
                                 const struct legal_demand *d)
{
    struct day when = ref->counsel_day;

    if (!ref->release)
        return ref->why != NULL ? ok() : session_refuse(s, "why", "legal.why_missing");
    if (ref->counsel == NULL || utf8_len(ref->counsel) < COUNSEL_SHORTEST)
        return session_refuse(s, "counsel", "legal.counsel_missing");
    if (!day_is_set(when) || when.n < d->came.n || when.n > session_today(s).n)
        return session_refuse(s, "counsel_day", "legal.counsel_day_wrong");
    return ok();
}

/* "R. Vance, 2026-11-24" */
static const char *counsel_words(struct session *s, const struct legal_ref *ref)
{
    struct build b = {.arena = s->arena};
    char day[DAY_TEXT];

    day_format(ref->counsel_day, day);
    build_text(&b, ref->counsel);
    build_text(&b, ", ");
    build_text(&b, day);
    return build_done(&b);
}

struct err demand_decided(struct session *s, const void *input, void **out)
{
    const struct legal_ref *ref = input;
    struct legal_demand d;
    struct casework w;

    (void)out;
    TRY(begin(s, ref->id, ACT_LEGAL_DECIDE, &w, &d));
    if (d.state != DEMAND_ASKED)
        return failed(ERR_CONFLICT, "legal.decided_already");
    TRY(check_decision(s, ref, &d));
    d.decided_by = s->actor.user;
    d.decided_at = s->now;
    d.state = ref->release ? DEMAND_RELEASED : DEMAND_REFUSED;
    d.counsel = ref->release ? counsel_words(s, ref) : NULL;
    d.why = ref->why;
    d.rev = ref->rev + 1;
    d.given = legal_given(d.kind, d.classes); /* by the table of today */
    if (ref->release && d.given == 0)
        return failed(ERR_CONFLICT, "legal.not_enough");
    if (ref->release)
        TRY(freeze(s, &w, &d));
    casework_audit(s, &w, ref->release ? "legal.release" : "legal.refused",
                   instrument_kind_name(d.kind));
    return legal_decide(w.db, casework_keys(s, &w), &d, s->arena);
}

struct err demand_withdrawn(struct session *s, const void *input, void **out)
{
    const struct legal_ref *ref = input;
    struct legal_demand d;
    struct casework w;

    (void)out;
    TRY(begin(s, ref->id, ACT_LEGAL_ASK, &w, &d));
    if (!is_undecided(&d))
        return failed(ERR_CONFLICT, "legal.decided_already");
    if (ref->why == NULL)
        return session_refuse(s, "back", "legal.withdraw_missing");
    d.decided_by = s->actor.user;
    d.decided_at = s->now;
    d.why = ref->why;
    d.rev = ref->rev + 1;
    casework_audit(s, &w, "legal.withdrawn", instrument_kind_name(d.kind));
    return legal_withdraw(w.db, &w.key, &d, s->arena);
}
