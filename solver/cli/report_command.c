/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buffer.h"
#include "cli/report_one.h"
#include "cli/say.h"

/* The paths that were written, a line each. */
static int answer_text(const tc_request *request, const tc_report_outcome *outcome,
                       const char *to)
{
    tc_buffer out = {0};
    for (int k = 0; k < outcome->count; k++)
        tc_buffer_printf(&out, "%s/%s\n", to, outcome->names[k]);
    tc_buffer_printf(&out, "%s%s\n", tc_in_language(request, "校验码：", "check code: "),
                     outcome->check_code.text);
    const int code = out.failed ? TC_EXIT_MACHINE : tc_answer(request, out.text);
    tc_buffer_free(&out);
    return code;
}

static int answer_json(const tc_request *request, const tc_report_outcome *outcome,
                       const char *folder, const char *to)
{
    const char *names[TC_REPORT_FILES_MOST];
    for (int k = 0; k < outcome->count; k++)
        names[k] = outcome->names[k];
    const tc_report_result result = {.plan = folder,
                                     .folder = to,
                                     .check_code = outcome->check_code.text,
                                     .files = names,
                                     .file_count = outcome->count,
                                     .exit_code = TC_EXIT_DONE};
    char *text = NULL;
    tc_error error = {0};
    const tc_code code = tc_report_results_json(&result, 1, &text, &error);
    return tc_answer_made(request, NULL, code, text, &error);
}

static int run(const tc_request *request)
{
    const char *folder = request->operands[0];
    const char *to = request->output ? request->output : folder;
    const int usage = tc_report_formats_check(request);
    if (usage != TC_EXIT_DONE)
        return usage;
    const tc_report_outcome outcome = tc_report_one(request, folder, to);
    if (outcome.exit_code != TC_EXIT_DONE)
        return outcome.exit_code;
    return request->json ? answer_json(request, &outcome, folder, to)
                         : answer_text(request, &outcome, to);
}

static const tc_option options[] = {
    {.name = "case",
     .value_zh = "案例",
     .value_en = "CASE",
     .zh = "案例在哪里；不写则看目录里的 case.sha256",
     .en = "where the case is; else as case.sha256 in DIR says",
     .field = offsetof(tc_request, case_folder)},
    {.name = "format",
     .value_zh = "html,xlsx,md",
     .value_en = "html,xlsx,md",
     .zh = "写哪些格式；不写则全部",
     .en = "which formats, by default all",
     .field = offsetof(tc_request, format)},
    {.name = "output",
     .letter = 'o',
     .value_zh = "目录",
     .value_en = "DIR",
     .zh = "写到这里；不写则写在方案旁边",
     .en = "write there, by default beside the plan",
     .field = offsetof(tc_request, output)},
};

const tc_command tc_report_command = {
    .name = "report",
    .run = run,
    .operands = 1,
    .many_languages = true,
    .operands_zh = "目录",
    .operands_en = "DIR",
    .zh = "把一份方案写成报告：网页、工作簿、Markdown",
    .en = "a plan as documents: a web page, a workbook, Markdown",
    .more_zh = "目录是 tongchou solve 的结果。先按其中的 case.sha256 "
               "找到案例，确认和求解时一样，再独立\n"
               "核验方案，都通过才写：report."
               "html（网页，一个文件，中英文可切换，不联网）、report.zh.xlsx\n"
               "（工作簿）、report.zh.md；--lang zh,en "
               "两种语言都写。报告印着校验码，tongchou verify\n"
               "打印同一个。案例改过或方案核验不通过时退出码为 1，什么也不写。",
    .more_en =
        "DIR is what tongchou solve has written. The case is found by its case.sha256 "
        "and "
        "must be as it was\nthen; the plan is verified; and only then is anything "
        "written: "
        "report.html (one file, Chinese and\nEnglish, no network), report.en.xlsx, "
        "report.en.md; with --lang zh,en in both languages. Reports\ncarry the check "
        "code "
        "that tongchou verify prints. Exit code 1, and no file, where the case has\n"
        "changed or the plan fails its check.",
    .example = "tongchou report build/demo",
    .options = options,
    .option_count = sizeof options / sizeof *options,
};
