/* taker_app.c -- see taker_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/taker_app.h"

#include "app/casework.h"
#include "app/staff_mail.h"
#include "core/build.h"
#include "store/outbox_store.h"
#include "store/queries_care.h"
#include "store/queries_enforcement.h"

#define MORNING_MS (INT64_C(8) * 60 * 60 * 1000)

/* Both lists are in order of who. */
static int64_t visits_of(struct user_id who, const struct q_signers_out *rows, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (id_same(id_of(rows[i].who), id_of(who)))
            return rows[i].visits;
    return 0;
}

static void judge(struct odd_takers *p, const struct taker *all, size_t len,
                  const struct staff *staff)
{
    for (size_t i = 0; i < len; i++) {
        struct odd_taker odd = {.of = all[i],
                                .name = staff_name(staff, all[i].who),
                                .quick = taker_is_quick(&all[i]),
                                .often = taker_is_often(&all[i], &p->all)};

        if (odd.quick || odd.often)
            p->of[p->len++] = odd;
    }
}

/* Somebody's yeses, and everybody's visits: who was never told yes counts among the
 * others.
 */
static struct err count(struct session *s, struct odd_takers *p, struct taker **out,
                        size_t *len)
{
    struct day since = {session_today(s).n - TAKER_DAYS};
    struct q_takers_out *yeses;
    struct q_signers_out *visits;
    struct db *care, *enforcement;
    size_t visits_len;

    TRY(session_db(s, STORE_CARE, &care));
    TRY(session_db(s, STORE_ENFORCEMENT, &enforcement));
    TRY(db_many(care, &q_takers, &(struct q_takers_in){since, TAKER_QUICK_SECONDS},
                (void *)&yeses, len, s->arena));
    TRY(db_many(enforcement, &q_signers, &(struct q_signers_in){since}, (void *)&visits,
                &visits_len, s->arena));
    *out = arena_array(s->arena, struct taker, *len + 1);
    for (size_t i = 0; i < visits_len; i++)
        p->all.visits += visits[i].visits;
    for (size_t i = 0; i < *len; i++) {
        (*out)[i] = (struct taker){.who = yeses[i].who,
                                   .visits = visits_of(yeses[i].who, visits, visits_len),
                                   .yeses = yeses[i].yeses,
                                   .timed = yeses[i].timed,
                                   .quick = yeses[i].quick};
        p->all.yeses += yeses[i].yeses;
    }
    return ok();
}

struct err odd_takers(struct session *s, struct odd_takers *out)
{
    struct staff staff;
    struct taker *all;
    struct db *registry;
    size_t len;

    *out = (struct odd_takers){0};
    TRY(count(s, out, &all, &len));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &staff));
    out->of = arena_array(s->arena, struct odd_taker, len + 1);
    judge(out, all, len, &staff);
    return ok();
}

/* ---- the letter ---- */

struct taker_letter {
    bool due; /* first, see rounds.h */
    struct staff_mail mail;
};

static const char *event_of(struct session *s, struct day monday)
{
    struct build b = {.arena = s->arena};
    char day[DAY_TEXT];

    day_format(monday, day);
    build_text(&b, "takers:");
    build_text(&b, day);
    return build_done(&b);
}

/* Is there anybody who was not told this week? */
static struct err waits(struct session *s, const char *event, bool *out)
{
    struct db *care, *registry;
    struct staff staff;
    bool is_told;

    *out = false;
    TRY(session_db(s, STORE_CARE, &care));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_with_role(registry, role_name(ROLE_CARE_LEAD), s->arena, &staff));
    for (size_t i = 0; i < staff.len && !*out; i++) {
        TRY(outbox_is_told(care, event, staff.of[i].email, &is_told));
        *out = !is_told;
    }
    return ok();
}

struct err taker_round_due(struct session *s, const void *in, void **out)
{
    struct taker_letter *l = arena_new(s->arena, struct taker_letter);
    struct day today = session_today(s), monday = {today.n - day_weekday(today)};
    struct odd_takers odd;

    (void)in;
    *out = l;
    l->mail = (struct staff_mail){
        .event = event_of(s, monday), .template = "word-arrived", .path = "/callbacks"};
    if (today.n != monday.n || s->now < zone_start_ms(s->zone, today) + MORNING_MS)
        return ok();
    TRY(waits(s, l->mail.event, &l->due));
    if (!l->due)
        return ok();
    TRY(odd_takers(s, &odd));
    l->due = odd.len > 0;
    return ok();
}

struct err taker_round(struct session *s, const void *in, void **out)
{
    const struct taker_letter *l = in;
    struct db *care;

    (void)out;
    TRY(session_db(s, STORE_CARE, &care));
    return staff_mail_role(s, care, ROLE_CARE_LEAD, &l->mail, NULL);
}
