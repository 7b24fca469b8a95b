/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/contingency_text.h"
#include "report/glyph.h"
#include "report/rules_text.h"

static const char *pick(const tc_contingency_page *page, const char *zh, const char *en)
{
    return tc_printing_pick(&page->printing, zh, en);
}

static void say(const tc_contingency_page *page, const char *zh, const char *en)
{
    tc_buffer_puts(page->printing.out, pick(page, zh, en));
}

/* ---- what is looked at ------------------------------------------------------------- */

/* Entries of reserve keep tonnes for later; nobody says that they are for this. */
static bool holds_back(const tc_problem *problem)
{
    for (int k = 0; k < problem->reserve.count; k++)
        if (problem->reserve.list[k].value > 0.0)
            return true;
    return false;
}

static void put_summary(const tc_contingency_page *page)
{
    const tc_contingency *contingency = page->contingency;
    const bool zh = page->printing.language == TC_ZH;
    int harmful = 0;
    for (int k = 0; k < contingency->loss_count; k++)
        harmful += contingency->losses[k].uncovered_count > 0;
    tc_buffer_printf(
        page->printing.out,
        zh ? "已批项目 %d 个；削减源 %d 个，其中 %d 个单独失效就使已批项目失去抵扣\n"
           : "approved projects %d; sources %d, of which %d by failing alone leave "
             "approvals without cover\n",
        contingency->approvals, contingency->loss_count, harmful);
    if (contingency->status == TC_PLAN_BOUNDED)
        say(page, "（方案有效，未证明最优：重新求解的比较以此为准）\n",
            "(the plan is valid and not proved to be the best: new plans are compared "
            "with it)\n");
    if (holds_back(page->printing.problem))
        say(page, "（案例 reserve 留存的吨数不在其内，既不分配，也不用来补缺）\n",
            "(tonnes that the case keeps back by reserve are left out: neither allotted "
            "nor used to fill in)\n");
}

/* Every line of the tables has been replayed; where a replay said otherwise it is said
 * here. */
static void put_unverified(const tc_contingency_page *page)
{
    const tc_problem *problem = page->printing.problem;
    for (int k = 0; k < page->contingency->loss_count; k++) {
        const tc_loss *loss = &page->contingency->losses[k];
        if (loss->verified && (!loss->dated || loss->latest_verified))
            continue;
        tc_buffer_puts(page->printing.out, "  ");
        tc_glyph_puts(page->printing.out, problem->sources[loss->source].id, 0);
        say(page, "：差在一粒之内，重新求解没有得出同样的结果\n",
            ": within a grain; solving again did not give the same\n");
    }
}

/* Required projects that stand against a new plan. */
static void put_conflict(const tc_contingency_page *page, const tc_new_plan *plan)
{
    tc_buffer *out = page->printing.out;
    for (int k = 0; k < plan->conflict_count; k++) {
        if (k > 0)
            say(page, "、", ", ");
        tc_glyph_puts(out, page->printing.problem->projects[plan->conflict[k]].id, 0);
    }
    tc_buffer_puts(out, "\n");
}

static void put_conflicts(const tc_contingency_page *page)
{
    for (int k = 0; k < page->contingency->loss_count; k++) {
        const tc_loss *loss = &page->contingency->losses[k];
        if (loss->plan.conflict_count == 0)
            continue;
        tc_buffer_puts(page->printing.out, "  ");
        tc_glyph_puts(page->printing.out,
                      page->printing.problem->sources[loss->source].id, 0);
        say(page, " 失效则没有方案，不能同时满足的必保项目：",
            " lost, there is no plan; required projects that cannot all be served: ");
        put_conflict(page, &loss->plan);
    }
}

static void put_harm(tc_contingency_page *page)
{
    const tc_contingency *contingency = page->contingency;
    int hits = 0;
    say(page,
        "\n一、逐个失效，影响大的在前（失去抵扣：已批的不变，改由别的源抵扣也补不上；"
        "少得、多得：重新求解）\n\n",
        "\n1. Each source failing, largest risks first (uncovered: approvals kept, "
        "credits "
        "routed anew, and still short; fall, gain: in a new plan)\n\n");
    tc_losses_put(page);
    put_unverified(page);
    put_conflicts(page);
    for (int k = 0; k < contingency->loss_count; k++)
        hits += contingency->losses[k].uncovered_count +
                contingency->losses[k].plan.fall_count +
                contingency->losses[k].plan.gain_count;
    say(page,
        "\n二、谁受影响（抵扣按必保、层级、受理先后依次保住；缺的是排在它前面的都保住之后"
        "）"
        "\n\n",
        "\n2. Who is hit (cover is kept for required projects, then by tier and date of "
        "acceptance; what is lacking is beside those kept before)\n\n");
    if (hits > 0)
        tc_harm_put(page);
    else
        say(page, "谁也不受影响\n", "nobody\n");
}

