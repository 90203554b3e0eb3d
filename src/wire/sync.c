/* sync.c -- see sync.h: reading.
 * SPDX-License-Identifier: Apache-2.0 */
#include "wire/sync.h"

#include "core/str.h"
#include "domain/limits.h"

#include <stdlib.h>
#include <string.h>

#define AFTER_MAX 200
#define FIELDS_MAX 120
#define AT_MAX 4102444800000 /* the year 2100 */

static bool read_id(const struct json *v, struct op_id *out)
{
    struct id id;

    if (v == NULL || v->kind != JSON_TEXT || !id_parse(v->text, v->len, &id) ||
        !id_is_set(id))
        return false;
    *out = id_to(op, id);
    return true;
}

static void read_after(struct arena *a, const struct json *v, struct sync_op *op)
{
    struct op_id *after;

    if (v == NULL)
        return;
    if (v->kind != JSON_LIST || v->len > AFTER_MAX) {
        fault_add(&op->faults, "after", "errors.bad_id");
        return;
    }
    after = arena_array(a, struct op_id, v->len);
    for (size_t i = 0; i < v->len; i++)
        if (!read_id(&v->items[i], &after[i])) {
            fault_add(&op->faults, "after", "errors.bad_id");
            return;
        }
    op->after = after;
    op->after_len = v->len;
}

/* A member is a text or a list of texts; anything else is a fault of its own name. */
static size_t read_member(const struct json *member, struct field *out,
                          struct faults *faults)
{
    const struct json *values = member->kind == JSON_LIST ? member->items : member;
    size_t len = member->kind == JSON_LIST ? member->len : 1;

    for (size_t i = 0; i < len; i++) {
        if (values[i].kind != JSON_TEXT) {
            fault_add(faults, member->name, "errors.not_text");
            return 0;
        }
        out[i] = (struct field){member->name, values[i].text};
    }
    return len;
}

static void read_data(struct arena *a, const struct json *map, struct sync_op *op)
{
    size_t room = 0, len = 0;

    if (map == NULL || map->kind != JSON_MAP) {
        fault_add(&op->faults, "data", "errors.required");
        return;
    }
    for (size_t i = 0; i < map->len; i++)
        room += map->items[i].kind == JSON_LIST ? map->items[i].len : 1;
    if (room > FIELDS_MAX) {
        fault_add(&op->faults, "data", "errors.too_many");
        return;
    }
    struct field *list = arena_array(a, struct field, room);
    for (size_t i = 0; i < map->len; i++)
        len += read_member(&map->items[i], list + len, &op->faults);
    op->data = (struct fields){list, len};
}

static void check(struct sync_op *op, bool sealed)
{
    enum op_kind kind;

    if (op_kind_parse(op->kind, &kind) && op_is_care(kind) != sealed)
        fault_add(&op->faults, "kind",
                  sealed ? "errors.unknown_kind" : "errors.unsealed");
    else
        op_check(op->kind, &op->data, &op->faults);
}

static void read_content(struct arena *a, const struct json *v, struct sync_op *op)
{
    const struct json *envelope = json_get(v, "envelope");

    op->kind = json_text(v, "kind");
    if (op->kind == NULL)
        op->kind = "";
    if (envelope == NULL) {
        read_data(a, json_get(v, "data"), op);
        check(op, false);
        return;
    }
    op->kind = "";
    /* The bytes are opened later; what is no base64url will not open. */
    if (envelope->kind != JSON_TEXT || envelope->len == 0 ||
        !base64url_read(a, envelope->text, envelope->len, &op->envelope))
        op->envelope = (struct bytes){(const uint8_t *)"", 0};
}

/* The op without what may differ between two sendings: seq and pad. */
static const char *body_of(struct arena *a, const struct json *v)
{
    static const char *const kept[] = {"kind",  "at",   "after",
                                       "mends", "data", "envelope"};
    struct json_out o = {.arena = a};

    json_map(&o, NULL);
    for (size_t i = 0; i < COUNT(kept); i++) {
        const struct json *member = json_get(v, kept[i]);

        if (member != NULL)
            json_put(&o, kept[i], member);
    }
    json_end_map(&o);
    return json_done(&o);
}

static void read_op(struct arena *a, const struct json *v, struct sync_op *op)
{
    const struct json *mends = json_get(v, "mends");

    op->at = json_int(v, "at", -1);
    if (op->at < 0 || op->at > AT_MAX)
        fault_add(&op->faults, "at", "errors.bad_instant");
    if (mends != NULL && !read_id(mends, &op->mends))
        fault_add(&op->faults, "mends", "errors.bad_id");
    read_after(a, json_get(v, "after"), op);
    read_content(a, v, op);
    op->body = body_of(a, v);
    op->sha = sha256_of(op->body, strlen(op->body));
}

static int by_seq(const void *a, const void *b)
{
    const struct sync_op *x = a, *y = b;

    return (x->seq > y->seq) - (x->seq < y->seq);
}

static void read_ops(struct arena *a, const struct json *list, struct faults *faults,
                     struct sync_request *out)
{
    if (list == NULL)
        return;
    if (list->kind != JSON_LIST) {
        fault_add(faults, "ops", "errors.required");
        return;
    }
    if (list->len > LIMIT_SYNC_OPS) {
        fault_add(faults, "ops", "errors.too_many");
        return;
    }
    out->ops = arena_array(a, struct sync_op, list->len);
    out->ops_len = list->len;
    for (size_t i = 0; i < list->len; i++) {
        struct sync_op *op = &out->ops[i];

        if (!read_id(json_get(&list->items[i], "id"), &op->id))
            fault_add(faults, "ops.id", "errors.bad_id");
        op->seq = json_int(&list->items[i], "seq", (int64_t)i);
        read_op(a, &list->items[i], op);
    }
    /* glibc's qsort is a stable merge sort, but equal numbers are the phone's fault. */
    qsort(out->ops, out->ops_len, sizeof *out->ops, by_seq);
}

struct err sync_read(struct arena *a, const char *body, size_t len, struct faults *faults,
                     struct sync_request *out)
{
    struct sync_request rq = {0};
    struct op_id device;
    struct json v;

    if (len > LIMIT_SYNC_BYTES)
        return failed(ERR_TOO_LARGE, "errors.too_large");
    TRY(json_read(a, body, len, &v));
    if (!read_id(json_get(&v, "device"), &device))
        fault_add(faults, "device", "errors.bad_id");
    else
        rq.device = id_to(device, id_of(device));
    rq.now = json_int(&v, "now", -1);
    if (rq.now < 0 || rq.now > AT_MAX)
        fault_add(faults, "now", "errors.bad_instant");
    rq.cursor = json_text(&v, "cursor");
    if (rq.cursor == NULL)
        rq.cursor = "";
    read_ops(a, json_get(&v, "ops"), faults, &rq);
    if (faults->len > 0)
        return failed(ERR_INVALID, "errors.form");
    *out = rq;
    return ok();
}

struct err sync_read_body(struct arena *a, const char *body, struct sync_op *out)
{
    struct sync_op op = {0};
    struct json v;

    TRY(json_read(a, body, strlen(body), &v));
    read_op(a, &v, &op);
    *out = op;
    return ok();
}

struct err sync_read_opened(struct arena *a, struct bytes plain, struct sync_op *op)
{
    struct json v;

    TRY(json_read(a, (const char *)plain.p, plain.len, &v));
    op->kind = json_text(&v, "kind");
    if (op->kind == NULL)
        op->kind = "";
    read_data(a, json_get(&v, "data"), op);
    check(op, true);
    return ok();
}
