/* gateway.c -- see gateway.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/gateway.h"

#include "base/json.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

enum { CONNECT_TIMEOUT_S = 10, SEND_TIMEOUT_S = 30, DIGITS_HERE = 10, DIGITS_MAX = 15 };

const char *gateway_number(struct arena *a, const char *number)
{
    char *out = arena_alloc(a, DIGITS_MAX + 4);
    bool abroad = number[0] == '+';
    size_t n = 0, digits = 0;

    out[n++] = '+';
    if (!abroad)
        out[n++] = '1';
    for (const char *at = number + abroad; *at != '\0'; at++) {
        if (*at >= '0' && *at <= '9') {
            if (digits++ == DIGITS_MAX)
                return NULL;
            out[n++] = *at;
        } else if (strchr(" -().", *at) == NULL) {
            return NULL;
        }
    }
    out[n] = '\0';
    return (abroad ? digits >= 8 : digits == DIGITS_HERE) ? out : NULL;
}

static void curl_close(CURL **curl)
{
    curl_easy_cleanup(*curl);
}

static void list_close(struct curl_slist **list)
{
    curl_slist_free_all(*list);
}

/* What a gateway says besides its status interests nobody. */
static size_t ignore(char *data, size_t size, size_t count, void *ctx)
{
    (void)data, (void)ctx;
    return size * count;
}

static struct err outcome(CURL *curl, CURLcode code)
{
    long answer = 0;

    if (code != CURLE_OK)
        return failed(ERR_BUSY, "sms.unreachable");
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
    if (answer >= 200 && answer < 300)
        return ok();
    bool refused = answer >= 400 && answer < 500 && answer != 401 && answer != 403 &&
                   answer != 408 && answer != 429;
    return refused ? failed(ERR_INVALID, "sms.refused") : failed(ERR_BUSY, "sms.later");
}

static const char *body_of(const struct text_message *m, const char *to, struct arena *a)
{
    struct json_out j = {.arena = a};

    json_map(&j, NULL);
    json_put_text(&j, "id", m->id);
    json_put_text(&j, "to", to);
    json_put_text(&j, "text", m->text);
    json_end_map(&j);
    return json_done(&j);
}

static struct curl_slist *headers_of(const struct gateway *g, struct arena *a)
{
    struct curl_slist *list = curl_slist_append(NULL, "Content-Type: application/json");

    if (g->token == NULL || g->token[0] == '\0')
        return list;
    size_t size = strlen(g->token) + 32;
    char *bearer = arena_alloc(a, size);
    snprintf(bearer, size, "Authorization: Bearer %s", g->token);
    return curl_slist_append(list, bearer);
}

struct err gateway_send(const struct gateway *g, const struct text_message *m,
                        struct arena *a)
{
    CURL *curl CLEANUP(curl_close) = curl_easy_init();
    struct curl_slist *headers CLEANUP(list_close) = NULL;
    const char *to = gateway_number(a, m->to);

    if (!curl)
        return failed(ERR_BROKEN, "sms.unreachable");
    if (to == NULL)
        return failed(ERR_INVALID, "sms.refused");
    headers = headers_of(g, a);
    curl_easy_setopt(curl, CURLOPT_URL, g->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, body_of(m, to, a));
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, ignore);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_TIMEOUT_S);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)SEND_TIMEOUT_S);
    return outcome(curl, curl_easy_perform(curl));
}
