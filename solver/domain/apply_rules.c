/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/apply_rules.h"

#include "domain/apply_parts.h"

tc_subject tc_applying_subject(const tc_applying *all, const tc_rule_set *set,
                               const tc_project *project, const tc_source *source)
{
    return (tc_subject){.problem = all->problem,
                        .project = project,
                        .source = source,
                        .switches = set->switches,
                        .switch_count = set->switch_count};
}

static tc_citation cite(const tc_rule_set *set, const tc_clause *clause)
{
    return (tc_citation){.kind = TC_CITED_CLAUSE, .set = set, .clause = clause};
}

const tc_clause *tc_applying_clause(tc_applying *all, const tc_rule_set *set,
                                    tc_effect effect, const tc_project *project)
{
    const tc_subject subject = tc_applying_subject(all, set, project, NULL);
    const tc_clause *found = NULL;
    for (int c = 0; c < set->clause_count; c++) {
        const tc_clause *clause = &set->clauses[c];
        if (clause->effect != effect || (found && clause->rank <= found->rank))
            continue;
        const tc_truth truth = tc_condition_judge(clause->when, &subject);
        if (truth == TC_TRUTH_YES)
            found = clause;
        else if (truth == TC_TRUTH_UNKNOWN)
            tc_rule_gaps_note(&all->gaps, all->problem, set, clause, &subject);
    }
    return found;
}

/* Any set may refuse, or deny the pool; what was filed is what clauses read. */
static void apply_refusals(tc_applying *all, tc_project *project)
{
    for (int s = 0; s < all->problem->rule_set_count; s++) {
        const tc_rule_set *set = &all->problem->rule_sets[s];
        const tc_clause *refusing =
            tc_applying_clause(all, set, TC_EFFECT_REFUSE, project);
        const tc_clause *denying = tc_applying_clause(all, set, TC_EFFECT_POOL, project);
        if (refusing && project->refusal.kind == TC_CITED_NONE)
            project->refusal = cite(set, refusing);
        if (denying && !denying->allow && project->pool_denial.kind == TC_CITED_NONE)
            project->pool_denial = cite(set, denying);
    }
    if (project->refusal.kind != TC_CITED_NONE)
        project->zoning_ok = false;
    if (project->pool_denial.kind != TC_CITED_NONE)
        project->pool_access = false;
}

static int most_clauses(const tc_problem *problem)
{
    int most = 0;
    for (int s = 0; s < problem->rule_set_count; s++)
        if (problem->rule_sets[s].clause_count > most)
            most = problem->rule_sets[s].clause_count;
    return most;
}

tc_code tc_rules_apply(tc_problem *problem, tc_project *projects, tc_source *sources,
                       tc_faults *faults, tc_error *error)
{
    tc_applying all = {
        .problem = problem, .projects = projects, .sources = sources, .faults = faults};
    all.truths =
        tc_arena_take(&problem->arena, (size_t)most_clauses(problem), sizeof *all.truths);
    all.told = tc_arena_take(&problem->arena, (size_t)2 * TC_TOLD_MOST, sizeof *all.told);
    if (!all.truths || !all.told)
        return tc_no_memory(error);
    tc_rule_fields_tell(problem, faults);
    for (int j = 0; j < problem->project_count; j++) {
        tc_apply_ratios(&all, &projects[j]);
        apply_refusals(&all, &projects[j]);
    }
    tc_code code = tc_apply_bars(&all, error);
    if (code == TC_OK)
        code = tc_apply_whole(&all, error);
    if (code == TC_OK && all.gaps.no_memory)
        code = tc_no_memory(error);
    if (code == TC_OK)
        tc_rule_gaps_tell(&all.gaps, problem, faults);
    return code;
}
