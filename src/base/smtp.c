/* smtp.c -- see smtp.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/smtp.h"

#include "base/near.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

enum { CONNECT_TIMEOUT_S = 10, SEND_TIMEOUT_S = 60, ADDRESS_MAX = 320 };

struct letter {
    const char *rest;
    size_t len;
};

static size_t read_letter(char *into, size_t size, size_t count, void *ctx)
{
    struct letter *l = ctx;
    size_t n = size * count < l->len ? size * count : l->len;

    memcpy(into, l->rest, n);
    l->rest += n;
    l->len -= n;
    return n;
}

void smtp_address(const char *from, char *out, size_t cap)
{
    const char *open = strchr(from, '<');
    const char *close = open ? strchr(open, '>') : NULL;

    if (close)
        snprintf(out, cap, "%.*s", (int)(close - open - 1), open + 1);
    else
        snprintf(out, cap, "%s", from);
}

static void curl_close(CURL **curl)
{
    curl_easy_cleanup(*curl);
}

static void list_close(struct curl_slist **list)
{
    curl_slist_free_all(*list);
}

/* A line end in an address would be a second command to the server. */
static bool address_is_plain(const char *address)
{
    return address[0] && !strpbrk(address, "\r\n<> ");
}

static struct err outcome(CURL *curl, CURLcode code)
{
    long answer = 0;

    if (code == CURLE_OK)
        return ok();
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
    if (answer >= 500)
        return failed(ERR_INVALID, "mail.refused");
    return answer >= 400 ? failed(ERR_BUSY, "mail.later")
                         : failed(ERR_BUSY, "mail.unreachable");
}

long smtp_tls(const char *url)
{
    return url_is_near(url) ? CURLUSESSL_TRY : CURLUSESSL_ALL;
}

struct err smtp_send(const struct smtp *smtp, const char *to, const char *letter)
{
    CURL *curl CLEANUP(curl_close) = curl_easy_init();
    struct curl_slist *recipients CLEANUP(list_close) = NULL;
    struct letter l = {letter, strlen(letter)};
    char from[ADDRESS_MAX];

    if (!curl)
        return failed(ERR_BROKEN, "mail.unreachable");
    smtp_address(smtp->from, from, sizeof from);
    if (!address_is_plain(to) || !address_is_plain(from))
        return failed(ERR_INVALID, "mail.refused");
    recipients = curl_slist_append(NULL, to);
    curl_easy_setopt(curl, CURLOPT_URL, smtp->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_USE_SSL, smtp_tls(smtp->url));
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_letter);
    curl_easy_setopt(curl, CURLOPT_READDATA, &l);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_TIMEOUT_S);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)SEND_TIMEOUT_S);
    return outcome(curl, curl_easy_perform(curl));
}
