/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/network.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/groups.h"
#include "lp/network_parts.h"

/* The building of one pollutant's part. */
typedef struct builder {
    tc_network *net;
    const tc_problem *problem;
    const tc_net_groups *groups;
    int first_class; /* of this pollutant in net->classes */
    int *supply_row; /* pool -> row */
    int *hub_last;   /* hub -> its latest node's row so far, or -1 */
    int *hub_block;  /* hub -> that node's block */
    bool *inflow;    /* class -> a column serves it */
    bool *own_inflow;
} builder;

static tc_net_item item_of(tc_net_kind kind, int pollutant, tc_net_site site, tc_day day)
{
    tc_net_item item = TC_NET_NOBODY;
    item.kind = kind;
    item.pollutant = pollutant;
    item.area = site.area;
    item.basin = site.basin;
    item.day = day;
    return item;
}

/* What a row stands for; nothing is known of one for which there was no memory. */
static tc_net_item item_at(const tc_network *net, int row)
{
    return net->lp.failed ? TC_NET_NOBODY : net->rows[row];
}

/* A pool's row: what is used at home, sent out or kept for later stays within supply plus
 * what was kept from before. */
static void add_supply_rows(builder *b)
{
    const tc_net_groups *g = b->groups;
    for (int k = 0; k < g->pool_count; k++) {
        const tc_net_pool *pool = &g->pools[k];
        b->supply_row[k] = tc_net_add_row(
            b->net, -INFINITY, pool->supply,
            item_of(TC_NET_SUPPLY, g->pollutant, pool->site, pool->first_day));
        if (k == 0 || !tc_net_same_site(pool->site, pool[-1].site))
            continue;
        const int carry = tc_net_add_column(
            b->net, 0.0, INFINITY,
            item_of(TC_NET_LOCAL_CARRY, g->pollutant, pool->site, pool->first_day));
        tc_linear_entry(&b->net->lp, b->supply_row[k - 1], carry, 1.0);
        tc_linear_entry(&b->net->lp, b->supply_row[k], carry, -1.0);
    }
}

static void add_class_rows(builder *b)
{
    tc_network *net = b->net;
    const tc_net_groups *g = b->groups;
    b->first_class = net->first_class[g->pollutant] = net->class_count;
    for (int c = 0; c < g->class_count; c++) {
        const tc_net_group *group = &g->classes[c];
        tc_net_item item =
            item_of(TC_NET_COVERAGE, g->pollutant, group->site, group->first_start);
        item.class = net->class_count;
        net->classes[net->class_count++] =
            (tc_net_class){g->pollutant,
                           group->site,
                           group->block,
                           group->pool_access,
                           group->first_start,
                           group->last_start,
                           tc_net_add_row(net, 0.0, 0.0, item),
                           -1};
    }
    for (int j = 0; j < b->problem->project_count; j++) {
        const int c = g->class_of[j];
        if (c < 0)
            continue;
        tc_net_class *class = &net->classes[b->first_class + c];
        const double need = b->problem->projects[j].need[g->pollutant];
        tc_linear_entry(&net->lp, class->coverage_row, net->share_column[j], -need);
        if (net->own_column[j] < 0)
            continue;
        if (class->own_row < 0) {
            tc_net_item item = item_at(net, class->coverage_row);
            item.kind = TC_NET_OWN;
            class->own_row = tc_net_add_row(net, 0.0, INFINITY, item);
        }
        tc_linear_entry(&net->lp, class->own_row, net->own_column[j], -need);
    }
}

/* A column from a pool's row (hub -1), or a hub's, to class c. */
static void use(builder *b, int from_row, int c, double factor, tc_net_site from, int hub)
{
    tc_network *net = b->net;
    const tc_net_class *class = &net->classes[b->first_class + c];
    tc_net_item item = item_at(net, class->coverage_row);
    item.kind = hub < 0 ? TC_NET_LOCAL_USE : TC_NET_POOL_USE;
    item.worth = factor;
    item.hub = hub;
    item.from = from;
    const int column = tc_net_add_column(net, 0.0, INFINITY, item);
    tc_linear_entry(&net->lp, from_row, column, 1.0);
    tc_linear_entry(&net->lp, class->coverage_row, column, factor);
    if (hub < 0) {
        tc_linear_entry(&net->lp, class->own_row, column, factor);
        b->own_inflow[c] = true;
    }
    b->inflow[c] = true;
}

