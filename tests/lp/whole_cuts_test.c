/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The programs of a search in the space of shares beside those of flows. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "domain/order.h"
#include "lp/objective.h"
#include "lp/whole_cuts.h"
#include "support/dice.h"
#include "support/leaks.h"
#include "support/made_case.h"
#include "support/made_linear.h"

/* One case, its program of flows, and a box of both. */
typedef struct pair {
    tc_arena arena;
    tc_network net;
    tc_simplex *simplex;
    tc_whole_cuts *cuts;
    tc_box box;
    tc_basic_solution ours, theirs;
    int *column;
    double *value;
} pair;

static void open_pair(const tc_problem *problem, pair *p)
{
    *p = (pair){.cuts = NULL};
    cr_assert_eq(tc_network_build(problem, TC_NET_GOAL_ROWS, &p->net, NULL), TC_OK);
    int *order = tc_arena_take(&p->arena, (size_t)problem->project_count, sizeof(int));
    tc_order_by_acceptance(problem, false, order);
    cr_assert_eq(tc_box_open(&p->net, order, &p->arena, &p->box, NULL), TC_OK);
    cr_assert_eq(tc_simplex_open(&p->net.lp, &p->simplex, NULL), TC_OK);
    cr_assert_eq(tc_whole_cuts_open(&p->net, &p->cuts, NULL), TC_OK);
    p->ours = solution_for(&p->net.lp);
    p->theirs = solution_for(&p->net.lp);
    p->column = tc_arena_take(&p->arena, (size_t)p->net.lp.columns, sizeof(int));
    p->value = tc_arena_take(&p->arena, (size_t)p->net.lp.columns, sizeof(double));
}

static void close_pair(pair *p)
{
    tc_simplex_close(p->simplex);
    tc_whole_cuts_close(p->cuts);
    tc_network_free(&p->net);
    solution_free(&p->ours);
    solution_free(&p->theirs);
    tc_arena_free(&p->arena);
}

/* Refuse some whole projects, approve others, leave the rest. */
static void draw_box(dice *d, pair *p, const double *whole)
{
    tc_box_restore(&p->box, whole);
    for (int j = 0; j < p->box.count; j++) {
        if (!tc_box_is_open(&p->box, j))
            continue;
        const int choice = dice_below(d, 8);
        if (choice < 2)
            tc_box_refuse(&p->box, j);
        else if (choice == 2)
            tc_box_approve(&p->box, j);
    }
}

/* What came of one box; how often each. */
typedef struct tally {
    int solved, empty, unknown;
} tally;

static void compare(pair *p, int goal, tally *t, uint64_t seed)
{
    const tc_objective total = tc_objective_total(&p->net, goal, p->column, p->value);
    tc_bound_status ours, theirs;
    tc_box_load(&p->box, p->simplex);
    cr_assert_eq(
        tc_simplex_bound(p->simplex, &total, -INFINITY, &theirs, &p->theirs, NULL),
        TC_OK);
    tc_whole_cuts_bound(p->cuts, &p->box, &total, -INFINITY, &ours, &p->ours);
    t->unknown += ours == TC_BOUND_UNKNOWN;
    if (ours == TC_BOUND_UNKNOWN || theirs == TC_BOUND_UNKNOWN)
        return;
    t->empty += ours == TC_BOUND_EMPTY;
    t->solved += ours == TC_BOUND_SOLVED;
    cr_assert_eq(ours, theirs, "seed %lu, goal %d: %d and %d", (unsigned long)seed, goal,
                 (int)ours, (int)theirs);
    if (ours != TC_BOUND_SOLVED)
        return;
    const double size = fmax(1.0, fabs(p->theirs.value));
    cr_assert(fabs(p->ours.value - p->theirs.value) <= 1e-7 * size,
              "seed %lu: %.12g %.12g", (unsigned long)seed, p->ours.value,
              p->theirs.value);
    double sum = 0.0;
    for (int k = 0; k < total.count; k++)
        sum += total.value[k] * p->ours.x[total.column[k]];
    cr_assert(fabs(sum - p->ours.value) <= 1e-8 * size, "the point has that value");
}

/* Boxes, with the goals before held at what they can reach in the whole box. */
static void compare_case(uint64_t seed, unsigned features, tally *t)
{
    tc_problem *problem = made_case(seed, 6, 14, features);
    pair p;
    open_pair(problem, &p);
    dice d = {seed};
    double *whole = tc_arena_take(&p.arena, 2 * (size_t)p.box.count, sizeof(double));
    tc_box_save(&p.box, whole);
    for (int goal = 0; p.cuts && goal < problem->goal_count; goal++) {
        if (p.net.goal_row[goal] < 0 || problem->goals[goal].kind == TC_GOAL_KEEP_LOCAL)
            continue;
        for (int k = 0; k < 6; k++) {
            draw_box(&d, &p, whole);
            compare(&p, goal, t, seed);
        }
        tc_box_restore(&p.box, whole);
        compare(&p, goal, t, seed);
        const double held = dice_real(&d, 0.5, 1.0) * p.theirs.value;
        tc_simplex_row_limits(p.simplex, p.net.goal_row[goal], held, INFINITY);
        tc_whole_cuts_hold(p.cuts, goal, held);
    }
    close_pair(&p);
    made_case_free(problem);
}

Test(lp_whole_cuts, bound_every_box_as_the_program_of_flows_does)
{
    const unsigned kinds[] = {MADE_WHOLE, MADE_WHOLE | MADE_CAPS, MADE_ALL_WHOLE,
                              MADE_WHOLE | MADE_TIES, MADE_WHOLE | MADE_FINE | MADE_CAPS};
    tally t = {0};
    for (uint64_t seed = 1; seed <= 60; seed++)
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
            compare_case(seed, kinds[k], &t);
    cr_assert(t.solved > 2000 && t.empty > 200 && t.unknown * 200 < t.solved, "%d %d %d",
              t.solved, t.empty, t.unknown);
    TC_ASSERT_NO_LEAK();
}

Test(lp_whole_cuts, leave_alone_what_has_no_form_of_cuts)
{
    tc_problem *problem = made_case(3, 6, 10, MADE_EXCHANGE | MADE_WHOLE);
    pair p;
    open_pair(problem, &p);
    cr_assert_null(p.cuts);
    close_pair(&p);
    made_case_free(problem);
    TC_ASSERT_NO_LEAK();
}
