/* test_overload.c -- a store whose queue is full, seen from outside: a calm 503 that says
 * when to come back, nothing half done, and as before once there is room.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "core/build.h"

#include <pthread.h>
#include <string.h>
#include <unistd.h>

enum { OWED = 1 };

/* Holds a store's writer, and as many jobs behind it as may wait. */
struct jam {
    struct store *store;
    pthread_mutex_t lock;
    pthread_cond_t moved;
    bool reached, open;
    int until; /* goes on by itself once so many more than may wait do wait; or 0 */
    size_t left;
    struct job gate, of[STORE_QUEUE_MAX];
};

static struct jam jam;

static struct err hold(struct db *db, struct arena *a, void *ctx)
{
    struct jam *j = ctx;

    (void)db, (void)a;
    pthread_mutex_lock(&j->lock);
    j->reached = true;
    pthread_cond_broadcast(&j->moved);
    while (!j->open && j->until == 0)
        pthread_cond_wait(&j->moved, &j->lock);
    bool open = j->open;
    pthread_mutex_unlock(&j->lock);
    while (!open && store_waiting(j->store) < (size_t)(STORE_QUEUE_MAX + j->until)) {
        usleep(1000);
        pthread_mutex_lock(&j->lock);
        open = j->open;
        pthread_mutex_unlock(&j->lock);
    }
    return ok();
}

static struct err stand(struct db *db, struct arena *a, void *ctx)
{
    (void)db, (void)a, (void)ctx;
    return ok();
}

static void passed(struct job *job)
{
    struct jam *j = job->ctx;

    arena_free(&job->arena);
    pthread_mutex_lock(&j->lock);
    j->left--;
    pthread_cond_broadcast(&j->moved);
    pthread_mutex_unlock(&j->lock);
}

static void jam_begin(struct site *t, enum store_name name, int until)
{
    jam = (struct jam){.store = t->stores.of[name],
                       .lock = PTHREAD_MUTEX_INITIALIZER,
                       .moved = PTHREAD_COND_INITIALIZER,
                       .until = until,
                       .left = STORE_QUEUE_MAX + 1};
    jam.gate = (struct job){.city = WORLD_CITY, .act = hold, .done = passed, .ctx = &jam};
    store_submit(jam.store, &jam.gate);
    pthread_mutex_lock(&jam.lock);
    while (!jam.reached)
        pthread_cond_wait(&jam.moved, &jam.lock);
    pthread_mutex_unlock(&jam.lock);
    for (size_t i = 0; i < STORE_QUEUE_MAX; i++) {
        jam.of[i] =
            (struct job){.city = WORLD_CITY, .act = stand, .done = passed, .ctx = &jam};
        store_submit(jam.store, &jam.of[i]);
    }
}

static void jam_end(void)
{
    pthread_mutex_lock(&jam.lock);
    jam.open = true;
    pthread_cond_broadcast(&jam.moved);
    while (jam.left > 0)
        pthread_cond_wait(&jam.moved, &jam.lock);
    pthread_mutex_unlock(&jam.lock);
}

static const char *visit_op(struct site *t, int n)
{
    return op_make(t->phone, n, "inspection.start",
                   "\"inspection\":\"018f0000-0076-7000-8000-000000000099\",\"property\":"
                   "\"018f0000-0070-7000-8000-000000000001\",\"unit\":\"2\",\"kind\":"
                   "\"complaint\",\"occupancy\":\"vacant\",\"present\":[\"nobody\"]",
                   "");
}

static const char *alert_op(struct site *t, int n)
{
    return op_sealed(t->phone, n, "help.alert",
                     "\"casefile\":\"018f0000-0063-7000-8000-000000000098\","
                     "\"property\":\"018f0000-0070-7000-8000-000000000001\","
                     "\"address\":\"12 Erie Street\",\"card_left\":\"yes\"");
}

static const char *body_of(struct site *t, const char *one, const char *two)
{
    struct build b = {.arena = t->arena};

    build_text(&b, "{\"device\":\"");
    build_text(&b, name_id(t->arena, 'd', 1));
    build_text(&b, "\",\"now\":1795500000000,\"ops\":[");
    build_text(&b, one);
    build_text(&b, two == NULL ? "" : ",");
    build_text(&b, two == NULL ? "" : two);
    build_text(&b, "]}");
    return build_done(&b);
}

static struct visitor inspector_of(struct site *t)
{
    struct visitor v = {.id = t->phone->user, .email = "i1@x", .lang = "en"};

    visitor_sign_in(t, &v);
    return v;
}

