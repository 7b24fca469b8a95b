/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "domain/difference.h"
#include "support/hand_case.h"
#include "support/leaks.h"
#include "support/scarce_memory.h"

/* A project that falls for another one, and a source with more. */
static void make(hand_case *c, bool after)
{
    hand_case_make(c);
    (void)hand_source(c, after ? 12.0 : 10.0);
    (void)hand_project(c, 10.0, 1.0);
    hand_project(c, 10.0, 1.0)->tier = after ? 1 : 2;
    c->projects[0].tier = after ? 2 : 1;
    for (int j = 0; j < 2; j++) {
        c->projects[j].filed_zoning_ok = c->projects[j].filed_pool_access = true;
        c->projects[j].ratio_from[0].kind = TC_CITED_OWN;
    }
}

static bool find(const tc_problem *before, const tc_problem *after, long left)
{
    tc_difference *found = NULL;
    tc_error error = {0};
    char *text = NULL, *json = NULL;
    tc_test_memory(left);
    tc_code code = tc_difference_find(before, after, NULL, &found, &error);
    if (code == TC_OK)
        code = tc_difference_print(found, TC_ZH, &text, &error);
    if (code == TC_OK)
        code = tc_difference_json(found, &json, &error);
    tc_test_memory(-1);
    cr_assert(code == TC_OK || code == TC_ERR_MEMORY, "%ld: %d %s", left, (int)code,
              error.message_en);
    cr_assert(code == TC_OK || (*error.message && *error.message_en));
    cr_assert(code != TC_OK || (found->cause_count == 3 && found->blame_count == 1));
    tc_text_free(text);
    tc_text_free(json);
    tc_difference_free(found);
    return code == TC_OK;
}

Test(explain_difference_memory, runs_out_cleanly)
{
    hand_case before, after;
    make(&before, false);
    make(&after, true);
    long left = 0;
    for (long step = 1; !find(&before.problem, &after.problem, left); left += step)
        step = left < 300 ? 1 : 97; /* later on the same calls come again */
    cr_assert_gt(left, 300);
    TC_ASSERT_NO_LEAK();
}
