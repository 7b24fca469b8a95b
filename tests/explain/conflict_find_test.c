/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "domain/conflict.h"
#include "support/hand_case.h"
#include "support/leaks.h"

enum { PM = 0, SO2 = 1, GRAINS = 10000 };

static tc_conflict *found(const hand_case *c)
{
    tc_conflict *conflict = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_conflict_find(&c->problem, NULL, &conflict, &error), TC_OK, "%s",
                 error.message_en);
    for (int k = 0; k < conflict->count; k++)
        cr_assert(conflict->parts[k].verified);
    for (int k = 0; k < conflict->repair_count; k++)
        cr_assert(conflict->repairs[k].verified);
    return conflict;
}

static tc_project *required(hand_case *c, int pollutant, double need)
{
    tc_project *project = hand_project(c, 0.0, 1.0);
    project->indivisible = false;
    project->must_serve = true;
    hand_need(project, PM, 0.0);
    hand_need(project, pollutant, need);
    return project;
}

static bool has_part(const tc_conflict *conflict, tc_element_kind kind, int project)
{
    for (int k = 0; k < conflict->count; k++)
        if (conflict->parts[k].element.kind == kind &&
            conflict->parts[k].element.project == project)
            return true;
    return false;
}

static const tc_repair *repair_of(const tc_conflict *conflict, tc_repair_kind kind)
{
    for (int k = 0; k < conflict->repair_count; k++)
        if (conflict->repairs[k].kind == kind)
            return &conflict->repairs[k];
    return NULL;
}

Test(explain_conflict_find, says_when_all_holds_together)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    (void)required(&c, PM, 4.0);
    (void)required(&c, PM, 6.0);
    tc_conflict *conflict = found(&c);
    cr_expect_not(tc_conflict_exists(conflict));
    cr_expect_eq(conflict->required, 2);
    cr_expect(conflict->count == 0 && conflict->repair_count == 0);
    tc_conflict_free(conflict);
    TC_ASSERT_NO_LEAK();
}

/* 10 t of PM, 10 t of SO2. P1 and P3 need 6 t of PM each, the others next to nothing: the
 * two are in conflict, and 2 t of PM, or letting go of P3, is the least that helps. */
Test(explain_conflict_find, finds_two_of_five)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    hand_source(&c, 0.0)->supply[SO2] = 10.0;
    (void)required(&c, SO2, 3.0);
    (void)required(&c, PM, 6.0);
    (void)required(&c, SO2, 3.0);
    (void)required(&c, PM, 6.0);
    (void)required(&c, SO2, 3.0);
    tc_conflict *conflict = found(&c);
    cr_assert(conflict->exists && conflict->smallest);
    cr_assert_eq(conflict->count, 2);
    cr_expect(has_part(conflict, TC_ELEMENT_REQUIRED, 1));
    cr_expect(has_part(conflict, TC_ELEMENT_REQUIRED, 3));
    cr_assert_eq(conflict->repair_count, 3);
    const tc_repair *tonnes = repair_of(conflict, TC_REPAIR_TONNES);
    cr_assert(tonnes && tonnes->count == 1);
    cr_expect_eq(tonnes->steps[0].change.pollutant, PM);
    cr_expect_eq(tonnes->steps[0].grains, 2 * GRAINS);
    cr_expect_eq(tonnes->steps[0].change.day, 20230101);
    cr_expect_eq(conflict->repairs[1].kind, TC_REPAIR_RELEASE);
    cr_expect(conflict->repairs[1].fewest && conflict->repairs[1].count == 1);
    cr_expect_eq(conflict->repairs[1].steps[0].change.project, 3);
    cr_expect_eq(conflict->repairs[1].steps[0].standing, TC_STANDING_PARTIAL);
    cr_expect_float_eq(conflict->repairs[1].steps[0].share, 4.0 / 6.0, 1e-9);
    cr_expect_eq(conflict->repairs[2].kind, TC_REPAIR_RELEASE);
    cr_expect_eq(conflict->repairs[2].steps[0].change.project, 1);
    tc_conflict_free(conflict);
    TC_ASSERT_NO_LEAK();
}

