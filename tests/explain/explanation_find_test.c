/* Explanations of cases that can be solved by hand. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "domain/explanation.h"
#include "support/hand_case.h"
#include "support/leaks.h"

enum { PM = 0, SO2 = 1 };

static tc_explanation *explained(const tc_problem *problem, const char *id)
{
    tc_explanation *explanation = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_explanation_find(problem, NULL, id, &explanation, &error), TC_OK,
                 "%s", error.message_en);
    return explanation;
}

/* The only way of this kind. */
static const tc_way *way_of(const tc_explanation *explanation, tc_way_kind kind)
{
    const tc_way *found = NULL;
    for (int k = 0; k < explanation->way_count; k++)
        if (explanation->ways[k].kind == kind) {
            cr_assert_null(found);
            found = &explanation->ways[k];
        }
    cr_assert_not_null(found);
    return found;
}

static void assert_amount(const tc_way *way, tc_change_kind kind, tc_grains grains)
{
    cr_assert(way->serves && way->proved);
    cr_assert_eq(way->count, 1);
    cr_assert_eq(way->parts[0].change.kind, kind);
    cr_assert_eq(way->parts[0].grains, grains, "%ld", (long)way->parts[0].grains);
}

static void assert_falls(const tc_falls *falls, int project, double before, double after)
{
    cr_assert_eq(falls->count, 1);
    cr_assert_eq(falls->list[0].project, project);
    cr_assert_float_eq(falls->list[0].before, before, 1e-7);
    cr_assert_float_eq(falls->list[0].after, after, 1e-7);
}

/* 10 t of PM. P0 of tier 1 needs 6; P1 of tier 2 needs 5 and lacks 1. */
static void make_short(hand_case *c, bool whole)
{
    hand_case_make(c);
    (void)hand_source(c, 10.0);
    hand_project(c, 6.0, 1.0)->indivisible = whole;
    tc_project *project = hand_project(c, 5.0, 1.0);
    project->tier = 2;
    project->indivisible = whole;
}

Test(explain_explanation, names_what_is_short_and_who_holds_it)
{
    hand_case c;
    make_short(&c, false);
    tc_explanation *e = explained(&c.problem, "P1");
    cr_assert_eq(e->standing, TC_STANDING_PARTIAL);
    cr_assert_float_eq(e->share, 0.8, 1e-9);
    cr_assert_eq(e->reason, TC_REASON_USED_UP);
    cr_assert_eq(e->stop_count, 1);
    const tc_stop *stop = &e->stops[0];
    cr_assert(stop->stops && stop->pollutant == PM);
    cr_assert_eq(stop->missing, 10000);
    cr_assert_eq(stop->pool_count, 1);
    cr_assert_eq(stop->pools[0].supply, 100000);
    cr_assert_eq(stop->pools[0].held, 60000);
    cr_assert_eq(stop->pools[0].left, 0);
    cr_assert_eq(stop->hold_count, 1);
    cr_assert_eq(stop->holds[0].project, 0);
    cr_assert_eq(stop->holds[0].grains, 60000);
    cr_assert_eq(stop->holds[0].kind, TC_HOLD_EARLIER);
    cr_assert_eq(stop->holds[0].goal, 0);
    tc_explanation_free(e);
    TC_ASSERT_NO_LEAK();
}

