/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/buffer.h"
#include "cli/say.h"

static int print_facts(const tc_request *request, const tc_problem *problem)
{
    const tc_problem_facts facts = tc_problem_describe(problem);
    tc_buffer out = {0};
    tc_buffer_puts(&out,
                   request->language == TC_EN ? "the case is sound: " : "检查通过：");
    const char *name = facts.name ? facts.name : "";
    for (tc_glyph glyph; (glyph = tc_text_glyph(name)).bytes > 0; name += glyph.bytes)
        tc_buffer_puts(&out, glyph.shown);
    tc_buffer_printf(&out,
                     request->language == TC_EN
                         ? "; areas %d, sources %d, projects %d (illustrative %d)"
                         : "；区域 %d 个，削减源 %d 个，项目 %d 个（其中示例 %d 个）",
                     facts.areas, facts.sources, facts.projects,
                     facts.illustrative_projects);
    if (facts.locked_in + facts.locked_out > 0)
        tc_buffer_printf(&out,
                         request->language == TC_EN ? "; locked in %d, out %d"
                                                    : "；锁定安排 %d 个，不安排 %d 个",
                         facts.locked_in, facts.locked_out);
    tc_buffer_puts(&out, "\n");
    const int code = out.failed ? TC_EXIT_MACHINE : tc_answer(request, out.text);
    tc_buffer_free(&out);
    return code;
}

/* The faults are the answer here: with --json all of them, not only where some are
 * errors. */
static int run(const tc_request *request)
{
    const char *folder = request->operands[0];
    tc_faults faults = {0};
    tc_error error = {0};
    tc_problem *problem = NULL;
    const tc_code code = tc_problem_load(folder, &faults, &problem, &error);
    int exit_code = TC_EXIT_DONE;
    tc_say_faults(request, folder, &faults);
    if (code != TC_OK && code != TC_ERR_INPUT)
        exit_code = tc_say_error(request, folder, &error);
    else if (request->json)
        exit_code = tc_answer_faults(request, &faults);
    else if (code == TC_OK)
        exit_code = print_facts(request, problem);
    if (code == TC_ERR_INPUT && exit_code == TC_EXIT_DONE)
        exit_code = TC_EXIT_INPUT;
    tc_problem_free(problem);
    tc_faults_free(&faults);
    return exit_code;
}

const tc_command tc_check_command = {
    .name = "check",
    .run = run,
    .operands = 1,
    .operands_zh = "案例",
    .operands_en = "CASE",
    .zh = "检查案例，列出全部错误和警告",
    .en = "check a case: every error and warning with its place",
    .more_zh = "每条写明文件、行、列，一次列全。有错误时退出码为 2。",
    .more_en = "Each with file, line and column, all in one run. Exit code 2 where there "
               "are errors.",
    .example = "tongchou check data/yuncheng-2022",
};
