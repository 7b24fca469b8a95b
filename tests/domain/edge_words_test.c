/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/edge_words.h"

#include <criterion/criterion.h>

#include "support/leaks.h"

static const char *const VARIANTS[] = {"现行", "从宽"};

static void assert_words(const tc_summary_axis *axis, tc_rule_condition condition,
                         const char *zh, const char *en)
{
    tc_buffer out = {0};
    tc_condition_write(axis, &condition, TC_ZH, &out);
    cr_assert_str_eq(out.text, zh);
    tc_buffer_free(&out);
    out = (tc_buffer){0};
    tc_condition_write(axis, &condition, TC_EN, &out);
    cr_assert_str_eq(out.text, en);
    tc_buffer_free(&out);
}

static tc_rule_condition below(double high)
{
    return (tc_rule_condition){.has_high = true, .high = high};
}

static tc_rule_condition above(double low)
{
    return (tc_rule_condition){.has_low = true, .low = low};
}

static tc_rule_condition steps(double low, double high)
{
    return (tc_rule_condition){.has_low = low >= 0.0,
                               .has_high = high >= 0.0,
                               .steps = true,
                               .low = low,
                               .high = high};
}

Test(domain_edge_words, a_factor_is_said_as_the_change_that_it_is)
{
    const tc_summary_axis supply = {.kind = TC_AXIS_SUPPLY, .pollutant = "NOx"};
    const tc_summary_axis demand = {
        .kind = TC_AXIS_DEMAND, .pollutant = "PM", .area = "河津市"};
    assert_words(&supply, below(0.88), "NOx 核减超过 12 %",
                 "NOx supply is down by more than 12 %");
    assert_words(&supply, above(0.88), "NOx 核减不到 12 %",
                 "NOx supply is down by less than 12 %");
    assert_words(&supply, below(1.05), "NOx 供给增加不到 5 %",
                 "NOx supply is up by less than 5 %");
    assert_words(&supply, above(1.05), "NOx 供给增加超过 5 %",
                 "NOx supply is up by more than 5 %");
    assert_words(&supply, below(1.0), "NOx 供给低于原来",
                 "NOx supply is below what it was");
    assert_words(&supply, steps(-1.0, 0.9), "NOx 核减不少于 10 %",
                 "NOx supply is down by at least 10 %");
    assert_words(&supply, steps(0.9, -1.0), "NOx 核减不超过 10 %",
                 "NOx supply is down by at most 10 %");
    assert_words(&supply, steps(0.9, 0.9), "NOx 供给为原来的 90 %",
                 "NOx supply is 90 % of what it was");
    assert_words(&demand, above(1.125), "河津市 PM 排放增加超过 12.5 %",
                 "PM emission in 河津市 is up by more than 12.5 %");
    assert_words(&demand, below(0.9), "河津市 PM 排放减少超过 10 %",
                 "PM emission in 河津市 is down by more than 10 %");
    TC_ASSERT_NO_LEAK();
}

Test(domain_edge_words, shares_ratios_and_months_are_said_as_they_are)
{
    const tc_summary_axis ratio = {.kind = TC_AXIS_RATIO, .pollutant = "PM"};
    const tc_summary_axis reserve = {.kind = TC_AXIS_RESERVE};
    const tc_summary_axis cap = {.kind = TC_AXIS_EXPORT_CAP, .area = "河津市"};
    const tc_summary_axis delay = {.kind = TC_AXIS_DELAY, .industry = "焦化"};
    tc_rule_condition between = above(0.1);
    between.has_high = true;
    between.high = 0.25;
    assert_words(&ratio, steps(2.0, 2.0), "PM 倍数为 2", "PM ratio is 2");
    assert_words(&ratio, above(1.5), "PM 倍数高于 1.5", "PM ratio is above 1.5");
    assert_words(&reserve, steps(0.2, -1.0), "留存比例不低于 20 %",
                 "held-back share is at least 20 %");
    assert_words(&reserve, between, "留存比例高于 10 %、留存比例低于 25 %",
                 "held-back share is above 10 %, held-back share is below 25 %");
    assert_words(&cap, below(0.5), "河津市 可调出比例低于 50 %",
                 "export cap in 河津市 is below 50 %");
    assert_words(&delay, steps(6.0, -1.0), "焦化行业 减排推迟不低于 6 个月",
                 "delay of sources of industry 焦化 is at least 6 months");
    const tc_summary_axis one = {.kind = TC_AXIS_DELAY, .source = "S2"};
    assert_words(&one, steps(6.0, -1.0), "削减源 S2 减排推迟不低于 6 个月",
                 "delay of source S2 is at least 6 months");
    TC_ASSERT_NO_LEAK();
}

