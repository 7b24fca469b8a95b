/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_bench YUNCHENG — README.md says what is asked and how. */
#include <stdio.h>

#include "domain/contingency.h"
#include "domain/explanation.h"
#include "measure.h"
#include "support/made_case.h"

enum { LIMIT_S = 600, EXPLAINED_MOST = 6 };
enum { SOURCES = 60, PROJECTS = 300, AREAS = 15, DATES = 6 }; /* of the made case */

/* What is measured of a case. */
typedef enum row_kind {
    ROW_EXPLAIN,  /* projects that are not fully served, one after the other */
    ROW_DISPLACE, /* all of them forced in */
    ROW_FAIL,     /* each source failing, the reserve, the price of safety */
    ROWS
} row_kind;

static const char *const row_names[ROWS] = {"explain, one project", "explain --all",
                                            "contingency"};

/* One row of one case; the path of a folder, or NULL: a made case. */
typedef struct question {
    const char *folder;
    row_kind kind;
} question;

static tc_problem *open_case(const question *q)
{
    tc_problem *problem = NULL;
    tc_faults faults = {0};
    tc_day days[DATES + 1];
    made_days(days, DATES + 1);
    const made_shape shape = {SOURCES, PROJECTS, AREAS, days, DATES};
    if (!q->folder)
        return made_case_of(1, &shape, MADE_CAPS);
    const tc_code code = tc_problem_load(q->folder, &faults, &problem, NULL);
    tc_faults_free(&faults);
    return code == TC_OK ? problem : NULL;
}

/* ---- from scratch ------------------------------------------------------------------ */

/* Seconds of one plan by GLPK alone. */
static bool time_scratch(const tc_problem *problem, double *seconds, tc_error *error)
{
    const tc_solve_options options = {.engine = TC_ENGINE_GLPK};
    tc_plan *plan = NULL;
    const double before = clock_now();
    const tc_code code = tc_solve(problem, &options, &plan, error);
    *seconds = clock_now() - before;
    tc_plan_free(plan);
    return code == TC_OK;
}

/* ---- ours -------------------------------------------------------------------------- */

/* Questions and plans go to rows and columns of the result, how often to levels. */
static bool explain(const tc_problem *problem, measured *result, tc_error *error)
{
    tc_displacements *all = NULL;
    tc_code code = tc_displacements_find(problem, NULL, &all, error);
    const double before = clock_now();
    for (int k = 0; code == TC_OK && k < all->count && k < EXPLAINED_MOST; k++) {
        /* evenly among all that are not served */
        const int at = all->count <= EXPLAINED_MOST ? k : k * all->count / EXPLAINED_MOST;
        tc_explanation *explanation = NULL;
        code = tc_explanation_find(problem, NULL,
                                   problem->projects[all->list[at].project].id,
                                   &explanation, error);
        if (code != TC_OK)
            break;
        result->levels++;
        result->rows += explanation->asked;
        result->columns += explanation->replayed;
        tc_explanation_free(explanation);
    }
    result->seconds = clock_now() - before;
    tc_displacements_free(all);
    return code == TC_OK;
}

static bool displace(const tc_problem *problem, measured *result, tc_error *error)
{
    tc_displacements *all = NULL;
    const double before = clock_now();
    const tc_code code = tc_displacements_find(problem, NULL, &all, error);
    result->seconds = clock_now() - before;
    if (code != TC_OK)
        return false;
    result->levels = 1;
    result->rows = all->asked;
    result->columns = all->replayed;
    tc_displacements_free(all);
    return true;
}

static bool fail(const tc_problem *problem, measured *result, tc_error *error)
{
    tc_contingency *found = NULL;
    const double before = clock_now();
    const tc_code code = tc_contingency_find(problem, NULL, false, &found, error);
    result->seconds = clock_now() - before;
    if (code != TC_OK)
        return false;
    result->levels = 1;
    result->columns = found->replayed;
    tc_contingency_free(found);
    return true;
}

static void work(const void *argument, measured *result)
{
    static bool (*const ways[ROWS])(const tc_problem *, measured *,
                                    tc_error *) = {explain, displace, fail};
    const question *q = argument;
    tc_problem *problem = open_case(q);
    tc_error error = {0};
    if (problem) {
        result->done = time_scratch(problem, &result->spent_s[0], &error) &&
                       ways[q->kind](problem, result, &error);
        (void)snprintf(result->note, sizeof result->note, "%.90s", error.message_en);
    } /* the process ends here, and the case with it */
}

/* ---- the table --------------------------------------------------------------------- */

static void print_row(const question *q, const measured *r)
{
    const char *name = q->folder ? "yuncheng-2022" : "60 x 300, divisible";
    if (!r->done || r->levels == 0) {
        (void)printf("%-20s  %-20s  not done: %s\n", name, row_names[q->kind], r->note);
        return;
    }
    const double times = (double)r->levels;
    const double asked = (double)r->rows / times, replayed = (double)r->columns / times;
    const double seconds = r->seconds / times;
    /* the plan of the case itself is one solve more */
    const double scratch = (asked + replayed + 1.0) * r->spent_s[0];
    (void)printf("%-20s  %-20s  %7.1f  %8.1f  %9.4f  %9.4f  %7.1f\n", name,
                 row_names[q->kind], asked, replayed, seconds, r->spent_s[0],
                 scratch / seconds);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        (void)fprintf(stderr, "usage: explain_bench YUNCHENG\n");
        return 2;
    }
    int wrong = 0;
    (void)printf("%-20s  %-20s  %7s  %8s  %9s  %9s  %7s\n", "case", "what", "asked",
                 "replayed", "seconds", "GLPK, one", "ratio");
    for (int c = 0; c < 2; c++)
        for (int kind = 0; kind < ROWS; kind++) {
            const question q = {c == 0 ? argv[1] : NULL, (row_kind)kind};
            const measured result = measure(work, &q, LIMIT_S);
            print_row(&q, &result);
            wrong += !result.done;
        }
    return wrong > 0;
}
