/* provider.c -- see provider.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "provider.h"

#include "base/crypto.h"
#include "core/build.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/rsa.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

static const char *const names[KEYS_OF] = {"rsa", "ec", "ed", "next"};
static const char *const algs[KEYS_OF] = {"RS256", "ES256", "EdDSA", "ES256"};

static const char *number_of(struct arena *a, EVP_PKEY *key, const char *name, int size)
{
    BIGNUM *n = NULL;
    uint8_t raw[512];

    require(EVP_PKEY_get_bn_param(key, name, &n) == 1);
    int len = size > 0 ? BN_bn2binpad(n, raw, size) : BN_bn2bin(n, raw);
    BN_free(n);
    return base64url(a, (struct bytes){raw, (size_t)len});
}

static const char *octets_of(struct arena *a, EVP_PKEY *key)
{
    uint8_t raw[64];
    size_t len = sizeof raw;

    require(EVP_PKEY_get_raw_public_key(key, raw, &len) == 1);
    return base64url(a, (struct bytes){raw, len});
}

static void put_key(struct provider *p, struct arena *a, struct build *b, int i)
{
    EVP_PKEY *key = p->keys[i];
    char line[1200];

    if (i == KEY_RSA)
        snprintf(line, sizeof line,
                 "{\"kty\":\"RSA\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}", names[i],
                 number_of(a, key, OSSL_PKEY_PARAM_RSA_N, 0),
                 number_of(a, key, OSSL_PKEY_PARAM_RSA_E, 0));
    else if (i == KEY_ED)
        snprintf(line, sizeof line,
                 "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"%s\",\"x\":\"%s\"}",
                 names[i], octets_of(a, key));
    else
        snprintf(
            line, sizeof line,
            "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"%s\",\"use\":\"sig\",\"x\":\"%s\","
            "\"y\":\"%s\"}",
            names[i], number_of(a, key, OSSL_PKEY_PARAM_EC_PUB_X, 32),
            number_of(a, key, OSSL_PKEY_PARAM_EC_PUB_Y, 32));
    build_text(b, line);
}

static const char *key_set(struct provider *p, struct arena *a)
{
    struct build b = {.arena = a};

    build_text(&b, "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"odd\"}");
    for (int i = 0; i < KEYS_OF; i++)
        if (i != KEY_NEXT || p->rotated) {
            build_text(&b, ",");
            put_key(p, a, &b, i);
        }
    build_text(&b, "]}");
    return build_done(&b);
}

static const char *raw_signature(struct arena *a, const uint8_t *der, size_t len)
{
    ECDSA_SIG *pair = d2i_ECDSA_SIG(NULL, &der, (long)len);
    uint8_t raw[64];

    require(pair != NULL);
    BN_bn2binpad(ECDSA_SIG_get0_r(pair), raw, 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair), raw + 32, 32);
    ECDSA_SIG_free(pair);
    return base64url(a, (struct bytes){raw, sizeof raw});
}

static const char *sign(struct arena *a, EVP_PKEY *key, int i, const char *data)
{
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    uint8_t out[512];
    size_t len = sizeof out;

    require(EVP_DigestSignInit(ctx, NULL, i == KEY_ED ? NULL : EVP_sha256(), NULL, key) ==
            1);
    require(EVP_DigestSign(ctx, out, &len, (const uint8_t *)data, strlen(data)) == 1);
    EVP_MD_CTX_free(ctx);
    return i == KEY_EC || i == KEY_NEXT ? raw_signature(a, out, len)
                                        : base64url(a, (struct bytes){out, len});
}

/* By the public key as it stands in the set: what a checker takes that lets the token say
 * by what it is to be checked. */
static const char *hmac(struct provider *p, struct arena *a, const char *data)
{
    const char *key = number_of(a, p->keys[KEY_RSA], OSSL_PKEY_PARAM_RSA_N, 0);
    struct sha256 mac = hmac_sha256((struct bytes){(const uint8_t *)key, strlen(key)},
                                    (struct bytes){(const uint8_t *)data, strlen(data)});

    return base64url(a, (struct bytes){mac.b, sizeof mac.b});
}

static const char *part(struct arena *a, const char *json)
{
    return base64url(a, (struct bytes){(const uint8_t *)json, strlen(json)});
}

