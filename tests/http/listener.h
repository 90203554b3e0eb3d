/* listener.h -- a gateway and a mail server of one test: each takes what comes, keeps it,
 * and answers as it is told.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_HTTP_LISTENER_H
#define TESTS_HTTP_LISTENER_H

#include <pthread.h>
#include <stddef.h>

struct listener {
    int fd, port;
    const char *answer; /* to a request, or to the recipient of a mail */
    int smtp;
    pthread_t thread;
    char heard[8192]; /* the last one */
    int times;
};

/* An HTTP server that answers one line, "200 OK"; or an SMTP one that answers RCPT with
 * it, "550 no such box".  On a thread until listener_end. */
void listener_begin(struct listener *l, const char *answer, int smtp);
void listener_end(struct listener *l);

#endif
