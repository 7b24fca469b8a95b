/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Own sources, permits and restrictions in cases that can be followed by hand. */
#include <criterion/criterion.h>
#include <string.h>

#include "domain/standing.h"
#include "support/case_files.h"
#include "support/leaks.h"

static const char AREAS[] = "id,name,kind\n"
                            "G,高平市,county\n"
                            "Y,阳城县,county\n";

/* A case with its plan; change may alter it before it is solved. */
typedef struct scene {
    tc_problem *problem;
    tc_plan *plan;
} scene;

typedef void change(tc_problem *problem);

static scene play(const char *sources, const char *projects, const char *exchange,
                  change *how)
{
    const tc_case_files files = {"{\"decision_date\": \"2023-06-01\"}\n",
                                 AREAS,
                                 sources,
                                 projects,
                                 exchange,
                                 NULL,
                                 NULL,
                                 NULL};
    scene s = {.problem = tc_case_files_must_load(&files)};
    tc_error error = {0};
    if (how)
        how(s.problem);
    cr_assert_eq(tc_solve(s.problem, NULL, &s.plan, &error), TC_OK, "%s",
                 error.message_en);
    return s;
}

static void end(scene *s)
{
    tc_plan_free(s->plan);
    tc_problem_free(s->problem);
}

/* Grains that go from a source to a project. */
static tc_grains given(const scene *s, const char *source, const char *project, int p)
{
    tc_grains sum = 0;
    for (int k = 0; k < s->plan->credit_count; k++) {
        const tc_credit *c = &s->plan->credits[k];
        if (c->pollutant == p && strcmp(s->problem->sources[c->source].id, source) == 0 &&
            strcmp(s->problem->projects[c->project].id, project) == 0)
            sum += c->grains;
    }
    return sum;
}

/* 高平 2023: a heating plant brings the scattered coal that it displaces. Published needs
 * at 2:1 of PM 3.1401, SO2 11.47 and NOx 13.84 t/a. */
Test(plan_own_source, serves_the_gaoping_plant_to_the_grain_while_the_pool_is_full)
{
    scene s = play("id,name,area,owner,PM,SO2,NOx\n"
                   "A1,钢铁厂,G,,900,900,900\n"
                   "Z9,散煤替代,G,H1,179.71,171.77,112.7\n"
                   "B1,焦化厂,Y,,900,900,900\n",
                   "id,name,area,tier,start,PM,SO2,NOx,ratio_PM,ratio_SO2,ratio_NOx\n"
                   "H1,热源厂,G,1,2024-01,3.1401,11.47,13.84,2,2,2\n",
                   NULL, NULL);
    cr_assert_eq(s.plan->share[0], 1.0);
    cr_assert_eq(given(&s, "Z9", "H1", TC_PM), 62802);
    cr_assert_eq(given(&s, "Z9", "H1", TC_SO2), 229400);
    cr_assert_eq(given(&s, "Z9", "H1", TC_NOX), 276800);
    cr_assert_eq(s.plan->credit_count, 3); /* and none from the pools */
    end(&s);
    TC_ASSERT_NO_LEAK();
}

/* 10 of 30 t/a from the two own sources, 12 from the county, 8 from abroad. */
Test(plan_own_source, comes_before_its_county_and_that_before_the_pool)
{
    scene s = play("id,name,area,owner,PM\n"
                   "A1,钢铁厂,G,,12\n"
                   "Z8,散煤替代一期,G,H1,4\n"
                   "Z9,散煤替代二期,G,H1,6\n"
                   "B1,焦化厂,Y,,900\n",
                   "id,name,area,tier,start,PM\n"
                   "H1,热源厂,G,1,2024-01,30\n",
                   NULL, NULL);
    cr_assert_eq(given(&s, "Z8", "H1", TC_PM), 40000);
    cr_assert_eq(given(&s, "Z9", "H1", TC_PM), 60000);
    cr_assert_eq(given(&s, "A1", "H1", TC_PM), 120000);
    cr_assert_eq(given(&s, "B1", "H1", TC_PM), 80000);
    end(&s);
    TC_ASSERT_NO_LEAK();
}

/* Worth half, its 6 t/a cover 3 of 5; what is left comes from abroad, worth 1. */
Test(plan_own_source, comes_first_even_where_its_tonnes_are_worth_less)
{
    scene s = play("id,name,area,owner,PM\n"
                   "Z9,散煤替代,G,H1,6\n"
                   "B1,焦化厂,Y,,900\n",
                   "id,name,area,tier,start,PM\n"
                   "H1,热源厂,G,1,2024-01,5\n",
                   "from_area,to_area,from_basin,to_basin,pollutant,factor\n"
                   "G,G,*,*,PM,0.5\n",
                   NULL);
    cr_assert_eq(given(&s, "Z9", "H1", TC_PM), 60000);
    cr_assert_eq(given(&s, "B1", "H1", TC_PM), 20000);
    end(&s);
    TC_ASSERT_NO_LEAK();
}

/* Move the sources that are some project's own to Y. */
static void move_own_sources(tc_problem *problem)
{
    tc_source *sources =
        tc_arena_take(&problem->arena, (size_t)problem->source_count, sizeof *sources);
    cr_assert_not_null(sources);
    for (int s = 0; s < problem->source_count; s++) {
        sources[s] = problem->sources[s];
        sources[s].area = sources[s].owner >= 0 ? 1 : sources[s].area;
    }
    problem->sources = sources;
}

/* No file may say so. What is made in memory is still judged as it is solved: 5 of 10 t/a
 * for H1, nothing for H2, which no plan can serve. */
