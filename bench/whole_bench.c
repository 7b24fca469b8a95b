/* SPDX-License-Identifier: GPL-3.0-or-later */
/* whole_bench YUNCHENG RESULTS.csv [SECONDS [MOST-PROJECTS]] — README.md says what is
 * asked and how. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "domain/plan.h"
#include "lp/whole_export.h"
#include "measure.h"
#include "scarce_case.h"
#include "support/made_case.h"

enum { PATH_BYTES = 512, LIMIT_S = 60, OWN_LIMIT_S = 1800 };

/* Values of programs whose file holds the goals before with room of 1e-7. */
static const double TOLERANCE = 1e-5;

typedef struct size {
    int projects, areas, seed; /* projects 0: the case that was named */
} size;

static const size sizes[] = {
    {0, 0, 0}, {300, 15, 1}, {300, 15, 2}, {300, 15, 3}, {2000, 60, 1}};

/* One question to one case, and where its answers go. */
typedef struct question {
    size of;
    const char *yuncheng, *folder;
    double limit_s;
} question;

typedef struct report {
    FILE *csv;
    question asked;
    int wrong; /* answers that contradict each other */
} report;

/* What one program says of one goal. */
typedef struct answer {
    double value, bound, seconds;
    long nodes; /* -1: not told */
} answer;

static void name_file(const question *q, const char *kind, int goal,
                      char path[PATH_BYTES])
{
    (void)snprintf(path, PATH_BYTES, "%s/%s%d", q->folder, kind, goal);
}

/* ---- ours ---------------------------------------------------------------------------
 */

static tc_problem *open_case(const question *q)
{
    tc_problem *problem = NULL;
    tc_faults faults = {0};
    if (q->of.projects > 0)
        return scarce_case((uint64_t)q->of.seed, q->of.projects, q->of.areas);
    const tc_code code = tc_problem_load(q->yuncheng, &faults, &problem, NULL);
    tc_faults_free(&faults);
    return code == TC_OK ? problem : NULL;
}

static void keep_search(const question *q, const tc_problem *problem, const tc_plan *plan,
                        const tc_search *search, measured *result)
{
    char model[PATH_BYTES];
    tc_error error = {0};
    const int k = result->goals;
    if (search->kind != TC_LEVEL_TOTAL || k == GOALS_MOST)
        return;
    name_file(q, "model", search->goal, model);
    if (tc_whole_export(problem, plan, search->goal, TC_LP_FORMAT_MPS, model, &error) !=
        TC_OK) {
        result->done = false;
        (void)snprintf(result->note, sizeof result->note, "%.90s", error.message_en);
        return;
    }
    result->goal[k] = search->goal;
    result->value[k] = search->value;
    result->bound[k] = search->bound;
    result->spent_s[k] = search->seconds;
    result->nodes[k] = search->nodes;
    result->goals++;
}

/* Solve, and write the program of every goal that was searched. */
static void solve_own(const void *argument, measured *result)
{
    const question *q = argument;
    const tc_solve_options options = {.time_limit_s = q->limit_s};
    tc_problem *problem = open_case(q);
    tc_plan *plan = NULL;
    tc_error error = {0};
    result->done = false;
    if (!problem) {
        (void)snprintf(result->note, sizeof result->note, "the case cannot be read");
        return;
    }
    const double before = clock_now();
    const tc_code code = tc_solve(problem, &options, &plan, &error);
    result->seconds = clock_now() - before;
    result->done = code == TC_OK;
    (void)snprintf(result->note, sizeof result->note, "%.90s", error.message_en);
    for (int k = 0; code == TC_OK && k < plan->search_count; k++)
        keep_search(q, problem, plan, &plan->searches[k], result);
    tc_plan_free(plan);
}

/* ---- the others ---------------------------------------------------------------------
 */

/* The number after a word in a line; NAN. */
static double after(const char *line, const char *word)
{
    const char *found = strstr(line, word);
    char *end = NULL;
    if (!found)
        return NAN;
    const double number = strtod(found + strlen(word), &end);
    return end == found + strlen(word) ? NAN : number;
}

/* Both minimise the negative. */
static void read_cbc(const char *path, answer *a)
{
    FILE *file = fopen(path, "r");
    char line[4096];
    bool optimal = false;
    while (file && fgets(line, sizeof line, file)) {
        optimal = optimal || strncmp(line, "Result - Optimal", 16) == 0;
        if (isfinite(after(line, "Objective value: ")))
            a->value = -after(line, "Objective value: ");
        if (isfinite(after(line, "Lower bound: ")))
            a->bound = -after(line, "Lower bound: ");
        if (isfinite(after(line, "Enumerated nodes: ")))
            a->nodes = (long)after(line, "Enumerated nodes: ");
    }
    if (optimal)
        a->bound = a->value;
    if (file)
        (void)fclose(file);
}

/* "+  1924: mip =  -2.9e+01 >=  -2.9e+01   0.0% (0; 427)", the last one. */
static void read_glpsol(const char *path, answer *a)
{
    FILE *file = fopen(path, "r");
    char line[4096];
    while (file && fgets(line, sizeof line, file)) {
        const bool found = strstr(line, ">>>>>") || strstr(line, "mip =");
        const char *counts = strrchr(line, ';');
        if (!found || !counts)
            continue;
        const double value = after(line, strstr(line, ">>>>>") ? ">>>>>" : "mip =");
        const double bound = after(line, strstr(line, "<=") ? "<=" : ">=");
        a->value = isfinite(value) ? -value : a->value;
        a->bound = isfinite(bound) ? -bound : a->value;
        a->nodes = strtol(counts + 1, NULL, 10);
    }
    if (file)
        (void)fclose(file);
}

