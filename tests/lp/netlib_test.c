/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Netlib problems through our own layer, judged by our certificate and compared with
 * glpsol on the same file. GLPK's reader serves the test only: its problem is gone before
 * tc_simplex_open, which has the environment for itself. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <glpk.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "lp/certify.h"
#include "support/leaks.h"

/* How many problems the shared test data hold. */
enum { PROBLEMS = 43, PATH = 512 };

typedef struct instance {
    tc_linear lp;
    int *column; /* of the objective, to be maximised */
    double *cost;
    double shift; /* the file minimises shift - objective */
} instance;

static double low_of(int kind, double bound)
{
    return kind == GLP_FR || kind == GLP_UP ? -INFINITY : bound;
}

static double high_of(int kind, double low, double high)
{
    if (kind == GLP_FX)
        return low;
    return kind == GLP_FR || kind == GLP_LO ? INFINITY : high;
}

static void take_rows(instance *it, glp_prob *read)
{
    for (int i = 1; i <= glp_get_num_rows(read); i++) {
        const int kind = glp_get_row_type(read, i);
        tc_linear_row(&it->lp, low_of(kind, glp_get_row_lb(read, i)),
                      high_of(kind, glp_get_row_lb(read, i), glp_get_row_ub(read, i)));
    }
}

static void take_columns(instance *it, glp_prob *read)
{
    const size_t rows = (size_t)glp_get_num_rows(read) + 1;
    int *index = tc_mem_new(rows, sizeof *index);
    double *value = tc_mem_new(rows, sizeof *value);
    cr_assert(index && value);
    for (int j = 1; j <= glp_get_num_cols(read); j++) {
        const int kind = glp_get_col_type(read, j);
        tc_linear_column(&it->lp, low_of(kind, glp_get_col_lb(read, j)),
                         high_of(kind, glp_get_col_lb(read, j), glp_get_col_ub(read, j)));
        const int count = glp_get_mat_col(read, j, index, value);
        for (int k = 1; k <= count; k++)
            tc_linear_entry(&it->lp, index[k] - 1, j - 1, value[k]);
        it->column[j - 1] = j - 1;
        it->cost[j - 1] = -glp_get_obj_coef(read, j);
    }
    tc_mem_drop(index);
    tc_mem_drop(value);
}

/* All of the set are in fixed format; blanks in names make some of them unreadable as
 * free format. */
static instance read_instance(const char *path)
{
    instance it = {0};
    glp_term_out(GLP_OFF);
    glp_prob *read = glp_create_prob();
    cr_assert_eq(glp_read_mps(read, GLP_MPS_DECK, NULL, path), 0, "%s", path);
    cr_assert_eq(glp_get_obj_dir(read), GLP_MIN);
    const size_t columns = (size_t)glp_get_num_cols(read);
    it.column = tc_mem_new(columns, sizeof *it.column);
    it.cost = tc_mem_new(columns, sizeof *it.cost);
    cr_assert(it.column && it.cost);
    it.shift = glp_get_obj_coef(read, 0);
    take_rows(&it, read);
    take_columns(&it, read);
    glp_delete_prob(read);
    glp_free_env();
    cr_assert_eq(tc_linear_close(&it.lp, NULL), TC_OK);
    return it;
}

static void free_instance(instance *it)
{
    tc_linear_free(&it->lp);
    tc_mem_drop(it->column);
    tc_mem_drop(it->cost);
}

/* The optimum by glpsol, from its machine-readable answer: "s bas ROWS COLUMNS f f
 * OBJECTIVE". */
static double ask_glpsol(const char *path)
{
    char command[PATH + 64], line[256];
    (void)snprintf(command, sizeof command, "glpsol --mps '%s' -w /dev/stdout", path);
    FILE *answer = popen(command, "r");
    cr_assert_not_null(answer);
    double value = NAN;
    while (fgets(line, sizeof line, answer)) {
        char primal = 0, dual = 0;
        double objective = NAN;
        if (sscanf(line, "s bas %*d %*d %c %c %lf", &primal, &dual, &objective) == 3 &&
            primal == 'f' && dual == 'f')
            value = objective;
    }
    cr_assert_eq(pclose(answer), 0, "%s", command);
    return value;
}

/* Through our layer: the optimum of the file, with a certificate. */
static double solve(const instance *it, tc_certificate *certificate, long *pivots)
{
    const size_t rows = (size_t)it->lp.rows, columns = (size_t)it->lp.columns;
    double *numbers = tc_mem_new(2 * (rows + columns), sizeof *numbers);
    cr_assert_not_null(numbers);
    tc_basic_solution found = {.x = numbers,
                               .reduced_cost = numbers + columns,
                               .activity = numbers + 2 * columns,
                               .multiplier = numbers + 2 * columns + rows};
    const tc_objective goal = {it->lp.columns, it->column, it->cost};
    tc_simplex *simplex = NULL;
    tc_error error = {0};
    tc_lp_status status = TC_LP_INFEASIBLE;
    double value = NAN;
    if (tc_simplex_open(&it->lp, &simplex, &error) == TC_OK &&
        tc_simplex_maximise(simplex, &goal, &status, &found, &error) == TC_OK &&
        status == TC_LP_OPTIMAL &&
        tc_certify(&it->lp, &goal, &found, certificate, &error) == TC_OK)
        value = it->shift - found.value;
    if (error.code != TC_OK)
        printf("  %s\n", error.message_en);
    tc_simplex_close(simplex);
    *pivots = found.pivots;
    tc_mem_drop(numbers);
    return value;
}

/* One line of the table; true when all is well. */
static bool try_instance(const char *folder, const char *name)
{
    char path[PATH];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    instance it = read_instance(path);
    tc_certificate c = {0};
    tc_error error = {0};
    long pivots = 0;
    const double ours = solve(&it, &c, &pivots), theirs = ask_glpsol(path);
    const double apart = fabs(ours - theirs) / fmax(1.0, fabs(theirs));
    const bool good = apart <= 1e-6 && tc_certificate_accept(&c, 1e-6, &error) == TC_OK;
    printf("%-16s %5d %5d %6ld %17.9g %8.1g | %8.1g %8.1g %8.1g %8.1g %8.1g %s%s\n", name,
           it.lp.rows, it.lp.columns, pivots, ours, apart, c.primal, c.dual, c.slackness,
           c.gap, c.claims, good ? "" : "FAILED ", error.message_en);
    (void)fflush(stdout);
    free_instance(&it);
    return good;
}

static int is_problem(const struct dirent *entry)
{
    const size_t length = strlen(entry->d_name);
    return length > 7 && strcmp(entry->d_name + length - 7, ".mps.gz") == 0;
}

Test(lp_netlib, every_problem_is_solved_proved_and_agrees_with_glpsol)
{
    const char *folder = TC_TEST_SHARED "/netlib";
    struct dirent **entries = NULL;
    const int count = scandir(folder, &entries, is_problem, alphasort);
    if (count <= 0)
        cr_skip_test("%d Netlib problems are not there: %s", PROBLEMS, folder);
    printf("%-16s %5s %5s %6s %17s %8s | %8s %8s %8s %8s %8s\n", "problem", "rows",
           "cols", "pivots", "optimum", "glpsol", "primal", "dual", "slack", "gap",
           "claims");
    int failed = 0;
    for (int k = 0; k < count; k++) {
        failed += !try_instance(folder, entries[k]->d_name);
        free(entries[k]);
    }
    free(entries);
    cr_assert_eq(failed, 0, "%d of %d problems failed", failed, count);
    TC_ASSERT_NO_LEAK();
}
