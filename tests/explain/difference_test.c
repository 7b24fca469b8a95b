/* What changed between two cases, and because of what; solved on paper, and again. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "domain/blend.h"
#include "domain/difference.h"
#include "support/dice.h"
#include "support/hand_case.h"
#include "support/leaks.h"
#include "support/made_case.h"

static tc_difference *compared(const tc_problem *before, const tc_problem *after)
{
    tc_difference *found = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_difference_find(before, after, NULL, &found, &error), TC_OK, "%s",
                 error.message_en);
    return found;
}

/* As they would be had they been read. */
static void file(tc_project *projects, int count)
{
    for (int j = 0; j < count; j++) {
        projects[j].filed_must_serve = projects[j].must_serve;
        projects[j].filed_pool_access = projects[j].pool_access;
        projects[j].filed_zoning_ok = projects[j].zoning_ok;
        for (int p = 0; p < TC_POLLUTANTS; p++)
            projects[j].ratio_from[p].kind = TC_CITED_OWN;
    }
}

/* 10 t of PM for two projects of 10 t: the first one, of tier 1, gets it. */
static void make(hand_case *c)
{
    hand_case_make(c);
    (void)hand_source(c, 10.0);
    (void)hand_project(c, 10.0, 1.0);
    hand_project(c, 10.0, 1.0)->tier = 2;
    file(c->projects, 2);
}

static void expect_turn(const tc_turns *turns, int project, double before, double after)
{
    const tc_turn *turn = tc_turns_find(turns, project);
    cr_assert_not_null(turn);
    cr_assert_float_eq(turn->before.share, before, 1e-9);
    cr_assert_float_eq(turn->after.share, after, 1e-9);
}

static void supply(tc_source *source, double tonnes)
{
    source->quantity[0] = source->supply[0] = tonnes;
}

Test(explain_difference, says_which_cause_serves_a_project)
{
    hand_case a, b;
    make(&a);
    make(&b);
    supply(&b.sources[0], 20.0);
    tc_difference *found = compared(&a.problem, &b.problem);
    cr_assert_eq(found->cause_count, 1);
    cr_assert_eq(found->causes[0].parts[0].kind, TC_PART_SOURCE);
    cr_assert_eq(found->whole.count, 1);
    expect_turn(&found->whole, 1, 0.0, 1.0);
    cr_assert(tc_cause_turns(found, 0, 1));
    cr_assert(found->adds_up);
    tc_difference_free(found);
    TC_ASSERT_NO_LEAK();
}

Test(explain_difference, says_who_comes_before_the_one_that_falls)
{
    hand_case a, b;
    make(&a);
    make(&b);
    b.projects[1].tier = 1;
    b.projects[1].accepted_on = 20210101; /* now before P0 */
    tc_difference *found = compared(&a.problem, &b.problem);
    expect_turn(&found->whole, 0, 1.0, 0.0);
    expect_turn(&found->whole, 1, 0.0, 1.0);
    cr_assert_eq(found->blame_count, 1);
    cr_assert_eq(found->blames[0].project, 0);
    cr_assert_eq(found->blames[0].count, 1);
    cr_assert_eq(found->blames[0].blockers[0], 1);
    tc_buffer why = {0};
    tc_precedence_write(found, 1, 0, TC_EN, &why);
    cr_assert_str_eq(why.text, "of the same tier, accepted earlier");
    tc_buffer_free(&why);
    tc_difference_free(found);
    TC_ASSERT_NO_LEAK();
}

Test(explain_difference, tells_what_only_several_causes_do_together)
{
    hand_case a, b;
    make(&a);
    make(&b);
    (void)hand_source(&b, 5.0);
    (void)hand_source(&b, 5.0);
    tc_difference *found = compared(&a.problem, &b.problem);
    cr_assert_eq(found->cause_count, 2);
    expect_turn(&found->whole, 1, 0.0, 1.0);
    cr_assert_not(tc_cause_turns(found, 0, 1));
    cr_assert_not(tc_cause_turns(found, 1, 1));
    cr_assert_eq(tc_cause_in_turn(found, 1), 1);
    cr_assert(found->adds_up);
    tc_difference_free(found);
    TC_ASSERT_NO_LEAK();
}

