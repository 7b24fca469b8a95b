/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/case_folder.h"
#include "cli/say.h"

static int explain_one(const tc_request *request, const tc_problem *problem,
                       const tc_solve_options *options)
{
    tc_explanation *explanation = NULL;
    char *text = NULL;
    tc_error error = {0};
    tc_code code =
        tc_explanation_find(problem, options, request->operands[1], &explanation, &error);
    if (code != TC_OK)
        return tc_say_error(request, NULL, &error);
    code = request->json ? tc_explanation_json(problem, explanation, &text, &error)
                         : tc_explanation_print(problem, explanation, request->language,
                                                &text, &error);
    const int exit_code = tc_answer_made(request, NULL, code, text, &error);
    const bool has_plan = tc_explanation_has_plan(explanation);
    tc_explanation_free(explanation);
    return exit_code == TC_EXIT_DONE && !has_plan ? TC_EXIT_NO : exit_code;
}

static int displace_all(const tc_request *request, const tc_problem *problem,
                        const tc_solve_options *options)
{
    tc_displacements *found = NULL;
    char *text = NULL;
    tc_error error = {0};
    tc_code code = tc_displacements_find(problem, options, &found, &error);
    if (code != TC_OK)
        return tc_say_error(request, NULL, &error);
    code = request->json
               ? tc_displacements_json(problem, found, &text, &error)
               : tc_displacements_print(problem, found, request->language, &text, &error);
    const int exit_code = tc_answer_made(request, NULL, code, text, &error);
    const bool has_plan = tc_displacements_have_plan(found);
    tc_displacements_free(found);
    return exit_code == TC_EXIT_DONE && !has_plan ? TC_EXIT_NO : exit_code;
}

static int run(const tc_request *request)
{
    if (!request->operands[1] && !request->all)
        return tc_say_usage(request, "没有写项目：要么写一个项目，要么用 --all",
                            "no project is given: name one, or use --all");
    if (request->operands[1] && request->all)
        return tc_say_usage(request, "--all 说的是全部项目，不再写“%s”",
                            "--all is about all projects: '%s' is one too many",
                            request->operands[1]);
    tc_problem *problem = NULL;
    int exit_code = tc_case_open(request, &problem);
    if (exit_code != TC_EXIT_DONE)
        return exit_code;
    const tc_solve_options options = {.time_limit_s = request->time_limit_s};
    exit_code = request->all ? displace_all(request, problem, &options)
                             : explain_one(request, problem, &options);
    tc_problem_free(problem);
    return exit_code;
}

static const tc_option options[] = {
    {.name = "all",
     .zh = "不解释一个项目，而是逐个强行安排未足额的项目，看谁落选",
     .en = "force in each project that is not fully served: who falls",
     .field = offsetof(tc_request, all)},
    {.name = "time-limit",
     .value_zh = "秒",
     .value_en = "SECONDS",
     .zh = "每一份方案最多找多久",
     .en = "how long to search for each plan",
     .field = offsetof(tc_request, time_limit_s),
     .least = 0.001,
     .most = 86400},
};

const tc_command tc_explain_command = {
    .name = "explain",
    .run = run,
    .operands = 1,
    .operands_more = 1,
    .operands_zh = "案例 项目",
    .operands_en = "CASE PROJECT",
    .zh = "一个项目为什么得了这么多，怎样才能足额",
    .en = "why a project got what it got, and what would serve it",
    .more_zh =
        "依次写明：结论；哪种污染物、哪个削减池不够，缺多少吨；谁占用、依哪一条；与谁\n"
        "并列；再逐项写使它足额的最小变动：少排、增源、改投产日、申请统筹、换层级、与谁\n"
        "互换；强行安排它谁落选。每句话都改了案例重新求解、核验过。必保项目无法全部满足\n"
        "时退出码为 1。",
    .more_en =
        "In this order: the verdict; which pollutant of which pool is short, by how many "
        "tonnes; who holds it,\nby which clause; who is tied with it; then the smallest "
        "changes that serve it: less emission, more\nsupply, another start, the pool, "
        "another tier, a swap; and who falls if it is forced in. Each was solved\nagain "
        "and verified. Exit code 1 where the required projects cannot all be served.",
    .example = "tongchou explain data/yuncheng-2022 P-021",
    .options = options,
    .option_count = sizeof options / sizeof *options,
};
