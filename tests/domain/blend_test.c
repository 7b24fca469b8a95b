/* A blend of two cases against the case that is read from files blended in the same way.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "domain/blend.h"
#include "domain/plan.h"
#include "support/case_files.h"
#include "support/leaks.h"

enum { FILES = 7 };

/* The files of the two cases, and which parts each stands for. */
typedef struct variant {
    const char *text[2];
    unsigned kinds; /* bit: tc_part_kind */
} variant;

#define BIT(kind) (1U << (kind))

static const variant CASE_JSON = {
    {"{\"decision_date\": \"2022-11-25\", \"rules\": [\"notice-39\"],"
     " \"ratios\": [{\"pollutant\": \"PM\", \"ratio\": 1}]}",
     "{\"decision_date\": \"2023-02-01\", \"rules\": [\"shanxi-2022-draft\","
     " \"notice-39\"], \"switches\": {\"protection\": \"on\"},"
     " \"unknown_available_from\": \"2022-11-25\","
     " \"ratios\": [{\"pollutant\": \"PM\", \"area\": \"A\", \"ratio\": 1.5}],"
     " \"reserve\": [{\"pollutant\": \"*\", \"area\": \"A\", \"share\": 0.25}],"
     " \"export_cap\": [{\"pollutant\": \"PM\", \"area\": \"A\", \"share\": 0.5}],"
     " \"policy\": [\"tier 2\", \"tier 1\", \"first-come\", \"keep-local\"]}"},
    BIT(TC_PART_DATE) | BIT(TC_PART_RULE_SETS) | BIT(TC_PART_RATIOS) |
        BIT(TC_PART_RESERVE) | BIT(TC_PART_CAPS) | BIT(TC_PART_POLICY)};
static const variant SOURCES = {{"id,name,area,basin,available_from,expires,PM,COD\n"
                                 "S1,甲厂,A,,2022-12-31,2022-12-31,100,50\n"
                                 "S2,乙厂,U,,2022-11-25,,20,0\n"
                                 "S3,己厂,A,涑水河,2022-12-31,,9,7\n",
                                 "id,name,area,basin,available_from,expires,PM,COD\n"
                                 "S4,戊厂,D,汾河,2023-01-31,,30,5\n"
                                 "S2,乙厂,U,,2022-11-25,,25,0\n"
                                 "S1,甲厂,A,,2022-12-31,2023-12-31,100,40\n"},
                                BIT(TC_PART_SOURCE)};
static const variant PROJECTS = {
    {"id,name,area,tier,basin,start,local_key,must_serve,ratio_COD,PM,COD\n"
     "P1,丙项目,A,1,,2023-06,yes,no,,10,5\n"
     "P2,丁项目,C,2,,2024,no,no,2,8,3\n"
     "P3,庚项目,A,1,,2024,no,yes,,1,1\n",
     "id,name,area,tier,basin,start,local_key,must_serve,ratio_COD,PM,COD\n"
     "P2,丁项目,C,1,,2023-03,no,no,1,8,3\n"
     "P9,新项目,D,1,汾河,2023-06,yes,no,,4,2\n"
     "P1,丙项目,A,1,,2023-06,yes,no,,12,5\n"},
    BIT(TC_PART_PROJECT)};
static const variant AREAS = {{"id,name,kind,basins\n"
                               "A,闻喜县,county,涑水河\n"
                               "C,稷山县,county,汾河\n"
                               "D,新绛县,county,汾河\n"
                               "U,未列明,unspecified,\n",
                               "id,name,kind,basins\n"
                               "B,夏县,county,黄河\n"
                               "D,新绛县,county,汾河\n"
                               "U,未列明,unspecified,\n"
                               "C,稷山县,zone,汾河\n"
                               "A,闻喜县,county,涑水河\n"},
                              BIT(TC_PART_AREAS)};
static const variant EXCHANGE = {
    {NULL, "from_area,to_area,from_basin,to_basin,pollutant,factor\n"
           "D,A,*,*,PM,0.5\n*,*,汾河,涑水河,COD,0.8\n"},
    BIT(TC_PART_EXCHANGE)};
