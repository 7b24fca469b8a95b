/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "domain/conflict.h"
#include "support/hand_case.h"
#include "support/leaks.h"
#include "support/scarce_memory.h"

/* A conflict over a cap, with all kinds of repair. */
static void make(hand_case *c, tc_rule *cap)
{
    hand_case_make(c);
    *cap = (tc_rule){.pollutant = -1, .area = 0, .value = 0.5, .reason = ""};
    c->problem.export_cap = (tc_rule_list){cap, 1};
    (void)hand_source(c, 10.0);
    hand_source(c, 6.0)->available_from = 20230301;
    for (int j = 0; j < 2; j++) {
        tc_project *project = hand_project(c, 4.0, 1.0);
        project->must_serve = true;
        project->indivisible = false;
        project->area = j;
    }
    hand_need(&c->projects[1], 0, 8.0);
}

static bool find(const tc_problem *problem, long left)
{
    tc_conflict *conflict = NULL;
    tc_error error = {0};
    char *text = NULL, *json = NULL;
    tc_test_memory(left);
    tc_code code = tc_conflict_find(problem, NULL, &conflict, &error);
    if (code == TC_OK)
        code = tc_conflict_print(problem, conflict, TC_ZH, &text, &error);
    if (code == TC_OK)
        code = tc_conflict_json(problem, conflict, &json, &error);
    tc_test_memory(-1);
    cr_assert(code == TC_OK || code == TC_ERR_MEMORY, "%ld: %d %s", left, (int)code,
              error.message_en);
    cr_assert(code == TC_OK || (*error.message && *error.message_en));
    cr_assert(code != TC_OK || conflict->repair_count == TC_REPAIRS_MOST);
    tc_text_free(text);
    tc_text_free(json);
    tc_conflict_free(conflict);
    return code == TC_OK;
}

Test(explain_conflict_memory, runs_out_cleanly)
{
    hand_case c;
    tc_rule cap;
    make(&c, &cap);
    long left = 0;
    for (long step = 1; !find(&c.problem, left); left += step)
        step = left < 400 ? 1 : 37; /* later on the same calls come again */
    cr_assert_gt(left, 400);
    TC_ASSERT_NO_LEAK();
}
