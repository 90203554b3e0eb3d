/* stopped_app.c -- an agency says that it stops using what it was told (withdraw_app.h):
 * by a link that shows a number and a day, and nothing of whose it was.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/link.h"
#include "app/withdraw_app.h"

static struct err plain(struct err e)
{
    if (e.kind == ERR_NOT_FOUND || e.kind == ERR_FORBIDDEN)
        return (struct err){ERR_NOT_FOUND, "agency.link_over", e.where};
    return e;
}

static struct err find(struct session *s, const char *token, struct db **db,
                       struct stop_notice *n)
{
    struct subject on = {0};
    struct bytes sha;

    if (!link_token_sha(token, s->arena, &sha))
        return failed(ERR_NOT_FOUND, "link.none");
    TRY(session_db(s, STORE_CARE, db));
    TRY(stop_notice_find(*db, sha, s->now, s->arena, n));
    on.link = id_of(n->referral);
    s->actor = (struct actor){.link = on.link, .roles = 1u << ROLE_AGENCY};
    return policy_check(&s->actor, ACT_STOP_CONFIRM, &on);
}

struct err stopped_open(struct session *s, const void *input, void **out)
{
    const struct stopped_in *in = input;
    struct stopped_page *p = arena_new(s->arena, struct stopped_page);
    struct db *db;

    TRY(plain(find(s, in->token, &db, &p->notice)));
    *out = p;
    return ok();
}

struct err stopped_say(struct session *s, const void *input, void **out)
{
    const struct stopped_in *in = input;
    struct stopped_page *p = arena_new(s->arena, struct stopped_page);
    struct db *db;

    TRY(plain(find(s, in->token, &db, &p->notice)));
    *out = p;
    if (p->notice.said_at != 0)
        return ok(); /* the second click of two */
    p->notice.said_at = s->now;
    p->notice.said_how = said_how_name(SAID_HOW_LINK);
    db_audit(db, &(struct audit){
                     .actor = session_actor(s),
                     .act = "stop.said",
                     .subject = subject_text(s, "referral", id_of(p->notice.referral))});
    return stop_notice_said(db, NULL, &p->notice, s->arena);
}
