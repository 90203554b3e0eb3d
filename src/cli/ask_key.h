/* ask_key.h -- the provider's key is typed while the city is served already; until then
 * care is closed.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_ASK_KEY_H
#define CLI_ASK_KEY_H

#include "cli/city.h"

#include <pthread.h>
#include <stdatomic.h>

struct ask_key {
    struct open_city *city;
    char actor[64];
    atomic_bool stop;
    bool started;
    pthread_t thread;
};

/* A thread that reads standard input, a line a try, until one is the key; nothing where
 * the key is a file. */
int ask_key_start(struct ask_key *k, struct cli *c, struct open_city *city);
/* Nothing when it never started. */
void ask_key_stop(struct ask_key *k);

enum { KEY_LINE = 256 };
/* One line of standard input, not shown where it is typed; false at its end, when it is
 * too long, or when *stop (NULL: never) says so. */
bool ask_key_line(char line[KEY_LINE], const atomic_bool *stop);

#endif
