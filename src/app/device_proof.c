/* device_proof.c -- see device_proof.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/device_proof.h"

#include "base/keys.h"
#include "store/queries_registry.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NONCE_MS (10 * INT64_C(60000))

static const char *nonce_of(const struct session *s, int64_t at)
{
    char text[200];
    int n = snprintf(text, sizeof text, "doorstep device nonce|%s|%" PRId64, s->city, at);

    require(n > 0 && (size_t)n < sizeof text);
    struct sha256 mac = hmac_sha256((struct bytes){s->keys->link, sizeof s->keys->link},
                                    (struct bytes){(const uint8_t *)text, (size_t)n});
    n = snprintf(text, sizeof text, "%" PRId64 ".%s", at,
                 base64url(s->arena, (struct bytes){mac.b, SHA256_LEN}));
    return arena_copy(s->arena, text, (size_t)n);
}

const char *device_nonce(const struct session *s)
{
    return nonce_of(s, s->now);
}

/* A clock of ours that went back must not make one of before last for days. */
static bool nonce_holds(const struct session *s, const char *nonce)
{
    int64_t at = strtoll(nonce, NULL, 10);
    const char *ours = nonce_of(s, at);

    return at > s->now - NONCE_MS && at < s->now + NONCE_MS &&
           strlen(nonce) == strlen(ours) && secret_same(nonce, ours, strlen(ours));
}

static const char *signed_text(struct session *s, const struct device_claim *c)
{
    struct sha256 sha = sha256_of(c->body.p, c->body.len);
    bool with = c->nonce != NULL && c->nonce[0] != '\0';
    char text[1024];
    int n = snprintf(text, sizeof text, "%s\n%s\n%s\n%s%s%s", c->method, c->path, c->time,
                     hex(s->arena, (struct bytes){sha.b, SHA256_LEN}), with ? "\n" : "",
                     with ? c->nonce : "");

    return n > 0 && (size_t)n < sizeof text ? arena_copy(s->arena, text, (size_t)n)
                                            : NULL;
}

static bool device_signed(struct session *s, const struct device_claim *c,
                          struct bytes key)
{
    const char *text = signed_text(s, c);
    struct bytes signature;

    return text != NULL && key.len == POINT_LEN &&
           base64url_read(s->arena, c->signature, strlen(c->signature), &signature) &&
           signature.len == SIGNATURE_LEN &&
           p256_verify(key.p, (struct bytes){(const uint8_t *)text, strlen(text)},
                       signature.p);
}

static struct err find(struct session *s, const struct device_claim *c,
                       struct device_found *f)
{
    struct q_device_claimed_out *row = arena_new(s->arena, struct q_device_claimed_out);
    struct q_device_claimed_in in;
    struct db *db;
    struct id plain;

    if (c->device == NULL || !id_parse(c->device, strlen(c->device), &plain))
        return ok();
    f->id = in.id = id_to(device, plain);
    TRY(session_db(s, STORE_REGISTRY, &db));
    struct err e = db_one(db, &q_device_claimed, &in, row, s->arena);
    if (e.kind == ERR_NOT_FOUND)
        return ok();
    TRY(e);
    f->row = row;
    f->holds = row->revoked_at == 0 && device_signed(s, c, row->public_key);
    return ok();
}

struct err device_claimed(struct session *s, const struct device_claim *c,
                          const struct device_found **out)
{
    struct device_found *f;

    *out = c->found != NULL ? *c->found : NULL;
    if (*out != NULL)
        return ok();
    f = arena_new(s->arena, struct device_found);
    TRY(find(s, c, f));
    *out = f;
    if (c->found != NULL)
        *c->found = f;
    return ok();
}

struct err own_phone_load(struct session *s, const struct device_claim *c,
                          struct user_id person, struct own_phone *out)
{
    const struct device_found *f;

    *out = (struct own_phone){0};
    TRY(device_claimed(s, c, &f));
    if (f->holds && id_same(id_of(f->row->person), id_of(person)))
        *out = (struct own_phone){true, f->id, f->row->vouched_at};
    return ok();
}

struct err device_proves(struct session *s, const struct device_claim *c,
                         struct user_id person, bool *out)
{
    struct own_phone phone = {0};

    *out = !id_is_set(id_of(s->bound));
    if (*out || !nonce_holds(s, c->nonce))
        return ok();
    TRY(own_phone_load(s, c, person, &phone));
    *out = phone.signed_this && id_same(id_of(phone.id), id_of(s->bound));
    return ok();
}