Test(plan_own_source, serves_nobody_from_another_area)
{
    static const char sources[] = "id,name,area,owner,PM,SO2\n"
                                  "A1,钢铁厂,G,,5,0\n"
                                  "Z8,散煤替代一期,G,H1,50,0\n"
                                  "Z9,散煤替代二期,G,H2,0,50\n";
    static const char projects[] = "id,name,area,tier,start,PM,SO2\n"
                                   "H1,热源厂,G,1,2024-01,10,0\n"
                                   "H2,砖厂,G,2,2024-01,0,10\n";
    scene s = play(sources, projects, NULL, NULL);
    cr_assert(s.plan->share[0] == 1.0 && s.plan->share[1] == 1.0);
    move_own_sources(s.problem);
    tc_verdict verdict;
    tc_error error = {0};
    cr_assert_eq(tc_plan_verify(s.problem, s.plan, &verdict, &error), TC_OK);
    cr_assert_not(verdict.verified);
    cr_assert_str_eq(verdict.message_en,
                     "Z8 may not serve H1 in PM: the project's own, but in another area");
    end(&s);
    s = play(sources, projects, NULL, move_own_sources);
    cr_assert_eq(given(&s, "A1", "H1", TC_PM), 50000);
    cr_assert_eq(given(&s, "Z8", "H1", TC_PM), 0);
    cr_assert_eq(s.plan->share[0], 0.5);
    cr_assert_eq(s.plan->share[1], 0.0);
    end(&s);
    TC_ASSERT_NO_LEAK();
}

/* The neighbour of a lower tier gets nothing of what H1 leaves. */
Test(plan_own_source, serves_nobody_else)
{
    scene s = play("id,name,area,owner,PM\n"
                   "Z9,散煤替代,G,H1,50\n",
                   "id,name,area,tier,start,PM\n"
                   "H1,热源厂,G,1,2024-01,5\n"
                   "H2,砖厂,G,2,2024-01,5\n",
                   NULL, NULL);
    cr_assert_eq(given(&s, "Z9", "H1", TC_PM), 50000);
    cr_assert_eq(s.plan->share[1], 0.0);
    cr_assert_eq(s.plan->reasons[1].kind, TC_REASON_NO_SOURCE);
    end(&s);
    TC_ASSERT_NO_LEAK();
}

/* Of 13 t/a the two with a permit give their 7; the one without would fit better. */
Test(plan_own_source, a_permit_counts_more_than_a_good_fit)
{
    scene s = play("id,name,area,permit,PM\n"
                   "A1,无证厂,G,no,13\n"
                   "A2,持证一厂,G,yes,3\n"
                   "A3,持证二厂,G,,4\n",
                   "id,name,area,tier,start,PM\n"
                   "H1,热源厂,G,1,2024-01,13\n",
                   NULL, NULL);
    cr_assert_eq(given(&s, "A2", "H1", TC_PM), 30000);
    cr_assert_eq(given(&s, "A3", "H1", TC_PM), 40000);
    cr_assert_eq(given(&s, "A1", "H1", TC_PM), 60000);
    end(&s);
    TC_ASSERT_NO_LEAK();
}

/* Restriction 3: of the sources in G, for the projects in G. */
static void restrict_g(tc_problem *problem)
{
    tc_source *sources =
        tc_arena_take(&problem->arena, (size_t)problem->source_count, sizeof *sources);
    tc_project *projects =
        tc_arena_take(&problem->arena, (size_t)problem->project_count, sizeof *projects);
    cr_assert(sources && projects);
    for (int s = 0; s < problem->source_count; s++) {
        sources[s] = problem->sources[s];
        sources[s].limits[TC_PM] = sources[s].area == 0 ? 1U << 3 : 1U << 4;
    }
    for (int j = 0; j < problem->project_count; j++) {
        projects[j] = problem->projects[j];
        projects[j].limits[TC_PM] = projects[j].area == 0 ? 1U << 3 : 0U;
    }
    problem->sources = sources;
    problem->projects = projects;
}

/* H1 may draw on the pool, H2 may not; H3 lies elsewhere. */
Test(plan_own_source, a_rule_sends_one_project_away_and_leaves_another_with_nothing)
{
    scene s = play("id,name,area,PM,SO2\n"
                   "A1,电厂,G,100,100\n"
                   "B1,焦化厂,Y,100,100\n",
                   "id,name,area,tier,start,pool_access,PM,SO2\n"
                   "H1,热源厂,G,1,2024-01,yes,5,0\n"
                   "H2,砖厂,G,1,2024-01,no,5,5\n"
                   "H3,瓷厂,Y,1,2024-01,yes,101,0\n",
                   NULL, restrict_g);
    cr_assert_eq(given(&s, "B1", "H1", TC_PM), 50000);
    cr_assert_eq(given(&s, "A1", "H1", TC_PM), 0);
    cr_assert_eq(s.plan->share[1], 0.0);
    cr_assert_eq(s.plan->reasons[1].kind, TC_REASON_BARRED);
    cr_assert_eq(s.plan->reasons[1].pollutants, 1U << TC_PM);
    const tc_standing_reason words = tc_standing_explain(s.problem, s.plan, 1);
    cr_assert_not_null(strstr(words.zh, "按规则不得使用现有的削减源，缺 5.0000 t/a"));
    cr_assert_not_null(strstr(words.en, "the rules bar it"));
    cr_assert_eq(given(&s, "B1", "H3", TC_PM), 950000);
    cr_assert_eq(given(&s, "A1", "H3", TC_PM), 60000);
    end(&s);
    TC_ASSERT_NO_LEAK();
}
