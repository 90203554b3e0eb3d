/* release_app.c -- see release_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/release_app.h"

#include "app/calendar.h"
#include "app/casework.h"
#include "app/release_span.h"
#include "core/str.h"

#include <string.h>

enum { SOON_DAYS = 2, BACK_DAYS = 3653 /* ten years; before that it is a slip */ };

static struct err begin(struct session *s, struct db **db)
{
    TRY(hide(policy_check(&s->actor, ACT_RECORDS_RELEASE, NULL)));
    return session_db(s, STORE_ENFORCEMENT, db);
}

enum release_clock release_clock_of(const struct release_request *r, struct day today)
{
    struct day due = day_is_set(r->later) ? r->later : r->due;

    if (!str_same(r->state, "open"))
        return RELEASE_ENDED;
    if (due.n < today.n)
        return RELEASE_LATE;
    return due.n - today.n <= SOON_DAYS ? RELEASE_SOON : RELEASE_IN_TIME;
}

struct err release_list(struct session *s, const void *in, void **out)
{
    struct releases_page *p = arena_new(s->arena, struct releases_page);
    struct db *db;

    (void)in;
    TRY(begin(s, &db));
    p->today = session_today(s);
    TRY(release_requests_load(db, true, s->arena, &p->open));
    TRY(release_requests_load(db, false, s->arena, &p->done));
    *out = p;
    return ok();
}

struct err release_find(struct session *s, const void *in, void **out)
{
    struct db *db;

    TRY(begin(s, &db));
    return intake_search(s, db, in, out);
}

/* The shortest e-mail address there is, or a street and its number. */
static bool is_somewhere(const char *reply)
{
    return strlen(reply) >= sizeof "a@b.us" - 1;
}

/* What is wrong with a day is said at the day. */
static struct err check(struct session *s, const struct release_form *f, struct day today)
{
    if (day_is_set(f->received) && f->received.n > today.n)
        session_fault(s, "received", "release.received_odd");
    if (day_is_set(f->received) && f->received.n < today.n - BACK_DAYS)
        session_fault(s, "received", "release.received_odd");
    if (!is_somewhere(f->reply))
        session_fault(s, "reply", "release.reply_odd");
    if (day_is_set(f->first) && day_is_set(f->last) && f->first.n > f->last.n)
        session_fault(s, "last", "release.span");
    return s->faults.len > 0 ? failed(ERR_INVALID, "errors.form") : ok();
}

struct err release_take(struct session *s, const void *in, void **out)
{
    const struct release_form *f = in;
    struct release_id *id = arena_new(s->arena, struct release_id);
    struct holidays h = holidays_near(s);
    struct day today = session_today(s);
    struct release_request r = {
        .id = f->id,
        .property = f->property,
        .asker = f->asker,
        .name = f->name != NULL ? f->name : "",
        .reply = f->reply,
        .first = day_is_set(f->first) ? f->first : release_first_day(),
        .last = day_is_set(f->last) ? f->last : today,
        .received = day_is_set(f->received) ? f->received : today,
        .taken_by = s->actor.user,
        .taken_at = s->now,
    };
    struct intake_in place = {.words = "", .line = "", .property = f->property};
    struct db *db;
    void *found;

    TRY(begin(s, &db));
    TRY(check(s, f, today));
    TRY(intake_search(s, db, &place, &found)); /* of this city's register */
    r.due = release_due(r.received, &h);
    db_audit(db, &(struct audit){session_actor(s), act_name(ACT_RECORDS_RELEASE),
                                 "records", "take"});
    *id = f->id;
    *out = id;
    return release_request_add(db, &r);
}

static struct err load(struct session *s, struct release_id id, struct db **db,
                       struct release_request *r)
{
    TRY(begin(s, db));
    return hide(release_request_load(*db, id, s->arena, r));
}

static bool is_of(const struct release_made *m, const struct sha256 *sha)
{
    return m->sha.len == sizeof sha->b && memcmp(m->sha.p, sha->b, sizeof sha->b) == 0;
}

static struct release_scope scope_of(const struct session *s,
                                     const struct release_request *r)
{
    return (struct release_scope){.property = r->property,
                                  .first = r->first,
                                  .last = r->last,
                                  .today = session_today(s),
                                  .asker = r->asker,
                                  .zone = s->zone};
}

/* Those that another record would come of now. */
static bool *gone_of(struct session *s, const struct release_page *p)
{
    const char *csv = release_text_csv(&p->text);
    struct sha256 sha = sha256_of(csv, strlen(csv));
    bool *gone = arena_array(s->arena, bool, p->made_len + 1);

    for (size_t i = 0; i < p->made_len; i++)
        gone[i] = !is_of(&p->made[i], &sha);
    return gone;
}

struct err release_view(struct session *s, const void *in, void **out)
{
    const struct release_ref *ref = in;
    struct release_page *p = arena_new(s->arena, struct release_page);
    struct holidays h = holidays_near(s);
    struct release_scope scope;
    struct db *db, *registry;

    TRY(load(s, ref->id, &db, &p->r));
    scope = scope_of(s, &p->r);
    TRY(release_text_make(db, &scope, s->arena, &p->text));
    TRY(release_made_load(db, ref->id, s->arena, &p->made, &p->made_len));
    p->gone = gone_of(s, p);
    TRY(release_steps_load(db, ref->id, s->arena, &p->steps, &p->steps_len));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    p->taken_name = staff_name(&p->staff, p->r.taken_by);
    p->today = session_today(s);
    p->latest = release_latest(p->r.received, &h);
    *out = p;
    return ok();
}

static struct err turn_rev(struct release_request *r, int64_t rev)
{
    if (r->rev != rev)
        return failed(ERR_CONFLICT, "release.changed");
    r->rev++;
    return ok();
}

