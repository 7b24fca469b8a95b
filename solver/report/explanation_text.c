/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/explanation_text.h"
#include "domain/explanation.h"
#include "report/glyph.h"
#include "report/rules_text.h"

/* Titles take as many columns as the widest of them. */
static int title_columns(tc_language language)
{
    int most = 0;
    for (int k = 0; k < TC_EXPLAINED_LINES; k++) {
        const int width = tc_glyph_width(tc_explained_shown((tc_explained)k, language));
        most = width > most ? width : most;
    }
    return most;
}

/* A line; nothing where it does not apply. Text of files may hold anything. */
static void put_line(tc_printing *printing, const tc_explanation *explanation,
                     tc_explained line)
{
    tc_buffer *out = printing->out, said = {0};
    tc_explained_write(printing->problem, explanation, line, printing->language, &said);
    if (said.length > 0 && !said.failed) {
        const char *title = tc_explained_shown(line, printing->language);
        tc_buffer_printf(out, "%s%*s  ", title,
                         title_columns(printing->language) - tc_glyph_width(title), "");
        (void)tc_glyph_puts(out, said.text, 0);
        tc_buffer_puts(out, "\n");
    }
    out->failed = out->failed || said.failed;
    tc_buffer_free(&said);
}

void tc_no_plan_put(tc_printing *printing)
{
    tc_buffer_puts(printing->out,
                   tc_printing_pick(printing,
                                    "没有方案：必保的项目无法全部满足，冲突在哪里见 "
                                    "tongchou conflict\n",
                                    "no plan: the required projects cannot all be "
                                    "served; tongchou conflict tells why\n"));
}

/* A search that was ended proves nothing of what would be best. */
void tc_bounded_put(tc_printing *printing, tc_plan_status status)
{
    if (status == TC_PLAN_BOUNDED)
        tc_buffer_puts(printing->out,
                       tc_printing_pick(printing,
                                        "（方案未证明为最优：以下比较的是搜索所及）\n",
                                        "(the plan is not proved to be the best: what "
                                        "follows compares what the searches found)\n"));
}

tc_code tc_explanation_print(const tc_problem *problem, const tc_explanation *explanation,
                             tc_language language, char **text, tc_error *error)
{
    tc_buffer out = {0};
    tc_printing printing = {problem, NULL, language, &out};
    tc_heading_put(&printing);
    tc_buffer_puts(&out, "\n");
    if (!tc_explanation_has_plan(explanation))
        tc_no_plan_put(&printing);
    tc_bounded_put(&printing, explanation->status);
    for (int k = 0; k < TC_EXPLAINED_LINES; k++)
        put_line(&printing, explanation, (tc_explained)k);
    return tc_text_give(&out, text, error);
}
