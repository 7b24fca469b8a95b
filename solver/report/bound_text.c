/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "report/plan_text.h"

/* What the searches of one goal found. */
typedef struct finding {
    const tc_search *total, *smallest;
    int shares, open; /* searches about single projects; those that leave a gap */
    long nodes;
    int count;
} finding;

static finding find(const tc_plan *plan, int goal)
{
    finding found = {.count = 0};
    for (int k = 0; k < plan->search_count; k++) {
        const tc_search *search = &plan->searches[k];
        if (search->goal != goal)
            continue;
        if (search->kind == TC_LEVEL_TOTAL)
            found.total = search;
        else if (search->kind == TC_LEVEL_SMALLEST_SHARE)
            found.smallest = search;
        else
            found.open += tc_search_gap(search) > 0.0;
        found.shares += search->kind == TC_LEVEL_SHARE;
        found.nodes += search->nodes;
        found.count++;
    }
    return found;
}

/* "optimal" stands only where nothing better is possible. */
static const char *gap_shown(const tc_printing *printing, double gap, char out[16])
{
    if (!(gap > 0.0))
        return tc_printing_pick(printing, "最优", "optimal");
    (void)snprintf(out, 16, "%.2f %%", fmax(0.01, gap * 100.0));
    return out;
}

void tc_bound_cells(const tc_printing *printing, int goal, tc_goal_cells *cells)
{
    const finding found = find(printing->plan, goal);
    const tc_search *first = found.smallest && tc_search_gap(found.smallest) > 0.0
                                 ? found.smallest
                                 : found.total;
    char gap[16];
    const char *shown = "";
    if (found.total)
        tc_value_write(fabs(found.total->bound), HUGE_VAL, cells->bound);
    if (first)
        shown = gap_shown(printing, tc_search_gap(first), gap);
    else if (found.shares > 0 && found.open == 0)
        shown = gap_shown(printing, 0.0, gap);
    (void)snprintf(cells->gap, sizeof cells->gap, "%s", shown);
    if (found.count > 0)
        (void)snprintf(cells->nodes, sizeof cells->nodes, "%ld", found.nodes);
}

static const char *name_of(const tc_printing *printing, int goal)
{
    const tc_problem *problem = printing->problem;
    return goal < problem->goal_count ? problem->goals[goal].name
                                      : tc_printing_pick(printing, "按编号", "by id");
}

static void put_search(tc_printing *printing, const tc_search *search)
{
    const bool en = printing->language == TC_EN;
    const double gap = tc_search_gap(search);
    char value[32], bound[32];
    tc_value_write(fabs(search->value), HUGE_VAL, value);
    tc_value_write(fabs(search->bound), HUGE_VAL, bound);
    if (gap > 0.0)
        tc_buffer_printf(
            printing->out,
            en ? "  %s%s: reached %s; no plan that equals this one at the "
                 "goals before can do better than %s\n"
               : "  %s%s：达到 %s；在前各目标与本方案相同的方案，最好不过 %s\n",
            name_of(printing, search->goal),
            search->kind != TC_LEVEL_SMALLEST_SHARE ? ""
            : en                                    ? " (least share of an area)"
                                                    : "（各区域最低份额）",
            value, bound);
}

/* Single projects of whom a better plan might have served more. */
static void put_open(tc_printing *printing, int goal)
{
    const finding found = find(printing->plan, goal);
    if (found.open > 0)
        tc_buffer_printf(
            printing->out,
            printing->language == TC_EN
                ? "  %s: for %d of the projects searched one by one it is not "
                  "proved that they can get no more\n"
                : "  %s：逐个搜索的项目中有 %d 个没有证明不能得到更多\n",
            name_of(printing, goal), found.open);
}

static void put_words(tc_printing *printing)
{
    int on_word = 0;
    for (int k = 0; k < printing->plan->search_count; k++)
        on_word += printing->plan->searches[k].root < 0;
    if (on_word > 0)
        tc_buffer_printf(printing->out,
                         printing->language == TC_EN
                             ? "steps whose bound comes without a proof that could be "
                               "checked: %d\n"
                             : "没有附上可核验证明的上界：%d 步\n",
                         on_word);
}

void tc_bounds_put(tc_printing *printing)
{
    const tc_plan *plan = printing->plan;
    if (!plan->whole)
        return;
    if (plan->status == TC_PLAN_BOUNDED) {
        tc_buffer_puts(
            printing->out,
            plan->stopped
                ? tc_printing_pick(printing, "搜索提前停止，本方案没有证明是最优：\n",
                                   "the search ended early, and the plan is not "
                                   "proved to be the best:\n")
                : tc_printing_pick(printing, "本方案没有证明是最优：\n",
                                   "the plan is not proved to be the best:\n"));
        for (int k = 0; k < plan->search_count; k++)
            if (plan->searches[k].kind != TC_LEVEL_SHARE)
                put_search(printing, &plan->searches[k]);
        for (int g = 0; g <= printing->problem->goal_count; g++)
            put_open(printing, g);
    }
    put_words(printing);
}
