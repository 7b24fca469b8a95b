/* One case under two choices of rules: who gains, who loses, and that it adds up. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "domain/rule_change.h"
#include "support/leaks.h"
#include "support/scratch.h"

/* 20 t of NOx; at twice it serves one of two equal projects, at once both. */
static tc_scratch write_case(void)
{
    tc_scratch scratch = tc_scratch_open();
    tc_scratch_text(&scratch, "case.json",
                    "{\"decision_date\":\"2022-11-25\",\"rules\":[\"TWO\"]}");
    tc_scratch_text(&scratch, "areas.csv", "id\nA\n");
    tc_scratch_text(&scratch, "sources.csv", "id,name,area,NOx\nS,甲,A,20\n");
    tc_scratch_text(&scratch, "projects.csv",
                    "id,name,area,tier,start,NOx\nP,乙,A,1,2023,10\nQ,丙,A,2,2023,10\n");
    tc_scratch_text(&scratch, "rules/TWO.json",
                    "{\"id\":\"TWO\",\"title\":\"甲\",\"standing\":\"in-force\",\"from\":"
                    "\"2020\",\"rules\":[{\"clause\":\"一\",\"text\":\"甲\",\"sure\":"
                    "\"found\",\"ratio\":2,\"pollutants\":[\"NOx\"]}]}");
    tc_scratch_text(&scratch, "rules/ONE.json",
                    "{\"id\":\"ONE\",\"title\":\"乙\",\"standing\":\"in-force\",\"from\":"
                    "\"2020\",\"rules\":[{\"clause\":\"九\",\"text\":\"乙\",\"sure\":"
                    "\"found\",\"ratio\":1,\"pollutants\":[\"NOx\"]}]}");
    return scratch;
}

typedef struct side {
    tc_problem *problem;
    tc_plan *plan;
} side;

static side decide(const char *folder, const char *set)
{
    side one = {NULL, NULL};
    tc_error error = {0};
    cr_assert_eq(tc_problem_load_with(folder, &set, 1, NULL, &one.problem, &error), TC_OK,
                 "%s", error.message_en);
    cr_assert_eq(tc_solve(one.problem, NULL, &one.plan, &error), TC_OK, "%s",
                 error.message_en);
    return one;
}

static void end(side *one)
{
    tc_plan_free(one->plan);
    tc_problem_free(one->problem);
}

Test(plan_rule_change, tells_who_gains_and_by_which_clause)
{
    tc_scratch scratch = write_case();
    side two = decide(scratch.folder, "TWO"), one = decide(scratch.folder, "ONE");
    const tc_ruled before = {two.problem, two.plan}, after = {one.problem, one.plan};
    tc_scratch_close(&scratch);
    cr_expect_eq(tc_rule_change_of(&before, &after, 0), TC_RULE_CHANGE_CHEAPER);
    cr_expect_eq(tc_rule_change_of(&after, &before, 0), TC_RULE_CHANGE_DEARER);
    cr_expect_eq(tc_rule_change_of(&before, &after, 1), TC_RULE_CHANGE_GAINS);
    cr_expect_eq(tc_rule_change_of(&after, &before, 1), TC_RULE_CHANGE_LOSES);
    cr_expect_eq(tc_rule_change_of(&before, &before, 1), TC_RULE_CHANGE_NONE);
    tc_ruling changed[TC_RULINGS_MOST];
    cr_assert_eq(tc_rule_change_rulings(&after, &before, 1, changed), 1);
    cr_expect_str_eq(changed[0].citation.clause->article, "九");
    const tc_ruled_sums was = tc_ruled_sum(&before), is = tc_ruled_sum(&after);
    cr_expect(was.served == 1 && is.served == 2);
    cr_expect_eq(is.emission[TC_NOX] - was.emission[TC_NOX], 100000);
    cr_expect_eq(is.credit[TC_NOX], was.credit[TC_NOX]);
    char *text = NULL;
    cr_assert_eq(tc_rules_compare(&before, &after, TC_ZH, &text, NULL), TC_OK);
    cr_expect_str_eq(text, "原规则：TWO\n改用：ONE\n\n得到更多：\n"
                           "  Q  丙  0.00 % → 100.00 %\n"
                           "    核定排放 NOx +10.0000 t/a\n"
                           "    抵扣 NOx +10.0000 t/a\n"
                           "    原 NOx ×2: TWO 一\n    现 NOx ×1: ONE 九\n\n"
                           "核定不变，抵扣减少：\n"
                           "  P  乙  100.00 % → 100.00 %\n"
                           "    抵扣 NOx -10.0000 t/a\n"
                           "    原 NOx ×2: TWO 一\n    现 NOx ×1: ONE 九\n\n"
                           "全部满足的项目 1 → 2\n"
                           "核定排放合计 NOx +10.0000 t/a\n");
    tc_text_free(text);
    end(&one);
    end(&two);
    TC_ASSERT_NO_LEAK();
}

Test(plan_rule_change, refuses_plans_of_different_cases)
{
    tc_scratch scratch = write_case();
    side one = decide(scratch.folder, "ONE");
    tc_scratch_text(&scratch, "projects.csv",
                    "id,name,area,tier,start,NOx\nP,乙,A,1,2023,10\n");
    side other = decide(scratch.folder, "ONE");
    const tc_ruled before = {one.problem, one.plan}, after = {other.problem, other.plan};
    char *text = NULL;
    tc_error error = {0};
    cr_expect_eq(tc_rules_compare(&before, &after, TC_EN, &text, &error), TC_ERR_USAGE);
    cr_expect_str_eq(error.message_en, "the two plans are not of the same case");
    cr_expect_eq(tc_rules_compare_json(&before, &after, &text, &error), TC_ERR_USAGE);
    tc_scratch_close(&scratch);
    end(&one);
    end(&other);
    TC_ASSERT_NO_LEAK();
}
