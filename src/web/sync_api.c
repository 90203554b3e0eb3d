/* sync_api.c -- see sync_api.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/sync_api.h"

#include "app/address_app.h"
#include "app/before_app.h"
#include "app/device_app.h"
#include "app/photo_app.h"
#include "app/recording_app.h"
#include "app/sync_app.h"
#include "base/json.h"
#include "base/key_ring.h"
#include "core/str.h"
#include "domain/limits.h"
#include "http/gzip.h"
#include "web/case_form.h"

#include <string.h>

static void answer_json(struct req *rq, const char *json)
{
    put_markup(&rq->out, json);
    rq->content_type = "application/json";
    resp_header(rq, "Cache-Control", "no-store");
}

struct err sync_api_read(struct req *rq, void **in)
{
    struct sync_request *sync = arena_new(rq->arena, struct sync_request);

    *in = sync;
    return sync_read(rq->arena, rq->body, rq->body_len, &rq->faults, sync);
}

struct err sync_api_enforcement(struct session *s, const void *in, void **out)
{
    const struct sync_request *rq = in;
    struct sync_done *done = arena_new(s->arena, struct sync_done);

    /* A signature speaks for its own phone alone. */
    if (s->by_device && !id_same(id_of(s->device), id_of(rq->device)))
        return failed(ERR_FORBIDDEN, "errors.device");
    done->results = arena_array(s->arena, struct sync_result, rq->ops_len);
    *out = done;
    return sync_enforcement(s, rq, done);
}

struct err sync_api_care(struct session *s, const void *in, void **out)
{
    return sync_care(s, in, *out);
}

/* A job that would do nothing costs two changes of threads. */
bool sync_api_sealed(const void *in)
{
    return sync_any(in, true);
}

struct err sync_api_show(struct req *rq, struct session *s, const void *in,
                         const void *out)
{
    struct sync_answer answer;

    TRY(sync_answer(s, in, out, &answer));
    answer_json(rq, sync_write(rq->arena, s->lang, &answer));
    return ok();
}

struct err photo_api_read(struct req *rq, void **in)
{
    struct photo_chunk *chunk = arena_new(rq->arena, struct photo_chunk);

    *in = chunk;
    if (!hex_read(rq->param[0], chunk->sha256, sizeof chunk->sha256))
        req_fault(rq, "sha256", "errors.hash");
    if (!str_number(rq->param[1], LIMIT_PHOTO_BYTES, &chunk->start))
        req_fault(rq, "offset", "errors.number");
    if (!str_number(req_header(rq, "doorstep-size"), LIMIT_PHOTO_BYTES, &chunk->size))
        req_fault(rq, "Doorstep-Size", "errors.number");
    chunk->bytes = (struct bytes){(const uint8_t *)rq->body, rq->body_len};
    return ok();
}

struct err photo_api_take(struct session *s, const void *in, void **out)
{
    *out = arena_new(s->arena, struct photo_state);
    return photo_take(s, in, *out);
}

struct err photo_api_show(struct req *rq, struct session *s, const void *in,
                          const void *out)
{
    struct photo_state state = *(const struct photo_state *)out;
    struct json_out o = {.arena = rq->arena};

    TRY(photo_sign(s, in, &state));
    json_map(&o, NULL);
    json_put_int(&o, "have", state.have);
    json_put_bool(&o, "complete", state.complete);
    if (state.receipt != NULL)
        json_put_raw(&o, "receipt", state.receipt, strlen(state.receipt));
    json_end_map(&o);
    answer_json(rq, json_done(&o));
    return ok();
}

struct err before_api_read(struct req *rq, void **in)
{
    struct before_in *asked = arena_new(rq->arena, struct before_in);
    struct id finding;

    TRY(param_id(rq, 0, &finding));
    asked->finding = id_to(finding, finding);
    if (!hex_read(rq->param[1], asked->sha256, sizeof asked->sha256))
        return failed(ERR_NOT_FOUND, "error.not_found");
    *in = asked;
    return ok();
}

