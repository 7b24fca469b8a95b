/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/request.h"
#include "cli/say.h"

static int print(const tc_request *request, const tc_summary *before,
                 const tc_summary *after)
{
    char *text = NULL;
    tc_error error = {0};
    const tc_code code =
        request->json
            ? tc_summary_compare_json(before, after, &text, &error)
            : tc_summary_compare(before, after, request->language, &text, &error);
    return tc_answer_made(request, NULL, code, text, &error);
}

static int run(const tc_request *request)
{
    tc_summary *sweeps[2] = {NULL, NULL};
    int exit_code = TC_EXIT_DONE;
    for (int k = 0; k < 2 && exit_code == TC_EXIT_DONE; k++) {
        tc_error error = {0};
        if (tc_summary_load(request->operands[k], &sweeps[k], &error) != TC_OK)
            exit_code = tc_say_error(request, request->operands[k], &error);
    }
    if (exit_code == TC_EXIT_DONE)
        exit_code = print(request, sweeps[0], sweeps[1]);
    tc_summary_free(sweeps[0]);
    tc_summary_free(sweeps[1]);
    return exit_code;
}

const tc_command tc_compare_command = {
    .name = "compare",
    .run = run,
    .operands = 2,
    .operands_zh = "目录 目录",
    .operands_en = "DIR DIR",
    .zh = "两次推演，逐个项目比较",
    .en = "two sweeps, project by project",
    .more_zh =
        "读两个目录里做完的推演（sweep.json 和 summary.json），写出每个项目足额的频率从\n"
        "多少变到多少，95 % "
        "区间是否重叠；类别变了的项目写在最前。两次推演的项目须相同，\n"
        "案例的规则、日期和轴可以不同。",
    .more_en =
        "Reads the finished sweeps in two folders (sweep.json and summary.json) and "
        "tells how often each\nproject is fully served in one and in the other, and "
        "whether the 95 % intervals overlap; projects\nof another class come first. "
        "The projects must be the same; rules, dates and axes need not be.",
    .example = "tongchou compare build/sweep-2022 build/sweep-2023",
};
