/* Failing sources of made cases: everything that is said of them, asked again of the
 * model as first written, and of tc_solve. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "domain/contingency.h"
#include "domain/order.h"
#include "domain/plan.h"
#include "support/dice.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/plain_answer.h"

enum { SOURCES = 6, PROJECTS = 7, MORE = 64 };

/* What is asked of a case: sources that are gone, late, held back or new; approvals that
 * must be covered, of which nothing else is known. */
typedef struct question {
    const tc_problem *problem;
    const tc_plan *plan;
    tc_source sources[SOURCES + MORE];
    int count;
    bool kept[PROJECTS];
} question;

static bool is_approved(const tc_plan *plan, int j)
{
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (plan->credit[j * TC_POLLUTANTS + p] > 0)
            return true;
    return false;
}

static question ask_about(const tc_problem *problem, const tc_plan *plan)
{
    question q = {.problem = problem, .plan = plan, .count = problem->source_count};
    memcpy(q.sources, problem->sources, (size_t)q.count * sizeof *q.sources);
    for (int j = 0; j < problem->project_count; j++)
        q.kept[j] = is_approved(plan, j);
    return q;
}

static void lose(question *q, int source)
{
    if (source >= 0)
        memset(q->sources[source].supply, 0, sizeof q->sources[source].supply);
}

static double tonnes(const question *q, tc_grains grains)
{
    return (double)grains / pow(10.0, q->problem->grain_digits);
}

static void add_reserve(question *q, const tc_reserve *reserve, tc_grains grains)
{
    cr_assert_lt(q->count, SOURCES + MORE);
    tc_source *added = &q->sources[q->count++];
    *added = (tc_source){.id = "+", .name = "+", .owner = -1, .realisation = 1.0};
    added->area = reserve->area < 0 ? q->problem->area_count - 1 : reserve->area;
    added->basin = reserve->basin;
    added->available_from = reserve->day;
    added->expires = TC_DAY_NEVER;
    added->quantity[reserve->pollutant] = tonnes(q, grains);
    added->supply[reserve->pollutant] = tonnes(q, grains);
}

/* Can the approvals that are kept all be covered? */
static bool can_cover(const question *q)
{
    static const tc_goal goal = {TC_GOAL_TIER, 1, false, "tier 1"};
    tc_project projects[PROJECTS];
    tc_problem asked = *q->problem;
    memcpy(projects, asked.projects, (size_t)asked.project_count * sizeof *projects);
    for (int j = 0; j < asked.project_count; j++) {
        projects[j].must_serve = q->kept[j];
        projects[j].zoning_ok = q->kept[j];
        projects[j].local_key = false;
        for (int p = 0; p < TC_POLLUTANTS; p++)
            projects[j].need[p] = tonnes(q, q->plan->credit[j * TC_POLLUTANTS + p]);
    }
    asked.sources = q->sources;
    asked.source_count = q->count;
    asked.projects = projects;
    asked.goals = &goal;
    asked.goal_count = 1;
    asked.exchange_index = NULL;
    plain_answer answer = plain_answer_find(&asked, PLAIN_BY_ROWS);
    const bool can = answer.feasible;
    plain_answer_free(&answer);
    return can;
}

/* ---- what is said of a loss -------------------------------------------------------- */

static void check_uncovered(const tc_problem *problem, const tc_plan *plan,
                            const tc_loss *loss)
{
    question q = ask_about(problem, plan);
    lose(&q, loss->source);
    lose(&q, loss->second);
    cr_assert(loss->verified);
    for (int k = 0; k < loss->uncovered_count; k++)
        q.kept[loss->uncovered[k].project] = false;
    cr_assert(can_cover(&q));
    int order[PROJECTS];
    tc_order_by_rank(problem, order);
    for (int u = 0; u < loss->uncovered_count; u++) {
        question one = q;
        const int project = loss->uncovered[u].project;
        const bool required = problem->projects[project].must_serve;
        bool before = true; /* those ranked before it; required ones first */
        for (int k = 0; k < problem->project_count; k++) {
            const int j = order[k];
            before = before && j != project;
            const bool first = problem->projects[j].must_serve == required
                                   ? before
                                   : problem->projects[j].must_serve;
            one.kept[j] = one.kept[j] && first;
        }
        one.kept[project] = true;
        cr_assert_not(can_cover(&one));
    }
}

/* 1: more of it is approved in the second plan, -1: less. */
static int turn_of(const tc_problem *problem, const tc_plan *a, const tc_plan *b, int j)
{
    const double more = b->share[j] - a->share[j];
    if (fabs(more) > 1e-7)
        return more > 0.0 ? 1 : -1;
    return (tc_standing_of(problem, b, j) == TC_STANDING_SERVED) -
           (tc_standing_of(problem, a, j) == TC_STANDING_SERVED);
}