struct err before_api_show(struct req *rq, struct session *s, const void *in,
                           const void *out)
{
    const struct before *b = out;

    (void)s, (void)in;
    rq->content_type = "image/jpeg";
    resp_header(rq, "Cache-Control", "no-store"); /* the phone keeps it sealed */
    put_bytes(&rq->out, (const char *)b->small.p, b->small.len);
    return ok();
}

struct err recording_api_read(struct req *rq, void **in)
{
    struct recording_in *asked = arena_new(rq->arena, struct recording_in);

    *in = asked;
    return hex_read(rq->param[0], asked->sha256, sizeof asked->sha256)
               ? ok()
               : failed(ERR_NOT_FOUND, "error.not_found");
}

struct err recording_api_show(struct req *rq, struct session *s, const void *in,
                              const void *out)
{
    const struct recording_file *f = out;

    (void)s, (void)in;
    rq->content_type = f->type;
    resp_header(rq, "Cache-Control", "no-store"); /* the phone keeps it sealed */
    put_bytes(&rq->out, (const char *)f->bytes.p, f->bytes.len);
    return ok();
}

struct err address_api_read(struct req *rq, void **in)
{
    struct addresses_in *asked = arena_new(rq->arena, struct addresses_in);

    asked->held = req_header(rq, "if-none-match");
    *in = asked;
    return ok();
}

struct err address_api_show(struct req *rq, struct session *s, const void *in,
                            const void *out)
{
    const struct addresses *found = out;

    (void)s, (void)in;
    resp_header(rq, "ETag", found->version);
    resp_header(rq, "Cache-Control", "no-store"); /* the phone keeps it sealed */
    rq->content_type = "application/octet-stream";
    if (found->index.p == NULL)
        rq->status = 304;
    else
        gzip_answer(rq, found->index);
    return ok();
}

struct err device_api_read(struct req *rq, void **in)
{
    struct device_new *device = arena_new(rq->arena, struct device_new);
    const char *id, *key;
    struct bytes point;
    struct json v;
    struct id plain;

    *in = device;
    TRY(json_read(rq->arena, rq->body, rq->body_len, &v));
    id = json_text(&v, "id");
    key = json_text(&v, "public_key");
    device->bind = json_truth(&v, "bind");
    if (id == NULL || !id_parse(id, strlen(id), &plain) || !id_is_set(plain))
        req_fault(rq, "id", "errors.bad_id");
    else
        device->id = id_to(device, plain);
    if (key == NULL || !base64url_read(rq->arena, key, strlen(key), &point) ||
        point.len != POINT_LEN || !p256_is_point(point.p))
        req_fault(rq, "public_key", "errors.public_key");
    else
        memcpy(device->public_key, point.p, POINT_LEN);
    return ok();
}

struct err device_api_enrol(struct session *s, const void *in, void **out)
{
    (void)out;
    return device_enrol(s, in);
}

static void put_point(struct json_out *o, const char *name,
                      const uint8_t point[POINT_LEN])
{
    json_put_text(o, name, base64url(o->arena, (struct bytes){point, POINT_LEN}));
}

struct err device_api_show(struct req *rq, struct session *s, const void *in,
                           const void *out)
{
    const struct device_new *device = in;
    struct json_out o = {.arena = rq->arena};
    char id[ID_TEXT];
    uint8_t box[POINT_LEN];

    (void)out;
    care_box_point(s->keys, box);
    id_format(id_of(device->id), id);
    json_map(&o, NULL);
    json_put_text(&o, "city", s->city);
    json_put_text(&o, "city_name", s->city_name);
    json_put_text(&o, "device", id);
    json_put_text(&o, "name", s->actor.name);
    put_point(&o, "receipt_key", s->keys->receipt.point);
    put_point(&o, "care_key", box);
    json_put_text(&o, "lang", s->lang);
    json_end_map(&o);
    answer_json(rq, json_done(&o));
    return ok();
}
