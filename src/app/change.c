/* change.c -- see change.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/change.h"

#include "app/casework.h"
#include "app/reads_app.h"
#include "store/queries_care.h"

#include <stdio.h>
#include <string.h>

static struct err run(struct db *db, struct arena *a, void *ctx)
{
    struct change_job *c = ctx;
    struct err e;

    c->session = *c->asked;
    c->session.arena = a;
    memset(c->session.db, 0, sizeof c->session.db);
    c->session.db[c->store] = db;
    c->session.writes = c->session.stores->of[c->store];
    c->out = c->before;
    e = c->act(&c->session, c->in, &c->out);
    session_close(&c->session);
    return e;
}

static void over(struct job *job)
{
    struct change_job *c = (struct change_job *)job;

    c->done(c->ctx);
}

struct err change_submit(struct change_job *c)
{
    struct store *store = c->asked->stores->of[c->store];

    if (store == NULL)
        return failed(ERR_BUSY, "error.busy");
    c->job = (struct job){.city = c->asked->city, .act = run, .done = over, .ctx = c};
    if (!c->owed)
        return store_offer(store, &c->job);
    store_submit(store, &c->job);
    return ok();
}

struct err change_room(const struct stores *stores, enum store_name name)
{
    return stores->of[name] == NULL ? failed(ERR_BUSY, "error.busy")
                                    : store_room(stores->of[name]);
}

static struct err note_sights(struct session *s, struct db *db)
{
    struct day today = zone_day(s->zone, s->now);
    /* An agency that came by a link is known by its link. */
    struct user_id who =
        id_is_set(id_of(s->actor.user)) ? s->actor.user : id_to(user, s->actor.link);

    for (size_t i = 0; i < s->sights_len; i++) {
        const struct q_seen_add_in in = {
            .subject = s->sights[i].id, .person = who, .day = today};
        TRY(db_exec(db, &q_seen_add, &in));
    }
    return ok();
}

struct err change_audit_denied(struct session *s, const void *in, void **out)
{
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    db_audit(db, &(struct audit){.actor = session_actor(s),
                                 .act = in,
                                 .subject = subject_text(s, "casefile", s->denied),
                                 .detail = "denied"});
    *out = NULL;
    return ok();
}

struct err change_audit_read(struct session *s, const void *in, void **out)
{
    char subject[64] = "none", id[ID_TEXT];
    struct db *db;
    bool over;

    TRY(session_db(s, STORE_CARE, &db));
    if (s->sights_len == 1) {
        id_format(s->sights[0].id, id);
        snprintf(subject, sizeof subject, "%.20s:%s", s->sights[0].noun, id);
    } else if (s->sights_len > 1) {
        snprintf(subject, sizeof subject, "list:%zu", s->sights_len);
    }
    TRY(reads_count(s, db, &over));
    db_audit(db,
             &(struct audit){.actor = session_actor(s),
                             .act = in,
                             .subject = arena_copy(s->arena, subject, strlen(subject)),
                             .detail = over ? "over-budget" : s->purpose});
    *out = over ? s : NULL;
    return over ? ok() : note_sights(s, db);
}
