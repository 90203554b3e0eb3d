/* idp_place.c -- see idp_place.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/idp_place.h"

#include "app/idp_app.h"
#include "base/json.h"
#include "core/build.h"
#include "core/str.h"

#include <stdlib.h>
#include <string.h>

#define MINUTE_MS INT64_C(60000)
#define PLACE_MS (60 * MINUTE_MS)
#define KEYS_MS (24 * 60 * MINUTE_MS)

/* One answer as it came. */
struct kept {
    struct arena mine;
    const char *from; /* the address; NULL: nothing yet */
    const char *text;
    size_t len;
    int64_t at;
};

struct idp_memory {
    struct kept place[SIDES], keys[SIDES];
};

struct idp_memory *idp_memory_new(void)
{
    return memory_new(sizeof(struct idp_memory));
}

void idp_memory_free(struct idp_memory **memory)
{
    struct idp_memory *m = *memory;

    *memory = NULL;
    if (m == NULL)
        return;
    for (int i = 0; i < SIDES; i++) {
        arena_free(&m->place[i].mine);
        arena_free(&m->keys[i].mine);
    }
    free(m);
}

static struct err away(void)
{
    return failed(ERR_BUSY, "account.idp.away");
}

/* "https://login.example.gov": scheme, host and port. */
static size_t origin_len(const char *url)
{
    const char *host = strstr(url, "://");

    return host == NULL ? 0 : (size_t)(host + 3 - url) + strcspn(host + 3, "/?#");
}

/* That the provider may stand within holds for its own host, not for what it names. */
static bool at_home(const struct idp *idp, const char *url)
{
    size_t len = origin_len(idp->issuer);

    return len > 0 && len == origin_len(url) && strncmp(idp->issuer, url, len) == 0;
}

struct err idp_fetch(struct session *s, const struct idp *idp, struct fetch *what,
                     struct fetched *out)
{
    what->inside = idp->near && at_home(idp, what->url);
    struct err e = fetch(what, s->arena, out);
    return e.kind == OK ? e : (struct err){ERR_BUSY, "account.idp.away", e.where};
}

static bool fresh(const struct kept *k, const char *from, int64_t now, int64_t lasts_ms)
{
    return k->from != NULL && str_same(k->from, from) && k->at <= now &&
           k->at + lasts_ms > now;
}

static void keep(struct kept *k, const char *from, const struct fetched *got, int64_t now)
{
    arena_free(&k->mine);
    *k = (struct kept){.at = now, .len = got->len};
    k->from = arena_copy(&k->mine, from, strlen(from));
    k->text = arena_copy(&k->mine, got->body, got->len);
}

/* The answer from `from`, of memory when it is younger than lasts_ms. */
static struct err recall(struct session *s, const struct idp *idp, struct kept *k,
                         const char *from, int64_t lasts_ms)
{
    struct fetch what = {.url = from};
    struct fetched got;

    if (fresh(k, from, s->now, lasts_ms))
        return ok();
    TRY(idp_fetch(s, idp, &what, &got));
    if (got.status != 200)
        return away();
    keep(k, from, &got, s->now);
    return ok();
}

static const char *discovery(struct arena *a, const char *issuer)
{
    struct build b = {.arena = a};
    size_t len = strlen(issuer);

    build_bytes(&b, issuer, issuer[len - 1] == '/' ? len - 1 : len);
    build_text(&b, "/.well-known/openid-configuration");
    return build_done(&b);
}

static bool lists(const struct json *list, const char *word)
{
    for (size_t i = 0; list != NULL && list->kind == JSON_LIST && i < list->len; i++)
        if (list->items[i].kind == JSON_TEXT && str_same(list->items[i].text, word))
            return true;
    return false;
}

/* A browser is sent there, so it is an address of the web and nothing else. */
static bool is_web(const struct idp *idp, const char *url)
{
    return url != NULL && strpbrk(url, " \r\n\"<>#") == NULL &&
           (str_starts(url, "https://") ||
            (str_starts(url, "http://") && idp->near && at_home(idp, url)));
}

static struct err read_place(struct session *s, const struct idp *idp,
                             const struct kept *k, struct idp_place *out)
{
    const struct json *ways;
    struct json d;

    if (json_read(s->arena, k->text, k->len, &d).kind != OK ||
        !str_same(json_text(&d, "issuer"), idp->issuer))
        return away();
    ways = json_get(&d, "token_endpoint_auth_methods_supported");
    const struct json *iss =
        json_get(&d, "authorization_response_iss_parameter_supported");
    *out = (struct idp_place){
        .authorize = json_text(&d, "authorization_endpoint"),
        .token = json_text(&d, "token_endpoint"),
        .keys = json_text(&d, "jwks_uri"),
        .post = ways != NULL && !lists(ways, "client_secret_basic") &&
                lists(ways, "client_secret_post"),
        .says_issuer = iss != NULL && iss->kind == JSON_BOOL && iss->n != 0,
    };
    return is_web(idp, out->authorize) && is_web(idp, out->token) &&
                   is_web(idp, out->keys)
               ? ok()
               : away();
}

struct err idp_place(struct session *s, const struct idp *idp, struct idp_place *out)
{
    struct kept *k;

    require(s->site.idp != NULL);
    k = &s->site.idp->place[idp->side];
    TRY(recall(s, idp, k, discovery(s->arena, idp->issuer), PLACE_MS));
    struct err e = read_place(s, idp, k, out);
    if (e.kind != OK)
        k->from = NULL; /* asked anew by whoever comes next */
    return e;
}

static struct err keys_of(struct session *s, const struct idp *idp,
                          const struct idp_place *at, int64_t lasts_ms, struct jwks *out)
{
    struct kept *k = &s->site.idp->keys[idp->side];

    TRY(recall(s, idp, k, at->keys, lasts_ms));
    if (jwks_read(s->arena, k->text, k->len, out).kind == OK)
        return ok();
    k->from = NULL;
    return away();
}

struct err idp_open(struct session *s, const struct idp *idp, const struct idp_place *at,
                    const char *token, struct bytes *payload)
{
    struct jwks keys;
    enum jws_found found;

    TRY(keys_of(s, idp, at, KEYS_MS, &keys));
    found = jws_open(s->arena, token, &keys, payload);
    if (found == JWS_NO_KEY) {
        TRY(keys_of(s, idp, at, MINUTE_MS, &keys));
        found = jws_open(s->arena, token, &keys, payload);
    }
    return found == JWS_GOOD ? ok() : failed(ERR_INVALID, "account.idp.token");
}