static struct err load_open(struct session *s, struct release_id id, int64_t rev,
                            struct db **db, struct release_request *r)
{
    TRY(load(s, id, db, r));
    if (!str_same(r->state, "open"))
        return failed(ERR_CONFLICT, "release.ended");
    return turn_rev(r, rev);
}

struct err release_put_off(struct session *s, const void *in, void **out)
{
    const struct release_later *f = in;
    struct holidays h = holidays_near(s);
    struct release_request r;
    struct db *db;

    TRY(load_open(s, f->id, f->rev, &db, &r));
    if (f->until.n <= r.due.n || f->until.n < session_today(s).n ||
        f->until.n > release_latest(r.received, &h).n)
        return session_refuse(s, "until", "release.until_odd");
    r.later = f->until;
    r.later_why = f->why;
    db_audit(db, &(struct audit){session_actor(s), act_name(ACT_RECORDS_RELEASE),
                                 "records", "later"});
    *out = NULL;
    return release_request_save(db, &r);
}

/* The request as it is from now on, and what made it so. */
static struct err take_step(struct session *s, struct db *db, struct release_request *r,
                            struct release_step step)
{
    bool again = str_same(step.kind, "reopened");

    r->state = again ? "open" : step.kind;
    r->ended_at = again ? 0 : s->now;
    step.request = r->id;
    step.by = s->actor.user;
    step.at = s->now;
    db_audit(db, &(struct audit){session_actor(s), act_name(ACT_RECORDS_RELEASE),
                                 "records", step.kind});
    TRY(release_step_add(db, &step));
    return release_request_save(db, r);
}

struct err release_finish(struct session *s, const void *in, void **out)
{
    const struct release_end *f = in;
    struct release_request r;
    struct release_made *made;
    size_t len;
    struct db *db;

    TRY(load_open(s, f->id, f->rev, &db, &r));
    TRY(release_made_load(db, f->id, s->arena, &made, &len));
    if (!f->withdrawn && len == 0)
        return failed(ERR_CONFLICT, "release.nothing_made");
    const struct release_step step = {
        .kind = f->withdrawn ? "withdrawn" : "answered", .exempt = "", .words = ""};
    *out = NULL;
    return take_step(s, db, &r, step);
}

struct err release_deny(struct session *s, const void *in, void **out)
{
    const struct release_reason *f = in;
    const struct release_step step = {
        .kind = "denied", .exempt = f->exempt, .words = f->why};
    struct release_request r;
    struct db *db;

    *out = NULL;
    TRY(load_open(s, f->id, f->rev, &db, &r));
    return take_step(s, db, &r, step);
}

struct err release_reopen(struct session *s, const void *in, void **out)
{
    const struct release_reason *f = in;
    const struct release_step step = {.kind = "reopened", .exempt = "", .words = f->why};
    struct release_request r;
    struct db *db;

    *out = NULL;
    TRY(load(s, f->id, &db, &r));
    if (str_same(r.state, "open"))
        return failed(ERR_CONFLICT, "release.open_still");
    TRY(turn_rev(&r, f->rev));
    return take_step(s, db, &r, step);
}

struct giving {
    struct release_request r;
    struct release_text text;
    const char *csv;
    struct sha256 sha;
    int64_t made_at;
};

static struct err collect(struct session *s, struct release_id id, struct db **db,
                          struct giving *g)
{
    struct release_scope scope;

    TRY(load(s, id, db, &g->r));
    scope = scope_of(s, &g->r);
    TRY(release_text_make(*db, &scope, s->arena, &g->text));
    g->csv = release_text_csv(&g->text);
    g->sha = sha256_of(g->csv, strlen(g->csv));
    return ok();
}

struct err release_file_make(struct session *s, const void *in, void **out)
{
    const struct release_file_in *f = in;
    struct giving g;
    struct db *db;

    TRY(collect(s, f->id, &db, &g));
    if (!str_same(g.r.state, "open"))
        return failed(ERR_CONFLICT, "release.ended_no_file");
    struct release_made made = {
        .id = f->file,
        .request = f->id,
        .asker = g.r.asker,
        .by = session_actor(s),
        .at = s->now,
        .counts = g.text.counts,
        .sha = {g.sha.b, sizeof g.sha.b},
    };
    db_audit(db, &(struct audit){made.by, act_name(ACT_RECORDS_RELEASE), "records",
                                 asker_name(g.r.asker)});
    *out = NULL;
    return release_made_add(db, &made, s->arena);
}

/* What was made once, if it is still the same. */
static struct err again(struct session *s, const struct release_file_in *f,
                        struct giving *g)
{
    struct release_made *made;
    struct db *db;
    size_t len;

    TRY(collect(s, f->id, &db, g));
    TRY(release_made_load(db, f->id, s->arena, &made, &len));
    for (size_t i = 0; i < len; i++) {
        if (!id_same(made[i].id, f->file))
            continue;
        g->made_at = made[i].at;
        return is_of(&made[i], &g->sha) ? ok() : failed(ERR_CONFLICT, "release.differs");
    }
    return failed(ERR_NOT_FOUND, "error.not_found");
}

struct err release_file_paper(struct session *s, const void *in, void **out)
{
    struct document *d = arena_new(s->arena, struct document);
    struct giving g;

    TRY(again(s, in, &g));
    d->file_name = "public-record.pdf";
    d->paper = release_paper(s, &g.r, &g.text, zone_day(s->zone, g.made_at));
    *out = d;
    return ok();
}

struct err release_file_list(struct session *s, const void *in, void **out)
{
    struct giving *g = arena_new(s->arena, struct giving);

    TRY(again(s, in, g));
    *out = (void *)(uintptr_t)g->csv;
    return ok();
}
