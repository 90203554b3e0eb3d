/* writer.c -- changes two stores through their executors, some jobs at a time, and says
 * on standard output what it was told is durable, one line each: a job's name, or a
 * photo's hash and how many of its bytes.
 *
 * usage: writer REGISTRY_URL PHOTOS_URL JOBS
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/photo_app.h"
#include "base/crypto.h"
#include "core/str.h"
#include "store/queries_ledger.h"
#include "store/store.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WAITING_MAX = 8, CHUNKS = 3, CHUNK_BYTES = 6000 };

struct task {
    struct job job;
    char name[24];
    struct photo_chunk chunk;
    struct photo_state state;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t room = PTHREAD_COND_INITIALIZER;
static int waiting;

static struct err add(struct db *db, struct arena *a, void *ctx)
{
    static char value[200];
    struct task *t = ctx;
    struct q_ledger_add_in in = {.name = t->name, .value = value};
    struct audit entry = {"system", "ledger.add", "setting", NULL};

    (void)a;
    memset(value, 'v', sizeof value - 1);
    TRY(db_exec(db, &q_ledger_add, &in));
    db_audit(db, &entry);
    return ok();
}

static struct err take(struct db *db, struct arena *a, void *ctx)
{
    struct task *t = ctx;
    struct session s = {.city = "testville", .arena = a, .now = 1};

    s.actor.user.b[0] = 1;

    s.db[STORE_PHOTOS] = db;
    return photo_take(&s, &t->chunk, &t->state);
}

static void tell(struct job *job)
{
    struct task *t = (struct task *)job;
    char line[96];
    struct bytes sha = {t->chunk.sha256, SHA256_LEN};
    int n = job->act == add ? snprintf(line, sizeof line, "%s\n", t->name)
                            : snprintf(line, sizeof line, "%s:%d\n",
                                       hex(&job->arena, sha), (int)t->state.have);

    require(job->result.kind == OK && write(1, line, (size_t)n) == n);
    arena_free(&job->arena);
    free(t);
    pthread_mutex_lock(&lock);
    waiting--;
    pthread_cond_signal(&room);
    pthread_mutex_unlock(&lock);
}

static void wait_for_less_than(int n)
{
    pthread_mutex_lock(&lock);
    while (waiting >= n)
        pthread_cond_wait(&room, &lock);
    pthread_mutex_unlock(&lock);
}

/* The n-th chunk of all photos, each of which has CHUNKS of them. */
static struct photo_chunk chunk_of(int n)
{
    static uint8_t picture[CHUNKS * CHUNK_BYTES];
    struct photo_chunk c = {.start = n % CHUNKS * CHUNK_BYTES, .size = sizeof picture};

    if (n % CHUNKS == 0) { /* the one before is on its way no more */
        wait_for_less_than(1);
        for (size_t i = 0; i < sizeof picture; i++)
            picture[i] = (uint8_t)((i + 1) * (size_t)(n + 7) >> 3);
    }
    struct sha256 sha = sha256_of(picture, sizeof picture);
    memcpy(c.sha256, sha.b, SHA256_LEN);
    c.bytes = (struct bytes){picture + c.start, CHUNK_BYTES};
    return c;
}

static struct task *task_new(int i)
{
    struct task *t = calloc(1, sizeof *t);
    bool photo = i % 3 == 0;

    require(t != NULL);
    if (photo)
        t->chunk = chunk_of(i / 3);
    snprintf(t->name, sizeof t->name, "job-%06d", i);
    t->job = (struct job){
        .city = "testville", .act = photo ? take : add, .done = tell, .ctx = t};
    return t;
}

int main(int argc, char **argv)
{
    struct store *registry = NULL, *photos = NULL;

    require(argc == 4);
    if (store_make(&registry, STORE_REGISTRY, argv[1]).kind != OK ||
        store_make(&photos, STORE_PHOTOS, argv[2]).kind != OK)
        return 1;
    for (int i = 0; i < atoi(argv[3]); i++) {
        struct task *t = task_new(i);

        wait_for_less_than(WAITING_MAX);
        pthread_mutex_lock(&lock);
        waiting++;
        pthread_mutex_unlock(&lock);
        store_submit(t->job.act == take ? photos : registry, &t->job);
    }
    wait_for_less_than(1);
    _exit(0); /* as a power cut would: the log is not folded into the database */
}
