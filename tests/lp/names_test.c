/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "lp/names.h"
#include "support/leaks.h"
#include "support/made_case.h"

/* The names of a case's program. */
typedef struct named {
    tc_problem *problem;
    tc_network net;
    tc_arena arena;
    const char *const *row, *const *column;
} named;

static named name_all(tc_problem *problem)
{
    named n = {.problem = problem};
    tc_error error = {0};
    cr_assert_eq(tc_network_build(problem, TC_NET_NO_GOAL_ROWS, &n.net, &error), TC_OK);
    cr_assert_eq(tc_names_make(&n.net, &n.arena, &n.row, &n.column, &error), TC_OK);
    return n;
}

static void forget(named *n)
{
    tc_arena_free(&n->arena);
    tc_network_free(&n->net);
    made_case_free(n->problem);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Unique, at most 255 bytes, of letters, digits and a few marks, no digit in front. */
static void assert_usable(const char *const *names, int count)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789_.,()~";
    const char **sorted = malloc(((size_t)count + 1) * sizeof *sorted);
    cr_assert_not_null(sorted);
    for (int i = 0; i < count; i++) {
        sorted[i] = names[i];
        cr_assert_eq(names[i][strspn(names[i], allowed)], '\0', "%s", names[i]);
        cr_assert(strlen(names[i]) <= 255 && names[i][0] >= 'a', "%s", names[i]);
    }
    qsort(sorted, (size_t)count, sizeof *sorted, by_text);
    for (int i = 1; i < count; i++)
        cr_assert_str_neq(sorted[i - 1], sorted[i]);
    free(sorted);
}

static bool is_there(const char *name, const char *const *names, int count)
{
    bool found = false;
    for (int i = 0; i < count; i++)
        found = found || strcmp(names[i], name) == 0;
    return found;
}

Test(lp_names, no_two_names_of_a_program_are_equal)
{
    for (unsigned mix = 0; mix < 1024; mix += 3) {
        named n = name_all(made_case(40000 + mix, 30, 25, mix));
        assert_usable(n.row, n.net.lp.rows);
        assert_usable(n.column, n.net.lp.columns);
        forget(&n);
    }
    TC_ASSERT_NO_LEAK();
}

/* Change the ids of the first projects. */
static tc_problem *with_ids(const char *const *ids, int count)
{
    tc_problem *problem = made_case(7, 12, count, 0);
    tc_project *projects = made_take(problem, count, sizeof *projects);
    memcpy(projects, problem->projects, (size_t)count * sizeof *projects);
    for (int j = 0; j < count; j++)
        projects[j].id = ids[j];
    problem->projects = projects;
    return problem;
}

Test(lp_names, ids_that_a_file_cannot_hold_stay_apart)
{
    char near[2][201];
    for (int k = 0; k < 2; k++) { /* alike but for the last byte */
        memset(near[k], 'x', 200);
        near[k][199] = (char)('y' + k);
        near[k][200] = '\0';
    }
    const char *const ids[] = {"A-1",  "A_1",  "A 1",    "A.1",   "A+1",   "A_1~1",
                               "一厂", "二厂", "share(", "3^2",   near[0], near[1],
                               "",     "~3",   "A-1-1",  "A-1_1", "é"};
    enum { COUNT = sizeof ids / sizeof *ids };
    named n = name_all(with_ids(ids, COUNT));
    assert_usable(n.row, n.net.lp.rows);
    assert_usable(n.column, n.net.lp.columns);
    cr_assert(is_there("share(A_1)", n.column, n.net.lp.columns)); /* of A-1 */
    cr_assert(is_there("share(A.1)", n.column, n.net.lp.columns));
    forget(&n);
    TC_ASSERT_NO_LEAK();
}

Test(lp_names, a_person_recognises_projects_areas_pollutants_and_dates)
{
    named n = name_all(made_case(5, 20, 10, 0));
    cr_assert(is_there("share(P00003)", n.column, n.net.lp.columns));
    int supplies = 0;
    for (int i = 0; i < n.net.lp.rows; i++) {
        const tc_net_item *item = &n.net.rows[i];
        if (item->kind != TC_NET_SUPPLY)
            continue;
        const char *area = n.problem->areas[item->area].id;
        cr_assert_eq(strncmp(n.row[i], "supply(", 7), 0);
        cr_assert_not_null(strstr(n.row[i], area), "%s", n.row[i]);
        supplies++;
    }
    cr_assert_gt(supplies, 0);
    forget(&n);
    TC_ASSERT_NO_LEAK();
}
