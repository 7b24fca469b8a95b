/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/order.h"

#include <string.h>

typedef struct keys {
    bool tier, acceptance;
} keys;

static bool comes_after(const tc_problem *problem, keys use, int a, int b)
{
    const tc_project *x = &problem->projects[a], *y = &problem->projects[b];
    if (use.tier && x->tier != y->tier)
        return x->tier > y->tier;
    if (use.acceptance && x->accepted_on != y->accepted_on)
        return x->accepted_on > y->accepted_on;
    return strcmp(x->id, y->id) > 0;
}

/* Heap sort: in place, no recursion, and the keys reach the comparison. */
static void sift(const tc_problem *problem, keys use, int *order, int root, int count)
{
    for (int child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count &&
            comes_after(problem, use, order[child + 1], order[child]))
            child++;
        if (!comes_after(problem, use, order[child], order[root]))
            return;
        const int moved = order[root];
        order[root] = order[child];
        order[child] = moved;
    }
}

static void sort_projects(const tc_problem *problem, keys use, int *order)
{
    const int count = problem->project_count;
    for (int j = 0; j < count; j++)
        order[j] = j;
    for (int root = count / 2 - 1; root >= 0; root--)
        sift(problem, use, order, root, count);
    for (int end = count - 1; end > 0; end--) {
        const int last = order[end];
        order[end] = order[0];
        order[0] = last;
        sift(problem, use, order, 0, end);
    }
}

void tc_order_by_acceptance(const tc_problem *problem, bool by_id, int *order)
{
    sort_projects(problem, (keys){.tier = false, .acceptance = !by_id}, order);
}

void tc_order_by_rank(const tc_problem *problem, int *order)
{
    sort_projects(problem, (keys){.tier = true, .acceptance = true}, order);
}