/* 10 t of PM; three of 4 t each are one too many, any two of them not. */
Test(explain_conflict_find, finds_three_of_six)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    hand_source(&c, 0.0)->supply[SO2] = 10.0;
    for (int k = 0; k < 3; k++) {
        (void)required(&c, SO2, 1.0);
        (void)required(&c, PM, 4.0);
    }
    tc_conflict *conflict = found(&c);
    cr_assert(conflict->exists && conflict->smallest);
    cr_assert_eq(conflict->count, 3);
    for (int j = 1; j < 6; j += 2)
        cr_expect(has_part(conflict, TC_ELEMENT_REQUIRED, j));
    tc_conflict_free(conflict);
    TC_ASSERT_NO_LEAK();
}

/* 10 t of PM for 3, 3, 3, 6 and 5 t: the first three with the fourth are in conflict, and
 * so are the last two, who are fewer. */
Test(explain_conflict_find, prefers_the_set_that_is_smaller)
{
    static const double needs[] = {3.0, 3.0, 3.0, 6.0, 5.0};
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    for (int j = 0; j < 5; j++)
        (void)required(&c, PM, needs[j]);
    tc_conflict *conflict = found(&c);
    cr_assert(conflict->smallest);
    cr_assert_eq(conflict->count, 2);
    cr_expect(has_part(conflict, TC_ELEMENT_REQUIRED, 3));
    cr_expect(has_part(conflict, TC_ELEMENT_REQUIRED, 4));
    const tc_repair *release = repair_of(conflict, TC_REPAIR_RELEASE);
    cr_assert(release && release->fewest && release->count == 2);
    tc_conflict_free(conflict);
    TC_ASSERT_NO_LEAK();
}

/* 20 t of two pollutants for a project that needs 25 and 30 t of them: alone it cannot
 * be served, and both amounts are needed together. */
Test(explain_conflict_find, finds_one_alone_and_tonnes_of_two_pollutants)
{
    hand_case c;
    hand_case_make(&c);
    hand_source(&c, 20.0)->supply[SO2] = 20.0;
    tc_project *project = required(&c, PM, 25.0);
    hand_need(project, SO2, 30.0);
    (void)required(&c, SO2, 5.0);
    tc_conflict *conflict = found(&c);
    cr_assert_eq(conflict->count, 1);
    cr_expect(has_part(conflict, TC_ELEMENT_REQUIRED, 0));
    const tc_repair *tonnes = repair_of(conflict, TC_REPAIR_TONNES);
    cr_assert(tonnes && tonnes->count == 2);
    cr_expect_eq(tonnes->steps[0].grains, 5 * GRAINS);
    cr_expect_eq(tonnes->steps[1].grains, 15 * GRAINS);
    /* releasing another one does not help: there is no third way */
    cr_expect_eq(conflict->repair_count, 2);
    tc_conflict_free(conflict);
    TC_ASSERT_NO_LEAK();
}

/* 10 t in X, of which half may leave; the project in Y needs 8. */
Test(explain_conflict_find, finds_a_rule_and_a_project)
{
    hand_case c;
    hand_case_make(&c);
    const tc_rule cap = {.pollutant = -1, .area = 0, .value = 0.5, .reason = ""};
    c.problem.export_cap = (tc_rule_list){&cap, 1};
    (void)hand_source(&c, 10.0);
    (void)required(&c, PM, 2.0);
    required(&c, PM, 8.0)->area = 1;
    tc_conflict *conflict = found(&c);
    cr_assert(conflict->smallest);
    cr_assert_eq(conflict->count, 2);
    cr_expect(has_part(conflict, TC_ELEMENT_REQUIRED, 1));
    cr_expect(has_part(conflict, TC_ELEMENT_CAPPED, -1));
    cr_assert_eq(conflict->repair_count, 3);
    const tc_repair *tonnes = repair_of(conflict, TC_REPAIR_TONNES);
    cr_assert(tonnes && tonnes->count == 1);
    cr_expect_eq(tonnes->steps[0].grains, 3 * GRAINS);
    const tc_repair *rule = repair_of(conflict, TC_REPAIR_RULE);
    cr_assert(rule && rule->fewest && rule->count == 1);
    cr_expect_eq(rule->steps[0].change.kind, TC_CHANGE_NO_CAP);
    tc_conflict_free(conflict);
    TC_ASSERT_NO_LEAK();
}

