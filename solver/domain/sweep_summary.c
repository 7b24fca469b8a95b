/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/sweep_summary.h"

#include <math.h>

#include "base/fault.h"

const double tc_quantile_levels[TC_QUANTILES] = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

tc_summary *tc_summary_empty(void)
{
    tc_arena arena = {0};
    tc_summary *summary = tc_arena_take(&arena, 1, sizeof *summary);
    if (summary)
        summary->arena = arena;
    return summary;
}

void tc_summary_free(tc_summary *summary)
{
    if (!summary)
        return;
    tc_arena arena = summary->arena; /* which holds the summary itself */
    tc_arena_free(&arena);
}

tc_code tc_summary_check(const tc_summary *summary, tc_error *error)
{
    if (summary->finished && summary->tally)
        return TC_OK;
    return tc_fail(error, TC_ERR_USAGE, NULL, "摘要还没有算完，或是从文件读来的",
                   "the summary is not finished, or was read from a file");
}

void tc_summary_relax(tc_summary *summary)
{
    summary->relaxed = summary->whole;
}

const tc_sink *tc_summary_sink(const tc_summary *summary)
{
    return &summary->sink;
}

int64_t tc_summary_judged(const tc_summary *summary)
{
    return summary->optimal + summary->bounded + summary->infeasible;
}

int64_t tc_summary_taken(const tc_summary *summary)
{
    return tc_summary_judged(summary) + summary->failed;
}

const char *tc_class_shown(tc_project_class class, tc_language language)
{
    static const char *const shown[TC_CLASSES][2] = {
        {"稳过", "safe"}, {"边缘", "edge"}, {"稳不过", "lost"}};
    return shown[class][language == TC_EN];
}

const char *tc_class_word(tc_project_class class)
{
    return tc_class_shown(class, TC_EN);
}

const char *tc_design_shown(tc_design design, tc_language language)
{
    static const char *const shown[][2] = {{"清单", "list"},
                                           {"网格", "grid"},
                                           {"拉丁超立方", "Latin hypercube"},
                                           {"Sobol’ 序列", "Sobol' sequence"},
                                           {"蒙特卡罗", "Monte Carlo"},
                                           {"Saltelli 设计", "Saltelli design"}};
    return shown[design][language == TC_EN];
}

tc_interval_kind tc_design_interval(tc_design design)
{
    if (design == TC_DESIGN_LIST || design == TC_DESIGN_GRID)
        return TC_INTERVAL_NONE;
    return design == TC_DESIGN_MONTE_CARLO ? TC_INTERVAL_WILSON : TC_INTERVAL_APPROXIMATE;
}

void tc_wilson(double count, double n, double *low, double *high)
{
    const double z = 1.959963984540054; /* of the normal distribution at 0.975 */
    const double p = count / n, q = z * z / n;
    const double middle = (p + q / 2.0) / (1.0 + q);
    const double half = z * sqrt(p * (1.0 - p) / n + q / (4.0 * n)) / (1.0 + q);
    *low = count > 0.0 ? fmax(middle - half, 0.0) : 0.0;
    *high = count < n ? fmin(middle + half, 1.0) : 1.0;
}

static void find_interval(const tc_summary *summary, tc_project_summary *project)
{
    const double taken = (double)tc_summary_taken(summary);
    const double least = (double)project->served / taken;
    const double most = (double)(project->served + summary->failed) / taken;
    double unused;
    project->low = least;
    project->high = most;
    if (tc_design_interval(summary->design) == TC_INTERVAL_NONE)
        return;
    double n = taken;
    if (summary->design == TC_DESIGN_SALTELLI)
        n = fmax(floor(taken / (summary->axis_count + 2)), 1.0);
    tc_wilson(least * n, n, &project->low, &unused);
    tc_wilson(most * n, n, &unused, &project->high);
}

void tc_project_judge(const tc_summary *summary, tc_project_summary *project)
{
    const double judged = (double)tc_summary_judged(summary);
    project->class = TC_CLASS_EDGE;
    project->frequency = NAN;
    project->low = 0.0;
    project->high = 1.0;
    if (!(judged > 0.0))
        return;
    project->frequency = (double)project->served / judged;
    find_interval(summary, project);
    if (project->low >= TC_CLASS_SAFE_FROM)
        project->class = TC_CLASS_SAFE;
    else if (project->high <= TC_CLASS_LOST_UNTIL)
        project->class = TC_CLASS_LOST;
    else
        project->unsure = project->frequency >= TC_CLASS_SAFE_FROM ||
                          project->frequency <= TC_CLASS_LOST_UNTIL;
}
