/* SPDX-License-Identifier: GPL-3.0-or-later */
/* solve_bench TONGCHOU RESULTS.csv [LARGEST] — README.md says what is asked and how. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "domain/plan.h"
#include "lp/lexico.h"
#include "lp/network.h"
#include "lp/objective.h"
#include "measure.h"
#include "plain_glpk.h"
#include "support/case_writer.h"
#include "support/made_case.h"

enum { LIMIT_S = 120, OWN_LIMIT_S = 1800, DATES = 6, AREAS = 15, PATH_BYTES = 512 };

/* What GLPK takes for a column of the plain program, measured with presolve, and the most
 * that is tried. */
static const double COLUMN_BYTES = 900.0, BYTES_MOST = 6e9;

static const double TOLERANCE = 1e-6;

typedef struct size {
    int sources, projects;
} size;

static const size sizes[] = {{20, 50}, {200, 1000}, {500, 3000}, {2000, 20000}};

static const plain_setting settings[] = {{"presolve, primal", true, false, false},
                                         {"presolve, dual", true, true, false},
                                         {"advanced basis, primal", false, false, true}};

enum { SETTINGS = sizeof settings / sizeof *settings };

/* One question to one case. */
typedef struct question {
    size of;
    int goal;
    const plain_setting *setting;
    tc_export_format format;
    const char *path;
} question;

/* Where the table goes, and what each line says beside the measurement. */
typedef struct report {
    FILE *csv;
    char processor[128];
    char folder[PATH_BYTES]; /* scratch */
    const char *program;
    int wrong; /* answers that differ */
} report;

/* ---- what is measured ---------------------------------------------------------------
 */

static tc_problem *make(size of)
{
    tc_day days[DATES + 1];
    made_days(days, DATES + 1);
    const made_shape shape = {of.sources, of.projects, AREAS, days, DATES};
    return made_case_of(1, &shape, MADE_CAPS);
}

static void fail(measured *result, const tc_error *error)
{
    result->done = false;
    (void)snprintf(result->note, sizeof result->note, "%.90s", error->message_en);
}

static void solve_own(const void *argument, measured *result)
{
    const question *q = argument;
    tc_problem *problem = make(q->of);
    tc_plan *plan = NULL;
    tc_error error = {0};
    const double before = clock_now();
    const tc_code code = tc_solve(problem, NULL, &plan, &error);
    result->seconds = clock_now() - before;
    if (code != TC_OK) {
        fail(result, &error);
    } else {
        result->levels = plan->level_count;
        result->pivots = plan->pivots;
        for (int k = 0; k < plan->level_count; k++)
            if (plan->levels[k].kind == TC_LEVEL_TOTAL)
                result->value[result->goals++] = plan->levels[k].value;
    }
    tc_plan_free(plan);
    made_case_free(problem);
}

static void solve_own_goal(const void *argument, measured *result)
{
    const question *q = argument;
    tc_problem *problem = make(q->of);
    tc_network net = {0};
    tc_lexico *lexico = NULL;
    tc_lp_status status = TC_LP_OPTIMAL;
    tc_error error = {0};
    int *column = NULL;
    double *value = NULL;
    const double before = clock_now();
    tc_code code = tc_network_build(problem, TC_NET_NO_GOAL_ROWS, &net, &error);
    if (code == TC_OK)
        code = tc_lexico_open(&net.lp, &lexico, &error);
    if (code == TC_OK) {
        column = calloc((size_t)net.lp.columns, sizeof *column);
        value = calloc((size_t)net.lp.columns, sizeof *value);
        const tc_objective goal = tc_objective_total(&net, q->goal, column, value);
        code = tc_lexico_level(lexico, &goal, &status, &result->value[0], NULL, &error);
    }
    result->seconds = clock_now() - before;
    result->goals = 1;
    result->levels = 1;
    result->rows = net.lp.rows;
    result->columns = net.lp.columns;
    result->pivots = lexico ? tc_lexico_pivots(lexico) : 0;
    if (code != TC_OK)
        fail(result, &error);
    tc_lexico_close(lexico);
    tc_network_free(&net);
    free(column);
    free(value);
    made_case_free(problem);
}

static void size_plain(const void *argument, measured *result)
{
    const question *q = argument;
    tc_problem *problem = make(q->of);
    result->value[0] = plain_glpk_size(problem);
    made_case_free(problem);
}

static void solve_plain_goal(const void *argument, measured *result)
{
    const question *q = argument;
    tc_problem *problem = make(q->of);
    plain_glpk_one(problem, q->goal, q->setting, result);
    (void)snprintf(result->note, sizeof result->note, "%s", q->setting->name);
    made_case_free(problem);
}

static void solve_plain(const void *argument, measured *result)
{
    const question *q = argument;
    tc_problem *problem = make(q->of);
    plain_glpk_all(problem, result);
    made_case_free(problem);
}

