/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/fault.h"
#include "cli/case_folder.h"
#include "cli/say.h"

/* Below this a gap is noise of the arithmetic, other digits on every machine. */
static const double GAP_SHOWN = 1e-12;

static int answer_json(const tc_request *request, const tc_verdict *verdict)
{
    char *text = NULL;
    tc_error error = {0};
    if (tc_verdict_json(verdict, &text, &error) != TC_OK)
        return tc_say_error(request, NULL, &error);
    const int code = tc_answer(request, text);
    tc_text_free(text);
    return code;
}

static void put_verdict(const tc_request *request, const tc_verdict *verdict,
                        tc_buffer *out)
{
    const bool en = request->language == TC_EN;
    const double gap = fmax(verdict->largest_gap, GAP_SHOWN);
    if (verdict->largest_distance > 0.0)
        tc_buffer_printf(
            out,
            en ? "verified: credits checked %ld, a goal may be %.2f %% below "
                 "the best possible, largest rounding %.2g t/a\n"
               : "核验通过：逐笔检查 %ld 笔抵扣，目标与可能的最好值最多相差 "
                 "%.2f %%，取整的最大差额 %.2g 吨/年\n",
            verdict->credits_checked, verdict->largest_distance * 100.0,
            verdict->largest_rounding);
    else
        tc_buffer_printf(
            out,
            en ? "verified: credits checked %ld, goals optimal within %.1g "
                 "(relative), largest rounding %.2g t/a\n"
               : "核验通过：逐笔检查 %ld 笔抵扣，各目标为最优，相对误差不超过 "
                 "%.1g，取整的最大差额 %.2g 吨/年\n",
            verdict->credits_checked, gap, verdict->largest_rounding);
    if (verdict->taken_on_word > 0)
        tc_buffer_printf(out,
                         en ? "bounds that are the solver's word, with no proof to "
                              "check: %d\n"
                            : "其中 %d 步的上界是求解器的说法，没有可核验的证明\n",
                         verdict->taken_on_word);
}

/* The bounds of whole goals, as the plan states them and the check found them right. */
static void put_bounds(const tc_request *request, const tc_problem *problem,
                       const tc_plan *plan, tc_buffer *out)
{
    const bool en = request->language == TC_EN;
    int shares = 0, open = 0;
    for (int k = 0; k < tc_plan_steps(plan); k++) {
        const tc_step step = tc_plan_step(problem, plan, k);
        shares += step.project != NULL;
        open += step.project && step.gap > 0.0;
        if (step.project)
            continue;
        tc_buffer_printf(out, "  %s%s", step.goal,
                         !step.smallest ? ""
                         : en           ? " (least share of an area)"
                                        : "（各区域最低份额）");
        tc_buffer_printf(out,
                         en ? ": reached %.9g, best possible %.9g, gap %.2f %%%s\n"
                            : "：达到 %.9g，最好不过 %.9g，差距 %.2f %%%s\n",
                         step.value, step.bound, step.gap * 100.0,
                         step.proved ? ""
                         : en        ? " (the solver's word)"
                                     : "（求解器的说法）");
    }
    if (shares > 0)
        tc_buffer_printf(out,
                         en ? "  single projects: searched %d, not proved %d\n"
                            : "  逐个项目：搜索 %d 个，未证明 %d 个\n",
                         shares, open);
}

static void put_code(const tc_request *request, const tc_verdict *verdict, tc_buffer *out)
{
    if (*verdict->check_code.text)
        tc_buffer_printf(out,
                         request->language == TC_EN ? "check code: %s\n" : "校验码：%s\n",
                         verdict->check_code.text);
}

static int answer_text(const tc_request *request, const tc_problem *problem,
                       const tc_plan *plan, const tc_verdict *verdict)
{
    tc_buffer out = {0};
    if (verdict->verified) {
        put_verdict(request, verdict, &out);
        put_bounds(request, problem, plan, &out);
    } else {
        tc_buffer_printf(&out,
                         request->language == TC_EN ? "not verified, faults: %d\n"
                                                    : "核验未通过，问题 %d 处\n",
                         verdict->faults);
    }
    put_code(request, verdict, &out);
    const int code = out.failed ? TC_EXIT_MACHINE : tc_answer(request, out.text);
    tc_buffer_free(&out);
    return code;
}

/* plan NULL: there is none, and the verdict says why. */
static int answer(const tc_request *request, const tc_problem *problem,
                  const tc_plan *plan, const tc_verdict *verdict)
{
    const int code = request->json ? answer_json(request, verdict)
                                   : answer_text(request, problem, plan, verdict);
    return code != TC_EXIT_DONE ? code : verdict->verified ? TC_EXIT_DONE : TC_EXIT_NO;
}

