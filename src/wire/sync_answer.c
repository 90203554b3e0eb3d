/* sync_answer.c -- see sync.h: writing.
 * SPDX-License-Identifier: Apache-2.0 */
#include "wire/sync.h"

#include "wire/problem.h"

#include <string.h>

static const char *const status_words[] = {
    [SYNC_REFUSED] = "refused",
    [SYNC_APPLIED] = "applied",
    [SYNC_PARKED] = "parked",
};

static void put_id(struct json_out *o, const char *name, struct op_id id)
{
    char text[ID_TEXT];

    id_format(id_of(id), text);
    json_put_text(o, name, text);
}

static void put_result(struct json_out *o, const char *lang, const struct sync_result *r)
{
    json_map(o, NULL);
    put_id(o, "id", r->id);
    json_put_text(o, "status", status_words[r->status]);
    if (r->replayed)
        json_put_bool(o, "replayed", true);
    if (r->msg != NULL)
        problem_put(o, "problem", lang, &(struct problem){422, r->msg, r->faults});
    json_end_map(o);
}

static void put_change(struct json_out *o, const struct sync_change *c)
{
    json_map(o, NULL);
    json_put_text(o, "kind", c->kind);
    json_put_text(o, "id", c->id);
    if (c->data != NULL)
        json_put_raw(o, "data", c->data, strlen(c->data));
    json_end_map(o);
}

const char *sync_write(struct arena *a, const char *lang,
                       const struct sync_answer *answer)
{
    struct json_out o = {.arena = a};

    json_map(&o, NULL);
    json_list(&o, "results");
    for (size_t i = 0; i < answer->results_len; i++)
        if (!answer->results[i].later)
            put_result(&o, lang, &answer->results[i]);
    json_end_list(&o);
    if (answer->receipt != NULL)
        json_put_raw(&o, "receipt", answer->receipt, strlen(answer->receipt));
    json_list(&o, "changes");
    for (size_t i = 0; i < answer->changes_len; i++)
        put_change(&o, &answer->changes[i]);
    json_end_list(&o);
    json_put_bool(&o, "more", answer->more);
    if (answer->cursor != NULL)
        json_put_text(&o, "cursor", answer->cursor);
    json_end_map(&o);
    return json_done(&o);
}

const char *sync_receipt_payload(struct arena *a, const char *city,
                                 struct device_id device, int64_t at,
                                 const struct sync_answer *answer)
{
    struct json_out o = {.arena = a};
    char id[ID_TEXT];

    id_format(id_of(device), id);
    json_map(&o, NULL);
    json_put_text(&o, "city", city);
    json_put_text(&o, "device", id);
    json_list(&o, "ids");
    for (size_t i = 0; i < answer->results_len; i++)
        if (answer->results[i].status != SYNC_REFUSED && !answer->results[i].later)
            put_id(&o, NULL, answer->results[i].id);
    json_end_list(&o);
    json_put_int(&o, "at", at);
    json_end_map(&o);
    return json_done(&o);
}

const char *photo_receipt_payload(struct arena *a, const char *city,
                                  struct device_id device, int64_t at, const char *sha)
{
    struct json_out o = {.arena = a};
    char id[ID_TEXT];

    id_format(id_of(device), id);
    json_map(&o, NULL);
    json_put_text(&o, "city", city);
    json_put_text(&o, "device", id);
    json_put_text(&o, "photo", sha);
    json_put_int(&o, "at", at);
    json_end_map(&o);
    return json_done(&o);
}

const char *sync_receipt(struct arena *a, const char *payload,
                         const uint8_t signature[SIGNATURE_LEN])
{
    struct json_out o = {.arena = a};

    json_map(&o, NULL);
    json_put_text(
        &o, "payload",
        base64url(a, (struct bytes){(const uint8_t *)payload, strlen(payload)}));
    json_put_text(&o, "signature",
                  base64url(a, (struct bytes){signature, SIGNATURE_LEN}));
    json_end_map(&o);
    return json_done(&o);
}
