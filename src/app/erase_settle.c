/* erase_settle.c -- see erase_settle.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/erase_settle.h"

#include "base/key_ring.h"

#include <stddef.h>

enum { A_JOB = 50, ALL_MAX = 1000000 };

static struct err read_counts(const struct erase_work *w, struct erasure_counts *out)
{
    struct arena a CLEANUP(arena_free) = {0};
    struct db *db CLEANUP(store_read_end) = NULL;

    TRY(store_read_begin(w->care, w->ledger.city, &db));
    return erasure_count(db, &a, out);
}

static struct err read_store(const struct erase_work *w, struct arena *a,
                             struct erasures *out)
{
    struct db *db CLEANUP(store_read_end) = NULL;

    TRY(store_read_begin(w->care, w->ledger.city, &db));
    TRY(erasure_list(db, ALL_MAX, a, out));
    erasures_sort(out);
    return ok();
}

/* Those of `from` that `in` lacks. */
static struct erasures lacking(const struct erasures *from, const struct erasures *in,
                               struct arena *a)
{
    struct erasures some = {arena_array(a, struct erasure, from->len + 1), 0};

    for (size_t i = 0; i < from->len; i++)
        if (!erased_has(in, from->of[i].resident))
            some.of[some.len++] = from->of[i];
    return some;
}

/* ---- jobs ---- */

struct turn {
    const struct erase_work *w;
    const struct erasure *add;
    size_t add_len, destroyed;
};

static struct err add_some(struct db *db, struct arena *a, void *ctx)
{
    const struct turn *t = ctx;

    (void)a;
    for (size_t i = 0; i < t->add_len; i++)
        TRY(erasure_add(db, &t->add[i]));
    return ok();
}

static struct err destroy_some(struct db *db, struct arena *a, void *ctx)
{
    struct turn *t = ctx;
    struct erasures open;

    t->destroyed = 0;
    TRY(erasure_open(db, A_JOB, a, &open));
    for (size_t i = 0; i < open.len; i++) {
        open.of[i].done_at = t->w->now;
        TRY(erasure_destroy(db, t->w->ledger.keys, &open.of[i], a));
        db_audit(db, &(struct audit){t->w->actor, "resident.erased", "city",
                                     erase_why_name(open.of[i].why)});
    }
    t->destroyed = open.len;
    return ok();
}

static struct err run(const struct erase_work *w,
                      struct err (*act)(struct db *, struct arena *, void *),
                      struct turn *t)
{
    struct job job = {.city = w->ledger.city, .act = act, .ctx = t};
    struct err e = store_run(w->care, &job);

    arena_free(&job.arena);
    return e;
}

static struct err destroy_all(const struct erase_work *w, size_t *destroyed)
{
    struct turn t = {.w = w, .destroyed = 1};
    size_t n = 0;

    while (t.destroyed > 0) {
        TRY(run(w, destroy_some, &t));
        n += t.destroyed;
    }
    if (n > 0)
        store_log_empty(w->care);
    if (destroyed != NULL)
        *destroyed = n;
    return ok();
}

struct err erase_replay(const struct erase_work *w, const struct erasures *all,
                        size_t *destroyed)
{
    struct turn t = {.w = w};

    for (size_t at = 0; at < all->len; at += t.add_len) {
        t.add = all->of + at;
        t.add_len = all->len - at < A_JOB ? all->len - at : A_JOB;
        TRY(run(w, add_some, &t));
    }
    return destroy_all(w, destroyed);
}

/* First the ledger has all that the store has, then the store what the ledger has. */
static struct err agree(const struct erase_work *w, size_t *destroyed, int64_t *line)
{
    struct arena a CLEANUP(arena_free) = {0};
    struct erasures here, there, more;

    if (w->ledger.path == NULL)
        return destroy_all(w, destroyed);
    TRY(read_store(w, &a, &here));
    TRY(erased_read(&w->ledger, &a, &there, line));
    more = lacking(&here, &there, &a);
    if (more.len > 0)
        TRY(erased_add(&w->ledger, &more, &a));
    more = lacking(&there, &here, &a);
    return erase_replay(w, &more, destroyed);
}

struct err erase_settle(const struct erase_work *w, size_t *destroyed, int64_t *line)
{
    struct erasure_counts counts;

    *line = 0;
    if (destroyed != NULL)
        *destroyed = 0;
    if (care_is_closed(w->ledger.keys))
        return ok(); /* nobody reads anything; the round comes again once it is open */
    TRY(read_counts(w, &counts));
    if (counts.open == 0 &&
        (w->ledger.path == NULL || erased_lines(w->ledger.path) == counts.n))
        return ok();
    return agree(w, destroyed, line);
}

struct err erase_round(struct session *s, const void *in, void **out)
{
    static bool never = false; /* nothing is left for a job */
    struct erase_work w = {.care = s->stores->of[STORE_CARE],
                           .ledger = {s->site.ledger, s->city, s->keys},
                           .actor = "system",
                           .now = s->now};
    int64_t line;

    (void)in;
    *out = &never;
    return erase_settle(&w, NULL, &line);
}
