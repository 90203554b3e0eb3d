/* probe.h -- what only a try shows: the certificate that people's devices meet, and
 * whether the mail server lets us in.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_PROBE_H
#define BASE_PROBE_H

#include "core/base.h"

#include <pthread.h>

struct probe_ask {
    const char *public_url; /* "https://..."; another scheme has no certificate */
    const char *smtp_url;   /* "": none is set */
};

enum probe_found {
    PROBE_NOTHING,   /* nothing to try, or not tried yet */
    PROBE_WELL,      /* it answered as it should */
    PROBE_UNREACHED, /* nobody answered */
    PROBE_REFUSED,   /* it answered, and a device would turn away; the mail server us */
    PROBE_STRANGER,  /* what answers does not speak it: http where https should be */
};

struct probe {
    int64_t at; /* ms UTC; 0: not yet */
    enum probe_found certificate, mail;
    int64_t valid_until; /* ms UTC; of the certificate, when PROBE_WELL */
};

/* Tries both, for at most some seconds each: never on an HTTP thread.  The authorities
 * are the system's, or those of the file that SSL_CERT_FILE names. */
void probe_look(const struct probe_ask *ask, int64_t now, struct probe *out);

/* The last look, for whoever shows it. */
struct probe_board {
    pthread_mutex_t lock;
    struct probe last;
};
void probe_board_open(struct probe_board *b);
void probe_board_put(struct probe_board *b, const struct probe *p);
struct probe probe_board_read(struct probe_board *b);

#endif
