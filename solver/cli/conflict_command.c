/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/case_folder.h"
#include "cli/say.h"

static int print(const tc_request *request, const tc_problem *problem,
                 const tc_conflict *conflict)
{
    char *text = NULL;
    tc_error error = {0};
    const tc_code code =
        request->json
            ? tc_conflict_json(problem, conflict, &text, &error)
            : tc_conflict_print(problem, conflict, request->language, &text, &error);
    const int exit_code = tc_answer_made(request, NULL, code, text, &error);
    return exit_code == TC_EXIT_DONE && tc_conflict_exists(conflict) ? TC_EXIT_NO
                                                                     : exit_code;
}

static int run(const tc_request *request)
{
    tc_problem *problem = NULL;
    int exit_code = tc_case_open(request, &problem);
    if (exit_code != TC_EXIT_DONE)
        return exit_code;
    const tc_solve_options options = {.time_limit_s = request->time_limit_s};
    tc_conflict *conflict = NULL;
    tc_error error = {0};
    if (tc_conflict_find(problem, &options, &conflict, &error) != TC_OK)
        exit_code = tc_say_error(request, NULL, &error);
    else
        exit_code = print(request, problem, conflict);
    tc_conflict_free(conflict);
    tc_problem_free(problem);
    return exit_code;
}

static const tc_option options[] = {
    {.name = "time-limit",
     .value_zh = "秒",
     .value_en = "SECONDS",
     .zh = "每一份方案最多找多久",
     .en = "how long to search for each plan",
     .field = offsetof(tc_request, time_limit_s),
     .least = 0.001,
     .most = 86400},
};

const tc_command tc_conflict_command = {
    .name = "conflict",
    .run = run,
    .operands = 1,
    .operands_zh = "案例",
    .operands_en = "CASE",
    .zh = "必保、锁定和规则哪几项不能同时成立，怎样补救",
    .en = "what cannot be had together, and what would repair it",
    .more_zh =
        "列出冲突的一组：项数最少，去掉任何一项其余即可成立；再给三种补救：补多少吨、\n"
        "少保哪几个、改哪条规则。每句话都改了案例重新求解、核验过。没有冲突退出码为 0，\n"
        "有则为 1。",
    .more_en =
        "A set in conflict, as small as can be, of which any one fewer can hold; then "
        "three repairs: tonnes to\nadd, projects to require no more, a rule to change. "
        "Each was solved again and verified. Exit code 0\nwithout a conflict, 1 with "
        "one.",
    .example = "tongchou conflict data/yuncheng-2022",
    .options = options,
    .option_count = sizeof options / sizeof *options,
};
