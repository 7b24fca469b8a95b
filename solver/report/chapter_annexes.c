/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "domain/ruling.h"
#include "domain/standing.h"
#include "report/chapter.h"

/* ---- needs ------------------------------------------------------------------------- */

/* By which clause a pollutant of a project has its ratio; "" where it is the usual one.
 */
static void put_cause(tc_chapters *c, int project, int pollutant)
{
    tc_ruling rulings[TC_RULINGS_MOST];
    const int count = tc_rulings_of(c->problem, project, rulings);
    tc_pair said = {0};
    for (int r = 0; r < count; r++) {
        if (rulings[r].kind != TC_RULING_RATIO || rulings[r].pollutant != pollutant ||
            rulings[r].citation.kind == TC_CITED_NONE)
            continue;
        tc_ruling_write(c->problem, project, &rulings[r], TC_ZH, &said.zh);
        tc_ruling_write(c->problem, project, &rulings[r], TC_EN, &said.en);
    }
    tc_outline_cell_said(c->outline, tc_pair_said(c->outline, &said));
    tc_pair_free(&said);
}

static void put_need(tc_chapters *c, int project, int pollutant)
{
    const tc_project *about = &c->problem->projects[project];
    const int at = project * TC_POLLUTANTS + pollutant;
    const tc_grains need = tc_need_of(c->problem, c->plan, project, pollutant);
    char ratio[32];
    (void)snprintf(ratio, sizeof ratio, "%g", about->ratio[pollutant]);
    const tc_grains after[] = {need, c->sums->own[at], c->sums->pooled[at],
                               need - c->plan->credit[at]};
    tc_outline_cell(c->outline, about->id);
    tc_outline_cell(c->outline, tc_pollutants[pollutant].id);
    tc_outline_cell(c->outline, tc_tonnes_of(c->problem, c->plan->emission[at]).text);
    tc_outline_cell(c->outline, ratio);
    for (size_t k = 0; k < sizeof after / sizeof *after; k++)
        tc_outline_cell(c->outline, tc_tonnes_of(c->problem, after[k]).text);
    put_cause(c, project, pollutant);
}

static void put_needs(tc_chapters *c)
{
    static const tc_outline_column columns[] = {
        {.key = "project", .heading = {"项目", "project"}},
        {.key = "pollutant", .heading = {"污染物", "pollutant"}},
        {.key = "emission", .heading = {"核准排放", "approved"}, .number = true},
        {.key = "ratio", .heading = {"倍数", "ratio"}, .number = true},
        {.key = "need", .heading = {"需要", "needed"}, .number = true},
        {.key = "own", .heading = {"本区域", "own area"}, .number = true},
        {.key = "pooled", .heading = {"统筹", "pool"}, .number = true},
        {.key = "short", .heading = {"尚缺", "short"}, .number = true},
        {.key = "cause", .heading = {"倍数依据", "ratio by"}},
    };
    tc_outline_table(
        c->outline, "need-table",
        (tc_said){"附表一：各项目各污染物（吨/年；需要 = 替代倍数 × 排放量）",
                  "annex 1: projects by pollutant (t/a; needed = ratio × emission)"},
        columns, sizeof columns / sizeof *columns);
    for (int j = 0; j < c->problem->project_count; j++)
        for (int p = 0; p < TC_POLLUTANTS; p++)
            if (c->problem->projects[j].emission[p] > 0.0)
                put_need(c, j, p);
    tc_outline_table_end(c->outline);
}

/* ---- credits ----------------------------------------------------------------------- */

static void put_credit(tc_chapters *c, const tc_credit *credit)
{
    const tc_project *project = &c->problem->projects[credit->project];
    const tc_source *source = &c->problem->sources[credit->source];
    const bool pooled = tc_is_pooled(c->problem, credit->source, credit->project);
    tc_outline_cell(c->outline, project->id);
    tc_outline_cell(c->outline, project->name);
    tc_outline_cell(c->outline, source->id);
    tc_outline_cell(c->outline, source->name);
    tc_outline_cell(c->outline, c->problem->areas[source->area].name);
    tc_outline_cell(c->outline, tc_pollutants[credit->pollutant].id);
    tc_outline_cell(c->outline, tc_tonnes_of(c->problem, credit->grains).text);
    tc_outline_cell_marked(c->outline, pooled ? "pooled" : "own",
                           pooled ? (tc_said){"统筹", "pool"}
                                  : (tc_said){"本区域", "own area"},
                           tc_said_as(""));
}

static void put_credits(tc_chapters *c)
{
    static const tc_outline_column columns[] = {
        {.key = "project", .heading = {"项目", "project"}},
        {.key = "project-name", .heading = {"名称", "name"}},
        {.key = "source", .heading = {"削减源", "source"}},
        {.key = "source-name", .heading = {"名称", "name"}},
        {.key = "area", .heading = {"削减源所在", "of"}},
        {.key = "pollutant", .heading = {"污染物", "pollutant"}},
        {.key = "tonnes", .heading = {"吨/年", "t/a"}, .number = true},
        {.key = "kind", .heading = {"来自", "from"}},
    };
    tc_outline_table(c->outline, "credit-table",
                     (tc_said){"附表二：逐笔抵扣（吨/年）", "annex 2: credits (t/a)"},
                     columns, sizeof columns / sizeof *columns);
    for (int k = 0; k < c->plan->credit_count; k++)
        put_credit(c, &c->plan->credits[k]);
    tc_outline_table_end(c->outline);
}

void tc_chapter_annexes(tc_chapters *c)
{
    tc_outline_chapter(c->outline, "annexes", (tc_said){"七、附表", "7. Annexes"});
    put_needs(c);
    put_credits(c);
    if (c->problem->exchange_count > 0)
        tc_outline_paragraph(
            c->outline, "note",
            (tc_said){"本区域、统筹和抵扣的吨数按削减源计；按折算系数折算后抵足所需。",
                      "own area, pool and credits are tonnes at the source; by the "
                      "exchange factors they cover what is credited."});
    tc_outline_chapter_end(c->outline);
}
