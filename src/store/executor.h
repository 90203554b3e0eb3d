/* executor.h -- the queue of jobs and the threads that commit them in batches.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_EXECUTOR_H
#define STORE_EXECUTOR_H

#include "store/store.h"

struct driver;
struct executor;

/* Starts the driver's number of writers; each opens its own connection to `where`. */
MUST_CHECK struct err executor_start(struct executor **out, const struct driver *driver,
                                     const char *where, enum store_name store);
/* Answers what waits, then ends the threads. */
void executor_stop(struct executor **x);
void executor_submit(struct executor *x, struct job *job);

#endif