/* What is required is locked out: of the two, one has to go, and tonnes do not help. */
Test(explain_conflict_find, finds_a_lock_against_a_requirement)
{
    hand_case c;
    hand_case_make(&c);
    const tc_lock lock = {.who = "市局", .why = "缓建"};
    (void)hand_source(&c, 10.0);
    tc_project *project = required(&c, PM, 2.0);
    project->filed_zoning_ok = project->filed_must_serve = true;
    project->lock = &lock;
    project->zoning_ok = false;
    (void)required(&c, PM, 2.0);
    tc_conflict *conflict = found(&c);
    cr_assert_eq(conflict->count, 2);
    cr_expect(has_part(conflict, TC_ELEMENT_REQUIRED, 0));
    cr_expect(has_part(conflict, TC_ELEMENT_LOCKED, 0));
    cr_assert_eq(conflict->repair_count, 2);
    cr_expect_eq(repair_of(conflict, TC_REPAIR_RULE)->steps[0].change.kind,
                 TC_CHANGE_UNLOCK);
    cr_expect_null(repair_of(conflict, TC_REPAIR_TONNES));
    tc_conflict_free(conflict);
    TC_ASSERT_NO_LEAK();
}

/* 20 t held back by half; 8 t come with the second source in March. */
Test(explain_conflict_find, offers_the_earliest_start_and_the_reserve)
{
    hand_case c;
    hand_case_make(&c);
    const tc_rule reserve = {.pollutant = PM, .area = -1, .value = 0.5, .reason = ""};
    tc_source *early = hand_source(&c, 20.0);
    early->supply[PM] = 10.0;
    tc_source *late = hand_source(&c, 8.0);
    late->available_from = 20230301;
    hand_source(&c, 8.0)->available_from = 20240101;
    (void)required(&c, PM, 15.0);
    tc_conflict *conflict = found(&c);
    cr_assert_eq(conflict->count, 1);
    const tc_repair *rule = repair_of(conflict, TC_REPAIR_RULE);
    cr_assert(rule && rule->count == 1);
    cr_expect_eq(rule->steps[0].change.kind, TC_CHANGE_START);
    cr_expect_eq(rule->steps[0].change.day, 20230301);
    cr_expect(rule->steps[0].day_least);
    tc_conflict_free(conflict);

    c.problem.reserve = (tc_rule_list){&reserve, 1};
    c.problem.source_count = 1;
    conflict = found(&c);
    cr_assert_eq(conflict->count, 2);
    cr_expect(has_part(conflict, TC_ELEMENT_RESERVED, -1));
    rule = repair_of(conflict, TC_REPAIR_RULE);
    cr_assert(rule && rule->count == 1);
    cr_expect_eq(rule->steps[0].change.kind, TC_CHANGE_NO_RESERVE);
    tc_conflict_free(conflict);
    TC_ASSERT_NO_LEAK();
}

/* Projects that start in 2023 and 2024 lack 4 t and 3 t: what is needed early is added
 * early, and no more than that. */
Test(explain_conflict_find, adds_tonnes_no_earlier_than_they_are_needed)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 6.0);
    hand_source(&c, 2.0)->available_from = 20230601;
    (void)required(&c, PM, 10.0);
    required(&c, PM, 5.0)->start = 20240101;
    tc_conflict *conflict = found(&c);
    const tc_repair *tonnes = repair_of(conflict, TC_REPAIR_TONNES);
    cr_assert(tonnes && tonnes->count == 2);
    cr_expect_eq(tonnes->steps[0].change.day, 20230101);
    cr_expect_eq(tonnes->steps[0].grains, 4 * GRAINS);
    cr_expect_eq(tonnes->steps[1].change.day, 20240101);
    cr_expect_eq(tonnes->steps[1].grains, 3 * GRAINS);
    tc_conflict_free(conflict);
    TC_ASSERT_NO_LEAK();
}

