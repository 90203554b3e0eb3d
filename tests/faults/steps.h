/* steps.h -- a process that is killed just before the n-th thing it does to a database's
 * files, or says to or hears from its server.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_FAULTS_STEPS_H
#define TESTS_FAULTS_STEPS_H

#include "core/base.h"

/* Steps are counted from here on; SIGKILL before number `n`, or never when it is 0. */
void steps_kill_at(int n);

/* Runs `act` in a process of its own that is killed at step `n`.  False when it came to
 * its end before; it must then have succeeded. */
MUST_CHECK bool steps_killed(int n, bool (*act)(const void *ctx), const void *ctx);

#endif
