/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "domain/standing.h"
#include "support/leaks.h"
#include "support/solved_case.h"

/* One project of 10 t/a PM and 4 t/a COD at a ratio of 2, in a basin, and its plan. */
typedef struct scene {
    tc_project project;
    tc_area area;
    const char *basin;
    tc_problem problem;
    double share;
    tc_grains emission[TC_POLLUTANTS], credit[TC_POLLUTANTS];
    tc_reason reason;
    tc_plan plan;
} scene;

static void set_scene(scene *s)
{
    *s = (scene){.project = {.id = "P", .zoning_ok = true, .start = 20230701},
                 .area = {.id = "A", .name = "甲县"},
                 .basin = "清河"};
    s->project.emission[TC_PM] = 10.0;
    s->project.need[TC_PM] = 20.0;
    s->project.emission[TC_COD] = 4.0;
    s->project.need[TC_COD] = 8.0;
    s->problem = (tc_problem){.grain_digits = 4,
                              .areas = &s->area,
                              .area_count = 1,
                              .basins = &s->basin,
                              .basin_count = 1,
                              .projects = &s->project,
                              .project_count = 1};
    s->plan = (tc_plan){.status = TC_PLAN_OPTIMAL,
                        .share = &s->share,
                        .emission = s->emission,
                        .credit = s->credit,
                        .reasons = &s->reason};
}

static void approve(scene *s, double share, tc_grains pm, tc_grains cod)
{
    s->share = share;
    s->emission[TC_PM] = pm;
    s->credit[TC_PM] = 2 * pm;
    s->emission[TC_COD] = cod;
    s->credit[TC_COD] = 2 * cod;
}

