/* plan.c -- see plan.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/plan.h"

#include "core/str.h"

#include <string.h>

static int compare_ids(struct id a, struct id b)
{
    return memcmp(a.b, b.b, sizeof a.b);
}

static bool is_later(const struct plan_visit *a, const struct plan_visit *b)
{
    if (a->started_at != b->started_at)
        return a->started_at > b->started_at;
    return compare_ids(id_of(a->id), id_of(b->id)) > 0;
}

static const struct plan_visit *visit_of(const struct plan_house *h,
                                         struct inspection_id id)
{
    for (size_t i = 0; i < h->visits_len; i++)
        if (id_same(id_of(h->visits[i].id), id_of(id)))
            return &h->visits[i];
    return NULL;
}

static const struct plan_visit *later(const struct plan_visit *a,
                                      const struct plan_visit *b)
{
    if (a == NULL || b == NULL)
        return a == NULL ? b : a;
    return is_later(a, b) ? a : b;
}

/* The newest signed visit that looked at it, or NULL. */
static const struct plan_visit *last_look(const struct plan_house *h,
                                          const struct plan_violation *f)
{
    const struct plan_visit *last = visit_of(h, f->found_at);

    for (size_t i = 0; i < h->sights_len; i++)
        if (id_same(id_of(h->sights[i].violation), id_of(f->id)))
            last = later(last, visit_of(h, h->sights[i].visit));
    return last;
}

struct day plan_business(struct day d, const struct holidays *h)
{
    while (!day_is_business(d, h))
        d.n++;
    return d;
}

void plan_again(const struct plan_house *h, const struct holidays *holidays,
                struct day *out)
{
    for (size_t i = 0; i < h->visits_len; i++)
        out[i] = DAY_NONE;
    for (size_t i = 0; i < h->violations_len; i++) {
        struct day by = h->violations[i].correct_by;
        const struct plan_visit *v = last_look(h, &h->violations[i]);

        if (v == NULL || !day_is_set(by) || by.n <= v->day.n)
            continue;
        struct day *first = &out[v - h->visits];
        if (!day_is_set(*first) || by.n < first->n)
            *first = by;
    }
    for (size_t i = 0; i < h->visits_len; i++)
        if (day_is_set(out[i]))
            out[i] = plan_business(out[i], holidays);
}

static int64_t load_of(struct user_id who, struct day day, const struct plan_staff *staff)
{
    int64_t n = 0;

    for (size_t i = 0; i < staff->loads_len; i++)
        if (staff->loads[i].day.n == day.n &&
            id_same(id_of(staff->loads[i].inspector), id_of(who)))
            n += staff->loads[i].visits;
    return n;
}

struct user_id plan_fewest(struct day day, const struct plan_staff *staff)
{
    struct user_id best = {{0}};
    int64_t fewest = 0;

    for (size_t i = 0; i < staff->len; i++) {
        int64_t n = load_of(staff->of[i], day, staff);

        if (i == 0 || n < fewest ||
            (n == fewest && compare_ids(id_of(staff->of[i]), id_of(best)) < 0)) {
            best = staff->of[i];
            fewest = n;
        }
    }
    return best;
}

struct plan_slot plan_assign(const struct day *days, size_t days_len,
                             const struct plan_staff *staff)
{
    require(days_len > 0);
    struct plan_slot slot = {.day = days[days_len - 1]};

    if (staff->len == 0)
        return slot;
    for (size_t i = 0; i < days_len; i++) {
        slot = (struct plan_slot){plan_fewest(days[i], staff), days[i]};
        if (load_of(slot.inspector, slot.day, staff) < PLAN_DAY_FULL)
            break;
    }
    return slot;
}

/* Is `a` handed over sooner than `b`? */
static bool goes_sooner(const struct plan_door *a, const struct plan_door *b)
{
    bool again_a = a->kind == VISIT_REINSPECTION, again_b = b->kind == VISIT_REINSPECTION;

    if (again_a != again_b)
        return again_b;
    if ((a->time == NULL) != (b->time == NULL))
        return a->time == NULL;
    int later = a->time != NULL ? strcmp(a->time, b->time) : 0;
    return later != 0 ? later > 0 : compare_ids(id_of(a->id), id_of(b->id)) < 0;
}

size_t plan_hand_over(const struct plan_door *doors, size_t len, size_t n,
                      struct inspection_id *out)
{
    size_t given = 0;

    for (size_t i = 0; i < len; i++) {
        size_t before = 0; /* who goes sooner than this one */

        for (size_t k = 0; k < len; k++)
            before += k != i && goes_sooner(&doors[k], &doors[i]);
        if (before < n)
            out[given++] = doors[i].id;
    }
    return given;
}

enum plan_clock plan_clock_of(struct day due, struct day today)
{
    if (due.n < today.n)
        return PLAN_LATE;
    return due.n == today.n ? PLAN_TODAY : PLAN_AHEAD;
}

bool plan_may_ask_time(enum responsible asks, enum responsible of_violation)
{
    return asks == of_violation;
}
