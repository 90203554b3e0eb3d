/* callback_app.c -- see callback_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/callback_app.h"

#include "app/calendar.h"
#include "app/staff_mail.h"
#include "app/withdraw_app.h"
#include "base/crypto.h"
#include "core/str.h"

#define LISTED_MS (30 * DAY_MS)

struct err callback_draw(struct session *s, struct casework *w, struct consent_id id)
{
    const char *words;
    int64_t percent;
    uint32_t chance;

    TRY(setting_get(s, "callback_percent", CALLBACK_PERCENT_USUAL, &words));
    require(str_number(words, CALLBACK_PERCENT_MAX, &percent));
    crypto_random(&chance, sizeof chance);
    if (!callback_is_drawn(chance, percent))
        return ok();
    return callback_add(w->db, &(struct callback){.consent = id,
                                                  .casefile = w->c.id,
                                                  .taken_by = s->actor.user,
                                                  .drawn_at = s->now});
}

struct err callbacks_view(struct session *s, const void *in, void **out)
{
    const struct subject open = {0};
    struct callback_list_page *p = arena_new(s->arena, struct callback_list_page);
    struct db *db;

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_CALLBACK_WORK, &open)));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(callback_list(
        db, s->keys,
        &(struct callback_query){s->actor.user, s->now - LISTED_MS, session_today(s)},
        s->arena, &p->calls));
    for (size_t i = 0; i < p->calls.len; i++)
        session_seen(s, "casefile", id_of(p->calls.of[i].casefile));
    TRY(odd_takers(s, &p->odd));
    *out = p;
    return ok();
}

static struct err begin(struct session *s, struct consent_id id, struct casework *w,
                        struct callback *c)
{
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    TRY(callback_load(db, id, s->arena, c));
    TRY(casework_begin(s, c->casefile, ACT_CALLBACK_WORK, w));
    return id_same(id_of(c->taken_by), id_of(s->actor.user))
               ? failed(ERR_NOT_FOUND, "error.not_found")
               : ok();
}

struct err callback_view(struct session *s, const void *input, void **out)
{
    const struct callback_in *in = input;
    struct callback_page *p = arena_new(s->arena, struct callback_page);
    struct casework w;

    TRY(begin(s, in->consent, &w, &p->of));
    p->c = w.c;
    session_seen(s, "casefile", id_of(w.c.id));
    *out = p;
    return ok();
}

/* Nobody is rung outside the hours the household gave. */
static struct err check_hours(struct session *s, const struct casework *w)
{
    const char *why = contact_refusal(&w->c.person.rules, CHANNEL_PHONE,
                                      zone_minute_of_day(s->zone, s->now));

    if (why == NULL)
        return ok();
    return session_refuse(s, "hours", why);
}

/* One try more, within the hours; *ended: it was said before, and there is none. */
static struct err try_begin(struct session *s, struct consent_id id, struct casework *w,
                            struct callback *c, bool *ended)
{
    TRY(begin(s, id, w, c));
    *ended = c->state != CALLBACK_WAITS;
    if (*ended)
        return ok();
    TRY(check_hours(s, w));
    c->tries++;
    return ok();
}

static struct err save(struct session *s, struct casework *w, struct callback *c)
{
    c->tried_at = s->now;
    c->called_by = s->actor.user;
    if (c->state != CALLBACK_WAITS)
        c->ended_at = s->now;
    c->rev++;
    casework_audit(s, w, "callback.tried", callback_state_name(c->state));
    return callback_save(w->db, c);
}

/* It was no yes: sharing stops at once, and two hear that there is something to see. */
static struct err stop(struct session *s, struct casework *w, struct consent_id id)
{
    const struct stop_how how = {STOP_BY_PHONE, proved_name(PROVED_CALLED_BACK)};
    struct staff_mail m = {.event = subject_text(s, "callback", id_of(id)),
                           .template = "word-arrived",
                           .about = w->c.id};
    struct consent given;

    TRY(consent_load(w->db, id, s->arena, &given));
    TRY(sharing_stop(s, w, &given, &how));
    TRY(staff_mail_role(s, w->db, ROLE_CARE_LEAD, &m, NULL));
    return staff_mail_role(s, w->db, ROLE_PRIVACY, &m, NULL);
}

struct err callback_answered(struct session *s, const void *input, void **out)
{
    const struct callback_in *in = input;
    struct casework w;
    struct callback c;
    bool ended;

    (void)out;
    TRY(try_begin(s, in->consent, &w, &c, &ended));
    if (ended)
        return ok();
    c.state = in->said_yes == CALLBACK_YES ? CALLBACK_AGREED : CALLBACK_DENIED;
    c.knows_whom = callback_answer_name(in->knows_whom);
    c.knows_stop = callback_answer_name(in->knows_stop);
    TRY(save(s, &w, &c));
    return c.state == CALLBACK_DENIED ? stop(s, &w, in->consent) : ok();
}

struct err callback_missed(struct session *s, const void *input, void **out)
{
    const struct callback_in *in = input;
    struct casework w;
    struct callback c;
    bool ended;

    (void)out;
    TRY(try_begin(s, in->consent, &w, &c, &ended));
    if (ended)
        return ok();
    c.state = callback_after_tries(c.tries);
    return save(s, &w, &c);
}

/* ---- counted ---- */

static struct day month_before(struct day first)
{
    int year, month, dom;

    day_split((struct day){first.n - 1}, &year, &month, &dom);
    return day_make(year, month, 1);
}

/* A month that is not over would tell of each newcomer. */
struct err sharing_report(struct session *s, const void *in, void **out)
{
    struct sharing_report *p = arena_new(s->arena, struct sharing_report);
    int64_t ways[STOP_WAYS];
    int year, month, dom;
    struct db *db;

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_REPORT_INTERNAL, NULL)));
    TRY(session_db(s, STORE_CARE, &db));
    day_split(session_today(s), &year, &month, &dom);
    struct day until = day_make(year, month, 1);
    for (int i = 0; i < SHARING_MONTHS; i++) {
        struct day first = month_before(until);

        TRY(stop_ways(db,
                      &(struct stop_span){zone_start_ms(s->zone, first),
                                          zone_start_ms(s->zone, until)},
                      s->arena, ways));
        p->months[i].first = first;
        for (enum stop_way w = 0; w < STOP_WAYS; w++) {
            p->months[i].n += ways[w];
            p->ways[w] += ways[w];
        }
        until = first;
    }
    TRY(callback_count(db, s->arena, &p->calls));
    *out = p;
    return ok();
}