static const char *payload(const struct provider *p, struct arena *a)
{
    const struct token *t = &p->token;
    struct build b = {.arena = a};
    char line[600];

    snprintf(line, sizeof line,
             "{\"iss\":\"%s\",\"aud\":%s,\"nonce\":\"%s\",\"exp\":%lld,\"iat\":%lld%s",
             t->iss ? t->iss : p->issuer, t->aud ? t->aud : "\"doorstep\"",
             t->nonce ? t->nonce : p->nonce,
             (long long)(p->now + (t->exp ? t->exp : 300)), (long long)(p->now + t->iat),
             t->more ? t->more : "");
    build_text(&b, line);
    if (t->sub == NULL || t->sub[0] != '\0') {
        snprintf(line, sizeof line, ",\"sub\":\"%s\"", t->sub ? t->sub : "someone");
        build_text(&b, line);
    }
    if (t->email != NULL) {
        snprintf(line, sizeof line, ",\"email\":\"%s\"%s", t->email,
                 t->unverified ? "" : ",\"email_verified\":true");
        build_text(&b, line);
    }
    build_text(&b, "}");
    return build_done(&b);
}

static const char *id_token(struct provider *p, struct arena *a)
{
    const struct token *t = &p->token;
    const char *alg = t->alg ? t->alg : algs[t->key], *signature = "";
    struct build b = {.arena = a};
    char head[200];

    snprintf(head, sizeof head, "{\"alg\":\"%s\",\"kid\":\"%s\"%s}", alg,
             t->kid ? t->kid : names[t->key], t->head ? t->head : "");
    build_text(&b, part(a, head));
    build_text(&b, ".");
    build_text(&b, part(a, payload(p, a)));
    if (strcmp(alg, "HS256") == 0)
        signature = hmac(p, a, build_done(&b));
    else if (strcmp(alg, "none") != 0)
        signature = sign(a, p->keys[t->key], (int)t->key, build_done(&b));
    build_text(&b, ".");
    build_text(&b, signature);
    return build_done(&b);
}

/* A field of a form; what these tests send holds nothing that is escaped. */
static bool form_has(const char *form, const char *name, const char *value)
{
    char want[300];

    snprintf(want, sizeof want, "%s=%s", name, value);
    const char *at = strstr(form, want);
    return at != NULL && (at[strlen(want)] == '&' || at[strlen(want)] == '\0');
}

static bool verifier_fits(const struct provider *p, struct arena *a, const char *form)
{
    const char *at = strstr(form, "code_verifier=");
    size_t len = at ? strcspn(at += strlen("code_verifier="), "&") : 0;
    struct sha256 sha = sha256_of(at, len);

    return len >= 43 &&
           strcmp(base64url(a, (struct bytes){sha.b, sizeof sha.b}), p->challenge) == 0;
}

static bool knows_us(const struct provider *p, struct arena *a, const char *heard)
{
    char pair[100], want[200];

    snprintf(pair, sizeof pair, "%s:%s", p->client, p->secret);
    snprintf(want, sizeof want, "Authorization: Basic %s\r\n",
             base64(a, (struct bytes){(const uint8_t *)pair, strlen(pair)}));
    return strcasestr(heard, want) != NULL;
}

static const char *answer_code(struct provider *p, struct arena *a, const char *heard)
{
    const char *form = strstr(heard, "\r\n\r\n") + 4;
    struct build b = {.arena = a};

    p->tokens++;
    p->status = 400;
    if (!knows_us(p, a, heard) || p->code[0] == '\0' ||
        !form_has(form, "code", p->code) ||
        !form_has(form, "grant_type", "authorization_code") || !verifier_fits(p, a, form))
        return "{\"error\":\"invalid_grant\"}";
    p->code[0] = '\0';
    p->status = 200;
    build_text(&b, "{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"id_token\":\"");
    build_text(&b, id_token(p, a));
    build_text(&b, "\"}");
    return build_done(&b);
}

static const char *discovery(const struct provider *p, struct arena *a)
{
    struct build b = {.arena = a};
    static const char *const lines[] = {
        "{\"issuer\":\"",
        "\",\"authorization_endpoint\":\"",
        "/authorize\",\"token_endpoint\":\"",
        "/token\",\"jwks_uri\":\"",
        "/keys\",\"response_types_supported\":[\"code\"]}",
    };

    for (size_t i = 0; i < COUNT(lines); i++) {
        build_text(&b, lines[i]);
        if (i + 1 < COUNT(lines))
            build_text(&b, i == 0 && p->another ? p->another : p->issuer);
    }
    return build_done(&b);
}

