/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "cli/case_folder.h"
#include "cli/say.h"

/* Where the files go: as asked, else beside the caller, named after the case. */
static void choose_folder(const tc_request *request, char *folder, size_t size)
{
    char name[NAME_MAX + 1];
    if (request->output) {
        (void)snprintf(folder, size, "%s", request->output);
        return;
    }
    tc_folder_name(request->operands[0], name, sizeof name);
    (void)snprintf(folder, size, "%s-plan", *name ? name : "case");
}

static int print_plan(const tc_request *request, const tc_problem *problem,
                      const tc_plan *plan)
{
    char *text = NULL;
    tc_error error = {0};
    const tc_code code =
        request->json ? tc_plan_json(problem, plan, &text, &error)
                      : tc_plan_print(problem, plan, request->language, &text, &error);
    if (code != TC_OK)
        return tc_say_error(request, NULL, &error);
    const int exit_code = tc_answer(request, text);
    tc_text_free(text);
    return exit_code;
}

/* The files come first: a reader that stops reading must not cost them. */
static int give(const tc_request *request, const tc_problem *problem, const tc_plan *plan,
                const char *folder)
{
    if (tc_plan_get_status(plan) == TC_PLAN_INFEASIBLE) {
        const int printed = print_plan(request, problem, plan);
        tc_say(request, "没有方案，也就没有写文件",
               "there is no plan, and so no file was written");
        return printed == TC_EXIT_DONE ? TC_EXIT_NO : printed;
    }
    tc_error error = {0};
    if (tc_plan_save(problem, plan, folder, &error) != TC_OK)
        return tc_say_error(request, NULL, &error);
    const int exit_code = print_plan(request, problem, plan);
    tc_say(request, "结果文件在：%s", "the files are in: %s", folder);
    return exit_code;
}

static int run(const tc_request *request)
{
    char folder[PATH_MAX];
    if (request->output && strlen(request->output) >= sizeof folder)
        return tc_say_usage(request, "路径太长", "the path is too long");
    tc_problem *problem = NULL;
    int exit_code = tc_case_open(request, &problem);
    if (exit_code != TC_EXIT_DONE)
        return exit_code;
    choose_folder(request, folder, sizeof folder);
    exit_code = tc_case_guard(request, folder);
    tc_plan *plan = NULL;
    tc_error error = {0};
    if (exit_code == TC_EXIT_DONE && tc_solve(problem, NULL, &plan, &error) != TC_OK)
        exit_code = tc_say_error(request, NULL, &error);
    if (exit_code == TC_EXIT_DONE)
        exit_code = give(request, problem, plan, folder);
    tc_plan_free(plan);
    tc_problem_free(problem);
    return exit_code;
}

static const tc_option options[] = {
    {"output", 'o', "目录", "DIR", "把文件写到这里；不写则为 ./<案例名>-plan",
     "write the files here, by default ./<name of the case>-plan",
     offsetof(tc_request, output)},
};

const tc_command tc_solve_command = {
    .name = "solve",
    .run = run,
    .operands = 1,
    .operands_zh = "案例",
    .operands_en = "CASE",
    .zh = "求解：打印方案并写出文件",
    .en = "decide a case: print the plan and write its files",
    .more_zh =
        "写出 plan.json、projects.csv、credits.csv、sources.csv，全写成或一个不写；"
        "案例的文件夹不动。\n方案先经独立核验。必保项目无法同时满足时退出码为 1。",
    .more_en =
        "Writes plan.json, projects.csv, credits.csv and sources.csv, all or none; "
        "the folder of the case\nstays as it is. The plan has passed the "
        "independent check. Exit code 1 where the required projects\ncannot all "
        "be served.",
    .example = "tongchou solve data/yuncheng-2022 -o build/demo",
    .options = options,
    .option_count = sizeof options / sizeof *options,
};
