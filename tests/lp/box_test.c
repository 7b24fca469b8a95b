/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>

#include "lp/box.h"
#include "support/hand_case.h"
#include "support/leaks.h"

/* Projects as first-come takes them: not as they are numbered. */
enum { PROJECTS = 4 };
static const int ORDER[PROJECTS] = {2, 0, 3, 1};

typedef struct opened {
    hand_case c;
    tc_network net;
    tc_arena arena;
    tc_box box;
} opened;

/* Four projects that nothing tells apart but the order; to be changed, then opened. */
static void make_twins(opened *o)
{
    *o = (opened){.net = {.problem = NULL}};
    hand_case_make(&o->c);
    (void)hand_source(&o->c, 10.0);
    for (int j = 0; j < PROJECTS; j++)
        (void)hand_project(&o->c, 3.0, 2.0);
}

static void open_box(opened *o)
{
    tc_error error = {0};
    cr_assert_eq(tc_network_build(&o->c.problem, TC_NET_GOAL_ROWS, &o->net, &error),
                 TC_OK, "%s", error.message_en);
    cr_assert_eq(tc_box_open(&o->net, ORDER, &o->arena, &o->box, &error), TC_OK, "%s",
                 error.message_en);
}

static void close_box(opened *o)
{
    tc_arena_free(&o->arena);
    tc_network_free(&o->net);
}

static void assert_limits(const opened *o, const double low[PROJECTS],
                          const double high[PROJECTS])
{
    for (int j = 0; j < PROJECTS; j++)
        cr_assert(o->box.low[j] == low[j] && o->box.high[j] == high[j],
                  "project %d: %g..%g", j, o->box.low[j], o->box.high[j]);
}

static void assert_chain(const opened *o, const int after[PROJECTS])
{
    for (int j = 0; j < PROJECTS; j++) {
        cr_assert_eq(o->box.after[j], after[j], "after %d comes %d", j, o->box.after[j]);
        cr_assert(after[j] < 0 || o->box.before[after[j]] == j);
    }
}

Test(lp_box, chains_twins_in_the_order_of_acceptance)
{
    opened o;
    make_twins(&o);
    open_box(&o);
    assert_chain(&o, (const int[PROJECTS]){3, -1, 0, 1});
    cr_assert_eq(o.box.before[2], -1);
    close_box(&o);
    TC_ASSERT_NO_LEAK();
}

Test(lp_box, makes_two_chains_that_lie_in_one_another)
{
    opened o;
    make_twins(&o);
    o.c.projects[2].weight = o.c.projects[3].weight = 3.0;
    open_box(&o);
    assert_chain(&o, (const int[PROJECTS]){1, -1, 3, -1});
    tc_box_refuse(&o.box, 0);
    assert_limits(&o, (const double[]){0, 0, 0, 0}, (const double[]){0, 0, 1, 1});
    tc_box_approve(&o.box, 3);
    assert_limits(&o, (const double[]){0, 0, 1, 1}, (const double[]){0, 0, 1, 1});
    close_box(&o);
    TC_ASSERT_NO_LEAK();
}

/* ---- what tells projects apart ----------------------------------------------------- */

static void other_area(hand_case *c, tc_project *project)
{
    (void)c;
    project->area = 1;
}

static void other_tier(hand_case *c, tc_project *project)
{
    (void)c;
    project->tier = 2;
}

static void local_key(hand_case *c, tc_project *project)
{
    (void)c;
    project->local_key = true;
}

static void no_pool(hand_case *c, tc_project *project)
{
    (void)c;
    project->pool_access = false;
}

static void later_start(hand_case *c, tc_project *project)
{
    (void)c;
    project->start = 20240101;
}

static void refused(hand_case *c, tc_project *project)
{
    (void)c;
    project->zoning_ok = false;
}

static void required(hand_case *c, tc_project *project)
{
    (void)c;
    project->must_serve = true;
}

