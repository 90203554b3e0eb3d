/* rekey_app.c -- see rekey_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/rekey_app.h"

#include "store/queries_registry.h"

#include <string.h>

enum { A_ROUND = 200 };

struct turn {
    const struct rekey_work *w;
    struct rekey_walk walk, next;
};

static struct err run(const struct rekey_work *w,
                      struct err (*act)(struct db *, struct arena *, void *),
                      struct turn *t)
{
    struct job job = {.city = w->city, .act = act, .ctx = t};
    struct err e = store_run(w->care, &job);

    arena_free(&job.arena);
    return e;
}

static struct err begin(struct db *db, struct arena *a, void *ctx)
{
    const struct turn *t = ctx;
    char print[RING_PRINT_TEXT];

    TRY(care_key_begin(db, t->w->keys, t->w->now, a));
    ring_print(t->w->keys, print);
    db_audit(db, &(struct audit){t->w->actor, "keys.rotated", "city",
                                 arena_copy(a, print, strlen(print))});
    return ok();
}

/* Run once more, a job begins where this one did. */
static struct err some(struct db *db, struct arena *a, void *ctx)
{
    struct turn *t = ctx;

    t->next = t->walk;
    return rekey_some(db, t->w->keys, a, &t->next);
}

static struct err is_begun(const struct rekey_work *w, bool *out)
{
    struct arena a CLEANUP(arena_free) = {0};
    struct db *db CLEANUP(store_read_end) = NULL;

    TRY(store_read_begin(w->care, w->city, &db));
    return care_key_is_begun(db, w->keys, &a, out);
}

struct err rekey_run(const struct rekey_work *w, int64_t *done, int64_t *unreadable)
{
    struct turn t = {.w = w};
    bool begun;

    TRY(is_begun(w, &begun));
    if (!begun)
        TRY(run(w, begin, &t));
    for (int64_t n = 0; !rekey_is_over(&t.walk) && (w->jobs_max == 0 || n < w->jobs_max);
         n++) {
        TRY(run(w, some, &t));
        t.walk = t.next;
    }
    if (t.walk.done > 0)
        store_log_empty(w->care);
    *done = t.walk.done;
    *unreadable = t.walk.unreadable;
    return ok();
}

struct err rekey_look(const struct rekey_work *w, struct rekey_left *out, int64_t *since)
{
    struct arena a CLEANUP(arena_free) = {0};
    struct db *db CLEANUP(store_read_end) = NULL;

    TRY(store_read_begin(w->care, w->city, &db));
    TRY(care_key_since(db, &a, since));
    return rekey_left(db, w->keys, &a, out);
}

struct err rekey_phones(struct store *registry, const struct rekey_work *w, int64_t *out)
{
    struct arena a CLEANUP(arena_free) = {0};
    struct db *db CLEANUP(store_read_end) = NULL;
    char print[KEY_PRINT_TEXT];
    struct q_device_behind_in in = {print};
    struct q_device_behind_out row;

    care_box_print(w->keys, print);
    TRY(store_read_begin(registry, w->city, &db));
    TRY(db_one(db, &q_device_behind, &in, &row, &a));
    *out = row.n;
    return ok();
}

static struct err retire(struct db *db, struct arena *a, void *ctx)
{
    const struct turn *t = ctx;

    TRY(care_key_retire(db, t->w->keys, t->w->now, a));
    db_audit(db, &(struct audit){t->w->actor, "keys.retired", "city", NULL});
    return ok();
}

struct err rekey_retire(const struct rekey_work *w)
{
    struct turn t = {.w = w};

    return run(w, retire, &t);
}

static struct err first_class(struct db *db, struct arena *a, void *ctx)
{
    const struct turn *t = ctx;

    TRY(care_key_without_class(db, t->w->keys, a));
    return care_key_begin(db, t->w->keys, t->w->now, a);
}

struct err rekey_first_class(const struct rekey_work *w)
{
    struct turn t = {.w = w};

    return run(w, first_class, &t);
}

/* Older keys lie beside, or the store says that there were some. */
static struct err is_wanted(const struct rekey_work *w, bool *out)
{
    struct arena a CLEANUP(arena_free) = {0};
    struct db *db CLEANUP(store_read_end) = NULL;
    struct care_keys care CLEANUP(care_keys_wipe);

    keys_again(w->keys);
    care_keys_now(w->keys, &care);
    *out = care.len > 1;
    if (care.len != 1)
        return ok();
    TRY(store_read_begin(w->care, w->city, &db));
    return care_key_is_behind(db, &a, out);
}

/* No file of an older key is there whose end somebody has to decide. */
static struct err settle(const struct rekey_work *w)
{
    struct care_keys classes CLEANUP(care_keys_wipe), care CLEANUP(care_keys_wipe);

    care_keys_now(w->keys, &care);
    class_keys_now(w->keys, &classes);
    return care.len == 1 && classes.len == 1 ? rekey_retire(w) : ok();
}

struct err rekey_round(struct session *s, const void *in, void **out)
{
    static bool never = false; /* nothing is left for a job */
    struct rekey_work w = {.care = s->stores->of[STORE_CARE],
                           .city = s->city,
                           .keys = s->keys,
                           .actor = "system",
                           .now = s->now,
                           .jobs_max = A_ROUND};
    struct rekey_left left;
    int64_t since, done, unreadable;
    bool wanted;

    (void)in;
    *out = &never;
    TRY(is_wanted(&w, &wanted));
    if (!wanted)
        return ok();
    TRY(rekey_look(&w, &left, &since));
    return left.residents + left.cells > 0 ? rekey_run(&w, &done, &unreadable)
                                           : settle(&w);
}
