/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/edge_words.h"

#include <math.h>
#include <stdio.h>

typedef struct number {
    char text[32];
} number;

/* More digits than people look at, fewer than a step in thirds has. */
static number shown(double value)
{
    number n;
    (void)snprintf(n.text, sizeof n.text, "%.5g", value);
    return n;
}

/* ---- what an axis is about --------------------------------------------------------- */

static void put_subject_zh(const tc_summary_axis *axis, tc_buffer *out)
{
    const char *const parts[] = {axis->source ? "削减源 " : NULL,
                                 axis->source,
                                 axis->project ? "项目 " : NULL,
                                 axis->project,
                                 axis->area,
                                 axis->industry,
                                 axis->industry ? "行业" : NULL};
    bool any = false;
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
        tc_buffer_puts(out, parts[k] ? parts[k] : "");
        any = any || parts[k];
    }
    if (axis->pollutant)
        tc_buffer_printf(out, "%s%s", any ? " " : "", axis->pollutant);
    if (any || axis->pollutant)
        tc_buffer_puts(out, " ");
}

static void put_subject_en(const tc_summary_axis *axis, tc_buffer *out)
{
    if (axis->pollutant)
        tc_buffer_printf(out, "%s ", axis->pollutant);
}

static void put_owner_en(const tc_summary_axis *axis, tc_buffer *out)
{
    if (axis->source)
        tc_buffer_printf(out, " of source %s", axis->source);
    if (axis->project)
        tc_buffer_printf(out, " of project %s", axis->project);
    if (axis->industry)
        tc_buffer_printf(out, " of industry %s", axis->industry);
    if (axis->area)
        tc_buffer_printf(out, " in %s", axis->area);
}

/* one: of a single source or project, which is named beside it. */
static const struct {
    const char *zh, *en, *one_zh, *one_en;
} WHAT[] = {{"供给", "supply", "供给", "supply"},
            {"留存比例", "held-back share", "留存比例", "held-back share"},
            {"可调出比例", "export cap", "可调出比例", "export cap"},
            {"排放", "emission", "排放", "emission"},
            {"倍数", "ratio", "倍数", "ratio"},
            {"减排推迟", "delay of sources", "减排推迟", "delay"},
            {"投产推迟", "delay of projects", "投产推迟", "delay"},
            {"削减源有无", "presence of sources", "有无", "presence"},
            {"项目有无", "presence of projects", "有无", "presence"},
            {"政策", "policy", "政策", "policy"}};

static const char *what(const tc_summary_axis *axis, bool zh)
{
    if (axis->source || axis->project)
        return zh ? WHAT[axis->kind].one_zh : WHAT[axis->kind].one_en;
    return zh ? WHAT[axis->kind].zh : WHAT[axis->kind].en;
}

void tc_axis_write(const tc_summary_axis *axis, tc_language language, tc_buffer *out)
{
    if (language == TC_EN) {
        put_subject_en(axis, out);
        tc_buffer_puts(out, what(axis, false));
        put_owner_en(axis, out);
    } else {
        put_subject_zh(axis, out);
        tc_buffer_puts(out, what(axis, true));
    }
}

/* ---- when a condition holds -------------------------------------------------------- */

/* One end: above (or below) value; included: at it too. */
typedef struct end {
    bool above, included;
    double value;
} end;

/* A factor as the change in percent that it stands for. */
static void put_factor(const tc_summary_axis *axis, end e, bool zh, tc_buffer *out)
{
    const bool supply = axis->kind == TC_AXIS_SUPPLY;
    const bool fall = e.value < 1.0 || (e.value == 1.0 && !e.above);
    if (e.value == 1.0 && !e.included) {
        tc_buffer_puts(out, what(axis, zh));
        if (!zh)
            put_owner_en(axis, out);
        tc_buffer_puts(
            out, zh ? (e.above ? "高于原来" : "低于原来")
                    : (e.above ? " is above what it was" : " is below what it was"));
        return;
    }
    const number percent = shown(fabs(1.0 - e.value) * 100.0);
    /* "a fall of more than" where the factor is below, "of less than" where above */
    const bool more = fall != e.above;
    const char *word;
    if (zh) {
        word = supply ? (fall ? "核减" : "供给增加") : (fall ? "排放减少" : "排放增加");
        tc_buffer_printf(out, "%s%s %s %%", word,
                         e.included ? (more ? "不少于" : "不超过")
                                    : (more ? "超过" : "不到"),
                         percent.text);
        return;
    }
    tc_buffer_puts(out, what(axis, false));
    put_owner_en(axis, out);
    tc_buffer_printf(out, "%s %s %s %%", fall ? " is down by" : " is up by",
                     e.included ? (more ? "at least" : "at most")
                                : (more ? "more than" : "less than"),
                     percent.text);
}

