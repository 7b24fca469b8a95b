/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "domain/standing.h"
#include "support/case_files.h"
#include "support/leaks.h"
#include "tongchou/plan.h"

static tc_problem *load(const char *locks)
{
    tc_case_files files = tc_case_files_valid();
    files.locks = locks;
    return tc_case_files_must_load(&files);
}

static tc_plan *solve(const tc_problem *problem)
{
    tc_plan *plan = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_solve(problem, NULL, &plan, &error), TC_OK, "%s", error.message_en);
    return plan;
}

Test(io_lock_rows, requires_what_is_locked_in_and_refuses_what_is_locked_out)
{
    tc_problem *problem = load("project,lock,who,why,note\n"
                               "P2,out,市局,缓建,2022年会议\n"
                               "P1,in,市政府,市重点,\n");
    const tc_project *in = &problem->projects[0], *out = &problem->projects[1];
    cr_expect(in->must_serve && in->zoning_ok && !in->filed_must_serve);
    cr_expect(in->lock->in);
    cr_expect_str_eq(in->lock->who, "市政府");
    cr_expect_eq(in->lock->line, 3);
    cr_expect(!out->must_serve && !out->zoning_ok && out->filed_zoning_ok);
    cr_expect(!out->lock->in);
    cr_expect_str_eq(out->lock->why, "缓建");
    cr_expect_str_eq(out->lock->note, "2022年会议");
    const tc_problem_facts facts = tc_problem_describe(problem);
    cr_expect(facts.locked_in == 1 && facts.locked_out == 1);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_lock_rows, knows_chinese_headings_and_words_in_any_order)
{
    tc_problem *problem = load("理由,锁定人,锁定,项目编号\n"
                               "市重点,市政府,安排,P1\n"
                               "缓建,市局,不安排,P2\n");
    cr_expect(problem->projects[0].lock->in);
    cr_expect_not(problem->projects[1].lock->in);
    cr_expect_str_eq(problem->projects[1].lock->who, "市局");
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_lock_rows, a_lock_and_must_serve_of_one_project_agree)
{
    tc_case_files files = tc_case_files_valid();
    files.projects = "id,name,area,tier,start,must_serve,PM\n"
                     "P1,丙项目,A,1,2023-06,yes,10\n";
    files.locks = "project,lock,who,why\nP1,in,市局,市重点\n";
    tc_problem *problem = tc_case_files_must_load(&files);
    tc_plan *plan = solve(problem);
    cr_expect_eq(plan->status, TC_PLAN_OPTIMAL);
    cr_expect_eq(tc_standing_of(problem, plan, 0), TC_STANDING_SERVED);
    tc_plan_free(plan);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_lock_rows, a_project_locked_out_gets_nothing_and_the_lock_is_named)
{
    tc_problem *problem = load("project,lock,who,why\nP2,out,市局,缓建\n");
    tc_plan *plan = solve(problem);
    const tc_standing_reason why = tc_standing_explain(problem, plan, 1);
    cr_expect_eq(tc_standing_of(problem, plan, 1), TC_STANDING_REFUSED);
    cr_expect_eq(plan->reasons[1].kind, TC_REASON_LOCKED);
    cr_expect_str_eq(why.zh, "锁定不安排：缓建（市局）");
    cr_expect_str_eq(why.en, "locked out: 缓建 (市局)");
    char *text = NULL, *json = NULL;
    cr_assert_eq(tc_plan_print(problem, plan, TC_ZH, &text, NULL), TC_OK);
    cr_assert_eq(tc_plan_json(problem, plan, &json, NULL), TC_OK);
    cr_expect_not_null(strstr(text, "人工锁定（locks.csv），项目 1 个：\n"
                                    "  P2 丁项目：不安排，缓建（市局）\n"));
    cr_expect_null(strstr(text, "三线一单"));
    cr_expect_not_null(strstr(json, "\"lock\":\t\"out\""), "%s", json);
    cr_expect_not_null(strstr(json, "\"reason_code\":\t\"locked\""));
    tc_text_free(text);
    tc_text_free(json);
    tc_plan_free(plan);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_lock_rows, zoning_is_named_before_a_lock_that_says_the_same)
{
    tc_case_files files = tc_case_files_valid();
    files.projects = "id,name,area,tier,start,zoning_ok,PM\n"
                     "P1,丙项目,A,1,2023-06,no,10\n";
    files.locks = "project,lock,who,why\nP1,out,市局,缓建\n";
    tc_problem *problem = tc_case_files_must_load(&files);
    tc_plan *plan = solve(problem);
    cr_expect_eq(plan->reasons[0].kind, TC_REASON_ZONING);
    tc_plan_free(plan);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_lock_rows, a_lock_in_of_what_zoning_refuses_is_an_answer_and_no_fault)
{
    tc_case_files files = tc_case_files_valid();
    files.projects = "id,name,area,tier,start,zoning_ok,PM\n"
                     "P1,丙项目,A,1,2023-06,no,10\n";
    files.locks = "project,lock,who,why\nP1,in,市局,市重点\n";
    tc_problem *problem = tc_case_files_must_load(&files);
    tc_plan *plan = solve(problem);
    cr_expect_eq(plan->status, TC_PLAN_INFEASIBLE);
    cr_assert_eq(plan->conflict_count, 1);
    cr_expect_eq(plan->conflict[0], 0);
    tc_plan_free(plan);
    tc_problem_free(problem);
    TC_ASSERT_NO_LEAK();
}

Test(io_lock_rows, a_plan_that_breaks_a_lock_does_not_pass_its_check)
{
    tc_problem *open = load(NULL);
    tc_problem *shut = load("project,lock,who,why\nP2,out,市局,缓建\n");
    tc_problem *kept = load("project,lock,who,why\nP2,in,市局,缓建\n");
    tc_plan *plan = solve(open);
    tc_verdict verdict;
    cr_assert_eq(tc_plan_verify(open, plan, &verdict, NULL), TC_OK);
    cr_expect(verdict.verified);
    cr_assert_eq(tc_plan_verify(shut, plan, &verdict, NULL), TC_OK);
    cr_expect(!verdict.verified);
    cr_expect_str_eq(verdict.message_en,
                     "project P2 is locked out, and has a share of 1");
    plan->share[1] = 0.5;
    cr_assert_eq(tc_plan_verify(kept, plan, &verdict, NULL), TC_OK);
    cr_expect(!verdict.verified);
    cr_expect_str_eq(verdict.message_en,
                     "project P2 is locked in, and has a share of only 0.5");
    tc_plan_free(plan);
    tc_problem_free(open);
    tc_problem_free(shut);
    tc_problem_free(kept);
    TC_ASSERT_NO_LEAK();
}
