/* demo_cases.c -- the cases of data/demo: asked for at a door as a phone would, sealed,
 * and then worked on as a case manager and the agencies would.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/demo_world.h"

#include "app/agency_app.h"
#include "app/attempt_app.h"
#include "app/casefile_app.h"
#include "app/connect_app.h"
#include "app/consent_app.h"
#include "app/count_app.h"
#include "app/link.h"
#include "app/need_app.h"
#include "app/referral_app.h"
#include "app/resident_app.h"
#include "app/withdraw_app.h"

#include <stdlib.h>
#include <string.h>

#define MINUTE INT64_C(60000)
#define READ_AFTER (4 * 24 * 60 * MINUTE)
#define PARTS_MAX 6
#define NEEDS_MAX 8

/* A need that was found, and where it was sent. */
struct sent_need {
    const char *word;
    struct need_id id;
    struct service service;
    struct referral_id referral;
    bool answered;
};

/* One case under way; its steps move `at` on. */
struct story {
    struct demo *d;
    const struct demo_row *row;
    struct casefile_id casefile;
    struct sent_need needs[NEEDS_MAX];
    size_t needs_len;
    bool consented;
    int64_t at;
};

static const char *get(const struct story *st, const char *column)
{
    return demo_get(st->row, column);
}

/* Some minutes later, but never in the future. */
static void later(struct story *st, int64_t minutes)
{
    st->at += minutes * MINUTE;
    if (st->at > st->d->now - MINUTE)
        st->at = st->d->now - MINUTE;
}

static struct err do_as(struct story *st, const struct demo_person *who,
                        struct err (*act)(struct session *, const void *, void **),
                        const void *in)
{
    return demo_do(st->d, &(struct demo_act){STORE_CARE, who, st->at, act, in});
}

static struct err manage(struct story *st,
                         struct err (*act)(struct session *, const void *, void **),
                         const void *in)
{
    return do_as(st, demo_person(st->d, "case-manager"), act, in);
}

static struct id fresh(const struct story *st)
{
    return id_mint(st->at);
}

/* ---- what the case manager does ---- */

struct look {
    struct casefile_id id;
    int64_t rev;
};

static struct err look(struct session *s, const void *in, void **out)
{
    struct look *l = *(struct look *const *)in;
    void *page;

    (void)out;
    TRY(casefile_view(s, &(struct case_ref){.id = l->id}, &page));
    l->rev = ((struct case_page *)page)->c.rev;
    return ok();
}

static struct err ref_now(struct story *st, struct case_ref *out)
{
    struct look l = {.id = st->casefile}, *at = &l;

    TRY(manage(st, look, &at));
    *out = (struct case_ref){l.id, l.rev};
    return ok();
}

static struct err acknowledge(struct story *st, const char **part)
{
    struct case_ref ref;

    (void)part;
    TRY(ref_now(st, &ref));
    return manage(st, casefile_acknowledge, &ref);
}

/* try+DAYS:CHANNEL:OUTCOME:LANG:INTERPRETER */
static struct err try_to_reach(struct story *st, const char **part)
{
    struct attempt_in in = {
        .casefile = st->casefile,
        .id = id_to(attempt, fresh(st)),
        .lang = part[3],
        .interpreter = part[4],
        .next_day = DAY_NONE,
    };

    require(channel_parse(part[1], &in.channel) && outcome_parse(part[2], &in.outcome));
    if (in.outcome != OUTCOME_REACHED)
        in.next_day =
            day_add_business(zone_day(&st->d->city->zone, st->at), 2, &st->d->holidays);
    return manage(st, attempt_log, &in);
}

static struct err prior(struct story *st, const char **part)
{
    struct prior_in in;

    require(prior_parse(part[1], &in.prior));
    TRY(ref_now(st, &in.ref));
    return manage(st, casefile_prior, &in);
}

struct usual {
    const char *need;
    struct service service;
    struct arena *arena; /* of the furnishing: outlives the job */
};

static struct err find_usual(struct session *s, const void *in, void **out)
{
    struct usual *u = *(struct usual *const *)in;
    struct services all;
    struct db *db;

    (void)out;
    TRY(session_db(s, STORE_CARE, &db));
    TRY(directory_usual(db, u->need, u->arena, &all));
    if (all.len == 0)
        return failed(ERR_NOT_FOUND, "db.no_row");
    u->service = all.of[0];
    return ok();
}

