/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "support/broken_plan.h"
#include "support/leaks.h"
#include "support/made_case.h"

enum { TRIES = 40 };

static const char *goal_name(const tc_problem *problem, int goal)
{
    return goal < problem->goal_count ? problem->goals[goal].name : "by-id";
}

/* A project whose share a hair more would still be a share. */
static int find_partly_served(const tc_problem *problem, const broken_plan *b, dice *d)
{
    const int start = broken_plan_start(d, problem->project_count);
    for (int k = 0; k < problem->project_count; k++) {
        const int j = (start + k) % problem->project_count;
        if (b->plan.share[j] > 0.0 && b->plan.share[j] < 1.0 - 1e-6)
            return j;
    }
    return -1;
}

static bool raise_share(const tc_problem *problem, broken_plan *b, dice *d)
{
    const int j = find_partly_served(problem, b, d);
    if (j < 0)
        return false;
    b->plan.share[j] += 1e-6;
    broken_plan_clue(b, 0, "the shares give");
    return true;
}

Test(plan_verify_goals, names_the_goal_whose_share_was_raised)
{
    break_many(raise_share, 0, TRIES);
    break_many(raise_share, MADE_FINE | MADE_EXCHANGE | MADE_POLICY, TRIES);
    TC_ASSERT_NO_LEAK();
}

/* The levels are changed with the share: only the multipliers tell. */
static bool raise_share_and_levels(const tc_problem *problem, broken_plan *b, dice *d)
{
    const int j = find_partly_served(problem, b, d);
    if (j < 0)
        return false;
    b->plan.share[j] += 1e-6;
    for (int i = 0; i < b->plan.level_count; i++) {
        tc_level *level = &b->levels[i];
        if (level->kind == TC_LEVEL_SHARE && level->project == j)
            level->value += 1e-6;
        if (level->kind == TC_LEVEL_TOTAL &&
            problem->goals[level->goal].kind == TC_GOAL_TIER &&
            problem->goals[level->goal].tier == problem->projects[j].tier)
            level->value += 1e-6 * problem->projects[j].weight;
    }
    broken_plan_clue(b, 0, "multipliers prove");
    broken_plan_clue(b, 1, "approved"); /* where a millionth of it is a grain */
    return true;
}

Test(plan_verify_goals, names_a_share_that_is_better_than_can_be)
{
    break_many(raise_share_and_levels, 0, TRIES);
    break_many(raise_share_and_levels, MADE_FINE | MADE_CAPS, TRIES);
    TC_ASSERT_NO_LEAK();
}

static bool raise_own_share(const tc_problem *problem, broken_plan *b, dice *d)
{
    const int start = broken_plan_start(d, problem->project_count);
    for (int k = 0; k < problem->project_count; k++) {
        const int j = (start + k) % problem->project_count;
        if (!problem->projects[j].local_key ||
            b->plan.own_share[j] + 1e-6 > b->plan.share[j])
            continue;
        b->plan.own_share[j] += 1e-6;
        broken_plan_clue(b, 0, "goal guarantee-local says");
        return true;
    }
    return false;
}

Test(plan_verify_goals, names_the_goal_whose_own_share_was_raised)
{
    break_many(raise_own_share, 0, TRIES);
    break_many(raise_own_share, MADE_TIES, TRIES);
    TC_ASSERT_NO_LEAK();
}

static bool forge_value(const tc_problem *problem, broken_plan *b, dice *d)
{
    const int i = broken_plan_start(d, b->plan.level_count);
    tc_level *level = &b->levels[i];
    if (b->plan.level_count == 0)
        return false;
    level->value += (dice_chance(d, 50) ? 1e-6 : -1e-6) * fmax(1.0, fabs(level->value));
    broken_plan_clue(b, 0, "goal %s says", goal_name(problem, level->goal));
    broken_plan_clue(b, 1, "goal %s (level %d) reaches", goal_name(problem, level->goal),
                     i + 1);
    if (level->kind == TC_LEVEL_SMALLEST_SHARE)
        broken_plan_clue(b, 2, "below the stated smallest");
    return true;
}

