/* probe.c -- see probe.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/probe.h"

#include "base/smtp.h"
#include "core/day.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { PATIENCE_S = 8 };
#define SECOND_MS INT64_C(1000)

static void curl_close(CURL **curl)
{
    curl_easy_cleanup(*curl);
}

/* Connects, greets and goes no further. */
static CURL *opened(const char *url, const char *protocols)
{
    CURL *curl = curl_easy_init();

    if (curl == NULL)
        return NULL;
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, protocols);
    curl_easy_setopt(curl, CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(curl, CURLOPT_CERTINFO, 1L);
    curl_easy_setopt(curl, CURLOPT_USE_SSL, smtp_tls(url));
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)PATIENCE_S);
    const char *authorities = getenv("SSL_CERT_FILE");
    if (authorities != NULL)
        curl_easy_setopt(curl, CURLOPT_CAINFO, authorities);
    return curl;
}

static enum probe_found found(CURLcode code)
{
    switch (code) {
    case CURLE_OK:
        return PROBE_WELL;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_OPERATION_TIMEDOUT:
        return PROBE_UNREACHED;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_WEIRD_SERVER_REPLY:
        return PROBE_STRANGER;
    default:
        return PROBE_REFUSED;
    }
}

/* "Expire date:2027-01-01 12:00:00 GMT" of the first certificate, the server's own. */
static bool expires(CURL *curl, int64_t *out)
{
    static const char label[] = "Expire date:";
    struct curl_certinfo *info = NULL;
    struct day day;
    int second;

    if (curl_easy_getinfo(curl, CURLINFO_CERTINFO, &info) != CURLE_OK ||
        info->num_of_certs == 0)
        return false;
    for (struct curl_slist *l = info->certinfo[0]; l != NULL; l = l->next) {
        char when[20] = "";

        if (strncasecmp(l->data, label, sizeof label - 1) != 0)
            continue;
        strncpy(when, l->data + sizeof label - 1, sizeof when - 1);
        if (!day_time_parse(when, &day, &second) || second < 0)
            return false;
        *out = ((int64_t)day.n * 24 * 60 * 60 + second) * SECOND_MS;
        return true;
    }
    return false;
}

static void look_at_certificate(const char *url, struct probe *out)
{
    static const char scheme[] = "https://";
    CURL *curl CLEANUP(curl_close) = NULL;

    if (strncmp(url, scheme, sizeof scheme - 1) != 0)
        return;
    curl = opened(url, "https");
    out->certificate = curl == NULL ? PROBE_UNREACHED : found(curl_easy_perform(curl));
    if (out->certificate == PROBE_WELL && !expires(curl, &out->valid_until))
        out->certificate = PROBE_NOTHING; /* this library does not tell */
}

static void look_at_mail(const char *url, struct probe *out)
{
    CURL *curl CLEANUP(curl_close) = NULL;

    if (*url == '\0')
        return;
    curl = opened(url, "smtp,smtps");
    out->mail = curl == NULL ? PROBE_UNREACHED : found(curl_easy_perform(curl));
}

void probe_look(const struct probe_ask *ask, int64_t now, struct probe *out)
{
    *out = (struct probe){.at = now};
    look_at_certificate(ask->public_url, out);
    look_at_mail(ask->smtp_url, out);
}

void probe_board_open(struct probe_board *b)
{
    *b = (struct probe_board){0};
    pthread_mutex_init(&b->lock, NULL);
}

void probe_board_put(struct probe_board *b, const struct probe *p)
{
    pthread_mutex_lock(&b->lock);
    b->last = *p;
    pthread_mutex_unlock(&b->lock);
}

struct probe probe_board_read(struct probe_board *b)
{
    pthread_mutex_lock(&b->lock);
    struct probe p = b->last;
    pthread_mutex_unlock(&b->lock);
    return p;
}