Test(explain_explanation, finds_the_smallest_changes_of_a_divisible_project)
{
    hand_case c;
    make_short(&c, false);
    tc_explanation *e = explained(&c.problem, "P1");
    assert_amount(way_of(e, TC_WAY_EMISSION), TC_CHANGE_EMIT_LESS, 10000);
    assert_amount(way_of(e, TC_WAY_SUPPLY), TC_CHANGE_ADD_SUPPLY, 10000);
    cr_assert(way_of(e, TC_WAY_SUPPLY)->spares);
    cr_assert_eq(way_of(e, TC_WAY_SUPPLY)->falls.count, 0);
    cr_assert_eq(way_of(e, TC_WAY_START)->count, 0);
    const tc_way *tier = way_of(e, TC_WAY_TIER), *swap = way_of(e, TC_WAY_SWAP);
    cr_assert(tier->serves && tier->parts[0].change.tier == 1);
    assert_falls(&tier->falls, 0, 1.0, 5.0 / 6.0);
    cr_assert(swap->serves && swap->parts[0].change.project == 0);
    cr_assert_eq(swap->falls.count, 0);
    cr_assert(e->displacement.possible);
    assert_falls(&e->displacement.falls, 0, 1.0, 5.0 / 6.0);
    cr_assert_eq(e->displacement.falls.list[0].lost[PM], 10000);
    cr_assert_eq(e->displacement.goals[0].goal, 0);
    cr_assert_float_eq(e->displacement.goals[0].after, 5.0 / 6.0, 1e-9);
    tc_explanation_free(e);
    TC_ASSERT_NO_LEAK();
}

Test(explain_explanation, finds_the_smallest_changes_of_a_whole_project)
{
    hand_case c;
    make_short(&c, true);
    tc_explanation *e = explained(&c.problem, "P1");
    cr_assert_eq(e->reason, TC_REASON_TOO_LITTLE);
    cr_assert_eq(e->stops[0].missing, 10000);
    cr_assert_eq(e->stops[0].left, 40000);
    assert_amount(way_of(e, TC_WAY_EMISSION), TC_CHANGE_EMIT_LESS, 10000);
    assert_amount(way_of(e, TC_WAY_SUPPLY), TC_CHANGE_ADD_SUPPLY, 10000);
    cr_assert_not(way_of(e, TC_WAY_TIER)->serves); /* P0 was accepted before it */
    assert_falls(&e->displacement.falls, 0, 1.0, 0.0);
    tc_explanation_free(e);
    TC_ASSERT_NO_LEAK();
}

/* P1 and P2 (weights 1 and 2) take all 10 t. With 3 t more P0, which was accepted before,
 * would be served in place of P1; with 8 t all are. */
Test(explain_explanation, adds_so_much_that_nobody_of_the_same_goal_gives_way)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    (void)hand_project(&c, 8.0, 1.0);
    (void)hand_project(&c, 5.0, 1.0);
    hand_project(&c, 5.0, 1.0)->weight = 2.0;
    tc_explanation *e = explained(&c.problem, "P0");
    const tc_way *supply = way_of(e, TC_WAY_SUPPLY);
    cr_assert(supply->serves && supply->spares);
    cr_assert_eq(supply->parts[0].grains, 80000);
    cr_assert_eq(supply->falls.count, 0);
    tc_explanation_free(e);
    TC_ASSERT_NO_LEAK();
}

/* 10 t for 6, 5 and 3: P0 and P2 have 9 of them. P1 is served with 1 t more, or less, in
 * place of P2, and with 4 t more beside it. */
Test(explain_explanation, less_emission_may_take_from_others_more_supply_does_not)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    (void)hand_project(&c, 6.0, 1.0);
    (void)hand_project(&c, 5.0, 1.0);
    (void)hand_project(&c, 3.0, 1.0);
    tc_explanation *e = explained(&c.problem, "P1");
    const tc_way *emission = way_of(e, TC_WAY_EMISSION);
    cr_assert(emission->serves);
    cr_assert_eq(emission->parts[0].grains, 10000);
    assert_falls(&emission->falls, 2, 1.0, 0.0);
    const tc_way *supply = way_of(e, TC_WAY_SUPPLY);
    cr_assert(supply->serves && supply->spares);
    cr_assert_eq(supply->parts[0].grains, 40000);
    tc_explanation_free(e);
    TC_ASSERT_NO_LEAK();
}

/* Supply that relieves a project of a later goal is enough: P2 of tier 2 gives way. */
Test(explain_explanation, takes_from_later_goals)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    (void)hand_project(&c, 6.0, 1.0);
    (void)hand_project(&c, 5.0, 1.0);
    tc_project *later = hand_project(&c, 4.0, 1.0);
    later->tier = 2;
    c.projects[0].weight = 2.0;
    tc_explanation *e = explained(&c.problem, "P1");
    const tc_way *supply = way_of(e, TC_WAY_SUPPLY);
    assert_amount(supply, TC_CHANGE_ADD_SUPPLY, 10000);
    assert_falls(&supply->falls, 2, 1.0, 0.0);
    cr_assert(supply->spares);
    cr_assert_eq(e->stops[0].holds[1].kind, TC_HOLD_LATER);
    tc_explanation_free(e);
    TC_ASSERT_NO_LEAK();
}

