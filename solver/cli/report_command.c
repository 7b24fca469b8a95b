/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/alloc.h"
#include "base/buffer.h"
#include "base/fault.h"
#include "cli/report_batch.h"
#include "cli/report_one.h"
#include "cli/say.h"

/* The paths that were written, a line each. */
static int answer_text(const tc_request *request, const tc_report_outcome *outcome,
                       const char *to)
{
    tc_buffer out = {0};
    for (int k = 0; k < outcome->files.count; k++)
        tc_buffer_printf(&out, "%s/%s\n", to, outcome->files.files[k].name);
    tc_buffer_printf(&out, "%s%s\n", tc_in_language(request, "校验码：", "check code: "),
                     outcome->check_code.text);
    const int code = out.failed ? TC_EXIT_MACHINE : tc_answer(request, out.text);
    tc_buffer_free(&out);
    return code;
}

static int answer_json(const tc_request *request, const tc_report_outcome *outcome,
                       const char *folder, const char *to)
{
    const int count = outcome->files.count;
    const char **names = tc_mem_new((size_t)count, sizeof *names);
    for (int k = 0; names && k < count; k++)
        names[k] = outcome->files.files[k].name;
    const tc_report_result result = {.plan = folder,
                                     .folder = to,
                                     .check_code = outcome->check_code.text,
                                     .files = names,
                                     .file_count = count,
                                     .exit_code = TC_EXIT_DONE};
    char *text = NULL;
    tc_error error = {0};
    const tc_code code =
        names ? tc_report_results_json(&result, 1, &text, &error) : tc_no_memory(&error);
    tc_mem_drop(names);
    return tc_answer_made(request, NULL, code, text, &error);
}

static int run_one(const tc_request *request)
{
    const char *folder = request->operands[0];
    const char *to = request->output ? request->output : folder;
    tc_report_outcome outcome = tc_report_one(request, folder, to);
    int exit_code = outcome.exit_code;
    if (exit_code == TC_EXIT_DONE)
        exit_code = request->json ? answer_json(request, &outcome, folder, to)
                                  : answer_text(request, &outcome, to);
    tc_report_outcome_free(&outcome);
    return exit_code;
}

static int run(const tc_request *request)
{
    const int exit_code = tc_report_formats_check(request);
    if (exit_code != TC_EXIT_DONE)
        return exit_code;
    if (request->sweep && request->ledger)
        return tc_say_usage(request,
                            "--sweep 推演的是案例本身，不计台账，不与 --ledger 同用",
                            "--sweep is of the case without a ledger: it does not go "
                            "with --ledger");
    if (request->batch)
        return tc_report_batch(request);
    if (request->given_count > 1)
        return tc_say_usage(request, "多出的参数“%s”：多份方案请加 --batch",
                            "one argument too many: '%s'; several plans want --batch",
                            request->given[1]);
    if (request->workers > 0.0)
        return tc_say_usage(request, "选项“--jobs”只用于 --batch",
                            "option '--jobs' is for --batch only");
    return run_one(request);
}

static const tc_option options[] = {
    {.name = "batch",
     .zh = "许多方案：每个目录是一份方案，或者装着若干份",
     .en = "many plans: each DIR is one, or holds some",
     .field = offsetof(tc_request, batch)},
    {.name = "jobs",
     .letter = 'j',
     .value_zh = "个数",
     .value_en = "N",
     .zh = "成批时同时做几份；不写则每核一份",
     .en = "with --batch, how many at a time, by default one for each core",
     .field = offsetof(tc_request, workers),
     .least = 1.0,
     .most = 64.0},
    {.name = "case",
     .value_zh = "案例",
     .value_en = "CASE",
     .zh = "案例在哪里；不写则看目录里的 case.sha256",
     .en = "where the case is; else as case.sha256 in DIR says",
     .field = offsetof(tc_request, case_folder)},
    {.name = "ledger",
     .value_zh = "台账",
     .value_en = "LEDGER",
     .zh = "方案对照它求解的台账",
     .en = "the ledger that the plan was made with",
     .field = offsetof(tc_request, ledger)},
    {.name = "sweep",
     .value_zh = "目录",
     .value_en = "DIR",
     .zh = "同一案例的推演结果（tongchou sweep 写的）：工作簿多一张情景比较表",
     .en = "a sweep of the same case, as tongchou sweep wrote it: one sheet more in the "
           "workbook",
     .field = offsetof(tc_request, sweep)},
    {.name = "format",
     .value_zh = "html,xlsx,md,docx",
     .value_en = "html,xlsx,md,docx",
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
    {.name = "templates",
     .value_zh = "目录",
     .value_en = "DIR",
     .zh = "文书用这里的模板；其中没有的用随程序提供的",
     .en = "letters from the templates there; what it lacks comes with the program",
     .field = offsetof(tc_request, templates)},
};

const tc_command tc_report_command = {
    .name = "report",
    .run = run,
    .operands = 1,
    .operands_more = TC_ANY,
    .many_languages = true,
    .operands_zh = "目录…",
    .operands_en = "DIR…",
    .zh = "把一份方案写成报告：网页、工作簿、Markdown、Word 文书",
    .en = "a plan as documents: a web page, a workbook, Markdown, letters",
    .more_zh = "目录是 tongchou solve 的结果。先按其中的 case.sha256 "
               "找到案例，确认和求解时一样，再独立\n"
               "核验方案，都通过才写：report."
               "html（网页，一个文件，中英文可切换，不联网）、report.zh.xlsx\n"
               "（工作簿）、report.zh.md；--lang zh,en 两种语言都写。另有 Word "
               "文书：统筹分配通知一份，每个\n"
               "项目一份总量核定意见，获得安排的各一份区域削减方案，未足额安排的各一份未"
               "获指标理由书\n"
               "（都是中文；模板说明见 "
               "data/templates/README.md）。报告印着校验码，tongchou verify 打印同\n"
               "一个。案例改过、--sweep 推演的不是它，或方案核验不通过，退出码为 "
               "1，什么也不写。\n"
               "--"
               "batch：许多方案，几份同时做，一份失败不影响其余；逐份说结果，退出码取其中"
               "最重的。\n成批时网页不写补多少能满足谁：那要求解数百次。平时项目不超过 "
               "100 个（整项审批的 50 个）就写。",
    .more_en =
        "DIR is what tongchou solve has written. The case is found by its case.sha256 "
        "and must be as it was\nthen; the plan is verified; and only then is anything "
        "written: report.html (one file, Chinese and\nEnglish, no network), "
        "report.en.xlsx, report.en.md; with --lang zh,en in both languages. And the\n"
        "office's letters, in Chinese, as Word documents: a notice of the allocation, "
        "for each project a quota\nopinion, an offset plan where it gets something, the "
        "reasons where it is not fully served (their\ntemplates: "
        "data/templates/README.md). Reports carry the check code that tongchou verify "
        "prints. Exit\ncode 1, and no file, where the case has changed, the sweep is of "
        "another, or the plan fails its check.\n--batch: many plans, several at a time; "
        "one that fails stops no "
        "other. What came of each is said, and\nthe exit code is the gravest of all. "
        "Their pages do not say what more "
        "supply would serve, which takes\nhundreds of solves; else pages do, for up to "
        "100 projects (50 where whole ones are among them).",
    .example = "tongchou report build/demo",
    .options = options,
    .option_count = sizeof options / sizeof *options,
};
