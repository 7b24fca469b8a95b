/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/fault.h"
#include "report/chapter.h"

tc_said tc_said_as(const char *text)
{
    return (tc_said){text, text};
}

tc_pollutant_words tc_pollutant_words_of(int pollutant)
{
    tc_pollutant_words words = {.en = tc_pollutants[pollutant].id};
    (void)snprintf(words.zh, sizeof words.zh, "%s %s", tc_pollutants[pollutant].zh,
                   words.en);
    return words;
}

void tc_chapters_facts(const tc_problem *problem, const tc_plan *plan,
                       tc_outline *outline)
{
    char sources[16], projects[16];
    (void)snprintf(sources, sizeof sources, "%d", problem->source_count);
    (void)snprintf(projects, sizeof projects, "%d", problem->project_count);
    tc_outline_facts(outline, "facts");
    tc_outline_fact(outline, (tc_said){"决定日", "decided on"},
                    tc_said_as(tc_day_write(problem->decision_date).text));
    tc_outline_fact(outline, (tc_said){"削减源", "sources"}, tc_said_as(sources));
    tc_outline_fact(outline, (tc_said){"项目", "projects"}, tc_said_as(projects));
    tc_outline_fact(outline, (tc_said){"校验码", "check code"},
                    tc_said_as(tc_plan_check_code(plan).text));
    tc_outline_facts_end(outline);
}

tc_said tc_report_closing(void)
{
    return (tc_said){"本文件由 tongchou 按上述方案生成，是辅助决策的计算结果，不是批复。",
                     "made by tongchou from this plan; it supports a decision and is "
                     "none."};
}

tc_code tc_chapters_put(const tc_problem *problem, const tc_plan *plan,
                        const tc_report_about *about, tc_outline *outline,
                        tc_error *error)
{
    static void (*const chapters[])(tc_chapters *) = {
        tc_chapter_summary,  tc_chapter_goals,  tc_chapter_pools,   tc_chapter_areas,
        tc_chapter_projects, tc_chapter_unlock, tc_chapter_annexes, tc_chapter_origin,
    };
    tc_plan_sums sums = {0};
    tc_pools pools = {NULL, 0};
    tc_code code = tc_plan_sums_find(problem, plan, &sums, error);
    if (code == TC_OK && !tc_pools_find(problem, plan, &pools))
        code = tc_no_memory(error);
    tc_chapters all = {problem, plan, about, &sums, &pools, outline};
    for (size_t k = 0; k < sizeof chapters / sizeof *chapters && code == TC_OK; k++)
        chapters[k](&all);
    if (code == TC_OK && outline->out->failed)
        code = tc_no_memory(error);
    tc_pools_free(&pools);
    tc_plan_sums_free(&sums);
    return code;
}
