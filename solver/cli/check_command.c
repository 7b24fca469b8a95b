/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

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

/* Write the user's workbook with its faults in it; gives the exit code. */
static int annotate(const tc_request *request, const tc_faults *faults)
{
    const char *path = request->annotate, *slash = strrchr(path, '/');
    char *bytes = NULL;
    char folder[4096] = ".";
    size_t length = 0;
    tc_error error = {0};
    if (slash)
        (void)snprintf(folder, sizeof folder, "%.*s", (int)(slash - path) + 1, path);
    tc_code code = tc_workbook_annotate(request->operands[0], faults, request->language,
                                        &bytes, &length, &error);
    if (code == TC_OK) {
        const tc_report_file file = {slash ? slash + 1 : path, bytes, length};
        code = tc_report_save(&file, 1, folder, &error);
    }
    tc_text_free(bytes);
    if (code != TC_OK)
        return tc_say_error(request, NULL, &error);
    tc_say(request, "标出错误的工作簿：%s", "the workbook with its faults: %s", path);
    return TC_EXIT_DONE;
}

/* Is there a workbook to annotate, and another place for it? Gives the exit code. */
static int check_annotate(const tc_request *request)
{
    struct stat book, place;
    if (!request->annotate)
        return TC_EXIT_DONE;
    if (stat(request->operands[0], &book) != 0 || !S_ISREG(book.st_mode))
        return tc_say_usage(request, "--annotate 只用于工作簿（.xlsx）案例",
                            "--annotate is for a case in a workbook (.xlsx)");
    if (stat(request->annotate, &place) == 0 && place.st_dev == book.st_dev &&
        place.st_ino == book.st_ino)
        return tc_say_usage(request, "不覆盖案例本身：“%s”，请另选位置",
                            "'%s' is the case itself, which is never written to: choose "
                            "another place",
                            request->annotate);
    return TC_EXIT_DONE;
}

/* The faults are the answer here: with --json all of them, not only where some are
 * errors. */
static int run(const tc_request *request)
{
    const int usage = check_annotate(request);
    if (usage != TC_EXIT_DONE)
        return usage;
    const char *folder = request->operands[0];
    tc_faults faults = {0};
    tc_error error = {0};
    tc_problem *problem = NULL;
    const tc_code code = tc_problem_load(folder, &faults, &problem, &error);
    int exit_code = TC_EXIT_DONE;
    tc_say_faults(request, folder, &faults);
    const bool annotated =
        request->annotate && faults.count > 0 && (code == TC_OK || code == TC_ERR_INPUT);
    if (code != TC_OK && code != TC_ERR_INPUT)
        exit_code = tc_say_error(request, folder, &error);
    else if (request->json)
        exit_code = tc_answer_faults(request, &faults);
    else if (code == TC_OK)
        exit_code = print_facts(request, problem);
    if (annotated && exit_code == TC_EXIT_DONE)
        exit_code = annotate(request, &faults);
    if (code == TC_ERR_INPUT && exit_code == TC_EXIT_DONE)
        exit_code = TC_EXIT_INPUT;
    tc_problem_free(problem);
    tc_faults_free(&faults);
    return exit_code;
}

static const tc_option options[] = {
    {"annotate", 0, "文件.xlsx", "FILE.xlsx",
     "工作簿案例：另写一份，标出有错的单元格并加批注",
     "of a workbook: write it anew with the faulty cells coloured and commented",
     offsetof(tc_request, annotate), 0.0, 0.0},
};

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
    .options = options,
    .option_count = sizeof options / sizeof *options,
};
