/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/whole_export.h"

#include <math.h>

#include "base/fault.h"
#include "lp/names.h"
#include "lp/network.h"
#include "lp/objective.h"
#include "lp/shares.h"

/* How much room a goal is held with, relative. MPS files have 12 characters a number,
 * nine digits of -0.123456789, and so for keep-local and means of areas: with a tenth of
 * this other solvers find no point at all. All other coefficients are short, and LP files
 * have 15 digits; there ten times as much lets later goals gain in their fifth digit. */
static const double ROOM_DIGITS = 1e-7, ROOM = 1e-9;

/* The program being written. */
typedef struct writer {
    const tc_problem *problem;
    const tc_plan *plan;
    tc_lp_format format;
    tc_network net;
    tc_simplex *simplex;
    tc_arena arena;
    int *column; /* lp.columns, for objectives */
    double *value;
    bool *whole; /* lp.columns */
} writer;

static double reached(const tc_plan *plan, tc_level_kind kind, int goal)
{
    for (int k = 0; k < plan->level_count; k++)
        if (plan->levels[k].kind == kind && plan->levels[k].goal == goal)
            return plan->levels[k].value;
    return -INFINITY;
}

static double with_room(const writer *w, double value, bool many_digits)
{
    const bool cut = many_digits && w->format == TC_LP_FORMAT_MPS;
    return value - (cut ? ROOM_DIGITS : ROOM) * fmax(1.0, fabs(value));
}

/* The total of a goal as later ones are held to: exact where totals have a unit. */
static double held_total(writer *w, int goal)
{
    const double value = reached(w->plan, TC_LEVEL_TOTAL, goal);
    const tc_objective total = tc_objective_total(&w->net, goal, w->column, w->value);
    const double unit = tc_objective_unit(&w->net, &total);
    return unit > 0.0
               ? rint(value / unit) * unit
               : with_room(w, value, w->problem->goals[goal].kind == TC_GOAL_KEEP_LOCAL);
}

static void hold_goals(writer *w, int goal)
{
    for (int k = 0; k <= goal; k++) {
        if (w->problem->goals[k].even) {
            const double least = reached(w->plan, TC_LEVEL_SMALLEST_SHARE, k);
            tc_simplex_column_limits(w->simplex, w->net.smallest_column[k],
                                     fmax(0.0, with_room(w, least, true)), 1.0);
        }
        if (k < goal)
            tc_simplex_row_limits(w->simplex, w->net.goal_row[k], held_total(w, k),
                                  INFINITY);
    }
}

/* Shares of indivisible projects, and approvals of those with a least share, are 0 or 1;
 * the share of a required project is 1. */
static void mark_projects(writer *w)
{
    for (int j = 0; j < w->problem->project_count; j++) {
        const tc_project *project = &w->problem->projects[j];
        const int share = w->net.share_column[j], approved = w->net.approved_column[j];
        w->whole[share] = tc_project_least(project) >= 1.0;
        if (approved >= 0)
            w->whole[approved] = true;
        if (project->must_serve)
            tc_simplex_column_limits(w->simplex, share, 1.0, 1.0);
    }
}

static tc_code open_writer(writer *w, tc_error *error)
{
    tc_code code = tc_network_build(w->problem, TC_NET_WHOLE_NUMBERS, &w->net, error);
    if (code != TC_OK)
        return code;
    const size_t columns = (size_t)w->net.lp.columns;
    w->column = tc_arena_take(&w->arena, columns, sizeof *w->column);
    w->value = tc_arena_take(&w->arena, columns, sizeof *w->value);
    w->whole = tc_arena_take(&w->arena, columns, sizeof *w->whole);
    if (!w->column || !w->value || !w->whole)
        return tc_fail(error, TC_ERR_MEMORY, NULL, "写出模型时内存不足",
                       "memory ran out while the program was written");
    return tc_simplex_open(&w->net.lp, &w->simplex, error);
}

static tc_code write_program(writer *w, int goal, const char *path, tc_error *error)
{
    tc_lp_names names = {.format = w->format, .program = "tongchou", .whole = w->whole};
    const tc_code code =
        tc_names_make(&w->net, &w->arena, &names.row, &names.column, error);
    if (code != TC_OK)
        return code;
    hold_goals(w, goal);
    mark_projects(w);
    const tc_objective total = tc_objective_total(&w->net, goal, w->column, w->value);
    return tc_simplex_write(w->simplex, &total, &names, path, error);
}

/* After the order of acceptance: a linear program, with every whole project decided. */
static tc_code write_decided(const tc_problem *problem, const tc_plan *plan, int goal,
                             tc_lp_format format, const char *path, tc_error *error)
{
    tc_arena arena = {0};
    const size_t projects = (size_t)problem->project_count;
    bool *approved = tc_arena_take(&arena, projects, sizeof *approved);
    bool *tied = tc_arena_take(&arena, projects, sizeof *tied);
    const tc_decisions decisions = {.approved = approved, .tied = tied};
    if (!approved || !tied) {
        tc_arena_free(&arena);
        return tc_fail(error, TC_ERR_MEMORY, NULL, "写出模型时内存不足",
                       "memory ran out while the program was written");
    }
    for (int j = 0; j < problem->project_count; j++)
        approved[j] = plan->share[j] > 0.5 * tc_project_least(&problem->projects[j]);
    const tc_code code = tc_shares_export(problem, &decisions, goal, format, path, error);
    tc_arena_free(&arena);
    return code;
}

tc_code tc_whole_export(const tc_problem *problem, const tc_plan *plan, int goal,
                        tc_lp_format format, const char *path, tc_error *error)
{
    if (plan->status == TC_PLAN_INFEASIBLE)
        return tc_fail(error, TC_ERR_USAGE, NULL, "必保项目不能同时满足，没有可写的模型",
                       "the required projects cannot all be served: no program to write");
    for (int before = 0; before < goal; before++)
        if (problem->goals[before].kind == TC_GOAL_FIRST_COME)
            return write_decided(problem, plan, goal, format, path, error);
    writer w = {.problem = problem, .plan = plan, .format = format};
    tc_code code = open_writer(&w, error);
    if (code == TC_OK)
        code = write_program(&w, goal, path, error);
    tc_simplex_close(w.simplex);
    tc_network_free(&w.net);
    tc_arena_free(&w.arena);
    return code;
}
