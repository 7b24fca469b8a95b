/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "cli/case_folder.h"
#include "cli/say.h"

enum { TIER_DIGITS_MOST = 6 };

/* "1-4": tiers are served in their order, so that all begin with the first. */
static bool read_tiers(const tc_request *request, int *tiers)
{
    const char *text = request->tiers;
    *tiers = 0;
    if (!text)
        return true;
    const char *last = strncmp(text, "1-", 2) == 0 ? text + 2 : text;
    const size_t digits = strspn(last, "0123456789");
    const bool number = digits > 0 && digits <= TIER_DIGITS_MOST && last[digits] == '\0';
    const int value = number ? (int)strtol(last, NULL, 10) : 0;
    if (value < 1 || (last == text && value != 1)) {
        (void)tc_say_usage(
            request, "选项“--tiers”应从第 1 层写起，例如 1-3（在前的层先满足），却是“%s”",
            "option '--tiers' expects tiers from the first one on, as in 1-3 (earlier "
            "tiers are served first), found '%s'",
            text);
        return false;
    }
    *tiers = value;
    return true;
}

static int print(const tc_request *request, const tc_problem *problem,
                 const tc_suggestion *suggestion)
{
    char *text = NULL;
    tc_error error = {0};
    const tc_code code =
        request->json
            ? tc_suggestion_json(problem, suggestion, &text, &error)
            : tc_suggestion_print(problem, suggestion, request->language, &text, &error);
    const int exit_code = tc_answer_made(request, NULL, code, text, &error);
    return exit_code == TC_EXIT_DONE && !tc_suggestion_serves(suggestion) ? TC_EXIT_NO
                                                                          : exit_code;
}

static int run(const tc_request *request)
{
    tc_problem *problem = NULL;
    tc_suggest_options options = {.marginals = request->json || request->marginal,
                                  .solve = {.time_limit_s = request->time_limit_s}};
    if (!read_tiers(request, &options.tiers))
        return TC_EXIT_INPUT;
    int exit_code = tc_case_open(request, &problem);
    if (exit_code != TC_EXIT_DONE)
        return exit_code;
    tc_suggestion *suggestion = NULL;
    tc_error error = {0};
    if (tc_suggest(problem, &options, &suggestion, &error) != TC_OK)
        exit_code = tc_say_error(request, NULL, &error);
    else
        exit_code = print(request, problem, suggestion);
    tc_suggestion_free(suggestion);
    tc_problem_free(problem);
    return exit_code;
}

static const tc_option options[] = {
    {.name = "tiers",
     .value_zh = "层级",
     .value_en = "TIERS",
     .zh = "要满足的层级，如 1-3；不写则为各层",
     .en = "the tiers to be served, as in 1-3; else all",
     .field = offsetof(tc_request, tiers)},
    {.name = "marginal",
     .zh =
         "另列每个池多一吨、少一吨各值多少，在多大范围内成立（供分析人员；--json 总有）",
     .en =
         "also what a tonne more, and one less, of each pool is worth, and how far that "
         "holds (for analysts; always with --json)",
     .field = offsetof(tc_request, marginal)},
    {.name = "time-limit",
     .value_zh = "秒",
     .value_en = "SECONDS",
     .zh = "每一份方案最多找多久",
     .en = "how long to search for each plan",
     .field = offsetof(tc_request, time_limit_s),
     .least = 0.001,
     .most = 86400},
};

const tc_command tc_suggest_command = {
    .name = "suggest",
    .run = run,
    .operands = 1,
    .operands_zh = "案例",
    .operands_en = "CASE",
    .zh = "削减源清单还缺什么：补多少吨，能解锁哪些项目",
    .en = "what the list of sources lacks, and what more would unlock",
    .more_zh =
        "满足各层全部项目最少要增加多少吨（按污染物、地方、日期）；单独增加一种污染物，\n"
        "从多少吨起哪个项目得以满足，到多少吨为止；哪些吨数因为缺别的污染物而闲置。说到\n"
        "的方案都改了案例重新求解、核验过。增加吨数也不能全部满足时退出码为 1。",
    .more_en =
        "The least tonnage, by pollutant, place and date, that serves all projects of "
        "the "
        "tiers; what more of\none pollutant alone would serve, from how many tonnes on; "
        "and the tonnes that lie idle for want of\nanother pollutant. Plans that are "
        "spoken of were solved again and verified. Exit code 1 where no\ntonnage serves "
        "them all.",
    .example = "tongchou suggest data/yuncheng-2022 --tiers 1-2",
    .options = options,
    .option_count = sizeof options / sizeof *options,
};
