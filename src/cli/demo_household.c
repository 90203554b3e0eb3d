/* demo_household.c -- a household of the demonstration city: who lives there, how they
 * want to be reached, and a visit planned for today.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/demo_world.h"

#include "app/casefile_app.h"
#include "app/home_visit_app.h"
#include "app/household_app.h"
#include "app/today_app.h"
#include "base/crypto.h"

#include <string.h>

static struct err person(struct session *s, struct casefile_id id, const char *name,
                         const char *relation, int64_t birth_year)
{
    struct person_in p = {.casefile = id,
                          .id = id_mint(s->now),
                          .name = name,
                          .relation = relation,
                          .lang = "es",
                          .birth_year = birth_year};
    void *out;

    return household_person(s, &p, &out);
}

static struct err reach(struct session *s, const struct case_line *c)
{
    struct contact_in in = {
        .casefile = c->id,
        .rev = c->rev,
        .name = c->person.name,
        .phone = c->person.phone,
        .knock = c->person.knock,
        .message_ok =
            strcmp(c->person.message_ok ? c->person.message_ok : "", "yes") == 0,
        .rules = {.ask_for = "Aunt Tillie", .no_letter = true}};
    void *out;

    return contact_save(s, &in, &out);
}

static struct err furnish(struct session *s, const void *in, void **out)
{
    const struct today_page *p;

    (void)in;
    TRY(today_view(s, NULL, out));
    p = *out;
    const struct case_line *c = NULL;
    for (size_t i = 0; i < p->mine.len; i++)
        if (p->mine.of[i].line.person.phone != NULL)
            c = &p->mine.of[i].line; /* the oldest that has a telephone */
    if (c == NULL)
        return ok();
    TRY(reach(s, c));
    TRY(person(s, c->id, "Rosa", "self", 1987));
    TRY(person(s, c->id, "Mateo", "child", 2016));
    struct plan_visit_in visit = {.casefile = c->id,
                                  .id = id_mint(s->now),
                                  .day = session_today(s),
                                  .time = "16:30"};
    return home_visit_plan(s, &visit, out);
}

struct err demo_household(struct demo *d)
{
    return demo_do(d, &(struct demo_act){STORE_CARE, demo_person(d, "case-manager"),
                                         d->now, furnish, NULL});
}