static const variant ATTAINMENT = {{"area,basin,year,indicator,attained\n"
                                    "*,,2021,PM2.5,yes\n"
                                    "*,,2022,PM2.5,yes\n",
                                    "area,basin,year,indicator,attained\n"
                                    "*,,2021,PM2.5,no\n"
                                    "*,,2022,PM2.5,no\n"
                                    "*,涑水河,2022,COD,no\n"},
                                   BIT(TC_PART_ATTAINMENT)};
static const variant LOCKS = {
    {NULL, "project,lock,who,why\nP2,out,县局,缓建\nP1,in,市局,市重点\n"},
    BIT(TC_PART_LOCK)};

static tc_problem *load(unsigned from_second)
{
    const variant *const list[FILES] = {&CASE_JSON, &SOURCES,    &PROJECTS, &AREAS,
                                        &EXCHANGE,  &ATTAINMENT, &LOCKS};
    const char *texts[FILES];
    tc_problem *problem = NULL;
    tc_faults faults = {0};
    for (int k = 0; k < FILES; k++)
        texts[k] = list[k]->text[(from_second >> k) & 1U];
    const tc_case_files files = {.case_json = texts[0],
                                 .sources = texts[1],
                                 .projects = texts[2],
                                 .areas = texts[3],
                                 .exchange = texts[4],
                                 .attainment = texts[5],
                                 .locks = texts[6]};
    tc_error error = {0};
    cr_assert_eq(tc_case_files_load(&files, &faults, &problem, &error), TC_OK, "%u: %s",
                 from_second, error.message_en);
    tc_faults_free(&faults);
    return problem;
}

static const tc_source *source_of(const tc_problem *problem, const char *id)
{
    for (int s = 0; s < problem->source_count; s++)
        if (strcmp(problem->sources[s].id, id) == 0)
            return &problem->sources[s];
    return NULL;
}

static const tc_project *project_of(const tc_problem *problem, const char *id)
{
    for (int j = 0; j < problem->project_count; j++)
        if (strcmp(problem->projects[j].id, id) == 0)
            return &problem->projects[j];
    return NULL;
}

static int area_of(const tc_problem *problem, const char *id)
{
    for (int a = 0; a < problem->area_count; a++)
        if (strcmp(problem->areas[a].id, id) == 0)
            return a;
    return -1;
}

static const char *basin_of(const tc_problem *problem, int basin)
{
    return basin < 0 ? "" : problem->basins[basin];
}

static void expect_sources(const tc_problem *blend, const tc_problem *read)
{
    cr_assert_eq(blend->source_count, read->source_count);
    for (int s = 0; s < read->source_count; s++) {
        const tc_source *b = &read->sources[s], *a = source_of(blend, b->id);
        cr_assert_not_null(a);
        cr_assert_arr_eq(a->supply, b->supply, sizeof a->supply);
        cr_assert_arr_eq(a->limits, b->limits, sizeof a->limits);
        cr_assert_eq(a->available_from, b->available_from);
        cr_assert_str_eq(blend->areas[a->area].id, read->areas[b->area].id);
        cr_assert_str_eq(basin_of(blend, a->basin), basin_of(read, b->basin));
    }
}

static void expect_projects(const tc_problem *blend, const tc_problem *read)
{
    cr_assert_eq(blend->project_count, read->project_count);
    for (int j = 0; j < read->project_count; j++) {
        const tc_project *b = &read->projects[j], *a = project_of(blend, b->id);
        cr_assert_not_null(a);
        cr_assert_arr_eq(a->need, b->need, sizeof a->need);
        cr_assert_arr_eq(a->ratio, b->ratio, sizeof a->ratio);
        cr_assert_arr_eq(a->limits, b->limits, sizeof a->limits);
        cr_assert(a->tier == b->tier && a->start == b->start &&
                  a->must_serve == b->must_serve && a->zoning_ok == b->zoning_ok &&
                  a->pool_access == b->pool_access && a->local_key == b->local_key);
        cr_assert_str_eq(blend->areas[a->area].id, read->areas[b->area].id);
        cr_assert_str_eq(basin_of(blend, a->basin), basin_of(read, b->basin));
    }
}

