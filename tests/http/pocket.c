/* pocket.c -- see pocket.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pocket.h"

#include "base/json.h"
#include "core/build.h"

#include <stdio.h>
#include <string.h>

void pocket_free(struct pocket *k)
{
    p256_free(&k->key);
}

static const char *signature(struct site *t, const struct proof *p)
{
    struct sha256 sha = sha256_of(p->body, strlen(p->body));
    struct build b = {.arena = t->arena};
    uint8_t raw[SIGNATURE_LEN];

    build_text(&b, p->method);
    build_text(&b, "\n");
    build_text(&b, p->path);
    build_text(&b, "\n1\n"); /* the phone's clock is at its wits' end */
    build_text(&b, hex(t->arena, (struct bytes){sha.b, SHA256_LEN}));
    if (p->nonce[0] != '\0')
        build_text(&b, "\n");
    build_text(&b, p->nonce);
    const char *text = build_done(&b);
    assert_ok(
        p256_sign(p->key, (struct bytes){(const uint8_t *)text, strlen(text)}, raw));
    return base64url(t->arena, (struct bytes){raw, SIGNATURE_LEN});
}

static const char *bearer(const struct pocket *k)
{
    struct build b = {.arena = k->t->arena};

    build_text(&b, "Bearer ");
    build_text(&b, k->token);
    return k->token[0] != '\0' ? build_done(&b) : NULL;
}

const struct local_answer *pocket_send(struct pocket *k, const struct ask *what,
                                       const struct proof *p)
{
    struct ask ask = *what;
    bool with = p != NULL;
    const struct pair more[] = {
        {"Authorization", bearer(k)},
        {"Cookie", k->cookie},
        {"Content-Type", "application/json"},
        {"Doorstep-Device",
         with ? name_id(k->t->arena, 'd', p->device > 0 ? p->device : 1) : NULL},
        {"Doorstep-Time", with ? "1" : NULL},
        {"Doorstep-Nonce", with ? p->nonce : NULL},
        {"Doorstep-Signature", with ? signature(k->t, p) : NULL},
    };

    memcpy(ask.more, more, sizeof more);
    const struct local_answer *a = site_ask(k->t, &ask);
    if (local_header(a, "Doorstep-Nonce")[0] != '\0')
        k->nonce = local_header(a, "Doorstep-Nonce");
    return a;
}

const struct local_answer *asks(struct pocket *k, const char *method, const char *path,
                                const char *body)
{
    const struct proof p = {method, path, body, &k->key, k->nonce};

    return pocket_send(k, &(struct ask){.method = method, .path = path, .body = body},
                       &p);
}

const struct local_answer *token_alone(struct pocket *k)
{
    return pocket_send(k, &(struct ask){.method = "GET", .path = OWN, .body = ""}, NULL);
}

void take_token(struct pocket *k, const struct local_answer *a)
{
    struct json body;

    assert_status(a, 200);
    assert_ok(json_read(k->t->arena, a->body, a->body_len, &body));
    k->token = json_text(&body, "token");
}

const char *phone_json(const struct pocket *k, int device, const struct p256 *key,
                       const char *bind)
{
    char body[400];

    snprintf(body, sizeof body, "{\"id\":\"%s\",\"public_key\":\"%s\",\"bind\":%s}",
             name_id(k->t->arena, 'd', device),
             base64url(k->t->arena, (struct bytes){key->point, POINT_LEN}), bind);
    return arena_copy(k->t->arena, body, strlen(body));
}

const struct local_answer *pocket_enrol(struct pocket *k, const char *bind)
{
    const struct ask enrol = {.method = "POST",
                              .path = "/api/v1/devices",
                              .body = phone_json(k, 1, &k->key, bind)};

    return pocket_send(k, &enrol, NULL);
}