Test(explain_difference, follows_projects_and_sources_that_come_and_go)
{
    hand_case a, b;
    make(&a);
    make(&b);
    b.projects[0] = b.projects[1]; /* P0 is gone */
    b.problem.project_count = 1;
    tc_difference *found = compared(&a.problem, &b.problem);
    cr_assert_eq(found->cause_count, 1);
    cr_assert_eq(found->causes[0].parts[0].kind, TC_PART_PROJECT);
    const tc_turn *gone = tc_turns_find(&found->whole, 0);
    cr_assert(gone && gone->before.there && !gone->after.there);
    expect_turn(&found->whole, 1, 0.0, 1.0);
    cr_assert(tc_cause_turns(found, 0, 1));
    tc_difference_free(found);
    found = compared(&b.problem, &a.problem);
    cr_assert_eq(found->blames[0].blockers[0], 1); /* P0, new, comes before P1 */
    cr_assert(found->adds_up);
    tc_difference_free(found);
    TC_ASSERT_NO_LEAK();
}

Test(explain_difference, tells_locks_and_rules_from_what_was_filed)
{
    static const tc_lock in = {.in = true, .who = "市局", .why = "市重点", .line = 2};
    static const tc_rule half = {
        .pollutant = -1, .area = -1, .value = 0.5, .reason = "", .line = 3};
    hand_case a, b;
    make(&a);
    make(&b);
    b.projects[1].lock = &in;
    b.projects[1].must_serve = true;
    b.problem.export_cap = (tc_rule_list){&half, 1}; /* decides nothing here */
    tc_difference *found = compared(&a.problem, &b.problem);
    cr_assert_eq(found->cause_count, 2);
    cr_assert_eq(found->causes[0].parts[0].kind, TC_PART_CAPS);
    cr_assert_eq(found->causes[1].parts[0].kind, TC_PART_LOCK);
    cr_assert_eq(found->effects[0].alone.count, 0);
    cr_assert(tc_cause_turns(found, 1, 0) && tc_cause_turns(found, 1, 1));
    tc_difference_free(found);
    TC_ASSERT_NO_LEAK();
}

Test(explain_difference, is_none_between_a_case_and_itself)
{
    hand_case a;
    make(&a);
    tc_difference *found = compared(&a.problem, &a.problem);
    cr_assert_eq(found->cause_count, 0);
    cr_assert_eq(found->whole.count, 0);
    cr_assert(found->adds_up);
    tc_difference_free(found);
    TC_ASSERT_NO_LEAK();
}

Test(explain_difference, says_that_one_of_the_cases_has_no_plan)
{
    hand_case a, b;
    make(&a);
    make(&b);
    for (int j = 0; j < 2; j++)
        b.projects[j].must_serve = b.projects[j].filed_must_serve = true;
    tc_difference *found = compared(&a.problem, &b.problem);
    cr_assert_not(tc_difference_has_plans(found));
    cr_assert_eq(found->cause_count, 2);
    tc_difference_free(found);
    TC_ASSERT_NO_LEAK();
}

Test(explain_difference, refuses_cases_of_other_smallest_units)
{
    hand_case a, b;
    make(&a);
    make(&b);
    b.problem.grain_digits = 3;
    tc_difference *found = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_difference_find(&a.problem, &b.problem, NULL, &found, &error),
                 TC_ERR_USAGE);
    cr_assert(*error.message && *error.message_en);
    cr_assert_null(found);
}

/* ---- made cases -------------------------------------------------------------------- */

enum { SOURCES = 8, PROJECTS = 9, EDITS = 4 };

/* One thing that is otherwise in the second case. */
typedef struct edit {
    tc_part_kind kind;
    int item;
    double factor;
} edit;

static void apply(const edit *one, tc_source *sources, tc_project *projects)
{
    for (int p = 0; p < TC_POLLUTANTS && one->kind == TC_PART_SOURCE; p++) {
        tc_source *source = &sources[one->item];
        source->quantity[p] = nearbyint(source->quantity[p] * one->factor * 1e4) / 1e4;
        source->supply[p] = source->quantity[p];
    }
    if (one->kind == TC_PART_PROJECT)
        projects[one->item].tier = 1 + (int)(one->factor * 2.0);
}

/* A case of its own with some of the edits made. Owns: made_case_free. */
static tc_problem *edited(uint64_t seed, unsigned features, const edit *edits, int first,
                          int count)
{
    tc_problem *problem = made_case(seed, SOURCES, PROJECTS, features);
    tc_source *sources = made_take(problem, SOURCES, sizeof *sources);
    tc_project *projects = made_take(problem, PROJECTS, sizeof *projects);
    memcpy(sources, problem->sources, SOURCES * sizeof *sources);
    memcpy(projects, problem->projects, PROJECTS * sizeof *projects);
    file(projects, PROJECTS);
    for (int k = first; k < first + count; k++)
        apply(&edits[k], sources, projects);
    problem->sources = sources;
    problem->projects = projects;
    return problem;
}

