/* test_clock.c -- the server's clock jumps, and is mended: what was given still ends when
 * it should, nothing lives for ever, nothing is lost or done twice, and it is shown.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "app/ledger.h"
#include "app/link.h"
#include "app/mail_app.h"
#include "app/token.h"
#include "core/build.h"
#include "domain/consent.h"
#include "store/audit.h"

#include <stdio.h>
#include <string.h>

#define YEARS_10 (3652 * DAY)
#define SECOND INT64_C(1000)

/* Also a leap second, which a clock tells as a second that comes twice, and the 29th of
 * February of 2028. */
static const int64_t jumps[] = {DAY,     -DAY,        YEARS_10,  -YEARS_10,
                                -SECOND, -7 * SECOND, 462 * DAY, 3 * MINUTE};

struct tour {
    struct site *t;
    struct visitor *me;
    const char *page;
    int64_t start;
};

static struct tour tour_new(struct world *w)
{
    struct tour f = {.t = site_new(w), .page = "/cases"};

    story_begin(f.t);
    f.me = visitor_new(f.t, ROLE_CASE_MANAGER, "en");
    f.start = f.t->phone->now;
    return f;
}

static void set(struct tour *f, int64_t since_start)
{
    site_clock(f->t, f->start + since_start);
}

static struct err nothing(struct session *s, void *ctx)
{
    (void)s, (void)ctx;
    return ok();
}

/* When a session was last used is written after the answer: until it is. */
static void use(struct tour *f)
{
    assert_status(site_get(f->t, f->me, f->page), 200);
    assert_ok(phone_run(f->t->phone, STORE_REGISTRY, nothing, NULL));
}

static void a_visit_whose_day_is_over_was_planned(void **state)
{
    struct tour f = tour_new(*state);
    struct story *st = story_new(f.t, 1);

    story_own(f.t, st, f.me);
    f.page = story_fill(f.t, st, "/cases/{case}");
    assert_lacks(site_get(f.t, f.me, f.page), "Was planned for");
    set(&f, 20 * DAY);
    visitor_sign_in(f.t, f.me);
    assert_has(site_get(f.t, f.me, f.page), "Was planned for");
}

static void assert_out(struct tour *f)
{
    assert_int_not_equal(site_get(f->t, f->me, f->page)->status, 200);
}

static void assert_chains(struct tour *f)
{
    for (int i = 0; i < STORES; i++) {
        struct audit_check check;

        assert_ok(audit_verify(f->t->stores.of[i], WORLD_CITY, &check));
        assert_int_equal(check.broken, 0);
    }
}

static void a_session_is_there_after_a_jump_that_was_mended(void **state)
{
    struct tour f = tour_new(*state);

    for (size_t i = 0; i < COUNT(jumps); i++) {
        set(&f, jumps[i]);
        (void)site_get(f.t, f.me, f.page);
        set(&f, (int64_t)i * SECOND);
        use(&f);
    }
    for (int64_t t = 0; t <= 12 * 60 - 30; t += 30) {
        set(&f, t * MINUTE + 10 * SECOND);
        use(&f);
    }
    set(&f, 12 * 60 * MINUTE); /* no later than it was to end */
    assert_out(&f);
    assert_chains(&f);
}

static void a_session_of_a_wrong_future_does_not_last_into_it(void **state)
{
    struct tour f = tour_new(*state);

    set(&f, YEARS_10);
    visitor_sign_in(f.t, f.me);
    use(&f);
    set(&f, 0);
    assert_out(&f);
    visitor_sign_in(f.t, f.me);
    use(&f);
}

/* Used half an hour ahead, then an hour not at all. */
static void an_hour_without_use_is_an_hour_of_the_mended_clock(void **state)
{
    struct tour f = tour_new(*state);

    set(&f, 40 * MINUTE);
    use(&f);
    set(&f, 0);
    use(&f);
    set(&f, 61 * MINUTE);
    assert_out(&f);
}

static void a_lock_lasts_a_quarter_of_an_hour_and_not_for_years(void **state)
{
    int64_t now = 1795500000000;

    (void)state;
    assert_true(account_locked(now + 15 * MINUTE, now));
    assert_false(account_locked(now, now));
    assert_false(account_locked(now + YEARS_10 + 15 * MINUTE, now));
}

static const struct local_answer *open_token(struct tour *f, const char *path,
                                             const char *token)
{
    struct build form = {.arena = f->t->arena};

    build_text(&form, "token=");
    build_text(&form, token);
    return site_follow(f->t, path, build_done(&form));
}

