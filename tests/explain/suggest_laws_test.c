/* What is suggested for made cases, solved again by tc_solve. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>

#include "domain/standing.h"
#include "domain/suggest.h"
#include "support/dice.h"
#include "support/leaks.h"
#include "support/made_case.h"

enum { SOURCES = 10, PROJECTS = 7, CHANGES = 512, SAMPLES = 6 };

/* A plan of the changed case; plan NULL: none that passes its check. */
typedef struct fresh {
    tc_problem *problem;
    tc_plan *plan;
} fresh;

static fresh solved(const tc_problem *problem, const tc_change *changes, int count)
{
    fresh f = {NULL, NULL};
    tc_error error = {0};
    cr_assert_eq(tc_change_apply(problem, changes, count, &f.problem, NULL), TC_OK);
    const tc_code code = tc_solve(f.problem, NULL, &f.plan, &error);
    cr_assert(code == TC_OK || code == TC_ERR_SOLVER, "%s", error.message_en);
    if (code != TC_OK)
        f.plan = NULL;
    return f;
}

static void drop(fresh *f)
{
    tc_plan_free(f->plan);
    tc_problem_free(f->problem);
}

static bool serves(const fresh *f, int project)
{
    return f->plan && f->plan->status != TC_PLAN_INFEASIBLE &&
           tc_standing_of(f->problem, f->plan, project) == TC_STANDING_SERVED;
}

static double grain_of(const tc_problem *problem)
{
    return pow(10.0, -problem->grain_digits);
}

/* ---- what serves the tiers --------------------------------------------------------- */

static bool holds(const tc_project_list *list, int project)
{
    for (int k = 0; k < list->count; k++)
        if (list->project[k] == project)
            return true;
    return false;
}

/* Does the plan serve all that can be served by supply? */
static bool serves_all(const tc_tier_supply *supply, const fresh *f)
{
    for (int j = 0; j < f->problem->project_count; j++) {
        const tc_project *project = &f->problem->projects[j];
        if ((project->tier <= supply->tiers || project->must_serve) &&
            !holds(&supply->refused, j) && !holds(&supply->beyond, j) && !serves(f, j))
            return false;
    }
    return true;
}

static void check_supply(const tc_problem *problem, const tc_tier_supply *supply,
                         uint64_t seed)
{
    tc_change changes[CHANGES];
    cr_assert_lt(supply->count, CHANGES);
    for (int k = 0; k < supply->count; k++)
        changes[k] = supply->additions[k].change;
    fresh f = solved(problem, changes, supply->count);
    cr_assert(serves_all(supply, &f), "%d", (int)seed);
    drop(&f);
    cr_assert(supply->settled);
    for (int k = 0; k < supply->count; k++) {
        changes[k].amount = (double)(supply->additions[k].grains - 1) * grain_of(problem);
        f = solved(problem, changes, supply->count);
        cr_assert_not(serves_all(supply, &f), "%d: %d", (int)seed, k);
        drop(&f);
        changes[k] = supply->additions[k].change;
    }
    cr_assert_geq(tc_tier_supply_total(supply), supply->least_in_all);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        cr_assert_geq(supply->least_in_all, supply->least[p]);
}

/* ---- unlock curves ----------------------------------------------------------------- */

static fresh with_more(const tc_problem *problem, const tc_unlock *unlock, tc_grains at)
{
    tc_change change = unlock->window;
    change.amount = (double)at * grain_of(problem);
    return solved(problem, &change, 1);
}

static void check_events(const tc_problem *problem, const tc_unlock *unlock)
{
    for (int k = 0; k < unlock->event_count; k++) {
        const tc_unlock_event *event = &unlock->events[k];
        cr_assert(k == 0 || event->at >= event[-1].at);
        if (!event->exact)
            continue;
        fresh f = with_more(problem, unlock, event->at);
        cr_assert_eq(serves(&f, event->project), event->served);
        drop(&f);
        f = with_more(problem, unlock, event->at - 1);
        cr_assert_neq(serves(&f, event->project), event->served);
        drop(&f);
    }
}

