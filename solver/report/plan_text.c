/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/plan_text.h"

#include <math.h>
#include <stdio.h>

#include "base/fault.h"
#include "domain/standing.h"
#include "report/glyph.h"

/* Below this a gap is noise of the arithmetic, other digits on every machine. */
static const double GAP_SHOWN = 1e-12;

const char *tc_printing_pick(const tc_printing *printing, const char *zh, const char *en)
{
    return printing->language == TC_EN ? en : zh;
}

tc_tonnes tc_tonnes_of(const tc_problem *problem, tc_grains grains)
{
    tc_tonnes tonnes = {"-"};
    if (grains != 0)
        tc_grains_write(grains, problem->grain_digits, tonnes.text);
    return tonnes;
}

tc_percent tc_share_of(const tc_problem *problem, const tc_plan *plan, int project)
{
    if (tc_standing_of(problem, plan, project) == TC_STANDING_BOOKED)
        return (tc_percent){"-"};
    return tc_percent_of(plan->share[project]);
}

void tc_words_put(tc_printing *printing, const char *const *words, int count)
{
    int used = 0;
    for (int k = 0; k < count; k++) {
        const int width = tc_glyph_width(words[k]);
        if (k == 0 || used + 2 + width > TC_LINE_COLUMNS) {
            tc_buffer_puts(printing->out, k == 0 ? "  " : ",\n  ");
            used = 2;
        } else {
            tc_buffer_puts(printing->out, ", ");
            used += 2;
        }
        used += tc_glyph_puts(printing->out, words[k], 0);
    }
    tc_buffer_puts(printing->out, "\n");
}

void tc_sentence_put(tc_grid *grid, const char *lead, const char *sentence, int columns)
{
    const int indent = tc_glyph_width(lead);
    for (bool first = true; first || *sentence; first = false) {
        const size_t fits = tc_glyph_fit(sentence, columns - indent);
        tc_buffer line = {0};
        tc_buffer_printf(&line, "%*s", first ? 0 : indent, "");
        if (first)
            tc_buffer_puts(&line, lead);
        size_t shown = fits;
        while (shown > 0 && sentence[shown - 1] == ' ')
            shown--;
        tc_buffer_add(&line, sentence, shown);
        grid->failed = grid->failed || line.failed;
        if (!line.failed)
            tc_grid_line(grid, line.text);
        tc_buffer_free(&line);
        sentence += fits;
    }
}

static int count_illustrative(const tc_problem *problem)
{
    int count = 0;
    for (int j = 0; j < problem->project_count; j++)
        count += problem->projects[j].illustrative;
    return count;
}

void tc_heading_put(tc_printing *printing)
{
    const tc_problem *problem = printing->problem;
    const bool en = printing->language == TC_EN;
    const int year = problem->decision_date / 10000;
    const int month = problem->decision_date / 100 % 100;
    const int day = problem->decision_date % 100;
    tc_buffer_puts(printing->out, tc_printing_pick(printing, "案例：", "case: "));
    tc_glyph_puts(printing->out, problem->name ? problem->name : "", 0);
    tc_buffer_printf(printing->out,
                     en ? "\ndecided on %04d-%02d-%02d; sources %d, projects %d\n"
                        : "\n决定日 %04d-%02d-%02d；削减源 %d 个，项目 %d 个\n",
                     year, month, day, problem->source_count, problem->project_count);
    const int made_up = count_illustrative(problem);
    if (made_up == 0)
        return;
    if (!en && made_up == problem->project_count)
        tc_buffer_printf(printing->out,
                         "示例项目：全部 %d 个项目为虚构示例，不代表任何真实申请\n",
                         made_up);
    else
        tc_buffer_printf(
            printing->out,
            en ? "示例项目 illustrative: %d of %d projects are invented, and stand for "
                 "no "
                 "real application\n"
               : "示例项目：其中 %d 个（共 %d 个）为虚构示例，不代表任何真实申请\n",
            made_up, problem->project_count);
}

static tc_code put_verdict(tc_printing *printing, tc_error *error)
{
    tc_verdict verdict = {.verified = false};
    const bool en = printing->language == TC_EN;
    const tc_code code =
        tc_plan_verify(printing->problem, printing->plan, &verdict, error);
    if (code != TC_OK)
        return code;
    if (!verdict.verified) {
        tc_buffer_printf(printing->out,
                         en ? "\nNOT VERIFIED, faults %d; the first: "
                            : "\n核验未通过，问题 %d 处，第一处：",
                         verdict.faults);
        tc_glyph_puts(printing->out, en ? verdict.message_en : verdict.message, 0);
        tc_buffer_puts(printing->out, "\n");
        return TC_OK;
    }
    const bool best =
        printing->plan->status == TC_PLAN_OPTIMAL && !printing->plan->relaxed;
    tc_buffer_printf(
        printing->out,
        en ? "\nverified independently: credits checked %ld, %s within %.1g (relative)\n"
           : "\n独立核验通过：逐笔检查 %ld 笔抵扣，%s，相对误差不超过 %.1g\n",
        verdict.credits_checked,
        best ? tc_printing_pick(printing, "各目标为最优", "goals optimal")
             : tc_printing_pick(printing, "各目标的上界成立", "bounds of the goals hold"),
        fmax(verdict.largest_gap, GAP_SHOWN));
    return TC_OK;
}

tc_code tc_plan_print(const tc_problem *problem, const tc_plan *plan,
                      tc_language language, char **text, tc_error *error)
{
    tc_buffer out = {0};
    tc_printing printing = {problem, plan, language, &out};
    tc_code code = TC_OK;
    tc_heading_put(&printing);
    if (plan->status == TC_PLAN_INFEASIBLE) {
        tc_conflict_put(&printing);
    } else if (plan->relaxed) {
        tc_relaxed_put(&printing);
        code = put_verdict(&printing, error);
    } else {
        tc_goals_put(&printing);
        tc_projects_put(&printing);
        tc_locks_put(&printing);
        tc_pools_put(&printing);
        code = put_verdict(&printing, error);
    }
    if (code == TC_OK && out.failed)
        code = tc_fail(error, TC_ERR_MEMORY, NULL, "打印方案时内存不足",
                       "memory ran out while the plan was printed");
    if (code == TC_OK)
        *text = out.text;
    else
        tc_buffer_free(&out);
    return code;
}