static void put_plain(const tc_summary_axis *axis, end e, bool zh, tc_buffer *out)
{
    const bool share = axis->kind == TC_AXIS_RESERVE || axis->kind == TC_AXIS_EXPORT_CAP;
    const bool months = axis->kind == TC_AXIS_DELAY || axis->kind == TC_AXIS_START;
    const number value = shown(share ? e.value * 100.0 : e.value);
    tc_buffer_puts(out, what(axis, zh));
    if (zh) {
        tc_buffer_printf(out, "%s %s%s",
                         e.included ? (e.above ? "不低于" : "不高于")
                                    : (e.above ? "高于" : "低于"),
                         value.text,
                         share    ? " %"
                         : months ? " 个月"
                                  : "");
        return;
    }
    put_owner_en(axis, out);
    tc_buffer_printf(out, " is %s %s%s",
                     e.included ? (e.above ? "at least" : "at most")
                                : (e.above ? "above" : "below"),
                     value.text,
                     share    ? " %"
                     : months ? " months"
                              : "");
}

static bool is_factor(const tc_summary_axis *axis)
{
    return axis->kind == TC_AXIS_SUPPLY || axis->kind == TC_AXIS_DEMAND;
}

static void put_end(const tc_summary_axis *axis, end e, bool zh, tc_buffer *out)
{
    if (zh)
        put_subject_zh(axis, out);
    else
        put_subject_en(axis, out);
    if (is_factor(axis))
        put_factor(axis, e, zh, out);
    else
        put_plain(axis, e, zh, out);
}

static void put_switch(const tc_summary_axis *axis, bool on, bool zh, tc_buffer *out)
{
    const bool source = axis->kind == TC_AXIS_SOURCE;
    if (zh) {
        put_subject_zh(axis, out);
        tc_buffer_puts(out, source ? (on ? "的削减照旧" : "的削减落空")
                                   : (on ? "照常审批" : "不予批准"));
        return;
    }
    tc_buffer_puts(out, source ? "the reductions" : "the applications");
    put_owner_en(axis, out);
    tc_buffer_puts(out, on ? " stay" : source ? " are gone" : " are refused");
}

static void put_variant(const tc_summary_axis *axis, double value, bool zh,
                        tc_buffer *out)
{
    const int variant = (int)value;
    const bool known = variant >= 0 && variant < axis->variant_count;
    const char *name = known ? axis->variants[variant] : "?";
    tc_buffer_printf(out, zh ? "政策为“%s”" : "policy is '%s'", name);
}

static void put_value(const tc_summary_axis *axis, double value, bool zh, tc_buffer *out)
{
    const bool share = axis->kind == TC_AXIS_RESERVE || axis->kind == TC_AXIS_EXPORT_CAP;
    const bool months = axis->kind == TC_AXIS_DELAY || axis->kind == TC_AXIS_START;
    const number text = shown(share || is_factor(axis) ? value * 100.0 : value);
    tc_axis_write(axis, zh ? TC_ZH : TC_EN, out);
    tc_buffer_printf(out, zh ? "为%s %s%s" : " is %s%s%s",
                     zh && is_factor(axis) ? "原来的" : "", text.text,
                     share              ? " %"
                     : months           ? (zh ? " 个月" : " months")
                     : !is_factor(axis) ? ""
                     : zh               ? " %"
                                        : " % of what it was");
}

void tc_condition_write(const tc_summary_axis *axis, const tc_rule_condition *condition,
                        tc_language language, tc_buffer *out)
{
    const bool zh = language == TC_ZH;
    const tc_rule_condition *c = condition;
    const bool one = c->has_low && c->has_high && c->low == c->high;
    if (axis->kind == TC_AXIS_POLICY) {
        put_variant(axis, c->has_low ? c->low : c->high, zh, out);
    } else if (axis->kind == TC_AXIS_SOURCE || axis->kind == TC_AXIS_PROJECT) {
        put_switch(axis, c->has_low && c->low > 0.0, zh, out);
    } else if (one) {
        put_value(axis, c->low, zh, out);
    } else {
        if (c->has_low)
            put_end(axis, (end){true, c->steps, c->low}, zh, out);
        if (c->has_low && c->has_high)
            tc_buffer_puts(out, zh ? "、" : ", ");
        if (c->has_high)
            put_end(axis, (end){false, c->steps, c->high}, zh, out);
    }
}

static bool ends_in_ascii(const tc_buffer *out)
{
    return out->length > 0 && (unsigned char)out->text[out->length - 1] < 128;
}

void tc_edge_rule_write(const tc_summary *summary, const tc_project_summary *project,
                        tc_language language, tc_buffer *out)
{
    const tc_edge_rule *rule = &project->rule;
    const bool zh = language == TC_ZH;
    if (rule->condition_count == 0)
        return;
    if (!zh)
        tc_buffer_puts(out, project->partly > 0 ? "not fully served when "
                                                : "not served when ");
    for (int k = 0; k < rule->condition_count; k++) {
        const tc_rule_condition *c = &rule->conditions[k];
        if (k > 0)
            tc_buffer_puts(out, zh ? "，且 " : " and ");
        tc_condition_write(&summary->axes[c->axis], c, language, out);
    }
    if (zh)
        tc_buffer_printf(out, "%s%s", ends_in_ascii(out) ? " " : "",
                         project->partly > 0 ? "时不能足额" : "时落选");
}

double tc_edge_rule_coverage(const tc_edge_rule *rule)
{
    return rule->lost > 0 ? (double)rule->inside_lost / (double)rule->lost : 0.0;
}

double tc_edge_rule_precision(const tc_edge_rule *rule)
{
    return rule->inside > 0 ? (double)rule->inside_lost / (double)rule->inside : 0.0;
}
