/* SPDX-License-Identifier: GPL-3.0-or-later */
/* glpsol as oracle, and CBC where it is installed: what `solve --json` says of a goal is
 * the optimum that they find in the file that `export` writes for it. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "io/json_tree.h"
#include "support/case_writer.h"
#include "support/child.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/scratch.h"

/* GLPK writes 15 digits into an LP file, 12 into an MPS file: with amounts from 0.0001 to
 * 10,000 that is up to 3e-8 of a goal. */
static const double TOLERANCE = 1e-7;
/* Of programs in whole numbers, where others take 0.99999 for 1. */
static const double WHOLE_TOLERANCE = 1e-6;

enum { PATH_BYTES = 512, EXIT_DONE = 0, EXIT_NO = 1, EXIT_INPUT = 2 };

/* A case folder, and a folder for all that is said of it. */
typedef struct question {
    const char *folder; /* of the case */
    tc_scratch scratch;
    char plan[PATH_BYTES], said[PATH_BYTES], model[PATH_BYTES], answer[PATH_BYTES];
    int asked;   /* goals that glpsol has solved */
    int inexact; /* of them not in exact arithmetic */
    int whole;   /* of them in whole numbers */
    bool has_cbc;
} question;

static void name_in(const tc_scratch *scratch, const char *name, char path[PATH_BYTES])
{
    const int length = snprintf(path, PATH_BYTES, "%s/%s", scratch->folder, name);
    cr_assert(length > 0 && length < PATH_BYTES);
}

static question ask(void)
{
    question q = {.scratch = tc_scratch_open()};
    name_in(&q.scratch, "plan.json", q.plan);
    name_in(&q.scratch, "said", q.said);
    name_in(&q.scratch, "model", q.model);
    name_in(&q.scratch, "answer", q.answer);
    return q;
}

static int solve(const question *q)
{
    char files[PATH_BYTES + 8];
    (void)snprintf(files, sizeof files, "%s/files", q->scratch.folder);
    const char *const command[] = {
        TC_TEST_PROGRAM, "solve", q->folder, "--json", "-q", "-o", files, NULL};
    const int status = child_run(command, q->plan, q->said);
    const char *const clean[] = {"rm", "-rf", files, NULL};
    cr_assert_eq(child_run(clean, q->answer, q->said), 0);
    return status;
}

static int export(const question *q, const char *goal, const char *format)
{
    const char *const command[] = {TC_TEST_PROGRAM, "export", q->folder, "--format",
                                   format,          "--goal", goal,      "-o",
                                   q->model,        NULL};
    return child_run(command, q->answer, q->said);
}

/* The value in the line "s bas ROWS COLUMNS f f VALUE" that glpsol writes, or "s mip ROWS
 * COLUMNS o VALUE" (whole); NAN where it has no optimum. */
static double read_answer(const question *q, bool *whole)
{
    FILE *file = fopen(q->answer, "r");
    cr_assert_not_null(file);
    char line[4096];
    double value = NAN;
    while (isnan(value) && fgets(line, sizeof line, file)) {
        const char *last = strrchr(line, ' ');
        const bool lp = strncmp(line, "s bas ", 6) == 0 && strstr(line, " f f ");
        *whole = strncmp(line, "s mip ", 6) == 0 && strstr(line, " o ");
        if ((lp || *whole) && last)
            value = strtod(last, NULL);
    }
    fclose(file);
    return value;
}

static double glpsol_once(const question *q, const char *how, const char *format,
                          bool *whole)
{
    const char *const command[] = {"glpsol", how,       format, q->model,
                                   "-w",     q->answer, NULL};
    char talk[PATH_BYTES];
    name_in(&q->scratch, "talk", talk);
    cr_assert_eq(child_run(command, talk, q->said), 0);
    return read_answer(q, whole);
}

/* In exact arithmetic; but digits that the file leaves out may contradict each other, and
 * then in the usual one, which has tolerances. */
static double glpsol(question *q, const char *format, const char *what, bool *whole)
{
    const char *option = strcmp(format, "lp") == 0 ? "--lp" : "--freemps";
    double value = glpsol_once(q, "--exact", option, whole);
    if (isnan(value)) {
        value = glpsol_once(q, "--simplex", option, whole);
        q->inexact++;
    }
    cr_assert(isfinite(value), "%s: glpsol finds no optimum", what);
    q->asked++;
    q->whole += *whole;
    return value;
}

