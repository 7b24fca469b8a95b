/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/chapter.h"

tc_code tc_report_markdown(const tc_problem *problem, const tc_plan *plan,
                           const tc_report_about *about, tc_language language,
                           char **text, tc_error *error)
{
    tc_buffer out = {0};
    tc_outline outline = {.form = TC_FORM_MARKDOWN, .language = language, .out = &out};
    tc_buffer_puts(&out, "# ");
    tc_outline_text(&outline, problem->name ? problem->name : "");
    tc_buffer_puts(&out, " · ");
    tc_outline_said(&outline, (tc_said){"统筹分配方案", "allocation proposal"});
    tc_buffer_puts(&out, "\n");
    tc_chapters_facts(problem, plan, &outline);
    tc_code code = tc_chapters_put(problem, plan, about, &outline, error);
    tc_outline_paragraph(&outline, NULL, tc_report_closing());
    if (code == TC_OK)
        code = tc_text_give(&out, text, error);
    else
        tc_buffer_free(&out);
    return code;
}
