/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/shares_zero.h"

#include <math.h>

#include "base/fault.h"

/* A share this close to 0 stands there: the feasibility tolerance. Ten times larger, and
 * a share that may rise a little is held; ten times smaller, and rounding rises. */
static const double ZERO = 1e-9;
/* With fewer there is little to gain; more tries cost more than they bring. */
enum { FEWEST = 3, TRIES = 3 };

static void take(const tc_zeros *z, int column, int *count)
{
    if (column < 0 || !(z->net->lp.high[column] > 0.0) || z->lively[column] ||
        tc_lexico_is_fixed(z->lexico, column) ||
        !(tc_lexico_point(z->lexico)[column] <= ZERO))
        return;
    z->column[*count] = column;
    z->value[(*count)++] = 1.0;
}

static int list_zeros(const tc_zeros *z)
{
    int count = 0;
    for (int j = 0; j < z->net->problem->project_count; j++) {
        take(z, z->net->share_column[j], &count);
        take(z, z->net->own_column[j], &count);
    }
    return count;
}

/* False where none of them has risen by more than rounding. */
static bool note_lively(const tc_zeros *z, int count)
{
    const double *point = tc_lexico_point(z->lexico);
    bool any = false;
    for (int k = 0; k < count; k++)
        if (point[z->column[k]] > ZERO)
            any = z->lively[z->column[k]] = true;
    return any;
}

static tc_code hold(const tc_zeros *z, const tc_objective *sum, tc_error *error)
{
    double value = 0.0;
    tc_lp_status status = TC_LP_OPTIMAL;
    const tc_code code =
        tc_lexico_level(z->lexico, sum, &status, &value, z->multiplier, error);
    if (code == TC_OK && status != TC_LP_OPTIMAL)
        return tc_fail(error, TC_ERR_SOLVER, NULL, "求解器称模型无可行解：模型有误",
                       "the solver finds no feasible point: the model is wrong");
    for (int k = 0; k < sum->count && code == TC_OK; k++)
        tc_lexico_hold(z->lexico, sum->column[k], 0.0, 0.0);
    return code;
}

tc_code tc_zeros_prove(tc_zeros *z, int column, bool *proved, tc_error *error)
{
    *proved = false;
    for (int k = 0; k < TRIES; k++) {
        const int count = list_zeros(z);
        if (count < FEWEST || z->lively[column] ||
            !(tc_lexico_point(z->lexico)[column] <= ZERO))
            return TC_OK;
        const tc_objective sum = {count, z->column, z->value};
        double most = 0.0;
        tc_code code = tc_lexico_probe(z->lexico, &sum, &most, error);
        if (code == TC_OK && most <= ZERO) {
            code = hold(z, &sum, error);
            *proved = code == TC_OK;
            return code;
        }
        if (code != TC_OK || !note_lively(z, count))
            return code;
    }
    return TC_OK;
}
