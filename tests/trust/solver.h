/* solver.h -- what somebody can work out from printed numbers: a model of what is hidden,
 * with everything that is known of it, and how low and how high each hidden number can be
 * (GLPK, whole numbers).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_TRUST_SOLVER_H
#define TESTS_TRUST_SOLVER_H

#include "core/base.h"

#include <glpk.h>

enum { SOLVER_VARS = 600 };

struct solver {
    glp_prob *lp;
    int vars, len; /* len: of the row under construction */
    int at[SOLVER_VARS + 1];
    double by[SOLVER_VARS + 1];
    double left; /* of the row: the sum of what is known in it */
};

void solver_begin(struct solver *s);
void solver_end(struct solver *s);
/* A number from 0 to most; returns its place. */
int solver_hidden(struct solver *s, int64_t most);
/* A row: by * hidden and printed numbers, then what their sum is at least and most
 * (INT64_MAX: no bound). */
void solver_put(struct solver *s, int hidden, int by);
void solver_know(struct solver *s, int64_t printed, int by);
void solver_row(struct solver *s, int64_t least, int64_t most);
struct range {
    int64_t low, high;
};
struct range solver_range(struct solver *s, int hidden);

#endif
