/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <glpk.h>
#include <math.h>
#include <string.h>

#include "domain/plan.h"
#include "plan/flow.h"
#include "support/dice.h"
#include "support/leaks.h"
#include "support/made_case.h"

enum { ARCS_MOST = 40, NODES_MOST = 12 };

/* A random network, as numbers. */
typedef struct net {
    int nodes, arcs;
    int from[ARCS_MOST], to[ARCS_MOST], cost[ARCS_MOST];
    int64_t capacity[ARCS_MOST];
} net;

static net make_net(dice *d)
{
    net n = {.nodes = 2 + dice_below(d, NODES_MOST - 1),
             .arcs = dice_below(d, ARCS_MOST)};
    for (int k = 0; k < n.arcs; k++) {
        n.from[k] = dice_below(d, n.nodes);
        n.to[k] = dice_below(d, n.nodes);
        n.cost[k] = dice_below(d, 4);
        n.capacity[k] = dice_below(d, 30);
    }
    return n;
}

static tc_flow build(const net *n, int *arc)
{
    tc_flow flow = {0};
    for (int v = 0; v < n->nodes; v++)
        cr_assert_eq(tc_flow_node(&flow), v);
    for (int k = 0; k < n->arcs; k++)
        arc[k] = tc_flow_arc(&flow, n->from[k], n->to[k], n->capacity[k], n->cost[k]);
    return flow;
}

/* The most that GLPK can send (cost 0), or what that costs at least. */
static double by_glpk(const net *n, const double *sent)
{
    glp_prob *p = glp_create_prob();
    glp_smcp how;
    glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_OFF;
    glp_set_obj_dir(p, sent ? GLP_MIN : GLP_MAX);
    glp_add_rows(p, n->nodes);
    for (int v = 0; v < n->nodes; v++)
        glp_set_row_bnds(p, v + 1, GLP_FX, 0.0, 0.0);
    glp_set_row_bnds(p, TC_FLOW_SOURCE + 1, sent ? GLP_FX : GLP_FR, sent ? *sent : 0.0,
                     0.0);
    glp_set_row_bnds(p, TC_FLOW_SINK + 1, GLP_FR, 0.0, 0.0);
    for (int k = 0; k < n->arcs; k++) {
        const int j = glp_add_cols(p, 1);
        const int index[] = {0, n->from[k] + 1, n->to[k] + 1};
        const double value[] = {0.0, 1.0, -1.0};
        const bool loop = n->from[k] == n->to[k];
        const bool back = n->to[k] == TC_FLOW_SOURCE || n->from[k] == TC_FLOW_SINK;
        const double high = back ? 0.0 : (double)n->capacity[k];
        glp_set_col_bnds(p, j, high > 0.0 ? GLP_DB : GLP_FX, 0.0, high);
        glp_set_mat_col(p, j, loop ? 0 : 2, index, value);
        glp_set_obj_coef(p, j,
                         sent                                    ? n->cost[k]
                         : n->from[k] == TC_FLOW_SOURCE && !loop ? 1.0
                                                                 : 0.0);
    }
    cr_assert_eq(glp_simplex(p, &how), 0);
    cr_assert_eq(glp_get_status(p), GLP_OPT);
    const double value = glp_get_obj_val(p);
    glp_delete_prob(p);
    return value;
}

/* Nothing is lost on the way, no arc carries more than it can; *cost in all. */
static void assert_is_flow(const net *n, const tc_flow *flow, const int *arc,
                           int64_t sent, int64_t *cost)
{
    int64_t out[NODES_MOST + 1] = {0};
    *cost = 0;
    for (int k = 0; k < n->arcs; k++) {
        const int64_t on = tc_flow_on(flow, arc[k]);
        cr_assert(on >= 0 && on <= n->capacity[k]);
        out[n->from[k]] += on;
        out[n->to[k]] -= on;
        *cost += on * n->cost[k];
    }
    for (int v = 0; v < n->nodes; v++)
        cr_assert_eq(out[v], v == TC_FLOW_SOURCE ? sent : v == TC_FLOW_SINK ? -sent : 0);
}