/* Anywhere on a stretch that is proved the shares are what its ends say. */
static void check_stretches(const tc_problem *problem, const tc_unlock *unlock, dice *d)
{
    for (int n = 0; n < SAMPLES; n++) {
        const tc_grains at = dice_below(d, (int)unlock->most);
        int k = 0;
        while (unlock->points[k + 1].at <= at)
            k++;
        const tc_unlock_point *a = &unlock->points[k], *b = a + 1;
        const double part = (double)(at - a->at) / (double)(b->at - a->at);
        fresh f = with_more(problem, unlock, at);
        for (int j = 0; a->proved && f.plan && j < problem->project_count; j++)
            cr_assert_float_eq(f.plan->share[j],
                               a->share[j] + part * (b->share[j] - a->share[j]), 1e-6);
        drop(&f);
    }
}

/* Twice as much as the most: nothing more happens. */
static void check_end(const tc_problem *problem, const tc_unlock *unlock)
{
    const double *last = unlock->points[unlock->point_count - 1].share;
    fresh f = with_more(problem, unlock, 2 * unlock->most);
    for (int j = 0; f.plan && j < problem->project_count; j++)
        cr_assert_float_eq(f.plan->share[j], last[j], 1e-6);
    drop(&f);
}

/* ---- stranded tonnes --------------------------------------------------------------- */

static tc_grains credited(const fresh *f, int pollutant)
{
    tc_grains sum = 0;
    for (int k = 0; f->plan && k < f->plan->credit_count; k++)
        if (f->plan->credits[k].pollutant == pollutant)
            sum += f->plan->credits[k].grains;
    return sum;
}

/* Plenty of the pollutants, everywhere, from before all starts on. */
static int add_plenty(const tc_problem *problem, unsigned pollutants, tc_change *changes)
{
    int count = 0;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        for (int a = 0; (pollutants >> p & 1U) && a < problem->area_count; a++)
            for (int b = 0; b < problem->basin_count; b++)
                changes[count++] = (tc_change){.kind = TC_CHANGE_ADD_SUPPLY,
                                               .pollutant = p,
                                               .area = a,
                                               .basin = b,
                                               .day = 20220101,
                                               .amount = 5000.0};
    cr_assert_lt(count, CHANGES);
    return count;
}

static void check_stranded(const tc_problem *problem, const tc_suggestion *s)
{
    tc_change changes[CHANGES];
    fresh now = solved(problem, NULL, 0);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const unsigned all = (1U << TC_POLLUTANTS) - 1U;
        fresh f =
            solved(problem, changes, add_plenty(problem, all & ~(1U << p), changes));
        const tc_grains more = credited(&f, p) - credited(&now, p);
        const tc_stranded *stranded = &s->stranded[p];
        cr_assert_leq(stranded->stranded, stranded->remaining);
        if (f.plan && stranded->remaining > 0)
            cr_assert_eq(stranded->stranded, more > 0 ? more : 0);
        drop(&f);
        if (!s->missing[p].asked)
            continue;
        f = solved(problem, changes, add_plenty(problem, 1U << p, changes));
        for (int q = 0; f.plan && q < TC_POLLUTANTS; q++)
            cr_assert(q == p ||
                      s->missing[p].freed[q] == credited(&f, q) - credited(&now, q));
        drop(&f);
    }
    drop(&now);
}

/* ---- marginal values --------------------------------------------------------------- */

static void check_side(const tc_problem *problem, const fresh *now, const tc_marginal *m,
                       const tc_marginal_side *side, double sign)
{
    const double grain = grain_of(problem);
    const tc_grains steps[] = {1, side->range};
    for (int k = 0; k < 2 && side->found && side->range > 0; k++) {
        const tc_change change = {.kind = TC_CHANGE_LESS_SUPPLY,
                                  .source = m->source,
                                  .pollutant = m->pollutant,
                                  .amount = -sign * (double)steps[k] * grain};
        fresh f = solved(problem, &change, 1);
        for (int j = 0; f.plan && j < problem->project_count; j++)
            cr_assert_float_eq(
                f.plan->share[j],
                now->plan->share[j] + side->slope[j] * (double)steps[k] * grain, 1e-6);
        drop(&f);
    }
}

static void check_marginals(const tc_problem *problem, const tc_suggestion *s)
{
    fresh now = solved(problem, NULL, 0);
    for (int k = 0; k < s->marginal_count; k++) {
        check_side(problem, &now, &s->marginals[k], &s->marginals[k].more, 1.0);
        check_side(problem, &now, &s->marginals[k], &s->marginals[k].less, -1.0);
    }
    drop(&now);
}

