/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "report/glyph.h"
#include "support/fed_sweep.h"
#include "support/leaks.h"

/* P-0 always, P-1 never, P-2 where NOx supply is not cut by more than 12 %, P-3 by
 * chance, in part. */
static void classes(int64_t k, const double *x, fed_outcome *outcome)
{
    outcome->goal[0] = 2.0 + x[0];
    outcome->share[0] = 1.0;
    outcome->share[2] = x[0] < 0.88 ? 0.0 : 1.0;
    outcome->share[3] = (k * 2654435761U >> 9) % 10 < 5 ? 0.5 : 1.0;
    outcome->remaining[TC_COD] = 123456.0 * x[1];
}

static void failing(int64_t k, const double *x, fed_outcome *outcome)
{
    classes(k, x, outcome);
    if (k % 100 == 0)
        outcome->status = TC_OUTCOME_FAILED;
    if (k % 100 == 1)
        outcome->status = TC_OUTCOME_INFEASIBLE;
}

static char *printed(fed_sweep *fed, tc_language language, fed_answer *answer)
{
    tc_summary *summary = fed_summary(fed, 1000, answer);
    char *text = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_summary_print(summary, language, &text, &error), TC_OK);
    tc_summary_free(summary);
    return text;
}

static void assert_holds(const char *text, const char *words)
{
    cr_assert(strstr(text, words), "\"%s\" is not in:\n%s", words, text);
}

static void make(fed_sweep *fed, tc_design design)
{
    fed_make(fed, design, 3000, 2, 1, 4);
    for (int a = 0; a < 2; a++) {
        fed->axes[a].low = a == 0 ? 0.6 : 0.0;
        fed->axes[a].high = a == 0 ? 1.1 : 1.0;
    }
    fed->axes[1].pollutant = TC_COD;
    fed->projects[2].illustrative = true;
}

Test(report_summary_text, says_class_frequency_interval_and_rule)
{
    fed_sweep fed;
    make(&fed, TC_DESIGN_LATIN);
    char *text = printed(&fed, TC_ZH, classes);
    assert_holds(text, "示例项目：1 个（共 4 个）为虚构示例");
    assert_holds(text, "推演：拉丁超立方，轴 2 个，种子 7；情景 3000 个");
    assert_holds(text, "稳过 1（至少 95 % 的情景足额），稳不过 1（至多 5 %），边缘 2");
    assert_holds(text, "P-0   P-0   稳过    100.00 %  99.87 – 100.00 %  100.00 %");
    assert_holds(text, "NOx 核减超过 12 % 时落选（解释了落选情形的 100.00 %；");
    assert_holds(text, "没有简单的规则；最相关的轴：");
    assert_holds(text, "区间按独立抽样算，对这种设计是近似");
    assert_holds(text, TC_FREQUENCY_CAUTION);
    assert_holds(text, "一阶，按样本分箱估计");
    tc_text_free(text);
    text = printed(&fed, TC_EN, classes);
    assert_holds(text, "not served when NOx supply is down by more than 12 % (explains "
                       "100.00 % of such scenarios");
    assert_holds(text, TC_FREQUENCY_CAUTION_EN);
    tc_text_free(text);
    fed_free(&fed);
    TC_ASSERT_NO_LEAK();
}

Test(report_summary_text, says_what_was_done_with_failed_and_infeasible_scenarios)
{
    fed_sweep fed;
    make(&fed, TC_DESIGN_MONTE_CARLO);
    char *text = printed(&fed, TC_EN, failing);
    assert_holds(text, "optimal 2940, bounded 0, infeasible 30, failed 30");
    assert_holds(text, "in an infeasible scenario no project counts as served");
    assert_holds(text, "failed scenarios are not in the frequencies");
    assert_holds(text, "P-0      P-0   safe");
    cr_assert(!strstr(text, "an approximation"));
    tc_text_free(text);
    fed_free(&fed);
    TC_ASSERT_NO_LEAK();
}

Test(report_summary_text, no_line_is_wider_than_a_terminal_of_120_columns)
{
    fed_sweep fed;
    fed_make(&fed, TC_DESIGN_SALTELLI, 200 * 16, 14, 5, 40);
    char *text = printed(&fed, TC_EN, classes);
    for (char *line = text, *end; (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        cr_assert(tc_glyph_width(line) <= 120, "%s", line);
    }
    tc_text_free(text);
    fed_free(&fed);
    TC_ASSERT_NO_LEAK();
}
