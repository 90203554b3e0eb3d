/* demo_sink.h -- a mail server that sends nothing on: each letter becomes a file.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_DEMO_SINK_H
#define CLI_DEMO_SINK_H

#include "core/err.h"

#include <pthread.h>

struct demo_sink {
    char folder[1024]; /* gets N.eml */
    int socket, letters;
    uint16_t port;
    pthread_t thread;
};

/* Listens on a free port of loopback until the process ends.  ERR_BROKEN
 * ("errors.listen") when it cannot. */
MUST_CHECK struct err demo_sink_start(struct demo_sink *sink);

#endif
