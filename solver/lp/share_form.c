/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/fault.h"
#include "lp/share_draft.h"

static void refuse(tc_share_draft *d, const char *zh, const char *en)
{
    if (d->why[0])
        return;
    d->why[0] = zh;
    d->why[1] = en;
}

/* ---- does the case have the form? -------------------------------------------------- */

/* Goals that look at the routing, or at areas, come too early. */
static void look_at_goals(tc_share_draft *d)
{
    const tc_problem *problem = d->problem;
    bool closed = false, routed = false;
    for (int g = 0; g < problem->goal_count; g++) {
        const tc_goal *goal = &problem->goals[g];
        if (goal->kind == TC_GOAL_FIRST_COME) {
            closed = true;
            break;
        }
        routed |= goal->kind == TC_GOAL_KEEP_LOCAL;
        if (goal->kind == TC_GOAL_TIER && goal->even)
            refuse(d, "有均衡目标", "there is an even goal");
    }
    if (routed)
        refuse(d, "就近目标在先受理先得之前",
               closed ? "keep-local comes before first-come"
                      : "keep-local comes before the closing order");
}

static bool is_home(const tc_problem *problem, tc_net_site from, tc_net_site to)
{
    return from.area == to.area && problem->areas[from.area].kind != TC_AREA_UNSPECIFIED;
}

static bool may_use(const tc_share_draft *d, const tc_net_group *class,
                    const tc_net_pool *pool)
{
    return class->pool_access || is_home(d->problem, pool->site, class->site);
}

/* A class may use all of its hub that lies where it may draw, and nothing else. */
static void judge_pool(tc_share_draft *d, const tc_net_groups *g,
                       const tc_net_group *class, const tc_net_pool *pool, int hub)
{
    if (!may_use(d, class, pool))
        return;
    const double worth = tc_net_worth(d->problem, g, pool->site, class->site);
    if (worth != 0.0 && worth != 1.0)
        refuse(d, "有 0 和 1 以外的折算系数",
               "there are exchange factors other than 0 and 1");
    else if (worth > 0.0 && pool->site.owner >= 0)
        refuse(d, "有自身置换源", "there are sources that are a project's own");
    else if (pool->site.owner < 0 && (worth > 0.0) != (hub == pool->hub))
        refuse(d, "谁能用谁的指标不成嵌套", "who may use whose tonnes is not nested");
}

static int find_hub(const tc_share_draft *d, const tc_net_groups *g,
                    const tc_net_group *class)
{
    for (int k = 0; k < g->pool_count; k = tc_net_site_end(g, k))
        if (g->pools[k].hub >= 0 && may_use(d, class, &g->pools[k]) &&
            tc_net_worth(d->problem, g, g->pools[k].site, class->site) > 0.0)
            return g->pools[k].hub;
    return TC_SHARE_DEAD;
}

/* Beyond this one project's price is another's rounding (METHOD.md §7.6). */
static const double NEEDS_APART_MOST = 1e6;

static void look_at_needs(tc_share_draft *d, int p)
{
    double least = 0.0, most = 0.0;
    for (int j = 0; j < d->problem->project_count; j++) {
        const tc_project *project = &d->problem->projects[j];
        const double need = project->need[p];
        if (!project->zoning_ok || !(need > 0.0))
            continue;
        least = least > 0.0 && least < need ? least : need;
        most = most > need ? most : need;
    }
    if (most > NEEDS_APART_MOST * least)
        refuse(d, "需求量相差六个数量级以上",
               "needs lie more than six orders of magnitude apart");
}

/* Pools that nobody may draw on from elsewhere are in one hub whatever their basins: at
 * home they serve by sites. */
static void split_idle_hubs(tc_share_draft *d, int p)
{
    tc_net_groups *g = &d->groups[p];
    const int hubs = g->hub_count;
    for (int k = 0, end; k < g->pool_count; k = end) {
        const int hub = g->pools[k].hub;
        bool idle = hub >= 0 && hub < hubs;
        end = tc_net_site_end(g, k);
        for (int c = 0; idle && c < g->class_count; c++)
            idle = !g->classes[c].pool_access ||
                   !(tc_net_worth(d->problem, g, g->pools[k].site, g->classes[c].site) >
                     0.0);
        if (!idle)
            continue;
        for (int i = k; i < end; i++)
            g->pools[i].hub = g->hub_count;
        g->hub_count++;
    }
}

static void place_classes(tc_share_draft *d, int p)
{
    const tc_net_groups *g = &d->groups[p];
    for (int c = 0; c < g->class_count && !d->why[0]; c++) {
        const int hub = find_hub(d, g, &g->classes[c]);
        for (int k = 0; k < g->pool_count && !d->why[0]; k = tc_net_site_end(g, k))
            judge_pool(d, g, &g->classes[c], &g->pools[k], hub);
        d->class_market[p][c] = hub;
    }
}

/* ---- markets and cells ------------------------------------------------------------- */

static bool may_bind(const tc_share_draft *d, int pollutant, int area)
{
    if (d->caps && d->caps->may_bind)
        return d->caps->may_bind[pollutant * d->problem->area_count + area];
    return tc_problem_export_share(d->problem, pollutant, area) < 1.0;
}

