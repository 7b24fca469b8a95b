/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/reason.h"
#include "cli/case_folder.h"
#include "cli/say.h"

static int say_failure(const tc_request *request, const char *path)
{
    const tc_system_reason reason = tc_system_reason_of(errno);
    tc_error error;
    (void)tc_fail(&error, TC_ERR_IO, NULL, "无法写 %s：%s%.0s", "cannot write %s: %.0s%s",
                  path, reason.zh, reason.en);
    return tc_say_error(request, NULL, &error);
}

/* Make an empty file from a template that ends in XXXXXX. */
static bool make_file(char *path)
{
    const int file = mkstemp(path);
    return file >= 0 && close(file) == 0;
}

static int write_lp(const tc_request *request, const tc_problem *problem,
                    const char *path)
{
    tc_error error = {0};
    const tc_export_format format =
        strcmp(request->format, "lp") == 0 ? TC_EXPORT_LP : TC_EXPORT_MPS;
    const tc_solve_options how = {.time_limit_s = request->time_limit_s,
                                  .gap = request->gap,
                                  .relax = request->relax};
    if (tc_export(problem, &how, request->goal, format, path, &error) == TC_OK)
        return TC_EXIT_DONE;
    return tc_say_error(request, NULL, &error);
}

/* ---- to a file --------------------------------------------------------------------- */

/* A file made by mkstemp is for its owner alone; give it the usual permissions. */
static bool publish(const char *made, const char *path)
{
    const mode_t mask = umask(0);
    (void)umask(mask);
    return chmod(made, 0666 & ~mask) == 0 && rename(made, path) == 0;
}

static int export_to_file(const tc_request *request, const tc_problem *problem)
{
    char made[PATH_MAX];
    const char *path = request->output;
    const int length = snprintf(made, sizeof made, "%s.XXXXXX", path);
    if (length < 0 || (size_t)length >= sizeof made)
        return tc_say_usage(request, "路径太长", "the path is too long");
    int exit_code = tc_case_guard(request, path);
    if (exit_code != TC_EXIT_DONE)
        return exit_code;
    if (!make_file(made))
        return say_failure(request, path);
    exit_code = write_lp(request, problem, made);
    if (exit_code == TC_EXIT_DONE && !publish(made, path))
        exit_code = say_failure(request, path);
    if (exit_code != TC_EXIT_DONE) {
        (void)unlink(made);
        return exit_code;
    }
    tc_say(request, "写到：%s", "written to: %s", path);
    const tc_faults none = {0};
    return request->json ? tc_answer_faults(request, &none) : TC_EXIT_DONE;
}

/* ---- to standard output ------------------------------------------------------------ */

static int copy_out(const tc_request *request, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return say_failure(request, path);
    char block[8192 + 1];
    int exit_code = TC_EXIT_DONE;
    size_t got;
    while (exit_code == TC_EXIT_DONE &&
           (got = fread(block, 1, sizeof block - 1, file)) > 0) {
        block[got] = '\0';
        exit_code = tc_answer(request, block);
    }
    (void)fclose(file);
    return exit_code;
}

static int export_to_output(const tc_request *request, const tc_problem *problem)
{
    char made[PATH_MAX];
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread */
    const char *folder = getenv("TMPDIR");
    const int length = snprintf(made, sizeof made, "%s/tongchou-XXXXXX",
                                folder && *folder ? folder : "/tmp");
    if (length < 0 || (size_t)length >= sizeof made || !make_file(made))
        return say_failure(request, made);
    int exit_code = write_lp(request, problem, made);
    if (exit_code == TC_EXIT_DONE)
        exit_code = copy_out(request, made);
    (void)unlink(made);
    return exit_code;
}

static int run(const tc_request *request)
{
    const bool to_output = !request->output || strcmp(request->output, "-") == 0;
    if (!request->format)
        return tc_say_usage(request, "要写明格式：--format mps 或 --format lp",
                            "a format is needed: --format mps or --format lp");
    if (strcmp(request->format, "mps") != 0 && strcmp(request->format, "lp") != 0)
        return tc_say_usage(request, "格式“%s”不认识，可用 mps、lp",
                            "unknown format '%s': mps and lp may be used",
                            request->format);
    if (request->json && to_output)
        return tc_say_usage(request, "--json 时模型要写到文件：-o 文件",
                            "with --json the LP goes to a file: -o FILE");
    tc_problem *problem = NULL;
    int exit_code = tc_case_open(request, &problem);
    if (exit_code != TC_EXIT_DONE)
        return exit_code;
    exit_code =
        to_output ? export_to_output(request, problem) : export_to_file(request, problem);
    tc_problem_free(problem);
    return exit_code;
}

static const tc_option options[] = {
    {"format", 0, "mps|lp", "mps|lp", "文件格式，必写", "format of the file, required",
     offsetof(tc_request, format), 0.0, 0.0},
    {"goal", 0, "目标", "GOAL", "哪一级目标，按案例里的写法；不写则为第一级",
     "which goal, as the case names it; by default the first", offsetof(tc_request, goal),
     0.0, 0.0},
    {"output", 'o', "文件", "FILE", "写到这个文件；不写或写“-”则为标准输出",
     "write here; by default, or for '-', standard output", offsetof(tc_request, output),
     0.0, 0.0},
    {"time-limit", 0, "秒", "SECONDS", "整体项目在前面各级最多搜索这么久",
     "search no longer than this for whole projects at the goals before",
     offsetof(tc_request, time_limit_s), 0.001, 604800.0},
    {"gap", 0, "份额", "SHARE", "离可能的最好值不到这个份额（0 到 1）就不再找",
     "look no further within this share (0 to 1) of the best possible",
     offsetof(tc_request, gap), 0.0, 1.0},
    {"relax", 0, NULL, NULL, "把整体项目当作可分割：写线性规划",
     "take whole projects as divisible: write the linear program",
     offsetof(tc_request, relax), 0.0, 0.0},
};

const tc_command tc_export_command = {
    .name = "export",
    .run = run,
    .operands = 1,
    .operands_zh = "案例 --format mps|lp",
    .operands_en = "CASE --format mps|lp",
    .zh = "导出一级目标的（整数）线性规划，供其他求解器核对",
    .en = "the LP or MIP of one goal, for any other solver",
    .more_zh = "前面各级目标所定的，作为约束写在里面。MPS 求最小，目标取负值。first-come "
               "是逐个项目的一串模型，不能导出；even 目标导出的是其总量。\n"
               "有整体项目时写整数规划：整体立项的份额为 0 或 1，有最低份额的另有 0–1 列 "
               "approved；前面各级目标按同样选项的 solve 所达到的值写成约束。",
    .more_en = "What the goals before it have fixed stands in it as constraints. MPS "
               "minimises the negative. first-come, a row of programs, cannot be "
               "exported; of an even goal it is the total.\nWith whole projects it is a "
               "program in whole numbers: shares of indivisible projects are 0 or 1, "
               "those with a\nleast share have a column approved that is; each goal "
               "before is a row with the value that solve,\nwith the same options, "
               "reaches.",
    .example =
        "tongchou export data/yuncheng-2022 --format mps --goal \"tier 1\" -o tier1.mps",
    .options = options,
    .option_count = sizeof options / sizeof *options,
};
