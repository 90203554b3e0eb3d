/* chance.h -- what a world takes from outside, from a seed: randomness, the instants of
 * its log, and the log itself, kept.  Each event begins a stream of its own, so that what
 * one event draws does not move what another draws.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_TRUST_CHANCE_H
#define TESTS_TRUST_CHANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* From here on, of this whole process.  `shared`: events go on drawing from one stream,
 * as ids from one sequence would. */
void chance_begin(uint64_t seed, bool shared);
void chance_event(const char *kind, int n);
/* Where the bytes of the log go from now on; NULL: to stderr. */
void chance_log(FILE *to);

/* A test's own choices: no product code draws from it. */
struct dice {
    uint64_t state;
};
struct dice dice_new(uint64_t seed, const char *what);
/* 0 to sides - 1. */
int dice_roll(struct dice *d, int sides);

#endif