static void a_link_ends_neither_early_nor_never(void **state)
{
    struct tour f = tour_new(*state);
    const char *now = story_new(f.t, 1)->token, *tomorrow, *later;

    set(&f, DAY);
    tomorrow = story_new(f.t, 2)->token;
    set(&f, YEARS_10);
    later = story_new(f.t, 3)->token;
    assert_status(open_token(&f, "/r/open", now), 404);
    assert_status(open_token(&f, "/r/open", later), 200);
    set(&f, MINUTE);
    assert_status(open_token(&f, "/r/open", now), 200);
    assert_status(open_token(&f, "/r/open", tomorrow), 200);
    assert_status(open_token(&f, "/r/open", later), 404);
    set(&f, 45 * DAY - 1);
    assert_status(open_token(&f, "/r/open", now), 200);
    set(&f, 45 * DAY);
    assert_status(open_token(&f, "/r/open", now), 404);
    assert_chains(&f);
}

struct inviting {
    struct user_id user;
    const char *token;
};

static struct err invite(struct session *s, void *ctx)
{
    const struct inviting *i = ctx;
    struct db *db;

    TRY(session_db(s, STORE_REGISTRY, &db));
    return account_invite_by(db, i->user, s->now, i->token);
}

static const char *invited(struct tour *f, char letter)
{
    struct visitor *v = visitor_new(f->t, ROLE_INSPECTOR, "en");
    char token[44];

    memset(token, letter, 43);
    token[43] = '\0';
    struct inviting i = {v->id, arena_copy(f->t->arena, token, 43)};
    assert_ok(phone_run(f->t->phone, STORE_REGISTRY, invite, &i));
    return i.token;
}

static void an_invitation_ends_neither_early_nor_never(void **state)
{
    struct tour f = tour_new(*state);
    const char *now = invited(&f, 'A');

    set(&f, YEARS_10);
    const char *later = invited(&f, 'B');
    assert_status(open_token(&f, "/welcome/open", later), 200);
    set(&f, 0);
    assert_int_not_equal(open_token(&f, "/welcome/open", later)->status, 200);
    set(&f, 7 * DAY - 1);
    assert_status(open_token(&f, "/welcome/open", now), 200);
    set(&f, 7 * DAY);
    assert_int_not_equal(open_token(&f, "/welcome/open", now)->status, 200);
}

static void a_consent_of_a_wrong_future_is_asked_for_anew(void **state)
{
    struct day today = {20000};

    (void)state;
    assert_true(consent_holds((struct day){20000 + CONSENT_DAYS_MAX}, 0, today));
    assert_true(consent_holds((struct day){20001 + CONSENT_DAYS_MAX}, 0, today));
    assert_true(consent_holds(today, 0, today));
    assert_false(consent_holds((struct day){19999}, 0, today));
    assert_false(consent_holds((struct day){20000 + 3652}, 0, today));
}

/* ---- mail ---- */

struct post {
    struct tour f;
    struct mail_config config;
    struct mail_watch watch;
    int64_t steady;
};

static struct post post_new(struct world *w)
{
    struct post p = {.f = tour_new(w)};

    p.config = (struct mail_config){.city = WORLD_CITY,
                                    .city_name = "Testville",
                                    .public_url = SITE_URL,
                                    .keys = p.f.t->phone->keys};
    return p;
}

/* How many letters one look handles, when the steady clock has gone on by so much. */
static int look_after(struct post *p, int64_t ms)
{
    struct mail_round done;

    p->config.stores = &p->f.t->stores;
    p->watch.now = p->f.t->phone->now;
    p->watch.steady_us += ms * 1000;
    assert_ok(mail_round(&p->config, STORE_CARE, &p->watch, &done));
    return done.left + done.sent;
}

static void mail_of_a_wrong_future_goes_out_in_the_present(void **state)
{
    static const int64_t ahead[] = {3 * MINUTE, DAY, YEARS_10};
    struct post p = post_new(*state);

    for (size_t i = 0; i < COUNT(ahead); i++) {
        set(&p.f, ahead[i]);
        story_new(p.f.t, (int)i + 1);
        set(&p.f, 0);
        assert_int_not_equal(look_after(&p, SECOND), 0);
        assert_int_equal(look_after(&p, SECOND), 0); /* put off by a minute */
    }
    set(&p.f, YEARS_10 + DAY);
    assert_int_not_equal(look_after(&p, SECOND), 0);
    set(&p.f, 2 * MINUTE); /* put off until a minute later in ten years */
    assert_int_not_equal(look_after(&p, SECOND), 0);
}

struct other {
    int64_t now;
    struct mail *rows;
    size_t len;
};

/* As a second server does: it holds a lease and sends. */
static struct err lease(struct db *db, struct arena *a, void *ctx)
{
    struct other *o = ctx;

    struct outbox_ask ask = {.now = o->now};

    return outbox_lease(db, &ask, a, &o->rows, &o->len);
}

