/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "plan/verify_search.h"

/* Of the sum of all terms' sizes: what adding them up may lose, for some thousand terms.
 * Ten times larger would be seen in no bound; ten times smaller, and it could be lost. */
static const double ROUNDING = 1e-12;
/* A negative bound proves that there is no plan only when it is no rounding of prices
 * either: those are good to about 1e-12 of their size. */
static const double EMPTY = 1e-9;
/* A whole multiple of the grid that a bound misses by this much of it is reached. */
static const double GRID_TOLERANCE = 1e-6;

/* A sum, and the sum of the sizes of its terms. */
typedef struct tally {
    double sum, size;
} tally;

static void add(tally *t, double term, double size)
{
    t->sum += term;
    t->size += size;
}

static bool is_keep_local(const tc_prover *x, int goal)
{
    return goal < x->problem->goal_count &&
           x->problem->goals[goal].kind == TC_GOAL_KEEP_LOCAL;
}

/* ---- the prices of a set ----------------------------------------------------------- */

/* A multiplier of a >= row that rounding made negative is 0. */
static double at_least_0(double value)
{
    return value > 0.0 ? value : 0.0;
}

/* Spread the prices of a set; within goes to gain_size. Gives the weight of the aim. */
static double spread(tc_prover *x, int set)
{
    const tc_problem *problem = x->problem;
    double aim = 0.0;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        tc_market_clear(&x->market[p]);
    memset(x->goal_price, 0, (size_t)problem->goal_count * sizeof *x->goal_price);
    memset(x->even_price, 0,
           (size_t)problem->goal_count * (size_t)problem->area_count *
               sizeof *x->even_price);
    memset(x->gain_size, 0, (size_t)problem->project_count * sizeof *x->gain_size);
    for (int k = x->first_of_set[set]; k < x->first_of_set[set + 1]; k++) {
        const tc_price *price = &x->plan->proof_prices[x->sets[k].price];
        const double value = x->sets[k].value;
        if (price->kind == TC_PRICE_COVERAGE)
            tc_market_add(&x->market[price->pollutant], price, value);
        else if (price->kind == TC_PRICE_OWN)
            tc_market_add(&x->market[price->pollutant], price, at_least_0(value));
        else if (price->kind == TC_PRICE_WITHIN)
            x->gain_size[price->project] += at_least_0(value);
        else if (price->kind == TC_PRICE_EVEN)
            x->even_price[price->goal * problem->area_count + price->area] +=
                at_least_0(value);
        else if (price->kind == TC_PRICE_GOAL)
            x->goal_price[price->goal] += at_least_0(value);
        else
            aim += at_least_0(value);
    }
    return aim;
}

/* ---- what is bounded --------------------------------------------------------------- */

/* What every goal's total is worth: as a step before, and as the aim. */
static double worth_of_goal(const tc_prover *x, const tc_step_aim *aim, double weight,
                            int goal)
{
    const double before = x->total_done[goal] ? x->goal_price[goal] : 0.0;
    return aim->kind == TC_LEVEL_TOTAL && aim->goal == goal ? before + weight : before;
}

static void add_gain(tc_prover *x, int project, double gain)
{
    x->gain[project] += gain;
    x->gain_size[project] += fabs(gain);
}

/* What a whole share of each project brings, its own-area share left out. */
static void find_gains(tc_prover *x, const tc_step_aim *aim, double weight)
{
    const tc_problem *problem = x->problem;
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        x->gain[j] = x->gain_size[j]; /* the price of own share <= share */
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            const int cell = x->market[p].cell_of[j];
            if (cell >= 0)
                add_gain(x, j, -project->need[p] * x->market[p].cells[cell].price);
        }
    }
    if (aim->kind == TC_LEVEL_SHARE)
        add_gain(x, aim->project, weight);
    for (int g = 0; g < problem->goal_count; g++) {
        const double worth = worth_of_goal(x, aim, weight, g);
        if (problem->goals[g].kind != TC_GOAL_TIER)
            continue;
        for (int j = 0; j < problem->project_count; j++) {
            const tc_project *project = &problem->projects[j];
            const int at = g * problem->area_count + project->area;
            if (project->tier != problem->goals[g].tier)
                continue;
            add_gain(x, j, worth * project->weight);
            if (x->area_weight[at] > 0.0)
                add_gain(x, j, x->even_price[at] * project->weight / x->area_weight[at]);
        }
    }
}