static struct err find_need(struct story *st, const char **part)
{
    struct sent_need *n = &st->needs[st->needs_len];
    struct usual u = {.need = part[1], .arena = st->d->arena}, *at = &u;

    require(st->needs_len < NEEDS_MAX);
    *n = (struct sent_need){.word = part[1], .id = id_to(need, fresh(st))};
    TRY(manage(st, find_usual, &at));
    n->service = u.service;
    st->needs_len++;
    return manage(st, need_found,
                  &(struct need_in){st->casefile, n->id, n->word, KNOWN_BY_TOLD});
}

/* One consent for all needs, taken before the first is sent. */
static struct err consent(struct story *st)
{
    struct consent_in *in = arena_new(st->d->arena, struct consent_in);

    *in = (struct consent_in){
        .casefile = st->casefile,
        .id = id_to(consent, fresh(st)),
        .how = {.lang = get(st, "lang"),
                .method = "signed",
                .expires = {zone_day(&st->d->city->zone, st->at).n + 180}},
        .scopes_len = st->needs_len,
    };
    for (size_t i = 0; i < st->needs_len; i++)
        in->scopes[i] = (struct consent_scope){
            .need = st->needs[i].id,
            .recipient = st->needs[i].service.organization,
            .contacts_owner = st->needs[i].service.contacts_owner,
        };
    st->consented = true;
    TRY(manage(st, consent_take, in));
    later(st, 5);
    return ok();
}

static struct sent_need *need_named(struct story *st, const char *word)
{
    for (size_t i = 0; i < st->needs_len; i++)
        if (strcmp(st->needs[i].word, word) == 0)
            return &st->needs[i];
    die("a step of cases.csv names a need that was not found");
    return NULL;
}

/* send:NEED:WAY */
static struct err send(struct story *st, const char **part)
{
    struct sent_need *n = need_named(st, part[1]);
    struct review_in in = {.casefile = st->casefile,
                           .need = n->id,
                           .service = n->service.id,
                           .tell = TELL_NAME | TELL_PHONE};

    if (!st->consented)
        TRY(consent(st));
    n->referral = in.id = id_to(referral, fresh(st));
    n->answered = way_parse(part[2], &in.way) && in.way != WAY_LINK;
    return manage(st, referral_send, &in);
}

/* have:NEED:PROOF: a paper of the application came to hand. */
static struct err have(struct story *st, const char **part)
{
    struct proofs_in in = {.casefile = st->casefile,
                           .referral = need_named(st, part[1])->referral};
    enum proof proof;

    require(proof_parse(part[2], &proof));
    in.have[proof] = true;
    return manage(st, connect_proofs, &in);
}

/* ---- what the agencies answer ---- */

/* What came some days ago has been read. */
static struct err noted(struct story *st, const struct sent_need *n)
{
    struct answer_in in = {.casefile = st->casefile, .referral = n->referral};

    if (st->d->now - st->at < READ_AFTER)
        return ok();
    later(st, 30);
    return manage(st, referral_noticed, &in);
}

static struct err answer(struct story *st, struct sent_need *n, enum referral_event event,
                         const char *reason)
{
    n->answered = true;
    TRY(do_as(st, NULL, agency_answer_link,
              &(struct answer_in){
                  .token = link_token(st->d->city->keys, n->referral, 1, st->d->arena),
                  .event = event,
                  .reason = reason,
                  .until = {zone_day(&st->d->city->zone, st->d->now).n + 30}}));
    return noted(st, n);
}

static struct err accepts(struct story *st, const char **part)
{
    later(st, 20 * 60);
    return answer(st, need_named(st, part[1]), REFERRAL_ACCEPT, NULL);
}

static struct err refuses(struct story *st, const char **part)
{
    later(st, 22 * 60);
    return answer(st, need_named(st, part[1]), REFERRAL_REFUSE, "no-capacity");
}

static struct err waits(struct story *st, const char **part)
{
    later(st, 21 * 60);
    return answer(st, need_named(st, part[1]), REFERRAL_WAITLIST, NULL);
}

static struct err starts(struct story *st, const char **part)
{
    struct sent_need *n = need_named(st, part[1]);

    later(st, 20 * 60);
    if (!n->answered)
        TRY(answer(st, n, REFERRAL_ACCEPT, NULL));
    later(st, 4 * 60);
    return answer(st, n, REFERRAL_START, NULL);
}

/* She called, was called back, and stopped all of it. */
static struct err stop(struct story *st, const char **part)
{
    (void)part;
    return manage(
        st, sharing_stop_by_phone,
        &(struct phone_stop_in){.casefile = st->casefile, .proved = PROVED_CALLED_BACK});
}