/* Columns from the pools of an area to its own classes. */
static void add_local_uses(builder *b)
{
    const tc_net_groups *g = b->groups;
    int area_class = 0; /* pools and classes are both sorted by area */
    for (int first = 0, end; first < g->pool_count; first = end) {
        end = tc_net_site_end(g, first);
        const tc_net_site site = g->pools[first].site;
        if (b->problem->areas[site.area].kind == TC_AREA_UNSPECIFIED)
            continue;
        while (area_class < g->class_count &&
               g->classes[area_class].site.area < site.area)
            area_class++;
        for (int c = area_class;
             c < g->class_count && g->classes[c].site.area == site.area; c++) {
            const double factor = tc_net_worth(b->problem, g, site, g->classes[c].site);
            const int pool = tc_net_latest_pool(g, first, end, g->classes[c].block);
            if (factor > 0.0 && pool >= 0)
                use(b, b->supply_row[pool], c, factor, site, -1);
        }
    }
}

/* A hub's node at a block, made when its first pool sends into it; carries on from the
 * node before. */
static int hub_node(builder *b, int hub, const tc_net_pool *pool)
{
    if (b->hub_last[hub] >= 0 && b->hub_block[hub] == pool->block)
        return b->hub_last[hub];
    tc_net_item item =
        item_of(TC_NET_POOL, b->groups->pollutant, pool->site, pool->first_day);
    item.area = -1;
    item.hub = hub;
    const int row = tc_net_add_row(b->net, -INFINITY, 0.0, item);
    if (b->hub_last[hub] >= 0) {
        item.kind = TC_NET_POOL_CARRY;
        const int carry = tc_net_add_column(b->net, 0.0, INFINITY, item);
        tc_linear_entry(&b->net->lp, b->hub_last[hub], carry, 1.0);
        tc_linear_entry(&b->net->lp, row, carry, -1.0);
    }
    b->hub_last[hub] = row;
    b->hub_block[hub] = pool->block;
    return row;
}

static void add_export(builder *b, int pool_index)
{
    tc_network *net = b->net;
    const tc_net_pool *pool = &b->groups->pools[pool_index];
    const double most =
        pool->supply *
        tc_problem_export_share(b->problem, b->groups->pollutant, pool->site.area);
    if (!(most > 0.0) || pool->hub < 0)
        return;
    const int node = hub_node(b, pool->hub, pool);
    tc_net_item item =
        item_of(TC_NET_EXPORT, b->groups->pollutant, pool->site, pool->first_day);
    item.hub = pool->hub;
    const int column = tc_net_add_column(net, 0.0, most, item);
    tc_linear_entry(&net->lp, b->supply_row[pool_index], column, 1.0);
    tc_linear_entry(&net->lp, node, column, -1.0);
    net->export_column[net->export_count] = column;
    net->export_pollutant[net->export_count++] = b->groups->pollutant;
}

/* Block by block: what is sent out enters the hubs, then the classes of that block draw
 * on each hub's latest node. */
static void add_pool_uses(builder *b)
{
    const tc_net_groups *g = b->groups;
    int blocks = 0;
    for (int c = 0; c < g->class_count; c++)
        if (g->classes[c].block >= blocks)
            blocks = g->classes[c].block + 1;
    for (int block = 0; block < blocks; block++) {
        for (int k = 0; k < g->pool_count; k++)
            if (g->pools[k].block == block)
                add_export(b, k);
        for (int c = 0; c < g->class_count; c++)
            for (int hub = 0; g->classes[c].block == block && g->classes[c].pool_access &&
                              hub < g->hub_count;
                 hub++) {
                const double factor =
                    tc_net_worth(b->problem, g, g->hub_site[hub], g->classes[c].site);
                if (factor > 0.0 && b->hub_last[hub] >= 0)
                    use(b, b->hub_last[hub], c, factor, g->hub_site[hub], hub);
            }
    }
}

/* A class that nothing can serve holds its projects' shares at 0. */
static void close_dead_ends(builder *b)
{
    tc_network *net = b->net;
    for (int j = 0; j < b->problem->project_count; j++) {
        const tc_project *project = &b->problem->projects[j];
        if (!project->zoning_ok || !(project->need[b->groups->pollutant] > 0.0))
            continue;
        const int c = b->groups->class_of[j];
        if (c < 0 || !b->inflow[c])
            net->lp.high[net->share_column[j]] = 0.0;
        if (net->own_column[j] >= 0 && (c < 0 || !b->own_inflow[c]))
            net->lp.high[net->own_column[j]] = 0.0;
    }
}

