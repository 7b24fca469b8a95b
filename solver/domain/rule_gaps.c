/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/rule_gaps.h"

#include <string.h>

#include "base/plain.h"

typedef struct tc_rule_gap {
    struct tc_rule_gap *next;
    const tc_rule_set *set;
    const tc_clause *clause; /* the first that asked */
    tc_scope scope;
    int indicator, year;
    int first, count; /* places without a line: the first, and how many */
    bool *noted;      /* by area or basin; one of the city */
} tc_rule_gap;

tc_place tc_rule_set_place(const tc_rule_set *set, int line, int column)
{
    return set->shipped ? (tc_place){"case.json", set->line, set->column}
                        : (tc_place){set->file, line, column};
}

static int place_of(const tc_condition *condition, const tc_subject *subject)
{
    switch (condition->scope) {
    case TC_SCOPE_AREA:
        return subject->project->area;
    case TC_SCOPE_BASIN:
        return subject->project->basin;
    case TC_SCOPE_CITY:
        break;
    }
    return 0;
}

/* The gap of this scope, indicator and year, a new one at the end of the list. */
static tc_rule_gap *gap_of(tc_rule_gaps *gaps, tc_problem *problem,
                           const tc_condition *condition, int year)
{
    tc_rule_gap **at = &gaps->first;
    for (; *at; at = &(*at)->next)
        if ((*at)->scope == condition->scope && (*at)->year == year &&
            (*at)->indicator == condition->indicator)
            return *at;
    const int places = 1 + problem->area_count + problem->basin_count;
    tc_rule_gap *gap = tc_arena_take(&problem->arena, 1, sizeof *gap);
    bool *noted = tc_arena_take(&problem->arena, (size_t)places, sizeof *noted);
    if (!gap || !noted)
        return NULL;
    *gap = (tc_rule_gap){.scope = condition->scope,
                         .indicator = condition->indicator,
                         .year = year,
                         .noted = noted};
    return *at = gap;
}

/* Could lines that are missing make the condition hold (or, wanted NO, not hold)? */
static bool can_be(const tc_condition *condition, const tc_subject *subject,
                   tc_truth wanted)
{
    const bool all = condition->kind == TC_WHEN_ALL;
    if (condition->kind == TC_WHEN_NOT)
        return can_be(condition->parts, subject,
                      wanted == TC_TRUTH_YES ? TC_TRUTH_NO : TC_TRUTH_YES);
    if (condition->part_count == 0)
        return tc_condition_lacks_line(condition, subject) ||
               tc_condition_judge(condition, subject) == wanted;
    const bool every = all == (wanted == TC_TRUTH_YES);
    for (int i = 0; i < condition->part_count; i++)
        if (can_be(&condition->parts[i], subject, wanted) != every)
            return !every;
    return every;
}

static void note(tc_rule_gaps *gaps, tc_problem *problem, const tc_rule_set *set,
                 const tc_clause *clause, const tc_condition *condition,
                 const tc_subject *subject)
{
    for (int i = 0; i < condition->part_count; i++)
        note(gaps, problem, set, clause, &condition->parts[i], subject);
    if (!tc_condition_lacks_line(condition, subject))
        return;
    tc_rule_gap *gap =
        gap_of(gaps, problem, condition, tc_condition_year(condition, subject));
    const int place = place_of(condition, subject);
    if (!gap) {
        gaps->no_memory = true;
        return;
    }
    if (gap->noted[place])
        return;
    gap->noted[place] = true;
    if (gap->count++ == 0) {
        gap->first = place;
        gap->set = set;
        gap->clause = clause;
    }
}

void tc_rule_gaps_note(tc_rule_gaps *gaps, tc_problem *problem, const tc_rule_set *set,
                       const tc_clause *clause, const tc_subject *subject)
{
    if (clause->when && can_be(clause->when, subject, TC_TRUTH_YES))
        note(gaps, problem, set, clause, clause->when, subject);
}

void tc_rule_gaps_tell(const tc_rule_gaps *gaps, const tc_problem *problem,
                       tc_faults *faults)
{
    static const tc_place place = {"attainment.csv", 0, 0};
    for (const tc_rule_gap *gap = gaps->first; gap; gap = gap->next) {
        const char *name = gap->scope == TC_SCOPE_AREA ? problem->areas[gap->first].name
                           : gap->scope == TC_SCOPE_BASIN ? problem->basins[gap->first]
                                                          : "全市";
        const char *name_en = gap->scope == TC_SCOPE_CITY ? "the city" : name;
        tc_fault_add(
            faults, TC_SEVERITY_WARNING, &place,
            "没有“%s”%.0s（共 %d 处）%d 年 %s 的达标资料：%s “%s”等条款对它不起作用",
            "no line says how %.0s%s (places: %d) stood in %d on %s: %s '%s' and "
            "the like do not take hold there",
            tc_plain_show(name).text, tc_plain_show(name_en).text, gap->count, gap->year,
            tc_indicator_name(gap->indicator), gap->set->id,
            tc_plain_show(gap->clause->article).text);
    }
}