/* Who may not use the pool needs tonnes of its own county, or has to apply. */
Test(explain_conflict_find, adds_tonnes_where_the_project_may_use_them)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    tc_project *project = required(&c, PM, 4.0);
    project->area = 1;
    project->pool_access = false;
    tc_conflict *conflict = found(&c);
    cr_assert_eq(conflict->count, 2);
    cr_expect(has_part(conflict, TC_ELEMENT_NO_POOL, 0));
    const tc_repair *tonnes = repair_of(conflict, TC_REPAIR_TONNES);
    cr_assert(tonnes && tonnes->count == 1);
    cr_expect_eq(tonnes->steps[0].change.area, 1);
    cr_expect_eq(tonnes->steps[0].grains, 4 * GRAINS);
    cr_expect_eq(repair_of(conflict, TC_REPAIR_RULE)->steps[0].change.kind,
                 TC_CHANGE_POOL);
    tc_conflict_free(conflict);
    TC_ASSERT_NO_LEAK();
}

/* A clause refuses what is required: of the two, one has to go. */
Test(explain_conflict_find, finds_a_clause_against_a_requirement)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    tc_project *project = required(&c, PM, 2.0);
    project->filed_zoning_ok = true;
    project->refusal.kind = TC_CITED_CLAUSE;
    project->zoning_ok = false;
    tc_conflict *conflict = found(&c);
    cr_assert_eq(conflict->count, 2);
    cr_expect(has_part(conflict, TC_ELEMENT_REFUSED, 0));
    cr_expect_not(conflict->others);
    cr_expect_eq(repair_of(conflict, TC_REPAIR_RULE)->steps[0].change.kind,
                 TC_CHANGE_ADMIT);
    tc_conflict_free(conflict);
    TC_ASSERT_NO_LEAK();
}

/* Two pairs, each too much for its own pollutant: one pair is named, and that there is
 * more; repairs end both. */
Test(explain_conflict_find, says_that_there_are_other_conflicts)
{
    hand_case c;
    hand_case_make(&c);
    hand_source(&c, 10.0)->supply[SO2] = 10.0;
    (void)required(&c, PM, 6.0);
    (void)required(&c, PM, 6.0);
    (void)required(&c, SO2, 7.0);
    (void)required(&c, SO2, 7.0);
    tc_conflict *conflict = found(&c);
    cr_assert(conflict->count == 2 && conflict->smallest && conflict->others);
    const tc_repair *release = repair_of(conflict, TC_REPAIR_RELEASE);
    cr_assert(release && release->fewest && release->count == 2);
    cr_expect_eq(release->steps[0].change.project, 1);
    cr_expect_eq(release->steps[1].change.project, 3);
    const tc_repair *tonnes = repair_of(conflict, TC_REPAIR_TONNES);
    cr_assert(tonnes && tonnes->count == 2);
    tc_conflict_free(conflict);
    TC_ASSERT_NO_LEAK();
}

/* Half of what any area has may leave it. 5 t of 10 in X reach the project in Y, which
 * needs 7: 2 t in Y itself are less than 4 t in X. */
Test(explain_conflict_find, adds_the_fewer_tonnes_of_two_places)
{
    hand_case c;
    hand_case_make(&c);
    const tc_rule cap = {.pollutant = -1, .area = -1, .value = 0.5, .reason = ""};
    c.problem.export_cap = (tc_rule_list){&cap, 1};
    (void)hand_source(&c, 10.0);
    (void)required(&c, PM, 3.0);
    required(&c, PM, 7.0)->area = 1;
    tc_conflict *conflict = found(&c);
    const tc_repair *tonnes = repair_of(conflict, TC_REPAIR_TONNES);
    cr_assert(tonnes && tonnes->count == 1);
    cr_expect_eq(tonnes->steps[0].change.area, 1);
    cr_expect_eq(tonnes->steps[0].grains, 2 * GRAINS);
    tc_conflict_free(conflict);
    TC_ASSERT_NO_LEAK();
}