Test(plan_flow, sends_as_much_at_the_same_cost_as_glpk)
{
    dice d = {2022};
    int sending = 0;
    for (int k = 0; k < 1000; k++) {
        const net n = make_net(&d);
        int arc[ARCS_MOST];
        int64_t sent = -1, cost = 0;
        tc_flow flow = build(&n, arc);
        cr_assert_eq(tc_flow_run(&flow, &sent, NULL), TC_OK);
        const double most = by_glpk(&n, NULL);
        cr_assert_float_eq((double)sent, most, 1e-6, "network %d", k);
        assert_is_flow(&n, &flow, arc, sent, &cost);
        cr_assert_float_eq((double)cost, by_glpk(&n, &most), 1e-6, "network %d", k);
        sending += sent > 0;
        tc_flow_free(&flow);
    }
    cr_assert_gt(sending, 500);
    glp_free_env();
    TC_ASSERT_NO_LEAK();
}

/* In two runs: half of what the source's arcs can carry, then the rest. */
Test(plan_flow, goes_on_where_it_stopped_and_back_to_where_it_was)
{
    dice d = {39};
    for (int k = 0; k < 500; k++) {
        const net whole = make_net(&d);
        net half = whole;
        int arc[ARCS_MOST];
        int64_t first = 0, second = 0, again = 0, cost = 0;
        for (int i = 0; i < half.arcs; i++)
            half.capacity[i] /= half.from[i] == TC_FLOW_SOURCE ? 2 : 1;
        tc_flow flow = build(&half, arc);
        cr_assert_eq(tc_flow_run(&flow, &first, NULL), TC_OK);
        cr_assert_eq(tc_flow_keep(&flow, NULL), TC_OK);
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < half.arcs; i++)
                tc_flow_widen(&flow, arc[i], whole.capacity[i] - half.capacity[i]);
            cr_assert_eq(tc_flow_run(&flow, pass ? &again : &second, NULL), TC_OK);
            assert_is_flow(&whole, &flow, arc, first + second, &cost);
            if (pass == 0)
                tc_flow_return(&flow);
        }
        cr_assert_eq(second, again);
        const double most = by_glpk(&whole, NULL);
        cr_assert_float_eq((double)(first + second), most, 1e-6, "network %d", k);
        tc_flow_free(&flow);
    }
    glp_free_env();
    TC_ASSERT_NO_LEAK();
}

/* Sources that give something, projects that get something, and pools of those sources.
 */
static int lines_expected(const tc_problem *problem, const tc_plan *plan, int p)
{
    bool gives[64] = {false}, gets[64] = {false};
    for (int k = 0; k < plan->credit_count; k++) {
        const tc_credit *c = &plan->credits[k];
        gives[c->source] = gives[c->source] || c->pollutant == p;
        gets[c->project] = gets[c->project] || c->pollutant == p;
    }
    int count = 0;
    for (int s = 0; s < problem->source_count; s++) {
        bool first = gives[s];
        for (int t = 0; t < s && first; t++)
            first =
                !gives[t] || problem->sources[t].area != problem->sources[s].area ||
                problem->sources[t].basin != problem->sources[s].basin ||
                problem->sources[t].available_from != problem->sources[s].available_from;
        count += gives[s] + first;
    }
    for (int j = 0; j < problem->project_count; j++)
        count += gets[j];
    return count;
}

static void hand_out_many(unsigned features, uint64_t first)
{
    for (uint64_t seed = first; seed < first + 200; seed++) {
        tc_problem *problem =
            made_case(seed, 3 + (int)(seed % 40), 4 + (int)(seed % 37), features);
        tc_plan *plan = NULL;
        cr_assert_eq(tc_solve(problem, NULL, &plan, NULL), TC_OK);
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            tc_grains sum[64] = {0};
            int lines = 0;
            for (int k = 0; k < plan->credit_count; k++)
                if (plan->credits[k].pollutant == p) {
                    sum[plan->credits[k].project] += plan->credits[k].grains;
                    lines++;
                }
            for (int j = 0; j < problem->project_count; j++)
                cr_assert_eq(sum[j], plan->credit[j * TC_POLLUTANTS + p]);
            cr_assert_leq(lines, lines_expected(problem, plan, p), "case %d, %s",
                          (int)seed, tc_pollutants[p].id);
        }
        tc_plan_free(plan);
        made_case_free(problem);
    }
}

Test(plan_flow, is_handed_out_to_the_grain_in_few_lines)
{
    hand_out_many(0, 1);
    hand_out_many(MADE_CAPS | MADE_FINE, 1000);
    hand_out_many(MADE_TIES, 2000);
    TC_ASSERT_NO_LEAK();
}