static double own_gain(const tc_prover *x, int j, double goals, double within,
                       double *size)
{
    const tc_project *project = &x->problem->projects[j];
    double gain = goals * project->weight - within;
    *size = goals * project->weight + within;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const int cell = x->market[p].cell_of[j];
        if (cell < 0)
            continue;
        const double price = project->need[p] * x->market[p].cells[cell].own_price;
        gain -= price;
        *size += price;
    }
    return gain;
}

/* Own-area shares, from 0 to the upper end of the share. Before find_gains, while
 * gain_size holds the prices of own share <= share. */
static void add_own_shares(const tc_prover *x, const tc_step_aim *aim, double weight,
                           tally *t)
{
    const tc_problem *problem = x->problem;
    double goals = 0.0;
    for (int g = 0; g < problem->goal_count; g++)
        if (problem->goals[g].kind == TC_GOAL_GUARANTEE_LOCAL)
            goals += worth_of_goal(x, aim, weight, g);
    for (int j = 0; j < problem->project_count; j++) {
        if (x->own_barred[j])
            continue;
        double size = 0.0;
        const double gain = own_gain(x, j, goals, x->gain_size[j], &size);
        add(t, at_least_0(gain) * x->box.high[j], size * x->box.high[j]);
    }
}

static void add_shares(const tc_prover *x, tally *t)
{
    for (int j = 0; j < x->problem->project_count; j++) {
        const double at = x->gain[j] > 0.0 ? x->box.high[j] : x->box.low[j];
        add(t, x->gain[j] * at, x->gain_size[j] * x->box.high[j]);
    }
}

/* The smallest shares of even goals. */
static void add_smallest(const tc_prover *x, const tc_step_aim *aim, double weight,
                         tally *t)
{
    const tc_problem *problem = x->problem;
    for (int g = 0; g < problem->goal_count; g++) {
        if (!problem->goals[g].even)
            continue;
        const bool aimed = aim->kind == TC_LEVEL_SMALLEST_SHARE && aim->goal == g;
        double gain = aimed ? weight : 0.0, size = gain;
        for (int a = 0; a < problem->area_count; a++) {
            const int at = g * problem->area_count + a;
            if (!(x->area_weight[at] > 0.0))
                continue;
            gain -= x->even_price[at];
            size += x->even_price[at];
        }
        const double low = x->smallest_done[g] ? x->smallest[g] : 0.0;
        add(t, gain * (gain > 0.0 ? 1.0 : low), size);
    }
}

double tc_prover_bound(tc_prover *x, const tc_step_aim *aim, int set)
{
    if (tc_proof_box_is_empty(&x->box))
        return -INFINITY;
    const double weight = spread(x, set);
    x->weight = weight;
    double abroad = 0.0;
    tally t = {0.0, 0.0};
    for (int g = 0; g < x->problem->goal_count; g++) {
        if (is_keep_local(x, g))
            abroad += worth_of_goal(x, aim, weight, g);
        if (x->total_done[g])
            add(&t, -x->goal_price[g] * x->total[g],
                fabs(x->goal_price[g] * x->total[g]));
    }
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        tc_market *market = &x->market[p];
        const double toll = market->total > 0.0 ? abroad / market->total : 0.0;
        const double worth = tc_market_worth(market, toll);
        add(&t, worth, worth);
    }
    add_own_shares(x, aim, weight, &t);
    find_gains(x, aim, weight);
    add_shares(x, &t);
    add_smallest(x, aim, weight, &t);
    if (weight > 0.0)
        return (t.sum + ROUNDING * t.size) / weight;
    return t.sum < -EMPTY * t.size ? -INFINITY : INFINITY;
}

static double best_end(double gain, double low, double high)
{
    return gain > 0.0 ? gain * high : gain * low;
}

