/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/share_model.h"

#include <string.h>

#include "base/fault.h"
#include "domain/groups.h"
#include "domain/order.h"

enum { DEAD = -1 }; /* in the place of a hub: nobody can serve the class */

/* One pollutant on its way into the model. */
typedef struct draft {
    const tc_problem *problem;
    const tc_share_caps *caps;
    tc_share_model *m;
    tc_net_groups groups[TC_POLLUTANTS];
    int *class_market[TC_POLLUTANTS]; /* hub of each class; DEAD: nobody serves it */
    int *area_place;                  /* area_count: place of an area in the market */
    bool *home_only;                  /* of the market at hand: area_count */
    bool *demanded;
    const char **why;
} draft;

static tc_code memory_ran_out(tc_error *error)
{
    return tc_fail(error, TC_ERR_MEMORY, NULL, "建立份额模型时内存不足",
                   "memory ran out while the model of shares was built");
}

static void refuse(draft *d, const char *zh, const char *en)
{
    if (d->why[0])
        return;
    d->why[0] = zh;
    d->why[1] = en;
}

/* ---- does the case have the form? -------------------------------------------------- */

/* Goals that look at the routing, or at areas, come too early. */
static void look_at_goals(draft *d)
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

static bool may_use(const draft *d, const tc_net_group *class, const tc_net_pool *pool)
{
    return class->pool_access || is_home(d->problem, pool->site, class->site);
}

/* A class may use all of its hub that lies where it may draw, and nothing else. */
static void judge_pool(draft *d, const tc_net_groups *g, const tc_net_group *class,
                       const tc_net_pool *pool, int hub)
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

static int find_hub(const draft *d, const tc_net_groups *g, const tc_net_group *class)
{
    for (int k = 0; k < g->pool_count; k = tc_net_site_end(g, k))
        if (g->pools[k].hub >= 0 && may_use(d, class, &g->pools[k]) &&
            tc_net_worth(d->problem, g, g->pools[k].site, class->site) > 0.0)
            return g->pools[k].hub;
    return DEAD;
}

static void place_classes(draft *d, int p)
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

static bool may_bind(const draft *d, int pollutant, int area)
{
    if (d->caps && d->caps->may_bind)
        return d->caps->may_bind[pollutant * d->problem->area_count + area];
    return tc_problem_export_share(d->problem, pollutant, area) < 1.0;
}

/* Which areas of the market need a choice of their own in a cut. */
static void look_at_areas(draft *d, int p, int hub)
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
static int number_areas(draft *d, int p, int hub, int first_area)
{
    const tc_problem *problem = d->problem;
    int count = 1;
    for (int a = 0; a < problem->area_count; a++)
        d->area_place[a] = 0;
    look_at_areas(d, p, hub);
    for (int a = 0; a < problem->area_count; a++) {
        const bool apart = d->home_only[a] || (d->demanded[a] && may_bind(d, p, a));
        if (!apart)
            continue;
        d->area_place[a] = count;
        if (first_area >= 0)
            d->m->area_id[first_area + count] = a;
        count++;
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
static void place_sources(draft *d, int p, int hub, const tc_share_market *market)
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
        d->m->source_area[s * TC_POLLUTANTS + p] = market->first_area + place;
    }
}