/* Which areas of the market need a choice of their own in a cut. */
static void look_at_areas(tc_share_draft *d, int p, int hub)
{
    const tc_problem *problem = d->problem;
    const tc_net_groups *g = &d->groups[p];
    memset(d->home_only, 0, sizeof(bool) * (size_t)problem->area_count);
    memset(d->demanded, 0, sizeof(bool) * (size_t)problem->area_count);
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        const int c = g->class_of[j];
        if (c < 0 || d->class_market[p][c] != hub || d->m->share_column[j] < 0)
            continue;
        d->demanded[project->area] = true;
        if (!project->pool_access || project->local_key)
            d->home_only[project->area] = true;
    }
}

/* Number the areas of a market: 0 is the open one. */
static int number_areas(tc_share_draft *d, int p, int hub)
{
    const tc_problem *problem = d->problem;
    int count = 1;
    for (int a = 0; a < problem->area_count; a++)
        d->area_place[a] = 0;
    look_at_areas(d, p, hub);
    for (int a = 0; a < problem->area_count; a++) {
        if (d->home_only[a] || (d->demanded[a] && may_bind(d, p, a)))
            d->area_place[a] = count++;
    }
    return count;
}

static int block_count(const tc_net_groups *g)
{
    int blocks = 0;
    for (int c = 0; c < g->class_count; c++)
        if (g->classes[c].block + 1 > blocks)
            blocks = g->classes[c].block + 1;
    return blocks;
}

/* Cells of the market's sources. */
static void place_sources(tc_share_draft *d, int p, int hub,
                          const tc_share_market *market)
{
    const tc_problem *problem = d->problem;
    const tc_net_groups *g = &d->groups[p];
    for (int s = 0; s < problem->source_count; s++) {
        const int k = g->pool_of[s];
        if (k < 0 || g->pools[k].hub != hub)
            continue;
        const int place = d->area_place[problem->sources[s].area];
        d->m->source_cell[s * TC_POLLUTANTS + p] =
            market->first_cell + place * market->blocks + g->pools[k].block;
    }
}

/* Needs of the market's projects: cell by (project, pollutant), in need_cell. */
static void place_projects(tc_share_draft *d, int p, int hub, tc_share_market *market,
                           int *need_cell)
{
    const tc_problem *problem = d->problem;
    const tc_net_groups *g = &d->groups[p];
    for (int j = 0; j < problem->project_count; j++) {
        const int c = g->class_of[j];
        if (c < 0 || d->class_market[p][c] != hub || d->m->share_column[j] < 0)
            continue;
        need_cell[j * TC_POLLUTANTS + p] =
            market->first_cell +
            d->area_place[problem->projects[j].area] * market->blocks +
            g->classes[c].block;
        market->need += problem->projects[j].need[p];
    }
}

static bool has_demand(const tc_share_draft *d, int p, int hub)
{
    const tc_net_groups *g = &d->groups[p];
    for (int j = 0; j < d->problem->project_count; j++)
        if (g->class_of[j] >= 0 && d->class_market[p][g->class_of[j]] == hub &&
            d->m->share_column[j] >= 0)
            return true;
    return false;
}

/* Count first (market NULL), then fill: both walk alike. */
void tc_share_form_walk(tc_share_draft *d, bool fill, int *need_cell)
{
    tc_share_model *m = d->m;
    m->market_count = m->cells = m->areas = m->most_areas = 0;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const int blocks = block_count(&d->groups[p]);
        for (int hub = 0; hub < d->groups[p].hub_count; hub++) {
            if (!has_demand(d, p, hub))
                continue;
            const int areas = number_areas(d, p, hub);
            if (fill) {
                tc_share_market *market = &m->market[m->market_count];
                *market = (tc_share_market){p, blocks, areas, m->cells, m->areas, 0.0};
                for (int a = 0; a < areas; a++)
                    m->area_market[m->areas + a] = m->market_count;
                place_sources(d, p, hub, market);
                place_projects(d, p, hub, market, need_cell);
            }
            m->market_count++;
            m->cells += areas * blocks;
            m->areas += areas;
            m->most_areas = areas > m->most_areas ? areas : m->most_areas;
        }
    }
}

tc_code tc_share_form_find(tc_share_draft *d, tc_error *error)
{
    look_at_goals(d);
    for (int p = 0; p < TC_POLLUTANTS && !d->why[0]; p++) {
        tc_net_groups *g = &d->groups[p];
        const tc_code code =
            tc_net_groups_find(d->problem, p, TC_POOL_COARSE, &d->m->arena, g, error);
        if (code != TC_OK)
            return code;
        d->class_market[p] =
            tc_arena_take(&d->m->arena, (size_t)g->class_count, sizeof(int));
        if (!d->class_market[p])
            return tc_fail(error, TC_ERR_MEMORY, NULL, "建立份额模型时内存不足",
                           "memory ran out while the model of shares was built");
        look_at_needs(d, p);
        split_idle_hubs(d, p);
        place_classes(d, p);
    }
    return TC_OK;
}
