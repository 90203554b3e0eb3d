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
/* Queues it however many wait. */
void executor_submit(struct executor *x, struct job *job);
/* Queues it unless STORE_QUEUE_MAX wait already; false: nothing was done. */
MUST_CHECK bool executor_offer(struct executor *x, struct job *job);
size_t executor_waiting(struct executor *x);

#endif
