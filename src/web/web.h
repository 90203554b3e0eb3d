/* web.h -- the whole of Doorstep's web side, started and stopped.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "app/session.h"
#include "http/door.h"

struct web;

/* What it needs to know; everything pointed at must outlive the web. */
struct web_config {
    struct stores *stores;
    const char *city, *city_name;
    bool practice;
    const struct zone *zone;
    const struct keys *keys;
    struct helper *papers; /* begun before threads; NULL: PDFs are answered with 503 */
    struct premises site;
    const char *public_url;         /* no slash behind */
    const char *listen;             /* "127.0.0.1" */
    uint16_t port;                  /* 0 = any free one */
    const char *tls_cert, *tls_key; /* PEM texts, or NULL */
    const char *metrics_token;      /* NULL: /metrics only on loopback */
};

/* Listens and answers.  ERR_BROKEN "errors.listen" when the address is taken. */
MUST_CHECK struct err web_start(const struct web_config *c, struct web **out);
uint16_t web_port(const struct web *w);
/* Answers what is under way, then stops; the stores must still be open. */
void web_stop(struct web **web);

/* The same without a socket, for tests: answer with http/local.h through web_handler().
 */
MUST_CHECK struct err web_open(const struct web_config *c, struct web **out);
const struct handler *web_handler(struct web *w);

/* Every address with its guard and the roles that may use it, for `doorstep routes`. */
void web_routes_text(struct out *to);

#endif