/* Fall and gain as between the plan and a fresh one, which tc_solve makes. */
static void check_shifts(const tc_problem *problem, const tc_plan *plan,
                         const question *q, const tc_new_plan *said)
{
    tc_problem changed = *problem;
    tc_plan *fresh = NULL;
    tc_error error = {0};
    int falls = 0, gains = 0;
    changed.sources = q->sources;
    cr_assert_eq(tc_solve(&changed, NULL, &fresh, &error), TC_OK, "%s", error.message_en);
    cr_assert(said->verified);
    cr_assert_eq(said->status, tc_plan_get_status(fresh));
    for (int j = 0;
         tc_plan_get_status(fresh) != TC_PLAN_INFEASIBLE && j < problem->project_count;
         j++) {
        falls += turn_of(problem, plan, fresh, j) < 0;
        gains += turn_of(problem, plan, fresh, j) > 0;
    }
    cr_assert_eq(said->fall_count, falls);
    cr_assert_eq(said->gain_count, gains);
    tc_plan_free(fresh);
}

static void check_loss(const tc_problem *problem, const tc_plan *plan,
                       const tc_loss *loss)
{
    question q = ask_about(problem, plan);
    check_uncovered(problem, plan, loss);
    lose(&q, loss->source);
    check_shifts(problem, plan, &q, &loss->plan);
    cr_assert_eq(loss->dated, loss->uncovered_count > 0);
    if (!loss->dated)
        return;
    question late = ask_about(problem, plan);
    late.sources[loss->source].available_from = loss->latest;
    cr_assert(can_cover(&late));
    late.sources[loss->source].available_from++;
    cr_assert_not(can_cover(&late));
    cr_assert(loss->latest_verified);
}

/* ---- what would be safe ------------------------------------------------------------ */

/* Does the plan keep its approvals whatever source is gone, with this in reserve, of one
 * line (-1: none) less by some grains? */
static bool is_safe(const tc_problem *problem, const tc_plan *plan,
                    const tc_contingency *found, int line, tc_grains less)
{
    for (int s = 0; s < problem->source_count; s++) {
        question q = ask_about(problem, plan);
        lose(&q, s);
        for (int k = 0; k < found->reserve_count; k++)
            add_reserve(&q, &found->reserves[k],
                        found->reserves[k].grains - (k == line ? less : 0));
        if (!can_cover(&q))
            return false;
    }
    return true;
}

/* A plan in whole grains loses up to a grain to each cap and each source whose tonnes are
 * no whole grains, which the model as first written does not: there less is more than
 * one. */
static void check_reserve(const tc_problem *problem, const tc_plan *plan,
                          const tc_contingency *found, tc_grains less)
{
    if (!found->reserve_found)
        return;
    cr_assert(found->reserve_verified);
    cr_assert(is_safe(problem, plan, found, -1, 0));
    for (int k = 0; k < found->reserve_count; k++)
        if (found->reserves[k].grains >= less)
            cr_assert_not(is_safe(problem, plan, found, k, less));
}

/* What the plan reaches at each goal of tiers, the first goal first. */
static void sum_goals(const tc_problem *problem, const bool *served, double *sums)
{
    for (int g = 0; g < problem->goal_count; g++) {
        sums[g] = 0.0;
        for (int j = 0; j < problem->project_count; j++)
            if (problem->goals[g].kind == TC_GOAL_TIER && served[j] &&
                problem->projects[j].tier == problem->goals[g].tier)
                sums[g] += problem->projects[j].weight;
    }
}

static bool is_better(const double *a, const double *b, int count)
{
    for (int g = 0; g < count; g++)
        if (fabs(a[g] - b[g]) > 1e-9)
            return a[g] > b[g];
    return false;
}

/* Of whole projects without a county's own: any choice that is safe, tried in turn. */
static void check_best(const tc_problem *problem, const tc_plan *safe)
{
    double reached[16], sums[16];
    bool served[PROJECTS];
    tc_grains credit[PROJECTS * TC_POLLUTANTS];
    cr_assert_leq(problem->goal_count, 16);
    for (int j = 0; j < problem->project_count; j++)
        served[j] = safe->share[j] >= 1.0;
    sum_goals(problem, served, reached);
    for (unsigned choice = 0; choice < 1U << problem->project_count; choice++) {
        bool refused = false;
        tc_plan tried = {.credit = credit};
        for (int j = 0; j < problem->project_count; j++) {
            served[j] = choice & 1U << j;
            refused = refused || (served[j] && !problem->projects[j].zoning_ok) ||
                      (!served[j] && problem->projects[j].must_serve);
            for (int p = 0; p < TC_POLLUTANTS; p++)
                credit[j * TC_POLLUTANTS + p] =
                    served[j] ? tc_grains_up(problem->projects[j].need[p],
                                             problem->grain_digits)
                              : 0;
        }
        sum_goals(problem, served, sums);
        if (refused || !is_better(sums, reached, problem->goal_count))
            continue;
        const tc_contingency none = {.reserve_count = 0};
        cr_assert_not(is_safe(problem, &tried, &none, -1, 0));
    }
}

