/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "domain/shortage.h"
#include "domain/standing.h"
#include "support/leaks.h"
#include "support/small_proof.h"

static tc_grains shortage_of(small_proof *c, int project)
{
    cr_assert_eq(tc_shortage_find(&c->problem, &c->plan, NULL), TC_OK);
    return c->plan.shortage[project * TC_POLLUTANTS];
}

/* A has 6 of 10 t/a: 4 are left for B, who needs 5, and for C, who needs 6. */
Test(domain_shortage, is_what_lacks_when_all_that_is_left_is_given)
{
    small_proof c;
    small_proof_make(&c);
    cr_assert_eq(shortage_of(&c, 0), 0);
    cr_assert_eq(shortage_of(&c, 1), 10000);
    cr_assert_eq(shortage_of(&c, 2), 20000);
    c.projects[1].indivisible = false; /* half of B is 2.5 t/a: there is enough */
    c.projects[1].min_share = 0.5;
    cr_assert_eq(shortage_of(&c, 1), 0);
    c.projects[1].min_share = 0.0; /* not a whole project at all */
    cr_assert_eq(shortage_of(&c, 1), 0);
    tc_arena_free(&c.plan.arena);
    TC_ASSERT_NO_LEAK();
}

/* From another area no more than the export share leaves: half of 10 t/a, and A, there
 * too, has all of that; or it is all in C's own area, and A has the half that may leave.
 */
Test(domain_shortage, heeds_what_may_leave_an_area)
{
    small_proof c;
    small_proof_make(&c);
    const tc_area areas[2] = {{.id = "X"}, {.id = "Y"}};
    const tc_rule half = {.pollutant = -1, .area = -1, .value = 0.5, .reason = ""};
    c.problem.areas = areas;
    c.problem.area_count = 2;
    c.projects[0].need[0] = c.projects[0].emission[0] = 3.0;
    for (int j = 0; j < SMALL_PROJECTS; j++) {
        c.projects[j].area = 1;
        c.projects[j].pool_access = true;
    }
    const double share[SMALL_PROJECTS] = {1.0, 0.0, 0.0};
    small_serve(&c, share);
    cr_assert_eq(shortage_of(&c, 1), 0); /* 7 t/a are left */
    c.problem.export_cap = (tc_rule_list){&half, 1};
    cr_assert_eq(shortage_of(&c, 1), 30000); /* 5 may leave, 3 did: 2 of 5 */
    c.projects[1].area = 0;
    cr_assert_eq(shortage_of(&c, 1), 0); /* at home there are 7 */
    c.projects[1].area = 1;
    c.projects[1].pool_access = false;
    cr_assert_eq(shortage_of(&c, 1), 50000);
    tc_arena_free(&c.plan.arena);
    TC_ASSERT_NO_LEAK();
}

Test(domain_shortage, is_told_in_words)
{
    small_proof c;
    small_proof_make(&c);
    tc_reason reasons[SMALL_PROJECTS] = {
        {.kind = TC_REASON_NONE},
        {.kind = TC_REASON_TOO_LITTLE, .pollutant = 0, .pollutants = 1},
        {.kind = TC_REASON_ORDER, .pollutant = -1}};
    c.plan.reasons = reasons;
    (void)shortage_of(&c, 1);
    const tc_standing_reason little = tc_standing_explain(&c.problem, &c.plan, 1);
    cr_assert_str_eq(little.en, "PM: what the other projects leave is not enough for the "
                                "whole of it; short by 1.0000 t/a");
    cr_assert_str_eq(
        little.zh, "颗粒物（PM）：其他项目安排之后余下的不够整体批准它，尚缺 1.0000 t/a");
    const tc_standing_reason order = tc_standing_explain(&c.problem, &c.plan, 2);
    cr_assert_str_eq(order.en, "enough of every pollutant is left, but an earlier goal "
                               "would be served less");
    c.plan.status = TC_PLAN_BOUNDED;
    cr_assert(strstr(tc_standing_explain(&c.problem, &c.plan, 2).en,
                     "or the search did not get that far"));
    cr_assert_str_eq(tc_reason_code(TC_REASON_TOO_LITTLE), "too-little");
    cr_assert_str_eq(tc_reason_code(TC_REASON_ORDER), "order");
    tc_arena_free(&c.plan.arena);
    TC_ASSERT_NO_LEAK();
}
