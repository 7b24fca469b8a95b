/* Conflicts of made cases: everything that is said of them, solved again by tc_solve. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "domain/conflict.h"
#include "support/dice.h"
#include "support/leaks.h"
#include "support/made_case.h"

enum { SOURCES = 14, PROJECTS = 8, CHANGES = 128 };

typedef struct changes {
    tc_change list[CHANGES];
    int count;
} changes;

static void add(changes *c, tc_change change)
{
    cr_assert_lt(c->count, CHANGES);
    c->list[c->count++] = change;
}

/* Is there a plan after the changes? */
static bool has_plan(const tc_problem *problem, const changes *c)
{
    tc_problem *changed = NULL;
    tc_plan *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_change_apply(problem, c->list, c->count, &changed, NULL), TC_OK);
    /* what fails its check, for want of a grain that a whole project needs, is none */
    const tc_code code = tc_solve(changed, NULL, &plan, &error);
    cr_assert(code == TC_OK || code == TC_ERR_SOLVER, "%s", error.message_en);
    const bool has = code == TC_OK && tc_plan_get_status(plan) != TC_PLAN_INFEASIBLE;
    tc_plan_free(plan);
    tc_problem_free(changed);
    return has;
}

/* So that it is the sum of needs that is too large, and not each of them. */
static void make_smaller(tc_project *project, double part)
{
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        project->emission[p] *= part;
        project->need[p] = project->ratio[p] * project->emission[p];
    }
}

/* Half of one pollutant held back; a part of every pool kept in its area; restrictions to
 * be named. */
static void add_rules(tc_problem *problem, dice *d)
{
    static const tc_restriction bars[] = {{.bit = 1U}, {.bit = 2U}, {.bit = 4U}};
    const int p = dice_below(d, TC_POLLUTANTS);
    const int cells = problem->area_count * TC_POLLUTANTS;
    tc_source *sources = made_take(problem, SOURCES, sizeof *sources);
    tc_rule *reserve = made_take(problem, 1, sizeof *reserve);
    double *kept = made_take(problem, cells, sizeof *kept);
    memcpy(sources, problem->sources, SOURCES * sizeof *sources);
    for (int s = 0; s < SOURCES; s++)
        sources[s].supply[p] *= 0.5;
    for (int c = 0; c < cells; c++)
        kept[c] = 0.25 * dice_below(d, 5);
    *reserve = (tc_rule){.pollutant = p, .area = -1, .value = 0.5, .reason = ""};
    problem->sources = sources;
    problem->reserve = (tc_rule_list){reserve, 1};
    problem->restrictions = bars;
    problem->restriction_count = 3;
    if (dice_chance(d, 30))
        problem->kept_share = kept;
}

/* A case with more required projects, some locked out, all rules in play. */
static tc_problem *required_case(uint64_t seed, unsigned features)
{
    static const tc_lock out = {.who = "市局", .why = "缓建"};
    dice d = {seed * 7 + 1};
    tc_problem *problem = made_case(seed, SOURCES, PROJECTS, features);
    tc_project *projects = made_take(problem, PROJECTS, sizeof *projects);
    memcpy(projects, problem->projects, PROJECTS * sizeof *projects);
    for (int j = 0; j < PROJECTS; j++) {
        tc_project *project = &projects[j];
        make_smaller(project, dice_chance(&d, 50) ? 0.125 : 0.03125);
        project->filed_zoning_ok = project->zoning_ok;
        project->must_serve =
            project->zoning_ok ? dice_chance(&d, 60) : dice_chance(&d, 5);
        project->filed_must_serve = project->must_serve;
        if (dice_chance(&d, 4)) {
            project->lock = &out;
            project->zoning_ok = false;
        }
    }
    problem->projects = projects;
    add_rules(problem, &d);
    return problem;
}

static bool same(const tc_element *a, const tc_element *b)
{
    return a->kind == b->kind && a->project == b->project && a->rule == b->rule;
}

/* The case in which of its elements only these are in force. */
static changes leaving(const tc_element *all, int count, const bool *active)
{
    changes c = {.count = 0};
    for (int e = count - 1; e >= 0; e--)
        if (!active[e])
            add(&c, tc_element_lift(&all[e]));
    return c;
}

/* The smallest number of elements in conflict that is less than most; most: none. */
static int smaller(const tc_problem *problem, const tc_element *all, int count, int most)
{
    bool active[64] = {false};
    cr_assert_leq(count, 64);
    if (most > 1)
        for (int a = 0; a < count; a++) {
            active[a] = true;
            const changes one = leaving(all, count, active);
            if (!has_plan(problem, &one))
                return 1;
            for (int b = 0; b < a && most > 2; b++) {
                active[b] = true;
                const changes two = leaving(all, count, active);
                if (!has_plan(problem, &two))
                    return 2;
                active[b] = false;
            }
            active[a] = false;
        }
    return most;
}

