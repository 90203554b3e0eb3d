/* casework.c -- see casework.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/casework.h"

#include "app/better_app.h"
#include "core/zone.h"
#include "domain/consent.h"
#include "domain/holiday.h"
#include "store/block_store.h"
#include "store/queries_care.h"
#include "store/same_store.h"

#include <stdio.h>
#include <string.h>

struct day session_today(const struct session *s)
{
    return zone_day(s->zone, s->now);
}

struct day session_business_day(const struct session *s, int n)
{
    struct day kept[HOLIDAYS_A_YEAR * 2];
    struct day today = session_today(s);
    int year, month, dom;

    day_split(today, &year, &month, &dom);
    struct holidays h = {.days = kept, .len = holidays_make(year, year + 1, kept)};
    return day_add_business(today, n, &h);
}

const char *month_event(struct session *s, const char *noun)
{
    char event[32];
    int year, month, dom;

    day_split(session_today(s), &year, &month, &dom);
    int len = snprintf(event, sizeof event, "%s:%04d-%02d", noun, year, month);
    require(len > 0 && (size_t)len < sizeof event);
    return arena_copy(s->arena, event, (size_t)len);
}

const char *subject_text(struct session *s, const char *noun, struct id id)
{
    char text[ID_TEXT];
    size_t size = strlen(noun) + 1 + ID_TEXT;
    char *subject = arena_alloc(s->arena, size);

    id_format(id, text);
    snprintf(subject, size, "%s:%s", noun, text);
    return subject;
}

struct err hide(struct err e)
{
    return e.kind == ERR_FORBIDDEN
               ? (struct err){ERR_NOT_FOUND, "error.not_found", e.where}
               : e;
}

struct casefile_id casework_none(const struct session *s)
{
    return id_to(casefile, id_of(s->actor.user));
}

static struct err left_alone(const struct session *s, struct casework *w)
{
    struct q_left_alone_in in = {w->c.id, w->today, consent_latest(w->today)};
    struct q_left_alone_out row;

    TRY(db_one(w->db, &q_left_alone, &in, &row, s->arena));
    w->c.left_alone = row.n > 0;
    return ok();
}

struct err casework_begin(struct session *s, struct casefile_id id, enum act act,
                          struct casework *w)
{
    struct subject on = {0};

    *w = (struct casework){.today = session_today(s)};
    TRY(session_db(s, STORE_CARE, &w->db));
    TRY(block_stands(w->db, id, s->actor.user, &on.blocked));
    s->denied = id_of(id);
    if (on.blocked)
        id = casework_none(s);
    TRY(casefile_load(w->db, s->keys, id, s->arena, &w->c));
    on.assigned = w->c.owner;
    TRY(hide(policy_check(&s->actor, act, &on)));
    s->denied = (struct id){{0}};
    if (!id_is_set(s->opened))
        s->opened = id_of(id);
    w->was = coarse_of(w->c.state);
    TRY(left_alone(s, w));
    return casefile_key(w->db, s->keys, w->c.resident, s->arena, &w->key);
}

struct err casework_same_rev(struct session *s, const struct casework *w, int64_t rev)
{
    if (w->c.rev == rev)
        return ok();
    session_fault(s, "rev", "case.changed_meanwhile");
    return failed(ERR_CONFLICT, "case.changed_meanwhile");
}

struct err casework_event(struct session *s, struct casework *w, enum case_event ev)
{
    struct casefile *c = &w->c;

    TRY(casefile_next(c->state, ev, &c->state));
    if (c->acknowledged_at == 0) {
        c->acknowledged_at = s->now;
        c->acknowledged_day = w->today;
    }
    if (!id_is_set(id_of(c->owner)))
        c->owner = s->actor.user;
    if (ev == CASE_ON_REACH && !day_is_set(c->contacted_day))
        c->contacted_day = w->today;
    if (ev == CASE_ON_CONNECT && !day_is_set(c->connected_day)) {
        c->connected_day = w->today;
        return better_promise(s, w);
    }
    return ok();
}

/* What is known of the household may have changed with the case. */
static struct err index_household(struct session *s, const struct casework *w)
{
    const struct same_known h = {.casefile = w->c.id,
                                 .property = w->c.place.property,
                                 .unit = w->c.place.unit,
                                 .phone = w->c.person.phone,
                                 .name = w->c.person.name};

    return same_index(w->db, s->keys, &h, s->arena);
}

struct err casework_save(struct session *s, struct casework *w)
{
    enum coarse is = coarse_of(w->c.state);

    w->c.changed_by = s->actor.user;
    w->c.changed_at = s->now;
    w->c.rev++;
    TRY(casefile_save(w->db, &w->c));
    TRY(index_household(s, w));
    return is != w->was ? casefile_count(w->db, &w->c, is) : ok();
}

struct class_keys casework_keys(const struct session *s, const struct casework *w)
{
    return (struct class_keys){s->keys, &w->key};
}

void casework_audit(struct session *s, const struct casework *w, const char *act,
                    const char *detail)
{
    db_audit(w->db,
             &(struct audit){.actor = session_actor(s),
                             .act = act,
                             .subject = subject_text(s, "casefile", id_of(w->c.id)),
                             .detail = detail});
}
