/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "cli/case_folder.h"
#include "cli/interrupt.h"
#include "cli/say.h"

/* Where the files go: as asked, else beside the caller, named after the case. */
static void choose_folder(const tc_request *request, char *folder, size_t size)
{
    char name[NAME_MAX + 1];
    if (request->output) {
        (void)snprintf(folder, size, "%s", request->output);
        return;
    }
    tc_folder_name(request->operands[0], name, sizeof name);
    (void)snprintf(folder, size, "%s-plan", *name ? name : "case");
}

static int print_plan(const tc_request *request, const tc_problem *problem,
                      const tc_plan *plan)
{
    char *text = NULL;
    tc_error error = {0};
    const tc_code code =
        request->json ? tc_plan_json(problem, plan, &text, &error)
                      : tc_plan_print(problem, plan, request->language, &text, &error);
    return tc_answer_made(request, NULL, code, text, &error);
}

/* ---- how the search went ----------------------------------------------------------- */

static void say_step(const tc_request *request, const tc_step *step)
{
    char value[32], bound[32];
    (void)snprintf(value, sizeof value, "%.9g", step->value);
    (void)snprintf(bound, sizeof bound, "%.9g", step->bound);
    tc_say(request,
           "%s%s%.0s：达到 %s，最好不过 %s，差距 %.2f %%，节点 %ld，%.2f 秒%s%.0s",
           "%s%.0s%s: reached %s, best possible %s, gap %.2f %%, nodes %ld, %.2f s%.0s%s",
           step->goal, step->smallest ? "（各区域最低份额）" : "",
           step->smallest ? " (least share of an area)" : "", value, bound,
           step->gap * 100.0, step->nodes, step->seconds,
           step->proved ? "" : "（上界是求解器的说法，没有证明）",
           step->proved ? "" : " (the bound is the solver's word, without proof)");
}

/* The steps that are about single projects, in one line. */
static void say_shares(const tc_request *request, const tc_problem *problem,
                       const tc_plan *plan)
{
    long nodes = 0;
    double seconds = 0.0;
    int count = 0, open = 0;
    const char *goal = "";
    for (int k = 0; k < tc_plan_steps(plan); k++) {
        const tc_step step = tc_plan_step(problem, plan, k);
        if (!step.project)
            continue;
        goal = step.goal;
        count++;
        open += step.gap > 0.0;
        nodes += step.nodes;
        seconds += step.seconds;
    }
    if (count > 0)
        tc_say(request, "%s：逐个搜索 %d 个项目，未证明 %d 个，节点 %ld，%.2f 秒",
               "%s: projects searched %d, not proved %d, nodes %ld, %.2f s", goal, count,
               open, nodes, seconds);
}

static void say_search(const tc_request *request, const tc_problem *problem,
                       const tc_plan *plan)
{
    for (int k = 0; k < tc_plan_steps(plan); k++) {
        const tc_step step = tc_plan_step(problem, plan, k);
        if (!step.project)
            say_step(request, &step);
    }
    say_shares(request, problem, plan);
    if (tc_plan_was_stopped(plan))
        tc_say(
            request, "搜索提前停止：方案有效，未证明最优，各步差距见上",
            "the search ended early: the plan is valid, and the gaps above say how far "
            "from the best it may be");
}

static tc_code decide(const tc_request *request, const tc_problem *problem,
                      tc_plan **plan, tc_error *error)
{
    const bool by_glpk = request->engine && strcmp(request->engine, "glpk") == 0;
    const tc_solve_options how = {.time_limit_s = request->time_limit_s,
                                  .gap = request->gap,
                                  .relax = request->relax,
                                  .engine = by_glpk ? TC_ENGINE_GLPK : TC_ENGINE_SHARE,
                                  .is_stopped = tc_interrupt_asked};
    tc_interrupt_watch();
    const tc_code code = tc_solve(problem, &how, plan, error);
    tc_interrupt_leave();
    return code;
}

/* ---- what comes of it -------------------------------------------------------------- */

/* A bound is no plan: nothing is written. */
static int give_bound(const tc_request *request, const tc_problem *problem,
                      const tc_plan *plan)
{
    const int printed = print_plan(request, problem, plan);
    if (!tc_plan_is_relaxed(plan))
        tc_say(request, "案例没有要整体决定的项目，--relax 没有作用；没有写文件",
               "no project of the case is to be decided whole, and --relax changes "
               "nothing; no file was written");
    else
        tc_say(request, "这是上界，不是决定；没有写文件",
               "this is a bound and no decision; no file was written");
    return printed;
}