/* ---- what would be safe ------------------------------------------------------------ */

static bool is_alike(const tc_reserve *a, const tc_reserve *b)
{
    return a->pollutant == b->pollutant && a->basin == b->basin;
}

/* Before the first of several lines of one pollutant and basin: their sum. */
static void put_total(const tc_contingency_page *page, int first, tc_grid *grid)
{
    const tc_contingency *contingency = page->contingency;
    const tc_problem *problem = page->printing.problem;
    const tc_reserve *about = &contingency->reserves[first];
    tc_grains total = 0;
    int lines = 0;
    for (int k = first; k < contingency->reserve_count; k++)
        if (is_alike(&contingency->reserves[k], about)) {
            total += contingency->reserves[k].grains;
            lines++;
        }
    if (lines < 2 || (first > 0 && is_alike(about - 1, about)))
        return;
    tc_grid_cell(grid, tc_pollutants[about->pollutant].id);
    tc_grid_cell(grid, tc_tonnes_of(problem, total).text);
    tc_grid_cell(grid, pick(page, "合计", "in all"));
    tc_grid_cell(grid, about->basin >= 0 ? problem->basins[about->basin] : "");
    tc_grid_end_row(grid);
}

static void put_reserves(const tc_contingency_page *page)
{
    static const tc_grid_column zh[] = {
        {"污染物", false, 0}, {"吨/年", true, 0},   {"区域", false, 24},
        {"流域", false, 16},  {"不晚于", false, 0}, {"最要紧的失效", false, 24}};
    static const tc_grid_column en[] = {
        {"pollutant", false, 0}, {"t/a", true, 0},       {"area", false, 24},
        {"basin", false, 16},    {"there by", false, 0}, {"worst loss", false, 24}};
    const tc_problem *problem = page->printing.problem;
    tc_grid grid = {.columns = page->printing.language == TC_EN ? en : zh,
                    .count = sizeof zh / sizeof *zh};
    for (int k = 0; k < page->contingency->reserve_count; k++) {
        const tc_reserve *about = &page->contingency->reserves[k];
        put_total(page, k, &grid);
        tc_grid_cell(&grid, tc_pollutants[about->pollutant].id);
        tc_grid_cell(&grid, tc_tonnes_of(problem, about->grains).text);
        tc_grid_cell(&grid, about->area >= 0 ? problem->areas[about->area].name
                                             : pick(page, "各区域均可", "any"));
        tc_grid_cell(&grid, about->basin >= 0 ? problem->basins[about->basin] : "");
        tc_grid_cell(&grid, tc_day_write(about->day).text);
        tc_grid_cell(&grid, problem->sources[about->source].id);
    }
    tc_grid_write(&grid, page->printing.out);
    tc_grid_free(&grid);
}

static void put_reserve(const tc_contingency_page *page)
{
    const tc_contingency *contingency = page->contingency;
    char grain[32];
    tc_grains_write(1, page->printing.problem->grain_digits, grain);
    say(page, "\n三、另备多少\n\n", "\n3. The reserve\n\n");
    if (!contingency->reserve_found) {
        say(page, "有的已批项目增加任何削减量也补不上，备多少都不够\n",
            "there are approvals that no reductions could cover: no reserve is enough\n");
        return;
    }
    if (contingency->reserve_count == 0) {
        say(page, "不必另备：任何一个源失效，已批项目都不失去抵扣\n",
            "none is needed: no single loss takes an approval\n");
        return;
    }
    tc_buffer_printf(page->printing.out,
                     page->printing.language == TC_ZH
                         ? "清单之外备有下列储备，任何一个源失效，已批项目都不失去抵扣；"
                           "任一项少 %s t/a，就有一个失去：\n\n"
                         : "with this in reserve, outside the sources listed, no single "
                           "loss takes an approval; with %s t/a less of any line one "
                           "does:\n\n",
                     grain);
    put_reserves(page);
    if (!contingency->reserve_verified)
        say(page, "（差在一粒之内，重新求解没有得出同样的结果）\n",
            "(within a grain; solving again did not give the same)\n");
}

static void put_holds(const tc_contingency_page *page)
{
    static const tc_grid_column zh[] = {
        {"污染物", false, 0}, {"削减源", false, 16}, {"留出（吨/年）", true, 0}};
    static const tc_grid_column en[] = {
        {"pollutant", false, 0}, {"source", false, 16}, {"held back (t/a)", true, 0}};
    const tc_problem *problem = page->printing.problem;
    const tc_safety *safety = &page->contingency->safety;
    tc_grid grid = {.columns = page->printing.language == TC_EN ? en : zh,
                    .count = sizeof zh / sizeof *zh};
    for (int k = 0; k < safety->hold_count; k++) {
        tc_grid_cell(&grid, tc_pollutants[safety->holds[k].pollutant].id);
        tc_grid_cell(&grid, problem->sources[safety->holds[k].source].id);
        tc_grid_cell(&grid, tc_tonnes_of(problem, safety->holds[k].grains).text);
    }
    tc_grid_write(&grid, page->printing.out);
    tc_grid_free(&grid);
}