static void other_weight(hand_case *c, tc_project *project)
{
    (void)c;
    project->weight = nextafter(project->weight, 3.0);
}

static void other_need(hand_case *c, tc_project *project)
{
    (void)c;
    hand_need(project, 0, 3.0001);
}

static void other_limits(hand_case *c, tc_project *project)
{
    (void)c;
    project->limits[2] = 1;
}

static void in_part(hand_case *c, tc_project *project)
{
    (void)c;
    project->indivisible = false;
    project->min_share = 0.5;
}

static void own_source(hand_case *c, tc_project *project)
{
    hand_source(c, 1.0)->owner = (int)(project - c->projects);
}

Test(lp_box, takes_no_two_projects_for_twins_that_anything_tells_apart)
{
    static void (*const CHANGES[])(hand_case *, tc_project *) = {
        other_area, other_tier,   local_key,  no_pool,      later_start, refused,
        required,   other_weight, other_need, other_limits, in_part,     own_source};
    for (size_t k = 0; k < sizeof CHANGES / sizeof *CHANGES; k++) {
        opened o;
        make_twins(&o);
        CHANGES[k](&o.c, &o.c.projects[3]);
        open_box(&o);
        cr_assert(o.box.before[3] < 0 && o.box.after[3] < 0, "change %d", (int)k);
        cr_assert(o.box.after[2] == 0 && o.box.after[0] == 1, "change %d", (int)k);
        close_box(&o);
    }
    TC_ASSERT_NO_LEAK();
}

Test(lp_box, leaves_projects_alone_that_may_be_served_in_any_part)
{
    opened o;
    make_twins(&o);
    for (int j = 0; j < PROJECTS; j++)
        o.c.projects[j].indivisible = false;
    open_box(&o);
    assert_chain(&o, (const int[PROJECTS]){-1, -1, -1, -1});
    cr_assert(!tc_box_is_open(&o.box, 0));
    close_box(&o);
    TC_ASSERT_NO_LEAK();
}

/* ---- limits ------------------------------------------------------------------------ */

Test(lp_box, begins_with_what_every_plan_must_keep)
{
    opened o;
    make_twins(&o);
    o.c.projects[0].must_serve = true;
    o.c.projects[1].zoning_ok = false;
    hand_need(&o.c.projects[3], 1, 5.0); /* nobody reduces it */
    open_box(&o);
    assert_limits(&o, (const double[]){1, 0, 0, 0}, (const double[]){1, 0, 1, 0});
    cr_assert_eq(o.box.crossed, 0);
    for (int j = 0; j < PROJECTS; j++)
        cr_assert_eq(tc_box_is_open(&o.box, j), j == 2, "project %d", j);
    close_box(&o);
    make_twins(&o);
    o.c.projects[1].must_serve = true;
    o.c.projects[1].zoning_ok = false;
    open_box(&o);
    cr_assert_eq(o.box.crossed, 1, "required, and refused");
    close_box(&o);
    TC_ASSERT_NO_LEAK();
}

Test(lp_box, refuses_those_that_came_later_and_approves_those_before)
{
    opened o; /* 2, 0, 3, 1 */
    make_twins(&o);
    open_box(&o);
    tc_box_approve(&o.box, 0);
    assert_limits(&o, (const double[]){1, 0, 1, 0}, (const double[]){1, 1, 1, 1});
    tc_box_refuse(&o.box, 3);
    assert_limits(&o, (const double[]){1, 0, 1, 0}, (const double[]){1, 0, 1, 0});
    for (int j = 0; j < PROJECTS; j++)
        cr_assert(!tc_box_is_open(&o.box, j));
    cr_assert_eq(o.box.crossed, 0);
    tc_box_refuse(&o.box, 2); /* all later ones too: 2 and 0 were approved */
    cr_assert_eq(o.box.crossed, 2);
    tc_box_approve(&o.box, 1);
    cr_assert_eq(o.box.crossed, 4);
    close_box(&o);
    TC_ASSERT_NO_LEAK();
}