static tc_code add_pollutant(tc_network *net, int pollutant, tc_error *error)
{
    tc_arena scratch = {0};
    tc_net_groups g;
    tc_code code =
        tc_net_groups_find(net->problem, pollutant, TC_POOL_COARSE, &scratch, &g, error);
    if (code == TC_OK) {
        const size_t pools = (size_t)g.pool_count, classes = (size_t)g.class_count;
        builder b = {.net = net,
                     .problem = net->problem,
                     .groups = &g,
                     .supply_row = tc_arena_take(&scratch, pools, sizeof(int)),
                     .hub_last = tc_arena_take(&scratch, pools, sizeof(int)),
                     .hub_block = tc_arena_take(&scratch, pools, sizeof(int)),
                     .inflow = tc_arena_take(&scratch, classes, sizeof(bool)),
                     .own_inflow = tc_arena_take(&scratch, classes, sizeof(bool))};
        if (b.supply_row && b.hub_last && b.hub_block && b.inflow && b.own_inflow) {
            net->total_supply[pollutant] = g.total;
            memset(b.hub_last, 0xFF, pools * sizeof *b.hub_last);
            add_supply_rows(&b);
            add_class_rows(&b);
            add_local_uses(&b);
            add_pool_uses(&b);
            close_dead_ends(&b);
        } else {
            net->lp.failed = true;
        }
    }
    tc_arena_free(&scratch);
    return code;
}

static bool take_arrays(tc_network *net, const tc_problem *problem)
{
    const size_t projects = (size_t)problem->project_count;
    const size_t goals = (size_t)problem->goal_count;
    const size_t evens = goals * (size_t)problem->area_count;
    const size_t exports = (size_t)problem->source_count * TC_POLLUTANTS;
    net->share_column = tc_arena_take(&net->arena, projects, sizeof(int));
    net->own_column = tc_arena_take(&net->arena, projects, sizeof(int));
    net->within_row = tc_arena_take(&net->arena, projects, sizeof(int));
    net->classes =
        tc_arena_take(&net->arena, projects * TC_POLLUTANTS, sizeof(tc_net_class));
    net->smallest_column = tc_arena_take(&net->arena, goals, sizeof(int));
    net->goal_row = tc_arena_take(&net->arena, goals, sizeof(int));
    net->approved_column = tc_arena_take(&net->arena, projects, sizeof(int));
    net->even_row = tc_arena_take(&net->arena, evens, sizeof(int));
    net->export_column = tc_arena_take(&net->arena, exports, sizeof(int));
    net->export_pollutant = tc_arena_take(&net->arena, exports, sizeof(int));
    if (!net->share_column || !net->own_column || !net->within_row || !net->classes ||
        !net->smallest_column || !net->goal_row || !net->approved_column ||
        !net->even_row || !net->export_column || !net->export_pollutant)
        return false;
    memset(net->smallest_column, 0xFF, goals * sizeof(int));
    memset(net->goal_row, 0xFF, goals * sizeof(int));
    memset(net->approved_column, 0xFF, projects * sizeof(int));
    memset(net->even_row, 0xFF, evens * sizeof(int));
    return true;
}

tc_code tc_network_build(const tc_problem *problem, tc_net_goals goals,
                         tc_network *network, tc_error *error)
{
    network->problem = problem;
    tc_code code = TC_OK;
    if (!take_arrays(network, problem)) {
        code = tc_fail(error, TC_ERR_MEMORY, NULL, "建立模型时内存不足",
                       "memory ran out while the model was built");
    } else {
        tc_net_add_shares(network);
        for (int p = 0; code == TC_OK && !network->lp.failed && p < TC_POLLUTANTS; p++)
            code = add_pollutant(network, p, error);
        if (code == TC_OK)
            tc_net_add_even_goals(network);
        if (code == TC_OK && goals == TC_NET_WHOLE_NUMBERS)
            tc_net_add_approvals(network);
        if (code == TC_OK && goals != TC_NET_NO_GOAL_ROWS)
            tc_net_add_goal_rows(network);
    }
    if (code == TC_OK)
        code = tc_linear_close(&network->lp, error);
    if (code != TC_OK)
        tc_network_free(network);
    return code;
}

void tc_network_free(tc_network *network)
{
    tc_linear_free(&network->lp);
    tc_mem_drop(network->rows);
    tc_mem_drop(network->columns);
    tc_arena_free(&network->arena);
    memset(network, 0, sizeof *network);
}
