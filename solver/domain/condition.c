/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/condition.h"

#include <string.h>

#include "domain/problem.h"

static tc_truth truth(bool holds)
{
    return holds ? TC_TRUTH_YES : TC_TRUTH_NO;
}

static const char *switch_value(const tc_subject *subject, const char *name)
{
    for (int i = 0; i < subject->switch_count; i++)
        if (strcmp(subject->switches[i].name, name) == 0)
            return subject->switches[i].value;
    return "";
}

int tc_condition_year(const tc_condition *condition, const tc_subject *subject)
{
    enum { DAYS = 10000 }; /* a tc_day is YYYYMMDD */
    return condition->year ? condition->year
                           : (int)(subject->problem->decision_date / DAYS) - 1;
}

/* The place of which a condition about attainment asks. */
static const tc_attainment *find_line(const tc_condition *condition,
                                      const tc_subject *subject)
{
    const tc_project *project = subject->project;
    return tc_attainment_find(subject->problem, condition->scope,
                              project ? project->area : -1, project ? project->basin : -1,
                              condition->indicator,
                              tc_condition_year(condition, subject));
}

static bool has_place(const tc_condition *condition, const tc_subject *subject)
{
    if (condition->scope == TC_SCOPE_CITY)
        return true;
    return subject->project &&
           (condition->scope == TC_SCOPE_AREA || subject->project->basin >= 0);
}

static bool is_target(const tc_condition *condition)
{
    return condition->indicator >= TC_INDICATOR_TARGETS;
}

bool tc_condition_lacks_line(const tc_condition *condition, const tc_subject *subject)
{
    return condition->kind == TC_WHEN_ATTAINED && !is_target(condition) &&
           has_place(condition, subject) && !find_line(condition, subject);
}

static tc_truth judge_attained(const tc_condition *condition, const tc_subject *subject)
{
    if (!has_place(condition, subject))
        return TC_TRUTH_UNKNOWN;
    const tc_attainment *line = find_line(condition, subject);
    if (!line)
        return is_target(condition) ? truth(condition->attained) : TC_TRUTH_UNKNOWN;
    if (line->attained == TC_ATTAINED_UNKNOWN)
        return TC_TRUTH_UNKNOWN;
    return truth((line->attained == TC_ATTAINED_YES) == condition->attained);
}

static bool is_one_of(const tc_condition *condition, const tc_value *value)
{
    for (int i = 0; i < condition->count; i++) {
        if (condition->numbers ? condition->numbers[i] == value->number
                               : strcmp(condition->texts[i], value->text) == 0)
            return true;
        if (!condition->numbers && value->second &&
            strcmp(condition->texts[i], value->second) == 0)
            return true;
    }
    return false;
}

static bool contains_one(const tc_condition *condition, const tc_value *value)
{
    for (int i = 0; i < condition->count; i++)
        if (strstr(value->text, condition->texts[i]) ||
            (value->second && strstr(value->second, condition->texts[i])))
            return true;
    return false;
}

static bool wants_number(const tc_condition *condition)
{
    return condition->numbers ||
           (condition->kind >= TC_WHEN_LESS && condition->kind <= TC_WHEN_AT_LEAST);
}

static tc_truth judge_field(const tc_condition *condition, const tc_subject *subject)
{
    const tc_value value =
        tc_case_field_value(&condition->field, subject, wants_number(condition));
    if (!value.given)
        return TC_TRUTH_UNKNOWN;
    switch (condition->kind) {
    case TC_WHEN_LESS:
        return truth(value.number < condition->number);
    case TC_WHEN_AT_MOST:
        return truth(value.number <= condition->number);
    case TC_WHEN_GREATER:
        return truth(value.number > condition->number);
    case TC_WHEN_AT_LEAST:
        return truth(value.number >= condition->number);
    case TC_WHEN_CONTAINS:
        return truth(contains_one(condition, &value));
    case TC_WHEN_IN:
    case TC_WHEN_ALL:
    case TC_WHEN_ANY:
    case TC_WHEN_NOT:
    case TC_WHEN_ATTAINED:
    case TC_WHEN_SWITCH:
        break;
    }
    return truth(is_one_of(condition, &value));
}

/* All: no wins over unknown, which wins over yes; any: the other way round. */
static tc_truth judge_parts(const tc_condition *condition, const tc_subject *subject)
{
    const bool any = condition->kind == TC_WHEN_ANY;
    tc_truth found = truth(!any);
    for (int i = 0; i < condition->part_count; i++) {
        const tc_truth part = tc_condition_judge(&condition->parts[i], subject);
        if (part == truth(any))
            return part;
        if (part == TC_TRUTH_UNKNOWN)
            found = part;
    }
    return found;
}

