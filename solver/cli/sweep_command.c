/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>

#include "cli/case_folder.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/sweep_options.h"

enum { FOLDER_BYTES = PATH_MAX + 64 };

/* Bytes of rows that are worth a word before they are written. */
static const int64_t MANY_BYTES = 1000000000;

/* One run of the command. */
typedef struct sweeping {
    const tc_request *request;
    tc_sweep_request wanted;
    tc_problem *problem;
    tc_sweep *sweep;
    tc_rows *rows;
    tc_summary *summary;
    char folder[FOLDER_BYTES];
    tc_progress progress;
    tc_sweep_counts counts;
    bool complete;
} sweeping;

/* Where the files go: as asked, else beside the caller, named after the case. */
static void choose_folder(sweeping *s)
{
    char name[NAME_MAX + 1];
    if (s->request->output) {
        (void)snprintf(s->folder, sizeof s->folder, "%s", s->request->output);
        return;
    }
    tc_folder_name(s->request->operands[0], name, sizeof name);
    const int length =
        snprintf(s->folder, sizeof s->folder, "%s-sweep", *name ? name : "case");
    if (s->wanted.shards > 0)
        (void)snprintf(s->folder + length, sizeof s->folder - (size_t)length,
                       "-%" PRId64 "-of-%" PRId64, s->wanted.shard, s->wanted.shards);
}

/* ---- what is asked ----------------------------------------------------------------- */

static int open_sweep(sweeping *s)
{
    tc_faults faults = {0};
    tc_error error = {0};
    const tc_code code =
        tc_sweep_load(s->problem, s->request->operands[1], &faults, &s->sweep, &error);
    int exit_code = TC_EXIT_DONE;
    tc_say_faults(s->request, NULL, &faults);
    if (code == TC_ERR_INPUT) {
        exit_code = TC_EXIT_INPUT;
        if (s->request->json && tc_answer_faults(s->request, &faults) != TC_EXIT_DONE)
            exit_code = TC_EXIT_MACHINE;
    } else if (code != TC_OK) {
        exit_code = tc_say_error(s->request, NULL, &error);
    }
    tc_faults_free(&faults);
    return exit_code;
}

static int open_rows(sweeping *s)
{
    tc_error error = {0};
    tc_code code =
        tc_rows_open(s->problem, s->sweep, s->folder, &s->wanted.rows, &s->rows, &error);
    if (code == TC_OK)
        code = tc_summary_new(s->problem, s->sweep, &s->summary, &error);
    if (code == TC_OK && s->wanted.run.relax)
        tc_summary_relax(s->summary);
    if (code == TC_OK && tc_rows_done(s->rows) > 0)
        code = tc_rows_replay(s->rows, tc_summary_sink(s->summary), &error);
    if (code != TC_OK)
        return tc_say_error(s->request, NULL, &error);
    const int64_t all = s->wanted.run.end - s->wanted.run.first;
    const int64_t done = tc_rows_done(s->rows), bytes = tc_rows_bytes(s->rows);
    if (s->request->resume)
        tc_say(s->request, "已有 %" PRId64 " 个情景，还要算 %" PRId64 " 个",
               "there are %" PRId64 " scenarios, %" PRId64 " are to be computed", done,
               all - done);
    if (done < all && bytes >= MANY_BYTES)
        tc_say(s->request, "逐情景结果约需 %.1f GB（--rows goals 或 none 可减少）",
               "the rows take about %.1f GB (less with --rows goals or none)",
               (double)bytes * 1e-9);
    if (done < all && tc_sweep_decides_whole(s->problem, &s->wanted.run))
        tc_say(
            s->request,
            "案例有整体项目：每个情景单独用分支定界决定，一般要几十毫秒；--relax "
            "把它们当作可分割，得到上界，每秒可算上百万个",
            "the case has whole projects: each scenario is decided by branch and bound, "
            "some tens of milliseconds as a rule; --relax takes them as divisible and "
            "gives a bound, about a million a second");
    return TC_EXIT_DONE;
}

static int prepare(sweeping *s)
{
    int code = tc_sweep_options_read(s->request, &s->wanted);
    if (code == TC_EXIT_DONE)
        code = tc_case_open(s->request, &s->problem);
    if (code != TC_EXIT_DONE)
        return code;
    choose_folder(s);
    code = tc_case_guard(s->request, s->folder);
    if (code == TC_EXIT_DONE)
        code = open_sweep(s);
    if (code == TC_EXIT_DONE)
        code = tc_sweep_slice(s->request, tc_sweep_scenarios(s->sweep), &s->wanted);
    return code == TC_EXIT_DONE ? open_rows(s) : code;
}

/* ---- running ----------------------------------------------------------------------- */

static tc_code run_scenarios(sweeping *s, tc_error *error)
{
    const int64_t done = tc_rows_done(s->rows);
    const int64_t all = s->wanted.run.end - s->wanted.run.first;
    if (done == all)
        return TC_OK;
    const tc_sink *const sinks[] = {tc_summary_sink(s->summary), tc_rows_sink(s->rows)};
    tc_sweep_options run = s->wanted.run;
    run.first += done;
    run.is_stopped = tc_interrupt_asked;
    run.progress = tc_progress_show;
    run.asked = &s->progress;
    tc_interrupt_watch();
    tc_progress_begin(&s->progress, s->request, done, all);
    const tc_code code =
        tc_sweep_run(s->problem, s->sweep, &run, sinks, 2, &s->counts, error);
    tc_progress_end(&s->progress);
    tc_interrupt_leave();
    return code;
}