/* say:KIND:NUMBER: the resident, by the code of her card */
static struct err say(struct story *st, const char **part)
{
    struct resident_in in = {.code = get(st, "card"),
                             .id = fresh(st),
                             .words.phone = part[2][0] ? part[2] : NULL};
    bool corrects = strcmp(part[1], told_name(TOLD_CORRECT)) == 0;

    return do_as(st, NULL, corrects ? resident_correct : resident_nobody_called, &in);
}

/* close+DAYS:REASON:CAUSE:BARRIER */
static struct err close_case(struct story *st, const char **part)
{
    struct close_in in = {.note_id = fresh(st)};
    enum cause cause;
    enum barrier barrier;

    require(close_reason_parse(part[1], &in.reason));
    if (cause_parse(part[2], &cause))
        in.causes[cause] = true;
    if (barrier_parse(part[3], &barrier))
        in.barriers[barrier] = true;
    TRY(ref_now(st, &in.ref));
    return manage(st, casefile_close, &in);
}

static const struct {
    const char *word;
    struct err (*take)(struct story *st, const char **part);
} steps[] = {
    {"ack", acknowledge}, {"try", try_to_reach}, {"prior", prior},
    {"need", find_need},  {"send", send},        {"accept", accepts},
    {"refuse", refuses},  {"start", starts},     {"close", close_case},
    {"wait", waits},      {"have", have},        {"say", say},
    {"stop", stop},
};

/* "try+1:phone:reached:es:staff": on the first business day after the request. */
static struct err step(struct story *st, const char *text)
{
    const char *part[PARTS_MAX] = {"", "", "", "", "", ""}, *word;
    size_t n = 0;
    char *plus;

    while (n < PARTS_MAX && (word = demo_word(st->d->arena, &text, ':')) != NULL)
        part[n++] = word;
    if ((plus = strchr(part[0], '+')) != NULL) {
        int64_t day =
            demo_at(st->d, demo_int(st->row, "days_ago") - atoi(plus + 1), "11:10");
        st->at = day > st->at ? day : st->at;
        *plus = '\0';
    }
    later(st, 7);
    for (size_t i = 0; i < COUNT(steps); i++)
        if (strcmp(steps[i].word, part[0]) == 0)
            return steps[i].take(st, part);
    die("a step of cases.csv that nobody knows");
    return ok();
}

static struct err tell_story(void *ctx, const struct demo_row *row)
{
    struct demo *d = ctx;
    struct story st = {
        .d = d,
        .row = row,
        .at = demo_at(d, demo_int(row, "days_ago"), demo_get(row, "time")),
    };
    const char *rest = get(&st, "steps"), *text;

    TRY(demo_ask(d, row, st.at, &st.casefile));
    while ((text = demo_word(d->arena, &rest, ' ')) != NULL)
        TRY(step(&st, text));
    TRY(demo_plan(d, get(&st, "call_name"), st.casefile));
    TRY(demo_hub(d, get(&st, "call_name"), st.casefile));
    for (size_t i = 0; i < st.needs_len; i++)
        if (id_is_set(id_of(st.needs[i].referral)) && !st.needs[i].answered)
            d->unanswered = st.needs[i].referral;
    return ok();
}

/* What an agency that only counts gave back for the month before. */
static struct err give_counts(struct demo *d)
{
    struct usual u = {.need = "domestic-violence", .arena = d->arena}, *at = &u;
    const struct demo_person *who = demo_person(d, "case-manager");
    char month[DAY_TEXT];
    struct day today = d->today;
    int year, number, dom;

    day_split(today, &year, &number, &dom);
    day_format((struct day){today.n - dom}, month);
    month[7] = '\0';
    TRY(demo_do(
        d, &(struct demo_act){STORE_CARE, who, demo_at(d, 1, "16:00"), find_usual, &at}));
    struct count_in in = {.service = u.service.id, .month = month, .people = 12};
    return demo_do(
        d, &(struct demo_act){STORE_CARE, who, demo_at(d, 1, "16:05"), count_take, &in});
}

struct err demo_cases(struct demo *d)
{
    TRY(demo_each(d->arena, "cases.csv", d, tell_story));
    return give_counts(d);
}

const char *demo_agency_link(const struct demo *d)
{
    return id_is_set(id_of(d->unanswered))
               ? link_token(d->city->keys, d->unanswered, 1, d->arena)
               : NULL;
}