/* The files come first: a reader that stops reading must not cost them. */
static int give(const tc_request *request, const tc_problem *problem, const tc_plan *plan,
                const char *folder)
{
    if (tc_plan_get_status(plan) == TC_PLAN_INFEASIBLE) {
        const int printed = print_plan(request, problem, plan);
        tc_say(request, "没有方案，也就没有写文件",
               "there is no plan, and so no file was written");
        tc_say(request, "哪几项冲突、怎样补救：tongchou conflict %s",
               "what is in conflict, and what would repair it: tongchou conflict %s",
               request->operands[0]);
        return printed == TC_EXIT_DONE ? TC_EXIT_NO : printed;
    }
    say_search(request, problem, plan);
    if (request->relax)
        return give_bound(request, problem, plan);
    tc_error error = {0};
    if (tc_plan_save(problem, plan, folder, &error) != TC_OK)
        return tc_say_error(request, NULL, &error);
    const int exit_code = print_plan(request, problem, plan);
    tc_say(request, "结果文件在：%s", "the files are in: %s", folder);
    return exit_code == TC_EXIT_DONE && tc_plan_was_stopped(plan) ? TC_EXIT_STOPPED
                                                                  : exit_code;
}

static int run(const tc_request *request)
{
    char folder[PATH_MAX];
    if (request->output && strlen(request->output) >= sizeof folder)
        return tc_say_usage(request, "路径太长", "the path is too long");
    if (request->output && request->relax)
        return tc_say_usage(request,
                            "--relax 给出的是上界，不是方案，不写文件：不能与 -o 同用",
                            "--relax gives a bound, no plan, and writes no files: it "
                            "does not go with -o");
    if (request->engine && strcmp(request->engine, "share") != 0 &&
        strcmp(request->engine, "glpk") != 0)
        return tc_say_usage(request, "选项“--engine”应是 share 或 glpk，却是“%s”",
                            "option '--engine' expects share or glpk, found '%s'",
                            request->engine);
    tc_problem *problem = NULL;
    int exit_code = tc_case_open(request, &problem);
    if (exit_code != TC_EXIT_DONE)
        return exit_code;
    choose_folder(request, folder, sizeof folder);
    exit_code = tc_case_guard(request, folder);
    tc_plan *plan = NULL;
    tc_error error = {0};
    if (exit_code == TC_EXIT_DONE && decide(request, problem, &plan, &error) != TC_OK)
        exit_code = tc_say_error(request, NULL, &error);
    if (exit_code == TC_EXIT_DONE)
        exit_code = give(request, problem, plan, folder);
    tc_plan_free(plan);
    tc_problem_free(problem);
    return exit_code;
}

static const tc_option options[] = {
    {"output", 'o', "目录", "DIR", "把文件写到这里；不写则为 ./<案例名>-plan",
     "write the files here, by default ./<name of the case>-plan",
     offsetof(tc_request, output), 0.0, 0.0},
    {"time-limit", 0, "秒", "SECONDS", "整体项目最多搜索这么久，给出届时最好的方案",
     "search no longer than this for whole projects, and give the best plan so far",
     offsetof(tc_request, time_limit_s), 0.001, 604800.0},
    {"gap", 0, "份额", "SHARE", "离可能的最好值不到这个份额（0 到 1）就不再找",
     "look no further within this share (0 to 1) of the best possible",
     offsetof(tc_request, gap), 0.0, 1.0},
    {"relax", 0, NULL, NULL, "把整体项目当作可分割：只打印上界，不写文件",
     "take whole projects as divisible: print a bound, write nothing",
     offsetof(tc_request, relax), 0.0, 0.0},
    {"ledger", 0, "台账", "LEDGER", "扣除台账已安排的量，此前的审批不动；方案可以记账",
     "without what the ledger has booked, earlier approvals as they are; the plan can be "
     "posted",
     offsetof(tc_request, ledger), 0.0, 0.0},
    {"engine", 0, "share|glpk", "share|glpk", "求解方式：份额空间（默认）或 GLPK",
     "share-space engine (usual) or GLPK", offsetof(tc_request, engine), 0.0, 0.0},
};

const tc_command tc_solve_command = {
    .name = "solve",
    .run = run,
    .operands = 1,
    .operands_zh = "案例",
    .operands_en = "CASE",
    .zh = "求解：打印方案并写出文件",
    .en = "decide a case: print the plan and write its files",
    .more_zh =
        "写出 plan.json、projects.csv、credits.csv、sources.csv，全写成或一个不写；"
        "案例的文件夹不动。\n方案先经独立核验。必保项目无法同时满足时退出码为 1。\n"
        "整体项目的搜索可用 Ctrl-C 停止：写出届时最好的方案，退出码为 "
        "4；再按一次立即结束。",
    .more_en =
        "Writes plan.json, projects.csv, credits.csv and sources.csv, all or none; "
        "the folder of the case\nstays as it is. The plan has passed the "
        "independent check. Exit code 1 where the required projects\ncannot all "
        "be served. Ctrl-C ends the search over whole projects: the best plan so far is "
        "written,\nwith exit code 4; once more ends at once.",
    .example = "tongchou solve data/yuncheng-2022 -o build/demo",
    .options = options,
    .option_count = sizeof options / sizeof *options,
};
