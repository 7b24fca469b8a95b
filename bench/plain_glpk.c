/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plain_glpk.h"

#include <glpk.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/order.h"

/* A price this small beside the largest cost of its goal is rounding. */
static const double PRICE_TOLERANCE = 1e-9;

typedef struct plain {
    const tc_problem *problem;
    glp_prob *lp;
    int *share, *own;              /* projects: columns, own 0 where there is none */
    int *coverage, *own_row;       /* projects: rows of the pollutant at hand, 0 none */
    int *supply, *export;          /* sources: rows of the pollutant at hand */
    int across_count, across_room; /* credit columns that cross areas */
    struct crossing {
        int column, pollutant;
    } * across;
    double total[TC_POLLUTANTS];
} plain;

static void *take(size_t count, size_t size)
{
    void *taken = calloc(count + 1, size);
    if (!taken)
        abort();
    return taken;
}

static bool at_home(const tc_problem *problem, const tc_source *s, const tc_project *j)
{
    return problem->areas[s->area].kind != TC_AREA_UNSPECIFIED && s->area == j->area;
}

/* What a tonne of the source is worth to the project, 0 where it may not be credited. */
static double worth(const tc_problem *problem, const tc_source *s, const tc_project *j,
                    int p)
{
    if (!(s->supply[p] > 0.0) || !(j->need[p] > 0.0) || !j->zoning_ok ||
        s->available_from > j->start || !(at_home(problem, s, j) || j->pool_access))
        return 0.0;
    return tc_problem_exchange(problem, p, s->area, s->basin, j->area, j->basin);
}

double plain_glpk_size(const tc_problem *problem)
{
    double count = 0.0;
    for (int s = 0; s < problem->source_count; s++)
        for (int j = 0; j < problem->project_count; j++)
            for (int p = 0; p < TC_POLLUTANTS; p++)
                count +=
                    worth(problem, &problem->sources[s], &problem->projects[j], p) > 0.0;
    return count;
}

static int add_row(plain *m, int kind, double low, double high)
{
    const int row = glp_add_rows(m->lp, 1);
    glp_set_row_bnds(m->lp, row, kind, low, high);
    return row;
}

static void put(glp_prob *lp, int column, int count, const int *row, const double *value)
{
    glp_set_mat_col(lp, column, count, row, value);
}

/* ---- building ---------------------------------------------------------------------- */

static void add_shares(plain *m)
{
    const int count = m->problem->project_count;
    m->share = take((size_t)count, sizeof(int));
    m->own = take((size_t)count, sizeof(int));
    for (int j = 0; j < count; j++) {
        const tc_project *project = &m->problem->projects[j];
        m->share[j] = glp_add_cols(m->lp, 1);
        glp_set_col_bnds(m->lp, m->share[j], project->zoning_ok ? GLP_DB : GLP_FX, 0.0,
                         project->zoning_ok ? 1.0 : 0.0);
        if (!project->local_key)
            continue;
        m->own[j] = glp_add_cols(m->lp, 1);
        glp_set_col_bnds(m->lp, m->own[j], GLP_DB, 0.0, 1.0);
    }
}

/* The share's column of a project: its needs, and y - l >= 0. */
static void fill_share_columns(plain *m, int *const rows[TC_POLLUTANTS],
                               int *const own_rows[TC_POLLUTANTS])
{
    for (int j = 0; j < m->problem->project_count; j++) {
        const tc_project *project = &m->problem->projects[j];
        int row[TC_POLLUTANTS + 2], own[TC_POLLUTANTS + 2], count = 0, own_count = 0;
        double value[TC_POLLUTANTS + 2], own_value[TC_POLLUTANTS + 2];
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            if (!rows[p][j])
                continue;
            row[++count] = rows[p][j];
            value[count] = -project->need[p];
            own[++own_count] = own_rows[p][j];
            own_value[own_count] = -project->need[p];
        }
        if (m->own[j]) {
            const int within = add_row(m, GLP_LO, 0.0, 0.0);
            row[++count] = own[++own_count] = within;
            value[count] = 1.0;
            own_value[own_count] = -1.0;
            put(m->lp, m->own[j], own_count, own, own_value);
        }
        put(m->lp, m->share[j], count, row, value);
    }
}

static bool same_pool(const tc_source *a, const tc_source *b)
{
    return a->area == b->area && a->basin == b->basin &&
           a->available_from == b->available_from;
}