Test(explain_explanation, adds_two_pollutants_that_are_short_together)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 3.0);
    tc_source *other = hand_source(&c, 0.0);
    other->supply[SO2] = other->quantity[SO2] = 1.0;
    tc_project *project = hand_project(&c, 5.0, 1.0);
    hand_need(project, SO2, 4.0);
    tc_explanation *e = explained(&c.problem, "P0");
    int together = 0, alone = 0;
    for (int k = 0; k < e->way_count; k++) {
        const tc_way *way = &e->ways[k];
        if (way->kind != TC_WAY_EMISSION && way->kind != TC_WAY_SUPPLY)
            continue;
        alone += way->count == 1 && !way->serves && way->proved;
        if (way->count != 2)
            continue;
        together++;
        cr_assert(way->serves);
        for (int i = 0; i < 2; i++)
            cr_assert_eq(way->parts[i].grains,
                         way->parts[i].change.pollutant == PM ? 20000 : 30000);
    }
    cr_assert_eq(alone, 4);
    cr_assert_eq(together, 2);
    cr_assert_not(e->displacement.possible);
    cr_assert_eq(way_of(e, TC_WAY_SWAP)->count, 0);
    tc_explanation_free(e);
    TC_ASSERT_NO_LEAK();
}

Test(explain_explanation, finds_the_first_start_that_serves)
{
    hand_case c;
    hand_case_make(&c);
    hand_source(&c, 2.0)->available_from = 20230301;
    hand_source(&c, 4.0)->available_from = 20230601;
    hand_source(&c, 4.0)->available_from = 20230901;
    (void)hand_project(&c, 5.0, 1.0);
    tc_explanation *e = explained(&c.problem, "P0");
    const tc_way *start = way_of(e, TC_WAY_START);
    cr_assert_eq(e->reason, TC_REASON_TOO_EARLY);
    cr_assert_eq(e->stops[0].first_day, 20230301);
    cr_assert(start->serves && start->proved);
    cr_assert_eq(start->parts[0].change.day, 20230601);
    tc_explanation_free(e);
    TC_ASSERT_NO_LEAK();
}

Test(explain_explanation, applies_to_the_pool)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 6.0);
    tc_project *project = hand_project(&c, 5.0, 1.0);
    project->area = 1;
    project->pool_access = project->filed_pool_access = false;
    tc_explanation *e = explained(&c.problem, "P0");
    cr_assert_eq(e->reason, TC_REASON_NO_POOL);
    cr_assert(way_of(e, TC_WAY_POOL)->serves);
    const tc_way *supply = way_of(e, TC_WAY_SUPPLY);
    assert_amount(supply, TC_CHANGE_ADD_SUPPLY, 50000);
    cr_assert_eq(supply->parts[0].change.area, 1);
    tc_explanation_free(e);
    TC_ASSERT_NO_LEAK();
}

Test(explain_explanation, names_the_tie_and_what_the_rule_decided)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 5.0);
    (void)hand_project(&c, 5.0, 1.0);
    (void)hand_project(&c, 5.0, 1.0);
    c.projects[0].accepted_on = 20220301; /* after P1 */
    tc_explanation *e = explained(&c.problem, "P0");
    cr_assert_eq(e->tie.count, 2);
    cr_assert(e->tie.projects[0] == 1 && e->tie.projects[1] == 0);
    cr_assert_float_eq(e->tie.share, 1.0, 1e-9);
    assert_falls(&e->tie.falls, 1, 1.0, 0.0);
    cr_assert_eq(e->stops[0].holds[0].kind, TC_HOLD_TIE);
    cr_assert_eq(e->displacement.goal_count, 0);
    tc_explanation_free(e);
    e = explained(&c.problem, "P1");
    cr_assert_eq(e->standing, TC_STANDING_SERVED);
    cr_assert_float_eq(e->tie.share, 0.0, 1e-9);
    cr_assert_eq(e->way_count, 0);
    tc_explanation_free(e);
    TC_ASSERT_NO_LEAK();
}

