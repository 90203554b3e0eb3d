/* seen_app.c -- see seen_app.h; the SQL is in sql/care/seen.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/seen_app.h"

#include "app/account.h"
#include "app/calendar.h"
#include "app/casework.h"
#include "app/find_case.h"
#include "core/str.h"
#include "domain/legal.h"
#include "domain/seen.h"
#include "store/agency_store.h"
#include "store/block_store.h"
#include "store/glass_store.h"
#include "store/queries_care.h"

#include <stdlib.h>
#include <string.h>

enum { SEEN_MOST = 5000 }; /* as sql/care/seen.sql has it */

/* Of one record: the case, or what of it was sent to an agency. */
struct record {
    struct q_seen_acts_out *acts;
    struct q_seen_of_out *days;
    size_t acts_len, days_len;
};

struct telling {
    struct session *s;
    struct db *db;
    struct seen_row *of;
    size_t len, timed; /* those with a time stand first */
    struct glasses broken;
    struct q_seen_gagged_out *gags;
    struct q_seen_referrals_out *sent;
    size_t gags_len, sent_len;
    bool cut;
};

/* A case that is closed to whoever looks is none; one that was erased is one. */
static struct err begin(struct session *s, struct casefile_id id, struct db **db)
{
    struct subject on = {0};
    struct q_seen_case_out row;

    TRY(session_db(s, STORE_CARE, db));
    TRY(block_stands(*db, id, s->actor.user, &on.blocked));
    s->denied = id_of(id);
    if (on.blocked)
        id = casework_none(s);
    TRY(db_one(*db, &q_seen_case, &(struct q_seen_case_in){id}, &row, s->arena));
    TRY(hide(policy_check(&s->actor, ACT_SEEN_VIEW, &on)));
    s->denied = (struct id){{0}};
    return ok();
}

struct err seen_find(struct session *s, const void *input, void **out)
{
    const struct seen_find_in *in = input;
    struct casefile_id *id = arena_new(s->arena, struct casefile_id);
    struct err e;
    struct db *db;

    TRY(find_case_id(s, in->which, id));
    e = begin(s, *id, &db);
    if (e.kind == ERR_NOT_FOUND)
        return session_refuse(s, "which", "rights.glass_none_such");
    TRY(e);
    *out = id;
    return ok();
}

/* ---- what the chain tells ---- */

static struct id actor_of(const char *actor, enum seen_by *by)
{
    const char *at = strchr(actor, ':');
    struct id id = {{0}};

    *by = str_starts(actor, "user:")   ? SEEN_BY_PERSON
          : str_starts(actor, "link:") ? SEEN_BY_LINK
                                       : SEEN_BY_SERVER;
    if (*by != SEEN_BY_SERVER && !id_parse(at + 1, strlen(at + 1), &id))
        *by = SEEN_BY_SERVER;
    return id;
}

/* Opened in an emergency, and not yet to be said. */
static bool glass_keeps(const struct telling *t, const struct seen_row *r)
{
    for (size_t i = 0; i < t->broken.len; i++) {
        const struct glass *g = &t->broken.of[i];

        if (g->tell_at > t->s->now && id_same(id_of(g->person), r->who) &&
            r->day.n >= zone_day(t->s->zone, g->at).n &&
            r->day.n <= zone_day(t->s->zone, g->until).n)
            return true;
    }
    return false;
}

/* What was given leaves a row with the kind of paper and who decided, that day. */
static bool is_of(const struct telling *t, const struct q_seen_gagged_out *gag,
                  const struct seen_row *r, const char *detail)
{
    return str_same(gag->kind, detail) && id_same(id_of(gag->decided_by), r->who) &&
           zone_day(t->s->zone, gag->decided_at).n == r->day.n;
}

/* Of a demand that a court forbids to speak of; of the others she may hear. */
static bool gag_keeps(const struct telling *t, const struct seen_row *r,
                      const char *detail)
{
    enum seen_gag gag = seen_gag(r->act, detail);
    enum instrument_kind kind;

    if (gag != SEEN_GAG_OF_CASE)
        return gag == SEEN_GAGGED;
    if (detail == NULL || !instrument_kind_parse(detail, &kind))
        return t->gags_len > 0;
    for (size_t i = 0; i < t->gags_len; i++)
        if (is_of(t, &t->gags[i], r, detail))
            return true;
    return false;
}

static void add(struct telling *t, struct seen_row r, const char *detail)
{
    r.kept_back = glass_keeps(t, &r) || gag_keeps(t, &r, detail);
    t->of[t->len++] = r;
}

static void add_acts(struct telling *t, const struct record *from)
{
    for (size_t i = 0; i < from->acts_len; i++) {
        const struct q_seen_acts_out *a = &from->acts[i];
        struct seen_row r = {.at = a->at,
                             .day = zone_day(t->s->zone, a->at),
                             .act = a->act,
                             .what = seen_what(a->act, a->detail),
                             .why = seen_why(a->act, a->detail)};

        if (r.what == NULL)
            continue;
        r.who = actor_of(a->actor, &r.by);
        r.refused = a->detail != NULL &&
                    (str_same(a->detail, "over-budget") || str_same(a->detail, "denied"));
        add(t, r, a->detail);
    }
}