static int leased(struct post *p)
{
    struct other o = {.now = p->f.t->phone->now};

    assert_ok(world_change(p->f.t->w, STORE_CARE, lease, &o));
    return (int)o.len;
}

static void a_lease_is_neither_lost_nor_broken_by_a_jump(void **state)
{
    for (size_t i = 0; i < COUNT(jumps); i++) {
        struct world w, *first = *state;

        world_open(&w, first->engine);
        struct post p = post_new(&w);
        story_new(p.f.t, 1);
        int theirs = leased(&p);
        assert_int_not_equal(theirs, 0);
        assert_int_equal(look_after(&p, SECOND), 0);
        set(&p.f, jumps[i]);
        assert_int_equal(look_after(&p, SECOND), 0); /* they are still sending */
        assert_int_equal(look_after(&p, OUTBOX_LEASE_MS - 2 * SECOND), 0);
        set(&p.f, jumps[i] + 10 * SECOND);
        assert_int_equal(look_after(&p, 2 * SECOND), theirs); /* they are gone */
        world_close(&w);
    }
}

/* ---- what is dated ---- */

static void what_a_phone_dated_ahead_is_flagged_though_its_clock_was_mended(void **state)
{
    struct sync_op op = {.at = 1795500000000 + 3 * DAY};
    struct taken t = {.op = &op, .received_at = 1795500000000, .offset_ms = 0};

    (void)state;
    assert_true(taken_doubt(&t));
    assert_int_equal(taken_at(&t), t.received_at);
    op.at = t.received_at - 3 * DAY; /* three days offline */
    assert_false(taken_doubt(&t));
    assert_int_equal(taken_at(&t), op.at);
    t.offset_ms = 3 * DAY; /* three days behind */
    assert_true(taken_doubt(&t));
    assert_int_equal(taken_at(&t), t.received_at);
    op.at = 0; /* a phone whose battery was flat */
    t.offset_ms = t.received_at;
    assert_int_equal(taken_at(&t), t.received_at);
}

static void a_promise_is_counted_from_the_moment_recorded(void **state)
{
    struct tour f = tour_new(*state);
    struct story *st = story_new(f.t, 1);
    const char *path = story_fill(f.t, st, "/cases/{case}");

    story_own(f.t, st, f.me);
    const char *before = dump_care(f.t->phone);
    for (size_t i = 0; i < COUNT(jumps); i++) {
        set(&f, jumps[i]);
        (void)site_get(f.t, f.me, path);
        (void)look_after(
            &(struct post){.f = f,
                           .config = {.city = WORLD_CITY, .keys = f.t->phone->keys}},
            0);
    }
    set(&f, MINUTE);
    assert_status(site_get(f.t, f.me, path), 200);
    assert_string_equal(dump_care(f.t->phone), before);
    assert_chains(&f);
}

static const char *status_page(struct tour *f)
{
    struct visitor *admin = visitor_new(f->t, ROLE_ADMIN, "en");
    const struct local_answer *a = site_get(f->t, admin, "/status");

    assert_status(a, 200);
    return a->body;
}

static void a_clock_that_ran_ahead_is_shown_after_it_was_mended(void **state)
{
    struct tour f = tour_new(*state);

    assert_null(strstr(status_page(&f), "the clock was ahead"));
    set(&f, YEARS_10);
    visitor_sign_in(f.t, f.me);
    set(&f, MINUTE);
    assert_non_null(strstr(status_page(&f), "the clock was ahead"));
    assert_chains(&f);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_visit_whose_day_is_over_was_planned),
        cmocka_unit_test(a_session_is_there_after_a_jump_that_was_mended),
        cmocka_unit_test(a_session_of_a_wrong_future_does_not_last_into_it),
        cmocka_unit_test(an_hour_without_use_is_an_hour_of_the_mended_clock),
        cmocka_unit_test(a_link_ends_neither_early_nor_never),
        cmocka_unit_test(an_invitation_ends_neither_early_nor_never),
        cmocka_unit_test(mail_of_a_wrong_future_goes_out_in_the_present),
        cmocka_unit_test(a_lease_is_neither_lost_nor_broken_by_a_jump),
        cmocka_unit_test(a_promise_is_counted_from_the_moment_recorded),
        cmocka_unit_test(a_clock_that_ran_ahead_is_shown_after_it_was_mended),
    };
    static const struct CMUnitTest once[] = {
        cmocka_unit_test(a_lock_lasts_a_quarter_of_an_hour_and_not_for_years),
        cmocka_unit_test(a_consent_of_a_wrong_future_is_asked_for_anew),
        cmocka_unit_test(what_a_phone_dated_ahead_is_flagged_though_its_clock_was_mended),
    };

    return world_run_ready("clock", tests, COUNT(tests)) +
           world_run_once("clock", once, COUNT(once));
}
