/* sink.h -- a real mail server on loopback for tests: it takes letters over SMTP and
 * keeps what it was given. SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_STORE_SINK_H
#define TESTS_STORE_SINK_H

#include "core/base.h"

#include <pthread.h>

enum sink_mood {
    SINK_TAKES,
    SINK_LATER, /* "451" to the letter */
    SINK_DIES,  /* takes the letter and hangs up without a word */
};

#define SINK_MAX 64

struct sink {
    int fd;
    char url[48];
    pthread_t thread;
    pthread_mutex_t lock;
    enum sink_mood mood;
    size_t len;
    char *letter[SINK_MAX], to[SINK_MAX][128];
};

void sink_open(struct sink *s);
void sink_mood(struct sink *s, enum sink_mood mood);
/* Ends the thread and frees the letters. */
void sink_close(struct sink *s);

#endif
