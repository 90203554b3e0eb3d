/* server.h -- sockets to requests: one daemon, one thread a core.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "http/door.h"

struct server;

struct server_config {
    const char *listen;             /* an IPv4 or IPv6 address */
    uint16_t port;                  /* 0 = any free one */
    const char *tls_cert, *tls_key; /* PEM texts, or NULL for plain http */
    int head_deadline_ms;           /* 0 = 10 s; a head not complete by then is cut off */
};

/* `h` must outlive the server.  ERR_BROKEN "errors.listen" when the address is taken. */
MUST_CHECK struct err server_start(const struct server_config *c, const struct handler *h,
                                   struct server **out);
uint16_t server_port(const struct server *s);
/* Requests being answered now. */
size_t server_busy(struct server *s);
/* Takes no new connections, lets those that wait get their answers, then closes all. */
void server_stop(struct server **server);

#endif
