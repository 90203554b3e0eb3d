/* tell.c -- whose phones hear of what a request did: one change row a visit, and one for
 * everybody else who inspects at a house where something was found.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/sync_batch.h"

void batch_tell(struct batch *b, const struct visit *v, bool house)
{
    for (size_t i = 0; i < b->told_len; i++) {
        struct told *t = &b->told[i];

        if (id_same(t->visit, id_of(v->id)) && id_same(t->person, id_of(v->inspector))) {
            t->house |= house;
            return;
        }
    }
    GROW(b->s->arena, b->told, b->told_len, b->told_cap);
    b->told[b->told_len++] =
        (struct told){id_of(v->id), id_of(v->inspector), id_of(v->property), house};
}

/* With a visit comes all that is known of its house. */
static bool hears_anyway(const struct batch *b, struct id property, struct id person)
{
    for (size_t i = 0; i < b->told_len; i++)
        if (id_same(b->told[i].property, property) && id_same(b->told[i].person, person))
            return true;
    return false;
}

/* A colleague with two visits at the house hears once. */
static bool is_above(const struct q_house_inspectors_out *rows, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (id_same(id_of(rows[i].property), id_of(rows[at].property)) &&
            id_same(id_of(rows[i].inspector), id_of(rows[at].inspector)))
            return true;
    return false;
}

static struct err tell_houses(struct batch *b, const struct idlist *houses)
{
    struct session *s = b->s;
    const struct q_house_inspectors_in in = {
        {zone_day(s->zone, s->now).n - VISIT_DAYS_BACK}, idlist_bytes(houses)};
    struct q_house_inspectors_out *rows;
    size_t len;

    TRY(db_many(b->db, &q_house_inspectors, &in, &rows, &len, s->arena));
    for (size_t i = 0; i < len; i++) {
        struct id property = id_of(rows[i].property), person = id_of(rows[i].inspector);

        if (!hears_anyway(b, property, person) && !is_above(rows, i))
            db_change(b->db, &(struct change){"property", property, person});
    }
    return ok();
}

struct err batch_tell_all(struct batch *b)
{
    struct idlist houses = {0};

    for (size_t i = 0; i < b->told_len; i++) {
        const struct told *t = &b->told[i];

        db_change(b->db, &(struct change){"inspection", t->visit, t->person});
        if (t->house && !idlist_has(&houses, t->property))
            idlist_add(b->s->arena, &houses, t->property);
    }
    return houses.len > 0 ? tell_houses(b, &houses) : ok();
}
