/* feeling_store.c -- see feeling_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/feeling_store.h"

#include "store/queries_care.h"

struct err feeling_add(struct db *db, const struct feeling_said *f, bool *added)
{
    struct q_feeling_add_in in = {
        .id = f->id,
        .casefile = f->casefile,
        .author = f->author,
        .at = f->at,
        .day = f->day,
        .feeling = feeling_name(f->feeling),
    };
    int64_t changed;

    TRY(db_exec_count(db, &q_feeling_add, &in, &changed));
    *added = changed == 1;
    return ok();
}

struct err feeling_list(struct db *db, struct casefile_id id, struct arena *a,
                        struct feelings *out)
{
    struct q_feeling_list_in in = {.casefile = id};
    struct q_feeling_list_out *rows;

    TRY(db_many(db, &q_feeling_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct feeling_said, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        out->of[i] = (struct feeling_said){
            .id = rows[i].id,
            .casefile = id,
            .author = rows[i].author,
            .at = rows[i].at,
            .day = rows[i].day,
        };
        if (!feeling_parse(rows[i].feeling, &out->of[i].feeling))
            return failed(ERR_BROKEN, "errors.store.code");
    }
    return ok();
}

/* The rows of one case come one behind the other. */
struct counting {
    struct evaluation *e;
    struct casefile_id casefile;
    bool begun, said;
    enum feeling feeling;
};

static void count_one(struct counting *c)
{
    if (!c->begun)
        return;
    c->e->connected_here++;
    if (!c->said)
        return;
    c->e->feeling_known++;
    c->e->feeling[c->feeling]++;
}

static struct err take(void *ctx, const void *out)
{
    const struct q_report_feelings_out *row = out;
    struct counting *c = ctx;

    if (!c->begun || !id_same(id_of(row->casefile), id_of(c->casefile))) {
        count_one(c);
        c->begun = true;
        c->casefile = row->casefile;
        c->said = false;
    }
    c->said |= feeling_parse(row->feeling, &c->feeling);
    return ok();
}

struct err report_feelings(struct db *care, const struct report_period *p,
                           struct evaluation *e)
{
    struct q_report_feelings_in in = {
        .first = p->first, .last = p->last, .as_of = p->as_of};
    struct counting c = {.e = e};

    TRY(db_each(care, &q_report_feelings, &in, take, &c));
    count_one(&c);
    return ok();
}
