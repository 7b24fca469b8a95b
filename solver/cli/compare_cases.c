/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/case_folder.h"
#include "cli/compare.h"
#include "cli/say.h"

/* A case, and the plan that was given for it. */
typedef struct side {
    tc_problem *problem;
    tc_plan *plan; /* NULL: the case itself was given */
    char *path;    /* of the case of a plan */
} side;

static void close_side(side *one)
{
    tc_plan_free(one->plan);
    tc_problem_free(one->problem);
    tc_text_free(one->path);
}

/* The case that the folder of a plan names, as it was when it was solved, and the plan.
 */
static int open_plan(const tc_request *request, const char *folder, side *one)
{
    tc_error error = {0};
    if (tc_plan_case_find(folder, &one->path, &error) != TC_OK)
        return tc_say_error(request, folder, &error);
    const int exit_code = tc_case_open_with(request, one->path, NULL, &one->problem);
    if (exit_code != TC_EXIT_DONE)
        return exit_code;
    if (tc_plan_case_check(one->problem, folder, &error) != TC_OK ||
        tc_plan_load(one->problem, folder, &one->plan, &error) != TC_OK)
        return tc_say_error(request, folder, &error);
    return TC_EXIT_DONE;
}

static int open_side(const tc_request *request, int k, bool is_plan, side *one)
{
    const char *folder = request->operands[k];
    const int exit_code = is_plan
                              ? open_plan(request, folder, one)
                              : tc_case_open_with(request, folder, NULL, &one->problem);
    if (exit_code == TC_EXIT_DONE && is_plan)
        tc_say(request, "%s：方案，其案例在 %s", "%s: a plan, of the case in %s", folder,
               one->path);
    else if (exit_code == TC_EXIT_DONE)
        tc_say(request, "%s：案例", "%s: a case", folder);
    return exit_code;
}

/* A plan that is not what its case gives today was stopped early, or is of another
 * version: what is told of the case would not be told of it. */
static int check_plan(const tc_request *request, const tc_difference *difference, int k,
                      const side *one)
{
    if (!one->plan || tc_difference_agrees(difference, k == 1, one->plan))
        return TC_EXIT_DONE;
    tc_say(request,
           "%s：方案与它的案例重新求解的不同（提前停止，或是别的版本算的），不能这样"
           "比较；比较案例请写 %s",
           "%s: the plan is not what its case gives when it is solved again (stopped "
           "early, or another version): it is not compared; for the cases give "
           "%s",
           request->operands[k], one->path);
    return TC_EXIT_NO;
}

static int print(const tc_request *request, const tc_difference *difference)
{
    char *text = NULL;
    tc_error error = {0};
    const tc_code code =
        request->json ? tc_difference_json(difference, &text, &error)
                      : tc_difference_print(difference, request->language, &text, &error);
    const int exit_code = tc_answer_made(request, NULL, code, text, &error);
    return exit_code == TC_EXIT_DONE && !tc_difference_has_plans(difference) ? TC_EXIT_NO
                                                                             : exit_code;
}

static int compare(const tc_request *request, const side sides[2])
{
    const tc_solve_options options = {.time_limit_s = request->time_limit_s};
    tc_difference *difference = NULL;
    tc_error error = {0};
    if (tc_difference_find(sides[0].problem, sides[1].problem, &options, &difference,
                           &error) != TC_OK)
        return tc_say_error(request, NULL, &error);
    int exit_code = check_plan(request, difference, 0, &sides[0]);
    if (exit_code == TC_EXIT_DONE)
        exit_code = check_plan(request, difference, 1, &sides[1]);
    if (exit_code == TC_EXIT_DONE)
        exit_code = print(request, difference);
    tc_difference_free(difference);
    return exit_code;
}

int tc_compare_cases(const tc_request *request, const bool is_plan[2])
{
    side sides[2] = {{NULL, NULL, NULL}, {NULL, NULL, NULL}};
    int exit_code = open_side(request, 0, is_plan[0], &sides[0]);
    if (exit_code == TC_EXIT_DONE)
        exit_code = open_side(request, 1, is_plan[1], &sides[1]);
    if (exit_code == TC_EXIT_DONE)
        exit_code = compare(request, sides);
    close_side(&sides[0]);
    close_side(&sides[1]);
    return exit_code;
}
