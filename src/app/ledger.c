/* ledger.c -- see ledger.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/ledger.h"

#include "domain/limits.h"

#include <stdio.h>
#include <string.h>

struct id op_id_field(const struct sync_op *op, const char *name)
{
    const char *text = fields_get(&op->data, name);
    struct id id = {{0}};

    id_parse(text, strlen(text), &id);
    return id;
}

static bool is_off(const struct taken *t)
{
    return t->offset_ms > LIMIT_CLOCK_MS || t->offset_ms < -LIMIT_CLOCK_MS;
}

static int64_t corrected(const struct taken *t)
{
    return t->op->at + (is_off(t) ? t->offset_ms : 0);
}

/* Also when the phone's clock was right again before it sent what it had dated ahead. */
bool taken_doubt(const struct taken *t)
{
    return is_off(t) || corrected(t) > t->received_at + LIMIT_CLOCK_MS;
}

int64_t taken_at(const struct taken *t)
{
    int64_t at = corrected(t);

    return at < t->received_at ? at : t->received_at;
}

const char *subject_of(struct arena *a, const char *noun, struct id id)
{
    size_t len = strlen(noun) + 1 + ID_TEXT;
    char *s = arena_alloc(a, len), text[ID_TEXT];

    id_format(id, text);
    snprintf(s, len, "%s:%s", noun, text);
    return s;
}

void audit_op(struct db *db, struct arena *a, const struct taken *t, const char *act,
              const char *subject)
{
    struct id who = id_is_set(id_of(t->typed_by)) ? id_of(t->typed_by) : id_of(t->author);

    db_audit(db, &(struct audit){.actor = id_is_set(who) ? subject_of(a, "user", who)
                                                         : "nobody",
                                 .act = act,
                                 .subject = subject});
}

struct sync_result repeated(const struct known *k, const struct sync_op *op)
{
    if (memcmp(k->sha.b, op->sha.b, SHA256_LEN) != 0)
        return (struct sync_result){
            .id = op->id, .status = SYNC_REFUSED, .msg = "op.other_body"};
    return (struct sync_result){
        .id = op->id, .status = k->status, .replayed = true, .msg = k->msg};
}

struct err ledger_add(struct db *db, const struct taken *t, const struct verdict *v)
{
    return db_exec(
        db, &q_op_add,
        &(struct q_op_add_in){.id = t->op->id,
                              .sha256 = {t->op->sha.b, SHA256_LEN},
                              .status = v->status == SYNC_APPLIED ? "applied" : "parked",
                              .problem = v->msg,
                              .author = t->author,
                              .device = t->device,
                              .at = t->op->at,
                              .received_at = t->received_at,
                              .offset_ms = t->offset_ms});
}
