/* Explanations of made cases: everything that is said, solved again by tc_solve. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "domain/explanation.h"
#include "support/dice.h"
#include "support/leaks.h"
#include "support/made_case.h"

enum { SOURCES = 14, PROJECTS = 8, EACH = 3 };
#define SAME 1e-6

/* A case, its plan, and the project that is explained. */
typedef struct asked {
    const tc_problem *problem;
    const tc_plan *plan;
    int project, goal; /* that counts it */
    int *seen;         /* ways of each kind that serve; then those that do not */
    dice dice;
} asked;

/* The plan of the changed case; NULL: none that passes its check. */
static tc_plan *solved(const tc_problem *changed)
{
    tc_plan *plan = NULL;
    tc_error error = {0};
    const tc_code code = tc_solve(changed, NULL, &plan, &error);
    cr_assert(code == TC_OK || code == TC_ERR_SOLVER, "%s", error.message_en);
    if (code == TC_OK && tc_plan_get_status(plan) == TC_PLAN_INFEASIBLE) {
        tc_plan_free(plan);
        plan = NULL;
    }
    return code == TC_OK ? plan : NULL;
}

static bool is_spared(const asked *a, int project)
{
    const tc_problem *problem = a->problem;
    const tc_project *about = &problem->projects[project];
    bool counted = about->must_serve;
    for (int g = 0; g < problem->goal_count && g <= a->goal; g++)
        counted =
            counted ||
            (problem->goals[g].kind == TC_GOAL_GUARANTEE_LOCAL && about->local_key) ||
            (problem->goals[g].kind == TC_GOAL_TIER &&
             problem->goals[g].tier == about->tier);
    return project != a->project && counted;
}

/* What comes of the changes: is the project served, does nobody that counts before it
 * fall, and are those who fall these? */
typedef struct outcome {
    bool served, spares, as_told;
    double share;
} outcome;

static bool falls_agree(const asked *a, const tc_plan *plan, const tc_falls *falls,
                        int but)
{
    int count = 0;
    for (int j = 0; j < a->problem->project_count; j++)
        count += j != but && plan->share[j] < a->plan->share[j] - SAME;
    for (int k = 0; k < falls->count; k++) {
        const tc_fall *fall = &falls->list[k];
        if (fabs(plan->share[fall->project] - fall->after) > SAME ||
            fabs(a->plan->share[fall->project] - fall->before) > SAME)
            return false;
        count -= fall->before - fall->after > SAME;
    }
    return count == 0;
}

static outcome play(const asked *a, const tc_change *changes, int count,
                    const tc_falls *falls, int but)
{
    tc_problem *changed = NULL;
    cr_assert_eq(tc_change_apply(a->problem, changes, count, &changed, NULL), TC_OK);
    tc_plan *plan = solved(changed);
    outcome out = {.spares = true};
    if (plan) {
        out.served = tc_standing_of(changed, plan, a->project) == TC_STANDING_SERVED;
        out.share = plan->share[a->project];
        out.as_told = !falls || falls_agree(a, plan, falls, but);
        for (int j = 0; j < a->problem->project_count; j++)
            out.spares = out.spares &&
                         !(is_spared(a, j) && plan->share[j] < a->plan->share[j] - SAME);
    }
    tc_plan_free(plan);
    tc_problem_free(changed);
    return out;
}

static int list_changes(const tc_way *way, tc_change *changes)
{
    for (int k = 0; k < way->count; k++)
        changes[k] = way->parts[k].change;
    return way->count;
}

/* With less of one part the project is not served, or only by taking from those that the
 * way spares. */
static void check_less(const asked *a, const tc_way *way, int part, tc_grains grains)
{
    tc_change changes[TC_POLLUTANTS];
    const int count = list_changes(way, changes);
    changes[part].amount = (double)grains / pow(10.0, a->problem->grain_digits);
    const outcome out = play(a, changes, count, NULL, -1);
    const bool aims_at_sparing = way->kind == TC_WAY_SUPPLY && way->spares;
    cr_assert(!out.served || (aims_at_sparing && !out.spares), "%s of %s: %ld of %ld",
              tc_way_word(way->kind), a->problem->projects[a->project].id, (long)grains,
              (long)way->parts[part].grains);
}