static void export_goal(const void *argument, measured *result)
{
    const question *q = argument;
    tc_problem *problem = make(q->of);
    tc_error error = {0};
    const double before = clock_now();
    if (tc_export(problem, NULL, problem->goals[q->goal].name, q->format, q->path,
                  &error) != TC_OK)
        fail(result, &error);
    result->seconds = clock_now() - before;
    made_case_free(problem);
}

static void write_case(const void *argument, measured *result)
{
    const question *q = argument;
    tc_problem *problem = make(q->of);
    result->done =
        (mkdir(q->path, 0777) == 0 || errno == EEXIST) && case_write(problem, q->path);
    made_case_free(problem);
}

/* ---- how it is told -----------------------------------------------------------------
 */

/* The largest difference of two lists of values, relative; -1: nothing to compare. */
static double difference(const measured *a, const measured *b)
{
    double largest = -1.0;
    for (int k = 0; a->done && b->done && k < a->goals && k < b->goals; k++)
        largest =
            fmax(largest, fabs(a->value[k] - b->value[k]) / fmax(1.0, fabs(b->value[k])));
    return largest;
}

/* A number, or nothing where there is none. */
static const char *count_text(long count, char text[24])
{
    (void)snprintf(text, 24, "%.0ld", count);
    return text;
}

/* One line of the table and of the file. gap: as of difference. */
static void tell(report *r, size of, const char *what, const measured *m, double gap)
{
    char levels[24], pivots[24], rows[24], columns[24], seconds[24] = "", peak[24] = "";
    const char *equal = gap < 0.0 ? "" : gap <= TOLERANCE ? "yes" : "NO";
    r->wrong += gap > TOLERANCE;
    if (m->done) {
        (void)snprintf(seconds, sizeof seconds, "%.3f", m->seconds);
        (void)snprintf(peak, sizeof peak, "%.0f", m->peak_mib);
    }
    (void)count_text(m->levels, levels);
    (void)count_text(m->pivots, pivots);
    (void)count_text(m->rows, rows);
    (void)count_text(m->columns, columns);
    printf("%5d x %-7d %-38s %10s %7s %7s %8s %8s %9s  %-5s %s%s\n", of.sources,
           of.projects, what, seconds, peak, levels, pivots, rows, columns, equal,
           m->done ? "" : "not run: ", m->note);
    (void)fflush(stdout);
    fprintf(r->csv, "\"%s\",%d,%d,\"%s\",%s,%s,%s,%s,%s,%s,%s,\"%s%s\"\n", r->processor,
            of.sources, of.projects, what, seconds, peak, levels, pivots, rows, columns,
            equal, m->done ? "" : "not run: ", m->note);
}

/* ---- the questions ------------------------------------------------------------------
 */

/* The first tier: the second of the usual goals. */
enum { FIRST_TIER = 1, USUAL_GOALS = 7, FIRST_COME = 5, KEEP_LOCAL = 6 };

static bool too_large(report *r, size of, double columns, const char *what)
{
    measured never = {.done = false};
    if (columns * COLUMN_BYTES <= BYTES_MOST)
        return false;
    (void)snprintf(never.note, sizeof never.note, "%.3g columns, about %.0f GB", columns,
                   columns * COLUMN_BYTES / 1e9);
    tell(r, of, what, &never, -1.0);
    return true;
}

static void ask_plain_goal(report *r, const question *q, const measured *own)
{
    measured best = {.done = false};
    double limit = LIMIT_S;
    for (int k = 0; k < SETTINGS; k++) {
        question asked = *q;
        asked.setting = &settings[k];
        const measured m = measure(solve_plain_goal, &asked, (unsigned)ceil(limit) + 1);
        if (m.done && (!best.done || m.seconds < best.seconds))
            best = m;
        if (best.done)
            limit = fmin(limit, best.seconds);
    }
    if (!best.done)
        (void)snprintf(best.note, sizeof best.note,
                       "none of %d settings finished in %d s", SETTINGS, LIMIT_S);
    tell(r, q->of, "GLPK, as first written, tier 1", &best, difference(&best, own));
}

static double read_glpsol(const char *path)
{
    FILE *file = fopen(path, "r");
    char line[4096];
    double value = NAN;
    while (file && isnan(value) && fgets(line, sizeof line, file)) {
        const char *last = strrchr(line, ' ');
        if (strncmp(line, "s bas ", 6) == 0 && strstr(line, " f f ") && last)
            value = strtod(last, NULL);
    }
    if (file)
        (void)fclose(file);
    return value;
}

