/* sync.c -- a phone's whole request: what is accepted is in order and within its limits,
 * and the body that is kept of an op is the same op when it is read again.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include "base/text.h"
#include "domain/limits.h"
#include "wire/sync.h"

#include <string.h>

enum { AFTER_MAX = 200, FIELDS_MAX = 120 };

static void look_at_fields(const struct fields *f)
{
    require(f->len <= FIELDS_MAX);
    for (size_t i = 0; i < f->len; i++)
        require(f->list[i].name != NULL && f->list[i].value != NULL);
}

static void look_at_faults(const struct faults *f)
{
    for (size_t i = 0; i < f->len; i++)
        require(f->of[i].field != NULL && text_has(f->of[i].msg));
}

static void look_at_body(struct arena *a, const struct sync_op *op)
{
    struct sync_op again;

    require(sync_read_body(a, op->body, &again).kind == OK);
    require(strcmp(again.body, op->body) == 0);
    require(memcmp(again.sha.b, op->sha.b, SHA256_LEN) == 0);
    require(again.at == op->at && again.faults.len == op->faults.len);
    require(strcmp(again.kind, op->kind) == 0 && again.data.len == op->data.len);
    require(again.envelope.len == op->envelope.len);
}

static void look_at_op(struct arena *a, const struct sync_op *op)
{
    require(id_is_set(id_of(op->id)));
    require(op->after_len <= AFTER_MAX);
    for (size_t i = 0; i < op->after_len; i++)
        require(id_is_set(id_of(op->after[i])));
    require(op->at >= 0 || op->faults.len > 0);
    /* In the clear it has data; sealed it has nothing else. */
    require(op->envelope.p == NULL || op->data.len == 0);
    look_at_fields(&op->data);
    look_at_faults(&op->faults);
    look_at_body(a, op);
}

/* What is answered is JSON, whatever was asked. */
static void look_at_answer(struct arena *a, const struct sync_request *rq)
{
    struct sync_result *results = arena_array(a, struct sync_result, rq->ops_len);
    struct sync_answer answer = {
        .results = results, .results_len = rq->ops_len, .cursor = rq->cursor};
    struct json v;

    for (size_t i = 0; i < rq->ops_len; i++) {
        bool bad = rq->ops[i].faults.len > 0;

        results[i] = (struct sync_result){.id = rq->ops[i].id,
                                          .status = bad ? SYNC_REFUSED : SYNC_APPLIED,
                                          .msg = bad ? "errors.form" : NULL,
                                          .faults = &rq->ops[i].faults};
    }

    const char *text = sync_write(a, "es", &answer);
    require(json_read(a, text, strlen(text), &v).kind == OK);
    require(json_get(&v, "results")->len == rq->ops_len);
    text = sync_receipt_payload(a, "springfield", rq->device, rq->now, &answer);
    require(json_read(a, text, strlen(text), &v).kind == OK);
}

static void look_at_opened(struct arena *a, const uint8_t *data, size_t size)
{
    struct sync_op op = {0};

    if (sync_read_opened(a, (struct bytes){data, size}, &op).kind != OK)
        return;
    look_at_fields(&op.data);
    look_at_faults(&op.faults);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a CLEANUP(free_arena) = {0};
    struct sync_request rq;
    struct faults faults = {0};

    look_at_opened(&a, data, size);
    if (sync_read(&a, (const char *)data, size, &faults, &rq).kind != OK)
        return 0;
    require(size <= LIMIT_SYNC_BYTES && rq.ops_len <= LIMIT_SYNC_OPS && rq.now >= 0);
    require(id_is_set(id_of(rq.device)) && rq.cursor != NULL);
    for (size_t i = 0; i < rq.ops_len; i++) {
        require(i == 0 || rq.ops[i - 1].seq <= rq.ops[i].seq);
        look_at_op(&a, &rq.ops[i]);
    }
    look_at_answer(&a, &rq);
    return 0;
}