static void put_shifts(const tc_contingency_page *page, const tc_shift *shifts, int count)
{
    static const tc_grid_column zh[] = {
        {"项目", false, 16}, {"名称", false, 36}, {"留出之后", false, 0}};
    static const tc_grid_column en[] = {
        {"project", false, 16}, {"name", false, 36}, {"then", false, 0}};
    const tc_problem *problem = page->printing.problem;
    tc_grid grid = {.columns = page->printing.language == TC_EN ? en : zh,
                    .count = sizeof zh / sizeof *zh};
    for (int k = 0; k < count; k++) {
        tc_grid_cell(&grid, problem->projects[shifts[k].project].id);
        tc_grid_cell(&grid, problem->projects[shifts[k].project].name);
        tc_shift_cell(&page->printing, &shifts[k], &grid);
    }
    tc_grid_write(&grid, page->printing.out);
    tc_grid_free(&grid);
}

static void put_price(const tc_contingency_page *page)
{
    const tc_new_plan *plan = &page->contingency->safety.plan;
    const bool zh = page->printing.language == TC_ZH;
    tc_buffer_printf(page->printing.out,
                     zh ? "\n留出之后重新求解：%d 个项目少得，%d 个多得；"
                          "此时任何一个源失效，已批项目都不失去抵扣\n"
                        : "\nwith that held back the plan gives less to %d projects and "
                          "more to %d; then no single loss takes an approval\n",
                     plan->fall_count, plan->gain_count);
    if (page->contingency->safety.best)
        say(page, "（没有更好的这样的方案）\n", "(no better plan of this kind exists)\n");
    else
        say(page, "（是否还有更好的这样的方案，没有证明）\n",
            "(whether a better plan of this kind exists is not proved)\n");
    if (plan->fall_count > 0) {
        tc_buffer_puts(page->printing.out, "\n");
        put_shifts(page, plan->falls, plan->fall_count);
    }
    if (plan->gain_count > 0) {
        tc_buffer_puts(page->printing.out, "\n");
        put_shifts(page, plan->gains, plan->gain_count);
    }
}

static void put_safety(const tc_contingency_page *page)
{
    const tc_safety *safety = &page->contingency->safety;
    say(page, "\n四、代价：清单之外没有储备，就从清单里的源留出，不分配\n\n",
        "\n4. The price: without a reserve elsewhere, tonnes of the sources listed are "
        "held back and not allotted\n\n");
    if (safety->found && safety->hold_count == 0) {
        say(page, "没有代价：现在的方案已经不怕任何一个源失效\n",
            "none: no single loss takes anything from the plan as it is\n");
        return;
    }
    if (safety->found) {
        put_holds(page);
        put_price(page);
    } else if (safety->plan.conflict_count > 0) {
        say(page, "留不出来，必保项目不允许：",
            "it cannot be had, for required projects: ");
        put_conflict(page, &safety->plan);
    } else {
        say(page, "没有找到不怕任何一个源失效的方案\n",
            "no plan was found of which no single loss takes anything\n");
    }
}

static void put_pairs(tc_contingency_page *page)
{
    if (!page->contingency->pairs)
        return;
    say(page, "\n五、任意两个源同时失效，比单独失效更糟的\n\n",
        "\n5. Any two sources at once, where that is worse than either alone\n\n");
    if (page->contingency->both_count == 0)
        say(page, "没有\n", "none\n");
    else
        tc_pairs_put(page);
}

tc_code tc_contingency_print(const tc_problem *problem, const tc_contingency *contingency,
                             tc_language language, char **text, tc_error *error)
{
    tc_buffer out = {0};
    tc_contingency_page page = {{problem, NULL, language, &out}, contingency};
    tc_heading_put(&page.printing);
    if (tc_contingency_has_plan(contingency)) {
        put_summary(&page);
        put_harm(&page);
        put_reserve(&page);
        put_safety(&page);
        put_pairs(&page);
        tc_buffer_printf(&out,
                         language == TC_ZH
                             ? "\n以上结论都改了案例重新求解并核验，共 %ld 次\n"
                             : "\nall of this was replayed: solved again and verified, "
                               "%ld times\n",
                         contingency->replayed);
    } else {
        say(&page, "没有方案可看：必保项目不能同时满足（见 tongchou conflict）\n",
            "there is no plan to look at: the required projects cannot all be served "
            "(see tongchou conflict)\n");
    }
    return tc_text_give(&out, text, error);
}
