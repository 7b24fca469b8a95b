/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "domain/explanation.h"
#include "support/hand_case.h"
#include "support/leaks.h"
#include "support/scarce_memory.h"

/* Both pollutants short, a source that comes late, a rival, a tie, no pool: every step
 * has something to do. */
static void make(hand_case *c)
{
    hand_case_make(c);
    (void)hand_source(c, 8.0);
    hand_source(c, 1.0)->available_from = 20230301;
    for (int j = 0; j < 3; j++)
        hand_need(hand_project(c, 5.0, 1.0), 1, 1.0);
    c->projects[2].tier = 2;
    c->projects[2].pool_access = false;
    c->sources[0].supply[1] = c->sources[0].quantity[1] = 1.5;
}

static tc_code explain(const tc_problem *problem, const char *id, tc_error *error)
{
    tc_explanation *explanation = NULL;
    char *text = NULL, *json = NULL;
    tc_code code = tc_explanation_find(problem, NULL, id, &explanation, error);
    if (code == TC_OK)
        code = tc_explanation_print(problem, explanation, TC_ZH, &text, error);
    if (code == TC_OK)
        code = tc_explanation_json(problem, explanation, &json, error);
    tc_text_free(text);
    tc_text_free(json);
    tc_explanation_free(explanation);
    return code;
}

static tc_code displace(const tc_problem *problem, tc_error *error)
{
    tc_displacements *found = NULL;
    char *text = NULL, *json = NULL;
    tc_code code = tc_displacements_find(problem, NULL, &found, error);
    if (code == TC_OK)
        code = tc_displacements_print(problem, found, TC_EN, &text, error);
    if (code == TC_OK)
        code = tc_displacements_json(problem, found, &json, error);
    tc_text_free(text);
    tc_text_free(json);
    tc_displacements_free(found);
    return code;
}

static bool ask(const tc_problem *problem, bool all, long left)
{
    tc_error error = {0};
    tc_test_memory(left);
    const tc_code code = all ? displace(problem, &error) : explain(problem, "P1", &error);
    tc_test_memory(-1);
    cr_assert(code == TC_OK || code == TC_ERR_MEMORY, "%ld: %d %s", left, (int)code,
              error.message_en);
    cr_assert(code == TC_OK || (*error.message && *error.message_en));
    return code == TC_OK;
}

static void check(bool all)
{
    hand_case c;
    make(&c);
    long left = 0;
    for (long step = 1; !ask(&c.problem, all, left); left += step)
        step = left < 300 ? 1 : 53; /* later on the same calls come again */
    cr_assert_gt(left, 300);
    TC_ASSERT_NO_LEAK();
}

Test(explain_explanation_memory, runs_out_cleanly_in_an_explanation)
{
    check(false);
}

Test(explain_explanation_memory, runs_out_cleanly_among_displacements)
{
    check(true);
}
