/* entry_help_app.c -- see entry_app.h: what was asked for on the form's lower part.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/entry_app.h"

#include "app/casework.h"
#include "app/sync_batch.h"
#include "base/keys.h"
#include "domain/entry.h"
#include "store/queries_care.h"

#include <stdio.h>
#include <string.h>

/* The same sheet has the same names, however often it is typed; only the keeper of the
 * city's keys can tell them from the inspection's. */
static struct id name_of(struct session *s, const char *what, struct inspection_id visit)
{
    char line[80], text[ID_TEXT];
    struct id id;

    id_format(id_of(visit), text);
    int len = snprintf(line, sizeof line, "paper|%s|%s", what, text);
    require(len > 0 && (size_t)len < sizeof line);
    struct sha256 mac = hmac_sha256((struct bytes){s->keys->blind, CIPHER_KEY_LEN},
                                    (struct bytes){(const uint8_t *)line, (size_t)len});
    memcpy(id.b, mac.b, sizeof id.b);
    id.b[6] = (uint8_t)((id.b[6] & 0x0f) | 0x80); /* RFC 9562: of one's own making */
    id.b[8] = (uint8_t)((id.b[8] & 0x3f) | 0x80);
    return id;
}

static void add_id(struct session *s, struct fields *f, const char *name, struct id id)
{
    char *text = arena_alloc(s->arena, ID_TEXT);

    id_format(id, text);
    entry_add(f, s->arena, name, text);
}

static struct err address_of(struct session *s, struct property_id property,
                             const char **out)
{
    struct q_request_place_in in = {property};
    struct q_request_place_out row;
    struct db *db;

    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    TRY(db_one(db, &q_request_place, &in, &row, s->arena));
    size_t len = strlen(row.number) + strlen(row.street) + 2;
    char *line = arena_alloc(s->arena, len);
    snprintf(line, len, "%s %s", row.number, row.street);
    *out = line;
    return ok();
}

static struct err op_of(struct session *s, const struct paper_in *p,
                        const struct paper_done *done, struct sync_op *op)
{
    struct entry_part help = entry_help(&p->form, s->arena);
    struct id id = name_of(s, "help", done->inspection);
    const char *address;

    TRY(address_of(s, done->property, &address));
    add_id(s, &help.data, "inspection", id_of(done->inspection));
    add_id(s, &help.data, "property", id_of(done->property));
    add_id(s, &help.data, "casefile", id);
    add_id(s, &help.data, "no", id);
    add_id(s, &help.data, "consent", name_of(s, "consent", done->inspection));
    entry_add(&help.data, s->arena, "address", address);
    *op = (struct sync_op){
        .id = id_to(op, id), .kind = op_kind_name(help.kind), .data = help.data};
    if (!entry_began(&p->form, s->zone, &op->at))
        return failed(ERR_INVALID, "errors.form");
    op_check(op->kind, &op->data, &op->faults);
    return op->faults.len > 0 ? failed(ERR_INVALID, "errors.form") : ok();
}

bool paper_asks(const void *in)
{
    const struct paper_in *p = in;

    return entry_help_kind(&p->form) != OP_KINDS;
}

struct err paper_help(struct session *s, const void *in, void **out)
{
    const struct paper_in *p = in;
    struct q_paper_help_there_out *rows;
    struct sync_op op;
    struct db *db;
    size_t len;

    TRY(hide(policy_check(&s->actor, ACT_PAPER_ENTER, NULL)));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(op_of(s, p, *out, &op));
    struct q_paper_help_there_in there = {id_of(op.id)};
    TRY(db_many(db, &q_paper_help_there, &there, &rows, &len, s->arena));
    if (len > 0)
        return ok();
    const struct taken t = {.op = &op,
                            .author = p->inspector,
                            .received_at = s->now,
                            .typed_by = s->actor.user};
    TRY(help_typed(s, &t));
    return db_exec(db, &q_paper_help_add,
                   &(struct q_paper_help_add_in){id_of(op.id), s->actor.user, s->now});
}
