/* demo_desk.c -- the desks of the demonstration city: zones, requests for inspection,
 * late re-inspections given new days, a day that was moved and one that is asked for.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/demo_world.h"

#include "app/desk_app.h"
#include "app/zone_app.h"
#include "base/crypto.h"
#include "domain/desk_codes.h"

#include <string.h>

enum { DAYS_AHEAD = 6, LEFT_LATE = 2, MORE_DAYS = 14 };

static struct err zone(struct demo *d, const char *name, const char *area,
                       const char *inspector)
{
    char *who = arena_alloc(d->arena, ID_TEXT);
    const char *areas[] = {area}, *inspectors[] = {who};
    struct zone_form f = {.id = id_mint(d->now),
                          .is_new = true,
                          .name = name,
                          .areas = areas,
                          .areas_len = 1,
                          .inspectors = inspectors,
                          .inspectors_len = 1};

    id_format(id_of(demo_person(d, inspector)->id), who);
    return demo_do(d, &(struct demo_act){STORE_ENFORCEMENT, demo_person(d, "supervisor"),
                                         d->now, zone_save, &f});
}

static struct err request(void *ctx, const struct demo_row *row)
{
    struct demo *d = ctx;
    int ago = demo_int(row, "days_ago");
    int64_t at = ago > 0 ? demo_at(d, ago, "10:00") : d->now;
    struct intake_form f = {.id = id_mint(at),
                            .inspection = id_to(inspection, id_mint(at)),
                            .line = "",
                            .postcode = "",
                            .unit = demo_get(row, "unit"),
                            .wrong = demo_get(row, "wrong"),
                            .came = demo_get(row, "came"),
                            .alleged = strcmp(demo_get(row, "alleged"), "yes") == 0,
                            .received = DAY_NONE};

    TRY(demo_property(d, demo_get(row, "address"), demo_get(row, "unit"), &f.property));
    return demo_do(d, &(struct demo_act){STORE_ENFORCEMENT, demo_person(d, "intake"), at,
                                         intake_take, &f});
}

/* Re-inspections whose day came and went are given new days, all but two of a
 * colleague's: what an inspector's phone shows today is what was planned for today. */
static struct err plan_late(struct session *s, const void *in, void **out)
{
    const struct demo *d = in;
    const struct desk_page *p;
    struct day day = d->today;
    size_t left = 0;

    TRY(desk_view(s, NULL, out));
    p = *out;
    for (size_t i = 0, n = 0; i < p->again_len; i++) {
        const struct week_visit *v = &p->again[i];
        bool own = id_same(id_of(v->inspector), id_of(demo_person(d, "inspector")->id));

        if (!own && left++ < LEFT_LATE)
            continue;
        day = day_add_business(n++ % DAYS_AHEAD == 0 ? d->today : day, 1, &d->holidays);
        struct visit_form f = {v->id, v->inspector, day, "", 1};
        TRY(visit_set(s, &f, out));
    }
    return ok();
}

/* The n-th open violation that an owner has time for. */
static struct err pick(struct session *s, size_t n, struct violation_form *f)
{
    struct violations_in all = {"st"};
    struct violations_page *p;
    void *out;

    TRY(violations_list(s, &all, &out));
    p = out;
    for (size_t i = 0; i < p->len; i++) {
        const struct violation_line *v = &p->of[i];

        if (v->responsible != RESPONSIBLE_OWNER || v->clock != PLAN_AHEAD ||
            !day_is_set(v->correct_by) || n-- > 0)
            continue;
        f->id = v->id;
        f->until = (struct day){v->correct_by.n + MORE_DAYS};
        TRY(violation_look(s, f, &out));
        f->rev = ((const struct violation_page *)out)->rev;
        return ok();
    }
    return failed(ERR_NOT_FOUND, "error.not_found");
}

static struct err move_days(struct session *s, const void *in, void **out)
{
    struct violation_form moved = {.extension = id_mint(s->now),
                                   .reason = extension_reason_codes.list[0].word};
    struct violation_form asked = {.ask = id_mint(s->now),
                                   .asked_by = RESPONSIBLE_OWNER,
                                   .reason = time_reason_codes.list[1].word};

    (void)in;
    TRY(pick(s, 0, &moved));
    TRY(violation_extend(s, &moved, out));
    TRY(pick(s, 1, &asked));
    return violation_ask(s, &asked, out);
}

struct err demo_desk(struct demo *d)
{
    const struct demo_person *supervisor = demo_person(d, "supervisor");

    TRY(zone(d, "Old Wharf", "neighbourhood:Old Wharf", "inspector"));
    TRY(zone(d, "Harborside", "neighbourhood:Lower Harbor", "colleague"));
    TRY(demo_each(d->arena, "requests.csv", d, request));
    TRY(demo_do(d,
                &(struct demo_act){STORE_ENFORCEMENT, supervisor, d->now, plan_late, d}));
    return demo_do(
        d, &(struct demo_act){STORE_ENFORCEMENT, supervisor, d->now, move_days, d});
}