static int by_person(const void *a, const void *b)
{
    const struct seen_row *x = a, *y = b;
    int who = memcmp(&x->who, &y->who, sizeof x->who);

    if (x->refused != y->refused)
        return x->refused - y->refused;
    return who != 0 ? who : (x->day.n > y->day.n) - (x->day.n < y->day.n);
}

/* Days on which somebody saw it and no row says at what hour: it stood in a list. */
static void add_days(struct telling *t, const struct record *from)
{
    for (size_t i = 0; i < from->days_len; i++) {
        struct seen_row r = {.day = from->days[i].day,
                             .who = id_of(from->days[i].person),
                             .act = "case.list",
                             .what = "seen.list"};

        if (bsearch(&r, t->of, t->timed, sizeof r, by_person) == NULL)
            add(t, r, NULL);
    }
}

static int newest_first(const void *a, const void *b)
{
    const struct seen_row *x = a, *y = b;

    if (x->day.n != y->day.n)
        return (x->day.n < y->day.n) - (x->day.n > y->day.n);
    return (x->at < y->at) - (x->at > y->at);
}

static struct err load(struct telling *t, const char *noun, struct id id,
                       struct record *out)
{
    const struct q_seen_acts_in acts = {.subject = subject_text(t->s, noun, id)};
    const struct q_seen_of_in days = {.subject = id};

    TRY(db_many(t->db, &q_seen_acts, &acts, &out->acts, &out->acts_len, t->s->arena));
    t->cut = t->cut || out->acts_len == SEEN_MOST;
    return db_many(t->db, &q_seen_of, &days, &out->days, &out->days_len, t->s->arena);
}

static struct err tell(struct telling *t, struct casefile_id id)
{
    const struct q_seen_referrals_in ask = {.casefile = id};
    struct record *all;
    size_t len, most = 0;

    TRY(db_many(t->db, &q_seen_referrals, &ask, &t->sent, &t->sent_len, t->s->arena));
    len = t->sent_len;
    all = arena_array(t->s->arena, struct record, len + 1);
    TRY(load(t, "casefile", id_of(id), &all[len]));
    for (size_t i = 0; i < len; i++)
        TRY(load(t, "referral", id_of(t->sent[i].id), &all[i]));
    for (size_t i = 0; i <= len; i++)
        most += all[i].acts_len + all[i].days_len;
    t->of = arena_array(t->s->arena, struct seen_row, most + 1);
    for (size_t i = 0; i <= len; i++)
        add_acts(t, &all[i]);
    t->timed = t->len;
    qsort(t->of, t->timed, sizeof *t->of, by_person);
    for (size_t i = 0; i <= len; i++)
        add_days(t, &all[i]);
    qsort(t->of, t->len, sizeof *t->of, newest_first);
    return ok();
}

/* ---- a page of it ---- */

/* A link is known by what was sent with it. */
static void name_link(const struct telling *t, struct seen_row *r)
{
    r->by = SEEN_BY_LINK;
    for (size_t i = 0; i < t->sent_len; i++)
        if (id_same(id_of(t->sent[i].id), r->who))
            r->agency = t->sent[i].agency;
}

/* Who is not known here came by a link, which `seen` keeps in a person's place. */
static struct err name_one(const struct telling *t, const struct staff *staff,
                           struct seen_row *r)
{
    struct own_agency of;
    struct db *registry;

    if (r->by == SEEN_BY_SERVER)
        return ok();
    if (r->by == SEEN_BY_PERSON)
        r->name = staff_name(staff, id_to(user, r->who));
    if (r->name == NULL) {
        name_link(t, r);
        return ok();
    }
    TRY(session_db(t->s, STORE_REGISTRY, &registry));
    TRY(account_roles(registry, id_to(user, r->who), t->s->arena, &r->roles));
    TRY(agency_of(t->db, id_to(user, r->who), t->s->arena, &of));
    r->agency = of.name;
    return ok();
}

static struct err fill(struct session *s, const struct seen_in *in,
                       const struct telling *t, struct seen_page *p)
{
    struct staff staff;
    struct db *registry;
    const char *names;
    size_t skip;

    p->id = in->id;
    p->cut = t->cut;
    p->total = t->len;
    p->upto = in->upto > 0 && (size_t)in->upto < t->len ? (size_t)in->upto : t->len;
    skip = p->total - p->upto;
    p->len = p->upto < SEEN_ROWS ? p->upto : SEEN_ROWS;
    p->of = t->of + skip;
    TRY(setting_get(s, "names_shown", "no", &names));
    p->names = str_same(names, "yes");
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &staff));
    for (size_t i = 0; i < p->len; i++)
        p->kept_back = p->kept_back || p->of[i].kept_back;
    for (size_t i = 0; i < p->len; i++)
        TRY(name_one(t, &staff, &t->of[skip + i]));
    return ok();
}

struct err seen_view(struct session *s, const void *input, void **out)
{
    const struct seen_in *in = input;
    struct seen_page *p = arena_new(s->arena, struct seen_page);
    struct telling t = {.s = s};
    const struct q_seen_gagged_in gagged = {in->id};

    TRY(begin(s, in->id, &t.db));
    TRY(glass_of_case(t.db, in->id, s->arena, &t.broken));
    TRY(db_many(t.db, &q_seen_gagged, &gagged, &t.gags, &t.gags_len, s->arena));
    TRY(tell(&t, in->id));
    s->opened = id_of(in->id);
    session_seen(s, "casefile", id_of(in->id));
    *out = p;
    return fill(s, in, &t, p);
}