/* glpsol on the exported MPS of each goal: the sum of its times. MPS minimises. */
static void ask_glpsol(report *r, size of, const measured *own)
{
    char model[PATH_BYTES + 16], answer[PATH_BYTES + 16], talk[PATH_BYTES + 16];
    (void)snprintf(model, sizeof model, "%s/model.mps", r->folder);
    (void)snprintf(answer, sizeof answer, "%s/answer", r->folder);
    (void)snprintf(talk, sizeof talk, "%s/talk", r->folder);
    measured sum = {.done = true};
    const char *const command[] = {"glpsol", "--freemps", model, "-w", answer, NULL};
    for (int g = 0; g < USUAL_GOALS && sum.done; g++) {
        if (g == FIRST_COME)
            continue;
        const question q = {.of = of, .goal = g, .format = TC_EXPORT_MPS, .path = model};
        const measured exported = measure(export_goal, &q, OWN_LIMIT_S);
        measured m = exported;
        if (exported.done)
            m = measure_command(command, talk, LIMIT_S);
        sum.done = m.done;
        memcpy(sum.note, m.note, sizeof sum.note);
        sum.seconds += m.seconds;
        sum.peak_mib = fmax(sum.peak_mib, m.peak_mib);
        sum.value[sum.goals++] = -read_glpsol(answer);
        sum.levels++;
    }
    tell(r, of, "glpsol, exported MPS of each goal", &sum, difference(&sum, own));
}

static void ask_size(report *r, size of)
{
    const question q = {.of = of, .goal = FIRST_TIER};
    const measured all = measure(solve_own, &q, OWN_LIMIT_S);
    tell(r, of, "tongchou, all goals, checked", &all, -1.0);
    ask_glpsol(r, of, &all);
    const double columns = measure(size_plain, &q, OWN_LIMIT_S).value[0];
    if (!too_large(r, of, columns, "GLPK, as first written, all goals")) {
        const measured plain = measure(solve_plain, &q, LIMIT_S);
        tell(r, of, "GLPK, as first written, all goals", &plain,
             difference(&plain, &all));
    }
    const measured own = measure(solve_own_goal, &q, OWN_LIMIT_S);
    tell(r, of, "tongchou, tier 1", &own, -1.0);
    if (!too_large(r, of, columns, "GLPK, as first written, tier 1"))
        ask_plain_goal(r, &q, &own);
}

/* The commands on folders: one of 10^6 rows is read, the largest size is solved. */
static void ask_commands(report *r, size solved)
{
    char folder[PATH_BYTES + 16], plan[PATH_BYTES + 16], talk[PATH_BYTES + 16];
    (void)snprintf(folder, sizeof folder, "%s/case", r->folder);
    (void)snprintf(plan, sizeof plan, "%s/plan", r->folder);
    (void)snprintf(talk, sizeof talk, "%s/talk", r->folder);
    const char *const check[] = {r->program, "check", folder, "-q", NULL};
    const char *const solve[] = {r->program, "solve", folder, "-o", plan, "-q", NULL};
    const char *const verify[] = {r->program, "verify", folder, plan, "-q", NULL};
    question q = {.of = {1000, 999000}, .path = folder};
    if (measure(write_case, &q, LIMIT_S).done) {
        const measured m = measure_command(check, talk, OWN_LIMIT_S);
        tell(r, q.of, "tongchou check, 10^6 rows", &m, -1.0);
    }
    q.of = solved;
    if (measure(write_case, &q, LIMIT_S).done) {
        const measured m = measure_command(solve, talk, OWN_LIMIT_S);
        tell(r, q.of, "tongchou solve, files and table", &m, -1.0);
        const measured v = measure_command(verify, talk, OWN_LIMIT_S);
        tell(r, q.of, "tongchou verify", &v, -1.0);
    }
}

/* ---- the run ------------------------------------------------------------------------
 */

static void print_headings(const report *r)
{
    printf("%s\n%-15s %-38s %10s %7s %7s %8s %8s %9s  %-5s %s\n", r->processor,
           "sources x proj.", "", "seconds", "MiB", "levels", "pivots", "rows", "columns",
           "equal", "");
    fputs("processor,sources,projects,what,seconds,peak_mib,levels,pivots,rows,columns,"
          "equal,note\n",
          r->csv);
}

static void remove_scratch(const report *r)
{
    char talk[PATH_BYTES + 16];
    (void)snprintf(talk, sizeof talk, "/dev/null");
    const char *const command[] = {"rm", "-rf", r->folder, NULL};
    (void)measure_command(command, talk, LIMIT_S);
}

int main(int count, char **arguments)
{
    report r = {.folder = "/tmp/tongchou-bench-XXXXXX"};
    const long most = count == 4 ? strtol(arguments[3], NULL, 10) : 1000000;
    if (count < 3 || count > 4) {
        fputs("usage: solve_bench TONGCHOU RESULTS.csv [MOST-PROJECTS]\n", stderr);
        return 2;
    }
    r.program = arguments[1];
    r.csv = fopen(arguments[2], "w");
    if (!r.csv || !mkdtemp(r.folder)) {
        perror(arguments[2]);
        return 3;
    }
    name_processor(r.processor, sizeof r.processor);
    print_headings(&r);
    size largest = sizes[0];
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
        if (sizes[k].projects <= most) {
            ask_size(&r, sizes[k]);
            largest = sizes[k];
        }
    ask_commands(&r, largest);
    remove_scratch(&r);
    const bool written = fclose(r.csv) == 0;
    printf("answers that differ by more than 1e-6: %d\n", r.wrong);
    return r.wrong > 0 || !written;
}
