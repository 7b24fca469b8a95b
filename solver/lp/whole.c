/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/whole.h"

#include <math.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/order.h"
#include "lp/objective.h"
#include "lp/step.h"

/* Of the time limit: searching ends early enough for first looks at what is left, and
 * those for the shares and the check. */
static const double PART_OF_SEARCH = 0.75, PART_OF_LOOKS = 0.9;

double tc_whole_clock(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

bool tc_whole_is_over(tc_whole *w)
{
    const tc_solve_options *o = w->options;
    w->asked = w->asked || (o->is_stopped && o->is_stopped(o->asked));
    const bool late = isfinite(w->deadline_s) && tc_whole_clock() > w->deadline_s;
    w->stopped = w->stopped || w->asked || late;
    return w->asked || late;
}

tc_code tc_whole_solve(tc_whole *w, const tc_objective *goal, double cutoff,
                       tc_bound_status *status, tc_basic_solution *solution,
                       tc_error *error)
{
    static const tc_objective nothing = {0, NULL, NULL};
    if (w->box.crossed > 0) {
        *status = TC_BOUND_CROSSED;
        return TC_OK;
    }
    w->solved++;
    *status = TC_BOUND_UNKNOWN;
    if (w->cuts)
        tc_whole_cuts_bound(w->cuts, &w->box, goal ? goal : &nothing, cutoff, status,
                            solution);
    tc_code code = TC_OK;
    if (*status == TC_BOUND_UNKNOWN) {
        tc_box_load(&w->box, w->simplex);
        code = tc_simplex_bound(w->simplex, goal ? goal : &nothing, cutoff, status,
                                solution, error);
    }
    w->pivots += solution->pivots;
    return code;
}

void tc_step_hold_goals(tc_driver *d)
{
    const tc_network *net = &d->w.net;
    for (int goal = 0; goal < d->w.problem->goal_count; goal++) {
        if (net->goal_row[goal] >= 0)
            tc_simplex_row_limits(d->w.simplex, net->goal_row[goal], d->held_total[goal],
                                  INFINITY);
        if (net->goal_row[goal] >= 0 && d->w.cuts)
            tc_whole_cuts_hold(d->w.cuts, goal, d->held_total[goal]);
        if (net->smallest_column[goal] >= 0)
            tc_simplex_column_limits(d->w.simplex, net->smallest_column[goal],
                                     d->held_smallest[goal], 1.0);
    }
}

static tc_code reach_goal(tc_driver *d, int goal, tc_error *error)
{
    tc_whole *w = &d->w;
    if (d->w.problem->goals[goal].even) {
        const int column = w->net.smallest_column[goal];
        const double one = 1.0;
        const tc_objective smallest = {1, &column, &one};
        const tc_search step = {
            .kind = TC_LEVEL_SMALLEST_SHARE, .goal = goal, .project = -1};
        const tc_code code = tc_step_take(d, step, &smallest, error);
        if (code != TC_OK)
            return code;
        d->held_smallest[goal] =
            fmax(0.0, tc_step_held(d->searches[d->search_count - 1].value));
        tc_step_hold_goals(d);
    }
    const tc_objective total = tc_objective_total(&w->net, goal, d->column, d->value);
    const tc_search step = {.kind = TC_LEVEL_TOTAL, .goal = goal, .project = -1};
    const tc_code code = tc_step_take(d, step, &total, error);
    for (int k = 0; k < total.count; k++)
        if (w->net.columns[total.column[k]].project >= 0)
            d->counted[w->net.columns[total.column[k]].project] = true;
    if (code == TC_OK)
        d->held_total[goal] = tc_step_held(d->searches[d->search_count - 1].value);
    tc_step_hold_goals(d);
    return code;
}

/* A share that may be less than 1: as large as it can be. */
static tc_code settle_part(tc_driver *d, int goal, int j, tc_error *error)
{
    tc_whole *w = &d->w;
    const double one = 1.0;
    const tc_objective share = {1, &w->net.share_column[j], &one};
    const tc_search step = {.kind = TC_LEVEL_SHARE, .goal = goal, .project = j};
    const tc_code code = tc_step_take(d, step, &share, error);
    if (code != TC_OK)
        return code;
    const double value = d->searches[d->search_count - 1].value;
    if (w->box.least[j] > 0.0 && value < 0.5 * w->box.least[j])
        tc_box_refuse(&w->box, j);
    else if (w->box.least[j] > 0.0)
        tc_box_approve(&w->box, j);
    w->box.low[j] = fmax(w->box.low[j], fmin(tc_step_held(value), w->box.high[j]));
    return TC_OK;
}

static bool is_any_open(const tc_driver *d)
{
    for (int j = 0; j < d->w.box.count; j++)
        if (tc_box_is_open(&d->w.box, j))
            return true;
    return false;
}

/* In order of acceptance, each project as much as can be. */
static tc_code first_come(tc_driver *d, int goal, tc_error *error)
{
    tc_whole *w = &d->w;
    d->share_nodes = tc_step_nodes(d);
    tc_code code = tc_step_find_ties(d, error);
    for (int k = 0; k < w->box.count && code == TC_OK; k++) {
        const int j = d->order[k];
        const bool whole = w->box.least[j] > 0.0;
        if (whole && w->box.high[j] == 0.0) { /* settled, but the proof may be lost */
            if (w->sets_lost)
                tc_step_record(
                    d, (tc_search){TC_LEVEL_SHARE, goal, j, 0.0, 0.0, 0, 0.0, -1});
        } else if (w->box.high[j] == 0.0 || w->box.low[j] >= 1.0) {
            continue;
        } else if (w->box.least[j] < 1.0) {
            if (whole || w->sets_lost || is_any_open(d))
                code = settle_part(d, goal, j, error);
        } else if (tc_whole_is_approved(w, w->best, j)) {
            tc_box_approve(&w->box, j);
        } else {
            code = tc_step_try(d, goal, j, error);
        }
    }
    return code;
}

/* A first plan: every project refused that is not required. */
static tc_code start(tc_driver *d, tc_error *error)
{
    tc_whole *w = &d->w;
    double *none = tc_mem_new((size_t)w->net.lp.columns, sizeof *none);
    if (!none)
        return tc_whole_memory(error);
    bool confirmed = false;
    double value = 0.0;
    const tc_code code = tc_whole_confirm(w, NULL, none, &confirmed, &value, error);
    if (code == TC_OK && confirmed)
        memcpy(w->best, w->probe.x, (size_t)w->net.lp.columns * sizeof *w->best);
    tc_mem_drop(none);
    if (code == TC_OK && !confirmed)
        return tc_fail(error, TC_ERR_SOLVER, NULL, "求解器称模型无可行解：模型有误",
                       "the solver finds no feasible point: the model is wrong");
    return code;
}

/* Where to look for a plan: where all goals that are held are well served. */
static void make_guide(tc_driver *d, int goals)
{
    tc_whole *w = &d->w;
    memset(d->guide_value, 0, (size_t)w->net.lp.columns * sizeof *d->guide_value);
    for (int goal = 0; goal < goals; goal++) {
        const tc_objective total = tc_objective_total(&w->net, goal, d->column, d->value);
        for (int k = 0; k < total.count; k++)
            d->guide_value[total.column[k]] += total.value[k];
    }
    int count = 0;
    for (int k = 0; k < w->net.lp.columns; k++)
        if (d->guide_value[k] != 0.0) {
            d->guide_column[count] = k;
            d->guide_value[count++] = d->guide_value[k];
        }
    d->guide = (tc_objective){count, d->guide_column, d->guide_value};
}

static tc_code decide(tc_driver *d, tc_error *error)
{
    const tc_problem *problem = d->w.problem;
    tc_code code = start(d, error);
    int goal = 0;
    for (; code == TC_OK && goal < problem->goal_count &&
           problem->goals[goal].kind != TC_GOAL_FIRST_COME;
         goal++)
        code = reach_goal(d, goal, error);
    make_guide(d, goal);
    return code == TC_OK ? first_come(d, goal, error) : code;
}

static bool take_arrays(tc_driver *d)
{
    tc_whole *w = &d->w;
    tc_arena *arena = &w->arena;
    const size_t columns = (size_t)w->net.lp.columns, rows = (size_t)w->net.lp.rows;
    const size_t projects = (size_t)w->problem->project_count;
    const size_t goals = (size_t)w->problem->goal_count;
    const size_t steps = projects + 2 * (size_t)w->problem->goal_count;
    tc_basic_solution *const solutions[] = {&w->now, &w->probe};
    bool room = true;
    for (int k = 0; k < 2; k++) {
        solutions[k]->x = tc_arena_take(arena, columns, sizeof(double));
        solutions[k]->reduced_cost = tc_arena_take(arena, columns, sizeof(double));
        solutions[k]->multiplier = tc_arena_take(arena, rows, sizeof(double));
        room = room && solutions[k]->x && solutions[k]->reduced_cost &&
               solutions[k]->multiplier;
    }
    w->best = tc_arena_take(arena, columns, sizeof(double));
    w->dive_limits = tc_arena_take(arena, 2 * projects, sizeof(double));
    w->step_limits = tc_arena_take(arena, 2 * projects, sizeof(double));
    w->keep_limits = tc_arena_take(arena, 2 * projects, sizeof(double));
    w->between_limits = tc_arena_take(arena, 2 * projects, sizeof(double));
    d->best_before = tc_arena_take(arena, columns, sizeof(double));
    d->tied = tc_arena_take(arena, projects, sizeof(bool));
    d->ends = tc_arena_take(arena, projects, sizeof(int));
    d->counted = tc_arena_take(arena, projects, sizeof(bool));
    d->share_kept = tc_arena_take(arena, projects, sizeof(double));
    d->cost_kept = tc_arena_take(arena, projects, sizeof(double));
    w->prices_of = tc_arena_take(arena, rows, sizeof(double));
    w->root_share = tc_arena_take(arena, projects, sizeof(double));
    w->root_cost = tc_arena_take(arena, projects, sizeof(double));
    d->column = tc_arena_take(arena, columns, sizeof(int));
    d->value = tc_arena_take(arena, columns, sizeof(double));
    d->guide_column = tc_arena_take(arena, columns, sizeof(int));
    d->guide_value = tc_arena_take(arena, columns, sizeof(double));
    d->held_total = tc_arena_take(arena, goals, sizeof(double));
    d->held_smallest = tc_arena_take(arena, goals, sizeof(double));
    for (size_t g = 0; d->held_total && g < goals; g++)
        d->held_total[g] = -INFINITY;
    d->order = tc_arena_take(arena, projects, sizeof(int));
    d->searches = tc_arena_take(arena, steps, sizeof(tc_search));
    d->fixings = tc_arena_take(arena, projects, sizeof(tc_fixing));
    for (int side = 0; side < 2; side++) {
        w->fall[side] = tc_arena_take(arena, projects, sizeof(double));
        w->falls[side] = tc_arena_take(arena, projects, sizeof(int));
        room = room && w->fall[side] && w->falls[side];
    }
    return room && w->keep_limits && w->between_limits && d->share_kept && d->cost_kept &&
           d->counted && w->best && w->dive_limits && w->step_limits && w->prices_of &&
           w->root_share && w->root_cost && d->column && d->value && d->order &&
           d->guide_column && d->guide_value && d->searches && d->fixings &&
           d->held_total && d->held_smallest && d->best_before && d->tied;
}

static tc_code open_driver(tc_driver *d, tc_error *error)
{
    tc_whole *w = &d->w;
    tc_code code = tc_network_build(w->problem, TC_NET_GOAL_ROWS, &w->net, error);
    if (code == TC_OK && !take_arrays(d))
        code = tc_whole_memory(error);
    if (code != TC_OK)
        return code;
    tc_order_by_acceptance(
        w->problem, !tc_problem_has_goal(w->problem, TC_GOAL_FIRST_COME), d->order);
    code = tc_box_open(&w->net, d->order, &w->arena, &w->box, error);
    if (code == TC_OK && w->options->engine == TC_ENGINE_SHARE)
        code = tc_whole_cuts_open(&w->net, &w->cuts, error);
    return code == TC_OK ? tc_simplex_open(&w->net.lp, &w->simplex, error) : code;
}

static void close_driver(tc_driver *d)
{
    tc_whole *w = &d->w;
    tc_simplex_close(w->simplex);
    tc_whole_cuts_close(w->cuts);
    tc_network_free(&w->net);
    tc_prices_free(&w->prices);
    tc_mem_drop(w->nodes);
    tc_mem_drop(w->parents);
    tc_mem_drop(w->leaf_bound);
    tc_arena_free(&w->arena);
}

/* A twin that comes after an approved one and is refused: only the order decided. */
static bool lost_to_twin(const tc_whole *w, int j)
{
    const int before = w->box.before[j];
    return w->box.low[j] == 0.0 && before >= 0 && w->box.low[before] > 0.0;
}

static void keep_decisions(const tc_driver *d, tc_decisions *decisions, tc_plan *plan)
{
    const tc_whole *w = &d->w;
    for (int j = 0; j < w->box.count; j++) {
        decisions->approved[j] = w->box.low[j] > 0.0;
        decisions->tied[j] = decisions->tied[j] || d->tied[j];
        if (!lost_to_twin(w, j))
            continue;
        decisions->tied[j] = true;
        decisions->tied[w->box.before[j]] = true;
    }
    plan->whole = true;
    plan->stopped = w->stopped;
    plan->pivots += w->pivots;
}

tc_code tc_whole_decide(const tc_problem *problem, const tc_solve_options *options,
                        tc_decisions *decisions, tc_plan *plan, tc_error *error)
{
    tc_driver d = {.w = {.problem = problem, .options = options, .seed = -1}};
    const bool timed = options->time_limit_s > 0.0;
    const double now = tc_whole_clock();
    d.give_up_s = timed ? now + PART_OF_SEARCH * options->time_limit_s : INFINITY;
    d.end_s = timed ? now + PART_OF_LOOKS * options->time_limit_s : INFINITY;
    d.w.deadline_s = INFINITY;
    tc_code code = open_driver(&d, error);
    if (code == TC_OK)
        code = decide(&d, error);
    if (code == TC_OK)
        code = tc_whole_show_proof(&d.w, d.searches, d.search_count, d.fixings,
                                   d.fixing_count, plan, error);
    if (code == TC_OK)
        keep_decisions(&d, decisions, plan);
    close_driver(&d);
    return code;
}
