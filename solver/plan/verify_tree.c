/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "plan/verify_fault.h"
#include "plan/verify_search.h"

static bool refuse(tc_verdict *verdict, int search, int node)
{
    tc_verify_fault(verdict, "第 %d 步搜索的证明树在节点 %d 处没有意义",
                    "the tree that proves search %d makes no sense at node %d",
                    search + 1, node);
    return false;
}

static bool may_split(const tc_prover *x, int project)
{
    return project >= 0 && project < x->problem->project_count &&
           tc_project_least(&x->problem->projects[project]) > 0.0;
}

/* What a leaf of this bound says of the fixings of its search: nothing against one whose
 * other end its prices rule out, too. */
static void see_fixings(tc_prover *x, const tc_step_aim *aim, int search, int first,
                        double bound)
{
    if (tc_prover_is_short(x, aim, bound))
        return;
    const tc_plan *plan = x->plan;
    for (int k = first; k < plan->fixing_count && plan->fixings[k].search == search;
         k++) {
        const tc_fixing *fixing = &plan->fixings[k];
        if (fixing->set != -1 || !may_split(x, fixing->project))
            continue;
        const int mark = x->box.change_count;
        tc_proof_box_split(&x->box, fixing->project, !fixing->approved);
        const bool out =
            tc_proof_box_is_empty(&x->box) ||
            tc_prover_is_short(x, aim, tc_prover_bound_within(x, bound, mark));
        tc_proof_box_undo(&x->box, mark);
        x->held[k] = x->held[k] && out;
    }
}

/* A leaf closes its box by prices, or there is nothing in it. */
static bool close_leaf(tc_prover *x, const tc_step_aim *aim, int set, int search,
                       int first_fixing, double *bound)
{
    if (tc_proof_box_is_empty(&x->box))
        return set >= -1 && set < x->plan->proof_sets;
    if (set < 0 || set >= x->plan->proof_sets)
        return false;
    const double here = tc_prover_bound(x, aim, set);
    *bound = here > *bound ? here : *bound;
    see_fixings(x, aim, search, first_fixing, here);
    return true;
}

bool tc_prover_climb(tc_prover *x, const tc_step_aim *aim, int search, int first_fixing,
                     double *bound, tc_verdict *verdict)
{
    const int mark = x->box.change_count;
    int count = 0;
    double highest = -INFINITY;
    bool right = true;
    x->visits[count++] =
        (tc_proof_visit){x->plan->searches[search].root, -1, false, mark};
    while (count > 0 && right) {
        const tc_proof_visit at = x->visits[--count];
        if (at.node < 0 || at.node >= x->plan->node_count || x->visited[at.node]) {
            right = refuse(verdict, search, at.node);
            break;
        }
        const tc_proof_node *node = &x->plan->nodes[at.node];
        x->visited[at.node] = true;
        tc_proof_box_undo(&x->box, at.mark);
        if (at.project >= 0)
            tc_proof_box_split(&x->box, at.project, at.approved);
        const int here = x->box.change_count;
        if (node->project < 0) {
            right = close_leaf(x, aim, node->set, search, first_fixing, &highest) ||
                    refuse(verdict, search, at.node);
        } else if (may_split(x, node->project)) {
            x->visits[count++] =
                (tc_proof_visit){node->approved, node->project, true, here};
            x->visits[count++] =
                (tc_proof_visit){node->refused, node->project, false, here};
        } else {
            right = refuse(verdict, search, at.node);
        }
    }
    tc_proof_box_undo(&x->box, mark);
    *bound = highest;
    return right;
}