Test(domain_edge_words, policies_and_switches_are_said_by_name)
{
    const tc_summary_axis policy = {
        .kind = TC_AXIS_POLICY, .variants = VARIANTS, .variant_count = 2};
    const tc_summary_axis source = {.kind = TC_AXIS_SOURCE, .source = "S-01"};
    const tc_summary_axis project = {.kind = TC_AXIS_PROJECT, .project = "P-03"};
    assert_words(&policy, steps(1.0, 1.0), "政策为“从宽”", "policy is '从宽'");
    assert_words(&source, steps(0.0, 0.0), "削减源 S-01 的削减落空",
                 "the reductions of source S-01 are gone");
    assert_words(&source, steps(1.0, 1.0), "削减源 S-01 的削减照旧",
                 "the reductions of source S-01 stay");
    assert_words(&project, steps(0.0, 0.0), "项目 P-03 不予批准",
                 "the applications of project P-03 are refused");
    TC_ASSERT_NO_LEAK();
}

static void assert_name(const tc_summary_axis *axis, const char *zh, const char *en)
{
    tc_buffer out[2] = {{0}, {0}};
    tc_axis_write(axis, TC_ZH, &out[0]);
    tc_axis_write(axis, TC_EN, &out[1]);
    cr_assert_str_eq(out[0].text, zh);
    cr_assert_str_eq(out[1].text, en);
    tc_buffer_free(&out[0]);
    tc_buffer_free(&out[1]);
}

Test(domain_edge_words, an_axis_of_one_source_or_project_names_it_once)
{
    const tc_summary_axis source = {.kind = TC_AXIS_SOURCE, .source = "S-01"};
    const tc_summary_axis sources = {.kind = TC_AXIS_SOURCE, .area = "河津市"};
    const tc_summary_axis start = {.kind = TC_AXIS_START, .project = "P-03"};
    const tc_summary_axis supply = {
        .kind = TC_AXIS_SUPPLY, .source = "S-01", .pollutant = "NOx"};
    assert_name(&source, "削减源 S-01 有无", "presence of source S-01");
    assert_name(&sources, "河津市 削减源有无", "presence of sources in 河津市");
    assert_name(&start, "项目 P-03 投产推迟", "delay of project P-03");
    assert_name(&supply, "削减源 S-01 NOx 供给", "NOx supply of source S-01");
    TC_ASSERT_NO_LEAK();
}

Test(domain_edge_words, a_rule_joins_its_conditions)
{
    const tc_summary_axis axes[] = {{.kind = TC_AXIS_SUPPLY, .pollutant = "NOx"},
                                    {.kind = TC_AXIS_RATIO, .pollutant = "PM"}};
    const tc_summary summary = {.axes = axes, .axis_count = 2};
    tc_project_summary project = {.rule = {.condition_count = 1}};
    tc_buffer out = {0};
    project.rule.conditions[0] = below(0.88);
    tc_edge_rule_write(&summary, &project, TC_ZH, &out);
    cr_assert_str_eq(out.text, "NOx 核减超过 12 % 时落选");
    tc_buffer_free(&out);
    out = (tc_buffer){0};
    project.partly = 1;
    project.rule.conditions[1] = steps(2.0, 2.0);
    project.rule.conditions[1].axis = 1;
    project.rule.condition_count = 2;
    tc_edge_rule_write(&summary, &project, TC_ZH, &out);
    cr_assert_str_eq(out.text, "NOx 核减超过 12 %，且 PM 倍数为 2 时不能足额");
    tc_buffer_free(&out);
    out = (tc_buffer){0};
    tc_edge_rule_write(&summary, &project, TC_EN, &out);
    cr_assert_str_eq(out.text, "not fully served when NOx supply is down by more than "
                               "12 % and PM ratio is 2");
    tc_buffer_free(&out);
    TC_ASSERT_NO_LEAK();
}
