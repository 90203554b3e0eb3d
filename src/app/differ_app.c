/* differ_app.c -- see differ_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/differ_app.h"

#include "core/str.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

const char *fields_joined(struct arena *a, const struct fields *data, const char *name)
{
    const char *value;
    size_t len = 1;

    for (size_t i = 0; (value = fields_nth(data, name, i)) != NULL; i++)
        len += strlen(value) + 1;
    char *s = arena_alloc(a, len);
    for (size_t i = 0; (value = fields_nth(data, name, i)) != NULL; i++) {
        if (i > 0)
            strcat(s, ";");
        strcat(s, value);
    }
    return s;
}

struct err differ_load(struct db *db, struct arena *a, const struct idlist *visits,
                       struct differ_rows *out)
{
    struct bytes ids = idlist_bytes(visits);

    *out = (struct differ_rows){0};
    if (visits->len == 0)
        return ok();
    TRY(db_many(db, &q_said_by_visits, &(struct q_said_by_visits_in){ids}, &out->said,
                &out->said_len, a));
    return db_many(db, &q_settled_by_visits, &(struct q_settled_by_visits_in){ids},
                   &out->settled, &out->settled_len, a);
}

/* Where a visit's rows begin: the statements order them by it, their first column. */
static size_t rows_of(const void *rows, size_t len, size_t size, struct id visit)
{
    size_t low = 0;

    while (low < len) {
        size_t mid = low + (len - low) / 2;

        if (memcmp((const char *)rows + mid * size, &visit, sizeof visit) < 0)
            low = mid + 1;
        else
            len = mid;
    }
    return low;
}

_Static_assert(offsetof(struct q_said_by_visits_out, inspection) == 0 &&
                   offsetof(struct q_settled_by_visits_out, inspection) == 0,
               "a visit's rows are found by their first column");

/* A download may have a thousand visits: none looks at the rows of the others. */
struct differ differ_of(struct arena *a, const struct differ_rows *rows, struct id visit,
                        enum said_field field)
{
    const char *name = said_field_name(field);
    const struct q_said_by_visits_out *r = rows->said;
    const struct q_settled_by_visits_out *c = rows->settled;
    size_t from = rows_of(r, rows->said_len, sizeof *r, visit), to = from;
    size_t first = rows_of(c, rows->settled_len, sizeof *c, visit), last = first;
    struct differ d = {0};

    while (to < rows->said_len && id_same(id_of(r[to].inspection), visit))
        to++;
    while (last < rows->settled_len && id_same(id_of(c[last].inspection), visit))
        last++;
    struct said *said = arena_array(a, struct said, to - from + 1);
    struct settled *settled = arena_array(a, struct settled, last - first + 1);
    for (size_t i = from; i < to; i++)
        if (str_same(r[i].field, name))
            said[d.said_len++] = (struct said){r[i].op, r[i].device, r[i].at, r[i].value};
    for (size_t i = first; i < last; i++)
        if (str_same(c[i].field, name))
            settled[d.settled_len++] =
                (struct settled){c[i].choice, c[i].kept, c[i].op, c[i].at};
    d.said = said;
    d.settled = settled;
    return d;
}

/* NULL when no phone said it since this is kept. */
static const char *value_of(struct arena *a, const struct differ_rows *rows,
                            struct id visit, enum said_field field)
{
    struct differ d = differ_of(a, rows, visit, field);
    size_t shown = differ_shown(&d);

    return shown < d.said_len ? d.said[shown].value : NULL;
}

struct err differ_show(struct db *db, struct arena *a, struct inspection_id inspection)
{
    struct id id = id_of(inspection);
    struct idlist visits = {0};
    struct differ_rows rows;

    idlist_add(a, &visits, id);
    TRY(differ_load(db, a, &visits, &rows));
    const char *card = value_of(a, &rows, id, SAID_CARD);
    const char *reason = card != NULL ? strchr(card, ' ') : NULL;
    struct q_said_show_in in = {
        .id = inspection,
        .unit = value_of(a, &rows, id, SAID_UNIT),
        .occupancy = value_of(a, &rows, id, SAID_OCCUPANCY),
        .present = value_of(a, &rows, id, SAID_PRESENT),
        .card_left = reason != NULL ? arena_copy(a, card, (size_t)(reason - card)) : card,
        .card_reason = reason != NULL ? reason + 1 : NULL,
    };
    return db_exec(db, &q_said_show, &in);
}

static struct err say(struct batch *b, const struct taken *t, const struct visit *v,
                      enum said_field field, const char *value)
{
    struct id device = id_of(t->device);

    return db_exec(
        b->db, &q_said_add,
        &(struct q_said_add_in){.id = t->op->id,
                                .field = said_field_name(field),
                                .inspection = v->id,
                                .value = value,
                                .device = id_is_set(device) ? device : id_of(t->author),
                                .at = taken_at(t)});
}

struct err differ_start(struct batch *b, const struct taken *t, const struct visit *v)
{
    const struct fields *data = &t->op->data;

    TRY(say(b, t, v, SAID_UNIT, fields_get(data, "unit")));
    TRY(say(b, t, v, SAID_OCCUPANCY, fields_get(data, "occupancy")));
    TRY(say(b, t, v, SAID_PRESENT, fields_joined(b->s->arena, data, "present")));
    return differ_show(b->db, b->s->arena, v->id);
}

struct err differ_card(struct batch *b, const struct taken *t, const struct visit *v)
{
    const char *left = fields_get(&t->op->data, "left");
    const char *reason = fields_get(&t->op->data, "reason");
    size_t len = strlen(left) + strlen(reason) + 2;
    char *value = arena_alloc(b->s->arena, len);

    snprintf(value, len, "%s%s%s", left, *reason != '\0' ? " " : "", reason);
    TRY(say(b, t, v, SAID_CARD, value));
    return differ_show(b->db, b->s->arena, v->id);
}

struct err differ_choose(struct batch *b, const struct taken *t, const struct visit *v)
{
    const struct fields *data = &t->op->data;
    struct q_settled_add_in in = {.id = t->op->id,
                                  .inspection = v->id,
                                  .field = fields_get(data, "field"),
                                  .kept = op_id_field(t->op, "chosen"),
                                  .author = t->author,
                                  .at = taken_at(t)};
    const char *word;

    for (size_t i = 0; (word = fields_nth(data, "settles", i)) != NULL; i++) {
        require(id_parse(word, strlen(word), &in.op));
        TRY(db_exec(b->db, &q_settled_add, &in));
    }
    return differ_show(b->db, b->s->arena, v->id);
}
