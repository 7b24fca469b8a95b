/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/case_folder.h"
#include "cli/say.h"

static int print(const tc_request *request, const tc_problem *problem,
                 const tc_contingency *contingency)
{
    char *text = NULL;
    tc_error error = {0};
    const tc_code code = request->json
                             ? tc_contingency_json(problem, contingency, &text, &error)
                             : tc_contingency_print(problem, contingency,
                                                    request->language, &text, &error);
    const int exit_code = tc_answer_made(request, NULL, code, text, &error);
    return exit_code == TC_EXIT_DONE && !tc_contingency_has_plan(contingency) ? TC_EXIT_NO
                                                                              : exit_code;
}

static int run(const tc_request *request)
{
    tc_problem *problem = NULL;
    int exit_code = tc_case_open(request, &problem);
    if (exit_code != TC_EXIT_DONE)
        return exit_code;
    const tc_solve_options options = {.time_limit_s = request->time_limit_s};
    tc_contingency *contingency = NULL;
    tc_error error = {0};
    if (tc_contingency_find(problem, &options, request->pairs, &contingency, &error) !=
        TC_OK)
        exit_code = tc_say_error(request, NULL, &error);
    else
        exit_code = print(request, problem, contingency);
    tc_contingency_free(contingency);
    tc_problem_free(problem);
    return exit_code;
}

static const tc_option options[] = {
    {.name = "pairs",
     .zh = "再看任意两个源同时失效",
     .en = "any two sources at once too",
     .field = offsetof(tc_request, pairs)},
    {.name = "time-limit",
     .value_zh = "秒",
     .value_en = "SECONDS",
     .zh = "每一份方案最多找多久",
     .en = "how long to search for each plan",
     .field = offsetof(tc_request, time_limit_s),
     .least = 0.001,
     .most = 86400},
};

const tc_command tc_contingency_command = {
    .name = "contingency",
    .run = run,
    .operands = 1,
    .operands_zh = "案例",
    .operands_en = "CASE",
    .zh = "削减源失效会怎样：谁失去抵扣，要备多少，代价是什么",
    .en = "what if a source fails: who loses cover, what to hold in reserve",
    .more_zh =
        "求解案例，再逐个假设每个削减源没有形成：哪些已批项目失去抵扣（改由别的源抵扣也\n"
        "补不上），重新求解谁落选、谁得到；每个源最迟何时完成；要备多少吨，任何一个源失效"
        "\n"
        "都不连累已批项目；这些吨数若从现有的源里留，代价是哪些项目。影响大的在前。每句\n"
        "话都改了案例重新求解、核验过。必保项目本身不能同时满足时没有方案可看，退出码 "
        "1。",
    .more_en =
        "Decides the case, then lets each source fail in turn: which approvals lose "
        "their "
        "cover (however\nthe rest is routed), who falls and who gains in a new plan; how "
        "late each source may come; the\nreserve with which no single loss takes an "
        "approval; what holding it back from the sources listed\ncosts in projects. "
        "Largest risks first. Each statement was solved again and verified. Exit code 1\n"
        "where the required projects cannot all be served: there is no plan to look at.",
    .example = "tongchou contingency data/yuncheng-2022",
    .options = options,
    .option_count = sizeof options / sizeof *options,
};
