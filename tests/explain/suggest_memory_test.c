/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "domain/suggest.h"
#include "support/hand_case.h"
#include "support/leaks.h"
#include "support/scarce_memory.h"

/* A case with something of every kind to be said. */
static void make(hand_case *c)
{
    hand_case_make(c);
    hand_source(c, 10.0)->supply[1] = 2.0;
    (void)hand_source(c, 6.0);
    for (int j = 0; j < 3; j++) {
        tc_project *project = hand_project(c, 6.0 + j, 1.0);
        project->indivisible = false;
        project->area = j % 2;
        hand_need(project, 1, 1.0);
    }
    c->projects[0].zoning_ok = false;
}

static bool find(const tc_problem *problem, long left)
{
    const tc_suggest_options options = {.marginals = true};
    tc_suggestion *suggestion = NULL;
    tc_error error = {0};
    char *text = NULL, *json = NULL;
    tc_test_memory(left);
    tc_code code = tc_suggest(problem, &options, &suggestion, &error);
    if (code == TC_OK)
        code = tc_suggestion_print(problem, suggestion, TC_ZH, &text, &error);
    if (code == TC_OK)
        code = tc_suggestion_json(problem, suggestion, &json, &error);
    tc_test_memory(-1);
    cr_assert(code == TC_OK || code == TC_ERR_MEMORY, "%ld: %d %s", left, (int)code,
              error.message_en);
    cr_assert(code == TC_OK || (*error.message && *error.message_en));
    cr_assert(code != TC_OK || tc_suggestion_serves(suggestion));
    tc_text_free(text);
    tc_text_free(json);
    tc_suggestion_free(suggestion);
    return code == TC_OK;
}

Test(explain_suggest_memory, runs_out_cleanly)
{
    hand_case c;
    make(&c);
    long left = 0;
    for (long step = 1; !find(&c.problem, left); left += step)
        step = left < 400 ? 1 : 61; /* later on the same calls come again */
    cr_assert_gt(left, 400);
    TC_ASSERT_NO_LEAK();
}