static void check_set(const tc_problem *problem, const tc_conflict *conflict, bool fully)
{
    tc_arena arena = {0};
    int count = 0;
    const tc_element *all = tc_elements_list(problem, &arena, &count, NULL);
    bool active[64] = {false};
    cr_assert(all && count <= 64);
    cr_assert_gt(conflict->count, 0);
    for (int e = 0; e < count; e++)
        for (int k = 0; k < conflict->count; k++)
            active[e] = active[e] || same(&all[e], &conflict->parts[k].element);
    const changes whole = leaving(all, count, active);
    cr_assert_not(has_plan(problem, &whole));
    for (int e = 0; e < count; e++) {
        if (!active[e])
            continue;
        active[e] = false;
        const changes rest = leaving(all, count, active);
        cr_assert(has_plan(problem, &rest));
        active[e] = true;
    }
    cr_assert(conflict->smallest);
    if (fully)
        cr_assert_eq(smaller(problem, all, count, conflict->count), conflict->count);
    tc_arena_free(&arena);
}

/* A grain less of any of the tonnes, a day earlier: no plan. */
static void check_least(const tc_problem *problem, const tc_repair *repair,
                        const changes *made)
{
    for (int k = 0; k < repair->count; k++) {
        changes less = *made;
        tc_change *change = &less.list[k];
        if (change->kind == TC_CHANGE_ADD_SUPPLY) {
            change->amount =
                (double)(repair->steps[k].grains - 1) / pow(10.0, problem->grain_digits);
            cr_assert_not(has_plan(problem, &less));
        } else if (change->kind == TC_CHANGE_START && repair->steps[k].day_least) {
            change->day--; /* no day perhaps, but before it and after the day before */
            cr_assert_not(has_plan(problem, &less));
        }
    }
}

/* One release fewer: no plan, and no other ones as few give one. */
static void check_fewest(const tc_problem *problem, const tc_repair *repair)
{
    if (repair->kind != TC_REPAIR_RELEASE || !repair->fewest || repair->count > 3)
        return;
    for (int a = 0; a < PROJECTS; a++)
        for (int b = 0; b <= a; b++) {
            const int released = repair->count == 1 ? 0 : repair->count == 2 ? 1 : 2;
            const tc_change list[] = {{.kind = TC_CHANGE_RELEASE, .project = a},
                                      {.kind = TC_CHANGE_RELEASE, .project = b}};
            changes fewer = {.count = released};
            memcpy(fewer.list, list, (size_t)released * sizeof *list);
            if (released == 2 || (b == 0 && (released == 1 || a == 0)))
                cr_assert_not(has_plan(problem, &fewer));
        }
}

static void check_repairs(const tc_problem *problem, const tc_conflict *conflict)
{
    for (int r = 0; r < conflict->repair_count; r++) {
        const tc_repair *repair = &conflict->repairs[r];
        changes made = {.count = 0};
        for (int k = 0; k < repair->count; k++)
            add(&made, repair->steps[k].change);
        cr_assert_gt(repair->count, 0);
        cr_assert(has_plan(problem, &made));
        check_least(problem, repair, &made);
        check_fewest(problem, repair);
    }
}

/* No two repairs are the same. */
static void check_distinct(const tc_conflict *conflict)
{
    for (int a = 0; a < conflict->repair_count; a++)
        for (int b = 0; b < a; b++) {
            const tc_repair *x = &conflict->repairs[a], *y = &conflict->repairs[b];
            bool alike = x->kind == y->kind && x->count == y->count;
            for (int k = 0; alike && k < x->count; k++)
                alike = x->steps[k].change.kind == y->steps[k].change.kind &&
                        x->steps[k].change.project == y->steps[k].change.project;
            cr_assert_not(alike);
        }
}

static void check_cases(uint64_t first, int count, unsigned features)
{
    int conflicts = 0;
    for (uint64_t seed = first; seed < first + (uint64_t)count; seed++) {
        tc_problem *problem = required_case(seed, features);
        const changes none = {.count = 0};
        tc_conflict *conflict = NULL;
        tc_error error = {0};
        cr_assert_eq(tc_conflict_find(problem, NULL, &conflict, &error), TC_OK, "%d: %s",
                     (int)seed, error.message_en);
        cr_assert_eq(conflict->exists, !has_plan(problem, &none));
        if (conflict->exists) {
            check_set(problem, conflict, seed % 4 == 0);
            check_repairs(problem, conflict);
            check_distinct(conflict);
            conflicts++;
        }
        tc_conflict_free(conflict);
        made_case_free(problem);
    }
    cr_assert_gt(conflicts, count / 3, "%d", conflicts);
    TC_ASSERT_NO_LEAK();
}

Test(explain_conflict_laws, hold_of_plain_cases)
{
    check_cases(1000, 80, MADE_TIES);
}

Test(explain_conflict_laws, hold_of_cases_with_caps)
{
    check_cases(2000, 80, MADE_CAPS);
}

Test(explain_conflict_laws, hold_of_amounts_between_grains_and_other_policies)
{
    check_cases(3000, 80, MADE_FINE | MADE_POLICY | MADE_EVEN);
}

Test(explain_conflict_laws, hold_with_exchange_factors)
{
    check_cases(4000, 80, MADE_EXCHANGE | MADE_CAPS);
}

Test(explain_conflict_laws, hold_with_restrictions_and_own_sources)
{
    check_cases(5000, 80, MADE_LIMITS | MADE_OWNERS);
}

Test(explain_conflict_laws, hold_of_whole_projects)
{
    check_cases(6000, 80, MADE_WHOLE | MADE_CAPS);
}