/* ---- fields ------------------------------------------------------------------------ */

/* How the records stand to a field. */
typedef struct coverage {
    int records, given;
    int unreadable_line; /* 0: none */
    tc_shown unreadable;
} coverage;

static void cover(coverage *all, const tc_condition *condition, const tc_subject *subject,
                  int line)
{
    const bool number = condition->numbers || (condition->kind >= TC_WHEN_LESS &&
                                               condition->kind <= TC_WHEN_AT_LEAST);
    const tc_value value = tc_case_field_value(&condition->field, subject, number);
    all->records++;
    all->given += value.given;
    if (value.unreadable && (!all->unreadable_line || line < all->unreadable_line)) {
        all->unreadable_line = line;
        all->unreadable = tc_plain_show(value.text);
    }
}

static coverage cover_all(const tc_problem *problem, const tc_condition *condition)
{
    coverage all = {.records = 0};
    const bool source = condition->field.of == TC_OF_SOURCE;
    const int count = source ? problem->source_count : problem->project_count;
    for (int i = 0; i < count; i++) {
        const tc_subject subject = {.problem = problem,
                                    .project = source ? NULL : &problem->projects[i],
                                    .source = source ? &problem->sources[i] : NULL};
        cover(&all, condition, &subject,
              source ? problem->sources[i].line : problem->projects[i].line);
    }
    return all;
}

static bool may_be_absent(const tc_rule_set *set, const char *name)
{
    for (int i = 0; i < set->column_count; i++)
        if (strcmp(set->columns[i], name) == 0)
            return true;
    return false;
}

static void tell_field(const tc_problem *problem, const tc_rule_set *set,
                       const tc_clause *clause, const tc_condition *condition,
                       tc_faults *faults)
{
    const bool source = condition->field.of == TC_OF_SOURCE;
    const char *file = source ? "sources.csv" : "projects.csv";
    const coverage all = cover_all(problem, condition);
    const tc_place place = tc_rule_set_place(set, condition->line, condition->column);
    if (all.unreadable_line) {
        const tc_place there = {file, all.unreadable_line, 1};
        tc_fault_add(faults, TC_SEVERITY_WARNING, &there,
                     "%s：“%s”不是数，%s “%s”对这一行不起作用",
                     "%s: '%s' is no number: %s '%s' does not take hold here",
                     condition->field.name, all.unreadable.text, set->id,
                     tc_plain_show(clause->article).text);
    } else if (all.records > 0 && all.given == 0 &&
               !may_be_absent(set, condition->field.name)) {
        tc_fault_add(
            faults, TC_SEVERITY_WARNING, &place,
            "%s “%s”要看 %s，而 %s 里没有一行写明，这一条不起作用",
            "%s '%s' asks for %s, which no row of %s gives: it does not take hold",
            set->id, tc_plain_show(clause->article).text,
            tc_plain_show(condition->field.name).text, file);
    }
}

/* The fields of a set of which was told. */
typedef struct field_list {
    const tc_condition *seen[64];
    int count;
} field_list;

static bool is_new(field_list *fields, const tc_condition *condition)
{
    enum { MOST = sizeof fields->seen / sizeof *fields->seen };
    for (int i = 0; i < fields->count; i++)
        if (fields->seen[i]->field.of == condition->field.of &&
            strcmp(fields->seen[i]->field.name, condition->field.name) == 0)
            return false;
    if (fields->count < MOST)
        fields->seen[fields->count++] = condition;
    return true;
}

static void tell_fields(const tc_problem *problem, const tc_rule_set *set,
                        const tc_clause *clause, const tc_condition *condition,
                        field_list *fields, tc_faults *faults)
{
    if (!condition)
        return;
    for (int i = 0; i < condition->part_count; i++)
        tell_fields(problem, set, clause, &condition->parts[i], fields, faults);
    if (condition->field.name && is_new(fields, condition))
        tell_field(problem, set, clause, condition, faults);
}

void tc_rule_fields_tell(const tc_problem *problem, tc_faults *faults)
{
    for (int s = 0; s < problem->rule_set_count; s++) {
        const tc_rule_set *set = &problem->rule_sets[s];
        field_list fields = {.count = 0};
        for (int c = 0; c < set->clause_count; c++) {
            const tc_clause *clause = &set->clauses[c];
            tell_fields(problem, set, clause, clause->when, &fields, faults);
            tell_fields(problem, set, clause, clause->bar, &fields, faults);
        }
    }
}