/* What may flow from each area that both know to each other one, and how much of it. */
static void expect_flows(const tc_problem *blend, const tc_problem *read)
{
    for (int p = 0; p < TC_POLLUTANTS; p++)
        for (int from = 0; from < read->area_count; from++) {
            const int x = area_of(blend, read->areas[from].id);
            cr_assert_eq(blend->areas[x].kind, read->areas[from].kind);
            cr_assert_eq(tc_problem_export_share(blend, p, x),
                         tc_problem_export_share(read, p, from));
            for (int to = 0; to < read->area_count; to++)
                cr_assert_eq(tc_problem_exchange(blend, p, x, -1,
                                                 area_of(blend, read->areas[to].id), -1),
                             tc_problem_exchange(read, p, from, -1, to, -1));
        }
    cr_assert_eq(blend->wide_basins, read->wide_basins);
    cr_assert_eq(blend->decision_date, read->decision_date);
    cr_assert_eq(blend->goal_count, read->goal_count);
}

static void expect_same_plan(const tc_problem *blend, const tc_problem *read)
{
    tc_plan *a = NULL, *b = NULL;
    cr_assert_eq(tc_solve(blend, NULL, &a, NULL), TC_OK);
    cr_assert_eq(tc_solve(read, NULL, &b, NULL), TC_OK);
    cr_assert_eq(a->status, b->status);
    for (int j = 0; a->status != TC_PLAN_INFEASIBLE && j < read->project_count; j++) {
        const long at = project_of(blend, read->projects[j].id) - blend->projects;
        cr_assert_float_eq(a->share[at], b->share[j], 1e-9);
    }
    tc_plan_free(a);
    tc_plan_free(b);
}

/* Where a file has no lock or no line, its part of the other case is not there either. */
Test(domain_blend, is_the_case_that_is_read_from_files_blended_in_the_same_way)
{
    const variant *const list[FILES] = {&CASE_JSON, &SOURCES,    &PROJECTS, &AREAS,
                                        &EXCHANGE,  &ATTAINMENT, &LOCKS};
    const unsigned areas = 1U << 3, all = (1U << FILES) - 1;
    tc_problem *before = load(0), *after = load(all);
    tc_frame frame = {0};
    tc_arena arena = {0};
    bool taken[64];
    int count = 0, parts_of_case = 0;
    cr_assert_eq(tc_frame_make(before, after, &frame, NULL), TC_OK);
    const tc_part *parts = tc_parts_list(&frame, &arena, &count, NULL);
    cr_assert(parts && count < 64);
    for (unsigned chosen = 0; chosen <= all; chosen++) {
        if (!(chosen & areas) != !(chosen & 1U)) /* with its areas: area D is in both */
            continue;
        for (int k = 0; k < count; k++) {
            taken[k] = false;
            for (int f = 0; f < FILES; f++)
                if (list[f]->kinds & BIT(parts[k].kind))
                    taken[k] = chosen >> f & 1U;
            parts_of_case += chosen == 0 && (CASE_JSON.kinds & BIT(parts[k].kind));
        }
        tc_problem *blend = NULL, *read = load(chosen);
        cr_assert_eq(tc_blend_make(&frame, parts, count, taken, &blend, NULL), TC_OK);
        expect_sources(blend, read);
        expect_projects(blend, read);
        expect_flows(blend, read);
        expect_same_plan(blend, read);
        tc_problem_free(blend);
        tc_problem_free(read);
    }
    cr_assert_eq(parts_of_case, 6); /* all six of case.json differ */
    tc_arena_free(&arena);
    tc_frame_free(&frame);
    tc_problem_free(before);
    tc_problem_free(after);
    TC_ASSERT_NO_LEAK();
}
