/* outcome_app.c -- see outcome_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/outcome_app.h"

#include "app/attempt_app.h"
#include "app/casefile_app.h"
#include "app/outcome_file.h"
#include "base/text.h"
#include "core/build.h"
#include "core/str.h"
#include "domain/record.h"
#include "store/record_store.h"

#include <stdlib.h>
#include <string.h>

static void refuse(struct outcome_line *l, const char *why)
{
    l->found = LINE_REFUSED;
    l->why = why;
}

/* What a line says happened; a reason for closing, unless one of the others. */
static bool is_attempt(const struct outcome_line *l, enum outcome *out)
{
    return outcome_parse(l->outcome, out);
}

static bool is_connect(const struct outcome_line *l)
{
    return str_same(l->outcome, coarse_name(COARSE_CONNECTED));
}

/* Whose number it is, for somebody who may work on that case; else nobody's. */
static struct err find_case(struct session *s, struct outcome_line *l, struct casework *w)
{
    const char *number = record_number(s->arena, l->number);
    struct casefile_id id;
    struct db *db;

    if (number == NULL) {
        refuse(l, "record.no_number");
        return ok();
    }
    TRY(session_db(s, STORE_CARE, &db));
    TRY(own_number_find(db, s->keys, record_number_same(s->arena, number), s->arena,
                        &id));
    struct err e = id_is_set(id_of(id)) ? casework_begin(s, id, ACT_CASE_WORK, w)
                                        : failed(ERR_NOT_FOUND, "error.not_found");
    if (e.kind == ERR_NOT_FOUND) {
        refuse(l, "record.none_such");
        return ok();
    }
    TRY(e);
    l->casefile = id;
    l->rev = w->c.rev;
    l->id = outcome_id(
        db, s->keys, &(struct outcome_words){id, l->outcome, l->date, l->note}, s->arena);
    return ok();
}

/* What was looked at, or what earlier lines of this file have made of it since: all else
 * is somebody's faster change. */
static bool has_changed(const struct outcomes_page *p, const struct outcome_line *l)
{
    int64_t was = l->was;

    for (const struct outcome_line *o = p->lines; p->taking && o < l; o++)
        if (o->found == LINE_NEW && id_same(id_of(o->casefile), id_of(l->casefile)))
            was = o->rev;
    return p->checked && was != l->rev;
}

/* The state that earlier lines of this file bring their case to, while only looking. */
static enum case_state state_after(const struct outcomes_page *p,
                                   const struct outcome_line *l, enum case_state state,
                                   bool *touched)
{
    *touched = false;
    for (const struct outcome_line *o = p->lines; !p->taking && o < l; o++) {
        enum outcome outcome;
        enum case_event ev = CASE_ON_CLOSE;

        if (o->found != LINE_NEW || !id_same(id_of(o->casefile), id_of(l->casefile)))
            continue;
        if (is_attempt(o, &outcome))
            ev = outcome_event(outcome);
        else if (is_connect(o))
            ev = CASE_ON_CONNECT;
        *touched = casefile_next(state, ev, &state).kind == OK;
    }
    return state;
}

static void judge_event(struct outcome_line *l, enum case_state state, enum case_event ev)
{
    if (!casefile_can(state, ev))
        refuse(l, state == CASE_CLOSED ? "outcome.is_closed" : "outcome.not_now");
}

static struct err judge_close(struct session *s, struct casework *w,
                              struct outcome_line *l, bool touched)
{
    struct close_in form = {.ref.id = l->casefile};
    struct case_needs needs;

    require(close_reason_parse(l->outcome, &form.reason));
    if (touched)
        return ok(); /* what the lines before it do is known when they are done */
    struct err e = casefile_may_close(s, w, &form, &needs);
    if (e.kind == ERR_INVALID) {
        refuse(l, e.msg);
        return ok();
    }
    return e;
}

static bool stood_before(const struct outcomes_page *p, const struct outcome_line *l)
{
    for (const struct outcome_line *o = p->lines; o < l; o++)
        if (o->found != LINE_REFUSED && id_same(o->id, l->id))
            return true;
    return false;
}

static struct err judge(struct session *s, const struct outcomes_page *p,
                        struct casework *w, struct outcome_line *l)
{
    enum outcome outcome;
    bool known, touched = false;
    enum case_state state = state_after(p, l, w->c.state, &touched);

    TRY(outcome_is_known(w->db, l->id, s->arena, &known));
    if (known || stood_before(p, l) ||
        (state == CASE_CLOSED && str_same(l->outcome, w->c.close_reason))) {
        l->found = LINE_KNOWN;
        return ok();
    }
    if (l->day.n < zone_day(s->zone, w->c.requested_at).n)
        refuse(l, "outcome.too_early");
    else if (has_changed(p, l))
        refuse(l, "outcome.changed");
    else if (is_attempt(l, &outcome))
        judge_event(l, state, outcome_event(outcome));
    else if (is_connect(l))
        judge_event(l, state, CASE_ON_CONNECT);
    else
        judge_event(l, state, CASE_ON_CLOSE);
    if (l->found != LINE_NEW || is_attempt(l, &outcome) || is_connect(l))
        return ok();
    return judge_close(s, w, l, touched);
}

