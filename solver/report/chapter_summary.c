/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "domain/standing.h"
#include "report/chapter.h"

static void put_banner(tc_chapters *c)
{
    int made_up = 0;
    for (int j = 0; j < c->problem->project_count; j++)
        made_up += c->problem->projects[j].illustrative;
    if (made_up == 0)
        return;
    tc_pair said = {0};
    tc_pair_say(&said, "示例项目：%d 个项目中有 %d 个为虚构示例，不代表任何真实申请",
                "示例项目 illustrative: of %d projects %d are invented, and stand for no "
                "real application",
                c->problem->project_count, made_up);
    tc_outline_paragraph(c->outline, "warning", tc_pair_said(c->outline, &said));
    tc_pair_free(&said);
}

/* What the plan is worth: best, or how far from it at most. */
static void put_worth(tc_chapters *c)
{
    const tc_verdict *verdict = c->about->verdict;
    tc_pair said = {0};
    if (c->plan->status == TC_PLAN_OPTIMAL)
        tc_pair_say(
            &said,
            "各目标按次序均为最优，经独立核验：逐笔检查 %ld 笔抵扣，相对误差不超过 "
            "%.1g。",
            "every goal is optimal, in strict order; verified independently: %ld "
            "credits checked, within %.1g (relative).",
            verdict->credits_checked, fmax(verdict->largest_gap, 1e-12));
    else
        tc_pair_say(&said,
                    "方案有效，没有证明是最优：各目标与可能的最好值最多相差 %.2f "
                    "%%；经独立核验，逐笔检查 %ld 笔抵扣。",
                    "the plan is valid and not proved to be the best: a goal may be %.2f "
                    "%% below the best possible; verified independently, %ld credits "
                    "checked.",
                    verdict->largest_distance * 100.0, verdict->credits_checked);
    tc_outline_paragraph(c->outline, NULL, tc_pair_said(c->outline, &said));
    tc_pair_free(&said);
}

static void put_standings(tc_chapters *c)
{
    int counts[TC_STANDING_NONE + 1] = {0};
    for (int j = 0; j < c->problem->project_count; j++)
        counts[tc_standing_of(c->problem, c->plan, j)]++;
    tc_outline_facts(c->outline, "cards");
    for (int k = 0; k <= TC_STANDING_NONE; k++) {
        if (k == TC_STANDING_BOOKED && !c->problem->ledger)
            continue; /* nothing can be */
        tc_pair value = {0};
        tc_pair_say(&value, "%d 个", "%d", counts[k]);
        tc_outline_fact(c->outline,
                        (tc_said){tc_standing_shown((tc_standing)k, TC_ZH),
                                  tc_standing_shown((tc_standing)k, TC_EN)},
                        tc_pair_said(c->outline, &value));
        tc_pair_free(&value);
    }
    tc_outline_facts_end(c->outline);
}

static void put_totals(tc_chapters *c)
{
    static const tc_outline_column columns[] = {
        {.key = "pollutant", .heading = {"污染物", "pollutant"}, .row = true},
        {.key = "printed", .heading = {"公布", "printed"}, .number = true},
        {.key = "withheld", .heading = {"未计入", "withheld"}, .number = true},
        {.key = "supply", .heading = {"供给", "supply"}, .number = true},
        {.key = "own", .heading = {"本区域用", "used here"}, .number = true},
        {.key = "pooled", .heading = {"跨区域统筹", "across areas"}, .number = true},
        {.key = "credited", .heading = {"已用", "credited"}, .number = true},
        {.key = "remaining", .heading = {"剩余", "remaining"}, .number = true},
    };
    tc_outline_table(c->outline, "totals",
                     (tc_said){"各污染物合计（吨/年）", "totals by pollutant (t/a)"},
                     columns, sizeof columns / sizeof *columns);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const tc_pool total = tc_pools_total(c->pools, p);
        const tc_grains credited = total.own + total.pooled;
        if (total.printed == 0)
            continue;
        const tc_pollutant_words words = tc_pollutant_words_of(p);
        const tc_grains grains[] = {total.printed,          total.printed - total.supply,
                                    total.supply,           total.own,
                                    total.pooled,           credited,
                                    total.supply - credited};
        tc_outline_cell_said(c->outline, (tc_said){words.zh, words.en});
        for (size_t k = 0; k < sizeof grains / sizeof *grains; k++)
            tc_outline_cell(c->outline, tc_tonnes_of(c->problem, grains[k]).text);
    }
    tc_outline_table_end(c->outline);
    tc_outline_paragraph(
        c->outline, "note",
        (tc_said){
            "公布：削减源名单所列；未计入：其中留存、按核实率折减、已到期或已退出、"
            "不能使用的部分；供给 = 公布 − 未计入；剩余 = 供给 − 已用。",
            "printed: as the list of sources has it; withheld: of that what is held "
            "back, not verified, expired or retired; supply = printed − withheld; "
            "remaining = supply − credited."});
}

void tc_chapter_summary(tc_chapters *c)
{
    tc_outline_chapter(c->outline, "summary", (tc_said){"一、概览", "1. Summary"});
    put_banner(c);
    put_worth(c);
    put_standings(c);
    put_totals(c);
    tc_outline_chapter_end(c->outline);
}