Test(plan_verify_goals, names_a_forged_value)
{
    break_many(forge_value, 0, TRIES);
    break_many(forge_value, MADE_EVEN, 2 * TRIES);
    break_many(forge_value, MADE_POLICY | MADE_CAPS | MADE_EXCHANGE, TRIES);
    TC_ASSERT_NO_LEAK();
}

static bool swap_levels(const tc_problem *problem, broken_plan *b, dice *d)
{
    (void)problem;
    const int i = broken_plan_start(d, b->plan.level_count);
    const int k = broken_plan_start(d, b->plan.level_count);
    if (i == k)
        return false;
    const tc_level one = b->levels[i];
    b->levels[i] = b->levels[k];
    b->levels[k] = one;
    broken_plan_clue(b, 0, "of the certificate is not what the case's goals ask");
    return true;
}

Test(plan_verify_goals, names_two_levels_swapped)
{
    break_many(swap_levels, 0, TRIES);
    break_many(swap_levels, MADE_EVEN | MADE_POLICY, TRIES);
    TC_ASSERT_NO_LEAK();
}

static void take_level_from_price(broken_plan *b, int i, int level)
{
    tc_price *price = &b->prices[i];
    int kept = 0;
    for (int k = 0; k < price->count; k++) {
        const int at = b->price_level[i][k];
        if (at == level)
            continue;
        b->price_level[i][kept] = at - (at > level);
        b->price_value[i][kept++] = b->price_value[i][k];
    }
    price->count = kept;
}

static void take_level(broken_plan *b, int level)
{
    b->plan.level_count--;
    for (int i = level; i < b->plan.level_count; i++)
        b->levels[i] = b->levels[i + 1];
    for (int i = 0; i < b->plan.price_count; i++)
        take_level_from_price(b, i, level);
}

static bool is_tie(const broken_plan *b, int project)
{
    for (int k = 0; k < b->plan.tie_count; k++)
        if (b->plan.ties[k] == project)
            return true;
    return false;
}

static bool drop_tie(const tc_problem *problem, broken_plan *b, dice *d)
{
    (void)problem;
    const int start = broken_plan_start(d, b->plan.level_count);
    for (int k = 0; k < b->plan.level_count; k++) {
        const int i = (start + k) % b->plan.level_count;
        if (b->levels[i].kind != TC_LEVEL_SHARE || !is_tie(b, b->levels[i].project))
            continue;
        take_level(b, i);
        broken_plan_clue(b, 0, "is not proved to be the only one");
        broken_plan_clue(b, 1, "multipliers prove");
        broken_plan_clue(b, 2, "has the wrong sign");
        return true;
    }
    return false;
}

Test(plan_verify_goals, names_a_missing_level_of_first_come)
{
    break_many(drop_tie, MADE_TIES, TRIES);
    break_many(drop_tie, MADE_TIES | MADE_CAPS | MADE_EXCHANGE, TRIES);
    break_many(drop_tie, MADE_TIES | MADE_EVEN, TRIES);
    TC_ASSERT_NO_LEAK();
}

/* An own-area share is less than it could be, and no level speaks of it. */
static bool lower_own_share(const tc_problem *problem, broken_plan *b, dice *d)
{
    const int start = broken_plan_start(d, b->plan.level_count);
    for (int goal = 0; goal < problem->goal_count; goal++)
        if (problem->goals[goal].kind == TC_GOAL_GUARANTEE_LOCAL)
            return false;
    for (int k = 0; k < b->plan.level_count; k++) {
        const int i = (start + k) % b->plan.level_count;
        if (b->levels[i].kind != TC_LEVEL_OWN_SHARE || b->levels[i].value < 0.1)
            continue;
        b->plan.own_share[b->levels[i].project] -= 0.05;
        take_level(b, i);
        broken_plan_clue(b, 0, "is not proved to be the only one");
        broken_plan_clue(b, 1, "multipliers prove");
        return true;
    }
    return false;
}

Test(plan_verify_goals, names_a_missing_level_of_an_own_share)
{
    break_many(lower_own_share, MADE_POLICY, TRIES);
    break_many(lower_own_share, MADE_POLICY | MADE_TIES, TRIES);
    TC_ASSERT_NO_LEAK();
}

/* Does the price have a say in a share that stands between its limits? Then no other
 * price proves the same. */
