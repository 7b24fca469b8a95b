/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "lp/whole_parts.h"

/* More leaves than this are not looked at: what they have in common is little. */
enum { LEAVES_MOST = 2000 };

/* A half is without plans of a value where its prices stay below it by this, relative:
 * ten times what the checker's own sums may differ by. */
static const double MARGIN = 1e-6;

void tc_whole_enter(tc_whole *w, const double *limits, int node)
{
    tc_box_restore(&w->box, limits);
    for (int at = node; w->parents[at] >= 0; at = w->parents[at]) {
        const tc_proof_node *above = &w->nodes[w->parents[at]];
        if (above->approved == at)
            tc_box_approve(&w->box, above->project);
        else
            tc_box_refuse(&w->box, above->project);
    }
}

/* At which end the leaf's program, which is in now, holds a project of the root's box. */
static int end_in_leaf(const tc_whole *w, int project, double least)
{
    const int column = w->net.share_column[project];
    const double d = w->now.reduced_cost[column], share = w->now.x[column];
    if (w->box.high[project] == 0.0)
        return TC_WHOLE_REFUSED;
    if (w->box.low[project] > 0.0)
        return TC_WHOLE_APPROVED;
    if (share <= TC_WHOLE_TOLERANCE && w->now.value + d * w->box.least[project] < least)
        return TC_WHOLE_REFUSED;
    if (share >= 1.0 - TC_WHOLE_TOLERANCE && w->now.value - d < least)
        return TC_WHOLE_APPROVED;
    return TC_WHOLE_EITHER;
}

/* What the leaf has in common with those before; false when it is nothing any more. */
static bool meet(const tc_whole *w, double least, bool first, const double *limits,
                 int *ends)
{
    bool any = false;
    for (int j = 0; j < w->box.count; j++) {
        const bool open =
            w->box.least[j] > 0.0 && limits[j] == 0.0 && limits[w->box.count + j] > 0.0;
        const int end = open ? end_in_leaf(w, j, least) : TC_WHOLE_EITHER;
        ends[j] = first || ends[j] == end ? end : TC_WHOLE_EITHER;
        any = any || ends[j] != TC_WHOLE_EITHER;
    }
    return any;
}

/* One leaf again, with prices to the last digit; still open where it may hold a plan. */
static tc_code look_into(tc_whole *w, const tc_objective *goal, double least, int node,
                         bool *open, bool *known, tc_error *error)
{
    tc_bound_status status;
    const tc_code code = tc_whole_solve(w, goal, -INFINITY, &status, &w->now, error);
    *known = status != TC_BOUND_UNKNOWN;
    *open = !*known || (status == TC_BOUND_SOLVED && w->now.value >= least);
    if (code != TC_OK || !*known || status == TC_BOUND_CROSSED)
        return code;
    const int set =
        tc_whole_keep_set(w, w->now.multiplier, status == TC_BOUND_EMPTY ? 0.0 : 1.0);
    if (set == TC_WHOLE_NO_MEMORY)
        return tc_whole_memory(error);
    w->nodes[node].set = set;
    w->leaf_bound[node] = *open ? w->now.value : -INFINITY;
    return TC_OK;
}

static tc_code look_at_all(tc_whole *w, const tc_objective *goal, double least, int root,
                           const double *limits, int *ends, bool *seen, tc_error *error)
{
    bool first = true;
    for (int n = root, end = tc_whole_tree_end(w, root); n < end; n++) {
        if (w->nodes[n].project >= 0 || w->leaf_bound[n] < least)
            continue;
        tc_whole_enter(w, limits, n);
        bool open = true, known = false;
        const tc_code code = look_into(w, goal, least, n, &open, &known, error);
        if (code != TC_OK)
            return code;
        if (!open) {
            w->leaf_bound[n] = -INFINITY;
            continue;
        }
        w->seed_open++;
        *seen = *seen && known && meet(w, least, first, limits, ends);
        first = false;
    }
    *seen = *seen && !first;
    return TC_OK;
}

tc_code tc_whole_survivors(tc_whole *w, const tc_objective *goal, int total_of,
                           const tc_whole_found *found, int *ends, bool *seen,
                           tc_error *error)
{
    const double least = found->value - MARGIN * fmax(1.0, fabs(found->value));
    const int root = found->root;
    int leaves = 0;
    for (int n = root, end = tc_whole_tree_end(w, root); n < end; n++)
        leaves += w->nodes[n].project < 0 && w->leaf_bound[n] >= least;
    *seen = leaves <= LEAVES_MOST;
    if (!*seen)
        return TC_OK;
    w->seed_open = 0;
    tc_box_save(&w->box, w->between_limits);
    const tc_code code =
        look_at_all(w, goal, least, root, w->between_limits, ends, seen, error);
    tc_box_restore(&w->box, w->between_limits);
    w->seed = total_of < 0 ? -1 : root;
    w->seed_goal = total_of;
    w->seed_least = least;
    return code;
}
