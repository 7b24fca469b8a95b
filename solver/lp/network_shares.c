/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/alloc.h"
#include "lp/network_parts.h"
#include "lp/objective.h"

const tc_net_item TC_NET_NOBODY = {.pollutant = -1,
                                   .area = -1,
                                   .basin = -1,
                                   .project = -1,
                                   .hub = -1,
                                   .class = -1,
                                   .goal = -1,
                                   .day = 0};

static bool keep_item(tc_net_item **list, int index, int *room, tc_net_item item)
{
    if (index >= *room) {
        const int wanted = *room ? 2 * *room : 256;
        tc_net_item *more = tc_mem_grow(*list, (size_t)wanted, sizeof **list);
        if (!more)
            return false;
        *list = more;
        *room = wanted;
    }
    (*list)[index] = item;
    return true;
}

int tc_net_add_row(tc_network *net, double low, double high, tc_net_item item)
{
    const int row = tc_linear_row(&net->lp, low, high);
    if (row >= 0 && !keep_item(&net->rows, row, &net->row_room, item))
        net->lp.failed = true;
    return row;
}

int tc_net_add_column(tc_network *net, double low, double high, tc_net_item item)
{
    const int column = tc_linear_column(&net->lp, low, high);
    if (column >= 0 && !keep_item(&net->columns, column, &net->column_room, item))
        net->lp.failed = true;
    return column;
}

/* Shares of the projects; own shares of the local key projects, never above them. */
void tc_net_add_shares(tc_network *net)
{
    const tc_problem *problem = net->problem;
    for (int j = 0; j < problem->project_count; j++) {
        tc_net_item item = TC_NET_NOBODY;
        item.kind = TC_NET_SHARE;
        item.project = j;
        const double most = problem->projects[j].zoning_ok ? 1.0 : 0.0;
        net->share_column[j] = tc_net_add_column(net, 0.0, most, item);
        net->own_column[j] = net->within_row[j] = -1;
        if (!problem->projects[j].local_key || most == 0.0)
            continue;
        item.kind = TC_NET_OWN_SHARE;
        net->own_column[j] = tc_net_add_column(net, 0.0, 1.0, item);
        item.kind = TC_NET_WITHIN;
        net->within_row[j] = tc_net_add_row(net, 0.0, INFINITY, item);
        tc_linear_entry(&net->lp, net->within_row[j], net->share_column[j], 1.0);
        tc_linear_entry(&net->lp, net->within_row[j], net->own_column[j], -1.0);
    }
}

/* Does an even goal count this project? Those that no plan can serve at all do not. */
static bool counts_for(const tc_network *net, int goal, int j)
{
    const tc_project *project = &net->problem->projects[j];
    return project->tier == net->problem->goals[goal].tier && project->weight > 0.0 &&
           net->lp.high[net->share_column[j]] > 0.0;
}

/* The smallest share of an even goal: no area's weighted mean share is below it. weight
 * has area_count zeroes. */
static void add_even_goal(tc_network *net, int goal, double *weight)
{
    const tc_problem *problem = net->problem;
    int *even_row = net->even_row + (size_t)goal * (size_t)problem->area_count;
    tc_net_item item = TC_NET_NOBODY;
    item.kind = TC_NET_SMALLEST;
    item.goal = goal;
    net->smallest_column[goal] = tc_net_add_column(net, 0.0, 1.0, item);
    item.kind = TC_NET_EVEN;
    for (int j = 0; j < problem->project_count; j++)
        if (counts_for(net, goal, j))
            weight[problem->projects[j].area] += problem->projects[j].weight;
    for (item.area = 0; item.area < problem->area_count; item.area++) {
        if (!(weight[item.area] > 0.0))
            continue;
        even_row[item.area] = tc_net_add_row(net, 0.0, INFINITY, item);
        tc_linear_entry(&net->lp, even_row[item.area], net->smallest_column[goal], -1.0);
    }
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        if (counts_for(net, goal, j))
            tc_linear_entry(&net->lp, even_row[project->area], net->share_column[j],
                            project->weight / weight[project->area]);
    }
}

void tc_net_add_even_goals(tc_network *net)
{
    const tc_problem *problem = net->problem;
    for (int goal = 0; goal < problem->goal_count && !net->lp.failed; goal++) {
        if (!problem->goals[goal].even)
            continue;
        double *weight = tc_mem_new((size_t)problem->area_count, sizeof *weight);
        if (weight)
            add_even_goal(net, goal, weight);
        else
            net->lp.failed = true;
        tc_mem_drop(weight);
    }
}

static void add_approval(tc_network *net, int j, double least)
{
    tc_net_item item = TC_NET_NOBODY;
    item.kind = TC_NET_APPROVED;
    item.project = j;
    const int approved = tc_net_add_column(net, 0.0, 1.0, item);
    item.kind = TC_NET_LEAST;
    const int at_least = tc_net_add_row(net, 0.0, INFINITY, item);
    item.kind = TC_NET_MOST;
    const int at_most = tc_net_add_row(net, -INFINITY, 0.0, item);
    tc_linear_entry(&net->lp, at_least, net->share_column[j], 1.0);
    tc_linear_entry(&net->lp, at_least, approved, -least);
    tc_linear_entry(&net->lp, at_most, net->share_column[j], 1.0);
    tc_linear_entry(&net->lp, at_most, approved, -1.0);
    net->approved_column[j] = approved;
}

void tc_net_add_approvals(tc_network *net)
{
    for (int j = 0; j < net->problem->project_count && !net->lp.failed; j++) {
        const double least = tc_project_least(&net->problem->projects[j]);
        if (least > 0.0 && least < 1.0)
            add_approval(net, j, least);
    }
}

void tc_net_add_goal_rows(tc_network *net)
{
    const size_t columns = (size_t)net->lp.columns;
    int *column = tc_mem_new(columns, sizeof *column);
    double *value = tc_mem_new(columns, sizeof *value);
    net->lp.failed = net->lp.failed || !column || !value;
    for (int goal = 0; !net->lp.failed && goal < net->problem->goal_count; goal++) {
        if (net->problem->goals[goal].kind == TC_GOAL_FIRST_COME)
            continue;
        tc_net_item item = TC_NET_NOBODY;
        item.kind = TC_NET_GOAL;
        item.goal = goal;
        net->goal_row[goal] = tc_net_add_row(net, -INFINITY, INFINITY, item);
        const tc_objective total = tc_objective_total(net, goal, column, value);
        for (int k = 0; k < total.count; k++)
            tc_linear_entry(&net->lp, net->goal_row[goal], total.column[k],
                            total.value[k]);
    }
    tc_mem_drop(column);
    tc_mem_drop(value);
}
