/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "cli/compare.h"
#include "cli/say.h"

typedef enum kind { CASE, PLAN, SWEEP, OTHER } kind;

static const char *const ZH[] = {"案例", "方案", "推演", "别的"};
static const char *const EN[] = {"a case", "a plan", "a sweep", "something else"};

/* A file is a workbook, or a fault that reading it tells; a folder goes by the file that
 * only such a one has. */
static kind kind_of(const char *folder)
{
    static const char *const files[] = {"case.json", "plan.json", "sweep.json"};
    struct stat about;
    if (stat(folder, &about) == 0 && S_ISREG(about.st_mode))
        return CASE;
    for (int k = CASE; k < OTHER; k++) {
        char path[PATH_MAX];
        const int length = snprintf(path, sizeof path, "%s/%s", folder, files[k]);
        if (length > 0 && (size_t)length < sizeof path && access(path, F_OK) == 0)
            return (kind)k;
    }
    return OTHER;
}

static int refuse(const tc_request *request, const char *folder)
{
    const tc_place place = {"", 0, 0};
    tc_error error = {0};
    (void)tc_fail(&error, TC_ERR_INPUT, &place,
                  "%s：不是案例（case.json）、方案（plan.json）或推演（sweep.json）的"
                  "文件夹",
                  "%s: is no folder of a case (case.json), a plan (plan.json) or a sweep "
                  "(sweep.json)",
                  folder);
    return tc_say_error(request, NULL, &error);
}

static int refuse_both(const tc_request *request, const kind kinds[2])
{
    tc_error error = {0};
    (void)tc_fail(&error, TC_ERR_INPUT, NULL,
                  "%s 是%s%.0s，%s 是%s%.0s：推演只能与推演比较",
                  "%s is %.0s%s, %s is %.0s%s: a sweep is compared with a sweep only",
                  request->operands[0], ZH[kinds[0]], EN[kinds[0]], request->operands[1],
                  ZH[kinds[1]], EN[kinds[1]]);
    return tc_say_error(request, NULL, &error);
}

static int run(const tc_request *request)
{
    const kind kinds[] = {kind_of(request->operands[0]), kind_of(request->operands[1])};
    for (int k = 0; k < 2; k++)
        if (kinds[k] == OTHER)
            return refuse(request, request->operands[k]);
    if (kinds[0] == SWEEP && kinds[1] == SWEEP)
        return tc_compare_sweeps(request);
    if (kinds[0] == SWEEP || kinds[1] == SWEEP)
        return refuse_both(request, kinds);
    const bool is_plan[] = {kinds[0] == PLAN, kinds[1] == PLAN};
    return tc_compare_cases(request, is_plan);
}

static const tc_option options[] = {
    {.name = "time-limit",
     .value_zh = "秒",
     .value_en = "SECONDS",
     .zh = "案例：每一份方案最多找多久",
     .en = "cases: how long to search for each plan",
     .field = offsetof(tc_request, time_limit_s),
     .least = 0.001,
     .most = 86400},
};

const tc_command tc_compare_command = {
    .name = "compare",
    .run = run,
    .operands = 2,
    .operands_zh = "甲 乙",
    .operands_en = "A B",
    .zh = "两个案例（方案）或两次推演：什么变了，为什么",
    .en = "two cases (or plans), or two sweeps: what changed, and why",
    .more_zh =
        "甲、乙是案例（有 case.json 的文件夹，或工作簿），或 solve 写出的结果文件夹\n"
        "（有 plan.json；案例由其中的 case.sha256 找到，求解之后没有改过才行）：\n"
        "列出两者的不同，逐项单独改、再依次改过去，每一步都重新求解并核验；写明哪个项目\n"
        "因为哪一项得到或失去，失去的因为谁顺位在前。改案例之前请另存一份。\n"
        "甲、乙是两次做完的推演（有 sweep.json）：写出每个项目足额的频率变了多少，\n"
        "95 % 区间是否重叠；类别变了的项目写在最前。项目须相同，规则、日期和轴可以不同。",
    .more_en =
        "A and B are cases (folders with case.json, or workbooks), or folders that solve "
        "wrote (with\nplan.json; the case is found by case.sha256 there, and must not "
        "have changed since): what is\ndifferent, what each difference does alone and "
        "one after the other, each time solved again and\nverified; which project gets "
        "more or less because of which, and who comes before those that fall.\nKeep a "
        "copy of a case before you change it.\n"
        "A and B are two finished sweeps (with sweep.json): how often each project is "
        "fully served in one\nand in the other, and whether the 95 % intervals overlap; "
        "projects of another class come first.\nThe projects must be the same; rules, "
        "dates and axes need not be.",
    .example = "tongchou compare data/yuncheng-2022 my-case",
    .options = options,
    .option_count = sizeof options / sizeof *options,
};
