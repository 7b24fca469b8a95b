/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/fault.h"
#include "domain/plan.h"
#include "ledger/plans.h"
#include "tongchou/report.h"

/* ---- may it be booked? ------------------------------------------------------------- */

static tc_code check_plan(const tc_ledger *ledger, const tc_problem *problem,
                          const tc_plan *plan, tc_error *error)
{
    tc_verdict verdict = {.verified = false};
    if (!problem->ledger)
        return tc_fail(error, TC_ERR_LEDGER, NULL,
                       "方案不是对照台账求解的：请用 solve --ledger 重新求解",
                       "the plan was made without a ledger: solve again with --ledger");
    if (problem->grain_digits != ledger->grain_digits)
        return tc_fail(error, TC_ERR_LEDGER, NULL, "方案与台账的最小单位不同",
                       "the plan has another grain than the ledger");
    if (plan->status == TC_PLAN_INFEASIBLE)
        return tc_fail(error, TC_ERR_LEDGER, NULL,
                       "方案的结论是必保项目无法同时满足，没有可记的内容",
                       "the plan says that the required projects cannot all be served: "
                       "there is nothing to book");
    const tc_code code = tc_plan_verify(problem, plan, &verdict, error);
    if (code == TC_OK && !verdict.verified)
        return tc_fail(error, TC_ERR_LEDGER, NULL, "方案没有通过核验：%s%.0s",
                       "the plan fails its check: %.0s%s", verdict.message,
                       verdict.message_en);
    return code;
}

static void check_head(tc_writing *w, const tc_ledger_mark *cited)
{
    if (strcmp(cited->head, w->head.hash) == 0)
        return;
    TC_REFUSE_WRITING(w,
                      "方案是对照台账 %s 的 %.12s… 求解的，台账现在到了 %s 的 %.12s…："
                      "请重新求解",
                      "the plan was made with the ledger as of %s, %.12s…, and it stands "
                      "at %s, %.12s… now: solve again",
                      tc_day_write(cited->day).text, cited->head,
                      tc_day_write(w->head.date).text, w->head.hash);
}

/* ---- bookings ---------------------------------------------------------------------- */

/* A credit, on the lots of its source, the oldest first. */
static void book_credit(tc_writing *w, const tc_problem *problem, const tc_credit *credit,
                        const tc_holder *holder)
{
    const char *source = problem->sources[credit->source].id;
    tc_lots lots = {0};
    tc_grains left = credit->grains;
    w->code = tc_lots_read(w->ledger, source, &w->arena, &lots, w->error);
    for (int k = 0; k < lots.count && left > 0 && w->code == TC_OK; k++) {
        const tc_grains has = tc_writing_balance(w, lots.list[k].number,
                                                 credit->pollutant, TC_ACCOUNT_FREE, 0);
        const tc_grains taken = has < left ? has : left;
        if (taken > 0 && w->code == TC_OK)
            tc_writing_book(w, &(tc_movement){.kind = TC_BOOKING_PREALLOCATE,
                                              .lot = &lots.list[k],
                                              .holder = holder,
                                              .pollutant = credit->pollutant,
                                              .from = TC_ACCOUNT_FREE,
                                              .to = TC_ACCOUNT_ALLOCATED,
                                              .grains = taken});
        left -= taken;
    }
    if (w->code != TC_OK || left == 0)
        return;
    char short_of[32];
    tc_grains_write(left, w->ledger->grain_digits, short_of);
    TC_REFUSE_WRITING(w, "削减源 %s 的 %s 已不够：还差 %s t/a，方案没有记账",
                      "source %s, %s: its tonnes are gone, short by %s t/a; nothing was "
                      "booked",
                      source, tc_pollutants[credit->pollutant].id, short_of);
}

static void book_credits(tc_writing *w, const tc_problem *problem, const tc_plan *plan)
{
    tc_holder holder = tc_nobody;
    int project = -1;
    for (int k = 0; k < plan->credit_count && w->code == TC_OK; k++) {
        const tc_credit *credit = &plan->credits[k];
        if (credit->project != project) {
            const tc_project *about = &problem->projects[credit->project];
            const tc_area *area = &problem->areas[about->area];
            const tc_holder wanted = {.id = about->id,
                                      .name = about->name,
                                      .area = area->id,
                                      .area_name = area->name,
                                      .illustrative = about->illustrative};
            holder = tc_writing_holder(w, &wanted);
            project = credit->project;
        }
        if (w->code == TC_OK)
            book_credit(w, problem, credit, &holder);
    }
    if (w->code == TC_OK && plan->credit_count == 0)
        TC_REFUSE_WRITING(w, "方案没有一笔抵扣，没有可记的内容",
                          "the plan has no credits: there is nothing to book");
}

tc_code tc_ledger_post(tc_ledger *ledger, const tc_problem *problem, const tc_plan *plan,
                       const char *plan_folder, const tc_act *act, tc_receipt *receipt,
                       tc_error *error)
{
    tc_plan_bundle bundle = {0};
    tc_writing writing;
    tc_code code = check_plan(ledger, problem, plan, error);
    if (code == TC_OK)
        code = tc_plan_case_check(problem, plan_folder, error);
    if (code == TC_OK)
        code = tc_plan_bundle_read(problem, plan_folder, &bundle, error);
    if (code == TC_OK)
        code = tc_writing_begin(ledger, act, &writing, error);
    if (code == TC_OK) {
        check_head(&writing, problem->ledger);
        if (writing.code == TC_OK)
            tc_plan_bundle_book(&writing, &bundle, problem->ledger->head);
        if (writing.code == TC_OK)
            book_credits(&writing, problem, plan);
        code = tc_writing_end(&writing, receipt);
    }
    tc_plan_bundle_free(&bundle);
    return code;
}
