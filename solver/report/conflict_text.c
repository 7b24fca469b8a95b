/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/standing.h"
#include "report/balance_text.h"
#include "report/glyph.h"

static void put_name(tc_printing *printing, int project)
{
    const tc_project *about = &printing->problem->projects[project];
    tc_buffer_puts(printing->out, "  ");
    tc_glyph_puts(printing->out, about->id, 0);
    tc_buffer_puts(printing->out, " ");
    tc_glyph_puts(printing->out, about->name, 0);
    tc_buffer_puts(printing->out, tc_printing_pick(printing, "：", ": "));
}

/* What stands against it whatever there is. */
static void put_refusal(tc_printing *printing, int project)
{
    const tc_standing_reason why = tc_refusal_explain(printing->problem, project);
    tc_glyph_puts(printing->out, tc_printing_pick(printing, why.zh, why.en), 0);
    tc_buffer_puts(printing->out, "\n");
}

void tc_conflict_put(tc_printing *printing)
{
    const tc_plan *plan = printing->plan;
    const bool en = printing->language == TC_EN;
    if (plan->conflict_count == 1)
        tc_buffer_puts(printing->out,
                       en ? "\nno plan: this required project cannot be served, even "
                            "alone (t/a)\n"
                          : "\n没有方案：下面这个必保项目单独也无法满足（吨/年）\n");
    else
        tc_buffer_printf(
            printing->out,
            en ? "\nno plan: these %d required projects cannot all be served; any one "
                 "fewer, and the rest can (t/a)\n"
               : "\n没有方案：下列 %d "
                 "个必保项目无法同时满足，去掉任何一个，其余即可满足（吨/年）\n",
            plan->conflict_count);
    for (int k = 0; k < plan->conflict_count; k++) {
        const int project = plan->conflict[k];
        put_name(printing, project);
        if (printing->problem->projects[project].zoning_ok)
            tc_needs_put(printing, project);
        else
            put_refusal(printing, project);
    }
    if (plan->conflict_count > 1)
        tc_joint_needs_put(printing, plan->conflict, plan->conflict_count);
}
