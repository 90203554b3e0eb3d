/* story.c -- see story.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "app/attempt_app.h"
#include "app/block_app.h"
#include "app/casefile_app.h"
#include "app/consent_app.h"
#include "app/home_visit_app.h"
#include "app/link.h"
#include "app/need_app.h"
#include "app/referral_app.h"
#include "base/clock.h"
#include "core/build.h"
#include "core/str.h"
#include "queries_site.h"
#include "store/erase_store.h"
#include "store/queries_care.h"
#include "store/queries_registry.h"

#include <stdio.h>
#include <string.h>

#define NEED "mental-health"

const char *const story_secrets[] = {
    STORY_NAME,  STORY_PHONE,  "6175550142",    STORY_KNOCK, STORY_NOTE,
    STORY_TRIED, STORY_FAULTY, STORY_BLOCK_WHY, STORY_JOINT,
};
const size_t story_secrets_len = COUNT(story_secrets);

const char *const story_need_words[] = {NEED, "Mental health", "Salud mental"};
const size_t story_need_words_len = COUNT(story_need_words);

static struct id id_named(struct site *t, char kind, int n)
{
    struct id id;

    require(id_parse(name_id(t->arena, kind, n), ID_TEXT - 1, &id));
    return id;
}

/* ---- the agency ---- */

static struct err plant_agency(struct session *s, void *ctx)
{
    struct site *t = ctx;
    const struct organization_id org = id_to(organization, id_named(t, 'g', 1));
    const struct service_id service = id_to(service, id_named(t, 's', 1));
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    TRY(db_exec(db, &q_organization_put,
                &(struct q_organization_put_in){.id = org,
                                                .external_id = "harbor",
                                                .name = "Harbor Agency",
                                                .description = "",
                                                .email = STORY_MAIL}));
    TRY(db_exec(db, &q_service_put,
                &(struct q_service_put_in){.id = service,
                                           .organization = org,
                                           .external_id = "harbor-1",
                                           .name = "Someone to listen",
                                           .description = "",
                                           .capacity = "open",
                                           .state = "active",
                                           .search_text = "someone to listen"}));
    return db_exec(db, &q_service_need_put,
                   &(struct q_service_need_put_in){.service = service, .need = NEED});
}

/* Chance is no test: each consent is to be called back. */
static struct err draw_all(struct db *db, struct arena *a, void *ctx)
{
    (void)a, (void)ctx;
    return db_exec(db, &q_setting_put,
                   &(struct q_setting_put_in){"callback_percent", "100"});
}

void story_begin(struct site *t)
{
    assert_ok(world_change(t->w, STORE_REGISTRY, draw_all, NULL));
    assert_ok(phone_run(t->phone, STORE_CARE, plant_agency, t));
}

/* ---- at the door ---- */

static void ask_at_the_door(struct site *t, int n)
{
    char data[800];

    snprintf(data, sizeof data,
             "\"casefile\":\"%s\",\"consent\":\"%s\",\"property\":\"%s\",\"unit\":\"2\","
             "\"address\":\"12 Erie Street\",\"choices\":[\"talk:told\"],"
             "\"urgency\":\"today\",\"phone\":\"" STORY_PHONE
             "\",\"knock\":\"" STORY_KNOCK
             "\",\"message_ok\":\"no\",\"call_name\":\"" STORY_NAME "\","
             "\"text_version\":\"door-1\",\"lang\":\"es\",\"method\":\"shown\","
             "\"card_code\":\"%.3s%c %04d\"",
             name_id(t->arena, 'c', n), name_id(t->arena, 'n', n),
             name_id(t->arena, 'p', 1), STORY_CARD, STORY_CARD[3] + n / 10000, n % 10000);
    assert_applied(
        phone_send_one(t->phone, op_sealed(t->phone, 2 * n, "help.request", data)));
    assert_applied(
        phone_send_one(t->phone, op_sealed(t->phone, 2 * n + 1, "help.request",
                                           "\"call_name\":\"" STORY_FAULTY "\"")));
}

/* ---- the case manager ---- */

static struct err take_consent(struct session *s, const struct story *st)
{
    void *out;
    struct consent_in consent = {
        .casefile = st->casefile,
        .id = st->consent,
        .how = {.lang = "es",
                .method = "signed",
                .expires = {zone_day(s->zone, s->now).n + 180}},
        .scopes = {{.need = st->need, .recipient = st->organization}},
        .scopes_len = 1,
    };

    return consent_take(s, &consent, &out);
}

static struct err reach(struct session *s, const struct story *st)
{
    void *out;
    const struct attempt_in attempt = {
        .casefile = st->casefile,
        .id = id_to(attempt, id_mint(s->now)),
        .channel = CHANNEL_PHONE,
        .outcome = OUTCOME_REACHED,
        .note = STORY_TRIED,
        .next_day = DAY_NONE,
    };

    return attempt_log(s, &attempt, &out);
}

static struct err read_revs(struct session *s, struct story *st)
{
    struct casefile c;
    struct referral r;
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    TRY(casefile_load(db, s->keys, st->casefile, s->arena, &c));
    TRY(referral_find(db, st->referral, s->arena, &r));
    st->rev = c.rev;
    st->answer_rev = r.rev;
    return ok();
}

struct working {
    struct story *story;
    struct user_id manager;
};

static struct err work(struct session *s, void *ctx)
{
    struct working *w = ctx;
    struct story *st = w->story;
    void *out;

