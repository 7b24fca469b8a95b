/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/required.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "lp/lexico.h"

/* A share this close to 1 is 1: ten times the feasibility tolerance. */
static const double SHARE_TOLERANCE = 1e-8;

typedef struct demand {
    tc_lexico *lexico;
    const tc_network *net;
    int *column; /* project_count, scratch */
    double *value;
    tc_plan *plan;
} demand;

/* The shares of these projects together: do they all reach 1? */
static tc_code can_serve(const demand *r, const int *projects, int count, bool *all,
                         tc_error *error)
{
    for (int k = 0; k < count; k++) {
        r->column[k] = r->net->share_column[projects[k]];
        r->value[k] = 1.0;
    }
    const tc_objective together = {count, r->column, r->value};
    double sum = 0.0;
    const tc_code code = tc_lexico_probe(r->lexico, &together, &sum, error);
    *all = code == TC_OK && sum >= count - SHARE_TOLERANCE * (1.0 + count);
    return code;
}

/* From required projects that cannot all be served, leave out each without which the rest
 * still cannot: what stays is in conflict, and no smaller part of it is. */
static tc_code find_conflict(const demand *r, int *required, int count, tc_error *error)
{
    int kept = count;
    for (int k = count - 1; k >= 0; k--) {
        const int left_out = required[k];
        memmove(&required[k], &required[k + 1],
                (size_t)(kept - k - 1) * sizeof *required);
        bool all = true;
        const tc_code code = can_serve(r, required, kept - 1, &all, error);
        if (code != TC_OK)
            return code;
        if (!all) {
            kept--;
            continue;
        }
        memmove(&required[k + 1], &required[k],
                (size_t)(kept - k - 1) * sizeof *required);
        required[k] = left_out;
    }
    r->plan->status = TC_PLAN_INFEASIBLE;
    r->plan->conflict = required;
    r->plan->conflict_count = kept;
    return TC_OK;
}

/* The projects that are required; how many. */
static int list_required(const tc_problem *problem, int *required)
{
    int count = 0;
    for (int j = 0; j < problem->project_count; j++)
        if (problem->projects[j].must_serve)
            required[count++] = j;
    return count;
}

/* Required projects first: all of them at 1, or the answer is no. */
tc_code tc_required_serve(tc_lexico *lexico, const tc_network *net, int *column,
                          double *value, tc_plan *plan, tc_error *error)
{
    demand asked = {.lexico = lexico, .net = net, .plan = plan};
    asked.column = column;
    asked.value = value;
    const demand *r = &asked;
    int *required = tc_arena_take(&r->plan->arena, (size_t)r->net->problem->project_count,
                                  sizeof *required);
    if (!required)
        return tc_no_memory(error);
    const int count = list_required(r->net->problem, required);
    if (count == 0)
        return TC_OK;
    bool all = true;
    const tc_code code = can_serve(r, required, count, &all, error);
    if (code != TC_OK)
        return code;
    if (!all)
        return find_conflict(r, required, count, error);
    for (int k = 0; k < count; k++)
        tc_lexico_hold(r->lexico, r->net->share_column[required[k]], 1.0, 1.0);
    return TC_OK;
}

tc_code tc_required_ask(const tc_problem *problem, bool *can, tc_error *error)
{
    tc_network net = {0};
    tc_lexico *lexico = NULL;
    demand asked = {.net = &net};
    tc_code code = tc_network_build(problem, TC_NET_NO_GOAL_ROWS, &net, error);
    if (code != TC_OK)
        return code;
    const size_t columns = (size_t)net.lp.columns;
    int *required = tc_mem_new((size_t)problem->project_count, sizeof *required);
    asked.column = tc_mem_new(columns, sizeof *asked.column);
    asked.value = tc_mem_new(columns, sizeof *asked.value);
    if (!required || !asked.column || !asked.value)
        code = tc_no_memory(error);
    if (code == TC_OK)
        code = tc_lexico_open(&net.lp, &lexico, error);
    asked.lexico = lexico;
    bool all = true;
    const int count = code == TC_OK ? list_required(problem, required) : 0;
    if (count > 0)
        code = can_serve(&asked, required, count, &all, error);
    if (code == TC_OK)
        *can = all;
    tc_lexico_close(lexico);
    tc_network_free(&net);
    tc_mem_drop(required);
    tc_mem_drop(asked.column);
    tc_mem_drop(asked.value);
    return code;
}