/* Needs of the market's projects: cell by (project, pollutant), in need_cell. */
static void place_projects(draft *d, int p, int hub, tc_share_market *market,
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

static bool has_demand(const draft *d, int p, int hub)
{
    const tc_net_groups *g = &d->groups[p];
    for (int j = 0; j < d->problem->project_count; j++)
        if (g->class_of[j] >= 0 && d->class_market[p][g->class_of[j]] == hub &&
            d->m->share_column[j] >= 0)
            return true;
    return false;
}

/* Count first (market NULL), then fill: both walk alike. */
static void walk_markets(draft *d, bool fill, int *need_cell)
{
    tc_share_model *m = d->m;
    m->market_count = m->cells = m->areas = m->most_areas = 0;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const int blocks = block_count(&d->groups[p]);
        for (int hub = 0; hub < d->groups[p].hub_count; hub++) {
            if (!has_demand(d, p, hub))
                continue;
            const int areas = number_areas(d, p, hub, fill ? m->areas : -1);
            if (fill) {
                tc_share_market *market = &m->market[m->market_count];
                *market = (tc_share_market){p, blocks, areas, m->cells, m->areas, 0.0};
                m->area_id[m->areas] = -1;
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

/* ---- columns ----------------------------------------------------------------------- */

/* A project that is refused, or one of whose needs nobody can serve, has no column. */
static bool is_dead(const draft *d, int j)
{
    const tc_project *project = &d->problem->projects[j];
    if (!project->zoning_ok)
        return true;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const int c = d->groups[p].class_of[j];
        if (project->need[p] > 0.0 && (c < 0 || d->class_market[p][c] == DEAD))
            return true;
    }
    return false;
}

static void number_columns(draft *d)
{
    tc_share_model *m = d->m;
    for (int j = 0; j < d->problem->project_count; j++) {
        const tc_project *project = &d->problem->projects[j];
        const bool dead = is_dead(d, j);
        m->own_column[j] = -1;
        m->share_column[j] = dead ? -1 : m->columns++;
        if (!dead && project->local_key && project->pool_access)
            m->own_column[j] = m->columns++;
        m->required += project->must_serve;
        m->impossible |= dead && project->must_serve;
    }
}

static int put_entries(draft *d, int j, tc_share_kind kind, const int *need_cell,
                       int count)
{
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const int cell = need_cell[j * TC_POLLUTANTS + p];
        if (cell >= 0)
            d->m->entry[count++] = (tc_share_entry){d->problem->projects[j].need[p], cell,
                                                    (int)kind * d->m->cells + cell};
    }
    return count;
}

static void fill_columns(draft *d, const int *need_cell)
{
    tc_share_model *m = d->m;
    int count = 0;
    for (int j = 0; j < d->problem->project_count; j++) {
        const int y = m->share_column[j], l = m->own_column[j];
        if (y < 0)
            continue;
        m->project[y] = j;
        m->partner[y] = l;
        m->kind[y] = d->problem->projects[j].pool_access ? TC_SHARE_POOL : TC_SHARE_HOME;
        m->first_entry[y] = count;
        count = put_entries(d, j, m->kind[y], need_cell, count);
        if (l < 0)
            continue;
        m->project[l] = j;
        m->partner[l] = y;
        m->kind[l] = TC_SHARE_OWN;
        m->first_entry[l] = count;
        count = put_entries(d, j, TC_SHARE_OWN, need_cell, count);
    }
    m->first_entry[m->columns] = count;
    for (int k = 0; k < m->market_count; k++)
        for (int e = 0, c = 0; e < count; e++) {
            const int local = m->entry[e].cell - m->market[k].first_cell;
            while (e >= m->first_entry[c + 1])
                c++;
            const double part = m->entry[e].need / m->market[k].need;
            if (local >= 0 && local < m->market[k].areas * m->market[k].blocks &&
                part > m->size[c])
                m->size[c] = part;
        }
}

static tc_code rank_columns(draft *d, tc_error *error)
{
    tc_share_model *m = d->m;
    const tc_problem *problem = d->problem;
    bool first_come = false;
    for (int g = 0; g < problem->goal_count; g++)
        first_come |= problem->goals[g].kind == TC_GOAL_FIRST_COME;
    int *order = tc_arena_take(&m->arena, (size_t)problem->project_count, sizeof(int));
    if (!order)
        return memory_ran_out(error);
    tc_order_by_acceptance(problem, !first_come, order);
    int rank = 0;
    for (int k = 0; k < problem->project_count; k++)
        if (m->share_column[order[k]] >= 0)
            m->rank[m->share_column[order[k]]] = rank++;
    for (int k = 0; k < problem->project_count; k++)
        if (m->own_column[order[k]] >= 0)
            m->rank[m->own_column[order[k]]] = rank++;
    return TC_OK;
}

/* ---- goals ------------------------------------------------------------------------- */

static void add_level(tc_share_model *m, int goal)
{
    const tc_problem *problem = m->problem;
    double *cost = &m->cost[m->levels * m->columns];
    for (int c = 0; c < m->columns; c++) {
        const tc_project *project = &problem->projects[m->project[c]];
        const bool own = m->kind[c] == TC_SHARE_OWN;
        if (goal < 0)
            cost[c] = !own && project->must_serve ? 1.0 : 0.0;
        else if (problem->goals[goal].kind == TC_GOAL_TIER)
            cost[c] = !own && project->tier == problem->goals[goal].tier ? project->weight
                                                                         : 0.0;
        else if (own || (m->kind[c] == TC_SHARE_HOME && project->local_key))
            cost[c] = project->weight;
        if (cost[c] > m->most_cost[m->levels])
            m->most_cost[m->levels] = cost[c];
    }
    m->goal[m->levels++] = goal;
}

static void fill_levels(tc_share_model *m)
{
    if (m->required > 0)
        add_level(m, -1);
    for (int g = 0; g < m->problem->goal_count; g++) {
        if (m->problem->goals[g].kind == TC_GOAL_FIRST_COME)
            break;
        if (m->problem->goals[g].kind != TC_GOAL_KEEP_LOCAL)
            add_level(m, g);
    }
}

/* ---- all of it --------------------------------------------------------------------- */

static tc_code take_columns(tc_share_model *m, tc_error *error)
{
    const size_t columns = (size_t)m->columns + 1;
    const size_t levels = (size_t)m->problem->goal_count + 1;
    m->market = tc_arena_take(&m->arena, (size_t)m->market_count, sizeof *m->market);
    m->area_id = tc_arena_take(&m->arena, (size_t)m->areas, sizeof(int));
    m->area_market = tc_arena_take(&m->arena, (size_t)m->areas, sizeof(int));
    m->project = tc_arena_take(&m->arena, columns, sizeof(int));
    m->partner = tc_arena_take(&m->arena, columns, sizeof(int));
    m->kind = tc_arena_take(&m->arena, columns, sizeof *m->kind);
    m->rank = tc_arena_take(&m->arena, columns, sizeof(int));
    m->size = tc_arena_take(&m->arena, columns, sizeof(double));
    m->first_entry = tc_arena_take(&m->arena, columns, sizeof(int));
    m->entry = tc_arena_take(&m->arena, columns * TC_POLLUTANTS, sizeof *m->entry);
    m->goal = tc_arena_take(&m->arena, levels, sizeof(int));
    m->cost = tc_arena_take(&m->arena, levels * columns, sizeof(double));
    m->most_cost = tc_arena_take(&m->arena, levels, sizeof(double));
    return m->market && m->area_id && m->area_market && m->project && m->partner &&
                   m->kind && m->rank && m->size && m->first_entry && m->entry &&
                   m->goal && m->cost && m->most_cost
               ? TC_OK
               : memory_ran_out(error);
}

static tc_code find_groups(draft *d, tc_error *error)
{
    for (int p = 0; p < TC_POLLUTANTS && !d->why[0]; p++) {
        tc_net_groups *g = &d->groups[p];
        const tc_code code =
            tc_net_groups_find(d->problem, p, TC_POOL_COARSE, &d->m->arena, g, error);
        if (code != TC_OK)
            return code;
        d->class_market[p] =
            tc_arena_take(&d->m->arena, (size_t)g->class_count, sizeof(int));
        if (!d->class_market[p])
            return memory_ran_out(error);
        place_classes(d, p);
    }
    return TC_OK;
}

static tc_code build(draft *d, tc_error *error)
{
    tc_share_model *m = d->m;
    const size_t projects = (size_t)d->problem->project_count;
    const size_t areas = (size_t)d->problem->area_count;
    const size_t slots = (size_t)d->problem->source_count * TC_POLLUTANTS;
    look_at_goals(d);
    tc_code code = find_groups(d, error);
    if (code != TC_OK || d->why[0])
        return code;
    int *need_cell = tc_arena_take(&m->arena, projects * TC_POLLUTANTS, sizeof(int));
    m->share_column = tc_arena_take(&m->arena, projects, sizeof(int));
    m->own_column = tc_arena_take(&m->arena, projects, sizeof(int));
    m->source_cell = tc_arena_take(&m->arena, slots, sizeof(int));
    m->source_area = tc_arena_take(&m->arena, slots, sizeof(int));
    d->area_place = tc_arena_take(&m->arena, areas, sizeof(int));
    d->home_only = tc_arena_take(&m->arena, areas, sizeof(bool));
    d->demanded = tc_arena_take(&m->arena, areas, sizeof(bool));
    if (!need_cell || !m->share_column || !m->own_column || !m->source_cell ||
        !m->source_area || !d->area_place || !d->home_only || !d->demanded)
        return memory_ran_out(error);
    for (size_t i = 0; i < slots; i++)
        m->source_cell[i] = m->source_area[i] = -1;
    for (size_t i = 0; i < projects * TC_POLLUTANTS; i++)
        need_cell[i] = -1;
    number_columns(d);
    walk_markets(d, false, NULL);
    code = take_columns(m, error);
    if (code != TC_OK)
        return code;
    walk_markets(d, true, need_cell);
    fill_columns(d, need_cell);
    fill_levels(m);
    return rank_columns(d, error);
}

tc_code tc_share_model_build(const tc_problem *problem, const tc_share_caps *caps,
                             tc_share_model *model, const char *why[2], tc_error *error)
{
    tc_share_model made = {.problem = problem};
    draft d = {.problem = problem, .caps = caps, .m = &made, .why = why};
    why[0] = why[1] = NULL;
    const tc_code code = build(&d, error);
    if (code != TC_OK || why[0]) {
        tc_share_model_free(&made);
        return code;
    }
    *model = made;
    return TC_OK;
}

void tc_share_model_free(tc_share_model *model)
{
    tc_arena_free(&model->arena);
    *model = (tc_share_model){.problem = NULL};
}

/* ---- supply ------------------------------------------------------------------------ */

void tc_share_supply_cumulate(const tc_share_model *m, tc_share_supply *supply)
{
    for (int k = 0; k < m->market_count; k++) {
        const tc_share_market *market = &m->market[k];
        for (int a = 0; a < market->areas; a++) {
            const int first = market->first_cell + a * market->blocks;
            for (int t = 1; t < market->blocks; t++) {
                supply->kept[first + t] += supply->kept[first + t - 1];
                supply->out[first + t] += supply->out[first + t - 1];
            }
        }
    }
}

void tc_share_supply_of_case(const tc_share_model *m, tc_share_supply *supply)
{
    const tc_problem *problem = m->problem;
    memset(supply->kept, 0, sizeof(double) * (size_t)m->cells);
    memset(supply->out, 0, sizeof(double) * (size_t)m->cells);
    for (int s = 0; s < problem->source_count; s++)
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            const int cell = m->source_cell[s * TC_POLLUTANTS + p];
            if (cell < 0)
                continue;
            const double tonnes = problem->sources[s].supply[p];
            const double leaves =
                tc_problem_export_share(problem, p, problem->sources[s].area);
            supply->kept[cell] += (1.0 - leaves) * tonnes;
            supply->out[cell] += leaves * tonnes;
        }
    tc_share_supply_cumulate(m, supply);
}