/* Of an MPS file, which CBC takes to be made small. */
static double cbc(const question *q, const char *what)
{
    static const char OPTIMAL[] = "Optimal - objective value";
    char model[PATH_BYTES], talk[PATH_BYTES], line[4096] = "";
    name_in(&q->scratch, "model.mps", model);
    name_in(&q->scratch, "talk", talk);
    const char *const copy[] = {"cp", q->model, model, NULL};
    cr_assert_eq(child_run(copy, talk, q->said), 0);
    const char *const command[] = {"cbc", model, "solve", "solution", q->answer, NULL};
    (void)remove(q->answer);
    cr_assert_eq(child_run(command, talk, q->said), 0);
    FILE *file = fopen(q->answer, "r");
    cr_assert(file && fgets(line, sizeof line, file), "%s, %s: no answer of CBC", what,
              model);
    fclose(file);
    cr_assert(strncmp(line, OPTIMAL, sizeof OPTIMAL - 1) == 0, "%s: CBC says %s", what,
              line);
    return strtod(line + sizeof OPTIMAL - 1, NULL);
}

/* keep-local is made small, all other goals large; MPS files make all small. */
static void compare(question *q, const tc_json *goal, const char *format)
{
    const char *name = tc_json_member(goal, "name")->text;
    const double value = tc_json_member(goal, "value")->number;
    const bool small = strcmp(tc_json_member(goal, "kind")->text, "keep-local") == 0;
    const bool negated = strcmp(format, "mps") == 0;
    char what[256];
    (void)snprintf(what, sizeof what, "%s, %s, %s", q->folder, name, format);
    cr_assert_eq(export(q, name, format), EXIT_DONE, "%s", what);
    bool whole = false;
    const double sign = small == negated ? 1.0 : -1.0;
    const double found = sign * glpsol(q, format, what, &whole);
    const double most = (whole ? WHOLE_TOLERANCE : TOLERANCE) * fmax(1.0, fabs(value));
    cr_assert(fabs(found - value) <= most, "%s: %.12g, glpsol finds %.12g", what, value,
              found);
    if (!q->has_cbc || !whole || !negated)
        return;
    const double other = sign * cbc(q, what);
    cr_assert(fabs(other - value) <= most, "%s: %.12g, CBC finds %.12g", what, value,
              other);
}

/* Which of the two formats to try: by turns, both or one. */
typedef enum formats { TURN_LP, TURN_MPS, BOTH, ONLY_LP } formats;

static void compare_goals(question *q, const tc_json *goals, formats which)
{
    int turn = 0;
    for (const tc_json *goal = goals->child; goal; goal = goal->next) {
        if (strcmp(tc_json_member(goal, "kind")->text, "first-come") == 0)
            continue;
        if (which >= BOTH || turn % 2 == (int)which)
            compare(q, goal, "lp");
        if (which == BOTH || (which < BOTH && turn % 2 != (int)which))
            compare(q, goal, "mps");
        turn++;
    }
}

/* Without a plan there is no program to write, and no file is left. */
static void expect_refusal(const question *q, const char *goal)
{
    struct stat about;
    (void)remove(q->model);
    cr_assert_eq(export(q, goal, "lp"), EXIT_INPUT, "%s", q->folder);
    cr_assert_neq(stat(q->model, &about), 0, "%s", q->folder);
}

/* Is there a plan? */
static bool check_case(question *q, const char *a_goal, formats which)
{
    const int status = solve(q);
    cr_assert(status == EXIT_DONE || status == EXIT_NO, "%s: exit code %d", q->folder,
              status);
    if (status == EXIT_NO) {
        expect_refusal(q, a_goal);
        return false;
    }
    tc_json_document *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_json_load(q->plan, "plan", 1U << 24, &plan, &error), TC_OK, "%s: %s",
                 q->folder, error.message_en);
    compare_goals(q, tc_json_member(tc_json_root(plan), "goals"), which);
    tc_json_free(plan);
    return true;
}

Test(cli_oracle, glpsol_agrees_on_the_cases_of_data)
{
    question q = ask();
    q.folder = TC_TEST_DATA "/textbook";
    cr_assert(check_case(&q, "tier 1", BOTH));
    q.folder = TC_TEST_DATA "/yuncheng-2022";
    cr_assert(check_case(&q, "tier 1", BOTH));
    cr_assert(q.asked >= 20 && q.inexact == 0, "%d, %d", q.asked, q.inexact);
    tc_scratch_close(&q.scratch);
    TC_ASSERT_NO_LEAK();
}