static void add_source_rows(plain *m, int p)
{
    const tc_problem *problem = m->problem;
    for (int s = 0; s < problem->source_count; s++) {
        const tc_source *source = &problem->sources[s];
        m->total[p] += source->supply[p];
        m->supply[s] = add_row(m, GLP_UP, 0.0, source->supply[p]);
        m->export[s] = 0;
        double pool = 0.0;
        for (int other = 0; other < problem->source_count; other++) {
            if (!same_pool(source, &problem->sources[other]))
                continue;
            pool += problem->sources[other].supply[p];
            if (other < s)
                m->export[s] = m->export[other];
        }
        if (!m->export[s])
            m->export[s] = add_row(
                m, GLP_UP, 0.0, pool * tc_problem_export_share(problem, p, source->area));
    }
}

static void add_project_rows(plain *m, int p)
{
    for (int j = 0; j < m->problem->project_count; j++) {
        m->coverage[j] = m->own_row[j] = 0;
        if (!(m->problem->projects[j].need[p] > 0.0))
            continue;
        m->coverage[j] = add_row(m, GLP_FX, 0.0, 0.0);
        if (m->own[j])
            m->own_row[j] = add_row(m, GLP_LO, 0.0, 0.0);
    }
}

static void note_crossing(plain *m, int column, int p)
{
    if (m->across_count == m->across_room) {
        m->across_room = m->across_room ? 2 * m->across_room : 1024;
        m->across = realloc(m->across, (size_t)m->across_room * sizeof *m->across);
        if (!m->across)
            abort();
    }
    m->across[m->across_count++] = (struct crossing){column, p};
}

static void add_credits(plain *m, int p)
{
    const tc_problem *problem = m->problem;
    for (int s = 0; s < problem->source_count; s++)
        for (int j = 0; j < problem->project_count; j++) {
            const double e =
                worth(problem, &problem->sources[s], &problem->projects[j], p);
            if (!(e > 0.0))
                continue;
            const bool home =
                at_home(problem, &problem->sources[s], &problem->projects[j]);
            const int third = home ? m->own_row[j] : m->export[s];
            const int row[] = {0, m->supply[s], m->coverage[j], third};
            const double value[] = {0.0, 1.0, e, home ? e : 1.0};
            const int x = glp_add_cols(m->lp, 1);
            glp_set_col_bnds(m->lp, x, GLP_LO, 0.0, 0.0);
            put(m->lp, x, third ? 3 : 2, row, value);
            if (!home)
                note_crossing(m, x, p);
        }
}

static plain build(const tc_problem *problem)
{
    plain m = {.problem = problem, .lp = glp_create_prob()};
    int *rows[TC_POLLUTANTS], *own_rows[TC_POLLUTANTS];
    (void)glp_term_out(GLP_OFF);
    glp_set_obj_dir(m.lp, GLP_MAX);
    m.supply = take((size_t)problem->source_count, sizeof(int));
    m.export = take((size_t)problem->source_count, sizeof(int));
    add_shares(&m);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        rows[p] = m.coverage = take((size_t)problem->project_count, sizeof(int));
        own_rows[p] = m.own_row = take((size_t)problem->project_count, sizeof(int));
        add_source_rows(&m, p);
        add_project_rows(&m, p);
        add_credits(&m, p);
    }
    fill_share_columns(&m, rows, own_rows);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        free(rows[p]);
        free(own_rows[p]);
    }
    free(m.supply);
    free(m.export);
    m.coverage = m.own_row = m.supply = m.export = NULL;
    return m;
}

static void end(plain *m)
{
    glp_delete_prob(m->lp);
    (void)glp_free_env();
    free(m->share);
    free(m->own);
    free(m->across);
}

/* ---- goals ------------------------------------------------------------------------- */

static void set_goal(plain *m, const tc_goal *goal)
{
    for (int j = 0; j < m->problem->project_count; j++) {
        const tc_project *project = &m->problem->projects[j];
        const bool tier = goal->kind == TC_GOAL_TIER && goal->tier == project->tier;
        glp_set_obj_coef(m->lp, m->share[j], tier ? project->weight : 0.0);
        if (m->own[j])
            glp_set_obj_coef(m->lp, m->own[j],
                             goal->kind == TC_GOAL_GUARANTEE_LOCAL ? project->weight
                                                                   : 0.0);
    }
    for (int k = 0; k < m->across_count; k++)
        glp_set_obj_coef(m->lp, m->across[k].column,
                         goal->kind == TC_GOAL_KEEP_LOCAL
                             ? -1.0 / m->total[m->across[k].pollutant]
                             : 0.0);
}