double tc_prover_bound_within(const tc_prover *x, double bound, int mark)
{
    if (!isfinite(bound) || !(x->weight > 0.0))
        return bound;
    double change = 0.0;
    for (int k = mark; k < x->box.change_count; k++) {
        const tc_proof_box_change *was = &x->box.changes[k];
        const int j = was->project;
        bool again = false; /* the first change of a project knows what it was */
        for (int i = mark; i < k; i++)
            again = again || x->box.changes[i].project == j;
        if (!again)
            change += best_end(x->gain[j], x->box.low[j], x->box.high[j]) -
                      best_end(x->gain[j], was->low, was->high);
    }
    return bound + change / x->weight;
}

/* What a fixing must cost, relative to 1 or the value: more than rounding can. */
static const double FIXING_MARGIN = 1e-9;

bool tc_prover_is_short(const tc_prover *x, const tc_step_aim *aim, double bound)
{
    return tc_prover_round(x, aim, bound) <
           aim->value - FIXING_MARGIN * fmax(1.0, fabs(aim->value));
}

/* ---- bounds without prices --------------------------------------------------------- */

static double largest_total(const tc_prover *x, int goal)
{
    const tc_goal *about = &x->problem->goals[goal];
    double sum = 0.0;
    for (int j = 0; j < x->problem->project_count; j++) {
        const tc_project *project = &x->problem->projects[j];
        if (about->kind == TC_GOAL_TIER && project->tier == about->tier)
            sum += project->weight * x->box.high[j];
        if (about->kind == TC_GOAL_GUARANTEE_LOCAL && !x->own_barred[j])
            sum += project->weight * x->box.high[j];
    }
    return sum;
}

static double largest_smallest(const tc_prover *x, int goal)
{
    const tc_problem *problem = x->problem;
    double smallest = 1.0;
    for (int a = 0; a < problem->area_count; a++) {
        const double weight = x->area_weight[goal * problem->area_count + a];
        double sum = 0.0;
        for (int j = 0; j < problem->project_count && weight > 0.0; j++)
            if (problem->projects[j].area == a &&
                problem->projects[j].tier == problem->goals[goal].tier)
                sum += problem->projects[j].weight * x->box.high[j];
        if (weight > 0.0 && sum / weight < smallest)
            smallest = sum / weight;
    }
    return smallest;
}

double tc_prover_simple_bound(const tc_prover *x, const tc_step_aim *aim)
{
    if (aim->kind == TC_LEVEL_SHARE)
        return x->box.high[aim->project];
    return aim->kind == TC_LEVEL_TOTAL ? largest_total(x, aim->goal)
                                       : largest_smallest(x, aim->goal);
}

/* ---- the values that a total can have ---------------------------------------------- */

static const double MILLION = 1e6;

/* A weight in millionths; 0 when it is no whole number of them. */
static long long millionths(double weight)
{
    const double whole = nearbyint(weight * MILLION);
    const bool exact = whole > 0.0 && whole < 1e15 && whole / MILLION == weight;
    return exact ? (long long)whole : 0;
}

static long long common_unit(long long a, long long b)
{
    while (b > 0) {
        const long long rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* In millionths: all totals are multiples of it; 0 where they may be anything. */
static long long unit_of(const tc_prover *x, const tc_step_aim *aim)
{
    if (aim->kind == TC_LEVEL_SHARE)
        return tc_project_least(&x->problem->projects[aim->project]) >= 1.0
                   ? (long long)MILLION
                   : 0;
    const tc_goal *goal = &x->problem->goals[aim->goal];
    if (aim->kind != TC_LEVEL_TOTAL || goal->kind != TC_GOAL_TIER)
        return 0;
    long long unit = 0;
    for (int j = 0; j < x->problem->project_count; j++) {
        const tc_project *project = &x->problem->projects[j];
        const bool whole = tc_project_least(project) >= 1.0 || x->box.low[j] >= 1.0;
        if (project->tier != goal->tier || !(x->box.high[j] > 0.0) ||
            !(project->weight > 0.0))
            continue;
        const long long weight = whole ? millionths(project->weight) : 0;
        if (weight == 0)
            return 0;
        unit = common_unit(unit, weight);
    }
    return unit;
}

double tc_prover_round(const tc_prover *x, const tc_step_aim *aim, double bound)
{
    const double unit = (double)unit_of(x, aim) / MILLION;
    if (!(unit > 0.0) || !isfinite(bound))
        return bound;
    const double reached = floor(bound / unit + GRID_TOLERANCE) * unit;
    return reached < bound ? reached : bound;
}
