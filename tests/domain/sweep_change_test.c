/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/sweep_change.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "support/leaks.h"

enum { COUNT = 4 };

typedef struct pair {
    tc_project_summary before[COUNT], after[COUNT];
    tc_summary was, is;
} pair;

static void set(tc_project_summary *project, const char *id, double frequency,
                tc_project_class class)
{
    *project = (tc_project_summary){.id = id,
                                    .frequency = frequency,
                                    .low = frequency - 0.01,
                                    .high = frequency + 0.01,
                                    .class = class};
}

/* P-2 changes its class a little, P-1 its frequency much, P-3 a little, P-0 not; the
 * second sweep has them in another order. */
static void make(pair *p)
{
    memset(p, 0, sizeof *p);
    set(&p->before[0], "P-0", 0.5, TC_CLASS_EDGE);
    set(&p->before[1], "P-1", 0.5, TC_CLASS_EDGE);
    set(&p->before[2], "P-2", 0.96, TC_CLASS_SAFE);
    set(&p->before[3], "P-3", 0.5, TC_CLASS_EDGE);
    set(&p->after[3], "P-0", 0.5, TC_CLASS_EDGE);
    set(&p->after[2], "P-1", 0.9, TC_CLASS_EDGE);
    set(&p->after[1], "P-2", 0.95, TC_CLASS_EDGE);
    set(&p->after[0], "P-3", 0.49, TC_CLASS_EDGE);
    p->was = (tc_summary){.design = TC_DESIGN_SOBOL, .scenarios = 9};
    p->is = p->was;
    p->was.project_count = p->is.project_count = COUNT;
    p->was.projects = p->before;
    p->is.projects = p->after;
}

Test(domain_sweep_change, classes_come_first_then_the_size_of_the_difference)
{
    static const char *const order[COUNT] = {"P-2", "P-1", "P-3", "P-0"};
    pair p;
    tc_sweep_change *changes = NULL;
    tc_error error = {0};
    make(&p);
    cr_assert_eq(tc_sweep_changes_find(&p.was, &p.is, &changes, &error), TC_OK);
    for (int j = 0; j < COUNT; j++) {
        cr_assert_str_eq(changes[j].before->id, order[j]);
        cr_assert_str_eq(changes[j].after->id, order[j]);
    }
    cr_assert(changes[0].class_changed && !changes[1].class_changed);
    cr_assert_float_eq(changes[1].difference, 0.4, 1e-12);
    cr_assert_eq(changes[1].overlap, TC_OVERLAP_NO);
    cr_assert_eq(changes[2].overlap, TC_OVERLAP_YES);
    cr_assert(tc_sweep_change_is_none(&changes[3]));
    cr_assert_not(tc_sweep_change_is_none(&changes[2]));
    tc_mem_drop(changes);
    TC_ASSERT_NO_LEAK();
}

Test(domain_sweep_change, a_grid_has_no_interval_to_overlap)
{
    pair p;
    tc_sweep_change *changes = NULL;
    tc_error error = {0};
    make(&p);
    p.is.design = TC_DESIGN_GRID;
    cr_assert_eq(tc_sweep_changes_find(&p.was, &p.is, &changes, &error), TC_OK);
    cr_assert_eq(changes[0].overlap, TC_OVERLAP_UNKNOWN);
    cr_assert_not(tc_sweeps_ask_alike(&p.was, &p.is));
    tc_mem_drop(changes);
    TC_ASSERT_NO_LEAK();
}

Test(domain_sweep_change, a_frequency_that_is_not_known_is_no_difference)
{
    pair p;
    tc_sweep_change *changes = NULL;
    tc_error error = {0};
    make(&p);
    p.after[2].frequency = NAN;
    cr_assert_eq(tc_sweep_changes_find(&p.was, &p.is, &changes, &error), TC_OK);
    for (int j = 0; j < COUNT; j++)
        cr_assert(isfinite(changes[j].difference));
    tc_mem_drop(changes);
    TC_ASSERT_NO_LEAK();
}

Test(domain_sweep_change, other_projects_are_refused)
{
    pair p;
    tc_sweep_change *changes = NULL;
    tc_error error = {0};
    make(&p);
    p.after[0].id = "P-9";
    cr_assert_eq(tc_sweep_changes_find(&p.was, &p.is, &changes, &error), TC_ERR_INPUT);
    cr_assert(strstr(error.message_en, "the second has no 'P-3'"));
    p.is.project_count--;
    cr_assert_eq(tc_sweep_changes_find(&p.was, &p.is, &changes, &error), TC_ERR_INPUT);
    cr_assert(strstr(error.message_en, "the first has 4, the second 3"));
    cr_assert_null(changes);
    TC_ASSERT_NO_LEAK();
}