/* The plan that tc_solve makes of a case has the shares that the turns end with. */
static void check_turns(const tc_problem *before, const tc_problem *after,
                        const tc_turns *turns)
{
    tc_plan *plans[2] = {NULL, NULL};
    cr_assert_eq(tc_solve(before, NULL, &plans[0], NULL), TC_OK);
    cr_assert_eq(tc_solve(after, NULL, &plans[1], NULL), TC_OK);
    cr_assert(turns->decided);
    for (int j = 0; j < PROJECTS; j++) {
        const tc_turn *turn = tc_turns_find(turns, j);
        if (turn) {
            cr_assert_float_eq(turn->before.share, plans[0]->share[j], 1e-7);
            cr_assert_float_eq(turn->after.share, plans[1]->share[j], 1e-7);
        } else {
            cr_assert_float_eq(plans[0]->share[j], plans[1]->share[j], 1e-6);
        }
    }
    tc_plan_free(plans[0]);
    tc_plan_free(plans[1]);
}

/* Who is blamed, refused in the second case: the fallen project gets what it had. */
static void check_blame(const tc_problem *after, const tc_difference *found)
{
    for (int k = 0; k < found->blame_count; k++) {
        const tc_blame *blame = &found->blames[k];
        for (int i = 0; i < (blame->together ? 1 : blame->count); i++) {
            tc_problem refused = *after;
            tc_project projects[PROJECTS];
            tc_plan *plan = NULL;
            memcpy(projects, after->projects, sizeof projects);
            for (int n = 0; n < blame->count; n++)
                if (blame->together || n == i)
                    projects[blame->blockers[n]].zoning_ok = false;
            refused.projects = projects;
            cr_assert_eq(tc_solve(&refused, NULL, &plan, NULL), TC_OK);
            cr_assert_geq(plan->share[blame->project],
                          tc_turns_find(&found->whole, blame->project)->before.share -
                              1e-6);
            tc_plan_free(plan);
        }
    }
}

static void check_pair(uint64_t seed, unsigned features, int *blamed)
{
    dice d = {seed * 5 + 2};
    edit edits[EDITS];
    for (int k = 0; k < EDITS; k++)
        edits[k] = (edit){k < 2 ? TC_PART_SOURCE : TC_PART_PROJECT,
                          k < 2 ? k * 4 + dice_below(&d, 4) : k * 2 + dice_below(&d, 2),
                          dice_below(&d, 4) / 2.0};
    tc_problem *before = edited(seed, features, edits, 0, 0);
    tc_problem *after = edited(seed, features, edits, 0, EDITS);
    tc_difference *found = compared(before, after);
    cr_assert(found->adds_up);
    check_turns(before, after, &found->whole);
    for (int c = 0; c < found->cause_count; c++) {
        const tc_part *part = found->causes[c].parts;
        cr_assert_eq(found->causes[c].count, 1);
        for (int k = 0; k < EDITS; k++) {
            if (edits[k].kind != part->kind || edits[k].item != part->item)
                continue;
            tc_problem *one = edited(seed, features, edits, k, 1);
            check_turns(before, one, &found->effects[c].alone);
            made_case_free(one);
        }
    }
    check_blame(after, found);
    *blamed += found->blame_count;
    tc_difference_free(found);
    made_case_free(before);
    made_case_free(after);
}

static void check_pairs(uint64_t first, int count, unsigned features)
{
    int blamed = 0;
    for (uint64_t seed = first; seed < first + (uint64_t)count; seed++)
        check_pair(seed, features, &blamed);
    cr_assert_gt(blamed, count / 10, "%d", blamed);
    TC_ASSERT_NO_LEAK();
}

Test(explain_difference, agrees_with_solving_each_change_of_made_cases)
{
    check_pairs(1, 60, MADE_CAPS);
}

Test(explain_difference, agrees_with_solving_each_change_of_whole_projects)
{
    check_pairs(500, 60, MADE_WHOLE);
}

Test(explain_difference, agrees_with_solving_each_change_with_exchange_and_owners)
{
    check_pairs(900, 40, MADE_EXCHANGE | MADE_OWNERS);
}
