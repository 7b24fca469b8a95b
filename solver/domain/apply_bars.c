/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/apply_parts.h"

enum { BARS_MOST = 31 };

/* Which sources a bar is about; how many. */
static int mark_sources(tc_applying *all, const tc_rule_set *set, const tc_clause *clause,
                        bool *marks)
{
    int count = 0;
    for (int s = 0; s < all->problem->source_count; s++) {
        const tc_subject subject =
            tc_applying_subject(all, set, NULL, &all->problem->sources[s]);
        marks[s] = tc_condition_judge(clause->bar, &subject) == TC_TRUTH_YES;
        count += marks[s];
    }
    return count;
}

static int mark_projects(tc_applying *all, const tc_rule_set *set,
                         const tc_clause *clause, bool *marks)
{
    int count = 0;
    for (int j = 0; j < all->problem->project_count; j++) {
        const tc_subject subject =
            tc_applying_subject(all, set, &all->problem->projects[j], NULL);
        const tc_truth truth = tc_condition_judge(clause->when, &subject);
        marks[j] = truth == TC_TRUTH_YES;
        count += marks[j];
        if (truth == TC_TRUTH_UNKNOWN)
            tc_rule_gaps_note(&all->gaps, all->problem, set, clause, &subject);
    }
    return count;
}

/* Record a bar with its bit. */
static void set_bits(tc_applying *all, const tc_rule_set *set, const tc_clause *clause,
                     const bool *of_sources, const bool *of_projects, tc_restriction *bar)
{
    const unsigned bit = 1U << all->problem->restriction_count++;
    *bar = (tc_restriction){{.kind = TC_CITED_CLAUSE, .set = set, .clause = clause}, bit};
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const unsigned mine = clause->pollutants & 1U << p ? bit : 0;
        for (int s = 0; s < all->problem->source_count; s++)
            all->sources[s].limits[p] |= of_sources[s] ? mine : 0;
        for (int j = 0; j < all->problem->project_count; j++)
            all->projects[j].limits[p] |= of_projects[j] ? mine : 0;
    }
}

static void say_too_many(tc_applying *all, const tc_rule_set *set,
                         const tc_clause *clause)
{
    const tc_place place = tc_rule_set_place(set, clause->line, clause->column);
    tc_fault_add(all->faults, TC_SEVERITY_ERROR, &place,
                 "限制削减源用途的条款最多 %d 条同时起作用",
                 "at most %d clauses that bar sources may take hold at once", BARS_MOST);
}

tc_code tc_apply_bars(tc_applying *all, tc_error *error)
{
    tc_problem *problem = all->problem;
    tc_restriction *bars = tc_arena_take(&problem->arena, BARS_MOST, sizeof *bars);
    bool *of_sources =
        tc_arena_take(&problem->arena, (size_t)problem->source_count, sizeof *of_sources);
    bool *of_projects = tc_arena_take(&problem->arena, (size_t)problem->project_count,
                                      sizeof *of_projects);
    if (!bars || !of_sources || !of_projects)
        return tc_no_memory(error);
    problem->restrictions = bars;
    for (int s = 0; s < problem->rule_set_count; s++) {
        const tc_rule_set *set = &problem->rule_sets[s];
        for (int c = 0; c < set->clause_count; c++) {
            const tc_clause *clause = &set->clauses[c];
            if (clause->effect != TC_EFFECT_BAR ||
                mark_sources(all, set, clause, of_sources) == 0 ||
                mark_projects(all, set, clause, of_projects) == 0)
                continue;
            if (problem->restriction_count == BARS_MOST) {
                say_too_many(all, set, clause);
                return TC_OK;
            }
            set_bits(all, set, clause, of_sources, of_projects,
                     &bars[problem->restriction_count]);
        }
    }
    return TC_OK;
}