static bool decides(const tc_problem *problem, const broken_plan *b,
                    const tc_price *price, int j)
{
    const tc_project *project = &problem->projects[j];
    const double share = b->plan.share[j], own = b->plan.own_share[j];
    const bool partly = share > 0.1 && share < 0.9;
    if (price->kind == TC_PRICE_WITHIN)
        return price->project == j && partly && own == share && price->value[0] > 1e-2;
    if (price->kind == TC_PRICE_EVEN)
        return problem->goals[price->goal].tier == project->tier && partly &&
               price->area == project->area && price->value[0] > 1e-2;
    const bool member = price->area == project->area &&
                        (price->basin < 0 || price->basin == project->basin) &&
                        price->pool_access == project->pool_access &&
                        price->first_start <= project->start &&
                        price->last_start >= project->start;
    const double gain = price->value[0] * project->need[price->pollutant];
    if (price->kind == TC_PRICE_OWN)
        return member && project->local_key && own > 0.1 && own < 0.9 &&
               own < share - 0.1 && gain > 1e-2;
    return member && partly && gain > 1e-2;
}

static int find_price(const tc_problem *problem, const broken_plan *b, dice *d,
                      tc_price_kind kind)
{
    const int start = broken_plan_start(d, b->plan.price_count);
    for (int k = 0; k < b->plan.price_count; k++) {
        const int i = (start + k) % b->plan.price_count;
        for (int j = 0; j < problem->project_count; j++)
            if (b->prices[i].kind == kind && b->prices[i].count > 0 &&
                decides(problem, b, &b->prices[i], j))
                return i;
    }
    return -1;
}

/* Move a price's first level by one where that is possible. */
static bool shift_level(broken_plan *b, int i, dice *d)
{
    int *level = b->price_level[i];
    const int step = dice_chance(d, 50) ? 1 : -1;
    if (level[0] + step < 0 || level[0] + step >= b->plan.level_count ||
        (b->prices[i].count > 1 && level[0] + step >= level[1]))
        return false;
    level[0] += step;
    return true;
}

static bool forge_price(const tc_problem *problem, broken_plan *b, dice *d,
                        tc_price_kind kind)
{
    const int i = find_price(problem, b, d, kind);
    if (i < 0)
        return false;
    const int way = dice_below(d, 4);
    if (way == 3 && !shift_level(b, i, d))
        return false;
    for (int k = 0; k < b->prices[i].count && way < 2; k++)
        b->price_value[i][k] *= way ? -1.0 : dice_chance(d, 50) ? 1.001 : 0.999;
    if (way == 2)
        b->prices[i].count = 0;
    broken_plan_clue(b, 0, "multipliers prove");
    broken_plan_clue(b, 1, "is not proved to be the only one");
    broken_plan_clue(b, 2, "has the wrong sign");
    return true;
}

static bool forge_coverage(const tc_problem *problem, broken_plan *b, dice *d)
{
    return forge_price(problem, b, d, TC_PRICE_COVERAGE);
}

static bool forge_own(const tc_problem *problem, broken_plan *b, dice *d)
{
    return forge_price(problem, b, d, TC_PRICE_OWN);
}

static bool forge_within(const tc_problem *problem, broken_plan *b, dice *d)
{
    return forge_price(problem, b, d, TC_PRICE_WITHIN);
}

static bool forge_even(const tc_problem *problem, broken_plan *b, dice *d)
{
    return forge_price(problem, b, d, TC_PRICE_EVEN);
}

Test(plan_verify_goals, names_forged_multipliers_of_coverage)
{
    break_many(forge_coverage, 0, 3 * TRIES);
    break_many(forge_coverage, MADE_EXCHANGE | MADE_CAPS | MADE_FINE, 3 * TRIES);
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_goals, names_forged_multipliers_of_own_area_rows)
{
    break_many(forge_own, 0, 2 * TRIES);
    break_many(forge_own, MADE_CAPS, 2 * TRIES);
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_goals, names_forged_multipliers_of_own_within_share)
{
    break_many(forge_within, 0, TRIES / 2);
    TC_ASSERT_NO_LEAK();
}

Test(plan_verify_goals, names_forged_multipliers_of_even_goals)
{
    break_many(forge_even, MADE_EVEN, 2 * TRIES);
    TC_ASSERT_NO_LEAK();
}
