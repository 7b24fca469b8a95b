/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/case_folder.h"
#include "cli/say.h"

static int run(const tc_request *request)
{
    tc_problem *problem = NULL;
    int exit_code = tc_case_open(request, &problem);
    if (exit_code != TC_EXIT_DONE)
        return exit_code;
    char *text = NULL;
    tc_error error = {0};
    const tc_code code = request->json
                             ? tc_rules_json(problem, &text, &error)
                             : tc_rules_print(problem, request->language, &text, &error);
    exit_code = tc_answer_made(request, request->operands[0], code, text, &error);
    tc_problem_free(problem);
    return exit_code;
}

const tc_command tc_rules_command = {
    .name = "rules",
    .run = run,
    .operands = 1,
    .operands_zh = "案例",
    .operands_en = "CASE",
    .zh = "列出每个项目适用的规则和出处",
    .en = "what rules apply to each project, and why",
    .more_zh =
        "逐个项目写明倍数、豁免、拒绝、能否统筹、不得使用的削减源，各出自哪一条、因何\n"
        "成立；然后是所用的规则集，草案另外标明。",
    .more_en =
        "For each project its ratios, exemptions, refusals, access to the pool and "
        "barred sources, with the\nclause and what made it hold; then the rule "
        "sets, drafts marked.",
    .example = "tongchou rules data/yuncheng-2022",
};