/* ---- the cases --------------------------------------------------------------------- */

typedef enum parts { SUPPLY = 1, UNLOCKS = 2, STRANDED = 4, MARGINALS = 8 } parts;

/* How many of the cases have additions that serve all, proved to be the least. */
static int check_cases(uint64_t first, int count, unsigned features, unsigned wanted)
{
    int least = 0;
    for (uint64_t seed = first; seed < first + (uint64_t)count; seed++) {
        tc_problem *problem = made_case(seed, SOURCES, PROJECTS, features);
        const tc_suggest_options options = {.tiers = (int)(seed % 5),
                                            .marginals = wanted & MARGINALS};
        tc_suggestion *s = NULL;
        tc_error error = {0};
        dice d = {seed};
        cr_assert_eq(tc_suggest(problem, &options, &s, &error), TC_OK, "%d: %s",
                     (int)seed, error.message_en);
        if (s->supply.found && (wanted & SUPPLY))
            check_supply(problem, &s->supply, seed);
        least += s->supply.found && s->supply.count > 0 &&
                 tc_tier_supply_total(&s->supply) == s->supply.least_in_all;
        for (int k = 0; k < s->unlock_count && (wanted & UNLOCKS); k++) {
            if (s->unlocks[k].point_count == 0)
                continue;
            check_events(problem, &s->unlocks[k]);
            check_stretches(problem, &s->unlocks[k], &d);
            check_end(problem, &s->unlocks[k]);
        }
        if (s->status != TC_PLAN_INFEASIBLE && (wanted & STRANDED))
            check_stranded(problem, s);
        if (s->status != TC_PLAN_INFEASIBLE && (wanted & MARGINALS))
            check_marginals(problem, s);
        tc_suggestion_free(s);
        made_case_free(problem);
    }
    return least;
}

Test(explain_suggest_laws, additions_serve_and_a_grain_less_does_not)
{
    cr_assert_gt(check_cases(1, 30, 0, SUPPLY), 15);
    cr_assert_gt(check_cases(101, 20, MADE_CAPS | MADE_LIMITS, SUPPLY), 5);
    cr_assert_gt(check_cases(201, 20, MADE_EVEN | MADE_TIES, SUPPLY), 10);
    (void)check_cases(301, 15, MADE_EXCHANGE | MADE_FINE, SUPPLY);
    (void)check_cases(401, 15, MADE_POLICY | MADE_OWNERS, SUPPLY);
    (void)check_cases(501, 15, MADE_MUST, SUPPLY);
    TC_ASSERT_NO_LEAK();
}

Test(explain_suggest_laws, additions_serve_whole_projects)
{
    cr_assert_gt(check_cases(601, 12, MADE_ALL_WHOLE, SUPPLY), 6);
    (void)check_cases(701, 8, MADE_WHOLE | MADE_CAPS, SUPPLY);
    TC_ASSERT_NO_LEAK();
}

Test(explain_suggest_laws, events_happen_where_they_are_said_to)
{
    (void)check_cases(801, 20, MADE_CAPS, UNLOCKS);
    (void)check_cases(901, 12, MADE_LIMITS | MADE_EVEN, UNLOCKS);
    (void)check_cases(1001, 6, MADE_ALL_WHOLE, UNLOCKS);
    (void)check_cases(1101, 5, MADE_WHOLE, UNLOCKS);
    TC_ASSERT_NO_LEAK();
}

Test(explain_suggest_laws, stranded_tonnes_are_used_where_all_else_is_plenty)
{
    (void)check_cases(1201, 20, 0, STRANDED);
    (void)check_cases(1301, 12, MADE_CAPS, STRANDED);
    (void)check_cases(1401, 8, MADE_ALL_WHOLE, STRANDED);
    TC_ASSERT_NO_LEAK();
}

Test(explain_suggest_laws, marginal_values_hold_over_their_range)
{
    (void)check_cases(1501, 20, MADE_CAPS, MARGINALS);
    (void)check_cases(1601, 8, MADE_OWNERS | MADE_LIMITS, MARGINALS);
    (void)check_cases(1701, 5, MADE_ALL_WHOLE, MARGINALS);
    TC_ASSERT_NO_LEAK();
}
