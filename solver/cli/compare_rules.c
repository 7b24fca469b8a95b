/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "cli/case_folder.h"
#include "cli/say.h"

enum { SETS_MOST = 32, SETS_BYTES = 1024 };

/* The names behind --with. */
typedef struct set_names {
    char text[SETS_BYTES];
    const char *list[SETS_MOST];
    int count;
} set_names;

static bool read_names(const char *with, set_names *names)
{
    if (strlen(with) >= sizeof names->text)
        return false;
    (void)snprintf(names->text, sizeof names->text, "%s", with);
    names->count = 0;
    for (char *at = names->text; at;) {
        char *comma = strchr(at, ',');
        if (comma)
            *comma = '\0';
        if (names->count == SETS_MOST || !*at)
            return false;
        names->list[names->count++] = at;
        at = comma ? comma + 1 : NULL;
    }
    return true;
}

/* A case and its plan. */
typedef struct side {
    tc_problem *problem;
    tc_plan *plan;
} side;

/* The same case under other rules; its faults are those of the rules, or said already. */
static int open_with(const tc_request *request, const set_names *names,
                     tc_problem **problem)
{
    const char *folder = request->operands[0];
    tc_faults faults = {0};
    tc_error error = {0};
    const tc_code code =
        tc_problem_load_with(folder, names->list, names->count, &faults, problem, &error);
    int exit_code = TC_EXIT_DONE;
    tc_say_faults(request, folder, &faults);
    if (code == TC_ERR_INPUT)
        exit_code = request->json ? tc_answer_faults(request, &faults) : TC_EXIT_INPUT;
    else if (code != TC_OK)
        exit_code = tc_say_error(request, folder, &error);
    if (code == TC_ERR_INPUT && exit_code == TC_EXIT_DONE)
        exit_code = TC_EXIT_INPUT;
    tc_faults_free(&faults);
    return exit_code;
}

static int decide(const tc_request *request, side *one)
{
    const tc_solve_options options = {.time_limit_s = request->time_limit_s};
    tc_error error = {0};
    if (tc_solve(one->problem, &options, &one->plan, &error) != TC_OK)
        return tc_say_error(request, NULL, &error);
    if (tc_plan_get_status(one->plan) != TC_PLAN_INFEASIBLE)
        return TC_EXIT_DONE;
    tc_say(request, "必保项目不能同时满足，没有方案可比",
           "the required projects cannot all be served: there is no plan to compare");
    return TC_EXIT_NO;
}

static int print(const tc_request *request, const side *before, const side *after)
{
    const tc_ruled was = {before->problem, before->plan};
    const tc_ruled is = {after->problem, after->plan};
    char *text = NULL;
    tc_error error = {0};
    const tc_code code =
        request->json ? tc_rules_compare_json(&was, &is, &text, &error)
                      : tc_rules_compare(&was, &is, request->language, &text, &error);
    return tc_answer_made(request, NULL, code, text, &error);
}

static int run(const tc_request *request)
{
    set_names names;
    side before = {NULL, NULL}, after = {NULL, NULL};
    if (!request->with)
        return tc_say_usage(request, "缺少 --with 规则集", "--with SETS is missing");
    if (!read_names(request->with, &names))
        return tc_say_usage(request, "--with：应是规则集的名称，以逗号分隔",
                            "--with: names of rule sets are expected, with commas "
                            "between them");
    int exit_code = tc_case_open(request, &before.problem);
    if (exit_code == TC_EXIT_DONE)
        exit_code = open_with(request, &names, &after.problem);
    if (exit_code == TC_EXIT_DONE)
        exit_code = decide(request, &before);
    if (exit_code == TC_EXIT_DONE)
        exit_code = decide(request, &after);
    if (exit_code == TC_EXIT_DONE)
        exit_code = print(request, &before, &after);
    tc_plan_free(before.plan);
    tc_plan_free(after.plan);
    tc_problem_free(before.problem);
    tc_problem_free(after.problem);
    return exit_code;
}

static const tc_option options[] = {
    {.name = "with",
     .value_zh = "规则集",
     .value_en = "SETS",
     .zh = "改用这些规则集，以逗号分隔",
     .en = "these rule sets instead, with commas between them",
     .field = offsetof(tc_request, with)},
    {.name = "time-limit",
     .value_zh = "秒",
     .value_en = "SECONDS",
     .zh = "每一份方案最多找多久",
     .en = "how long to search for each plan",
     .field = offsetof(tc_request, time_limit_s),
     .least = 0.001,
     .most = 86400},
};

const tc_command tc_compare_rules_command = {
    .name = "compare-rules",
    .run = run,
    .operands = 1,
    .operands_zh = "案例",
    .operands_en = "CASE",
    .zh = "换一套规则，谁得谁失",
    .en = "who gains and who loses under other rules",
    .more_zh =
        "按案例所列的规则集求解一次，再按 --with 的规则集求解一次，逐个项目比较核定\n"
        "排放和抵扣，写明各因哪一条。--with 代替案例的整个规则集列表，不是添加；要保留\n"
        "的也须写上。案例自己的 ratios 和开关照旧。",
    .more_en =
        "Decides the case under the rule sets that it names, and again under those of "
        "--with, and compares\nproject by project what is approved and credited, with "
        "the "
        "clauses. --with REPLACES the whole list\nof the case: name again what is to "
        "stay. The case's own ratios and switches hold for both.",
    .example = "tongchou compare-rules data/yuncheng-2022 --with shanxi-2022-draft",
    .options = options,
    .option_count = sizeof options / sizeof *options,
};
