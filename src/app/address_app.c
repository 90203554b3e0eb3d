/* address_app.c -- see address_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/address_app.h"

#include "app/casework.h"
#include "core/build.h"
#include "core/str.h"
#include "store/queries_common.h"
#include "store/queries_enforcement.h"
#include "wire/address_index.h"

/* Of the index's form, of the store's life and of what the rows went through. */
static struct err version_of(struct session *s, struct db *db, const char **out)
{
    struct build b = {.arena = s->arena};
    struct q_head_get_out head = {0};
    struct q_property_index_version_out rows;
    struct err e = db_one(db, &q_head_get, NULL, &head, s->arena);
    char epoch[ID_TEXT];

    if (e.kind != ERR_NOT_FOUND) /* nothing was ever written: the epoch of no rows */
        TRY(e);
    TRY(db_one(db, &q_property_index_version, NULL, &rows, s->arena));
    id_format(head.epoch, epoch);
    build_text(&b, "\"1-");
    build_text(&b, epoch);
    build_char(&b, '-');
    build_int(&b, rows.n);
    build_char(&b, '-');
    build_int(&b, rows.revs);
    build_char(&b, '"');
    *out = build_done(&b);
    return ok();
}

static struct err add(void *ctx, const void *row)
{
    const struct q_property_index_out *p = row;

    address_index_add(ctx,
                      &(struct address_line){p->id, p->number, p->street, p->unit,
                                             p->place, p->postcode, p->neighbourhood});
    return ok();
}

struct err addresses_list(struct session *s, const void *in, void **out)
{
    const struct addresses_in *asked = in;
    struct addresses *to = arena_new(s->arena, struct addresses);
    struct address_index x = {.text = {.arena = s->arena}, .ids = {.arena = s->arena}};
    struct db *db;

    TRY(hide(policy_check(&s->actor, ACT_FIELD_USE, NULL)));
    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    TRY(version_of(s, db, &to->version));
    *out = to;
    if (str_same(asked->held, to->version))
        return ok();
    TRY(db_each(db, &q_property_index, NULL, add, &x));
    to->index = address_index_done(&x);
    return ok();
}