Test(domain_standing, follows_from_the_share_and_the_grains)
{
    static const struct {
        double share;
        tc_grains pm, cod;
        bool zoning_ok;
        tc_standing standing;
        const char *word, *zh;
    } cases[] = {
        {1.0, 100000, 40000, true, TC_STANDING_SERVED, "served", "满足"},
        {1.0, 100000, 39999, true, TC_STANDING_PARTIAL, "partial", "部分满足"},
        {0.5, 50000, 20000, true, TC_STANDING_PARTIAL, "partial", "部分满足"},
        {1.0 - 1e-12, 100000, 40000, true, TC_STANDING_PARTIAL, "partial", "部分满足"},
        {1e-7, 0, 0, true, TC_STANDING_NONE, "none", "未安排"},
        {0.0, 0, 0, true, TC_STANDING_NONE, "none", "未安排"},
        {0.0, 0, 0, false, TC_STANDING_REFUSED, "refused", "不予安排"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        scene s;
        set_scene(&s);
        approve(&s, cases[i].share, cases[i].pm, cases[i].cod);
        s.project.zoning_ok = cases[i].zoning_ok;
        const tc_standing standing = tc_standing_of(&s.problem, &s.plan, 0);
        cr_assert_eq(standing, cases[i].standing, "case %zu", i);
        cr_assert_str_eq(tc_standing_word(standing), cases[i].word);
        cr_assert_str_eq(tc_standing_shown(standing, TC_EN), cases[i].word);
        cr_assert_str_eq(tc_standing_shown(standing, TC_ZH), cases[i].zh);
    }
}

Test(domain_standing, a_project_that_emits_nothing_is_served)
{
    scene s;
    set_scene(&s);
    memset(s.project.emission, 0, sizeof s.project.emission);
    approve(&s, 1.0, 0, 0);
    cr_assert_eq(tc_standing_of(&s.problem, &s.plan, 0), TC_STANDING_SERVED);
}

static const unsigned PM = 1U << TC_PM, COD = 1U << TC_COD;

Test(domain_standing, every_reason_is_said_with_its_tonnes_and_its_rule)
{
    const struct {
        tc_reason reason;
        const char *code, *zh, *en;
    } cases[] = {
        {{.kind = TC_REASON_NONE, .pollutant = 0, .pollutants = 0}, "none", "", ""},
        {{.kind = TC_REASON_ZONING, .pollutant = -1, .pollutants = 0},
         "zoning",
         "不符合“三线一单”生态环境分区管控要求，不予安排（运政办函〔2022〕39号一（一））",
         "breaks the ecological zoning (三线一单) and is refused (notice 39 of 2022, "
         "一（一）)"},
        {{.kind = TC_REASON_NO_SOURCE, .pollutant = TC_PM, .pollutants = PM},
         "no-source",
         "颗粒物（PM）没有可供它使用的削减源（计入预留和外调上限之后），缺 15.0000 t/a",
         "PM: there is no source that it can use, after what is held back and the export "
         "caps; short by 15.0000 t/a"},
        {{.kind = TC_REASON_NO_SOURCE, .pollutant = TC_COD, .pollutants = PM | COD},
         "no-source",
         "化学需氧量（COD）、颗粒物（PM）没有可供它使用的削减源（计入预留和外调上限之后）"
         "，"
         "缺 COD 6.0000、PM 15.0000 "
         "t/a；水污染物须出自同一流域“清河”（环办环评〔2020〕36号）",
         "COD, PM: there is no source that it can use, after what is held back and the "
         "export "
         "caps; short by COD 6.0000, PM 15.0000 "
         "t/a; water pollutants must come from the same basin, 清河 (notice 36 of "
         "2020)"},
        {{.kind = TC_REASON_NO_POOL, .pollutant = TC_COD, .pollutants = COD},
         "no-pool",
         "化学需氧量（COD）在本区域没有可用的削减源，项目又未列入全市统筹（运政办函〔"
         "2022〕39号二（一）），缺 6.0000 t/a",
         "COD: its own area has no source that it can use, and it has no access to the "
         "pool (notice 39 of 2022, 二（一）); short by 6.0000 t/a"},
        {{.kind = TC_REASON_TOO_EARLY, .pollutant = TC_PM, .pollutants = PM},
         "too-early",
         "颗粒物（PM）的削减源都在项目投产日（2023-07-01）之后形成，削减须先于排放（"
         "环办环评〔2020〕36号），缺 15.0000 t/a",
         "PM: every source comes after the project starts on 2023-07-01, and the "
         "reduction must exist first (notice 36 of 2020); short by 15.0000 t/a"},
        {{.kind = TC_REASON_BARRED, .pollutant = TC_PM, .pollutants = PM},
         "barred",
         "颗粒物（PM）：按规则不得使用现有的削减源，缺 15.0000 t/a",
         "PM: the rules bar it from the sources that there are; short by 15.0000 t/a"},
        {{.kind = TC_REASON_USED_UP, .pollutant = TC_PM, .pollutants = PM},
         "used-up",
         "可供它使用的颗粒物（PM）按目标次序已安排给其他项目，尚缺 15.0000 t/a",
         "PM: all that it could use is allotted to other projects, by the order of the "
         "goals; "
         "short by 15.0000 t/a"},
        {{.kind = TC_REASON_ROUNDING, .pollutant = TC_COD, .pollutants = COD},
         "rounding",
         "化学需氧量（COD）按最小单位取整，核定排放量少 3.0000 t/a",
         "COD: rounded to whole grains, 3.0000 t/a less emission approved"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        scene s;
        set_scene(&s);
        approve(&s, 0.25, 25000, 10000);
        s.reason = cases[i].reason;
        const tc_standing_reason words = tc_standing_explain(&s.problem, &s.plan, 0);
        cr_expect_str_eq(words.zh, cases[i].zh);
        cr_expect_str_eq(words.en, cases[i].en);
        cr_expect_str_eq(tc_reason_code(cases[i].reason.kind), cases[i].code);
    }
}

Test(domain_standing, a_case_with_exchange_factors_is_told_nothing_of_basins)
{
    scene s;
    set_scene(&s);
    const tc_exchange line = {-1, -1, -1, -1, -1, 0.0, 2};
    s.problem.exchange = &line;
    s.problem.exchange_count = 1;
    s.reason =
        (tc_reason){.kind = TC_REASON_NO_SOURCE, .pollutant = TC_COD, .pollutants = COD};
    const tc_standing_reason words = tc_standing_explain(&s.problem, &s.plan, 0);
    cr_assert_null(strstr(words.zh, "36号"));
    cr_assert_null(strstr(words.en, "basin"));
}

Test(domain_standing, a_long_name_and_all_pollutants_still_fit)
{
    scene s;
    set_scene(&s);
    char basin[2000] = "";
    for (int i = 0; i < 500; i++)
        memcpy(basin + 3 * i, "河", 4);
    s.basin = basin;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        s.project.need[p] = 1e8;
    s.reason = (tc_reason){.kind = TC_REASON_NO_SOURCE,
                           .pollutant = TC_PM,
                           .pollutants = (1U << TC_POLLUTANTS) - 1};
    const tc_standing_reason words = tc_standing_explain(&s.problem, &s.plan, 0);
    const char *end = strstr(words.zh, "（环办环评〔2020〕36号）");
    cr_assert(end && strcmp(end, "（环办环评〔2020〕36号）") == 0, "%s", words.zh);
    cr_assert_not_null(strstr(words.zh, "NH3-N 100000000.0000 t/a"));
    end = strstr(words.en, "(notice 36 of 2020)");
    cr_assert(end && strcmp(end, "(notice 36 of 2020)") == 0, "%s", words.en);
}

Test(domain_standing, missing_is_nothing_where_another_pollutant_stops_the_project)
{
    scene s;
    set_scene(&s);
    s.reason =
        (tc_reason){.kind = TC_REASON_USED_UP, .pollutant = TC_COD, .pollutants = COD};
    cr_assert_eq(tc_reason_missing(&s.problem, &s.plan, 0, TC_PM), 0);
    cr_assert_eq(tc_reason_missing(&s.problem, &s.plan, 0, TC_COD), 80000);
}

Test(domain_standing, all_of_yuncheng_stand_as_the_dictionary_of_data_says)
{
    solved_case solved = solved_data("yuncheng-2022");
    int counts[TC_STANDING_NONE + 1] = {0};
    for (int j = 0; j < solved.problem->project_count; j++) {
        const tc_standing standing = tc_standing_of(solved.problem, solved.plan, j);
        const tc_standing_reason words =
            tc_standing_explain(solved.problem, solved.plan, j);
        counts[standing]++;
        cr_assert_eq(standing == TC_STANDING_SERVED, words.zh[0] == '\0');
        cr_assert_eq(standing == TC_STANDING_SERVED, words.en[0] == '\0');
    }
    cr_assert_eq(counts[TC_STANDING_SERVED], 28);
    cr_assert_eq(counts[TC_STANDING_PARTIAL], 1);
    cr_assert_eq(counts[TC_STANDING_REFUSED], 1);
    cr_assert_eq(counts[TC_STANDING_NONE], 10);
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}