static const char *answer(struct provider *p, struct arena *a, const char *heard,
                          int *status)
{
    const char *body = "{}";

    *status = 200;
    p->asked++;
    if (strncmp(heard, "GET /.well-known/openid-configuration ", 38) == 0) {
        body = discovery(p, a);
    } else if (strncmp(heard, "GET /keys ", 10) == 0) {
        p->sets++;
        body = key_set(p, a);
    } else if (strncmp(heard, "POST /token ", 12) == 0) {
        body = answer_code(p, a, heard);
        *status = p->status;
    } else {
        *status = 404;
    }
    return body;
}

static void hear(struct provider *p, int fd)
{
    struct arena a CLEANUP(arena_free) = {0};
    char heard[16384], head[160];
    size_t len = 0, want = 0;
    ssize_t n;
    int status;

    while (len < sizeof heard - 1 &&
           (n = recv(fd, heard + len, sizeof heard - 1 - len, 0)) > 0) {
        len += (size_t)n;
        heard[len] = '\0';
        const char *body = strstr(heard, "\r\n\r\n");
        const char *promise = strcasestr(heard, "content-length:");
        if (body == NULL)
            continue;
        if (promise != NULL)
            want = strtoul(promise + strlen("content-length:"), NULL, 10);
        if (strlen(body + 4) >= want)
            break;
    }
    pthread_mutex_lock(&p->lock);
    const char *body = answer(p, &a, heard, &status);
    pthread_mutex_unlock(&p->lock);
    int head_len = snprintf(head, sizeof head,
                            "HTTP/1.1 %d Said\r\nContent-Type: application/json\r\n"
                            "Content-Length: %zu\r\nConnection: close\r\n\r\n",
                            status, strlen(body));
    if (send(fd, head, (size_t)head_len, MSG_NOSIGNAL) > 0 &&
        send(fd, body, strlen(body), MSG_NOSIGNAL) < 0)
        return;
}

static void *serve(void *ctx)
{
    struct provider *p = ctx;

    for (int fd; (fd = accept(p->fd, NULL, NULL)) >= 0; close(fd))
        hear(p, fd);
    return NULL;
}

void provider_begin(struct provider *p, const char *client, const char *secret)
{
    struct sockaddr_in any = {.sin_family = AF_INET,
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof any;

    *p = (struct provider){.keys = {EVP_RSA_gen(2048), EVP_EC_gen("P-256"),
                                    EVP_PKEY_Q_keygen(NULL, NULL, "ED25519"),
                                    EVP_EC_gen("P-256")}};
    snprintf(p->client, sizeof p->client, "%s", client);
    snprintf(p->secret, sizeof p->secret, "%s", secret);
    pthread_mutex_init(&p->lock, NULL);
    p->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    require(bind(p->fd, (struct sockaddr *)&any, sizeof any) == 0 &&
            listen(p->fd, 8) == 0 &&
            getsockname(p->fd, (struct sockaddr *)&any, &len) == 0);
    p->port = ntohs(any.sin_port);
    snprintf(p->issuer, sizeof p->issuer, "http://127.0.0.1:%d", p->port);
    pthread_create(&p->thread, NULL, serve, p);
}

void provider_end(struct provider *p)
{
    shutdown(p->fd, SHUT_RDWR);
    pthread_join(p->thread, NULL);
    close(p->fd);
    for (int i = 0; i < KEYS_OF; i++)
        EVP_PKEY_free(p->keys[i]);
    pthread_mutex_destroy(&p->lock);
}

void provider_says(struct provider *p, const struct token *token)
{
    pthread_mutex_lock(&p->lock);
    p->token = *token;
    pthread_mutex_unlock(&p->lock);
}

const char *provider_code(struct provider *p, const char *nonce, const char *challenge,
                          int64_t now)
{
    static int n;

    pthread_mutex_lock(&p->lock);
    p->now = now;
    snprintf(p->nonce, sizeof p->nonce, "%s", nonce);
    snprintf(p->challenge, sizeof p->challenge, "%s", challenge);
    snprintf(p->code, sizeof p->code, "code%d", ++n);
    pthread_mutex_unlock(&p->lock);
    return p->code;
}

int provider_times(struct provider *p, const int *counter)
{
    pthread_mutex_lock(&p->lock);
    int n = *counter;
    pthread_mutex_unlock(&p->lock);
    return n;
}
