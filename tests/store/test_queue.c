/* test_queue.c -- a store whose queue is full: what is refused was never begun, what was
 * accepted is done once, what is owed is never refused, and then all is as before.
 * SPDX-License-Identifier: Apache-2.0 */
#include "world.h"

#include "store/queries_ledger.h"

#include <pthread.h>
#include <stdio.h>

struct crowd {
    struct store *store;
    pthread_mutex_t lock;
    pthread_cond_t moved;
    bool reached, open;
    int left, turned_away;
    struct job gate;
    struct guest {
        struct job job;
        struct crowd *crowd;
        char name[16];
        int runs, answers;
    } of[STORE_QUEUE_MAX + 2];
};

static struct crowd crowd;

static struct err hold(struct db *db, struct arena *a, void *ctx)
{
    struct crowd *c = ctx;

    (void)db, (void)a;
    pthread_mutex_lock(&c->lock);
    c->reached = true;
    pthread_cond_broadcast(&c->moved);
    while (!c->open)
        pthread_cond_wait(&c->moved, &c->lock);
    pthread_mutex_unlock(&c->lock);
    return ok();
}

static void count_down(struct crowd *c)
{
    pthread_mutex_lock(&c->lock);
    c->left--;
    pthread_cond_broadcast(&c->moved);
    pthread_mutex_unlock(&c->lock);
}

static void gate_passed(struct job *job)
{
    count_down(job->ctx);
}

static struct err enter(struct db *db, struct arena *a, void *ctx)
{
    struct guest *g = ctx;
    struct q_ledger_add_in in = {.name = g->name, .value = "in"};

    (void)a;
    g->runs++;
    return db_exec(db, &q_ledger_add, &in);
}

static void answered(struct job *job)
{
    struct guest *g = job->ctx;

    g->answers++;
    count_down(g->crowd);
}

static struct guest *guest(size_t n)
{
    struct guest *g = &crowd.of[n];

    *g = (struct guest){.crowd = &crowd};
    snprintf(g->name, sizeof g->name, "guest %zu", n);
    g->job = (struct job){.city = WORLD_CITY, .act = enter, .done = answered, .ctx = g};
    return g;
}

/* The writer waits inside a job until crowd_let_go. */
static void crowd_gather(struct world *w)
{
    crowd = (struct crowd){.store = world_store(w, STORE_REGISTRY),
                           .lock = PTHREAD_MUTEX_INITIALIZER,
                           .moved = PTHREAD_COND_INITIALIZER,
                           .left = STORE_QUEUE_MAX + 1};
    crowd.gate =
        (struct job){.city = WORLD_CITY, .act = hold, .done = gate_passed, .ctx = &crowd};
    store_submit(crowd.store, &crowd.gate);
    pthread_mutex_lock(&crowd.lock);
    while (!crowd.reached)
        pthread_cond_wait(&crowd.moved, &crowd.lock);
    pthread_mutex_unlock(&crowd.lock);
    for (size_t i = 0; i < STORE_QUEUE_MAX; i++)
        if (store_offer(crowd.store, &guest(i)->job).kind != OK)
            crowd.turned_away++;
}

/* Before anything is asserted: a failed test must not leave the writer waiting. */
static void crowd_let_go(void)
{
    pthread_mutex_lock(&crowd.lock);
    crowd.open = true;
    crowd.left -= crowd.turned_away;
    pthread_cond_broadcast(&crowd.moved);
    while (crowd.left > 0)
        pthread_cond_wait(&crowd.moved, &crowd.lock);
    pthread_mutex_unlock(&crowd.lock);
    assert_int_equal(crowd.turned_away, 0);
}

static void crowd_free(void)
{
    for (size_t i = 0; i < COUNT(crowd.of); i++)
        arena_free(&crowd.of[i].job.arena);
    arena_free(&crowd.gate.arena);
}

static int64_t guests_inside(struct world *w)
{
    struct db *db CLEANUP(store_read_end) = world_read(w, STORE_REGISTRY);
    struct q_ledger_count_out out;

    assert_ok(db_one(db, &q_ledger_count, NULL, &out, &w->arena));
    return out.rows;
}

static void assert_each_was_done_once(size_t len)
{
    for (size_t i = 0; i < len; i++) {
        assert_ok(crowd.of[i].job.result);
        assert_int_equal(crowd.of[i].runs, 1);
        assert_int_equal(crowd.of[i].answers, 1);
    }
}

static void who_finds_the_queue_full_is_refused_before_anything_is_done(void **state)
{
    struct world *w = *state;

    crowd_gather(w);
    struct guest *late = guest(STORE_QUEUE_MAX);
    struct err room = store_room(crowd.store);
    struct err e = store_offer(crowd.store, &late->job);
    size_t waiting = store_waiting(crowd.store);
    crowd_let_go();
    assert_int_equal(waiting, STORE_QUEUE_MAX);
    assert_err(room, ERR_BUSY);
    assert_err(e, ERR_BUSY);
    assert_string_equal(e.msg, "store.queue");
    assert_each_was_done_once(STORE_QUEUE_MAX);
    assert_int_equal(late->runs, 0);
    assert_int_equal(late->answers, 0);
    assert_int_equal(guests_inside(w), STORE_QUEUE_MAX);
    crowd_free();
}

static void what_is_owed_is_done_however_many_wait(void **state)
{
    struct world *w = *state;

    crowd_gather(w);
    pthread_mutex_lock(&crowd.lock);
    crowd.left++;
    pthread_mutex_unlock(&crowd.lock);
    store_submit(crowd.store, &guest(STORE_QUEUE_MAX)->job);
    size_t waiting = store_waiting(crowd.store);
    crowd_let_go();
    assert_int_equal(waiting, STORE_QUEUE_MAX + 1);
    assert_each_was_done_once(STORE_QUEUE_MAX + 1);
    assert_int_equal(guests_inside(w), STORE_QUEUE_MAX + 1);
    crowd_free();
}

static void after_the_crowd_there_is_room_again(void **state)
{
    struct world *w = *state;

    crowd_gather(w);
    struct guest *late = guest(STORE_QUEUE_MAX);
    struct err first = store_offer(crowd.store, &late->job);
    crowd_let_go();
    assert_err(first, ERR_BUSY);
    assert_int_equal(store_waiting(crowd.store), 0);
    assert_ok(store_room(crowd.store));
    crowd.left = 1;
    assert_ok(store_offer(crowd.store, &late->job));
    crowd_let_go();
    assert_each_was_done_once(STORE_QUEUE_MAX + 1);
    assert_int_equal(guests_inside(w), STORE_QUEUE_MAX + 1);
    crowd_free();
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_finds_the_queue_full_is_refused_before_anything_is_done),
        cmocka_unit_test(what_is_owed_is_done_however_many_wait),
        cmocka_unit_test(after_the_crowd_there_is_room_again),
    };

    return world_run("queue", tests, COUNT(tests));
}
