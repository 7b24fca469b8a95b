/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/report_one.h"

#include <string.h>
#include <unistd.h>

#include "base/fault.h"
#include "cli/case_folder.h"
#include "cli/say.h"

/* What is no plan of the case, or no longer: understood, and the answer is no. */
static int refuse(const tc_request *request, const char *folder, const tc_error *error)
{
    const int code = tc_say_error(request, folder, error);
    tc_error none = {0};
    const bool readable = tc_plan_probe(folder, &none) == TC_OK;
    return code == TC_EXIT_INPUT && readable ? TC_EXIT_NO : code;
}

/* An answer without a plan in it: there is nothing to report. */
static int say_infeasible(const tc_request *request)
{
    tc_error none = {.code = TC_ERR_INPUT};
    (void)tc_fail(
        &none, TC_ERR_INPUT, NULL, "必保项目无法同时满足，没有可以报告的方案",
        "the required projects cannot all be served: there is no plan to report");
    (void)tc_say_error(request, NULL, &none);
    return TC_EXIT_NO;
}

/* What case.sha256 says of a case that is no longer there. */
static int say_gone(const tc_request *request, const char *folder, const char *path)
{
    const tc_place place = {"case.sha256", 1, 1};
    tc_error gone = {.code = TC_ERR_INPUT};
    (void)tc_fail(
        &gone, TC_ERR_INPUT, &place, "案例不在这里：“%s”；移动过的话，请用 --case 指明",
        "the case is not there: '%s'; where it has moved, name it with --case", path);
    return tc_say_error(request, folder, &gone);
}

static int say_unverified(const tc_request *request, const tc_verdict *verdict)
{
    tc_error wrong = {.code = TC_ERR_INPUT};
    memcpy(wrong.message, verdict->message, sizeof wrong.message);
    memcpy(wrong.message_en, verdict->message_en, sizeof wrong.message_en);
    (void)tc_say_error(request, NULL, &wrong);
    tc_say(request, "方案没有通过核验，不写报告",
           "the plan fails its check, and no report is written");
    return TC_EXIT_NO;
}

/* What is wrong with the templates of letters, all of it. */
static int say_templates(const tc_request *request, const tc_faults *faults)
{
    if (request->json)
        (void)tc_answer_faults(request, faults);
    else
        tc_say_faults(request, request->templates, faults);
    return TC_EXIT_INPUT;
}

static int write_files(const tc_request *request, const tc_report_plan *about,
                       const char *to, tc_report_outcome *outcome)
{
    tc_report_files *files = &outcome->files;
    tc_error error = {0};
    tc_faults faults = {0};
    int exit_code = TC_EXIT_DONE;
    tc_code code = tc_report_formats_make(request, about, files, &faults, &error);
    if (code == TC_OK)
        code = tc_report_save(files->files, files->count, to, &error);
    if (code != TC_OK) {
        tc_report_files_free(files);
        exit_code = faults.errors > 0 ? say_templates(request, &faults)
                                      : tc_say_error(request, request->templates, &error);
    }
    tc_faults_free(&faults);
    return exit_code;
}

/* Load the sweep that goes with the plan, where one is named. */
static int open_sweep(const tc_request *request, const tc_problem *problem,
                      tc_summary **sweep)
{
    tc_error error = {0};
    if (!request->sweep)
        return TC_EXIT_DONE;
    if (tc_summary_load(request->sweep, sweep, &error) != TC_OK)
        return tc_say_error(request, request->sweep, &error);
    if (tc_summary_case_check(problem, *sweep, &error) == TC_OK)
        return TC_EXIT_DONE;
    const int exit_code = tc_say_error(request, request->sweep, &error);
    return exit_code == TC_EXIT_INPUT ? TC_EXIT_NO : exit_code;
}

static int report_plan(const tc_request *request, const tc_problem *problem,
                       const tc_plan *plan, const char *to, tc_report_outcome *outcome)
{
    tc_verdict verdict = {.verified = false};
    tc_error error = {0};
    char *case_files = NULL;
    if (tc_plan_get_status(plan) == TC_PLAN_INFEASIBLE)
        return say_infeasible(request);
    if (tc_plan_verify(problem, plan, &verdict, &error) != TC_OK)
        return tc_say_error(request, NULL, &error);
    if (!verdict.verified)
        return say_unverified(request, &verdict);
    if (tc_case_files(problem, &case_files, &error) != TC_OK)
        return tc_say_error(request, NULL, &error);
    tc_summary *sweep = NULL;
    int exit_code = open_sweep(request, problem, &sweep);
    const tc_report_plan about = {problem, plan, {&verdict, case_files, NULL}, sweep};
    if (exit_code == TC_EXIT_DONE)
        exit_code = write_files(request, &about, to, outcome);
    outcome->check_code = verdict.check_code;
    tc_summary_free(sweep);
    tc_text_free(case_files);
    return exit_code;
}

static int report_case(const tc_request *request, const char *case_folder,
                       const char *folder, const char *to, tc_report_outcome *outcome)
{
    tc_problem *problem = NULL;
    tc_plan *plan = NULL;
    tc_error error = {0};
    int exit_code = tc_case_open_of_plan(request, case_folder, folder, &problem);
    if (exit_code != TC_EXIT_DONE)
        return exit_code;
    exit_code = tc_case_guard_at(request, case_folder, to);
    if (exit_code == TC_EXIT_DONE &&
        (tc_plan_case_check(problem, folder, &error) != TC_OK ||
         tc_plan_load(problem, folder, &plan, &error) != TC_OK))
        exit_code = refuse(request, folder, &error);
    if (exit_code == TC_EXIT_DONE)
        exit_code = report_plan(request, problem, plan, to, outcome);
    tc_plan_free(plan);
    tc_problem_free(problem);
    return exit_code;
}

void tc_report_outcome_free(tc_report_outcome *outcome)
{
    tc_report_files_free(&outcome->files);
}

tc_report_outcome tc_report_one(const tc_request *request, const char *folder,
                                const char *to)
{
    tc_report_outcome outcome = {.exit_code = TC_EXIT_DONE};
    tc_error error = {0};
    char *found = NULL;
    if (tc_plan_probe(folder, &error) != TC_OK ||
        (!request->case_folder && tc_plan_case_find(folder, &found, &error) != TC_OK))
        outcome.exit_code = tc_say_error(request, folder, &error);
    else if (found && access(found, F_OK) != 0)
        outcome.exit_code = say_gone(request, folder, found);
    else
        outcome.exit_code =
            report_case(request, request->case_folder ? request->case_folder : found,
                        folder, to, &outcome);
    tc_text_free(found);
    return outcome;
}
