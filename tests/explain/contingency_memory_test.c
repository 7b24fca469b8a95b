/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "domain/contingency.h"
#include "support/hand_case.h"
#include "support/leaks.h"
#include "support/scarce_memory.h"

/* Losses, pairs, a reserve, a price; by the program in place of flows, for an exchange
 * factor. */
static void make(hand_case *c, tc_exchange *factor)
{
    hand_case_make(c);
    *factor = (tc_exchange){-1, 1, -1, -1, 0, 0.5, 2};
    c->problem.exchange = factor;
    c->problem.exchange_count = 1;
    (void)hand_source(c, 10.0);
    hand_source(c, 6.0)->available_from = 20230101;
    (void)hand_project(c, 8.0, 1.0);
    tc_project *other = hand_project(c, 2.0, 1.0);
    other->area = 1;
    other->indivisible = false;
}

static bool find(const tc_problem *problem, long left)
{
    tc_contingency *found = NULL;
    tc_error error = {0};
    char *text = NULL, *json = NULL;
    tc_test_memory(left);
    tc_code code = tc_contingency_find(problem, NULL, true, &found, &error);
    if (code == TC_OK)
        code = tc_contingency_print(problem, found, TC_ZH, &text, &error);
    if (code == TC_OK)
        code = tc_contingency_json(problem, found, &json, &error);
    tc_test_memory(-1);
    cr_assert(code == TC_OK || code == TC_ERR_MEMORY, "%ld: %d %s", left, (int)code,
              error.message_en);
    cr_assert(code == TC_OK || (*error.message && *error.message_en));
    cr_assert(code != TC_OK || (found->loss_count == 2 && found->reserve_count > 0));
    tc_text_free(text);
    tc_text_free(json);
    tc_contingency_free(found);
    return code == TC_OK;
}

Test(explain_contingency_memory, runs_out_cleanly)
{
    hand_case c;
    tc_exchange factor;
    make(&c, &factor);
    long left = 0;
    for (long step = 1; !find(&c.problem, left); left += step)
        step = left < 300 ? 1 : 97; /* later on the same calls come again */
    cr_assert_gt(left, 300);
    TC_ASSERT_NO_LEAK();
}