static bool solve(plain *m, const plain_setting *setting, measured *result)
{
    glp_smcp how;
    (void)glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.meth = setting->dual ? GLP_DUALP : GLP_PRIMAL;
    how.presolve = setting->presolve ? GLP_ON : GLP_OFF;
    how.tol_bnd = how.tol_dj = 1e-9;
    const int code = glp_simplex(m->lp, &how);
    result->pivots = glp_get_it_cnt(m->lp);
    result->levels++;
    if (code == 0 && glp_get_status(m->lp) == GLP_OPT)
        return true;
    (void)snprintf(result->note, sizeof result->note, "GLPK gave up (code %d, status %d)",
                   code, glp_get_status(m->lp));
    result->done = false;
    return false;
}

void plain_glpk_one(const tc_problem *problem, int goal, const plain_setting *setting,
                    measured *result)
{
    const double before = clock_now();
    plain m = build(problem);
    result->rows = glp_get_num_rows(m.lp);
    result->columns = glp_get_num_cols(m.lp);
    set_goal(&m, &problem->goals[goal]);
    glp_scale_prob(m.lp, GLP_SF_AUTO);
    if (setting->advanced_basis)
        glp_adv_basis(m.lp, 0);
    if (solve(&m, setting, result))
        result->value[result->goals++] = glp_get_obj_val(m.lp);
    result->seconds = clock_now() - before;
    end(&m);
}

/* Fix what all best points share: columns and rows with a price. */
static void fix_best_face(plain *m)
{
    double largest = 0.0;
    const int rows = glp_get_num_rows(m->lp), columns = glp_get_num_cols(m->lp);
    for (int j = 1; j <= columns; j++)
        largest = fmax(largest, fabs(glp_get_obj_coef(m->lp, j)));
    for (int j = 1; j <= columns; j++)
        if (glp_get_col_type(m->lp, j) != GLP_FX &&
            fabs(glp_get_col_dual(m->lp, j)) > PRICE_TOLERANCE * largest) {
            const double at = glp_get_col_stat(m->lp, j) == GLP_NU
                                  ? glp_get_col_ub(m->lp, j)
                                  : glp_get_col_lb(m->lp, j);
            glp_set_col_bnds(m->lp, j, GLP_FX, at, at);
        }
    for (int i = 1; i <= rows; i++)
        if (glp_get_row_type(m->lp, i) != GLP_FX &&
            fabs(glp_get_row_dual(m->lp, i)) > PRICE_TOLERANCE * largest) {
            const double at = glp_get_row_stat(m->lp, i) == GLP_NU
                                  ? glp_get_row_ub(m->lp, i)
                                  : glp_get_row_lb(m->lp, i);
            glp_set_row_bnds(m->lp, i, GLP_FX, at, at);
        }
}

static bool reach_share(plain *m, int column, const plain_setting *warm, measured *result)
{
    if (!column || glp_get_col_type(m->lp, column) == GLP_FX)
        return true;
    glp_set_obj_coef(m->lp, column, 1.0);
    const bool solved = solve(m, warm, result);
    if (solved)
        fix_best_face(m);
    glp_set_obj_coef(m->lp, column, 0.0);
    return solved;
}

static bool first_come(plain *m, const plain_setting *warm, measured *result)
{
    const int count = m->problem->project_count;
    int *order = take((size_t)count, sizeof *order);
    tc_order_by_acceptance(m->problem, false, order);
    bool solved = true;
    for (int k = 0; k < count && solved; k++)
        solved = reach_share(m, m->share[order[k]], warm, result);
    for (int k = 0; k < count && solved; k++)
        solved = reach_share(m, m->own[order[k]], warm, result);
    free(order);
    return solved;
}

void plain_glpk_all(const tc_problem *problem, measured *result)
{
    static const plain_setting warm = {"warm primal", false, false, false};
    static const tc_goal none = {TC_GOAL_TIER, 0, false, ""};
    const double before = clock_now();
    plain m = build(problem);
    result->rows = glp_get_num_rows(m.lp);
    result->columns = glp_get_num_cols(m.lp);
    glp_scale_prob(m.lp, GLP_SF_AUTO);
    glp_adv_basis(m.lp, 0);
    bool solved = true;
    for (int g = 0; g < problem->goal_count && solved; g++) {
        if (problem->goals[g].kind == TC_GOAL_FIRST_COME) {
            set_goal(&m, &none);
            solved = first_come(&m, &warm, result);
            continue;
        }
        set_goal(&m, &problem->goals[g]);
        solved = solve(&m, &warm, result);
        if (!solved)
            break;
        result->value[result->goals++] = glp_get_obj_val(m.lp);
        fix_best_face(&m);
    }
    result->seconds = clock_now() - before;
    end(&m);
}
