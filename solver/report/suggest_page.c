/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/marginal_text.h"
#include "report/rules_text.h"
#include "report/suggest_text.h"

tc_code tc_suggestion_print(const tc_problem *problem, const tc_suggestion *suggestion,
                            tc_language language, char **text, tc_error *error)
{
    tc_buffer out = {0};
    const tc_suggest_page p = {{problem, NULL, language, &out}, suggestion};
    tc_printing printing = p.printing;
    tc_heading_put(&printing);
    tc_buffer_puts(&out, "\n");
    if (suggestion->status == TC_PLAN_INFEASIBLE)
        tc_suggest_put(
            &p, "案例现在没有方案：必保项目不能同时满足（见 tongchou conflict）\n",
            "the case has no plan as it is: not all required projects can be served (see "
            "tongchou conflict)\n");
    tc_suggest_put_supply(&p);
    if (suggestion->status != TC_PLAN_INFEASIBLE) {
        tc_suggest_put_unlocks(&p);
        tc_suggest_put_stranded(&p);
        if (suggestion->marginal_count > 0)
            tc_marginals_put(&printing, suggestion);
    }
    return tc_text_give(&out, text, error);
}
