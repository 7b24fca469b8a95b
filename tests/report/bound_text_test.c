/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "support/leaks.h"
#include "support/small_proof.h"

static void make(small_proof *c, tc_reason reasons[SMALL_PROJECTS])
{
    small_proof_make(c);
    memset(reasons, 0, SMALL_PROJECTS * sizeof *reasons);
    c->plan.reasons = reasons;
    c->problem.name = "small";
    c->area.name = c->source.name = "x";
    for (int j = 0; j < SMALL_PROJECTS; j++)
        c->projects[j].name = "x";
}

static char *print(const small_proof *c, tc_language language)
{
    char *text = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_plan_print(&c->problem, &c->plan, language, &text, &error), TC_OK,
                 "%s", error.message_en);
    return text;
}

static void assert_holds(const char *text, const char *words)
{
    cr_assert(strstr(text, words), "\"%s\" is not in:\n%s", words, text);
}

static void assert_lacks(const char *text, const char *words)
{
    cr_assert(!strstr(text, words), "\"%s\" is in:\n%s", words, text);
}

Test(report_bound_text, calls_a_goal_optimal_whose_gap_is_0)
{
    small_proof c;
    tc_reason reasons[SMALL_PROJECTS];
    make(&c, reasons);
    char *text = print(&c, TC_EN);
    assert_holds(text, "order  goal        reached  bound      gap  nodes  most  remark");
    assert_holds(text, "    1  tier 1            3      3  optimal      4     7  ");
    assert_lacks(text, "not proved");
    tc_text_free(text);
    text = print(&c, TC_ZH);
    assert_holds(text, "最优");
    assert_lacks(text, "没有证明");
    tc_text_free(text);
    TC_ASSERT_NO_LEAK();
}

Test(report_bound_text, says_goal_by_goal_what_is_not_proved)
{
    static const double worse[SMALL_PROJECTS] = {0.0, 1.0, 0.0};
    small_proof c;
    tc_reason reasons[SMALL_PROJECTS];
    make(&c, reasons);
    small_serve(&c, worse);
    c.searches[0].value = 2.0;
    c.searches[1] = (tc_search){TC_LEVEL_SHARE, 1, 0, 0.0, 1.0, 0, 0.0, -1};
    c.searches[2].bound = 1.0;
    c.plan.status = TC_PLAN_BOUNDED;
    c.plan.stopped = true;
    char *text = print(&c, TC_EN);
    assert_lacks(text, "optimal");
    assert_holds(text, "33.33 %");
    assert_holds(text,
                 "the search ended early, and the plan is not proved to be the best");
    assert_holds(text, "tier 1: reached 2; no plan that equals this one at the goals "
                       "before can do better than 3");
    assert_holds(text, "first-come: for 2 of the projects searched one by one");
    assert_holds(text, "without a proof that could be checked: 1");
    tc_text_free(text);
    text = print(&c, TC_ZH);
    assert_lacks(text, "最优，");
    assert_holds(text, "搜索提前停止");
    assert_holds(text, "tier 1：达到 2；在前各目标与本方案相同的方案，最好不过 3");
    tc_text_free(text);
    TC_ASSERT_NO_LEAK();
}

/* Nobody may take a bound for an approval: no project is named. */
Test(report_bound_text, prints_a_bound_as_no_decision)
{
    static const double parts[SMALL_PROJECTS] = {1.0, 0.8, 0.0};
    small_proof c;
    tc_reason reasons[SMALL_PROJECTS];
    make(&c, reasons);
    small_serve(&c, parts);
    c.plan.whole = false;
    c.plan.relaxed = true;
    char *text = print(&c, TC_EN);
    assert_holds(text, "A bound, no decision");
    assert_holds(text, "No plan can serve more than");
    assert_holds(text, "at most");
    assert_lacks(text, "optimal");
    assert_lacks(text, "served");
    assert_lacks(text, "2. Projects");
    tc_text_free(text);
    text = print(&c, TC_ZH);
    assert_holds(text, "上界，不是决定");
    assert_lacks(text, "二、项目");
    tc_text_free(text);
    TC_ASSERT_NO_LEAK();
}