static void check_safety(const tc_problem *problem, const tc_plan *plan,
                         const tc_safety *safety, bool enumerate)
{
    const tc_contingency none = {.reserve_count = 0};
    question q = ask_about(problem, plan);
    tc_problem held = *problem;
    tc_plan *safe = NULL;
    if (!safety->found)
        return;
    for (int k = 0; k < safety->hold_count; k++)
        q.sources[safety->holds[k].source].supply[safety->holds[k].pollutant] -=
            tonnes(&q, safety->holds[k].grains);
    held.sources = q.sources;
    for (int s = 0; s < q.count; s++)
        for (int p = 0; p < TC_POLLUTANTS; p++)
            q.sources[s].supply[p] = fmax(q.sources[s].supply[p], 0.0);
    check_shifts(problem, plan, &q, &safety->plan);
    cr_assert_eq(tc_solve(&held, NULL, &safe, NULL), TC_OK);
    cr_assert(is_safe(problem, safe, &none, -1, 0));
    if (enumerate && safety->best)
        check_best(problem, safe);
    tc_plan_free(safe);
}

/* ---- many cases -------------------------------------------------------------------- */

/* Smaller needs, so that there is something to lose. */
static void make_smaller(tc_problem *problem, uint64_t seed)
{
    dice d = {seed * 11 + 3};
    tc_project *projects = made_take(problem, PROJECTS, sizeof *projects);
    memcpy(projects, problem->projects, PROJECTS * sizeof *projects);
    for (int j = 0; j < PROJECTS; j++) {
        const double part = dice_chance(&d, 50) ? 0.25 : 0.0625;
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            projects[j].emission[p] =
                nearbyint(projects[j].emission[p] * part * 1e4) / 1e4;
            projects[j].need[p] = projects[j].ratio[p] * projects[j].emission[p];
        }
    }
    problem->projects = projects;
}

static bool check_case(uint64_t seed, unsigned features)
{
    tc_problem *problem = made_case(seed, SOURCES, PROJECTS, features);
    tc_contingency *found = NULL;
    tc_plan *plan = NULL;
    tc_error error = {0};
    make_smaller(problem, seed);
    cr_assert_eq(tc_contingency_find(problem, NULL, true, &found, &error), TC_OK,
                 "%d: %s", (int)seed, error.message_en);
    cr_assert_eq(tc_solve(problem, NULL, &plan, &error), TC_OK);
    cr_assert_eq(found->status, tc_plan_get_status(plan));
    int harmful = 0;
    if (tc_contingency_has_plan(found)) {
        for (int k = 0; k < found->loss_count; k++) {
            check_loss(problem, plan, &found->losses[k]);
            harmful += found->losses[k].uncovered_count > 0;
        }
        for (int k = 0; k < found->both_count; k++)
            check_uncovered(problem, plan, &found->both[k]);
        check_reserve(problem, plan, found, features & (MADE_CAPS | MADE_FINE) ? 64 : 1);
        check_safety(problem, plan, &found->safety, features & MADE_ALL_WHOLE);
    }
    tc_contingency_free(found);
    tc_plan_free(plan);
    made_case_free(problem);
    return harmful > 0;
}

static void check_cases(uint64_t first, int count, unsigned features)
{
    int harmed = 0;
    for (uint64_t seed = first; seed < first + (uint64_t)count; seed++)
        harmed += check_case(seed, features);
    cr_assert_gt(harmed, count / 3, "%d", harmed);
    TC_ASSERT_NO_LEAK();
}

Test(explain_contingency_laws, hold_of_plain_cases)
{
    check_cases(1, 40, 0);
}

Test(explain_contingency_laws, hold_of_tied_cases_with_caps_and_required_projects)
{
    check_cases(1000, 40, MADE_TIES | MADE_CAPS | MADE_MUST);
}

Test(explain_contingency_laws, hold_of_other_policies)
{
    check_cases(2000, 30, MADE_POLICY | MADE_EVEN);
}

Test(explain_contingency_laws, hold_with_restrictions_and_own_sources)
{
    check_cases(3000, 40, MADE_LIMITS | MADE_OWNERS);
}

Test(explain_contingency_laws, hold_of_whole_required_projects_with_own_sources)
{
    check_cases(20000, 40, MADE_LIMITS | MADE_OWNERS | MADE_WHOLE | MADE_MUST);
}

Test(explain_contingency_laws, hold_of_whole_projects_whose_price_is_the_lowest)
{
    check_cases(4000, 40, MADE_ALL_WHOLE);
}

Test(explain_contingency_laws, hold_of_whole_and_divisible_projects)
{
    check_cases(5000, 40, MADE_WHOLE | MADE_CAPS);
}

Test(explain_contingency_laws, hold_with_exchange_factors)
{
    check_cases(6000, 30, MADE_EXCHANGE);
}

Test(explain_contingency_laws, hold_of_amounts_between_grains)
{
    check_cases(7000, 30, MADE_FINE);
}