/* A plan that is no plan for this case, or that the tables beside it contradict, fails
 * the check; a folder without a plan to read is bad input. */
static int judge_refusal(const tc_request *request, const tc_error *error)
{
    const char *folder = request->operands[1];
    tc_error none = {0};
    const bool readable = tc_plan_probe(folder, &none) == TC_OK;
    if (error->code != TC_ERR_INPUT || !readable)
        return tc_say_error(request, folder, error);
    tc_verdict verdict = {.verified = false, .faults = 1};
    tc_error placed; /* says the place as well: a verdict has none */
    (void)tc_fail(&placed, TC_ERR_INPUT, NULL, "%s:%d:%d: %s%.0s", "%s:%d:%d: %.0s%s",
                  error->file, error->line, error->column, error->message,
                  error->message_en);
    memcpy(verdict.message, placed.message, sizeof verdict.message);
    memcpy(verdict.message_en, placed.message_en, sizeof verdict.message_en);
    if (!request->json)
        (void)tc_say_error(request, folder, error);
    return answer(request, NULL, NULL, &verdict);
}

/* That required projects conflict is an answer without a plan in it. */
static int judge_infeasible(const tc_request *request)
{
    tc_verdict verdict = {.verified = false, .faults = 1};
    tc_error wrong;
    (void)tc_fail(&wrong, TC_ERR_INPUT, NULL,
                  "方案的结论是必保项目无法同时满足，没有可核验的安排",
                  "the plan says that the required projects cannot all be served: there "
                  "is nothing to verify");
    memcpy(verdict.message, wrong.message, sizeof verdict.message);
    memcpy(verdict.message_en, wrong.message_en, sizeof verdict.message_en);
    if (!request->json)
        (void)tc_say_error(request, NULL, &wrong);
    return answer(request, NULL, NULL, &verdict);
}

static int judge(const tc_request *request, const tc_problem *problem,
                 const tc_plan *plan)
{
    tc_verdict verdict = {.verified = false};
    tc_error error = {0};
    if (tc_plan_get_status(plan) == TC_PLAN_INFEASIBLE)
        return judge_infeasible(request);
    if (tc_plan_verify(problem, plan, &verdict, &error) != TC_OK)
        return tc_say_error(request, NULL, &error);
    if (!verdict.verified && !request->json) {
        tc_error wrong = {.code = TC_ERR_INPUT};
        memcpy(wrong.message, verdict.message, sizeof wrong.message);
        memcpy(wrong.message_en, verdict.message_en, sizeof wrong.message_en);
        (void)tc_say_error(request, NULL, &wrong);
    }
    return answer(request, problem, plan, &verdict);
}

static int check(const tc_request *request, const tc_problem *problem)
{
    tc_plan *plan = NULL;
    tc_error error = {0};
    if (tc_plan_load(problem, request->operands[1], &plan, &error) != TC_OK)
        return judge_refusal(request, &error);
    const int exit_code = judge(request, problem, plan);
    tc_plan_free(plan);
    return exit_code;
}

static int run(const tc_request *request)
{
    tc_problem *problem = NULL;
    int exit_code = tc_case_open_of_plan(request, request->operands[0],
                                         request->operands[1], &problem);
    if (exit_code != TC_EXIT_DONE)
        return exit_code;
    exit_code = check(request, problem);
    tc_problem_free(problem);
    return exit_code;
}

static const tc_option options[] = {
    {.name = "ledger",
     .value_zh = "台账",
     .value_en = "LEDGER",
     .zh = "方案对照它求解的台账",
     .en = "the ledger that the plan was made with",
     .field = offsetof(tc_request, ledger)},
};

const tc_command tc_verify_command = {
    .name = "verify",
    .run = run,
    .operands = 2,
    .operands_zh = "案例 目录",
    .operands_en = "CASE DIR",
    .zh = "独立核验一份方案",
    .en = "the independent check of a plan",
    .more_zh =
        "读目录里的 plan.json，与旁边的各表对照，再不经求解器逐项核验：每一笔抵扣、\n"
        "每一种总量、每一级目标。核验未通过时退出码为 1。\n"
        "打印校验码：plan.json 的 SHA-256 的前 16 位；报告上印的是同一个。",
    .more_en =
        "Reads plan.json in DIR, compares the tables beside it, and checks without "
        "the solver every credit,\nevery sum and every goal. Exit code 1 where "
        "the plan fails.\nPrints the check code: the first 16 digits of the SHA-256 of "
        "plan.json, as reports carry it.",
    .example = "tongchou verify data/yuncheng-2022 build/demo",
    .options = options,
    .option_count = sizeof options / sizeof *options,
};
