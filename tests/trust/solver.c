/* solver.c -- see solver.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "solver.h"

#include <math.h>

void solver_begin(struct solver *s)
{
    *s = (struct solver){.lp = glp_create_prob()};
    glp_term_out(GLP_OFF);
}

void solver_end(struct solver *s)
{
    glp_delete_prob(s->lp);
}

int solver_hidden(struct solver *s, int64_t most)
{
    int at = glp_add_cols(s->lp, 1);

    require(at <= SOLVER_VARS);
    glp_set_col_bnds(s->lp, at, most > 0 ? GLP_DB : GLP_FX, 0, (double)most);
    glp_set_col_kind(s->lp, at, GLP_IV);
    return at;
}

void solver_put(struct solver *s, int hidden, int by)
{
    s->at[++s->len] = hidden;
    s->by[s->len] = by;
}

void solver_know(struct solver *s, int64_t printed, int by)
{
    s->left += (double)printed * by;
}

void solver_row(struct solver *s, int64_t least, int64_t most)
{
    double low = (double)least - s->left, high = (double)most - s->left;

    if (s->len > 0) {
        int row = glp_add_rows(s->lp, 1);
        int kind = least == most        ? GLP_FX
                   : most == INT64_MAX  ? GLP_LO
                   : least == INT64_MIN ? GLP_UP
                                        : GLP_DB;

        glp_set_row_bnds(s->lp, row, kind, low, high);
        glp_set_mat_row(s->lp, row, s->len, s->at, s->by);
    }
    s->len = 0;
    s->left = 0;
}

static int64_t extreme(struct solver *s, int hidden, int direction)
{
    glp_smcp simplex;
    glp_iocp whole;

    glp_init_smcp(&simplex);
    glp_init_iocp(&whole);
    simplex.msg_lev = whole.msg_lev = GLP_MSG_OFF;
    glp_set_obj_dir(s->lp, direction);
    glp_set_obj_coef(s->lp, hidden, 1);
    require(glp_simplex(s->lp, &simplex) == 0 && glp_get_status(s->lp) == GLP_OPT);
    require(glp_intopt(s->lp, &whole) == 0 && glp_mip_status(s->lp) == GLP_OPT);
    double found = glp_mip_obj_val(s->lp);
    glp_set_obj_coef(s->lp, hidden, 0);
    return (int64_t)llround(found);
}

struct range solver_range(struct solver *s, int hidden)
{
    return (struct range){extreme(s, hidden, GLP_MIN), extreme(s, hidden, GLP_MAX)};
}