static void check_amounts(asked *a, const tc_way *way)
{
    for (int k = 0; k < way->count && way->serves; k++)
        check_less(a, way, k, way->parts[k].grains - 1);
    if (way->count != 1 || !way->proved)
        return;
    const tc_grains most = way->parts[0].grains;
    for (int k = 0; k < EACH && most > 1; k++) /* none at all, or nothing smaller */
        check_less(a, way, 0, (tc_grains)(dice_real(&a->dice, 0.0, 1.0) * (double)most));
}

/* A day earlier, or any time before, does not serve. */
static void check_day(const asked *a, const tc_way *way)
{
    tc_change change = way->parts[0].change;
    change.day--; /* no day perhaps, but before it and after the day before */
    if (way->serves)
        cr_assert_not(play(a, &change, 1, NULL, -1).served);
}

/* No tier that is nearer serves. */
static void check_tier(const asked *a, const tc_way *way)
{
    const int goal = tc_goal_of_tier(a->problem, way->parts[0].change.tier);
    for (int g = goal + 1; g < a->goal; g++) {
        const tc_change change = {.kind = TC_CHANGE_TIER,
                                  .project = a->project,
                                  .tier = a->problem->goals[g].tier};
        if (a->problem->goals[g].kind == TC_GOAL_TIER)
            cr_assert_not(play(a, &change, 1, NULL, -1).served);
    }
}

static void check_way(asked *a, const tc_way *way)
{
    tc_change changes[TC_POLLUTANTS];
    const int count = list_changes(way, changes);
    const int but =
        way->kind == TC_WAY_SWAP && count > 0 ? changes[0].project : a->project;
    a->seen[2 * (int)way->kind + !way->serves]++;
    if (count == 0)
        return;
    const outcome out = play(a, changes, count, &way->falls, but);
    cr_assert_eq(out.served, way->serves, "%s of %s", tc_way_word(way->kind),
                 a->problem->projects[a->project].id);
    if (way->serves) {
        cr_assert(out.as_told);
        cr_assert_float_eq(out.share, way->share, SAME);
    }
    if (way->kind == TC_WAY_SUPPLY && way->serves)
        cr_assert_eq(out.spares, way->spares);
    if (way->kind == TC_WAY_EMISSION || way->kind == TC_WAY_SUPPLY)
        check_amounts(a, way);
    else if (way->kind == TC_WAY_START)
        check_day(a, way);
    else if (way->kind == TC_WAY_TIER)
        check_tier(a, way);
}

/* Every tonne is told once: what others hold, what it has itself, what is left, and what
 * may not leave its area. */
static void check_stop(const asked *a, const tc_stop *stop)
{
    tc_grains held = 0, own = 0;
    for (int k = 0; k < stop->hold_count; k++)
        held += stop->holds[k].grains;
    for (int k = 0; k < a->plan->credit_count; k++)
        if (a->plan->credits[k].project == a->project &&
            a->plan->credits[k].pollutant == stop->pollutant)
            own += a->plan->credits[k].grains;
    cr_assert_eq(held, stop->held);
    cr_assert_leq(held + own + stop->left, stop->supply);
    cr_assert_geq(stop->left, 0);
}

static void check_tie(const asked *a, const tc_explanation *e)
{
    const bool served = e->standing == TC_STANDING_SERVED;
    const tc_change change = {.kind = TC_CHANGE_ACCEPTED,
                              .project = a->project,
                              .day = served ? TC_DAY_NEVER : 10000101};
    if (e->tie.count == 0)
        return;
    const outcome out = play(a, &change, 1, &e->tie.falls, -1);
    cr_assert(out.as_told);
    cr_assert_float_eq(out.share, e->tie.share, SAME);
    if (e->standing != TC_STANDING_REFUSED)
        cr_assert(served ? out.share <= e->share + SAME : out.share >= e->share - SAME);
}

