/* writer.c -- changes a store through the executor, some jobs at a time, and says on
 * standard output which it was told are durable: one line each.
 *
 * usage: writer URL JOBS
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/queries_ledger.h"
#include "store/store.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WAITING_MAX = 8 };

struct change_job {
    struct job job;
    char name[24];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t room = PTHREAD_COND_INITIALIZER;
static int waiting;

static struct err add(struct db *db, struct arena *a, void *ctx)
{
    static char value[200];
    struct q_ledger_add_in in = {.name = ctx, .value = value};
    struct audit entry = {"system", "ledger.add", "setting", NULL};

    (void)a;
    memset(value, 'v', sizeof value - 1);
    TRY(db_exec(db, &q_ledger_add, &in));
    db_audit(db, &entry);
    return ok();
}

static void tell(struct job *job)
{
    struct change_job *c = (struct change_job *)job;
    char line[32];
    int n = snprintf(line, sizeof line, "%s\n", c->name);

    require(job->result.kind == OK && write(1, line, (size_t)n) == n);
    arena_free(&job->arena);
    free(c);
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

int main(int argc, char **argv)
{
    struct store *store = NULL;

    require(argc == 3);
    if (store_make(&store, STORE_REGISTRY, argv[1]).kind != OK)
        return 1;
    for (int i = 0; i < atoi(argv[2]); i++) {
        struct change_job *c = calloc(1, sizeof *c);

        require(c != NULL);
        snprintf(c->name, sizeof c->name, "job-%06d", i);
        c->job =
            (struct job){.city = "testville", .act = add, .done = tell, .ctx = c->name};
        wait_for_less_than(WAITING_MAX);
        pthread_mutex_lock(&lock);
        waiting++;
        pthread_mutex_unlock(&lock);
        store_submit(store, &c->job);
    }
    wait_for_less_than(1);
    _exit(0); /* as a power cut would: the log is not folded into the database */
}
