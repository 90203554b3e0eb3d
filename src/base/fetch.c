/* fetch.c -- see fetch.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/fetch.h"

#include "base/near.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

enum { CONNECT_TIMEOUT_S = 5, WHOLE_TIMEOUT_S = 10 };

/* IANA's special-purpose registry, as far as nobody in the world answers there. */
static const struct {
    uint32_t net;
    int bits;
    enum address_kind kind;
} v4_nets[] = {
    {0x00000000, 8, ADDRESS_INSIDE},  {0x0a000000, 8, ADDRESS_INSIDE},
    {0x64400000, 10, ADDRESS_INSIDE}, {0x7f000000, 8, ADDRESS_INSIDE},
    {0xa9fe0000, 16, ADDRESS_NEVER},  {0xac100000, 12, ADDRESS_INSIDE},
    {0xc0000000, 24, ADDRESS_INSIDE}, {0xc0a80000, 16, ADDRESS_INSIDE},
    {0xc6120000, 15, ADDRESS_INSIDE}, {0xe0000000, 3, ADDRESS_NEVER},
};

static enum address_kind v4_kind(const uint8_t b[4])
{
    uint32_t at =
        (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];

    for (size_t i = 0; i < COUNT(v4_nets); i++)
        if (at >> (32 - v4_nets[i].bits) == v4_nets[i].net >> (32 - v4_nets[i].bits))
            return v4_nets[i].kind;
    return ADDRESS_PUBLIC;
}

static enum address_kind v6_kind(const uint8_t b[16])
{
    static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};
    static const uint8_t translated[12] = {0x00, 0x64, 0xff, 0x9b}, low[12] = {0};

    if (memcmp(b, mapped, 12) == 0 || memcmp(b, translated, 12) == 0 ||
        memcmp(b, low, 12) == 0) /* "::1" among them */
        return v4_kind(b + 12);
    if (b[0] == 0x20 && b[1] == 0x02) /* 6to4 */
        return v4_kind(b + 2);
    if ((b[0] == 0xfe && (b[1] & 0xc0) == 0x80) || b[0] == 0xff)
        return ADDRESS_NEVER;
    return (b[0] & 0xe0) == 0x20 ? ADDRESS_PUBLIC : ADDRESS_INSIDE;
}

enum address_kind address_kind(const struct sockaddr *at)
{
    if (at->sa_family == AF_INET) {
        struct sockaddr_in in;

        memcpy(&in, at, sizeof in);
        uint8_t b[4];
        memcpy(b, &in.sin_addr, sizeof b);
        return v4_kind(b);
    }
    if (at->sa_family == AF_INET6) {
        struct sockaddr_in6 in6;

        memcpy(&in6, at, sizeof in6);
        return v6_kind(in6.sin6_addr.s6_addr);
    }
    return ADDRESS_NEVER;
}

/* One answer that comes in, and what must not be asked. */
struct ask {
    struct arena *a;
    bool inside, refused, too_large;
    char *body;
    size_t len;
};

/* The address that is really connected to: a name that means another one by then helps
 * nobody. */
static curl_socket_t open_socket(void *ctx, curlsocktype purpose,
                                 struct curl_sockaddr *at)
{
    struct ask *k = ctx;
    enum address_kind kind = address_kind(&at->addr);

    (void)purpose;
    if (kind == ADDRESS_NEVER || (kind == ADDRESS_INSIDE && !k->inside)) {
        k->refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(at->family, at->socktype | SOCK_CLOEXEC, at->protocol);
}

static size_t take(char *data, size_t size, size_t count, void *ctx)
{
    struct ask *k = ctx;
    size_t len = size * count;

    if (len > FETCH_MAX - k->len) {
        k->too_large = true;
        return 0;
    }
    memcpy(k->body + k->len, data, len);
    k->len += len;
    return len;
}

static void curl_close(CURL **curl)
{
    curl_easy_cleanup(*curl);
}

static void list_close(struct curl_slist **list)
{
    curl_slist_free_all(*list);
}

static bool may_ask(const struct fetch *what)
{
    if (strncmp(what->url, "https://", 8) == 0)
        return true;
    return what->inside && strncmp(what->url, "http://", 7) == 0 &&
           url_is_near(what->url);
}

static void prepare(CURL *curl, const struct fetch *what, struct ask *k)
{
    curl_easy_setopt(curl, CURLOPT_URL, what->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, ""); /* it would connect in our place */
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, k);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, k);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_TIMEOUT_S);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)WHOLE_TIMEOUT_S);
    if (what->form != NULL)
        curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, what->form);
    if (what->user == NULL)
        return;
    curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
    curl_easy_setopt(curl, CURLOPT_USERNAME, what->user);
    curl_easy_setopt(curl, CURLOPT_PASSWORD, what->secret);
}

struct err fetch(const struct fetch *what, struct arena *a, struct fetched *out)
{
    CURL *curl CLEANUP(curl_close) = NULL;
    struct curl_slist *headers CLEANUP(list_close) = NULL;
    struct ask k = {.a = a, .inside = what->inside};
    long status = 0;

    if (!may_ask(what))
        return failed(ERR_INVALID, "errors.fetch.address");
    curl = curl_easy_init();
    if (curl == NULL)
        return failed(ERR_BROKEN, "errors.fetch.unreached");
    k.body = arena_alloc(a, FETCH_MAX + 1);
    headers = curl_slist_append(NULL, "Accept: application/json");
    prepare(curl, what, &k);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    CURLcode code = curl_easy_perform(curl);
    if (k.refused)
        return failed(ERR_INVALID, "errors.fetch.address");
    if (k.too_large)
        return failed(ERR_TOO_LARGE, "errors.fetch.unreached");
    if (code != CURLE_OK)
        return failed(ERR_BUSY, "errors.fetch.unreached");
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    *out = (struct fetched){.status = status, .body = k.body, .len = k.len};
    return ok();
}
