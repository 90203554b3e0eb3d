/* differ_desk.c -- see differ_desk.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/differ_desk.h"

#include "app/casework.h"
#include "app/differ_app.h"
#include "core/str.h"
#include "store/inspection_store.h"

#include <string.h>

static struct err rows_of(struct session *s, struct db *db, struct inspection_id id,
                          struct differ_rows *out)
{
    struct idlist visits = {0};

    idlist_add(s->arena, &visits, id_of(id));
    return differ_load(db, s->arena, &visits, out);
}

/* Phones have no names: they are counted in the order in which they first spoke. */
static int phone_no(const struct differ_rows *rows, struct id device)
{
    int no = 1;

    for (size_t i = 0; i < rows->said_len; i++) {
        bool heard = false;

        if (id_same(rows->said[i].device, device))
            return no;
        for (size_t k = 0; k < i && !heard; k++)
            heard = id_same(rows->said[k].device, rows->said[i].device);
        no += !heard;
    }
    return no;
}

struct err answers_load(struct session *s, struct db *db, struct inspection_id id,
                        struct said_answers *out)
{
    struct differ_rows rows;

    TRY(rows_of(s, db, id, &rows));
    struct phone_said *list = arena_array(s->arena, struct phone_said, rows.said_len + 1);
    size_t n = 0;
    for (int f = 0; f < SAID_FIELDS; f++) {
        struct differ d = differ_of(s->arena, &rows, id_of(id), (enum said_field)f);
        bool first = true;

        for (size_t i = 0; differ_open(&d) && i < d.said_len; i++) {
            if (!differ_stands(&d, i))
                continue;
            list[n++] = (struct phone_said){
                d.said[i].op, said_field_name((enum said_field)f), d.said[i].value,
                d.said[i].at, phone_no(&rows, d.said[i].device),   first};
            first = false;
        }
    }
    *out = (struct said_answers){list, n};
    return ok();
}

/* The phone's choice, made here: it names what it keeps and all that it settles. */
static struct err settle(struct session *s, struct db *db, const struct said_choice *c,
                         const struct said_answers *all)
{
    struct q_settled_add_in in = {.id = id_to(op, c->choice),
                                  .inspection = c->inspection,
                                  .field = c->field,
                                  .kept = c->chosen,
                                  .author = s->actor.user,
                                  .at = s->now};

    for (size_t i = 0; i < all->len; i++) {
        const struct phone_said *one = &all->list[i];

        if (!str_same(one->field, c->field) || id_same(one->op, c->chosen))
            continue;
        in.op = one->op;
        TRY(db_exec(db, &q_settled_add, &in));
    }
    return differ_show(db, s->arena, c->inspection);
}

static bool is_asked(const struct said_answers *all, const struct said_choice *c)
{
    for (size_t i = 0; i < all->len; i++)
        if (str_same(all->list[i].field, c->field) && id_same(all->list[i].op, c->chosen))
            return true;
    return false;
}

static bool is_made(const struct differ_rows *rows, struct id choice)
{
    for (size_t i = 0; i < rows->settled_len; i++)
        if (id_same(rows->settled[i].choice, choice))
            return true;
    return false;
}

static struct err load(struct session *s, struct db *db, const struct said_choice *c,
                       struct inspection_file *f)
{
    TRY(hide(inspection_file_load(db, c->inspection, s->arena, f)));
    struct subject on = {.author = f->inspector, .assigned = f->inspector};
    return hide(policy_check(&s->actor, ACT_VISIT_CHOOSE, &on));
}

struct err answer_choose(struct session *s, const void *in, void **out)
{
    const struct said_choice *c = in;
    struct inspection_file f;
    struct differ_rows rows;
    struct said_answers all;
    struct db *db;

    (void)out;
    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    TRY(load(s, db, c, &f));
    TRY(rows_of(s, db, c->inspection, &rows));
    if (is_made(&rows, c->choice))
        return ok(); /* a second click */
    if (str_same(f.state, "signed") || str_same(f.state, "closed"))
        return failed(ERR_CONFLICT, "op.signed");
    TRY(answers_load(s, db, c->inspection, &all));
    if (!is_asked(&all, c))
        return failed(ERR_CONFLICT, "differ.settled");
    TRY(settle(s, db, c, &all));
    db_change(db,
              &(struct change){"inspection", id_of(c->inspection), id_of(f.inspector)});
    db_audit(db, &(struct audit){session_actor(s), "visit.choose",
                                 subject_text(s, "inspection", id_of(c->inspection)),
                                 c->field});
    return ok();
}