static void a_phone_is_asked_to_come_back_and_nothing_is_kept(void **state)
{
    struct site *t = site_new(*state);
    struct visitor me = inspector_of(t);
    const char *body = body_of(t, visit_op(t, 1), NULL), *before = site_dump(t);

    jam_begin(t, STORE_ENFORCEMENT, 0);
    const struct local_answer *a = site_post_json(t, &me, "/api/v1/sync", body);
    const struct local_answer *well = site_get(t, NULL, "/healthz");
    jam_end();
    assert_status(a, 503);
    assert_string_equal(local_header(a, "Retry-After"), "5");
    assert_string_equal(local_header(a, "Content-Type"), "application/problem+json");
    assert_has(a, "urn:doorstep:busy");
    assert_lacks(a, "receipt");
    assert_status(well, 200);
    assert_string_equal(site_dump(t), before);
    a = site_post_json(t, &me, "/api/v1/sync", body);
    assert_status(a, 200);
    assert_has(a, "\"applied\"");
    assert_lacks(a, "replayed");
}

/* Enforcement has room, care has none: the second half is owed and is done. */
static void a_request_half_done_is_never_turned_away(void **state)
{
    struct site *t = site_new(*state);
    struct visitor me = inspector_of(t);
    const char *body = body_of(t, visit_op(t, 1), alert_op(t, 2));

    jam_begin(t, STORE_CARE, OWED);
    const struct local_answer *a = site_post_json(t, &me, "/api/v1/sync", body);
    jam_end();
    assert_status(a, 200);
    assert_has(a, "\"receipt\"");
    assert_int_equal(times(a->body, "\"applied\""), 2);
    a = site_post_json(t, &me, "/api/v1/sync", body);
    assert_int_equal(times(a->body, "\"replayed\":true"), 2);
}

static void a_form_comes_back_filled_in_in_the_readers_language(void **state)
{
    struct site *t = site_new(*state);
    static const char *const langs[] = {"en", "es", "pt", "ht"};
    struct story *st = story_unborn(t, 1);

    for (size_t i = 0; i < COUNT(langs); i++) {
        struct visitor *admin = visitor_new(t, ROLE_ADMIN, langs[i]);

        jam_begin(t, STORE_REGISTRY, 0);
        const struct local_answer *a = site_post(
            t, admin, "/people",
            story_fill(
                t, st,
                "id={new}&invitation={new}&name=Newcomer&email={new}@city.example&role=inspector"));
        jam_end();
        assert_status(a, 503);
        assert_string_equal(local_header(a, "Retry-After"), "5");
        assert_has(a, sentence(t, langs[i], "store.queue"));
        assert_has(a, "Newcomer");
        assert_lacks(site_get(t, admin, "/people"), "Newcomer");
    }
}

/* No form to show again: a page of its own.  A stranger learns no more than a friend. */
static void without_a_form_it_is_a_page_that_says_so(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_CASE_MANAGER, "es");

    jam_begin(t, STORE_REGISTRY, 0);
    const struct local_answer *a = site_post(t, me, "/sign-out", "");
    jam_end();
    assert_status(a, 503);
    assert_string_equal(local_header(a, "Retry-After"), "5");
    assert_has(a, sentence(t, "es", "store.queue"));
    assert_status(site_get(t, me, "/cases"), 200);
}

static void a_page_of_care_without_room_for_its_trace_shows_nothing(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_CASE_MANAGER, "en");

    story_begin(t);
    struct story *st = story_new(t, 1);
    story_own(t, st, me);
    jam_begin(t, STORE_CARE, 0);
    const struct local_answer *a = site_get(t, me, story_fill(t, st, "/cases/{case}"));
    jam_end();
    assert_status(a, 503);
    assert_string_equal(local_header(a, "Retry-After"), "5");
    assert_has(a, sentence(t, "en", "store.queue"));
    for (size_t i = 0; i < story_secrets_len; i++)
        assert_lacks(a, story_secrets[i]);
    assert_status(site_get(t, me, story_fill(t, st, "/cases/{case}")), 200);
}

/* The note of when a session was last used is not worth a place. */
static void reading_goes_on_while_nothing_can_be_written(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_ADMIN, "en");

    site_clock(t, t->phone->now + 30 * MINUTE);
    jam_begin(t, STORE_REGISTRY, 0);
    const struct local_answer *a = site_get(t, me, "/people");
    size_t waiting = store_waiting(jam.store);
    jam_end();
    assert_status(a, 200);
    assert_int_equal(waiting, STORE_QUEUE_MAX);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_phone_is_asked_to_come_back_and_nothing_is_kept),
        cmocka_unit_test(a_request_half_done_is_never_turned_away),
        cmocka_unit_test(a_form_comes_back_filled_in_in_the_readers_language),
        cmocka_unit_test(without_a_form_it_is_a_page_that_says_so),
        cmocka_unit_test(a_page_of_care_without_room_for_its_trace_shows_nothing),
        cmocka_unit_test(reading_goes_on_while_nothing_can_be_written),
    };

    return world_run_ready("overload", tests, COUNT(tests));
}
