/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/marginal_text.h"

#include <math.h>

/* Values this small are what arithmetic leaves. */
static const double NOTHING = 1e-9;

/* "第 3 层 +0.012345", the first tier whose sum changes, then the others; "0" for none.
 */
static void put_value(const tc_printing *printing, const tc_marginal_side *side,
                      tc_grid *grid)
{
    const tc_problem *problem = printing->problem;
    tc_buffer text = {0};
    int last = 0;
    for (int j = 0; j < problem->project_count; j++)
        last = problem->projects[j].tier > last ? problem->projects[j].tier : last;
    for (int tier = 1; side->found && tier <= last; tier++) {
        const double value = tc_marginal_of_tier(problem, side, tier);
        if (fabs(value) <= NOTHING)
            continue;
        tc_buffer_printf(
            &text, printing->language == TC_ZH ? "%s第 %d 层 %+.6g" : "%stier %d %+.6g",
            text.length == 0 ? "" : tc_printing_pick(printing, "，", ", "), tier, value);
    }
    grid->failed = grid->failed || text.failed;
    tc_grid_cell(grid, !side->found ? "" : text.length > 0 ? text.text : "0");
    tc_buffer_free(&text);
}

/* "19.4000"; with … where supply or need ends there, and no other value begins. */
static void put_range(const tc_printing *printing, const tc_marginal_side *side,
                      tc_grid *grid)
{
    tc_buffer text = {0};
    char tonnes[32];
    if (!side->found) {
        tc_grid_cell(grid, tc_printing_pick(printing, "未能算出", "not found"));
        return;
    }
    tc_grains_write(side->range, printing->problem->grain_digits, tonnes);
    tc_buffer_printf(&text, "%s%s%s", tonnes,
                     side->ends ? tc_printing_pick(printing, " 到头", " (end)") : "",
                     side->proved ? ""
                                  : tc_printing_pick(printing, " 抽查", " (sampled)"));
    grid->failed = grid->failed || text.failed;
    tc_grid_cell(grid, text.text ? text.text : "");
    tc_buffer_free(&text);
}

static void put_row(const tc_printing *printing, const tc_marginal *marginal,
                    tc_grid *grid)
{
    const tc_problem *problem = printing->problem;
    const tc_source *source = &problem->sources[marginal->source];
    tc_grid_cell(grid, tc_pollutants[marginal->pollutant].id);
    tc_grid_cell(grid, problem->areas[source->area].name);
    tc_grid_cell(grid, source->basin >= 0 ? problem->basins[source->basin] : "");
    tc_grid_cell(grid, tc_day_write(source->available_from).text);
    tc_grid_cell(grid, source->id);
    put_value(printing, &marginal->more, grid);
    put_range(printing, &marginal->more, grid);
    put_value(printing, &marginal->less, grid);
    put_range(printing, &marginal->less, grid);
}

void tc_marginals_put(tc_printing *printing, const tc_suggestion *suggestion)
{
    const tc_grid_column columns[] = {
        {tc_printing_pick(printing, "污染物", "pollutant"), false, 0},
        {tc_printing_pick(printing, "区域", "area"), false, 16},
        {tc_printing_pick(printing, "流域", "basin"), false, 16},
        {tc_printing_pick(printing, "形成", "from"), false, 0},
        {tc_printing_pick(printing, "削减源", "source"), false, 12},
        {tc_printing_pick(printing, "多 1 t", "1 t more"), false, 40},
        {tc_printing_pick(printing, "直到多", "up to"), true, 0},
        {tc_printing_pick(printing, "少 1 t", "1 t less"), false, 40},
        {tc_printing_pick(printing, "直到少", "up to"), true, 0}};
    tc_grid grid = {.columns = columns, .count = sizeof columns / sizeof *columns};
    tc_buffer_puts(
        printing->out,
        tc_printing_pick(
            printing,
            "四、多一吨、少一吨的边际值（每吨使各层满足数变化多少，项目按权重计；"
            "在所列范围内成立）\n",
            "4. Marginal values (change of each tier's sum, by weight, per "
            "tonne; they hold over the range that is given)\n"));
    for (int k = 0; k < suggestion->marginal_count; k++)
        put_row(printing, &suggestion->marginals[k], &grid);
    tc_grid_write(&grid, printing->out);
    tc_grid_free(&grid);
}
