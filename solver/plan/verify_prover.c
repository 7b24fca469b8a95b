/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/fault.h"
#include "domain/order.h"
#include "plan/verify_search.h"

static bool makes_sense(const tc_prover *x, const tc_price *price)
{
    const tc_problem *problem = x->problem;
    const bool has_goal = price->goal >= 0 && price->goal < problem->goal_count;
    bool right = false;
    if (price->kind == TC_PRICE_COVERAGE || price->kind == TC_PRICE_OWN)
        right = price->pollutant >= 0 && price->pollutant < TC_POLLUTANTS;
    else if (price->kind == TC_PRICE_WITHIN)
        right = price->project >= 0 && price->project < problem->project_count;
    else if (price->kind == TC_PRICE_EVEN)
        right = has_goal && price->area >= 0 && price->area < problem->area_count;
    else
        right = price->kind == TC_PRICE_AIM || has_goal;
    for (int k = 0; k < price->count && right; k++)
        right = price->level[k] >= 0 && price->level[k] < x->plan->proof_sets &&
                isfinite(price->value[k]);
    return right;
}

/* The prices again, by set. */
static bool list_sets(tc_prover *x)
{
    const tc_plan *plan = x->plan;
    size_t count = 0;
    for (int i = 0; i < plan->proof_price_count; i++) {
        if (!makes_sense(x, &plan->proof_prices[i])) {
            x->odd_price = i + 1;
            return true;
        }
        count += (size_t)plan->proof_prices[i].count;
    }
    const size_t sets = (size_t)plan->proof_sets;
    x->first_of_set = tc_arena_take(&x->arena, sets + 2, sizeof *x->first_of_set);
    x->sets = tc_arena_take(&x->arena, count, sizeof *x->sets);
    if (!x->first_of_set || !x->sets)
        return false;
    int *next = x->first_of_set + 1; /* of set t, while the list is filled */
    for (int i = 0; i < plan->proof_price_count; i++)
        for (int k = 0; k < plan->proof_prices[i].count; k++)
            next[plan->proof_prices[i].level[k] + 1]++;
    for (size_t t = 0; t < sets; t++)
        next[t + 1] += next[t];
    for (int i = 0; i < plan->proof_price_count; i++)
        for (int k = 0; k < plan->proof_prices[i].count; k++)
            x->sets[next[plan->proof_prices[i].level[k]]++] =
                (tc_set_price){i, plan->proof_prices[i].value[k]};
    return true;
}

static bool is_barred(const tc_prover *x, int j, bool own)
{
    const tc_project *project = &x->problem->projects[j];
    if (!project->zoning_ok || (own && !project->local_key))
        return true;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const tc_market *market = &x->market[p];
        const int cell = market->cell_of[j];
        if (cell >= 0 && !(own ? market->served_at_home : market->served)[cell])
            return true;
    }
    return false;
}

static void weigh_areas(tc_prover *x)
{
    const tc_problem *problem = x->problem;
    for (int g = 0; g < problem->goal_count; g++)
        for (int j = 0; problem->goals[g].even && j < problem->project_count; j++) {
            const tc_project *project = &problem->projects[j];
            if (project->tier == problem->goals[g].tier && project->weight > 0.0 &&
                !x->barred[j])
                x->area_weight[g * problem->area_count + project->area] +=
                    project->weight;
        }
}

static bool take_room(tc_prover *x)
{
    const size_t goals = (size_t)x->problem->goal_count;
    const size_t cells = goals * (size_t)x->problem->area_count;
    const size_t projects = (size_t)x->problem->project_count;
    const size_t nodes = (size_t)x->plan->node_count;
    tc_arena *arena = &x->arena;
    x->order = tc_arena_take(arena, projects, sizeof *x->order);
    x->barred = tc_arena_take(arena, projects, sizeof *x->barred);
    x->own_barred = tc_arena_take(arena, projects, sizeof *x->own_barred);
    x->total_done = tc_arena_take(arena, goals, sizeof *x->total_done);
    x->smallest_done = tc_arena_take(arena, goals, sizeof *x->smallest_done);
    x->total = tc_arena_take(arena, goals, sizeof *x->total);
    x->smallest = tc_arena_take(arena, goals, sizeof *x->smallest);
    x->area_weight = tc_arena_take(arena, cells, sizeof *x->area_weight);
    x->even_price = tc_arena_take(arena, cells, sizeof *x->even_price);
    x->goal_price = tc_arena_take(arena, goals, sizeof *x->goal_price);
    x->gain = tc_arena_take(arena, projects, sizeof *x->gain);
    x->gain_size = tc_arena_take(arena, projects, sizeof *x->gain_size);
    x->held = tc_arena_take(arena, (size_t)x->plan->fixing_count, sizeof *x->held);
    x->visited = tc_arena_take(arena, nodes, sizeof *x->visited);
    x->visits = tc_arena_take(arena, 2 * nodes + 1, sizeof *x->visits);
    x->doubtful = tc_arena_take(arena, (size_t)x->plan->search_count, sizeof(bool));
    x->proved = tc_arena_take(arena, (size_t)x->plan->search_count, sizeof *x->proved);
    return x->order && x->barred && x->own_barred && x->total_done && x->smallest_done &&
           x->total && x->smallest && x->area_weight && x->even_price && x->goal_price &&
           x->gain && x->gain_size && x->held && x->visited && x->visits && x->doubtful &&
           x->proved;
}

static bool prepare(tc_prover *x)
{
    const tc_problem *problem = x->problem;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (!tc_market_open(problem, p, &x->arena, &x->market[p]))
            return false;
    x->has_first_come = tc_problem_has_goal(problem, TC_GOAL_FIRST_COME);
    tc_order_by_acceptance(problem, !x->has_first_come, x->order);
    for (int j = 0; j < problem->project_count; j++) {
        x->barred[j] = is_barred(x, j, false);
        x->own_barred[j] = x->barred[j] || is_barred(x, j, true);
    }
    weigh_areas(x);
    for (int k = 0; k < x->plan->search_count; k++)
        x->proved[k] = INFINITY;
    for (int k = 0; k < x->plan->fixing_count; k++)
        x->held[k] = true; /* until a leaf of its tree says otherwise */
    return tc_proof_box_open(problem, x->barred, x->order, &x->arena, &x->box) &&
           list_sets(x);
}

tc_code tc_prover_open(const tc_problem *problem, const tc_plan *plan, tc_prover *prover,
                       tc_error *error)
{
    *prover = (tc_prover){.problem = problem, .plan = plan};
    if (take_room(prover) && prepare(prover))
        return TC_OK;
    return tc_fail(error, TC_ERR_MEMORY, NULL, "核验时内存不足",
                   "memory ran out while the plan was checked");
}

void tc_prover_close(tc_prover *prover)
{
    tc_arena_free(&prover->arena);
}