    s->actor = (struct actor){.user = w->manager, .roles = 1u << ROLE_CASE_MANAGER};
    TRY(casefile_acknowledge(s, &(struct case_ref){.id = st->casefile}, &out));
    TRY(reach(s, st));
    TRY(need_found(s, &(struct need_in){st->casefile, st->need, NEED, KNOWN_BY_TOLD},
                   &out));
    TRY(take_consent(s, st));
    TRY(casefile_note(s, &(struct note_in){st->casefile, id_mint(s->now), STORY_NOTE},
                      &out));
    TRY(referral_send(s,
                      &(struct review_in){st->casefile, st->need, st->service,
                                          st->referral, TELL_NAME | TELL_PHONE},
                      &out));
    TRY(home_visit_plan(s,
                        &(struct plan_visit_in){.casefile = st->casefile,
                                                .id = st->visit,
                                                .visitor = w->manager,
                                                .day = zone_day(s->zone, s->now),
                                                .time = "15:00",
                                                .joint = STORY_JOINT},
                        &out));
    return read_revs(s, st);
}

struct story *story_unborn(struct site *t, int n)
{
    struct story *st = arena_new(t->arena, struct story);

    *st = (struct story){
        .casefile = id_to(casefile, id_named(t, 'c', n)),
        .need = id_to(need, id_named(t, 'e', n)),
        .service = id_to(service, id_named(t, 's', 1)),
        .organization = id_to(organization, id_named(t, 'g', 1)),
        .consent = id_to(consent, id_named(t, 'f', n)),
        .referral = id_to(referral, id_named(t, 'r', n)),
        .visit = id_named(t, 'w', n),
        .fault = id_to(op, id_named(t, 'o', 2 * n + 1)),
    };
    st->token = link_token(t->phone->keys, st->referral, 1, t->arena);
    return st;
}

struct story *story_new(struct site *t, int n)
{
    struct story *st = story_unborn(t, n);
    struct working w = {st, id_to(user, id_named(t, 'u', 3))};

    ask_at_the_door(t, n);
    assert_ok(phone_run(t->phone, STORE_CARE, work, &w));
    return st;
}

struct owning {
    struct casefile_id casefile;
    struct user_id owner;
};

static struct err own(struct session *s, void *ctx)
{
    const struct owning *o = ctx;
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    return db_exec(db, &q_site_case_own,
                   &(struct q_site_case_own_in){.id = o->casefile, .owner = o->owner});
}

void story_own(struct site *t, const struct story *st, const struct visitor *who)
{
    struct owning o = {.casefile = st->casefile};

    if (who != NULL)
        o.owner = who->id;
    assert_ok(phone_run(t->phone, STORE_CARE, own, &o));
}

/* Two seats of the test may be one person of the demonstration: whoever opens cases. */
static struct err say_not_this_person(struct session *s, void *ctx)
{
    void *out;

    s->actor = (struct actor){.user = id_to(user, id_mint(s->now)),
                              .roles = 1u << ROLE_CARE_LEAD};
    return block_set(s, ctx, &out);
}

void story_block(struct site *t, const struct story *st, const struct visitor *whom)
{
    struct block_in in = {.casefile = st->casefile,
                          .id = id_mint(t->phone->now),
                          .person = whom->id,
                          .reason = STORY_BLOCK_WHY};

    assert_ok(phone_run(t->phone, STORE_CARE, say_not_this_person, &in));
}

struct erasing {
    const struct site *t;
    const struct story *st;
};

static struct err erase(struct db *db, struct arena *a, void *ctx)
{
    const struct erasing *of = ctx;
    struct q_site_resident_out row;

    TRY(db_one(db, &q_site_resident, &(struct q_site_resident_in){of->st->casefile}, &row,
               a));
    const struct erasure e = {row.resident, clock_ms(), clock_ms(), ERASE_ASKED};
    TRY(erasure_add(db, &e));
    return erasure_destroy(db, of->t->phone->keys, &e, a);
}

void story_erase(struct site *t, const struct story *st)
{
    assert_ok(world_change(t->w, STORE_CARE, erase, &(struct erasing){t, st}));
}

/* ---- addresses and forms ---- */

static void put_id(struct build *b, struct id id)
{
    char text[ID_TEXT];

    id_format(id, text);
    build_text(b, text);
}

static void put_word(struct site *t, const struct story *st, struct build *b,
                     const char *word)
{
    const struct {
        const char *word;
        struct id id;
    } ids[] = {
        {"case", id_of(st->casefile)},
        {"need", id_of(st->need)},
        {"service", id_of(st->service)},
        {"organization", id_of(st->organization)},
        {"consent", id_of(st->consent)},
        {"referral", id_of(st->referral)},
        {"visit", st->visit},
        {"fault", id_of(st->fault)},
        {"new", id_mint(t->phone->now)},
        {"device", id_named(t, 'd', 1)},
    };

    for (size_t i = 0; i < COUNT(ids); i++)
        if (strcmp(word, ids[i].word) == 0) {
            put_id(b, ids[i].id);
            return;
        }
    if (strcmp(word, "token") == 0)
        build_text(b, st->token);
    else if (strcmp(word, "rev") == 0)
        build_int(b, st->rev);
    else if (strcmp(word, "answer_rev") == 0)
        build_int(b, st->answer_rev);
    else
        fail_msg("story.c knows no {%s}", word);
}

const char *story_fill(struct site *t, const struct story *st, const char *pattern)
{
    struct build b = {.arena = t->arena};

    while (*pattern != '\0') {
        const char *end =
            pattern[0] == '{' && str_is_letter(pattern[1]) ? strchr(pattern, '}') : NULL;

        if (end == NULL) {
            build_char(&b, *pattern++);
            continue;
        }
        put_word(t, st, &b,
                 arena_copy(t->arena, pattern + 1, (size_t)(end - pattern - 1)));
        pattern = end + 1;
    }
    return build_done(&b);
}
