/* erase_app.c -- see erase_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/erase_app.h"

#include "app/withdraw_app.h"
#include "core/str.h"
#include "store/legal_store.h"

#include <string.h>

struct err erase_home(struct session *s, const void *in, void **out)
{
    struct erase_list *l = arena_new(s->arena, struct erase_list);
    struct db *db, *registry;

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_RESIDENT_ERASE, &(struct subject){0})));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(erasure_list(db, ERASE_SHOWN, s->arena, &l->of));
    TRY(erasure_count(db, s->arena, &l->counts));
    TRY(hold_standing(db, s->actor.user, s->arena, &l->holds));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &l->staff));
    *out = l;
    return ok();
}

/* The last number in what was typed or pasted: a case's, or its address. */
static bool find_id(const char *typed, struct id *out)
{
    size_t len = strlen(typed);

    for (size_t end = len; end + 1 > ID_TEXT - 1; end--)
        if (id_parse(typed + end - (ID_TEXT - 1), ID_TEXT - 1, out))
            return true;
    return false;
}

static struct err no_such(struct session *s, const char *msg)
{
    return session_refuse(s, "case", msg);
}

struct err erase_look(struct session *s, const void *input, void **out)
{
    const struct erase_look_in *in = input;
    struct casefile_id *found = arena_new(s->arena, struct casefile_id);
    struct casework w;
    struct id id;

    TRY(hide(policy_check(&s->actor, ACT_RESIDENT_ERASE, &(struct subject){0})));
    if (!find_id(in->typed, &id))
        return no_such(s, "erase.no_number");
    *found = id_to(casefile, id);
    struct err e = casework_begin(s, *found, ACT_RESIDENT_ERASE, &w);
    if (e.kind == ERR_NOT_FOUND)
        return no_such(s, str_same(e.msg, "errors.erased") ? "erase.is_erased"
                                                           : "erase.none_such");
    TRY(e);
    *out = found;
    return ok();
}

/* One of the household's cases; *gone: it is erased already. */
static struct err begin(struct session *s, struct casefile_id id, struct casework *w,
                        bool *gone)
{
    struct err e = casework_begin(s, id, ACT_RESIDENT_ERASE, w);

    *gone = e.kind == ERR_NOT_FOUND && str_same(e.msg, "errors.erased");
    return *gone ? ok() : e;
}

static void add_counts(struct erase_counts *to, const struct erase_counts *more)
{
    to->notes += more->notes;
    to->files += more->files;
    to->sent += more->sent;
    to->agencies += more->agencies;
}

/* What a court waits for is not destroyed before somebody has decided. */
static struct err waits_for_any(struct session *s, struct db *db,
                                const struct casefile_ids *all, bool *out)
{
    *out = false;
    for (size_t i = 0; i < all->len && !*out; i++)
        TRY(legal_waits(db, all->of[i], s->arena, out));
    return ok();
}

struct err erase_view(struct session *s, const void *input, void **out)
{
    const struct case_ref *in = input;
    struct erase_page *p = arena_new(s->arena, struct erase_page);
    struct casefile_ids all;
    struct casework w;
    struct db *registry;
    bool gone;

    TRY(casework_begin(s, in->id, ACT_RESIDENT_ERASE, &w));
    p->c = w.c;
    TRY(hold_list(w.db, &w.key, in->id, s->arena, &p->holds));
    TRY(erase_household(w.db, in->id, s->arena, &all));
    TRY(hold_on_any(w.db, &all, s->arena, &p->held));
    TRY(waits_for_any(s, w.db, &all, &p->demanded));
    p->may_legal =
        policy_check(&s->actor, ACT_LEGAL_VIEW, &(struct subject){0}).kind == OK;
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    for (size_t i = 0; i < all.len; i++) {
        struct erase_counts some;

        TRY(begin(s, all.of[i], &w, &gone));
        if (gone)
            continue;
        TRY(erase_count(w.db, all.of[i], s->arena, &some));
        add_counts(&p->counts, &some);
        p->cases++;
        p->open = p->open || w.c.state != CASE_CLOSED;
        session_seen(s, "casefile", id_of(all.of[i]));
    }
    *out = p;
    return ok();
}

/* ---- doing it ---- */

static struct err close_case(struct session *s, struct casework *w)
{
    if (w->c.state == CASE_CLOSED)
        return ok();
    TRY(casefile_next(w->c.state, CASE_ON_CLOSE, &w->c.state));
    w->c.closed_at = s->now;
    w->c.closed_day = w->today;
    w->c.close_reason = close_reason_name(CLOSE_CONSENT_WITHDRAWN);
    w->c.next_day = DAY_NONE;
    casework_audit(s, w, "case.close", w->c.close_reason);
    return casework_save(s, w);
}

/* What agencies hold is theirs to stop; the last word goes out while we can still read to
 * whom. */
struct err erase_decide(struct session *s, struct casework *w, enum erase_why why)
{
    const struct stop_how how = {STOP_BY_ERASURE, NULL};
    const struct erasure e = {.resident = w->c.resident, .at = s->now, .why = why};

    if (!id_is_set(id_of(w->c.resident)))
        return failed(ERR_CONFLICT, "erase.nobody");
    if (why != ERASE_SCHEDULE)
        TRY(sharing_stop_all(s, w, &how));
    TRY(close_case(s, w));
    casework_audit(s, w, "resident.erase", erase_why_name(why));
    TRY(legal_keep(w->db, casework_keys(s, w), w->c.id, s->arena));
    return erasure_add(w->db, &e);
}

static struct err erase_all(struct session *s, const struct casefile_ids *all,
                            enum erase_why why)
{
    struct casework w;
    bool gone;

    for (size_t i = 0; i < all->len; i++) {
        TRY(begin(s, all->of[i], &w, &gone));
        if (!gone)
            TRY(erase_decide(s, &w, why));
    }
    return ok();
}

static struct err check_demands(struct session *s, struct db *db,
                                const struct casefile_ids *all)
{
    bool waits;

    TRY(waits_for_any(s, db, all, &waits));
    return waits ? failed(ERR_CONFLICT, "erase.demanded") : ok();
}

struct err erase_do(struct session *s, const void *input, void **out)
{
    const struct erase_in *in = input;
    struct erase_done *done = arena_new(s->arena, struct erase_done);
    struct casefile_ids all;
    struct casework w;
    bool gone;

    *out = done;
    TRY(begin(s, in->casefile, &w, &gone));
    if (gone)
        return ok(); /* the second click of two */
    if (!in->sure)
        return session_refuse(s, "sure", "erase.say_sure");
    TRY(erase_household(w.db, in->casefile, s->arena, &all));
    TRY(check_demands(s, w.db, &all));
    if (s->site.ledger == NULL)
        return failed(ERR_CONFLICT, "erase.no_ledger");
    TRY(hold_on_any(w.db, &all, s->arena, &done->held));
    if (!done->held)
        return erase_all(s, &all, in->why);
    casework_audit(s, &w, "resident.erase.held", erase_why_name(in->why));
    return ok();
}
