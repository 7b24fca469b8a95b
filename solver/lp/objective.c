/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/objective.h"

#include <math.h>

/* The columns are filled in place; value[k] belongs to column[k]. */
typedef struct draft {
    int *column;
    double *value;
    int count;
} draft;

static draft draft_in(int *column, double *value)
{
    draft d = {.count = 0};
    d.column = column;
    d.value = value;
    return d;
}

static void add(draft *d, int column, double value)
{
    if (column < 0 || value == 0.0)
        return;
    d->column[d->count] = column;
    d->value[d->count++] = value;
}

static void add_projects(draft *d, const tc_network *net, const tc_goal *goal)
{
    const tc_problem *problem = net->problem;
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        if (goal->kind == TC_GOAL_GUARANTEE_LOCAL)
            add(d, net->own_column[j], project->weight);
        else if (goal->kind == TC_GOAL_TIER && project->tier == goal->tier)
            add(d, net->share_column[j], project->weight);
    }
}

tc_objective tc_objective_total(const tc_network *net, int goal, int *column,
                                double *value)
{
    draft d = draft_in(column, value);
    const tc_goal *g = &net->problem->goals[goal];
    add_projects(&d, net, g);
    for (int k = 0; g->kind == TC_GOAL_KEEP_LOCAL && k < net->export_count; k++)
        add(&d, net->export_column[k],
            -1.0 / net->total_supply[net->export_pollutant[k]]);
    return (tc_objective){d.count, column, value};
}

tc_objective tc_objective_required(const tc_network *net, int *column, double *value)
{
    draft d = draft_in(column, value);
    for (int j = 0; j < net->problem->project_count; j++)
        if (net->problem->projects[j].must_serve)
            add(&d, net->share_column[j], 1.0);
    return (tc_objective){d.count, column, value};
}

double tc_objective_unit(const tc_network *net, const tc_objective *goal)
{
    const double millionths = 1e6;
    double unit = 0.0; /* in millionths */
    for (int k = 0; k < goal->count; k++) {
        const tc_net_item *item = &net->columns[goal->column[k]];
        const double weight = goal->value[k] * millionths;
        if (item->kind != TC_NET_SHARE ||
            tc_project_least(&net->problem->projects[item->project]) < 1.0 ||
            fabs(weight) > 1e15 || fabs(weight - rint(weight)) > 1e-6 * fabs(weight))
            return 0.0;
        double a = unit, b = fabs(rint(weight));
        while (b > 0.0) {
            const double rest = fmod(a, b);
            a = b;
            b = rest;
        }
        unit = a;
    }
    return unit / millionths;
}