tc_truth tc_condition_judge(const tc_condition *condition, const tc_subject *subject)
{
    if (!condition)
        return TC_TRUTH_YES;
    switch (condition->kind) {
    case TC_WHEN_ALL:
    case TC_WHEN_ANY:
        return judge_parts(condition, subject);
    case TC_WHEN_NOT: {
        const tc_truth part = tc_condition_judge(condition->parts, subject);
        return part == TC_TRUTH_UNKNOWN ? part : truth(part == TC_TRUTH_NO);
    }
    case TC_WHEN_ATTAINED:
        return judge_attained(condition, subject);
    case TC_WHEN_SWITCH:
        return truth(
            strcmp(switch_value(subject, condition->texts[0]), condition->texts[1]) == 0);
    case TC_WHEN_IN:
    case TC_WHEN_CONTAINS:
    case TC_WHEN_LESS:
    case TC_WHEN_AT_MOST:
    case TC_WHEN_GREATER:
    case TC_WHEN_AT_LEAST:
        break;
    }
    return judge_field(condition, subject);
}

/* ---- in words ---------------------------------------------------------------------- */

static void add_separator(tc_buffer *zh, tc_buffer *en)
{
    if (zh->length > 0)
        tc_buffer_puts(zh, "，");
    if (en->length > 0)
        tc_buffer_puts(en, ", ");
}

static void explain_attained(const tc_condition *condition, const tc_subject *subject,
                             tc_buffer *zh, tc_buffer *en)
{
    static const char *const scope_zh[] = {"市", "县", ""};
    static const char *const scope_en[] = {"city", "county", ""};
    const tc_problem *problem = subject->problem;
    const tc_attainment *line = find_line(condition, subject);
    const bool yes = line && line->attained == TC_ATTAINED_YES;
    const bool basin = condition->scope == TC_SCOPE_BASIN;
    const bool whole = condition->scope == TC_SCOPE_AREA && line && line->area < 0;
    const char *place = basin ? problem->basins[subject->project->basin] : "";
    const char *name = tc_indicator_name(condition->indicator);
    const int year = tc_condition_year(condition, subject);
    if (!line)
        return;
    if (is_target(condition)) {
        name += strlen("target ");
        tc_buffer_printf(zh, "%s %s 减排目标%s (%d, attainment.csv:%d)",
                         scope_zh[condition->scope], name, yes ? "完成" : "未完成", year,
                         line->line);
        tc_buffer_printf(en, "%s reduction target of %s %s (%d, attainment.csv:%d)",
                         scope_en[condition->scope], name, yes ? "met" : "missed", year,
                         line->line);
        return;
    }
    tc_buffer_printf(zh, "%s%s %s %s (%s%d, attainment.csv:%d)",
                     scope_zh[condition->scope], place, name, yes ? "达标" : "未达标",
                     whole ? "按全市；" : "", year, line->line);
    tc_buffer_printf(en, "%s%s %s %s (%s%d, attainment.csv:%d)",
                     scope_en[condition->scope], place, name,
                     yes ? "attained" : "not attained",
                     whole ? "as the whole city; " : "", year, line->line);
}

/* The field as it is, whatever is asked of it. */
static void explain_field(const tc_condition *condition, const tc_subject *subject,
                          tc_buffer *zh, tc_buffer *en)
{
    const tc_value value =
        tc_case_field_value(&condition->field, subject, wants_number(condition));
    if (!value.given)
        return;
    const char *name = condition->field.name;
    for (int k = 0; k < 2; k++) {
        tc_buffer *out = k == 0 ? zh : en;
        if (value.text && !wants_number(condition))
            tc_buffer_printf(out, "%s = %s", name, value.text);
        else
            tc_buffer_printf(out, "%s = %g", name, value.number);
    }
}

/* The parts that decide: of any that holds the first that does, and so on. */
static void explain_parts(const tc_condition *condition, const tc_subject *subject,
                          tc_buffer *zh, tc_buffer *en)
{
    const tc_truth whole = tc_condition_judge(condition, subject);
    const bool one = (condition->kind == TC_WHEN_ANY) == (whole == TC_TRUTH_YES);
    for (int i = 0; i < condition->part_count; i++) {
        const tc_condition *part = &condition->parts[i];
        if (tc_condition_judge(part, subject) != whole)
            continue;
        tc_condition_explain(part, subject, zh, en);
        if (one)
            return;
    }
}

void tc_condition_explain(const tc_condition *condition, const tc_subject *subject,
                          tc_buffer *zh, tc_buffer *en)
{
    if (!condition)
        return;
    if (condition->kind == TC_WHEN_NOT) {
        tc_condition_explain(condition->parts, subject, zh, en);
        return;
    }
    if (condition->kind == TC_WHEN_ALL || condition->kind == TC_WHEN_ANY) {
        explain_parts(condition, subject, zh, en);
        return;
    }
    add_separator(zh, en);
    if (condition->kind == TC_WHEN_ATTAINED) {
        explain_attained(condition, subject, zh, en);
    } else if (condition->kind == TC_WHEN_SWITCH) {
        const char *name = condition->texts[0];
        tc_buffer_printf(zh, "%s = %s", name, switch_value(subject, name));
        tc_buffer_printf(en, "%s = %s", name, switch_value(subject, name));
    } else {
        explain_field(condition, subject, zh, en);
    }
}