/* Is there a plan of this made case? */
static bool check_made_case(question *q, tc_scratch *folder, tc_problem *made,
                            formats which)
{
    const char *goal = NULL;
    for (int g = 0; g < made->goal_count; g++)
        if (made->goals[g].kind == TC_GOAL_TIER)
            goal = made->goals[g].name;
    q->folder = folder->folder;
    cr_assert(case_write(made, folder->folder));
    const bool is_plan = check_case(q, goal ? goal : made->goals[0].name, which);
    if (made->exchange_count)
        tc_scratch_remove(folder, "exchange.csv");
    made_case_free(made);
    return is_plan;
}

/* A case for each mix of features that has these bits, of the two. */
static void check_made_cases(unsigned always, uint64_t seed)
{
    question q = ask();
    tc_scratch folder = tc_scratch_open();
    int plans = 0, cases = 0;
    for (unsigned mix = 0; mix < 256; mix++) {
        if ((mix & (MADE_WIDE | MADE_TIES)) != always)
            continue;
        tc_problem *made =
            made_case(seed + mix, 2 + (int)(mix % 10), 2 + (int)(mix % 13), mix);
        cases++;
        plans += check_made_case(&q, &folder, made, mix % 2 ? TURN_LP : TURN_MPS);
    }
    cr_assert(plans > cases / 2 && q.asked > 3 * plans && q.inexact <= q.asked / 20,
              "%d cases, %d plans, %d goals, %d of them inexactly", cases, plans, q.asked,
              q.inexact);
    tc_scratch_close(&q.scratch);
    tc_scratch_close(&folder);
    TC_ASSERT_NO_LEAK();
}

Test(cli_oracle, glpsol_agrees_on_made_cases)
{
    check_made_cases(0, 30000);
}

Test(cli_oracle, glpsol_agrees_on_made_cases_again)
{
    check_made_cases(0, 31000);
}

Test(cli_oracle, glpsol_agrees_on_cases_full_of_ties)
{
    check_made_cases(MADE_TIES, 32000);
}

Test(cli_oracle, glpsol_agrees_on_cases_full_of_ties_again)
{
    check_made_cases(MADE_TIES, 33000);
}

Test(cli_oracle, glpsol_agrees_on_cases_of_very_different_amounts)
{
    check_made_cases(MADE_WIDE, 34000);
}

/* Whole projects: mixes of the first so many features, some cases each. In other orders
 * of goals, nine digits of what crosses areas are not enough to hold it before shares of
 * small projects. */
static void check_whole_cases(unsigned whole, unsigned bits, uint64_t seed)
{
    static const unsigned FEATURES[] = {MADE_CAPS, MADE_EVEN, MADE_POLICY, MADE_MUST,
                                        MADE_EXCHANGE};
    enum { CASES = 64 };
    const char *const find[] = {"sh", "-c", "command -v cbc", NULL};
    question q = ask();
    q.has_cbc = child_run(find, q.answer, q.said) == 0;
    tc_scratch folder = tc_scratch_open();
    int plans = 0;
    for (unsigned k = 0; k < CASES; k++) {
        unsigned mix = whole;
        for (unsigned bit = 0; bit < bits; bit++)
            mix |= k >> bit & 1U ? FEATURES[bit] : 0U;
        tc_problem *made = made_case(seed + k, 4 + (int)(k % 11), 6 + (int)(k % 13), mix);
        plans += check_made_case(&q, &folder, made, mix & MADE_POLICY ? ONLY_LP : BOTH);
    }
    cr_assert(plans > CASES / 2 && q.whole > 2 * plans,
              "%d plans, %d goals in whole numbers", plans, q.whole);
    tc_scratch_close(&q.scratch);
    tc_scratch_close(&folder);
    TC_ASSERT_NO_LEAK();
}

Test(cli_oracle, glpsol_and_cbc_agree_on_whole_projects)
{
    check_whole_cases(MADE_WHOLE, 5, 35000);
}

Test(cli_oracle, glpsol_and_cbc_agree_on_indivisible_projects)
{
    check_whole_cases(MADE_ALL_WHOLE, 4, 36000);
}