static void check_displacement(const asked *a, const tc_displacement *d)
{
    const tc_change change = {.kind = TC_CHANGE_REQUIRE, .project = a->project};
    const outcome out = play(a, &change, 1, &d->falls, a->project);
    cr_assert_eq(d->possible, out.served);
    cr_assert(!d->possible || out.as_told);
}

static void check_project(asked *a)
{
    tc_explanation *e = NULL;
    tc_error error = {0};
    const char *id = a->problem->projects[a->project].id;
    cr_assert_eq(tc_explanation_find(a->problem, NULL, id, &e, &error), TC_OK, "%s: %s",
                 id, error.message_en);
    cr_assert_eq(e->standing, tc_standing_of(a->problem, a->plan, a->project));
    cr_assert_float_eq(e->share, a->plan->share[a->project], SAME);
    for (int k = 0; k < e->stop_count; k++)
        check_stop(a, &e->stops[k]);
    for (int k = 0; k < e->way_count; k++)
        check_way(a, &e->ways[k]);
    check_tie(a, e);
    if (e->standing == TC_STANDING_NONE || e->standing == TC_STANDING_PARTIAL)
        check_displacement(a, &e->displacement);
    tc_explanation_free(e);
}

/* Needs that are smaller: one more change serves many of them. */
static tc_problem *short_case(uint64_t seed, unsigned features)
{
    tc_problem *problem = made_case(seed, SOURCES, PROJECTS, features);
    tc_project *projects = made_take(problem, PROJECTS, sizeof *projects);
    memcpy(projects, problem->projects, PROJECTS * sizeof *projects);
    for (int j = 0; j < PROJECTS; j++) {
        projects[j].filed_zoning_ok = projects[j].zoning_ok;
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            projects[j].emission[p] *= 0.25;
            projects[j].need[p] = projects[j].ratio[p] * projects[j].emission[p];
        }
    }
    problem->projects = projects;
    return problem;
}

static void check_cases(uint64_t first, int count, unsigned features)
{
    int seen[16] = {0};
    for (uint64_t seed = first; seed < first + (uint64_t)count; seed++) {
        tc_problem *problem = short_case(seed, features);
        tc_plan *plan = NULL;
        cr_assert_eq(tc_solve(problem, NULL, &plan, NULL), TC_OK);
        asked a = {.problem = problem, .plan = plan, .seen = seen, .dice = {seed}};
        for (int k = 0; k < 2 && plan->status != TC_PLAN_INFEASIBLE; k++) {
            a.project = dice_below(&a.dice, PROJECTS);
            a.goal = tc_goal_of_tier(problem, problem->projects[a.project].tier);
            check_project(&a);
        }
        tc_plan_free(plan);
        made_case_free(problem);
    }
    for (int kind = TC_WAY_EMISSION; kind <= TC_WAY_SUPPLY; kind++)
        cr_assert_gt(seen[2 * kind], count / 8, "%s", tc_way_word((tc_way_kind)kind));
    TC_ASSERT_NO_LEAK();
}

Test(explain_explanation_laws, hold_of_plain_cases)
{
    check_cases(100, 30, MADE_TIES);
}

Test(explain_explanation_laws, hold_of_cases_with_caps_and_locals)
{
    check_cases(200, 30, MADE_CAPS);
}

Test(explain_explanation_laws, hold_of_amounts_between_grains_and_other_policies)
{
    check_cases(300, 30, MADE_FINE | MADE_POLICY | MADE_EVEN);
}

Test(explain_explanation_laws, hold_with_exchange_factors)
{
    check_cases(400, 30, MADE_EXCHANGE | MADE_CAPS);
}

Test(explain_explanation_laws, hold_with_restrictions_and_own_sources)
{
    check_cases(500, 30, MADE_LIMITS | MADE_OWNERS);
}

Test(explain_explanation_laws, hold_of_whole_projects)
{
    check_cases(600, 30, MADE_WHOLE | MADE_CAPS);
}

Test(explain_explanation_laws, hold_of_whole_projects_in_ties)
{
    check_cases(700, 30, MADE_ALL_WHOLE | MADE_TIES);
}

Test(explain_explanation_laws, hold_with_required_projects)
{
    check_cases(800, 30, MADE_WHOLE | MADE_MUST | MADE_FINE);
}
