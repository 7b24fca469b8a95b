/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/flow_network.h"

#include <criterion/criterion.h>
#include <glpk.h>
#include <math.h>
#include <stddef.h>

#include "support/plain_model.h"

typedef struct arc {
    double capacity, flow;
    bool of_supply; /* it grows with supplies, not with needs */
    double once;    /* capacity where supplies and needs count once */
} arc;

typedef struct node {
    int side; /* 1: on the near side of the cut */
} node;

typedef struct network {
    const tc_problem *problem;
    int pollutant, source, sink;
    double unit;
    int64_t supplies, needs;
    double asked;
    glp_graph *graph;
} network;

/* More than any amount: ffalg takes capacities of int only. */
static const double NO_LIMIT = 1e9;

static int add_node(network *n)
{
    return glp_add_vertices(n->graph, 1);
}

static double whole(double tonnes, double unit)
{
    const double amount = nearbyint(tonnes * unit);
    cr_assert_float_eq(amount, tonnes * unit, 1e-9, "%.17g t/a of 1/%g", tonnes, unit);
    return amount;
}

static void add_arc(network *n, int from, int to, double once, bool of_supply,
                    double times)
{
    glp_arc *added = glp_add_arc(n->graph, from, to);
    arc *data = added->data;
    *data = (arc){.capacity = once * times, .of_supply = of_supply, .once = once};
    cr_assert_leq(data->capacity, NO_LIMIT);
}

static void add_supply(network *n, int from, int to, double tonnes)
{
    add_arc(n, from, to, whole(tonnes, n->unit), true, (double)n->supplies);
}

static void add_way(network *n, int from, int to)
{
    add_arc(n, from, to, NO_LIMIT, false, 1.0);
}

static bool one_pool(const tc_source *a, const tc_source *b, int p)
{
    return a->supply[p] > 0.0 && b->supply[p] > 0.0 && a->area == b->area &&
           a->basin == b->basin && a->available_from == b->available_from;
}

static bool is_home(const tc_problem *problem, int source, int project)
{
    const int area = problem->sources[source].area;
    return problem->areas[area].kind != TC_AREA_UNSPECIFIED &&
           area == problem->projects[project].area;
}

/* All sources of the pool of source s, once: pool -> gate holds what may leave. */
static void add_pool(network *n, int s, const int *anywhere, const int *at_home)
{
    const tc_problem *problem = n->problem;
    const int p = n->pollutant;
    double supply = 0.0;
    for (int k = 0; k < problem->source_count; k++) {
        if (!one_pool(&problem->sources[k], &problem->sources[s], p))
            continue;
        if (k < s)
            return;
        supply += problem->sources[k].supply[p];
    }
    const int pool = add_node(n), gate = add_node(n);
    add_supply(n, n->source, pool, supply);
    add_supply(n, pool, gate,
               supply * tc_problem_export_share(problem, p, problem->sources[s].area));
    for (int j = 0; j < problem->project_count; j++) {
        if (!plain_is_eligible(problem, s, j, p))
            continue;
        const bool home = is_home(problem, s, j);
        if (anywhere[j] > 0)
            add_way(n, home ? pool : gate, anywhere[j]);
        if (home && at_home[j] > 0)
            add_way(n, pool, at_home[j]);
    }
}

static int add_demand(network *n, double tonnes)
{
    if (!(tonnes > 0.0))
        return 0;
    const int at = add_node(n);
    const double asked = whole(tonnes, n->unit);
    add_arc(n, at, n->sink, asked, false, (double)n->needs);
    n->asked += asked;
    return at;
}

static void build(network *n, const double *share, const double *own)
{
    const tc_problem *problem = n->problem;
    int *anywhere = calloc(2 * (size_t)problem->project_count + 1, sizeof(int));
    cr_assert_not_null(anywhere);
    int *at_home = anywhere + problem->project_count;
    for (int j = 0; j < problem->project_count; j++) {
        const double need = problem->projects[j].need[n->pollutant];
        anywhere[j] = add_demand(n, need * (share[j] - own[j]));
        at_home[j] = add_demand(n, need * own[j]);
    }
    for (int s = 0; s < problem->source_count; s++)
        if (problem->sources[s].supply[n->pollutant] > 0.0)
            add_pool(n, s, anywhere, at_home);
    free(anywhere);
}

/* What lies beyond the cut, and what leads there. */
static flow_cut look_at_cut(const network *n, double flow)
{
    double supply = 0.0, near = 0.0;
    for (int v = 1; v <= n->graph->nv; v++) {
        const glp_vertex *from = n->graph->v[v];
        for (const glp_arc *a = from->out; a; a = a->t_next) {
            const arc *data = a->data;
            const node *tail = a->tail->data, *head = a->head->data;
            if (tail->side == 1 && head->side == 0 && data->of_supply)
                supply += data->once;
            else if (tail->side == 1 && head->side == 0)
                near += data->once;
        }
    }
    return (flow_cut){.demand = llround(n->asked - near),
                      .supply = llround(supply),
                      .served = flow >= n->asked * (double)n->needs};
}

flow_cut flow_network_cut(const tc_problem *problem, int pollutant, const double *share,
                          const double *own, double unit, int64_t supplies, int64_t needs)
{
    network n = {.problem = problem,
                 .pollutant = pollutant,
                 .unit = unit,
                 .supplies = supplies,
                 .needs = needs,
                 .graph = glp_create_graph(sizeof(node), sizeof(arc))};
    n.source = add_node(&n);
    n.sink = add_node(&n);
    build(&n, share, own);
    double flow = 0.0;
    const int answer =
        glp_maxflow_ffalg(n.graph, n.source, n.sink, offsetof(arc, capacity), &flow,
                          offsetof(arc, flow), offsetof(node, side));
    cr_assert_eq(answer, 0, "GLPK: %d", answer);
    const flow_cut cut = look_at_cut(&n, flow);
    glp_delete_graph(n.graph);
    return cut;
}