static int run_all(sweeping *s)
{
    tc_error error = {0};
    tc_code code = run_scenarios(s, &error);
    if (code == TC_OK)
        code = tc_summary_finish(s->summary, &error);
    if (code == TC_OK)
        code = tc_summary_save(s->summary, tc_rows_folder(s->rows), &error);
    if (code == TC_OK)
        code = tc_rows_finish(s->rows, &error);
    if (code != TC_OK) {
        const int exit_code = tc_say_error(s->request, NULL, &error);
        tc_say(s->request, "已写入的情景还在 %s；问题解决后用 --resume 接着算",
               "the scenarios written so far are in %s; go on with --resume once the "
               "cause is gone",
               tc_rows_folder(s->rows));
        return exit_code;
    }
    s->complete = tc_rows_done(s->rows) == s->wanted.run.end - s->wanted.run.first;
    return TC_EXIT_DONE;
}

/* ---- what comes of it -------------------------------------------------------------- */

static int print_summary(const sweeping *s)
{
    char *text = NULL;
    tc_error error = {0};
    const tc_code code =
        s->request->json
            ? tc_summary_json(s->summary, &text, &error)
            : tc_summary_print(s->summary, s->request->language, &text, &error);
    return tc_answer_made(s->request, NULL, code, text, &error);
}

static void say_counts(const sweeping *s)
{
    const tc_sweep_counts *c = &s->counts;
    if (c->scenarios == 0)
        return;
    tc_say(s->request,
           "本次 %" PRId64 " 个情景，%.2f 秒，每秒 %.0f 个：最优 %" PRId64
           "，有差距 %" PRId64 "，必保冲突 %" PRId64 "，没有算成 %" PRId64,
           "scenarios in this run: %" PRId64 ", %.2f s, %.0f/s: optimal %" PRId64
           ", bounded %" PRId64 ", infeasible %" PRId64 ", failed %" PRId64,
           c->scenarios, c->seconds,
           c->seconds > 0.0 ? (double)c->scenarios / c->seconds : 0.0, c->optimal,
           c->bounded, c->infeasible, c->failed);
    tc_say(s->request,
           "引擎：节点 %" PRId64 "，旋转 %" PRId64 "，沿用 %" PRId64 "，逐个求解 %" PRId64
           "；最大残差 %.1e，最大差距 %.1e",
           "engine: nodes %" PRId64 ", pivots %" PRId64 ", remembered %" PRId64
           ", one by one %" PRId64 "; worst residual %.1e, worst gap %.1e",
           c->nodes, c->pivots, c->remembered_steps, c->general, c->worst_residual,
           c->worst_gap);
    if (c->failed > 0)
        tc_say(s->request, "第一个没有算成的情景是 %" PRId64 "：%s%.0s",
               "the first scenario that failed is %" PRId64 ": %.0s%s", c->first_failed,
               c->failure.message, c->failure.message_en);
}

static void say_place(const sweeping *s)
{
    const char *folder = tc_rows_folder(s->rows);
    const int64_t all = s->wanted.run.end - s->wanted.run.first;
    const bool told = s->wanted.rows.kept != TC_ROWS_NONE &&
                      s->counts.failed + s->counts.infeasible > 0;
    if (s->complete)
        tc_say(s->request, "结果在 %s%s%.0s", "the result is in %s%.0s%s", folder,
               told ? "，没有方案的情景及原因在其中的 failed.csv" : "",
               told ? "; failed.csv there tells why scenarios have no plan" : "");
    else
        tc_say(s->request,
               "提前停止：%" PRId64 " 个情景中已有 %" PRId64
               " 个，在 %s；用 --resume 接着算",
               "stopped early: of %" PRId64 " scenarios %" PRId64
               " are there, in %s; go on with --resume",
               all, tc_rows_done(s->rows), folder);
}

static int run(const tc_request *request)
{
    sweeping s = {.request = request};
    int exit_code = prepare(&s);
    if (exit_code == TC_EXIT_DONE)
        exit_code = run_all(&s);
    if (exit_code == TC_EXIT_DONE) {
        exit_code = print_summary(&s);
        say_counts(&s);
        say_place(&s);
        if (exit_code == TC_EXIT_DONE && !s.complete)
            exit_code = TC_EXIT_STOPPED;
    }
    tc_summary_free(s.summary);
    tc_rows_close(s.rows);
    tc_sweep_free(s.sweep);
    tc_problem_free(s.problem);
    return exit_code;
}

const tc_command tc_sweep_command = {
    .name = "sweep",
    .run = run,
    .operands = 2,
    .operands_zh = "案例 推演文件",
    .operands_en = "CASE SWEEP",
    .zh = "批量推演：许多“如果……会怎样”，逐个精确求解",
    .en = "decide many what-if scenarios of a case, each of them exactly",
    .more_zh =
        "推演文件（JSON）写明变动哪些参数、怎样取值，见 data/README.md。\n"
        "写出 sweep.json、summary.json 和 rows/（NumPy "
        "文件，逐情景的目标值、份额、剩余量），"
        "算完才放到位；\n未完成的部分在 partial/。结果与线程数、分片、中断与续算无关，"
        "逐字节相同。\nCtrl-C 停止：给出已算情景的摘要，退出码为 4，--resume 接着算；"
        "再按一次立即结束。",
    .more_en =
        "The sweep file (JSON) says which parameters change and how, see "
        "data/README.md.\n"
        "Writes sweep.json, summary.json and rows/ (NumPy files: goals, shares and "
        "remaining pools by scenario),\nput in their place once all are there; until "
        "then "
        "they are in partial/. No byte depends on threads,\nslices, stops and restarts. "
        "Ctrl-C stops: the summary is that of the scenarios so far, exit code 4, and\n"
        "--resume goes on; once more ends at once.",
    .example = "tongchou sweep data/yuncheng-2022 data/sweeps/yuncheng-14-axes.json",
    .options = tc_sweep_option_list,
    .option_count = TC_SWEEP_OPTIONS,
};