/* 47 t for 32 projects of 3 t: any sixteen are too many, and there are too many sixteens
 * to look at. */
Test(explain_conflict_find, says_when_a_set_is_not_proved_to_be_the_smallest)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 47.0);
    for (int j = 0; j < HAND_PROJECTS_MOST; j++)
        (void)required(&c, PM, 3.0);
    tc_conflict *conflict = found(&c);
    cr_assert_eq(conflict->count, 16);
    cr_expect_not(conflict->smallest);
    const tc_repair *release = repair_of(conflict, TC_REPAIR_RELEASE);
    cr_assert(release && release->fewest);
    cr_expect_eq(release->count, HAND_PROJECTS_MOST - 15);
    for (int k = 0; k < release->count; k++)
        cr_expect_eq(release->steps[k].change.project, 15 + k);
    char *text = NULL;
    cr_assert_eq(tc_conflict_print(&c.problem, conflict, TC_ZH, &text, NULL), TC_OK);
    cr_expect_not_null(strstr(text, "（极小：每一项都少不了"), "%s", text);
    tc_text_free(text);
    tc_conflict_free(conflict);
    TC_ASSERT_NO_LEAK();
}

/* 10 t of PM; P0 is required and locked out, and with P1 needs 14 t: the lock comes off,
 * or the project goes, and the tonnes are found or another project goes. */
Test(explain_conflict_find, mends_by_tonnes_what_is_left_when_a_lock_is_off)
{
    static const tc_lock out = {.who = "市局", .why = "缓建"};
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    (void)required(&c, PM, 7.0);
    (void)required(&c, PM, 7.0);
    (void)required(&c, PM, 7.0);
    c.projects[0].lock = &out;
    c.projects[0].zoning_ok = false;
    for (int j = 0; j < 3; j++)
        c.projects[j].filed_zoning_ok = c.projects[j].filed_must_serve = true;
    tc_conflict *conflict = found(&c);
    cr_assert_eq(conflict->repair_count, 3);
    cr_assert_null(repair_of(conflict, TC_REPAIR_TONNES));
    const tc_repair *mixed = repair_of(conflict, TC_REPAIR_MIXED);
    cr_assert(mixed && mixed->count == 2 && mixed->fewest);
    cr_expect_eq(mixed->steps[0].change.kind, TC_CHANGE_UNLOCK);
    cr_expect_eq(mixed->steps[0].change.project, 0);
    cr_expect_eq(mixed->steps[1].change.kind, TC_CHANGE_ADD_SUPPLY);
    cr_expect_eq(mixed->steps[1].grains, 11 * GRAINS);
    tc_conflict_free(conflict);
    TC_ASSERT_NO_LEAK();
}

/* P0 breaks zoning, whatever there is; P1 lacks 2 t. */
Test(explain_conflict_find, releases_what_nothing_can_mend_and_finds_tonnes_for_the_rest)
{
    hand_case c;
    hand_case_make(&c);
    (void)hand_source(&c, 10.0);
    required(&c, PM, 7.0)->zoning_ok = false;
    (void)required(&c, PM, 12.0);
    tc_conflict *conflict = found(&c);
    const tc_repair *mixed = repair_of(conflict, TC_REPAIR_MIXED);
    cr_assert(mixed && mixed->count == 2);
    cr_expect_eq(mixed->steps[0].change.kind, TC_CHANGE_RELEASE);
    cr_expect_eq(mixed->steps[0].change.project, 0);
    cr_expect_eq(mixed->steps[0].standing, TC_STANDING_REFUSED);
    cr_expect_eq(mixed->steps[1].grains, 2 * GRAINS);
    tc_conflict_free(conflict);
    TC_ASSERT_NO_LEAK();
}