static answer ask_cbc(const question *q, int goal)
{
    char model[PATH_BYTES], talk[PATH_BYTES], limit[32];
    answer a = {NAN, NAN, 0.0, -1};
    name_file(q, "model", goal, model);
    name_file(q, "talk", goal, talk);
    (void)snprintf(limit, sizeof limit, "%g", q->limit_s);
    const char *const command[] = {"cbc", model, "sec", limit, "solve", NULL};
    a.seconds = measure_command(command, talk, 2U * (unsigned)q->limit_s + 10U).seconds;
    read_cbc(talk, &a);
    return a;
}

static answer ask_glpsol(const question *q, int goal)
{
    char model[PATH_BYTES], talk[PATH_BYTES], limit[32];
    answer a = {NAN, NAN, 0.0, -1};
    name_file(q, "model", goal, model);
    name_file(q, "talk", goal, talk);
    (void)snprintf(limit, sizeof limit, "%.0f", q->limit_s);
    const char *const command[] = {"glpsol", "--freemps", model, "--tmlim", limit, NULL};
    a.seconds = measure_command(command, talk, 2U * (unsigned)q->limit_s + 10U).seconds;
    read_glpsol(talk, &a);
    return a;
}

/* ---- how it is told -----------------------------------------------------------------
 */

static double gap_of(const answer *a)
{
    const double largest = fmax(fabs(a->value), fabs(a->bound));
    return largest > 0.0 ? fmax(0.0, a->bound - a->value) / largest : 0.0;
}

/* Two answers contradict each other where one has a plan above the other's bound. */
static const char *compared(const answer *own, const answer *other)
{
    const double room = TOLERANCE * fmax(1.0, fabs(own->value));
    if (!isfinite(other->value))
        return "";
    if (other->value > own->bound + room || own->value > other->bound + room)
        return "NO";
    if (fabs(other->value - own->value) <= room)
        return "yes";
    return other->value > own->value ? "more" : "less";
}

static void tell(report *r, const char *goal, const char *who, const answer *a,
                 const char *equal)
{
    const size of = r->asked.of;
    char nodes[24] = "";
    r->wrong += strcmp(equal, "NO") == 0;
    if (a->nodes >= 0)
        (void)snprintf(nodes, sizeof nodes, "%ld", a->nodes);
    printf("%5d %4d  %-16s %-8s %14.9g %14.9g %8.3f%% %8s %8.2f  %s\n", of.projects,
           of.seed, goal, who, a->value, a->bound, 100.0 * gap_of(a), nodes, a->seconds,
           equal);
    (void)fflush(stdout);
    fprintf(r->csv, "%d,%d,\"%s\",%s,%.9g,%.9g,%.6f,%s,%.2f,%s\n", of.projects, of.seed,
            goal, who, a->value, a->bound, gap_of(a), nodes, a->seconds, equal);
}

static void ask(report *r)
{
    question *q = &r->asked;
    const measured own = measure(solve_own, q, OWN_LIMIT_S);
    if (!own.done)
        printf("%5d %4d  not solved: %s\n", q->of.projects, q->of.seed, own.note);
    r->wrong += !own.done;
    tc_problem *problem = own.done ? open_case(q) : NULL;
    for (int k = 0; problem && k < own.goals; k++) {
        const char *goal = problem->goals[own.goal[k]].name;
        const answer a = {own.value[k], own.bound[k], own.spent_s[k], own.nodes[k]};
        const answer cbc = ask_cbc(q, own.goal[k]), glpsol = ask_glpsol(q, own.goal[k]);
        tell(r, goal, "tongchou", &a, "");
        tell(r, goal, "cbc", &cbc, compared(&a, &cbc));
        tell(r, goal, "glpsol", &glpsol, compared(&a, &glpsol));
    }
    printf("%5d %4d  %-16s %-8s %51.2f\n", q->of.projects, q->of.seed, "all, checked",
           "tongchou", own.seconds);
    fprintf(r->csv, "%d,%d,\"all, checked\",tongchou,,,,,%.2f,\n", q->of.projects,
            q->of.seed, own.seconds);
}

int main(int count, char **arguments)
{
    char folder[] = "/tmp/tongchou-bench-XXXXXX";
    if (count < 3 || count > 5) {
        fputs("usage: whole_bench YUNCHENG RESULTS.csv [SECONDS [MOST-PROJECTS]]\n",
              stderr);
        return 2;
    }
    report r = {.csv = fopen(arguments[2], "w")};
    if (!r.csv || !mkdtemp(folder)) {
        perror(arguments[2]);
        return 3;
    }
    r.asked.yuncheng = arguments[1];
    r.asked.folder = folder;
    r.asked.limit_s = count > 3 ? strtod(arguments[3], NULL) : LIMIT_S;
    const long most = count > 4 ? strtol(arguments[4], NULL, 10) : 1000000;
    printf("%5s %4s  %-16s %-8s %14s %14s %9s %8s %8s  %s\n", "proj.", "seed", "goal",
           "by", "value", "bound", "gap", "nodes", "seconds", "equal");
    fputs("projects,seed,goal,by,value,bound,gap,nodes,seconds,equal\n", r.csv);
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        r.asked.of = sizes[k];
        if (sizes[k].projects <= most)
            ask(&r);
    }
    const char *const command[] = {"rm", "-rf", folder, NULL};
    (void)measure_command(command, "/dev/null", LIMIT_S);
    printf("answers that contradict each other: %d\n", r.wrong);
    return fclose(r.csv) != 0 || r.wrong > 0;
}
