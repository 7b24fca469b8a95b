/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/apply_parts.h"

/* The clause of the first set that has one; NONE: none has. */
static tc_citation first_holding(tc_applying *all, tc_effect effect)
{
    for (int s = 0; s < all->problem->rule_set_count; s++) {
        const tc_rule_set *set = &all->problem->rule_sets[s];
        const tc_clause *clause = tc_applying_clause(all, set, effect, NULL);
        if (clause)
            return (tc_citation){.kind = TC_CITED_CLAUSE, .set = set, .clause = clause};
    }
    return (tc_citation){.kind = TC_CITED_NONE};
}

/* One set that keeps basins apart is enough: the stricter prevails. */
static void apply_basins(tc_applying *all)
{
    bool strict = false;
    for (int s = 0; s < all->problem->rule_set_count; s++) {
        const tc_rule_set *set = &all->problem->rule_sets[s];
        const tc_clause *clause = tc_applying_clause(all, set, TC_EFFECT_BASIN, NULL);
        if (!clause)
            continue;
        strict = strict || !clause->allow;
        if (clause->allow && all->problem->widening.kind == TC_CITED_NONE)
            all->problem->widening =
                (tc_citation){.kind = TC_CITED_CLAUSE, .set = set, .clause = clause};
    }
    all->problem->wide_basins = all->problem->widening.kind != TC_CITED_NONE && !strict;
    if (strict)
        all->problem->widening = (tc_citation){.kind = TC_CITED_NONE};
}

/* The share of each pool that a county keeps: min(1, L / S). Source: domain.md D-3. */
static tc_code apply_protection(tc_applying *all, tc_error *error)
{
    tc_problem *problem = all->problem;
    const size_t count = (size_t)problem->area_count * TC_POLLUTANTS;
    double *kept = tc_arena_take(&problem->arena, count, sizeof *kept);
    double *supply = tc_arena_take(&problem->arena, count, sizeof *supply);
    if (!kept || !supply)
        return tc_no_memory(error);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        for (int j = 0; j < problem->project_count; j++) {
            const tc_project *project = &problem->projects[j];
            if (project->local_key && project->zoning_ok)
                kept[project->area * TC_POLLUTANTS + p] += project->need[p];
        }
        for (int s = 0; s < problem->source_count; s++)
            supply[problem->sources[s].area * TC_POLLUTANTS + p] +=
                problem->sources[s].supply[p];
    }
    for (size_t i = 0; i < count; i++)
        kept[i] = !(kept[i] > 0) ? 0 : kept[i] < supply[i] ? kept[i] / supply[i] : 1;
    problem->kept_share = kept;
    return TC_OK;
}

tc_code tc_apply_whole(tc_applying *all, tc_error *error)
{
    apply_basins(all);
    all->problem->preference = first_holding(all, TC_EFFECT_PREFER);
    all->problem->protection = first_holding(all, TC_EFFECT_PROTECT);
    if (all->problem->protection.kind == TC_CITED_NONE)
        return TC_OK;
    return apply_protection(all, error);
}