/* "From your own system: …", so that the history says where it came from. */
static const char *note_of(struct session *s, const struct outcome_line *l)
{
    if (l->note == NULL || *l->note == '\0')
        return text(s->lang, "outcome.came");
    return text_fill(s->arena, s->lang, "outcome.came_with", "note", l->note, NULL);
}

static struct err add_note(struct session *s, struct casework *w,
                           const struct outcome_line *l)
{
    struct case_note n = {.id = l->id,
                          .casefile = l->casefile,
                          .author = s->actor.user,
                          .at = s->now,
                          .note = note_of(s, l)};
    bool added;

    return note_add(w->db, &w->key, &n, s->arena, &added);
}

static int days_ago(const struct session *s, const struct outcome_line *l)
{
    return session_today(s).n - l->day.n;
}

static struct err take_attempt(struct session *s, const struct casework *w,
                               const struct outcome_line *l, enum outcome outcome)
{
    struct day next = w->c.next_day;
    struct attempt_in in = {.casefile = l->casefile,
                            .id = id_to(attempt, l->id),
                            .channel = CHANNEL_OTHER,
                            .outcome = outcome,
                            .note = note_of(s, l),
                            .next_day = next.n > session_today(s).n ? next : DAY_NONE,
                            .days_ago = days_ago(s, l)};

    return attempt_log(s, &in, NULL);
}

static struct err take_connect(struct session *s, struct casework *w,
                               const struct outcome_line *l)
{
    w->today = l->day;
    TRY(casework_event(s, w, CASE_ON_CONNECT));
    TRY(add_note(s, w, l));
    return casework_save(s, w);
}

static struct err take_close(struct session *s, struct casework *w,
                             const struct outcome_line *l)
{
    struct close_in in = {.ref = {l->casefile, w->c.rev}, .days_ago = days_ago(s, l)};

    require(close_reason_parse(l->outcome, &in.reason));
    TRY(add_note(s, w, l));
    return casefile_close(s, &in, NULL);
}

static struct err take(struct session *s, struct casework *w,
                       const struct outcome_line *l)
{
    enum outcome outcome;

    TRY(outcome_keep(w->db, l->id, l->casefile, s->now));
    casework_audit(s, w, "case.outcome", l->outcome);
    if (is_attempt(l, &outcome))
        return take_attempt(s, w, l, outcome);
    return is_connect(l) ? take_connect(s, w, l) : take_close(s, w, l);
}

/* The revs that were looked at: one number a line. */
static void read_seen(struct outcomes_page *p, const char *seen)
{
    for (size_t i = 0; seen != NULL && i < p->len; i++) {
        char *end;

        p->lines[i].was = strtoll(seen, &end, 10);
        seen = end;
    }
}

static void write_seen(struct session *s, struct outcomes_page *p)
{
    struct build b = {.arena = s->arena};

    for (size_t i = 0; i < p->len; i++) {
        build_int(&b, p->lines[i].rev);
        build_char(&b, ' ');
    }
    p->seen = build_done(&b);
}

static struct err one_line(struct session *s, struct outcomes_page *p,
                           struct outcome_line *l)
{
    struct casework w, after;

    if (l->found == LINE_REFUSED)
        return ok();
    TRY(find_case(s, l, &w));
    if (l->found == LINE_REFUSED)
        return ok();
    session_seen(s, "casefile", id_of(l->casefile));
    TRY(judge(s, p, &w, l));
    if (!p->taking || l->found != LINE_NEW)
        return ok();
    TRY(take(s, &w, l));
    TRY(casework_begin(s, l->casefile, ACT_CASE_WORK, &after));
    l->rev = after.c.rev;
    return ok();
}

static struct err walk(struct session *s, const void *input, void **out, bool taking)
{
    const struct outcomes_in *in = input;
    struct outcomes_page *p = arena_new(s->arena, struct outcomes_page);

    TRY(hide(policy_check(&s->actor, ACT_CASE_LIST, NULL)));
    TRY(outcome_file(s, in, p));
    p->taking = taking;
    p->checked = in->seen != NULL;
    read_seen(p, in->seen);
    for (size_t i = 0; i < p->len; i++) {
        TRY(one_line(s, p, &p->lines[i]));
        p->count[p->lines[i].found]++;
    }
    write_seen(s, p);
    *out = p;
    return ok();
}

struct err outcomes_look(struct session *s, const void *in, void **out)
{
    return walk(s, in, out, false);
}

struct err outcomes_take(struct session *s, const void *in, void **out)
{
    return walk(s, in, out, true);
}