Test(lp_box, approves_from_the_least_share_on)
{
    opened o;
    make_twins(&o);
    for (int j = 0; j < PROJECTS; j++)
        in_part(&o.c, &o.c.projects[j]);
    open_box(&o);
    tc_box_approve(&o.box, 0);
    assert_limits(&o, (const double[]){0.5, 0, 0.5, 0}, (const double[]){1, 1, 1, 1});
    cr_assert(!tc_box_is_open(&o.box, 2) && tc_box_is_open(&o.box, 3));
    close_box(&o);
    TC_ASSERT_NO_LEAK();
}

Test(lp_box, comes_back_to_what_was_saved)
{
    double before[2 * PROJECTS], between[2 * PROJECTS];
    opened o;
    make_twins(&o);
    open_box(&o);
    tc_box_save(&o.box, before);
    tc_box_approve(&o.box, 0);
    tc_box_refuse(&o.box, 2);
    cr_assert_eq(o.box.crossed, 2);
    tc_box_save(&o.box, between);
    tc_box_restore(&o.box, before);
    assert_limits(&o, (const double[]){0, 0, 0, 0}, (const double[]){1, 1, 1, 1});
    cr_assert_eq(o.box.crossed, 0);
    tc_box_restore(&o.box, between);
    assert_limits(&o, (const double[]){1, 0, 1, 0}, (const double[]){0, 0, 0, 0});
    cr_assert_eq(o.box.crossed, 2);
    close_box(&o);
    TC_ASSERT_NO_LEAK();
}

/* ---- the simplex ------------------------------------------------------------------- */

/* The most that all four shares are together, with 10 t/a for 3 each. */
static double most_served(opened *o, tc_simplex *simplex, tc_bound_status *status)
{
    enum { NUMBERS = 64 };
    static const double ones[PROJECTS] = {1, 1, 1, 1};
    double x[NUMBERS], d[NUMBERS], multiplier[NUMBERS];
    cr_assert(o->net.lp.rows <= NUMBERS && o->net.lp.columns <= NUMBERS);
    const tc_objective sum = {PROJECTS, o->net.share_column, ones};
    tc_basic_solution found = {.x = x, .reduced_cost = d, .multiplier = multiplier};
    tc_box_load(&o->box, simplex);
    cr_assert_eq(tc_simplex_bound(simplex, &sum, -INFINITY, status, &found, NULL), TC_OK);
    return *status == TC_BOUND_SOLVED ? found.value : -1.0;
}

Test(lp_box, tells_the_simplex_what_has_changed)
{
    double limits[2 * PROJECTS];
    opened o;
    make_twins(&o);
    open_box(&o);
    tc_simplex *simplex = NULL;
    tc_bound_status status = TC_BOUND_UNKNOWN;
    cr_assert_eq(tc_simplex_open(&o.net.lp, &simplex, NULL), TC_OK);
    tc_box_save(&o.box, limits);
    cr_assert_float_eq(most_served(&o, simplex, &status), 10.0 / 3.0, 1e-9);
    tc_box_refuse(&o.box, 0);
    cr_assert_float_eq(most_served(&o, simplex, &status), 1.0, 1e-9);
    tc_box_restore(&o.box, limits);
    tc_box_approve(&o.box, 3);
    cr_assert_float_eq(most_served(&o, simplex, &status), 10.0 / 3.0, 1e-9);
    tc_box_approve(&o.box, 1);
    (void)most_served(&o, simplex, &status);
    cr_assert_eq(status, TC_BOUND_EMPTY, "all four need 12");
    tc_box_restore(&o.box, limits);
    cr_assert_float_eq(most_served(&o, simplex, &status), 10.0 / 3.0, 1e-9);
    tc_simplex_close(simplex);
    close_box(&o);
    TC_ASSERT_NO_LEAK();
}
