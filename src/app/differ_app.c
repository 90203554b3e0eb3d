/* differ_app.c -- see differ_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/differ_app.h"

#include "core/str.h"

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

struct differ differ_of(struct arena *a, const struct differ_rows *rows, struct id visit,
                        enum said_field field)
{
    const char *name = said_field_name(field);
    struct said *said = arena_array(a, struct said, rows->said_len + 1);
    struct settled *settled = arena_array(a, struct settled, rows->settled_len + 1);
    size_t n = 0, m = 0;

    for (size_t i = 0; i < rows->said_len; i++) {
        const struct q_said_by_visits_out *r = &rows->said[i];

        if (id_same(id_of(r->inspection), visit) && str_same(r->field, name))
            said[n++] = (struct said){r->op, r->device, r->at, r->value};
    }
    for (size_t i = 0; i < rows->settled_len; i++) {
        const struct q_settled_by_visits_out *r = &rows->settled[i];

        if (id_same(id_of(r->inspection), visit) && str_same(r->field, name))
            settled[m++] = (struct settled){r->choice, r->kept, r->op, r->at};
    }
    return (struct differ){said, n, settled, m};
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
