/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "base/fault.h"
#include "domain/sweep_summary.h"
#include "report/glyph.h"
#include "report/grid.h"
#include "report/plan_text.h"
#include "report/rules_text.h"

typedef struct printing {
    const tc_summary *summary;
    bool zh;
    tc_buffer *out;
} printing;

static const char *pick(const printing *p, const char *zh, const char *en)
{
    return p->zh ? zh : en;
}

static void put_heading(const printing *p)
{
    const tc_summary *s = p->summary;
    tc_buffer_puts(p->out, pick(p, "案例：", "case: "));
    (void)tc_glyph_puts(p->out, s->case_name, 0);
    tc_buffer_printf(p->out,
                     p->zh ? "\n情景 %" PRId64 " 个（%s）：有解 %" PRId64
                             "，必保冲突 %" PRId64 "，没算成 %" PRId64 "\n"
                           : "\nscenarios %" PRId64 " (%s): decided %" PRId64
                             ", infeasible %" PRId64 ", failed %" PRId64 "\n",
                     tc_summary_taken(s), tc_design_word(s->design),
                     s->optimal + s->bounded, s->infeasible, s->failed);
}

static void put_projects(const printing *p)
{
    const tc_grid_column columns[] = {{pick(p, "项目", "project"), false, 0},
                                      {pick(p, "名称", "name"), false, 34},
                                      {pick(p, "类别", "class"), false, 0},
                                      {pick(p, "全额满足", "served"), true, 0},
                                      {pick(p, "平均份额", "mean share"), true, 0}};
    tc_grid grid = {.columns = columns, .count = 5};
    for (int j = 0; j < p->summary->project_count; j++) {
        const tc_project_summary *about = &p->summary->projects[j];
        tc_grid_cell(&grid, about->id);
        tc_grid_cell(&grid, about->name);
        tc_grid_cell(&grid, tc_class_shown(about->class, p->zh ? TC_ZH : TC_EN));
        tc_grid_cell(
            &grid, isnan(about->frequency) ? "-" : tc_percent_of(about->frequency).text);
        tc_grid_cell(&grid, isnan(about->mean_share)
                                ? "-"
                                : tc_percent_of(about->mean_share).text);
    }
    tc_buffer_puts(p->out, "\n");
    tc_grid_write(&grid, p->out);
    tc_grid_free(&grid);
}

tc_code tc_summary_print(const tc_summary *summary, tc_language language, char **text,
                         tc_error *error)
{
    tc_buffer out = {0};
    const printing p = {summary, language == TC_ZH, &out};
    put_heading(&p);
    put_projects(&p);
    tc_buffer_printf(&out, "\n%s\n",
                     pick(&p, TC_FREQUENCY_CAUTION, TC_FREQUENCY_CAUTION_EN));
    return tc_text_give(&out, text, error);
}