Test(explain_explanation, says_that_required_and_locked_projects_come_first)
{
    static const tc_lock lock = {.in = true, .who = "市局", .why = "市重点", .line = 2};
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    for (int j = 0; j < 3; j++)
        (void)hand_project(&c, 5.0, 1.0);
    c.projects[1].must_serve = c.projects[1].filed_must_serve = true;
    c.projects[2].must_serve = true;
    c.projects[2].lock = &lock;
    tc_explanation *e = explained(&c.problem, "P0");
    cr_assert_eq(e->stops[0].hold_count, 2);
    cr_assert_eq(e->stops[0].holds[0].kind, TC_HOLD_REQUIRED);
    cr_assert_eq(e->stops[0].holds[1].kind, TC_HOLD_LOCKED);
    cr_assert_not(e->displacement.possible);
    tc_explanation_free(e);
    TC_ASSERT_NO_LEAK();
}

Test(explain_explanation, of_a_refused_project_tries_only_what_refuses_it)
{
    static const tc_lock lock = {.who = "市局", .why = "缓建", .line = 2};
    hand_case c;
    make_short(&c, true);
    c.projects[0].zoning_ok = false;
    tc_explanation *e = explained(&c.problem, "P0");
    cr_assert_eq(e->standing, TC_STANDING_REFUSED);
    cr_assert_eq(e->way_count, 0);
    tc_explanation_free(e);
    c.projects[0].filed_zoning_ok = true;
    c.projects[0].lock = &lock;
    e = explained(&c.problem, "P0");
    cr_assert_eq(e->way_count, 1);
    cr_assert(way_of(e, TC_WAY_UNLOCK)->serves);
    assert_falls(&way_of(e, TC_WAY_UNLOCK)->falls, 1, 1.0, 0.0);
    tc_explanation_free(e);
    TC_ASSERT_NO_LEAK();
}

Test(explain_explanation, of_a_project_without_emission_has_nothing_to_say)
{
    hand_case c;
    make_short(&c, false);
    hand_need(&c.projects[1], PM, 0.0);
    tc_explanation *e = explained(&c.problem, "P1");
    cr_assert_eq(e->standing, TC_STANDING_SERVED);
    cr_assert(e->stop_count == 0 && e->tie.count == 0 && e->way_count == 0);
    tc_explanation_free(e);
    TC_ASSERT_NO_LEAK();
}

Test(explain_explanation, of_a_case_without_a_plan_says_so)
{
    hand_case c;
    make_short(&c, true);
    c.projects[0].must_serve = c.projects[1].must_serve = true;
    tc_explanation *e = explained(&c.problem, "P1");
    cr_assert_not(tc_explanation_has_plan(e));
    tc_explanation_free(e);
    tc_displacements *all = NULL;
    cr_assert_eq(tc_displacements_find(&c.problem, NULL, &all, NULL), TC_OK);
    cr_assert_not(tc_displacements_have_plan(all));
    tc_displacements_free(all);
    TC_ASSERT_NO_LEAK();
}

Test(explain_explanation, refuses_an_unknown_project_and_suggests_the_nearest)
{
    hand_case c;
    make_short(&c, true);
    c.projects[0].id = "P-012";
    tc_explanation *e = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_explanation_find(&c.problem, NULL, "P-12", &e, &error), TC_ERR_USAGE);
    cr_assert_null(e);
    cr_assert_str_eq(error.message_en,
                     "there is no project 'P-12': did you mean 'P-012'?");
    cr_assert_eq(tc_explanation_find(&c.problem, NULL, "nothing like it", &e, &error),
                 TC_ERR_USAGE);
    cr_assert_str_eq(error.message_en, "there is no project 'nothing like it'");
    TC_ASSERT_NO_LEAK();
}
