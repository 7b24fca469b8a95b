/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/standing.h"
#include "report/glyph.h"
#include "report/suggest_text.h"

static void put_addition(const tc_suggest_page *p, const tc_addition *addition)
{
    tc_suggest_put_grains(p, addition->grains);
    tc_suggest_put(p, "（", " (");
    tc_suggest_put_place(p, &addition->change, true);
    tc_suggest_put(p, "）", ")");
}

/* "  NOx 19.4000：12.0000（各地均可，不晚于 2023-06-01）、…" */
static void put_additions(const tc_suggest_page *p, int pollutant)
{
    const tc_tier_supply *supply = &p->suggestion->supply;
    const tc_grains sum = tc_tier_supply_sum(supply, pollutant);
    bool any = false;
    if (sum == 0)
        return;
    tc_buffer_printf(p->printing.out, "  %s ", tc_pollutants[pollutant].id);
    tc_suggest_put_grains(p, sum);
    tc_suggest_put(p, "：", ": ");
    for (int k = 0; k < supply->count; k++) {
        if (supply->additions[k].change.pollutant != pollutant)
            continue;
        tc_suggest_put_between(p, &any);
        put_addition(p, &supply->additions[k]);
    }
    tc_buffer_puts(p->printing.out, "\n");
}

/* How small the sum is known to be. */
void tc_suggest_put_total(const tc_suggest_page *p)
{
    const tc_tier_supply *supply = &p->suggestion->supply;
    const tc_grains total = tc_tier_supply_total(supply);
    tc_suggest_put(p, "合计 ", "together ");
    tc_suggest_put_grains(p, total);
    if (total <= supply->least_in_all) {
        tc_suggest_put(p, "，已证明最少", ", proved to be the least");
    } else {
        if (supply->settled)
            tc_suggest_put(p, "，任何一项再少一点都不行",
                           ", a grain less of any one would not do");
        tc_suggest_put(p, "；已证明至少要 ", "; proved that it takes at least ");
        tc_suggest_put_grains(p, supply->least_in_all);
    }
    tc_suggest_put(p, "；重新求解过，全部满足，并通过核验",
                   "; solved again, all are served, and verified");
}

static void put_refused(const tc_suggest_page *p, int project, const char *why)
{
    const tc_project *about = &p->printing.problem->projects[project];
    tc_suggest_put(p, "  增加吨数也不能满足：", "  no tonnage serves: ");
    tc_glyph_puts(p->printing.out, about->id, 0);
    tc_buffer_puts(p->printing.out, " ");
    tc_glyph_puts(p->printing.out, about->name, 0);
    tc_suggest_put(p, "：", ": ");
    tc_glyph_puts(p->printing.out, why, 0);
    tc_buffer_puts(p->printing.out, "\n");
}

static void put_unable(const tc_suggest_page *p)
{
    const tc_tier_supply *supply = &p->suggestion->supply;
    for (int k = 0; k < supply->refused.count; k++) {
        const int project = supply->refused.project[k];
        const tc_standing_reason why = tc_refusal_explain(p->printing.problem, project);
        put_refused(p, project, tc_suggest_pick(p, why.zh, why.en));
    }
    for (int k = 0; k < supply->beyond.count; k++)
        put_refused(p, supply->beyond.project[k],
                    tc_suggest_pick(p, "没有哪里的削减量可以抵给它",
                                    "no reduction anywhere could be credited to it"));
}

/* The additions, where there are any: what was found, and how small it is. */
static void put_found(const tc_suggest_page *p)
{
    tc_buffer *out = p->printing.out;
    for (int q = 0; q < TC_POLLUTANTS; q++)
        put_additions(p, q);
    tc_buffer_puts(out, "  ");
    tc_suggest_put_total(p);
    tc_buffer_puts(out, "\n");
    if (p->suggestion->supply.lost.count == 0)
        return;
    tc_buffer_puts(out, "  ");
    tc_suggest_put_lost(p);
    tc_buffer_puts(out, "\n");
}

void tc_suggest_put_lost(const tc_suggest_page *p)
{
    tc_suggest_put(p, "届时不再满足：", "no longer served then: ");
    tc_suggest_put_projects(p, &p->suggestion->supply.lost);
}

static void put_tiers(const tc_suggest_page *p)
{
    const tc_tier_supply *supply = &p->suggestion->supply;
    tc_buffer *out = p->printing.out;
    if (supply->tiers > 1)
        tc_buffer_printf(out,
                         tc_suggest_is_zh(p)
                             ? "第 1—%d 层的 %d 个项目，削减量能满足的 %d 个："
                             : "Tiers 1-%d, projects %d, of which supply can serve %d: ",
                         supply->tiers, supply->named, supply->able);
    else
        tc_buffer_printf(out,
                         tc_suggest_is_zh(p)
                             ? "第 1 层的 %d 个项目，削减量能满足的 %d 个："
                             : "Tier 1, projects %d, of which supply can serve %d: ",
                         supply->named, supply->able);
}

void tc_suggest_put_need(const tc_suggest_page *p)
{
    const tc_tier_supply *supply = &p->suggestion->supply;
    put_tiers(p);
    if (!supply->found)
        tc_suggest_put(p, "没有找到能全部满足的增加量",
                       "no additions were found that serve them all");
    else if (supply->count == 0)
        tc_suggest_put(p, "都已满足，不需要增加", "all are served: nothing is needed");
    else
        tc_buffer_printf(p->printing.out,
                         tc_suggest_is_zh(p)
                             ? "现在满足 %d 个；再增加下列削减量（吨/年），全部满足："
                             : "%d are served now; with these reductions more (t/a) all "
                               "are:",
                         supply->served);
}

void tc_suggest_put_supply(const tc_suggest_page *p)
{
    tc_suggest_put(p, "一、", "1. ");
    tc_suggest_put_need(p);
    tc_buffer_puts(p->printing.out, "\n");
    if (p->suggestion->supply.found && p->suggestion->supply.count > 0)
        put_found(p);
    put_unable(p);
}
